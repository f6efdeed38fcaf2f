// Whether what is told in English is a report at all, and clearly one: a table, the first row that holds decides. And what is asked.
#include <algorithm>
#include <array>

#include "bot/understanding/english/clauses.hpp"

namespace linli::understanding::english {
namespace {

struct Matter {
  const Page& page;
  const std::vector<Clause>& clauses;
  const Draft& d;
  Terms terms{};                  // of its clauses
  std::size_t unknown{};
  bool asking{};
  bool is(Intent intent) const { return d.intent == intent; }
  bool journey() const {
    using enum Intent;
    return is(return_report) || is(change) || is(cancel) || is(arrived) || is(away) || is(leaving) || is(stayed);
  }
  bool has(Value::Kind kind) const {
    return std::ranges::any_of(page.values, [&](const Value& v) {
      return v.kind == kind && std::ranges::any_of(d.clauses, [&](std::size_t c) { return v.first >= clauses[c].first && v.last <= clauses[c].last; });
    });
  }
  bool support() const {
    return has(Value::Kind::origin) || has(Value::Kind::by) || has(Value::Kind::number) || has(Value::Kind::room) || has(Value::Kind::people) || has(Value::Kind::renter);
  }
  bool anywhere(Value::Kind kind) const {
    return std::ranges::any_of(page.values, [&](const Value& v) { return v.kind == kind; });
  }
};
using M = const Matter&;

// Back in 2010, back in the nineties
bool back_in_year(M m) {
  for (auto c : m.d.clauses)
    for (auto i = m.clauses[c].first; i + 1 < m.clauses[c].last; ++i) {
      auto& year = m.page.at(i + 1);
      if (m.page.at(i).text == "in" && year.number() && year.value >= 1950 && year.value <= 2100 && !m.page.value_at(i + 1)) return true;
    }
  auto &in = m.page.at(m.d.token + 1), &when = m.page.at(m.d.token + 2);
  return m.page.at(m.d.token).text == "back" && in.text == "in" && ((when.number() && when.text.size() == 4) || when.text == "the" || when.text == "those") && !m.page.value_at(m.d.token + 2);
}

// Cancel my order, the dentist: no journey.
bool cancels_thing(M m) {
  auto i = m.d.token + 1;
  while (m.page.is(i, Term::the) && !m.page.value_at(i)) ++i;
  auto& t = m.page.at(i);
  return i > m.d.token + 1 && t.kind == Token::Kind::word && !m.page.value_at(i) && !t.terms.any(Term::trip_word, Term::back, Term::arrive, Term::come, Term::vehicle_subject, Term::room_word);
}

struct Row {
  std::string_view name;
  bool (*when)(M);
  Verdict verdict;
};
using enum Verdict;
constexpr std::array rows{
    Row{"en.clear.human", [](M m) { return m.is(Intent::human) || m.is(Intent::retract); }, clear},
    Row{"en.about.question", [](M m) { return m.asking; }, drop},
    Row{"en.about.hypothetical", [](M m) { return m.terms.has(Term::if_); }, drop},
    Row{"en.about.habit", [](M m) { return m.terms.has(Term::habit); }, drop},
    Row{"en.about.long_ago", [](M m) { return m.terms.has(Term::long_ago) || back_in_year(m); }, drop},
    Row{"en.about.registered_for", [](M m) { return m.is(Intent::registered) && m.page.at(m.d.token + 1).text == "for" && !m.page.value_at(m.d.token + 2) && !m.page.is(m.d.token + 2, Term::here); }, drop},
    Row{"en.about.told_to", [](M m) { return m.is(Intent::return_report) && m.d.who == Who::nobody && m.page.at(m.d.token).text.starts_with("be ") && !m.has(Value::Kind::day) && !m.support(); }, drop},
    Row{"en.about.news", [](M m) { return std::ranges::any_of(m.clauses, [](const Clause& c) { return c.terms.has(Term::news); }); }, drop},
    Row{"en.about.others", [](M m) { return m.d.who == Who::other && !m.is(Intent::vacant) && !(m.is(Intent::cancel) && m.terms.has(Term::trip_word)) && !m.is(Intent::change) && !m.is(Intent::nothing_to_report); }, drop},
    Row{"en.about.kin", [](M m) { return m.d.who == Who::relative && m.journey() && !(m.terms.has(Term::stays_with) && m.is(Intent::return_report)); }, drop},
    Row{"en.about.kin_health", [](M m) { return m.d.who == Who::relative && !m.journey() && m.d.rule != "health.fever" && m.d.rule != "health.temperature"; }, drop},
    Row{"en.about.goal", [](M m) { return m.journey() && m.d.goal == Goal::other && !m.terms.has(Term::stays_with); }, drop},
    Row{"en.about.cancelled_thing", [](M m) { return m.is(Intent::cancel) && m.d.rule == "en.cancel.called_off" && m.d.who == Who::other && !m.terms.any(Term::my, Term::vehicle_subject, Term::me) && !m.anywhere(Value::Kind::day); }, drop},
    Row{"en.about.cancelled_order", [](M m) { return m.d.rule == "en.cancel.called_off" && cancels_thing(m); }, drop},
    Row{"en.about.left_thing", [](M m) { auto& said = m.page.at(m.d.token).text; return m.d.rule == "en.stayed" && (said.ends_with("leave") || said.ends_with("left")) && m.page.is(m.d.token + 1, Term::the) && !m.page.is(m.d.token + 1, Term::here) && !m.page.is(m.d.token + 2, Term::here); }, drop},
    Row{"en.about.vehicle", [](M m) { return m.d.who == Who::vehicle && !m.terms.has(Term::my) && !m.page.at(m.d.token).terms.none() && !m.has(Value::Kind::day) && !m.has(Value::Kind::time); }, drop},
    Row{"en.about.other_thing", [](M m) { return m.is(Intent::vacant) && !m.anywhere(Value::Kind::room) && !m.terms.has(Term::here); }, drop},
    Row{"en.unsure.health", [](M m) { return m.is(Intent::health) && m.d.who != Who::me && m.d.who != Who::tenant && m.d.who != Who::third && !m.has(Value::Kind::temperature); }, unsure},
    Row{"en.unsure.talk", [](M m) { return m.unknown > 4; }, unsure},
    Row{"en.unsure.comes", [](M m) { return m.journey() && !m.is(Intent::change) && m.d.weak && !m.support() && m.d.who != Who::tenant && !m.terms.has(Term::stays_with); }, unsure},
    Row{"en.unsure.ride", [](M m) { return m.d.rule == "en.return.ride" && !m.has(Value::Kind::origin) && std::ranges::none_of(m.page.tokens, [](const Token& t) { return t.is(Term::back); }); }, unsure},
    Row{"en.unsure.nobody", [](M m) { return m.journey() && m.d.who == Who::nobody && !m.anywhere(Value::Kind::day) && !m.anywhere(Value::Kind::room) && !m.anywhere(Value::Kind::people) && !m.support() && !m.is(Intent::cancel); }, unsure},
    Row{"en.unsure.here", [](M m) { return m.d.rule == "en.arrived.here" && m.page.at(m.d.token).text.find("back") == std::string::npos && m.page.at(m.d.token).text.find(" in ") == std::string::npos && m.d.who == Who::me && !m.support() && !m.anywhere(Value::Kind::day); }, unsure},
    Row{"en.unsure.changed", [](M m) { return m.is(Intent::change) && !m.anywhere(Value::Kind::day) && !m.anywhere(Value::Kind::people) && !m.anywhere(Value::Kind::room) && !m.anywhere(Value::Kind::phone); }, unsure}};

// What may be asked, in the order in which one topic outdoes another.
struct Topic {
  std::string_view rule;
  std::string_view name;
  Term term;
};
constexpr std::array topics{Topic{"en.question.bot", "bot", Term::about_bot},
                            Topic{"en.question.record", "record", Term::about_record},
                            Topic{"en.question.fever", "fever", Term::about_fever},
                            Topic{"en.question.masks", "masks", Term::about_masks},
                            Topic{"en.question.duty", "duty", Term::about_duty},
                            Topic{"en.question.isolation", "isolation", Term::about_isolation},
                            Topic{"en.question.contact", "contact", Term::about_contact},
                            Topic{"en.question.pass", "pass", Term::about_pass},
                            Topic{"en.question.registration", "registration", Term::about_registration},
                            Topic{"en.question.entry", "entry", Term::about_entry}};

}  // namespace

Judged judge(const Page& page, const std::vector<Clause>& clauses, const Draft& draft) {
  Matter m{page, clauses, draft};
  for (auto c : draft.clauses) {
    m.terms |= clauses[c].terms;
    m.unknown += clauses[c].unknown;
    m.asking = m.asking || clauses[c].asking;
  }
  for (auto& row : rows)
    if (row.when(m) && page.rules.fire(row.name)) return {row.verdict, row.name};
  return {Verdict::clear, {}};
}

std::optional<std::string_view> topic_of(const Page& page, const Terms& terms) {
  for (auto& t : topics)
    if (terms.has(t.term) && page.rules.fire(t.rule)) return t.name;
  return {};
}

}  // namespace linli::understanding::english
