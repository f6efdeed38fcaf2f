// Whether a draft is a report at all, and clearly one: a table of rules, asked from the top; the first that holds decides. Silence is right
// wherever the matter is another's, or goods, or yesterday's news.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

// A draft with what the rules ask about it.
class Matter {
 public:
  Matter(const Parsed& parsed, const Group& group, const Draft& draft) : p(parsed), g(group), d(draft) {
    for (auto c : d.events) {
      auto& clause = p.clauses[c];
      goods |= clause.goods;
      chore |= clause.chore;
      unknown = std::max(unknown, clause.unknown);
    }
    has_day = std::ranges::any_of(d.clauses, [&](std::size_t c) { return p.clauses[c].date >= 0 || p.clauses[c].unknown_date; });
  }

  const Parsed& p;
  const Group& g;
  const Draft& d;
  bool goods{}, chore{};  // the clause of its event is about goods, about the house's chores
  std::size_t unknown{};  // most characters of one of its event clauses that no rule understood
  bool has_day{};

  bool is(Intent intent) const { return d.intent == intent; }
  bool journey() const { return is(Intent::return_report) || is(Intent::arrived) || is(Intent::leaving) || is(Intent::away) || is(Intent::cancel) || is(Intent::change); }
  bool mine() const { return g.own || g.renter || g.name >= 0 || g.room >= 0; }
  bool nobody() const { return !g.subject() && !g.self; }
  bool busy() const { return p.flags.goods || p.flags.chore; }

  // Whether a token of one of its event clauses (of all its clauses; of all clauses of its group) is so.
  template <class F>
  bool in_events(F holds) const { return in(d.events, holds); }
  template <class F>
  bool in_clauses(F holds) const { return in(d.clauses, holds); }
  template <class F>
  bool in_group(F holds) const { return in(g.clauses, holds); }
  bool event_word(WordKind kind) const { return in_events([&](std::size_t i) { return p.scan.word(i, kind); }); }
  std::u32string_view said(std::size_t i) const { return p.scan.chars(p.scan.tokens[i]); }
  bool topic_is(std::size_t i, std::string_view what) const { return p.scan.word(i, about) && p.scan.words->value(p.scan.tokens[i].value) == what; }

  // A word that no rule knows stands right before the verb: somebody or something else comes.
  bool unknown_subject() const {
    for (auto i = d.event; i-- > 0;) {
      auto& t = p.scan.tokens[i];
      if (t.tok == Tok::unknown) return true;
      if (!small_word(t)) return false;
    }
    return false;
  }
  bool other_subject() const { return unknown_subject() && (is(Intent::return_report) || is(Intent::arrived)); }
  bool elsewhere() const { return event_word(not_place) || event_word(busy_with); }  // the factory, the school: theirs is the change
  bool just_now() const { return in_clauses([&](std::size_t i) { return p.scan.word(i, done) && said(i).starts_with(U"刚"); }); }
  bool asked() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].asking && !p.clauses[c].about; }); }
  bool asked_about() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].asking && p.clauses[c].about; }); }
  bool event_day() const { return std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].date >= 0; }); }
  bool gives_value() const {
    return in_group([&](std::size_t i) {
      auto tok = p.scan.tokens[i].tok;
      bool value = tok == Tok::date || tok == Tok::people || tok == Tok::room || tok == Tok::place || tok == Tok::phone || tok == Tok::vehicle;
      return value || p.scan.word(i, by) || p.scan.word(i, unknown_date) || p.scan.word(i, retract);
    });
  }
  // Somebody who was expected: 刚才报的那个不来了, 不来了 说在成都干了, 底楼的不来了 3楼的25号回来
  bool was_told_of() const {
    if (in_group([&](std::size_t i) { return p.scan.word(i, was_mark) || p.scan.word(i, WordKind::said); })) return true;
    bool beside = std::ranges::any_of(p.clauses, [](const Clause& c) { return c.room >= 0 && !c.events.empty(); });
    return beside && d.event > 0 && p.scan.word(d.event - 1, de);
  }
  bool asks_plainly() const {
    return in_events([&](std::size_t i) { return said(i) == U"有没有" || said(i) == U"吗" || said(i) == U"伐"; });
  }
  bool asks_somehow() const {
    return asks_plainly() || in_events([&](std::size_t i) {
      return said(i) == U"谁" || said(i).starts_with(U"什么") || said(i).starts_with(U"啥") || said(i) == U"几时" || said(i) == U"怎么";
    });
  }
  bool measured() const {
    return in_events([&](std::size_t i) { return p.scan.is(i, Tok::temperature) && p.scan.tokens[i].value % 10 != 0; });
  }

 private:
  template <class F>
  bool in(const std::vector<std::size_t>& clauses, F holds) const {
    for (auto c : clauses)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
        if (holds(i)) return true;
    return false;
  }
};

