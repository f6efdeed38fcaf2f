#pragma once
// What the judge's rules ask about a draft: whose it is, what its clauses speak of, what stands before its verb.
#include <algorithm>

#include "bot/understanding/facts.hpp"
#include "bot/understanding/hearsay.hpp"

namespace linli::understanding {

// A draft with what the rules ask about it.
class Matter {

 public:
  Matter(const Parsed& parsed, const Group& group, const Draft& draft) : p(parsed), g(group), d(draft) {
    bool told = event_day() && (tells_where_from() || is(Intent::cancel));
    for (auto c : d.events) {
      auto& clause = p.clauses[c];
      bool verb_here = d.event >= clause.first && d.event < clause.last;
      goods |= clause.goods && (verb_here || !(mine() || told));  // 小齐不来了，在老家包了鱼塘
      chore |= clause.chore && (verb_here || !(mine() || told));
      unknown = std::max(unknown, clause.unknown);
      cues |= clause.cues;
      if (c == 0 || clause.before >= Gap::stop) continue;
      auto& before = p.clauses[c - 1];
      if (before.date < 0 && !(other_day(c - 1) && p.rules.fire("matter.day_of_its_own"))) cues |= before.cues;  // 他们厂正月十八才开门，人十六先来
      else if (before.cues.has(Cue::elsewhere)) cues.add(Cue::elsewhere);  // people of a day of their own are another matter: 初八店里开门，初七下午到
    }
    if (g.name >= 0 && !own_renter() && g.room < 0 && !d.events.empty())  // 老钱礼拜六来我家吃夜饭，你们一道过来
      for (auto c : g.clauses) chore |= c < d.events.front() && p.clauses[c].chore && p.clauses[c].name >= 0 && visit_or_repair(p.clauses[c]) && p.rules.fire("chore.told_first");
    if (chore && is(Intent::arrived) && home_told() && p.rules.fire("matter.home_told")) chore = false;  // 出差回来了，昨晚九点到的家
    if (chore && is(Intent::return_report) && g.relative && event_day() && tells_where_from() && from_a_business_trip() && p.rules.fire("matter.from_a_business_trip")) chore = false;  // 老公19号出差回来，广州飞的
    if ((chore || goods) && found_out() && p.rules.fire("matter.found_out")) chore = goods = false;  // 上去收房租才晓得四号就回来了
    if (chore && is(Intent::vacant) && mine_or_spot() && done_up() && p.rules.fire("matter.done_up")) chore = false;  // 6楼那套装修好就一直空关
    if (is(Intent::leaving) && mine()) chore = false;  // 小王下周回河南吃喜酒
    bool once = d.rule == return_once && (g.subject() || in_events([&](std::size_t i) { return p.scan.is(i, Tok::people); }));
    has_day = once || std::ranges::any_of(d.clauses, [&](std::size_t c) { return p.clauses[c].date >= 0 || p.clauses[c].unknown_date; });
  }

  const Parsed& p;
  const Group& g;
  const Draft& d;
  bool goods{}, chore{};  // the clause of its event is about goods, about the house's chores
  std::size_t unknown{};  // most characters of one of its event clauses that no rule understood
  bool has_day{};
  Cues cues;              // of its event clauses and those right before them

  bool is(Intent intent) const { return d.intent == intent; }
  bool journey() const { return is(Intent::return_report) || is(Intent::arrived) || is(Intent::leaving) || is(Intent::away) || is(Intent::cancel) || is(Intent::change); }
  bool mine() const { return g.own || g.renter || g.name >= 0 || g.room >= 0; }
  bool nobody() const { return !g.subject() && !g.self; }
  // The writer's own matter in so many words: 我家, 租客.
  bool own_renter() const { return g.own || g.renter; }
  // Goods or a chore up to the verb, or named right behind it with nothing else said (到了，快递): what is told later beside a report is only told along.
  bool busy() const {
    if (!(p.flags.goods || p.flags.chore) || found_out() || (is(Intent::vacant) && done_up())) return false;
    for (auto& c : p.clauses) {
      bool before = c.first <= d.event && !rent_paid(c);
      if ((c.goods || c.chore) && (before || only_that(c))) return true;
    }
    return false;
  }

  // The same of the whole message, but for the rent.
  bool busy_anywhere() const {
    return std::ranges::any_of(p.clauses, [&](const Clause& c) { return (c.goods || c.chore) && !rent_paid(c); });
  }

  // Whether a token of one of its event clauses (of all its clauses; of all clauses of its group) is so.
  template <class F>
  bool in_events(F holds) const { return in(d.events, holds); }
  template <class F>
  bool in_clauses(F holds) const { return in(d.clauses, holds); }
  template <class F>
  bool in_group(F holds) const { return in(g.clauses, holds); }
  bool event_word(WordKind kind) const { return in_events([&](std::size_t i) { return p.scan.word(i, kind); }); }
  std::u32string_view said(std::size_t i) const { return p.scan.chars(p.scan.tokens[i]); }
  bool topic_is(std::size_t i, std::string_view what) const { return p.scan.word(i, WordKind::about) && p.scan.words->value(p.scan.tokens[i].value) == what; }

