#include "bot/understanding/event_view.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

bool untold_word(std::u32string_view said) { return said.starts_with(U"没说") || said.starts_with(U"没讲") || said.starts_with(U"没提"); }

}  // namespace

Verb::Before Verb::look_back() const {
  Before out;
  for (auto k = i, from = reach(); k-- > from;) {
    auto& t = s.tokens[k];
    if (t.tok == Tok::date || t.tok == Tok::time) {
      out.date_between = true;
      continue;
    }
    if (k + 1 == i && t.tok == Tok::unknown && chars(k).back() == U'新') out.has = true;  // 新来一个租客
    if (t.tok == Tok::place || t.tok == Tok::people || t.tok == Tok::unknown || t.tok == Tok::renter || t.tok == Tok::room) continue;
    if (t.tok != Tok::word) break;
    if (t.kind == neg_not && close_to_verb(k)) out.never = true;
    else if (t.kind == neg_have && close_to_verb(k)) out.not_yet = true;
    else if (t.kind == future) out.will = true;
    else if (t.kind == done) out.has = true;
    else if (t.kind == unknown_date && untold_word(chars(k))) out.untold = true, out.untold_at = k;
    if (said_is(k, U"就") && k + 1 == i) out.about_to = true;
  }
  return out;
}

bool Verb::close_to_verb(std::size_t negation) const {
  for (auto k = negation + 1; k < i; ++k) {
    auto& t = s.tokens[k];
    bool small = small_word(t) || t.tok == Tok::date || t.tok == Tok::time || t.tok == Tok::place || (t.tok == Tok::word && t.kind == from_word);
    if (!small) return false;
  }
  return true;
}

bool Verb::by_message() const {
  return c.by_message && any_before([&](std::size_t k) {
    auto word = chars(k);
    return word == U"微信" || word == U"电话" || word.ends_with(U"消息") || word.ends_with(U"信息") || word == U"短信";
  });
}

bool Verb::agreed() const {
  return c.agreed && any_before([&](std::size_t k) {
    auto word = chars(k);
    return word == U"约好" || word == U"约定" || word == U"定好" || word == U"说好" || word == U"讲好" || word == U"说定" || word == U"说好的" || word == U"讲好的";
  });
}

bool Verb::told_before() const {
  return any_before([&](std::size_t k) { return s.word(k, WordKind::said); });
}

bool Verb::modal() const {
  return before().will || (c.modal && any([&](std::size_t k) { return said_is(k, U"肯定") || said_is(k, U"一定") || said_is(k, U"再"); }));
}

bool Verb::due() const {
  return c.due && any_before([&](std::size_t k) { return said_is(k, U"该") || chars(k).starts_with(U"应该") || said_is(k, U"本该") || said_is(k, U"原定"); });
}

bool Verb::expected() const {
  if (agreed() || due()) return true;
  const Clause* before = &c;
  for (int steps = 0; steps < 4 && before > p.clauses.data() && before->before < Gap::stop; ++steps) {
    --before;
    bool plan = std::ranges::any_of(before->events, [](const Event& e) { return e.intent == Intent::return_report; });
    bool was_said = false;
    for (auto k = before->first; k < before->last; ++k) was_said = was_said || s.word(k, WordKind::said) || s.word(k, was_mark) || chars(k).starts_with(U"说好") || chars(k).starts_with(U"讲好");
    for (auto k = before->first; k < before->last; ++k) was_said = was_said || s.word(k, by) || s.is(k, Tok::vehicle);  // 昨天的火车，到今朝还没见人
    if (before->date >= 0 && (plan || was_said)) return side() < 0 || today() || nearest_past();
  }
  return false;
}

bool Verb::agreed_after() const {
  auto* after = &c + 1;
  bool in_range = after < p.clauses.data() + p.clauses.size() && after->before < Gap::stop && after->date >= 0 && after->events.empty();
  if (!in_range) return false;
  auto front = chars(after->first);
  return after->agreed || front.starts_with(U"讲是") || front.starts_with(U"说是");
}

bool Verb::penalty_follows() const {
  auto end = s.tokens[i].end;
  bool at_once = std::ranges::any_of(s.cues, [&](const CueAt& cue) { return cue.cue == Cue::penalty && cue.begin >= end && cue.begin <= end + 3; });
  return at_once && !someone();
}

