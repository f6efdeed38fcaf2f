// What is asked of the bot or the committee: which clauses ask, about what, and whether a plan beside a question is told or only asked about.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

bool any(const Scan& scan, const Clause& c, WordKind kind) {
  for (auto i = c.first; i < c.last; ++i)
    if (scan.word(i, kind)) return true;
  return false;
}
bool asks_registration(const Scan& scan, const Clause& c) { return any(scan, c, register_word) && !any(scan, c, le) && !any(scan, c, goods) && c.date < 0; }
bool asks_record(const Scan& scan, const Clause& c) {
  bool told = false, got = false;
  for (auto i = c.first; i < c.last; ++i) {
    auto said = scan.chars(scan.tokens[i]);
    told = told || said.find(U"报") != said.npos;
    got = got || said.find(U"收到") != said.npos || said.find(U"看到") != said.npos || said.find(U"登记") != said.npos;
  }
  return told && got;
}

// 租客要从湖北回来，让不让进: a question about a plan that has no day yet.
void only_asked(const Parsed& p, Group& g) {
  bool asked = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::question && d.rule != "question.fever"; });
  bool undecided = std::ranges::any_of(g.clauses, [&](std::size_t c) { return p.clauses[c].date >= 0 || p.clauses[c].unknown_date; });
  if (!asked || undecided) return;
  for (auto& d : g.drafts)
    if (d.intent == Intent::question)
      for (auto& other : g.drafts)
        if (other.intent == Intent::return_report) d.clauses.insert(d.clauses.end(), other.clauses.begin(), other.clauses.end());
  std::erase_if(g.drafts, [](const Draft& d) { return d.intent == Intent::return_report && !d.negated; });
}

void fever_question(const Parsed& p, Group& g) {
  bool ill = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::health && !d.weak; });
  bool asked = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::question; });
  if (!ill || asked) return;
  for (auto c : g.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
      auto said = p.scan.chars(p.scan.tokens[i]);
      if (said != U"怎么办" && said != U"咋办") continue;
      Draft d;
      d.intent = Intent::question;
      d.rule = "question.fever";
      d.event = i;
      g.drafts.push_back(d);
      return;
    }
}

}  // namespace

void find_questions(Parsed& parsed) {
  for (auto& clause : parsed.clauses)
    if (clause.asking && (clause.about || asks_registration(parsed.scan, clause) || asks_record(parsed.scan, clause)))
      clause.events.push_back({Intent::question, false, false, Tense::plan, clause.first, "question.topic"});
}

void settle_questions(const Parsed& parsed, Group& group) {
  fever_question(parsed, group);
  only_asked(parsed, group);
}

std::optional<Found> topic_of(const Parsed& p, const Draft& draft) {
  auto& s = p.scan;
  auto found = [&](std::size_t i, std::string topic, std::string rule) {
    return Found{Slot::about, std::move(topic), {}, s.text->span(s.tokens[i].begin, s.tokens[i].end), std::move(rule)};
  };
  auto first = [&](auto holds) -> std::optional<std::size_t> {
    for (auto c : draft.clauses)
      for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i)
        if (holds(i)) return i;
    return {};
  };
  if (auto i = first([&](std::size_t i) { return s.word(i, about); })) return found(*i, s.words->value(s.tokens[*i].value), "about.topic");
  auto registers = first([&](std::size_t i) { return s.word(i, register_word) || s.chars(s.tokens[i]).find(U"报") != std::u32string_view::npos; });
  if (registers) return found(*registers, s.word(*registers, register_word) ? "registration" : "record", "about.topic");
  return found(draft.event, "fever", "about.fever");
}

}  // namespace linli::understanding
