#pragma once
// Clauses of an English text, and what happens in each: a verb with who does it, what stands between, and where it leads.
#include <string>
#include <vector>

#include "bot/understanding/english/values.hpp"

namespace linli::understanding::english {

enum class Who : std::uint8_t { nobody, me, third, tenant, vehicle, relative, other };  // nobody: not said
enum class Goal : std::uint8_t { none, here, elsewhere, other };

struct Clause {
  std::size_t first{}, last{};      // tokens
  std::size_t sentence{};           // which sentence it stands in
  bool asking{};
  Who who{Who::nobody};             // of its last verb, or whom it begins with
  Terms terms;                      // of all its words
  bool thing{};                     // about a thing, and nothing happens in it
  std::size_t unknown{};            // words nothing is known about
};

// A verb, or another word that tells something, as the rules see it.
struct View {
  const Page& page;
  const Clause& clause;
  std::size_t token{};
  Who who{};
  bool neg{}, will{}, done{}, am{};  // between who and the verb: not, will, have, am
  bool yet{};
  Goal goal{};
  const Value* day{};                // the first day of the clause that is not given up
  const Value* origin{};
  bool is(Term t) const { return page.is(token, t); }
  bool any(Term t) const { return clause.terms.has(t); }
  bool past_day() const;
};

struct Draft {
  Intent intent{};
  bool negated{};
  Tense tense{Tense::plan};
  std::string_view rule;
  std::size_t token{};
  std::vector<std::size_t> clauses;
  Who who{};
  std::string relative;             // my parents: parents
  Goal goal{};
  bool departs{};                   // leaves the place it comes from: its day is not that of coming
  bool weak{};
  std::string symptom;
};

std::vector<Clause> clauses_of(const Page& page);
// What is told in the clauses, in their order; `doubts` learns what only looked like it.
std::vector<Draft> drafts_of(const Page& page, std::vector<Clause>& clauses);     // events.cpp
// Facts about one journey become one: what a later draft does to an earlier one.
void meet(const Page& page, const std::vector<Clause>& clauses, std::vector<Draft>& drafts);
enum class Verdict : std::uint8_t { clear, unsure, drop };
struct Judged {
  Verdict verdict{};
  std::string_view rule;
};
Judged judge(const Page& page, const std::vector<Clause>& clauses, const Draft& draft);  // judge.cpp
// What is asked in a clause: the topic, or nothing.
std::optional<std::string_view> topic_of(const Page& page, const Terms& terms);          // judge.cpp

}  // namespace linli::understanding::english