bool Verb::told_to() const {
  return any_before([&](std::size_t k) {
    auto word = chars(k);
    return word == U"叫" || word == U"让" || word == U"喊" || word == U"催" || word == U"提醒" || word == U"关照" || word == U"通知" || word == U"劝" || word == U"劝他" || word == U"劝她" || word == U"叫她" || word == U"让她" || word == U"叫伊" || word == U"叫他" || word == U"让他" || word == U"喊他" || word == U"催他";
  });
}

bool Verb::does_not_listen() const {
  auto rest = std::u32string_view(s.text->chars).substr(s.tokens[i].end, 12);
  for (std::u32string_view stubborn : {U"不听", U"勿听", U"弗听", U"不肯", U"不依", U"不理", U"偏", U"硬", U"非要", U"非得", U"没用", U"拦不", U"劝不", U"说不动", U"讲不动", U"照来", U"还是要", U"还是来", U"死活", U"执意", U"坚持"})
    if (rest.find(stubborn) != rest.npos) return true;
  return false;
}

bool Verb::still_there() const {
  bool in = i > c.first && (chars(i - 1).back() == U'在' || s.word(i - 1, WordKind::away) || s.word(i - 1, home_town));
  if (!in) return false;
  bool moves = any([&](std::size_t k) {
    bool verb = s.word(k, back) || s.word(k, come) || s.word(k, arrive) || s.word(k, leave) || s.word(k, by) || s.word(k, depart);
    return verb && !(k > c.first && (s.word(k - 1, neg_have) || s.word(k - 1, neg_not)));
  });
  bool still = any_before([&](std::size_t k) {
    auto word = chars(k);
    return word == U"还" || word == U"人" || word == U"都" || word.starts_with(U"还在") || word.starts_with(U"一直") || word.starts_with(U"仍") || word.starts_with(U"目前") || word.starts_with(U"现在") || word.starts_with(U"眼下") || s.word(k, WordKind::away);
  });
  auto end = next_said(s, next, c.last);
  bool at_home = word(next, home_town) && (someone() || c.pronoun);  // 他在广西老家盖房子
  return !moves && (still || at_home || (someone() && end == c.last)) && !has(via_word) && !(end < c.last && s.word(end, busy_with) && !still && !at_home);
}

bool Verb::of_everybody() const {
  return !someone() && any_before([&](std::size_t k) { return chars(k) == U"大家" || s.word(k, asking) || chars(k) == U"有谁"; });
}

bool Verb::years() const { return s.is(next, Tok::number) && inside(next + 1) && chars(next + 1).starts_with(U"年"); }

// Between the verb and the end of its clause: how long they will stay.
bool Verb::visits_for() const {
  constexpr std::uint32_t look_ahead = 40;  // characters: a clause without an end has many verbs
  auto end = std::min(s.tokens[c.last - 1].end, s.tokens[i].begin + look_ahead);
  for (std::size_t at = s.tokens[i].begin; at < end; ++at)
    if (find_stay(s.text->chars, at, p.rules)) return true;
  return false;
}

// 回来三天, 回来有几天了, 到了两天了
bool Verb::lasting() const {
  if (visits_for()) return false;
  if (s.is(next, Tok::number)) {
    bool days = next + 2 <= c.last && chars(next + 1).starts_with(U"天");
    bool one_of_them = days && own_day() && std::size_t(date_) < i && day().last && !p.roles.empty();  // 周六周日里头到一天
    return days && !(one_of_them && p.rules.fire("arrived.one_of_the_days"));
  }
  if (s.is(next, Tok::date)) return false;
  auto& text = s.text->chars;
  std::size_t end = std::min<std::size_t>(s.tokens[c.last - 1].end, s.tokens[i].end + 8);
  for (std::size_t k = s.tokens[i].end; k + 1 < end; ++k)
    if (text[k] == U'天') return text[k + 1] == U'了' || text[k + 1] == U'咯' || text[k + 1] == U'啦';
  return false;
}