  // 一直在上海送外卖, 年里天天跑快递: what somebody who stayed lives by
  bool livelihood() const {
    return (is(Intent::stayed) || is(Intent::away)) && (mine() || g.pronoun) && in_events([&](std::size_t i) { return p.scan.word(i, WordKind::goods); }) &&
           p.flags.cues.has(Cue::livelihood);
  }
  // 后头那间前年就空了: how long it has been so
  bool empty_since() const {
    bool since = in_group([&](std::size_t i) { return p.scan.word(i, WordKind::former) && (said(i).starts_with(U"去年") || said(i).starts_with(U"前年")); });
    bool home = in_group([&](std::size_t i) { return p.scan.word(i, WordKind::home_town) || p.scan.word(i, WordKind::not_place); });
    return is(Intent::vacant) && since && (g.spot >= 0 || g.own) && !home;
  }

  // What people talk of all day stands before what happens; 卖水果的老汪 only says who it is.
  bool about_a_topic() const {
    auto& text = p.scan.text->chars;
    auto& told = p.clauses[d.events.front()];
    bool list = d.event == told.first && d.events.size() > 1;  // no verb of its own: what stands in its first clause
    auto until = list ? p.scan.tokens[told.last - 1].end : p.scan.tokens[d.event].begin;
    return std::ranges::any_of(p.scan.cues, [&](const CueAt& c) {
      if (c.cue != Cue::topic || c.begin >= until) return false;
      bool trade = c.begin > 0 && std::u32string_view(U"做卖开修摆下种养跑学搞干").find(text[c.begin - 1]) != std::u32string_view::npos;
      return !trade;
    });
  }
  // A room that is where something is (3号楼后面的绿化带) is nobody's dwelling.
  bool dwelling() const {
    if (g.room < 0) return false;
    auto rest = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[std::size_t(g.room)].end, 2);
    for (std::u32string_view near : {U"后面", U"前面", U"旁边", U"边上", U"门口", U"对过", U"楼梯", U"电梯", U"大厅"})
      if (rest == near) return false;
    if (rest.starts_with(U'队') && p.rules.fire("matter.team_of_a_house")) return false;  // 二十二号楼队
    return true;
  }
  // 1号起电费涨5%，老邢7号回来: who, what and when in one clause
  bool plan_of_somebody() const {
    return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].name >= 0 && p.clauses[c].date >= 0; });
  }
  // Of nobody's dwelling and with no value of a journey: no place, people, means, number.
  bool nothing_of_a_journey() const {
    bool told = in_group([&](std::size_t i) {
      auto& t = p.scan.tokens[i];
      return (t.tok == Tok::people && !t.weak) || t.tok == Tok::vehicle || t.tok == Tok::phone || (t.tok == Tok::place && !t.weak) || p.scan.word(i, WordKind::by) || p.scan.word(i, WordKind::ticket) || p.scan.word(i, WordKind::home_town);
    });
    return !told && !own_renter() && !dwelling() && g.spot < 0 && !g.visits;
  }
  // Characters of its group that no rule understood.
  std::size_t unread() const {
    std::size_t n = 0;
    for (auto c : g.clauses) n += p.clauses[c].unknown;
    return n;
  }
  // A long story of no renter or dwelling of the writer's, with many words in it that a reader of reports does not know. With fourteen no
  // labelled report of the tests was lost, with eleven some were.
  bool mostly_unread() const {
    constexpr std::size_t many = 14;
    std::size_t unread = 0;
    for (auto& c : p.clauses) unread += c.unknown;
    return unread > many && !own_renter() && g.room < 0 && !is(Intent::question) && !is(Intent::human);
  }
  // 应该来了吧, 听隔壁讲301小张回来了
  bool only_supposed() const {
    return is(Intent::arrived) && !d.negated && std::ranges::any_of(d.events, [&](std::size_t c) { return d.event >= p.clauses[c].first && d.event < p.clauses[c].last && supposed(p, c, d.event); });
  }
  // 二楼两间空着，三楼一间有人，没走过: the writer goes through the house, floor by floor
  bool each_floor_told() const {
    std::u32string_view text = p.scan.text->chars;
    for (std::u32string_view other : {U"隔壁", U"楼上", U"楼下", U"对门", U"对面", U"人家"})
      if (text.find(other) != text.npos) return false;
    return std::ranges::any_of(p.clauses, [](const Clause& c) { return c.room >= 0 && std::ranges::any_of(c.events, [](const Event& e) { return e.intent == Intent::vacant && !e.negated; }); });
  }
  bool mine_or_spot() const { return mine() || g.spot >= 0; }
  bool done_up() const {
    auto& text = p.scan.text->chars;
    return std::ranges::any_of(std::initializer_list<std::u32string_view>{U"装修好", U"装修完", U"装好", U"修好", U"粉刷好", U"翻修好", U"刷好"}, [&](auto w) { return text.find(w) != text.npos; });
  }
  // 表格还没顾上填: what is filled in
  bool papers() const {
    if (!is(Intent::registered)) return false;
    auto begin = p.scan.tokens[d.event].begin;
    auto text = std::u32string_view(p.scan.text->chars).substr(begin > 8 ? begin - 8 : 0, 16);
    bool paper = text.find(U'表') != text.npos || text.find(U"单子") != text.npos || text.find(U"登记单") != text.npos;
    return paper && p.rules.fire("matter.papers");
  }
  // 我打麻将打忘了报: what the writer was at meanwhile, told in a clause without an event, of no day that is played on.
  bool writer_plays() const {
    bool soon = in_events([&](std::size_t i) { return p.scan.is(i, Tok::date) && p.scan.dates[std::size_t(p.scan.tokens[i].data)].first.form == DateAtom::Form::offset; });
    bool of_writer = true;
    for (auto& c : p.clauses)
      if (c.cues.has(Cue::game)) of_writer = of_writer && c.self && c.events.empty();
    bool journey_day = event_day() || in_events([&](std::size_t i) { return said(i).find(U"今年") != std::u32string_view::npos; });
    return of_writer && journey_day && !soon && g.name >= 0 && p.rules.fire("matter.writer_plays");
  }
  // 挂中介两个月了，看房的也没有; 招租条子贴到现在没人要: offered, and still empty
  bool nobody_takes_it() const {
    if (!is(Intent::vacant) && !is(Intent::leaving)) return false;
    auto& text = p.scan.text->chars;
    bool none = std::ranges::any_of(std::initializer_list<std::u32string_view>{U"没人要", U"没人租", U"没人来租", U"没人看", U"没人来看", U"没人问", U"无人问", U"看房的也没", U"看房的都没", U"没租掉", U"没租出", U"租不掉", U"租不出"}, [&](auto w) { return text.find(w) != text.npos; });
    return none && !p.flags.cues.has(Cue::price) && p.rules.fire("vacant.nobody_takes_it");
  }
  // 都回我那楼里住: the writer's dwelling is the goal
  bool to_my_house() const {
    for (auto i = d.event + 1; i < p.scan.tokens.size() && i < d.event + 4; ++i) {
      if (p.scan.word(i, WordKind::own)) return p.rules.fire("matter.to_my_house");
      if (!small_word(p.scan.tokens[i]) && !p.scan.is(i, Tok::unknown)) break;
    }
    return said(d.event).find(U'我') != std::u32string_view::npos && p.rules.fire("matter.to_my_house");
  }
  // 等到现在还没进门; 还没到，讲是半路堵牢了
  bool awaited() const {
    return in_group([&](std::size_t i) {
      auto word = said(i);
      return word.starts_with(U"等到") || word == U"等" || word.starts_with(U"等了") || word.starts_with(U"讲是") || word.starts_with(U"说是") || word.starts_with(U"电话里") || word.starts_with(U"说好") || word.starts_with(U"讲好") || word.starts_with(U"约好");
    });
  }
  bool told_beside(Intent what) const {
    return std::ranges::any_of(g.drafts, [&](const Draft& other) { return other.intent == what && !(what == Intent::vacant && other.negated); });
  }
  bool home_told() const {
    return std::ranges::any_of(d.events, [&](std::size_t k) {
      auto& c = p.clauses[k];
      if (c.chore || c.goods || c.date < 0) return false;
      auto begin = p.scan.tokens[c.first].begin;
      auto text = std::u32string_view(p.scan.text->chars).substr(begin, p.scan.tokens[c.last - 1].end - begin);
      return text.find(U"到的家") != text.npos || text.find(U"到家") != text.npos || text.find(U"进的门") != text.npos || text.find(U"进门") != text.npos || text.find(U"到屋") != text.npos || text.find(U"进屋") != text.npos;
    });
  }
  bool from_a_business_trip() const { return d.event > 0 && p.scan.word(d.event - 1, WordKind::chore) && p.scan.word(d.event, WordKind::back); }
  // What the writer was about when it came out stands before 才晓得.
  bool found_out() const { return found_out_at(p.scan, d.event) > 0; }

  // Nothing in its group that no rule understood.
  bool plain_talk() const { return std::ranges::all_of(g.clauses, [&](std::size_t c) { return p.clauses[c].unknown < 2; }); }
  // A word that no rule knows stands right before the verb: somebody or something else comes.
  bool unknown_subject() const {
    for (auto i = d.event; i-- > 0;) {
      auto& t = p.scan.tokens[i];
      if (t.tok == Tok::unknown) return true;
      if (condition_word(p.scan.chars(t)) || !small_word(t)) return false;
    }
    return false;
  }
  // Nothing but small words beside it in its clause.
  bool alone() const {
    auto& c = p.clauses[d.events.front()];
    for (auto i = c.first; i < c.last; ++i)
      if (i != d.event && !small_word(p.scan.tokens[i])) return false;
    return true;
  }
  // So many of those who are spoken of, and nothing that no rule understood (but 另).
  bool of_some() const {
    return unknown < 2 && !busy() && std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].count >= 0; });
  }
  bool other_subject() const { return unknown_subject() && (is(Intent::return_report) || is(Intent::arrived) || is(Intent::away)); }
  bool elsewhere() const { return event_word(WordKind::not_place) || event_word(WordKind::busy_with); }  // the factory, the school: theirs is the change
  bool just_now() const { return in_clauses([&](std::size_t i) { return p.scan.word(i, WordKind::done) && said(i).starts_with(U"刚"); }); }
  // 小丁去接他老婆回来: it is she who comes
  bool fetched() const { return fetches(p.scan, p.clauses[d.events.front()], d.event); }
  // 还以为他今天来呢: the day is what somebody took it for
  bool believed() const {
    bool belief = false, day = false;
    for (auto c : d.events)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
        auto text = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[i].begin, 2);
        belief = belief || text == U"以为" || text == U"还当";
        if (!belief || !p.scan.is(i, Tok::date)) continue;
        if (p.scan.tokens[i].aside) return false;
        day = true;
      }
    return day;
  }
  bool asked() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].asking && !p.clauses[c].about; }); }
  bool asked_about() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].asking && p.clauses[c].about; }); }
  // 他问回来要不要隔离，他27号到: what is told in a clause of its own, with its day
  bool told_apart() const {
    return is(Intent::return_report) && g.pronoun && std::ranges::any_of(d.events, [&](std::size_t c) {
      auto& clause = p.clauses[c];
      return clause.date >= 0 && !clause.asking && !clause.about && clause.unknown == 0 && !clause.goods && !clause.chore;
    });
  }
  bool event_day() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].date >= 0; }); }
  bool gives_value() const {
    return in_group([&](std::size_t i) {
      auto tok = p.scan.tokens[i].tok;
      bool value = tok == Tok::date || tok == Tok::people || tok == Tok::room || tok == Tok::place || tok == Tok::phone || tok == Tok::vehicle;
      bool open = p.scan.word(i, WordKind::unknown_date) && said(i) != U"再说";  // 晚两天再说
      return value || (p.scan.word(i, WordKind::by) && (p.roles[i] != Part_role::denied || was_told_of())) || open || p.scan.word(i, WordKind::retract);
    });
  }
  // A day, and how many come or from where: who else but people would that be said of?
  bool tells_of_people() const {
    bool counted = in_group([&](std::size_t i) { return p.scan.is(i, Tok::people) && (!p.scan.tokens[i].weak || p.scan.tokens[i].rule.starts_with("people.companions")); });
    return event_day() && (counted || tells_where_from());
  }
  // Somebody who was expected: 刚才报的那个不来了, 不来了 说在成都干了, 底楼的不来了 3楼的25号回来
  bool was_told_of() const {
    if (in_group([&](std::size_t i) { return p.scan.word(i, WordKind::was_mark) || p.scan.word(i, WordKind::said); })) return true;
    bool beside = std::ranges::any_of(p.clauses, [](const Clause& c) { return c.room >= 0 && !c.events.empty(); });
    return beside && d.event > 0 && p.scan.word(d.event - 1, WordKind::de);
  }
  bool asks_plainly() const {
    return in_events([&](std::size_t i) { return said(i) == U"有没有" || said(i) == U"吗" || said(i) == U"伐"; });
  }
  bool asks_somehow() const {
    return asks_plainly() || in_events([&](std::size_t i) {
      return said(i) == U"谁" || said(i).starts_with(U"什么") || said(i).starts_with(U"啥") || said(i) == U"几时" || said(i) == U"几号" || said(i) == U"哪天" || said(i) == U"怎么";
    });
  }
  // 问能不能15号回来, 想知道月底可不可以返沪: the asking form stands before the verb, or holds it.
  bool asks_whether_they_may() const {
    return std::ranges::any_of(d.events, [&](std::size_t c) {
      auto verb = p.scan.tokens[d.event].begin;
      for (auto word : {U"能不能", U"可不可以", U"可否", U"能否", U"是否", U"让不让", U"行不行"})
        if (auto at = text_of(c).find(word); at != std::u32string_view::npos && begin_of(c) + at < verb) return true;
      bool unspoken = d.event == p.clauses[c].first;  // a day and a name, no verb but the one that asks
      return unspoken && in_events([&](std::size_t i) { return topic_is(i, "entry") && said(i).find_first_of(U"回返") != std::u32string_view::npos; });
    });
  }
  // 20号能到吗, 月底回来行不行: of the plan itself, no topic beside it.
  bool asked_at_the_end() const {
    return std::ranges::any_of(d.events, [&](std::size_t c) {
      auto text = text_of(c);
      while (!text.empty() && std::u32string_view(U"呢呀啊哦的").find(text.back()) != std::u32string_view::npos) text.remove_suffix(1);
      bool here = d.event >= p.clauses[c].first && d.event < p.clauses[c].last;
      bool ends = false;
      for (std::u32string_view end : {U"吗", U"伐", U"行不行", U"可不可以", U"好不好", U"能不能", U"行不", U"可以不"}) ends = ends || text.ends_with(end);
      return here && ends && !p.clauses[c].about;
    });
  }
  // 有没有租客明天回来的, 谁家租客这周回来, 有租客返沪的报一下: whoever it may be.
  bool asked_of_all() const {
    if (g.own || g.self || g.name >= 0 || g.room >= 0) return false;
    return std::ranges::any_of(d.events, [&](std::size_t c) {
      auto text = text_of(c);
      auto at = p.scan.tokens[d.event].begin - std::min(begin_of(c), p.scan.tokens[d.event].begin);
      auto before = text.substr(0, at), after = text.substr(std::min<std::size_t>(at, text.size()));
      for (std::u32string_view who : {U"有没有", U"有无", U"有没得", U"谁家", U"哪家", U"哪位", U"哪户", U"哪些", U"有谁", U"谁有"})
        if (before.find(who) != before.npos) return true;
      bool any_renter = before.find(U"有租客") != before.npos || before.find(U"有房客") != before.npos || before.find(U"有人") != before.npos;
      bool call = false;
      for (std::u32string_view word : {U"报一下", U"报下", U"报个", U"报上来", U"一声", U"登记", U"备案", U"告诉", U"通知我", U"联系我", U"吗", U"伐", U"?"}) call = call || after.find(word) != after.npos;
      return any_renter && call;
    });
  }
  bool measured() const {
    bool beside = in_group([&](std::size_t i) { return p.scan.word(i, WordKind::symptom) || (p.scan.word(i, WordKind::well) && said(i).find_first_of(U"舒适") != std::u32string_view::npos); });  // 37度，没不舒服
    return in_events([&](std::size_t i) { return p.scan.is(i, Tok::temperature) && (p.scan.tokens[i].value % 10 != 0 || (beside && p.rules.fire("health.round_degrees"))); });
  }

  // Whether a cue stands before the writer's own renter is spoken of: then the message is about it. 和, 跟 and 带 make a companion of it.
  bool first(Cue what) const {
    auto& text = p.scan.text->chars;
    return std::ranges::any_of(p.scan.cues, [&](const CueAt& c) {
      bool along = c.begin > 0 && std::u32string_view(U"和跟同带着与陪他她伊").find(text[c.begin - 1]) != std::u32string_view::npos;
      bool named_so = what == Cue::media && c.begin == p.flags.own_at;  // 张文宏
      return c.cue == what && (c.begin < p.flags.own_at || named_so) && !along && !called(c) && !(what == Cue::others && (host(c) || introduced(c) || greeted(c)));
    });
  }
  // 新闻说湖北严重，我家那个租客昨天从武汉回来的: the writer's own renter, in a clause that is no news.
  bool own_renter_beside_news() const {
    bool own = std::ranges::any_of(g.clauses, [&](std::size_t k) {
      auto& c = p.clauses[k];
      bool somebody = c.renter || c.name >= 0 || c.room >= 0, named = c.name >= 0 || c.room >= 0;
      bool both = c.name >= 0 && c.room >= 0 && p.rules.fire("matter.room_and_name_beside_news");  // 群里说要报的：302小王25号到
      return somebody && (c.own || (c.renter && named) || both) && !c.news && !c.cues.has(Cue::media) && p.scan.tokens[c.first].begin <= p.scan.tokens[d.event].begin;
    });
    return own && !is(Intent::tip_off) && p.rules.fire("matter.own_renter_beside_news");
  }
  // Back to this town or its work, no everyday coming home.
  bool to_town() const { return said(d.event).find_first_of(U"沪海申班工岗") != std::u32string_view::npos || said(d.event) == U"上来"; }
  bool open_day() const { return std::ranges::any_of(g.clauses, [&](std::size_t c) { return p.clauses[c].unknown_date; }); }
  bool tells_where_from() const {
    return in_group([&](std::size_t i) { return p.scan.is(i, Tok::place) && !p.scan.tokens[i].weak && (p.roles[i] == Part_role::origin || p.roles[i] == Part_role::bare_origin); });
  }
  // What a change gives beside a day: a number, a dwelling, a way.
  bool gives_more_than_a_day() const {
    return in_group([&](std::size_t i) {
      auto& t = p.scan.tokens[i];
      return t.tok == Tok::phone || t.tok == Tok::room || (t.tok == Tok::people && !t.weak) || (t.tok == Tok::place && p.roles[i] == Part_role::via);
    });
  }
  // Something else of the household that is told beside it and bears it out: 人不来了，房间现在空着; 押金退他一半.
  bool borne_out() const {
    bool empty = std::ranges::any_of(g.drafts, [](const Draft& other) { return (other.intent == Intent::vacant && !other.negated) || other.intent == Intent::leaving; });
    return empty || std::ranges::any_of(g.clauses, [&](std::size_t c) { return p.clauses[c].cues.has(Cue::price); });
  }
  // 哈哈 at the end of a plan is good cheer.
  bool only_laughs() const {
    return std::ranges::none_of(p.scan.cues, [&](const CueAt& c) { return c.cue == Cue::joke && std::u32string_view(mine() ? U"哈笑嘿嘻呵" : U"哈").find(p.scan.text->chars[c.begin]) == std::u32string_view::npos; });
  }
  // How many words of letting and selling the message holds.
  std::size_t adverts() const {
    std::size_t n = 0;
    for (auto& c : p.scan.cues) n += c.cue == Cue::advert || c.cue == Cue::trade;
    return n;
  }
  // 新房客小柳3号来住，租金1200押一付三: what he pays, told behind his coming
  bool terms_of_his() const {
    bool told = is(Intent::return_report) && g.name >= 0 && (g.renter || said(d.event).ends_with(U'住')) && event_day();
    auto of_renter = [&](const CueAt& c) { return std::ranges::any_of(p.scan.tokens, [&](const Token& t) { return t.tok == Tok::word && t.kind == WordKind::renter_word && t.begin < c.end && c.begin < t.end; }); };  // 新租客
    return told && std::ranges::none_of(p.scan.cues, [&](const CueAt& c) { return c.cue == Cue::trade || (c.cue == Cue::advert && c.begin < p.scan.tokens[d.event].end && !of_renter(c)); });
  }
  // 冰箱空了, 302的电费单到了: a thing stands before the verb, and nobody between.
  bool a_thing_does() const {
    auto verb = p.scan.tokens[d.event].begin;
    const CueAt* thing = nullptr;
    for (auto& c : p.scan.cues)
      if (c.cue == Cue::goods && !those_of_a_day(c) && !those_people(c) && c.end <= verb && (!thing || c.end >= thing->end)) thing = &c;
    if (!thing) return false;
    for (auto i = d.event; i-- > 0 && p.scan.tokens[i].end > thing->begin;) {
      auto& t = p.scan.tokens[i];
      bool person = t.tok == Tok::renter || t.tok == Tok::people || (t.tok == Tok::word && (t.kind == WordKind::own || t.kind == WordKind::renter_word || t.kind == WordKind::pronoun || t.kind == WordKind::self || t.kind == WordKind::relative));
      if (person || t.tok == Tok::separator) return false;
    }
    return true;
  }
  bool lives_in_the_house() const {  // 店里帮工小韩后天来，阁楼住着的那个
    bool there = std::ranges::any_of(g.clauses, [&](std::size_t c) { return p.clauses[c].spot >= 0 && text_of(c).find(U'住') != std::u32string_view::npos; });
    return there && (g.name >= 0 || tells_of_people()) && p.rules.fire("others.lives_in_the_house");
  }
  bool of_telephone() const {  // 手机号写错了: a slot of the report, no thing
    return in_group([&](std::size_t i) { return p.scan.is(i, Tok::phone) || p.scan.word(i, WordKind::label); });
  }
  // The verb stands between quotation marks.
  bool in_quotes() const {
    auto before = std::u32string_view(p.scan.text->chars).substr(0, p.scan.tokens[d.event].begin);
    auto mark = before.find_last_of(U"“”「」");
    return (mark != before.npos && (before[mark] == U'“' || before[mark] == U'「')) || std::ranges::count(before, U'"') % 2 == 1;
  }
  // 昨晚到的那箱橙子
  bool a_thing_came() const {
    if (!p.scan.word(d.event + 1, WordKind::de)) return false;
    auto end = p.scan.tokens[d.event + 1].end;
    return std::ranges::any_of(p.scan.cues, [&](const CueAt& c) { return c.cue == Cue::goods && c.begin == end; });
  }
  // 我妈摔了，上海我不来了: who moves is the writer, in a clause without the relative.
  bool self_moves() const {
    return g.self && std::ranges::all_of(d.events, [&](std::size_t c) { return p.clauses[c].self && !p.clauses[c].relative; });
  }
  // 回去烧饭, 来两个人查账: what for stands behind the verb.
  bool on_an_errand() const {
    auto end = p.scan.tokens[d.event].end;
    return std::ranges::any_of(p.scan.cues, [&](const CueAt& c) { return c.cue == Cue::errand && c.begin >= end && c.begin - end < 8 && c.end <= end_of(d.event); });
  }
  // 四楼楼梯口来看, 小王明天来称: a small verb that ends the clause is what somebody comes for.
  bool comes_to_do() const {
    if (!said(d.event).ends_with(U'来')) return false;
    auto begin = p.scan.tokens[d.event].end;
    auto rest = std::u32string_view(p.scan.text->chars).substr(begin, end_of(d.event) - begin);
    while (!rest.empty() && std::u32string_view(U"的吧啊呢哦").find(rest.back()) != rest.npos) rest.remove_suffix(1);
    return !rest.empty() && rest.size() < 10 && std::u32string_view(U"看拿取搬挑尝称量抄签修装试开").find(rest.back()) != rest.npos;
  }
  // 我那批纽扣卡在义乌出不来 月底能到; 箱子四点前拿来，明天下午西安就能到: the only thing told of, and nobody beside it
  bool a_thing_is_awaited() const {
    if (!p.scan.word(d.event, WordKind::arrive) || mine() || g.pronoun || g.relative || g.visits) return false;
    auto& text = p.scan.text->chars;
    return std::ranges::any_of(p.scan.cues, [&](const CueAt& c) {
      bool of_writer = c.begin > 0 && text[c.begin - 1] == U'我';
      return c.cue == Cue::goods && c.end <= p.scan.tokens[d.event].begin && !those_of_a_day(c) && !those_people(c) && (!g.self || of_writer);
    });
  }
  // 楼梯上转不过来, 忙不过来: it cannot be done, nobody stays away. 追回来两个, 钥匙收走了: what is got back or taken.
  bool of_another_verb() const {
    auto verb = p.scan.tokens[d.event].begin, end = p.scan.tokens[d.event].end;
    auto text = std::u32string_view(p.scan.text->chars).substr(0, end);
    if (is(Intent::cancel)) {
      auto at = text.rfind(U"不过来");
      return at != text.npos && at > 0 && at + 3 >= end && std::u32string_view(U"转忙搬改数拐调管翻缓弄做洗装倒换看救醒").find(text[at - 1]) != text.npos;
    }
    if (is(Intent::leaving)) return verb > 0 && said(d.event) == U"走" && std::u32string_view(U"收拿借捞偷骗抢骑推领取").find(text[verb - 1]) != text.npos;
    return verb > 0 && said(d.event) == U"回来" && std::u32string_view(U"追赢讨捡抢捞挣赚扳偷骗换").find(text[verb - 1]) != text.npos;
  }
  // 一共要八个人, 还缺两个人: so many are wanted
  bool people_wanted() const {
    return in_group([&](std::size_t i) {
      auto& t = p.scan.tokens[i];
      return t.tok == Tok::people && t.begin > 0 && std::u32string_view(U"要缺差招").find(p.scan.text->chars[t.begin - 1]) != std::u32string_view::npos;
    });
  }
  // 我隔几天给伊端碗菜去: the writer does something for somebody
  bool does_for_somebody() const {
    return std::ranges::any_of(d.events, [&](std::size_t c) {
      auto text = text_of(c);
      auto at = text.find_first_of(U"给帮替");
      return p.clauses[c].self && at + 1 < text.size() && std::u32string_view(U"伊他她你").find(text[at + 1]) != text.npos;
    });
  }
  // 28号培训，老师27号到: who comes to do what has a day of its own
  bool hands_of_an_occasion() const {
    auto told = d.events.front();
    auto begin = begin_of(told);
    bool hands = std::ranges::any_of(p.scan.cues, [&](const CueAt& c) { return c.cue == Cue::hands && c.begin == begin; });
    return hands && std::ranges::any_of(p.clauses, [&](const Clause& c) {
      return c.first < p.clauses[told].first && c.events.empty() && c.cues.has(Cue::occasion) && p.scan.tokens[c.last - 1].end <= begin;
    });
  }
  bool begins(std::initializer_list<std::u32string_view> words) const {
    return std::ranges::any_of(words, [&](auto w) { return std::u32string_view(p.scan.text->chars).starts_with(w); });
  }
  bool writes(std::initializer_list<std::u32string_view> words) const {
    return std::ranges::any_of(words, [&](auto w) { return p.scan.text->chars.find(w) != std::u32string::npos; });
  }
  // Somebody of the writer's family who goes on to another town.
  bool goes_elsewhere() const {
    return std::ranges::any_of(g.clauses, [&](std::size_t c) {
      return std::ranges::any_of(p.clauses[c].events, [](const Event& e) { return e.rule == "leaving.goes_to"; });
    }) || in_group([&](std::size_t i) { return p.scan.is(i, Tok::place) && p.roles[i] == Part_role::destination; });
  }

 private:
  // 房租都打过来了，人总归要上来的: what only a renter pays, told in a clause without an event
  bool rent_paid(const Clause& c) const {
    if (!c.events.empty()) return false;
    auto begin = p.scan.tokens[c.first].begin;
    auto text = std::u32string_view(p.scan.text->chars).substr(begin, p.scan.tokens[c.last - 1].end - begin);
    bool rent = text.starts_with(U"房租") || text.starts_with(U"租金") || text.starts_with(U"房钱") || text.starts_with(U"押金") || text.starts_with(U"定金");
    return rent && text.find_first_of(U"打付交转押欠") != text.npos && p.rules.fire("matter.rent_paid");
  }
  // Where the clause of a token ends.
  std::uint32_t end_of(std::size_t i) const {
    for (auto& c : p.clauses)
      if (i >= c.first && i < c.last) return p.scan.tokens[c.last - 1].end;
    return p.scan.tokens[i].end;
  }
  std::uint32_t begin_of(std::size_t c) const { return p.scan.tokens[p.clauses[c].first].begin; }
  std::u32string_view text_of(std::size_t c) const {
    return std::u32string_view(p.scan.text->chars).substr(begin_of(c), p.scan.tokens[p.clauses[c].last - 1].end - begin_of(c));
  }
  // 住在表哥那边: at whose house
  bool host(const CueAt& c) const {
    auto text = std::u32string_view(p.scan.text->chars);
    auto rest = text.substr(c.end, 2);
    bool house = rest.starts_with(U'家') || rest == U"那边" || rest == U"那里" || rest == U"那儿" || rest == U"那头" || rest == U"屋里";
    auto before = text.substr(0, c.begin);
    auto at = before.find_last_of(U"在住到");
    return house && at != before.npos && before.size() - at < 6 && before.find_first_of(U",.;!? ", at) == before.npos && p.rules.fire("others.host");
  }
  // 老板娘我26号回来: spoken to, not of.
  bool called(const CueAt& c) const {
    for (std::size_t i = 0; i < p.scan.tokens.size() && p.scan.tokens[i].begin <= c.begin; ++i)
      if (p.scan.is(i, Tok::renter) && p.roles[i] == Part_role::none && p.scan.tokens[i].end >= c.end) return true;
    return false;
  }
  // 我表哥介绍的租客小马: only who sent him
  bool introduced(const CueAt& c) const {
    auto rest = std::u32string_view(p.scan.text->chars).substr(c.end, 3);
    bool sent = rest.starts_with(U"介绍") || rest.starts_with(U"推荐") || rest.starts_with(U"引荐");
    return sent && (g.renter || g.room >= 0) && p.rules.fire("others.who_introduced");
  }
  // 领导，302小王25号回来; 保安师傅，…: spoken to at the beginning
  bool greeted(const CueAt& c) const {
    auto& first = p.clauses.front();
    bool alone = c.begin == 0 && p.clauses.size() > 1 && first.events.empty() && p.scan.tokens[first.last - 1].end <= c.end + 1;
    return alone && (g.room >= 0 || g.own || g.renter) && p.rules.fire("others.greeted");
  }
  // 25号那批别等了: people
  bool those_of_a_day(const CueAt& c) const {
    if (!is(Intent::cancel) || p.scan.text->chars[c.begin] != U'那') return false;
    bool behind = std::ranges::any_of(p.scan.tokens, [&](const Token& t) { return t.tok == Tok::date && t.end == c.begin; });
    return behind && p.rules.fire("matter.those_of_a_day");
  }
  // A栋那批云南的
  bool those_people(const CueAt& c) const {
    auto& text = p.scan.text->chars;
    if (c.end - c.begin != 2 || text[c.end - 1] != U'批') return false;
    auto rest = std::u32string_view(text).substr(c.end, 4);
    bool people = rest.starts_with(U"人") || rest.starts_with(U"工人") || rest.starts_with(U"工友") || rest.starts_with(U"学徒") || rest.starts_with(U"租客") || rest.starts_with(U"房客");
    for (auto& t : p.scan.tokens) people = people || (t.tok == Tok::place && t.begin == c.end && !t.weak);
    return people && p.rules.fire("matter.those_people");
  }
  bool other_day(std::size_t c) const {
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
      if (p.scan.is(i, Tok::date) && p.roles[i] == Part_role::other_matter) return true;
    return false;
  }
  bool visit_or_repair(const Clause& c) const {
    for (auto i = c.first; i < c.last; ++i)
      if (p.scan.word(i, WordKind::chore) && said(i).find_first_of(U"吃喝装修换牌将坐玩") != std::u32string_view::npos) return true;
    return false;
  }
  bool only_that(const Clause& c) const {
    for (auto i = c.first; i < c.last; ++i) {
      auto& t = p.scan.tokens[i];
      bool thing = p.scan.word(i, WordKind::goods) || p.scan.word(i, WordKind::chore);
      if (!thing && !small_word(t) && !p.scan.word(i, WordKind::self) && !p.scan.word(i, WordKind::own)) return false;
    }
    return true;
  }
  template <class F>
  bool in(const std::vector<std::size_t>& clauses, F holds) const {
    for (auto c : clauses)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
        if (holds(i)) return true;
    return false;
  }
};

}  // namespace linli::understanding