enum class Verdict : std::uint8_t { silent, unsure, clear };
struct Rule {
  std::string_view name;
  bool (*when)(const Matter&);
  Verdict verdict;
};
using M = const Matter&;
constexpr auto silent = Verdict::silent, unsure = Verdict::unsure, clear_one = Verdict::clear;

constexpr Rule rules[] = {
    {"silent.quoted_template", [](M m) { return m.p.flags.quoting; }, silent},
    {"silent.forwarded", [](M m) { return m.p.flags.forwarded; }, silent},
    // questions, and what needs no dwelling
    {"silent.number_of_another", [](M m) {  // 小王电话多少
       bool contact = m.p.scan.word(m.d.event, about) && m.topic_is(m.d.event, "contact");
       return m.is(Intent::question) && m.g.name >= 0 && (contact || m.in_events([&](std::size_t i) { return m.topic_is(i, "contact"); }));
     }, silent},
    {"silent.question_on_news", [](M m) { return m.is(Intent::question) && m.p.flags.news && !m.g.subject(); }, silent},
    {"clear.question", [](M m) { return m.is(Intent::question); }, clear_one},
    {"silent.goods_taken_back", [](M m) { return m.is(Intent::retract) && (m.goods || m.unknown > 6); }, silent},
    {"clear.retract", [](M m) { return m.is(Intent::retract); }, clear_one},
    {"silent.no_human_wanted", [](M m) { return m.is(Intent::human) && m.d.weak && m.p.flags.human_words < 2; }, silent},
    {"clear.human", [](M m) { return m.is(Intent::human); }, clear_one},
    // whose matter
    {"silent.news", [](M m) { return m.p.flags.news; }, silent},
    {"silent.former_renter", [](M m) { return m.g.former; }, silent},
    {"silent.hypothetical", [](M m) { return m.g.hypothetical; }, silent},
    {"silent.duty_of_everybody", [](M m) {  // 租客回来要先到居委登记
       bool somebody = m.g.own || m.g.name >= 0 || m.g.room >= 0 || m.g.pronoun || m.g.self;
       return m.is(Intent::return_report) && !m.has_day && !somebody && m.event_word(register_word);
     }, silent},
    {"silent.years_ago", [](M m) {
       return m.journey() && !m.is(Intent::leaving) && m.in_events([&](std::size_t i) { return m.said(i).starts_with(U"去年") || m.said(i).starts_with(U"前年"); });
     }, silent},
    {"silent.everybody", [](M m) {
       bool somebody = m.g.own || m.g.name >= 0 || m.g.room >= 0;
       return m.journey() && !m.is(Intent::leaving) && !somebody && m.in_events([&](std::size_t i) { return m.said(i) == U"大家"; });
     }, silent},
    {"silent.tip_on_goods", [](M m) { return m.is(Intent::tip_off) && m.goods && m.g.room < 0; }, silent},
    {"clear.tip_off", [](M m) { return m.is(Intent::tip_off); }, clear_one},
    {"silent.others", [](M m) { return m.g.outsider && !m.g.visits; }, silent},
    {"silent.other_dwelling", [](M m) { return m.g.other_home && !m.g.own; }, silent},
    {"silent.goods", [](M m) { return m.goods; }, silent},
    {"silent.chore", [](M m) { return m.chore; }, silent},
    {"silent.inside_a_question", [](M m) {
       bool plan = m.is(Intent::return_report) && ((m.has_day && !m.d.weak) || m.event_day());
       return m.asked_about() && !plan;
     }, silent},
    {"silent.asks_others", [](M m) {
       return m.asked() && m.journey() && ((m.asks_somehow() && !m.has_day) || (m.asks_plainly() && !m.mine()));
     }, silent},
    // health
    {"unsure.all_is_well", [](M m) { return m.is(Intent::health) && m.d.weak; }, unsure},
    {"silent.asks_for_drugs", [](M m) {  // 咳嗽糖浆谁有
       return m.is(Intent::health) && m.in_events([&](std::size_t i) { return m.said(i) == U"谁" || m.said(i) == U"哪里"; });
     }, silent},
    {"clear.health", [](M m) {
       bool whose = m.mine() || m.g.pronoun || m.g.self, kin = m.p.flags.kin && !m.g.renter && m.g.name < 0 && m.g.room < 0;
       return m.is(Intent::health) && !m.p.flags.chore && !kin && (whose || (m.measured() && m.unknown < 4));
     }, clear_one},
    {"unsure.health", [](M m) { return m.is(Intent::health); }, unsure},
    {"silent.registered_whose", [](M m) {
       return m.is(Intent::registered) && m.d.weak && !(m.g.own || m.g.renter || m.g.name >= 0 || m.g.pronoun);
     }, silent},
    {"clear.registered", [](M m) { return m.is(Intent::registered); }, clear_one},
    // relatives: only one who comes to live here
    {"clear.relative_comes", [](M m) {
       bool kin = m.g.relative && !m.g.renter && m.g.name < 0 && m.g.room < 0 && m.journey();
       return kin && (m.is(Intent::return_report) || m.is(Intent::arrived)) && m.has_day && (!m.d.weak || m.g.visits);
     }, clear_one},
    {"silent.relatives", [](M m) { return m.g.relative && !m.g.renter && m.g.name < 0 && m.g.room < 0 && m.journey(); }, silent},
    {"silent.relatives_leave", [](M m) {
       return m.p.flags.kin && !m.mine() && !m.g.pronoun && !m.g.self && (m.is(Intent::leaving) || m.is(Intent::away));
     }, silent},
    // journeys
    {"clear.cancel_of_the_expected", [](M m) { return m.is(Intent::cancel) && m.was_told_of() && !m.busy() && !m.elsewhere(); }, clear_one},
    {"silent.cancel_of_what", [](M m) { return m.is(Intent::cancel) && m.nobody() && (m.p.flags.goods || m.unknown > 4); }, silent},
    {"unsure.cancel_of_whom", [](M m) {
       bool not_so = m.unknown > 0 && m.said(m.d.event).starts_with(U"不");
       return m.is(Intent::cancel) && m.d.weak && m.nobody() && (!m.has_day || not_so);
     }, unsure},
    {"unsure.leaving_of_whom", [](M m) { return m.is(Intent::leaving) && !m.g.subject() && !m.has_day; }, unsure},
    {"silent.change_of_what", [](M m) { return m.is(Intent::change) && m.nobody() && (m.busy() || m.elsewhere() || m.unknown > 6); }, silent},
    {"clear.change_of_value", [](M m) { return m.is(Intent::change) && m.nobody() && m.gives_value(); }, clear_one},
    {"unsure.change", [](M m) { return m.is(Intent::change) && m.nobody(); }, unsure},
    {"silent.other_matter", [](M m) { return m.journey() && m.nobody() && m.busy(); }, silent},
    {"silent.comes_who", [](M m) { return m.journey() && m.nobody() && m.d.weak && !m.has_day && !m.just_now(); }, silent},
    {"silent.something_else_comes", [](M m) { return m.journey() && m.nobody() && m.other_subject(); }, silent},
    {"silent.coming_of_what", [](M m) { return m.journey() && m.nobody() && m.d.weak && m.unknown > 0 && m.p.scan.word(m.d.event, come); }, silent},
    {"silent.unknown_words", [](M m) { return m.journey() && m.nobody() && m.unknown > 3 && !m.is(Intent::cancel); }, silent},
    {"clear.day_without_subject", [](M m) {
       return m.journey() && m.nobody() && (m.has_day || ((m.is(Intent::away) || m.is(Intent::cancel)) && !m.is(Intent::arrived)));
     }, clear_one},
    {"unsure.no_subject", [](M m) { return m.journey() && m.nobody(); }, unsure},
    {"clear.own_journey", [](M m) { return m.journey() && m.g.self && !m.mine() && !m.g.pronoun && !m.busy(); }, clear_one},
    {"unsure.own_journey", [](M m) { return m.journey() && m.g.self && !m.mine() && !m.g.pronoun; }, unsure},
    {"unsure.busy_talk", [](M m) { return m.journey() && m.busy(); }, unsure},
    {"unsure.small_verb", [](M m) { return m.journey() && !m.mine() && m.d.weak && !m.has_day; }, unsure},
    {"unsure.other_subject", [](M m) { return m.journey() && m.other_subject() && !m.g.own && !m.g.renter && m.g.name < 0; }, unsure},
    {"unsure.no_day", [](M m) { return m.is(Intent::return_report) && !m.mine() && !m.has_day; }, unsure},
    {"clear.journey", [](M m) { return m.journey(); }, clear_one},
    // states of a dwelling: stayed, vacant, unreachable, nothing to report
    {"silent.whose_state", [](M m) { return !m.g.subject() && (m.d.weak || m.unknown > 6); }, silent},
    {"clear.state", [](M m) { return !m.busy(); }, clear_one},
};

}  // namespace

std::optional<std::string_view> against(const Parsed& parsed, const Group& group, const Draft& draft, bool& clear) {
  Matter matter(parsed, group, draft);
  clear = false;
  for (auto& rule : rules) {
    if (!rule.when(matter) || !parsed.rules.fire(rule.name)) continue;
    clear = rule.verdict == Verdict::clear;
    if (rule.verdict == Verdict::silent) return rule.name;
    return {};
  }
  return {};
}

}  // namespace linli::understanding