bool Verb::waits_for() const {
  bool then = false;
  for (auto k = i, from = reach(); k-- > from;) {
    then = then || chars(k) == U"再" || chars(k) == U"就" || chars(k) == U"才";
    if (chars(k) == U"等") return then && k + 2 < i;
  }
  return false;
}

bool Verb::whether() const {
  auto neg = [&](std::size_t k) { return word(k, neg_have) || word(k, neg_not); };
  auto same = [&](std::size_t k) { return (word(k, back) || word(k, come) || word(k, arrive)) && chars(k).front() == said().front(); };
  bool not_or = word(next, cancel) && chars(next).size() > 1 && chars(next)[1] == said().front() && s.tokens[next].begin == s.tokens[i].end;  // 来不来
  not_or = not_or || (follows(asking) && chars(next).front() == U'了' && next + 1 >= c.last) || (follows(WordKind::le) && (said_is(next + 1, U"没有") || said_is(next + 1, U"没")) && next + 2 >= c.last);  // 问到了没有
  return (i >= c.first + 2 && neg(i - 1) && same(i - 2)) || (neg(next) && same(next + 1)) || not_or;
}

bool Verb::lands_on() const {
  bool thing = adjoins(i) && (s.is(i - 1, Tok::unknown) || s.word(i - 1, de));
  return thing && !last() && (s.word(next, self) || s.is(next, Tok::unknown) || s.word(next, not_place));
}

bool Verb::how_many() const {
  auto k = next + 1;
  if (!someone() && word(k, future)) return true;
  k = next_said(s, k, c.last);
  if (k >= c.last) return false;
  if (!someone() && s.word(k, about)) return true;
  auto first = chars(k).front();
  return s.is(k, Tok::unknown) && (first == U'多' || first == U'少');
}

bool Verb::le_after() const {
  bool counted = i + 2 < c.last && (s.is(next, Tok::people) || reaches_room()) && word(i + 2, le);
  bool there = goes_to(next) && word(i + 2, le);  // 回四川了
  return counted || there || follows(le);
}

bool Verb::attributive() const {
  if (i + 2 >= c.last) return false;
  auto first = chars(i + 2).front();
  return s.word(i + 2, renter_word) || first == U'那' || first == U'这';
}

bool Verb::changes_value() const {
  auto k = next_said(s, next, c.last);
  return k < c.last && (s.is(k, Tok::date) || s.is(k, Tok::people) || s.is(k, Tok::place) || s.word(k, by));
}

bool Verb::renters_follow() const {
  for (auto k = next; k < c.last && k < next + 4; ++k) {
    if (s.word(k, renter_word)) return true;
    bool between = small_word(s.tokens[k]) || s.is(k, Tok::unknown) || s.is(k, Tok::number);
    if (!between) return false;
  }
  return false;
}

bool Verb::value_before() const {
  return any_before([&](std::size_t k) { return s.is(k, Tok::people) || s.is(k, Tok::room); });
}

// 不是黄石来的，是黄梅
bool Verb::named_instead(std::size_t wrong, std::size_t right) const {
  bool moves = s.word(wrong + 1, come) || s.word(wrong + 1, back);
  auto before = right - (s.word(right - 1, from_word) ? 2 : 1);
  return moves && s.word(wrong + 2, WordKind::de) && chars(before).starts_with(U'是') && p.rules.fire("change.other_place");
}

bool Verb::denies_value() const {
  auto k = next;
  while (k < c.last && small_word(s.tokens[k])) ++k;
  if (k + 1 < c.last && s.word(k, from_word)) ++k;
  if (k >= c.last) return false;
  auto tok = s.tokens[k].tok;
  if (tok == Tok::place) {  // 不是河南，是安徽: the right one must be told too
    for (auto other = k + 1; other < s.tokens.size() && other < k + 8; ++other)
      if (s.is(other, Tok::place) && (someone() || named_instead(k, other))) return true;
    return false;
  }
  return tok == Tok::date || tok == Tok::people || tok == Tok::room || tok == Tok::vehicle || tok == Tok::phone || (s.word(k, by) && p.roles[k] == Part_role::denied);
}

