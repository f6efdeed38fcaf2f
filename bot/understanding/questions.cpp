// What is asked of the bot or the committee: an asking form and the cues of a topic in one sentence; the first topic of the table that holds is
// asked about. Whether a plan beside a question is told or only asked about is settled here too.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

// An asking clause, alone or with its neighbours in the sentence.
struct Heard {
  Cues cues;
  bool goods{};         // about things that are sold or sent
  bool name{};          // somebody is named
  bool asks{};          // an asking form stands in it
  bool asks_if_done{};  // 存下来没有
  bool surely{};        // …吧
  bool renter{};        // about the writer's own renters
  bool has(Cue cue) const { return cues.has(cue); }
};

struct Topic {
  std::string_view rule, topic;
  Cue named;  // what the topic is called by
  bool (*when)(const Heard&);
};
using H = const Heard&;

constexpr Topic topics[] = {
    {"question.masks", "masks", Cue::masks, [](H h) { return h.asks && h.has(Cue::masks) && h.has(Cue::masks_get); }},
    {"question.pass", "pass", Cue::pass, [](H h) { return h.asks && h.has(Cue::pass); }},
    {"question.pass_card", "pass", Cue::pass_card, [](H h) { return h.asks && h.has(Cue::pass_card) && h.has(Cue::pass_get) && !h.goods; }},
    {"question.admitted", "entry", Cue::admitted, [](H h) { return h.asks && h.has(Cue::admitted) && !h.has(Cue::isolation); }},
    {"question.isolation", "isolation", Cue::isolation, [](H h) { return h.asks && h.has(Cue::isolation) && !h.goods; }},
    {"question.shut_in", "isolation", Cue::shut_in, [](H h) { return h.asks && h.has(Cue::shut_in) && h.has(Cue::must); }},
    {"question.let_out_when", "isolation", Cue::let_out_when, [](H h) { return h.asks && h.has(Cue::let_out_when) && !h.goods; }},
    {"question.fever", "fever", Cue::fever, [](H h) { return h.asks && h.has(Cue::fever) && h.has(Cue::fever_help) && !h.has(Cue::drug); }},
    {"question.contact", "contact", Cue::contact_number, [](H h) { return h.asks && h.has(Cue::contact_number) && h.has(Cue::contact_whom) && !h.name && !h.goods; }},
    {"question.yours_kept", "record", Cue::record_yours, [](H h) { return (h.asks || h.asks_if_done || h.surely) && h.has(Cue::record_yours) && h.has(Cue::record_keeps) && !h.goods; }},
    {"question.record", "record", Cue::record_told, [](H h) { return (h.asks || h.asks_if_done || h.surely) && h.has(Cue::record_told) && h.has(Cue::record_kept) && !h.goods; }},
    {"question.on_duty", "duty", Cue::on_duty, [](H h) { return h.asks && h.has(Cue::on_duty); }},
    {"question.office_hours", "duty", Cue::office, [](H h) { return h.asks && h.has(Cue::office) && h.has(Cue::office_open) && !h.goods && !h.has(Cue::meeting); }},
    {"question.duty", "duty", Cue::report, [](H h) { return h.asks && h.has(Cue::report) && h.has(Cue::must) && !h.goods; }},
    {"question.registration", "registration", Cue::registration, [](H h) { return h.asks && h.has(Cue::registration) && !h.goods && !h.has(Cue::meeting); }},
    {"question.entry", "entry", Cue::enter, [](H h) { return h.asks && h.has(Cue::enter) && h.has(Cue::let_in); }},
    {"question.bot", "bot", Cue::bot, [](H h) { return h.asks && h.has(Cue::bot) && h.has(Cue::you); }},
};
// What the bot can do, not named as such: a question only where it is spoken to.
constexpr std::string_view of_you = "question.you";

class Questions {
 public:
  explicit Questions(Parsed& parsed) : p_(parsed) {}

  void find() {
    for (std::size_t c = 0; c < p_.clauses.size(); ++c) {
      calls_for_somebody(p_.clauses[c]);
      if (p_.clauses[c].depends) continue;
      auto alone = heard(c);
      if (!alone.asks && !alone.asks_if_done) continue;
      if (alone.has(Cue::announced) && p_.rules.fire("question.to_be_announced")) continue;  // 口罩什么时候来等通知
      if (alone.has(Cue::other_town) && !alone.renter && p_.rules.fire("question.of_other_town")) continue;  // 哪个小区登记得多哪个就有红旗
      auto rule = topic(alone);
      if (rule.empty()) rule = topic(with_sentence(c, alone));
      if (rule.empty()) rule = topic_before(c, alone);
      if (rule.empty() && p_.clauses[c].asking && p_.clauses[c].about && !alone.has(Cue::other_office) && !number_of_somebody(p_.clauses[c]) && p_.rules.fire("question.topic")) rule = "question.topic";
      if (rule.empty() && alone.has(Cue::you) && p_.rules.fire(of_you)) rule = of_you;
      if (rule == "question.bot") std::erase_if(p_.clauses[c].events, [](const Event& e) { return e.intent == Intent::human; });  // 你是真人还是机器
      if (!rule.empty()) p_.clauses[c].events.push_back({Intent::question, false, false, Tense::plan, p_.clauses[c].first, rule});
    }
  }

