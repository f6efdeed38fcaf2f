// Whether a draft is a report at all, and clearly one. Silence is right wherever the matter is another's, or goods, or yesterday's news.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

bool journey(Intent intent) {
  return intent == Intent::return_report || intent == Intent::arrived || intent == Intent::leaving || intent == Intent::away || intent == Intent::cancel || intent == Intent::change;
}

// 咳嗽糖浆谁有: asked of everybody, nobody is ill.
bool asks_of_drugs(const Parsed& p, const Draft& d) {
  return std::ranges::any_of(d.events, [&](std::size_t c) {
    auto& clause = p.clauses[c];
    for (auto i = clause.first; i < clause.last; ++i)
      if (auto said = p.scan.chars(p.scan.tokens[i]); said == U"谁" || said == U"哪里") return true;
    return false;
  });
}

// A word that no rule knows stands right before the verb: somebody or something else comes.
bool unknown_subject(const Parsed& p, const Draft& d) {
  auto i = d.event;
  while (i-- > 0) {
    auto& t = p.scan.tokens[i];
    if (t.tok == Tok::unknown) return true;
    if (!small_word(t)) return false;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> against(const Parsed& p, const Group& g, const Draft& d, bool& clear) {
  clear = false;
  auto& flags = p.flags;
  if (flags.quoting) return "quoted.template";
  if (flags.forwarded) return "forwarded";
  bool event_goods = false, event_chore = false;
  std::size_t unknown = 0;
  for (auto c : d.events) {
    auto& clause = p.clauses[c];
    event_goods |= clause.goods;
    event_chore |= clause.chore;
    unknown = std::max(unknown, clause.unknown);
  }
  bool has_day = std::ranges::any_of(d.clauses, [&](std::size_t c) { return p.clauses[c].date >= 0 || p.clauses[c].unknown_date; });
  bool just_now = std::ranges::any_of(d.clauses, [&](std::size_t c) {
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
      if (p.scan.word(i, done) && p.scan.chars(p.scan.tokens[i]).starts_with(U"刚")) return true;
    return false;
  });
  bool elsewhere = false;  // the factory, the school: theirs is the change
  for (auto c : d.events)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) elsewhere |= p.scan.word(i, not_place) || p.scan.word(i, busy_with);
  if (d.intent == Intent::question) {
    bool private_number = g.name >= 0 && p.scan.word(d.event, about) && p.scan.words->value(p.scan.tokens[d.event].value) == "contact";
    for (auto c : d.events)
      for (auto i = p.clauses[c].first; g.name >= 0 && i < p.clauses[c].last; ++i)
        private_number |= p.scan.word(i, about) && p.scan.words->value(p.scan.tokens[i].value) == "contact";
    if (private_number) return "asks_others";
    if (flags.news && !g.subject()) return "news";
    clear = true;
    return {};
  }
  if (d.intent == Intent::retract) {
    if (event_goods || unknown > 6) return "goods";
    clear = true;
    return {};
  }
  if (d.intent == Intent::human) {
    if (d.weak && flags.human_words < 2) return "human.unclear";
    clear = true;
    return {};
  }
  bool mine = g.own || g.renter || g.name >= 0 || g.room >= 0;
  if (flags.news) return "news";
  if (g.former) return "former_renter";
  if (g.hypothetical) return "hypothetical";
  bool rule_told = d.intent == Intent::return_report && !has_day && !(g.own || g.name >= 0 || g.room >= 0 || g.pronoun || g.self);
  for (auto c : d.events)  // 租客回来要先到居委登记: what everybody has to do
    for (auto i = p.clauses[c].first; rule_told && i < p.clauses[c].last; ++i)
      if (p.scan.word(i, register_word)) return "about.everybody";
  for (auto c : d.events)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last && journey(d.intent) && d.intent != Intent::leaving; ++i) {
      auto said = p.scan.chars(p.scan.tokens[i]);
      if (said.starts_with(U"去年") || said.starts_with(U"前年")) return "years_ago";
      if (said == U"大家" && !(g.own || g.name >= 0 || g.room >= 0)) return "about.everybody";
    }
  if (d.intent == Intent::tip_off) {
    if (event_goods && g.room < 0) return "goods";
    clear = true;
    return {};
  }
  if (g.outsider && !g.visits) return "about.others";
  if (g.other_home && !g.own) return "about.other_dwelling";
  if (event_goods) return "goods";
  if (event_chore) return "chore";
  bool asked_about = false;
  for (auto c : d.events) asked_about |= p.clauses[c].asking && p.clauses[c].about;
  if (asked_about && !(d.intent == Intent::return_report && has_day && !d.weak)) {
    if (!(d.intent == Intent::return_report && std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].date >= 0; }))) return "inside_a_question";
  }
  bool asking = std::ranges::any_of(d.events, [&](std::size_t c) { return p.clauses[c].asking && !p.clauses[c].about; });
  if (asking && journey(d.intent) && !p.scan.tokens.empty()) {
    bool mark = false, plainly = false;
    for (auto c : d.events)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
        auto said = p.scan.chars(p.scan.tokens[i]);
        plainly |= said == U"有没有" || said == U"吗" || said == U"伐";
        mark |= plainly || said == U"谁" || said.starts_with(U"什么") || said.starts_with(U"啥") || said == U"几时" || said == U"伐" || said == U"怎么";
      }
    if ((mark && !has_day) || (plainly && !mine)) return "asks_others";
  }
  if (d.intent == Intent::health) {
    if (d.weak) return {};
    if (asks_of_drugs(p, d)) return "asks_others";
    bool measured = false;
    for (auto c : d.events)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) measured |= p.scan.is(i, Tok::temperature) && p.scan.tokens[i].value % 10 != 0;
    bool whose = mine || g.pronoun || g.self;
    clear = !flags.chore && !(flags.kin && !g.renter && g.name < 0 && g.room < 0) && (whose || (measured && unknown < 4));
    return {};
  }
  if (d.intent == Intent::registered) {
    if (d.weak && !(g.own || g.renter || g.name >= 0 || g.pronoun)) return "registered.whose";
    clear = true;
    return {};
  }
  if (g.relative && !g.renter && g.name < 0 && g.room < 0 && journey(d.intent)) {
    bool comes = (d.intent == Intent::return_report || d.intent == Intent::arrived) && has_day && (!d.weak || g.visits);
    if (!comes) return "about.relatives";
    clear = true;
    return {};
  }
  if (flags.kin && !mine && !g.pronoun && !g.self && (d.intent == Intent::leaving || d.intent == Intent::away)) return "about.relatives";
  if (journey(d.intent)) {
    bool told = false;  // by somebody who was expected: 刚才报的那个不来了, 不来了 说在成都干了
    for (auto c : g.clauses)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) told |= p.scan.word(i, was_mark) || p.scan.word(i, said);
    bool beside = std::ranges::any_of(p.clauses, [](const Clause& c) { return c.room >= 0 && !c.events.empty(); });  // 底楼的不来了，3楼的25号回来
    told |= beside && d.event > 0 && p.scan.word(d.event - 1, de);
    if (d.intent == Intent::cancel && told && !flags.goods && !flags.chore && !elsewhere) return clear = true, std::nullopt;
    bool other = unknown_subject(p, d) && (d.intent == Intent::return_report || d.intent == Intent::arrived);
    if (d.intent == Intent::cancel && !g.subject() && !g.self && (flags.goods || unknown > 4)) return "cancel.of_what";
    if ((d.intent == Intent::cancel && d.weak && !g.subject() && !g.self && (!has_day || (unknown > 0 && p.scan.chars(p.scan.tokens[d.event]).starts_with(U"不")))) || (d.intent == Intent::leaving && !g.subject() && !has_day)) return {};
    if (d.intent == Intent::change && !g.subject() && !g.self) {
      bool value = false, taken_back = false;
      for (auto c : g.clauses)
        for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
          auto tok = p.scan.tokens[i].tok;
          taken_back |= p.scan.word(i, retract);
          value |= tok == Tok::date || tok == Tok::people || tok == Tok::room || tok == Tok::place || tok == Tok::phone || tok == Tok::vehicle || p.scan.word(i, by) || p.scan.word(i, unknown_date);
        }
      if (flags.goods || flags.chore || elsewhere || unknown > 6) return "change.of_what";
      clear = value || taken_back;
      return {};
    }
    if (!g.subject() && !g.self) {
      if (flags.goods || flags.chore) return "other_matter";
      if (d.weak && !has_day && !just_now) return "return.of_whom";
      if (other) return "about.something_else";
      if (d.weak && unknown > 0 && p.scan.word(d.event, come)) return "return.of_whom";
      if (unknown > 3 && d.intent != Intent::change && d.intent != Intent::cancel) return "return.of_whom";
      clear = has_day || d.intent == Intent::away || d.intent == Intent::cancel || d.intent == Intent::change;
      if (d.intent == Intent::arrived && !has_day) clear = false;
      return {};
    }
    if (g.self && !mine && !g.pronoun) {
      clear = !flags.goods && !flags.chore;
      return {};
    }
    if (flags.goods || flags.chore) {
      clear = false;
      return {};
    }
    if (!mine && d.weak && !has_day) return {};
    clear = !(other && !g.own && !g.renter && g.name < 0);
    if (!mine && !has_day && d.intent == Intent::return_report) clear = false;
    return {};
  }
  // states of a dwelling: stayed, vacant, unreachable, nothing to report
  if (!g.subject() && d.weak) return "whose_state";
  if (!g.subject() && unknown > 6) return "whose_state";
  clear = !flags.chore && !flags.goods;
  return {};
}

}  // namespace linli::understanding
