// Messages that are an answer as a whole: 对的, 不是, 到了, 还没, 收到. What they mean depends on what was asked, which interpret.cpp knows.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

// Of what words a stretch of the message consists.
struct Said {
  std::size_t all{}, yes_words{}, no_words{}, ack_words{}, thanks_words{}, arrive_words{}, leave_words{}, kin_words{}, done_words{}, not_yet_words{}, nods{}, hours{};
  bool finished{};  // 了
  bool only_small() const { return all == 0; }
};

bool small_nod(const Scan& s, const Token& t) { return t.kind == filler && (s.chars(t) == U"是" || s.chars(t) == U"嗯"); }
// 弄错了, 写错了: a sign of a change, and a denial where nothing else is said with it.
bool mistake(const Scan& s, const Token& t) { return t.kind == change_sign && s.chars(t).find(U'错') != std::u32string_view::npos; }

void count(const Scan& s, const Token& t, Said& said) {
  if (t.tok == Tok::word) {
    said.thanks_words += t.kind == thanks;
    said.nods += small_nod(s, t);
    said.finished |= t.kind == le || t.kind == done || (t.kind == de && said.arrive_words > 0);
  }
  bool hour = t.tok == Tok::time || (t.tok == Tok::word && t.kind == part);
  if (!content(t)) return;
  said.hours += hour;
  ++said.all;
  if (t.tok != Tok::word) return;
  said.yes_words += t.kind == yes;
  said.no_words += t.kind == no || t.kind == denied || mistake(s, t);
  said.ack_words += t.kind == ack;
  said.arrive_words += t.kind == arrive || t.kind == back || t.kind == come;
  said.leave_words += t.kind == leave;
  said.kin_words += t.kind == relative || t.kind == companion || t.kind == outsider;
  said.not_yet_words += t.kind == neg_have || (t.kind == depart && s.chars(t).find(U"路上") != std::u32string_view::npos);
  said.done_words += t.kind == done || t.kind == pronoun || t.kind == renter_word;
}

struct View {
  Said message, first;  // all of it, and its first clause that says something
  Cues cues;
  bool denies_last{};  // short, and its last clause is a denial and nothing else
  bool agrees{}, no_alone{};  // every clause agrees; nothing but a denial
};

struct Form {
  std::string_view rule;
  bool Reading::*answer;
  bool (*when)(const View&);
};
using V = const View&;
constexpr Form forms[] = {
    {"whole.nod", &Reading::yes, [](V v) { return v.message.only_small() && v.message.nods > 0; }},
    {"whole.yes", &Reading::yes, [](V v) { return v.message.yes_words > 0 && v.message.yes_words + v.message.ack_words == v.message.all; }},
    {"whole.yes_alone", &Reading::yes, [](V v) { return v.agrees; }},  // 是个; 对，就是他
    {"whole.thanks", &Reading::ack, [](V v) { return v.message.only_small() && (v.message.thanks_words > 0 || v.message.nods > 0); }},
    {"whole.ack", &Reading::ack, [](V v) { return v.message.ack_words > 0 && v.message.ack_words + v.message.yes_words == v.message.all; }},
    {"whole.no", &Reading::no, [](V v) { return v.first.all > 0 && v.first.no_words == v.first.all; }},  // 不是的，是三口人; 错了，303
    {"whole.no_last", &Reading::no, [](V v) { return v.denies_last; }},  // 瞎写啥，不对
    {"whole.no_alone", &Reading::bare_no, [](V v) { return v.no_alone; }},
    {"whole.arrived", &Reading::arrived_yes, [](V v) {
       auto& m = v.message;
       return m.arrive_words > 0 && m.finished && m.arrive_words + m.done_words + m.yes_words + m.hours == m.all;  // 早到了, 半夜到的
     }},
    {"whole.left", &Reading::left_yes, [](V v) {
       auto& m = v.message;
       return m.leave_words > 0 && m.finished && m.leave_words + m.done_words + m.yes_words + m.kin_words == m.all;
     }},
    {"whole.at_home", &Reading::arrived_yes, [](V v) { return v.cues.has(Cue::at_home) && v.message.not_yet_words == 0 && v.message.all < 6; }},
    {"whole.not_yet", &Reading::arrived_no, [](V v) {
       auto& m = v.message;
       return m.not_yet_words > 0 && m.not_yet_words + m.arrive_words + m.done_words == m.all;
     }},
    {"whole.not_yet_first", &Reading::arrived_no, [](V v) {
       return v.first.not_yet_words > 0 && v.first.not_yet_words + v.first.arrive_words + v.first.done_words == v.first.all && v.message.all > v.first.all;
     }},
    {"whole.on_the_way", &Reading::arrived_no, [](V v) { return v.cues.has(Cue::on_way) && !(v.message.arrive_words > 0 && v.message.finished); }},
};

// Whether one cue covers all that is said.
bool covered(const Scan& s, Cue what, std::size_t from, std::size_t to) {
  std::uint32_t begin = ~0U, end = 0;
  for (auto k = from; k < to; ++k) {
    auto& t = s.tokens[k];
    bool particle = t.tok == Tok::word && (t.kind == le || t.kind == ba || t.kind == thanks || (t.kind == filler && t.end - t.begin == 1 && !small_nod(s, t)));
    if (t.tok == Tok::separator || particle) continue;
    begin = std::min(begin, t.begin);
    end = std::max(end, t.end);
  }
  auto from_there = std::ranges::equal_range(s.cues, begin, {}, &CueAt::begin);
  return std::ranges::any_of(from_there, [&](const CueAt& c) { return c.cue == what && c.end == end; });
}