 private:
  // 让书记给我回个电话, 能不能找个活人跟我说: somebody of the committee is called for, in this order.
  void calls_for_somebody(Clause& c) {
    if (!c.cues.has(Cue::call_for)) return;
    auto begin = p_.scan.tokens[c.first].begin, end = p_.scan.tokens[c.last - 1].end;
    auto next = [&](Cue what, std::uint32_t from) -> const CueAt* {
      for (auto& cue : p_.scan.cues)
        if (cue.cue == what && cue.begin >= from && cue.end <= end) return &cue;
      return nullptr;
    };
    bool heard_already = std::ranges::any_of(c.events, [](const Event& e) { return e.intent == Intent::human && !e.weak; });
    if (heard_already) return;
    auto* call = next(Cue::call_for, begin);
    auto* whom = call ? next(Cue::call_whom, call->end) : nullptr;
    auto* to = whom ? next(Cue::call_to, whom->end) : nullptr;
    bool near = to && whom->begin - call->end <= 4 && to->begin - whom->end <= 6;
    if (!near || !p_.rules.fire("human.called_for")) return;
    std::erase_if(c.events, [](const Event& e) { return e.intent == Intent::human; });
    c.events.push_back({Intent::human, false, false, Tense::plan, c.first, "human.called_for"});
  }
  Heard heard(std::size_t index) const {
    auto& c = p_.clauses[index];
    auto last = c.last - 1;
    while (last > c.first && (p_.scan.word(last, filler) || p_.scan.word(last, ba))) --last;
    bool done = last > c.first && (p_.scan.word(last, neg_have) || p_.scan.word(last, neg_not));
    // 能进小区不, 你是机器人吧
    bool cannot = last + 1 < c.last && p_.scan.tokens[last].end == p_.scan.tokens[last + 1].begin && std::u32string_view(U"上到着成起完掉").find(p_.scan.chars(p_.scan.tokens[last + 1]).front()) != std::u32string_view::npos;
    bool not_so = last > c.first && p_.scan.word(last, neg_not) && !(cannot && p_.rules.fire("asks.only_cannot")), surely = p_.scan.word(c.last - 1, ba);
    // 口罩还有得买没, but 口罩也没
    bool or_not = done && p_.scan.chars(p_.scan.tokens[last]).starts_with(U'没') && p_.scan.tokens[last].end - p_.scan.tokens[last].begin < 3 && last > c.first + 1 && !also(last - 1);
    bool whole = p_.scan.chars(p_.scan.tokens[last]).ends_with(U'有');  // 出入证办好没有, but 出入证没有
    or_not = or_not && (!whole || std::u32string_view(U"了好到过上完着进下掉成").find(p_.scan.chars(p_.scan.tokens[last - 1]).back()) != std::u32string_view::npos) && p_.rules.fire("asks.or_not");
    auto told = std::u32string_view(p_.scan.text->chars).substr(p_.scan.tokens[c.first].begin, p_.scan.tokens[c.last - 1].end - p_.scan.tokens[c.first].begin);
    bool reports = !c.asking && (told.starts_with(U"我报一下") || told.starts_with(U"我来报") || told.starts_with(U"我也报一下") || told.starts_with(U"那我报一下")) && p_.rules.fire("asks.writer_reports");  // 我报一下：302小王25号到
    if (reports) return {c.cues, c.goods, c.name >= 0, false, false, false, true};
    // 还要一天一填啊: wondered at is asked
    bool wonders = c.cues.any(Cue::still_must) && wondering(p_.scan.chars(p_.scan.tokens[c.last - 1]).back()) && p_.rules.fire("asks.wonders");
    bool open = c.unknown_date && !c.about && p_.rules.fire("asks.left_open");  // 几时回来日子没定
    return {c.cues, c.goods, c.name >= 0 && !official(c), (c.asking && !open) || c.cues.has(Cue::asks) || not_so || or_not || wonders || (surely && c.cues.has(Cue::you)), done, surely, c.renter || c.own};
  }
  // 户籍警老张电话: one of the committee, by name
  bool official(const Clause& c) const {
    auto name = p_.scan.tokens[std::size_t(c.name)].begin;
    bool whose = std::ranges::any_of(p_.scan.cues, [&](const CueAt& k) { return k.cue == Cue::contact_whom && k.end == name; });
    return whose && p_.rules.fire("question.official_by_name");
  }
  bool also(std::size_t i) const { auto said = p_.scan.chars(p_.scan.tokens[i]); return said == U"也" || said == U"都" || said == U"还" || said == U"就"; }
  // 你电话多少: a person's
  bool number_of_somebody(const Clause& c) const {
    for (auto i = c.first; i < c.last; ++i) {
      auto at = p_.scan.tokens[i].begin;
      bool somebodys = at > 0 && std::u32string_view(U"你侬您他她伊").find(p_.scan.text->chars[at - 1]) != std::u32string_view::npos;
      if (somebodys && p_.scan.word(i, about) && p_.scan.words->value(p_.scan.tokens[i].value) == "contact" && p_.rules.fire("question.number_of_somebody")) return true;
    }
    return false;
  }
  static bool wondering(char32_t c) { return std::u32string_view(U"啊呀哦喔哇噢嘛哟啦").find(c) != std::u32string_view::npos; }
  // Topic and question may stand in two clauses: 通行证掉了，补办要带啥; 怎么报 租客回来的话.
  Heard with_sentence(std::size_t index, Heard h) const {
    auto join = [&](std::size_t k) {
      auto other = heard(k);
      h.cues |= other.cues;
      h.goods |= other.goods;
      h.name |= other.name;
    };
    for (auto k = index, steps = std::size_t(0); k > 0 && steps < 3 && p_.clauses[k].before < Gap::stop; ++steps) join(--k);
    if (index + 1 < p_.clauses.size() && p_.clauses[index + 1].before < Gap::stop) join(index + 1);
    return h;
  }
  // 通行证丢了。去哪补: what to do is asked in a sentence of its own, about what the one before tells as nobody's news.
  std::string_view topic_before(std::size_t index, Heard h) const {
    if (!h.has(Cue::worry) && !h.has(Cue::fever_help)) return {};
    for (auto k = index, steps = std::size_t(0); k > 0 && steps < 2; ++steps) {
      --k;
      if (!p_.clauses[k].events.empty() || p_.clauses[k].date >= 0) return {};
      h.cues |= p_.clauses[k].cues;
      h.goods |= p_.clauses[k].goods;
    }
    auto rule = topic(h);
    return !rule.empty() && p_.rules.fire("question.sentence_before") ? rule : std::string_view();
  }
  std::string_view topic(const Heard& h) const {
    for (auto& t : topics) {
      bool of_neighbours = h.has(Cue::neighbours) && t.rule != "question.on_duty" && t.rule != "question.contact";
      bool of_others = h.has(Cue::other_office) && !h.renter && t.topic != "masks" && t.topic != "fever" && t.topic != "contact";  // 幼儿园哪天登记
      if (!of_neighbours && !(of_others && t.when(h) && p_.rules.fire("question.of_other_office")) && t.when(h) && p_.rules.fire(t.rule)) return t.rule;
    }
    return {};
  }