bool Verb::denied_vacancy() const {
  for (auto k = i; k-- > c.first;)
    if (!small_word(s.tokens[k])) return s.word(k, WordKind::denied) || s.word(k, neg_not) || (s.word(k, asking) && (chars(k) == U"哪里" || chars(k) == U"哪能") && chars(c.last - 1) != U"?");  // 302哪里空了，我妈住着
  return false;
}

bool Verb::who_says() const {
  auto from = s.tokens[reach()].begin;  // a sentence, not a flood
  auto before = std::u32string_view(s.text->chars).substr(from, s.tokens[i].begin - from);
  for (std::u32string_view who : {U"谁", U"哪个", U"哪位", U"啥人", U"哪能"})
    for (auto at = before.find(who); at != before.npos; at = before.find(who, at + 1)) {
      auto rest = before.substr(at + who.size(), 3);
      if (!rest.empty() && (std::u32string_view(U"说讲报写登填传").find(rest.front()) != rest.npos || rest.starts_with(U"告诉") || rest.starts_with(U"还说") || rest.starts_with(U"还讲"))) return true;
    }
  return false;
}

bool Verb::lived_in_after() const {
  for (auto k = next; k < s.tokens.size() && k < i + far; ++k) {
    auto word = chars(k);
    if (s.word(k, occupied) || s.word(k, live) || word.starts_with(U"住") || word == U"在家" || word.starts_with(U"一直在") || (s.word(k, stay) && word.find(U'住') != word.npos) || (word == U"在" && s.is(k - 1, Tok::renter))) return true;
  }
  return false;
}

bool Verb::said_wrongly() const {
  bool hearsay = any_before([&](std::size_t k) { return s.word(k, WordKind::said) || std::u32string_view(U"说讲写登报示记填").find(chars(k).back()) != std::u32string_view::npos; });
  if (!hearsay) return false;
  auto& text = s.text->chars;
  auto end = std::min<std::size_t>(s.tokens[i].end + 10, text.size());
  for (std::size_t k = s.tokens[i].end; k < end && text[k] != U'。'; ++k)
    if (std::u32string_view(U"瞎错胡乱谣误").find(text[k]) != std::u32string_view::npos) return true;
  auto rest = std::u32string_view(text).substr(s.tokens[i].end, 6);
  bool in_truth = rest.find(U"其实") != rest.npos || rest.find(U"实际") != rest.npos || rest.find(U"明明") != rest.npos;
  bool denied_then = rest.find(U"不对") != rest.npos || rest.find(U"没有的事") != rest.npos || rest.find(U"不是的") != rest.npos;  // 说我家空着，不对，我儿子住
  return (in_truth || denied_then) && lived_in_after();
}

bool Verb::nobody_in() const {
  if (!said_is(next, U"人") || next_said(s, next + 1, c.last) < c.last) return false;
  bool dwelling = false;
  for (auto k = c.first; k < i; ++k) {
    auto& t = s.tokens[k];
    bool house = t.tok == Tok::room || (t.tok == Tok::word && t.kind == spot);
    bool since = small_word(t) || t.tok == Tok::date || s.word(k, and_word) || s.word(k, with_word) || (t.tok == Tok::word && (t.kind == own || t.kind == former)) || (t.tok == Tok::unknown && t.end - t.begin == 1);
    if (!house && !since) return false;
    dwelling = dwelling || house;
  }
  if (dwelling) return true;
  bool first = next_said(s, c.first, c.last) >= i || c.first == i;
  auto* before = &c - 1;  // 502锁着，没人; 301 302 都没人
  bool rooms = before >= p.clauses.data() && c.before == Gap::blank && (before->room >= 0 || before->spot >= 0) && before->events.empty() && before->unknown == 0 && next_said(s, before->first + 1, before->last) >= before->last;
  if (first && rooms) return true;
  return first && before >= p.clauses.data() && c.before < Gap::stop && (before->room >= 0 || before->spot >= 0) && before->cues.has(Cue::shut);
}

std::size_t Verb::cue_end(Cue what, std::size_t at) const {
  std::size_t end = 0;
  for (auto cue = std::ranges::lower_bound(s.cues, at, {}, &CueAt::begin); cue != s.cues.end() && cue->begin == at; ++cue)
    if (cue->cue == what) end = std::max<std::size_t>(end, cue->end);
  return end;
}

