#include "bot/understanding/english/clauses.hpp"

#include <algorithm>
#include <array>

namespace linli::understanding::english {
namespace {

bool stops(const Token& t) { return t.kind == Token::Kind::mark && (t.text == "." || t.text == "!" || t.text == "?" || t.text == "\n" || t.text == ";"); }
bool parts(const Token& t) { return t.mark(",") || t.text == "and" || t.is(Term::but) || t.text == "&"; }
bool person(const Token& t) { return t.terms.any(Term::me, Term::us, Term::third, Term::tenant, Term::you, Term::it, Term::my, Term::relative, Term::outsider); }

// do I, can we, is he: a verb of asking before whom it is about
bool turned_round(const Page& p, std::size_t i) {
  static constexpr std::array verbs = std::to_array<std::string_view>({"do", "does", "did", "can", "could", "should", "must", "may", "is", "are", "will", "am", "shall", "have", "would", "has", "was", "were"});
  return std::ranges::find(verbs, p.at(i).text) != verbs.end() && person(p.at(i + 1));
}
bool asks(const Page& p, const Clause& c, bool question_mark) {
  auto i = c.first;
  while (i < c.last && (p.at(i).kind == Token::Kind::mark || p.at(i).terms.any(Term::filler, Term::and_, Term::but) || p.at(i).text == "also") && !p.is(i, Term::ask)) ++i;
  if (i >= c.last) return false;
  for (auto k = i; k < c.last; ++k)
    if (p.is(k, Term::want_know) && (k == i || question_mark) && p.rules.fire("en.asks.wants_to_know")) return true;
  if (!p.is(i, Term::ask)) return false;
  static constexpr std::array words = std::to_array<std::string_view>({"what", "what's", "where", "where's", "how", "who", "who's", "which", "why", "what if", "how long", "how many days"});
  if (question_mark && p.rules.fire("en.asks.marked")) return true;
  if (turned_round(p, i) && p.rules.fire("en.asks.turned_round")) return true;
  return (p.at(i).text.find(' ') != std::string::npos || std::ranges::find(words, p.at(i).text) != words.end()) && p.rules.fire("en.asks.word");
}

}  // namespace

bool View::past_day() const {
  if (!day) return false;
  auto& a = day->day.date.first;
  return day->day.since || (a.form == DateAtom::Form::offset && a.from < 0) || (a.weeks != DateAtom::not_said && a.weeks < 0);
}

std::vector<Clause> clauses_of(const Page& p) {
  constexpr std::size_t most = 64;
  std::vector<Clause> out;
  std::size_t first = 0, sentence = 0;
  auto close = [&](std::size_t last) {
    if (last > first && out.size() < most) {
      Clause c;
      c.first = first;
      c.last = last;
      c.sentence = sentence;
      out.push_back(c);
    }
    first = last + 1;
  };
  for (std::size_t i = 0; i < p.tokens.size(); ++i) {
    if (auto* v = p.value_at(i)) {
      i = v->last - 1;
      continue;
    }
    auto& t = p.tokens[i];
    bool number_mark = t.glued && p.at(i + 1).glued && p.at(i + 1).number() && i > 0 && p.at(i - 1).number();
    if (stops(t) && !number_mark) close(i), ++sentence;
    else if (parts(t)) close(i);
  }
  close(p.tokens.size());
  for (auto& c : out) {
    std::size_t end = c.last;
    while (end < p.tokens.size() && !stops(p.tokens[end])) ++end;
    c.asking = asks(p, c, p.at(end).mark("?"));
    for (auto i = c.first; i < c.last; ++i) {
      auto& t = p.tokens[i];
      c.terms |= t.terms;
      if (t.kind == Token::Kind::word && t.terms.none() && !t.fuzzy && !p.value_at(i) && t.text.size() > 2) ++c.unknown;
    }
  }
  return out;
}

}  // namespace linli::understanding::english