  Parsed& p_;
};

// 租客要从湖北回来，让不让进: a question about a plan that has no day yet.
void only_asked(const Parsed& p, Group& g) {
  bool asked = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::question && d.rule != "question.what_to_do"; });
  bool undecided = std::ranges::any_of(g.clauses, [&](std::size_t c) { return p.clauses[c].date >= 0 || p.clauses[c].unknown_date; });
  if (!asked || undecided) return;
  bool journeys = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::return_report && !d.negated; });
  if (!journeys || !p.rules.fire("question.plan_only_asked_about")) return;
  for (auto& d : g.drafts)
    if (d.intent == Intent::question)
      for (auto& other : g.drafts)
        if (other.intent == Intent::return_report) d.clauses.insert(d.clauses.end(), other.clauses.begin(), other.clauses.end());
  std::erase_if(g.drafts, [](const Draft& d) { return d.intent == Intent::return_report && !d.negated; });
}

// 没有租客的还要每天填表吗, 帮我查查301登记上没有: a state or a value inside the asking clause is asked about, not told.
void states_asked_about(const Parsed& p, Group& g) {
  std::vector<std::vector<std::size_t>> asking;
  for (auto& d : g.drafts)
    if (d.intent == Intent::question) asking.push_back(d.events);
  auto state = [&](const Draft& d) {
    bool kept = d.intent == Intent::question || d.intent == Intent::return_report || d.intent == Intent::health || d.intent == Intent::human || d.intent == Intent::tip_off;
    bool dated = std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].date >= 0; });
    return !kept && !dated && std::ranges::find(asking, d.events) != asking.end();
  };
  if (std::ranges::any_of(g.drafts, state) && p.rules.fire("question.state_only_asked_about")) std::erase_if(g.drafts, state);
}