std::size_t Verb::none_of(std::size_t negation) const {
  if (!c.cues.has(Cue::tenants)) return 0;
  auto& text = s.text->chars;
  std::size_t at = s.tokens[negation].end, kinds = 0;
  for (int steps = 0; steps < 4; ++steps) {
    if (auto end = cue_end(Cue::newcomers, at); end > 0) at = end, ++kinds;
    else if (kinds > 0 && at < text.size() && text[at] == U'的') ++at;
    else break;
  }
  auto end = cue_end(Cue::tenants, at);
  bool anybody = end == at + 1;  // 没人: of whom is not said
  return end > 0 && (kinds > 0 || !anybody) ? end : 0;
}

bool Verb::only_tail(std::size_t at) const {
  auto& text = s.text->chars;
  for (auto end = s.tokens[c.last - 1].end; at < end; ++at)
    if (std::u32string_view(U"了的呢啊哦呀哈嘛来走进出住过搬去报租借").find(text[at]) == std::u32string_view::npos) return false;
  return true;
}

bool Verb::nobody_new() const {
  return any_before([&](std::size_t k) {
    auto end = s.word(k, neg_have) ? none_of(k) : 0;
    return end > 0 && s.tokens[i].begin <= end + 1;  // in it, or right behind it
  });
}

bool Verb::not_mentioned() const {
  auto end = s.tokens[c.last - 1].end;
  auto from = s.tokens[c.first].begin;
  auto clause = std::u32string_view(s.text->chars).substr(from, end - from);
  auto at = s.tokens[i].end - from;
  bool matter = clause.substr(at).starts_with(U"的事") || clause.substr(at).starts_with(U"这个事") || clause.substr(at).starts_with(U"的话") || whether();
  if (!matter) return false;
  for (std::u32string_view denial : {U"没提", U"没说", U"没讲", U"没谈", U"不提", U"没问", U"没吭", U"没有提", U"没有说", U"没有讲", U"不讲", U"不说", U"没开口", U"没漏"})
    if (clause.find(denial) != clause.npos) return true;
  return false;
}

bool Verb::no_symptom() const {
  constexpr std::size_t longest_list = 24;  // words
  for (auto k = i; k > c.first && i - k < longest_list;) {
    --k;
    if (s.word(k, neg_have) || s.word(k, neg_not) || s.word(k, WordKind::denied)) return true;
    if (!small_word(s.tokens[k]) && !s.word(k, symptom) && !s.word(k, asking)) return false;
  }
  return false;
}

// Whichever of 没 and 不 stands nearer to the word counts.
bool Verb::missing() const {
  for (auto k = i, from = reach(); k-- > from;) {
    if (s.word(k, neg_not)) return false;
    if (s.word(k, neg_have)) return true;
  }
  return false;
}

bool Verb::refused() const {
  for (auto k = i, from = reach(); k-- > from;) {
    if (s.word(k, neg_have)) return false;
    if (s.word(k, neg_not)) return true;
  }
  return false;
}

// 登记也弄好了, 去村里登记完了
bool Verb::brought_to_end() const {
  auto& text = s.text->chars;
  auto end = s.tokens[c.last - 1].end, at = s.tokens[i].end;
  for (std::u32string_view small = U"也都已经全给统"; at < end && small.find(text[at]) != small.npos;) ++at;
  auto rest = std::u32string_view(text).substr(at, end - at);
  for (std::u32string_view doing = U"弄办搞做填登交"; !rest.empty() && doing.find(rest.front()) != doing.npos;) rest.remove_prefix(1);
  bool done_with = rest.starts_with(U"完了") || rest.starts_with(U"好了") || rest.starts_with(U"妥了") || rest.starts_with(U"掉了") || rest.starts_with(U"定了") || rest.starts_with(U"齐了");
  bool ends = (done_with && (rest.size() == 2 || !is_han(rest[2]) || rest[2] == U'的')) || rest == U"好" || rest == U"完" || rest == U"妥" || rest == U"完毕";
  return ends && p.rules.fire("registered.brought_to_end");
}

