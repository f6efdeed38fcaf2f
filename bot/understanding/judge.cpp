// Whether a draft is a report at all, and clearly one. Silence is right wherever the matter is another's, or goods, or yesterday's news.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

bool journey(Intent intent) {
  return intent == Intent::return_report || intent == Intent::arrived || intent == Intent::leaving || intent == Intent::away || intent == Intent::cancel || intent == Intent::change;
}

struct Flags {
  bool goods{}, chore{}, news{}, forwarded{}, quoting{};
};
Flags message_flags(const Parsed& p) {
  Flags f;
  for (auto& c : p.clauses) {
    f.goods |= c.goods;
    f.chore |= c.chore;
    f.news |= c.news;
    f.forwarded |= c.forwarded;
    f.quoting |= c.quoting;
  }
  return f;
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
  auto flags = message_flags(p);
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
  if (d.intent == Intent::question) {
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
    auto weak = std::ranges::count_if(d.events, [](auto) { return true; });
    std::size_t words = 0;
    for (auto& t : p.scan.tokens) words += t.tok == Tok::word && t.kind == human;
    if (d.weak && words < 2 && weak < 2) return "human.unclear";
    clear = true;
    return {};
  }
  bool mine = g.own || g.renter || g.name >= 0 || g.room >= 0;
  if (flags.news) return "news";
  if (g.former) return "former_renter";
  if (g.hypothetical) return "hypothetical";
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
    bool mark = false;
    for (auto c : d.events)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
        auto said = p.scan.chars(p.scan.tokens[i]);
        mark |= said == U"吗" || said == U"谁" || said == U"什么" || said == U"伐" || said == U"怎么";
      }
    if (mark && !has_day) return "asks_others";
  }
  if (d.intent == Intent::health) {
    clear = !d.weak && !flags.chore;
    if (d.weak) return {};
    return {};
  }
  if (d.intent == Intent::registered) {
    if (d.weak && !(g.own || g.renter || g.name >= 0 || g.pronoun)) return "registered.whose";
    clear = true;
    return {};
  }
  if (g.relative && !g.renter && g.name < 0 && g.room < 0 && journey(d.intent)) {
    bool comes = d.intent == Intent::return_report || d.intent == Intent::arrived;
    if (!comes) return "about.relatives";
    clear = has_day && (!d.weak || g.visits);
    return {};
  }
  if (journey(d.intent)) {
    bool other = unknown_subject(p, d) && (d.intent == Intent::return_report || d.intent == Intent::arrived);
    if (d.intent == Intent::cancel && !g.subject() && (flags.goods || unknown > 4)) return "cancel.of_what";
    if (d.intent == Intent::change && !g.subject() && (flags.goods || flags.chore)) return "change.of_what";
    if (!g.subject() && !g.self) {
      if (flags.goods || flags.chore) return "other_matter";
      if (d.weak && !has_day) return "return.of_whom";
      if (other) return "about.something_else";
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