// A clause that only acknowledges: 收到, 通知已经发给房客了.
std::string_view acknowledges(const Parsed& p, const Clause& c, bool told) {
  auto& s = p.scan;
  auto only = [&](auto holds) {
    for (auto i = c.first; i < c.last; ++i)
      if (content(s.tokens[i]) && !holds(i)) return false;
    return true;
  };
  auto polite = [&](std::size_t i) { return s.word(i, ack) || s.word(i, renter_word) || s.word(i, done) || s.word(i, future); };
  bool hum = std::u32string_view(U"嗯哦噢啊喔哎唔").find(s.chars(s.tokens[c.first]).front()) != std::u32string_view::npos && s.chars(s.tokens[c.first]).size() == 1;
  auto from = c.first + (hum && s.word(c.first + 1, ack) && p.rules.fire("ack.after_a_hum"));  // 嗯晓得了
  if (s.word(from, ack) && only(polite)) {
    auto said = s.chars(s.tokens[from]);
    bool weak = said == U"1" || said == U"行" || said == U"👍" || said == U"没问题" || said == U"没毛病" || said == U"放心" || said == U"可以的";
    bool picture = said.front() == U'[' && told;  // 2月20号到[抱拳]
    if (!(weak && p.rules.fire("ack.weak_beside_more")) && !(picture && p.rules.fire("ack.picture_beside_report"))) return "ack";
  }
  bool tells = !c.events.empty() || c.date >= 0 || c.room >= 0 || c.asking;
  if (tells || c.goods || c.unknown > 6) return {};
  bool opened = s.word(p.clauses.front().first, ack);  // 行 我在群里发过了
  bool someone = c.renter || c.pronoun || c.cues.has(Cue::passed_to);
  bool did = false;
  for (auto i = c.first; i < c.last; ++i) did = did || s.word(i, done) || s.word(i, le) || s.word(i, guo);
  bool money = c.cues.has(Cue::price);  // 房租转给房东了
  bool ends_done = s.word(c.last - 1, le) || s.word(c.last - 1, guo);
  bool relays = c.cues.has(Cue::relays) && (opened || c.cues.has(Cue::passed_to) || (c.renter && ends_done));  // 租客那边我说过了
  if ((relays || (c.cues.has(Cue::passes_on) && (someone || opened))) && did && (opened || !(told && p.rules.fire("ack.told_beside_report"))) && !(money && p.rules.fire("ack.money_passed_on"))) return "ack.passed_on";
  if (c.cues.has(Cue::informed) && c.renter) return "ack.they_know";  // 租客都看过了
  bool speaks_for_self = c.self || c.own;
  for (auto i = c.first; i < c.last; ++i) speaks_for_self = speaks_for_self || s.word(i, future);
  auto mine = [&](std::size_t i) { return s.is(i, Tok::unknown) || s.word(i, self) || s.word(i, own) || s.word(i, future) || s.word(i, ack) || s.word(i, pronoun) || s.word(i, renter_word); };
  if (c.cues.has(Cue::pledges) && (opened || (speaks_for_self && only(mine)))) return "ack.pledged";  // 行，马上就去办
  return {};
}

}  // namespace

bool content(const Token& t) {
  return t.tok != Tok::separator && !(t.tok == Tok::word && (t.kind == filler || t.kind == le || t.kind == ba || t.kind == thanks || t.kind == de));
}

void whole_message(const Parsed& parsed, Reading& out) {
  View view;
  view.cues = parsed.flags.cues;
  for (auto& t : parsed.scan.tokens) count(parsed.scan, t, view.message);
  for (auto& c : parsed.clauses) {
    for (auto i = c.first; i < c.last; ++i) count(parsed.scan, parsed.scan.tokens[i], view.first);
    if (view.first.all > 0) break;
  }
  view.no_alone = covered(parsed.scan, Cue::no_alone, 0, parsed.scan.tokens.size());
  view.agrees = !parsed.clauses.empty() && std::ranges::all_of(parsed.clauses, [&](const Clause& c) {
    Said said;
    for (auto i = c.first; i < c.last; ++i) count(parsed.scan, parsed.scan.tokens[i], said);
    bool words = said.yes_words > 0 && said.yes_words == said.all;
    return words || covered(parsed.scan, Cue::yes_alone, c.first, c.last);
  });
  if (parsed.clauses.size() == 2 && parsed.clauses[0].events.empty() && parsed.clauses[0].unknown < 5 && parsed.clauses[0].date < 0 && parsed.clauses[0].room < 0) {
    Said last;
    for (auto i = parsed.clauses[1].first; i < parsed.clauses[1].last; ++i) count(parsed.scan, parsed.scan.tokens[i], last);
    view.denies_last = last.no_words > 0 && last.no_words == last.all;
  }
  for (auto& form : forms)
    if (form.when(view) && parsed.rules.fire(form.rule)) out.*form.answer = true;
}

void acknowledge(const Parsed& parsed, Reading& out) {
  for (auto& c : parsed.clauses) {
    auto rule = acknowledges(parsed, c, !out.candidates.empty());
    if (rule.empty() || !parsed.rules.fire(rule)) continue;
    Candidate ackd;
    ackd.intent = Intent::ack;
    ackd.clear = true;
    ackd.rule = rule;
    ackd.clause = parsed.scan.text->span(parsed.scan.tokens[c.first].begin, parsed.scan.tokens[c.last - 1].end);
    auto later = std::ranges::find_if(out.candidates, [&](const Candidate& k) { return k.clause.begin >= ackd.clause.begin; });
    out.candidates.insert(later, std::move(ackd));
    return;
  }
}

}  // namespace linli::understanding