bool Verb::finished() const {
  bool done_before = any_before([&](std::size_t k) { return s.word(k, done); });
  bool will = any_before([&](std::size_t k) { return s.word(k, future) || said_is(k, U"先"); });
  return !will && (done_before || follows(le) || follows(guo) || said_is(next, U"好") || brought_to_end() || (inside(next) && chars(next) == U"去" && (word(next + 1, guo) || word(next + 1, le))));
}

int Verb::side() const {
  if (!dated()) return 0;
  auto& d = day();
  auto& a = d.first;
  bool offset = a.form == DateAtom::Form::offset;
  if (offset && a.from < 0) return -1;
  bool about_now = offset && a.from == 0 && a.to > 0 && (de_after() || follows(WordKind::le));  // 就这两天到的
  if (about_now && p.rules.fire("tense.these_days")) return 0;
  if (offset && (a.from > 0 || a.to > 0)) return 1;
  bool week = a.form == DateAtom::Form::weekday || a.form == DateAtom::Form::week || a.form == DateAtom::Form::weekend;
  if (week && a.weeks != DateAtom::not_said && a.weeks != 0) return a.weeks < 0 ? -1 : 1;
  if (a.month_shift != DateAtom::not_said && a.month_shift != 0) return a.month_shift < 0 ? -1 : 1;
  if (a.year_shift == -1) return -1;
  if (d.mod == DateExpr::Mod::after || d.mod == DateExpr::Mod::before) return 1;
  if (a.weeks != 0 || offset) return 0;
  auto v = resolve(d, written_, Tense::plan);
  if (v.start && *v.end < written_.day) return -1;
  return v.start && *v.start > written_.day ? 1 : 0;
}

int Verb::beside_a_matter() const {
  if (&c == p.clauses.data() || c.before >= Gap::stop) return 0;
  auto& before = *(&c - 1);
  auto same_kind = [&](std::size_t k) { return s.is(k, Tok::date) && s.dates[std::size_t(s.tokens[k].data)].first.form == day().first.form; };
  if (!before.events.empty() || before.depart) return 0;
  bool told = false;
  for (auto k = before.first; k < before.last; ++k) {
    told = told || same_kind(k);
    if (told && (s.word(k, WordKind::de) || s.word(k, WordKind::le) || s.word(k, guo))) return -1;
    if (s.word(k, ticket) || s.is(k, Tok::vehicle) || s.word(k, by) || s.word(k, was_mark) || s.word(k, WordKind::said)) return 0;
  }
  bool more = told && next_said(s, before.first, before.last) + 1 < before.last;
  return more && (before.unknown > 0 || before.chore || before.goods || std::any_of(s.tokens.begin() + std::ptrdiff_t(before.first), s.tokens.begin() + std::ptrdiff_t(before.last), [](const Token& t) { return t.tok == Tok::word && t.kind == busy_with; })) ? 1 : 0;
}

bool Verb::today() const { return dated() && day().first.form == DateAtom::Form::offset; }

bool Verb::clock_is_past() const {
  auto when = day();
  for (auto k = c.first; k < c.last; ++k)
    if (s.is(k, Tok::time)) add_time(when, s.times[std::size_t(s.tokens[k].data)], p.rules);
  bool dawn = chars(std::size_t(date_)).find(U'晨') != std::u32string_view::npos && written_.of_day >= std::chrono::hours(7);  // 今晨抵沪
  return (when.time && when.part && written_.of_day >= *when.time) || (!when.time && dawn);
}

bool Verb::part_is_past() const {
  if (!dated() || !day().part) return false;
  constexpr int well_begun[] = {2, 7, 13, 15, 20, 24};  // hours, of dawn, morning, noon, afternoon, evening, night
  return written_.of_day >= std::chrono::hours(well_begun[std::size_t(*day().part)]);
}

bool Verb::far_ahead() const {
  if (!dated()) return false;
  auto v = resolve(day(), written_, Tense::plan);
  return v.start && *v.start > written_.day + std::chrono::days(7);
}

bool Verb::nearest_past() const {
  if (!dated()) return false;
  auto v = resolve(day(), written_, Tense::nearest);
  return v.end && *v.end <= written_.day && !(v.start && *v.start > written_.day);
}

}  // namespace linli::understanding