// 人都没来，那张表还要天天填啊: a state told right before what is asked because of it, of no dwelling in particular.
void premise_only(const Parsed& p, Group& g) {
  auto premise = [&](const Draft& d) {
    bool state = d.intent == Intent::nothing_to_report || d.intent == Intent::away || d.intent == Intent::vacant || d.intent == Intent::stayed || (d.intent == Intent::arrived && d.negated);
    bool own_home = d.intent == Intent::nothing_to_report && g.own && p.flags.cues.has(Cue::self_lived) && p.rules.fire("question.beside_own_home");  // 我家自住没租客，这种也要打卡吗
    if (!state || own_home || g.room >= 0 || g.name >= 0) return false;
    return std::ranges::any_of(g.drafts, [&](const Draft& q) {
      bool of_it = q.rule == "question.duty" || q.rule == "question.registration";
      return q.intent == Intent::question && of_it && q.events.front() == d.events.back() + 1 && p.clauses[q.events.front()].before < Gap::stop;
    });
  };
  if (std::ranges::any_of(g.drafts, premise) && p.rules.fire("question.premise")) std::erase_if(g.drafts, premise);
}

// 37度2算发烧吗: a temperature that is only asked about.
void warmth_asked_about(const Parsed& p, Group& g) {
  bool whose = g.room >= 0 || g.name >= 0 || g.renter || g.own || g.pronoun || g.self;
  auto asked = [&](const Draft& d) {
    return d.intent == Intent::health && !whose && std::ranges::any_of(g.drafts, [&](const Draft& q) { return q.rule == "question.fever" && q.events == d.events; }) &&
           std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].cues.has(Cue::counts_as); });
  };
  if (std::ranges::any_of(g.drafts, asked) && p.rules.fire("question.warmth_only_asked_about")) std::erase_if(g.drafts, asked);
}

void what_to_do(const Parsed& p, Group& g) {
  bool ill = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::health && !d.weak; });
  bool asked = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::question; });
  if (!ill || asked) return;
  for (auto c : g.clauses) {
    if (!p.clauses[c].cues.has(Cue::worry)) continue;
    auto first = p.clauses[c].first, last = p.clauses[c].last;
    auto cue = std::ranges::find_if(p.scan.cues, [&](const CueAt& k) { return k.cue == Cue::worry && k.begin >= p.scan.tokens[first].begin; });
    if (cue == p.scan.cues.end() || !p.rules.fire("question.what_to_do")) continue;
    Draft d;
    d.intent = Intent::question;
    d.rule = "question.what_to_do";
    d.event = first;
    while (d.event + 1 < last && p.scan.tokens[d.event].end <= cue->begin) ++d.event;
    g.drafts.push_back(d);
    return;
  }
}

}  // namespace

void find_questions(Parsed& parsed) { Questions(parsed).find(); }

void settle_questions(const Parsed& parsed, Group& group) {
  what_to_do(parsed, group);
  states_asked_about(parsed, group);
  premise_only(parsed, group);
  warmth_asked_about(parsed, group);
  only_asked(parsed, group);
}

std::optional<Found> topic_of(const Parsed& p, const Draft& draft) {
  auto& s = p.scan;
  auto found = [&](std::size_t i, std::string_view topic) {
    return Found{Slot::about, std::string(topic), {}, s.text->span(s.tokens[i].begin, s.tokens[i].end), std::string(draft.rule)};
  };
  for (auto& t : topics) {
    if (t.rule != draft.rule) continue;
    for (auto c : draft.clauses)
      for (auto& cue : s.cues)
        if (cue.cue == t.named && cue.begin >= s.tokens[p.clauses[c].first].begin && cue.end <= s.tokens[p.clauses[c].last - 1].end)
          return Found{Slot::about, std::string(t.topic), {}, s.text->span(cue.begin, cue.end), std::string(draft.rule)};
    return found(draft.event, t.topic);
  }
  for (auto c : draft.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
      if (s.word(i, about)) return found(i, s.words->value(s.tokens[i].value));
  return found(draft.event, draft.rule == of_you ? "bot" : "fever");
}

}  // namespace linli::understanding
