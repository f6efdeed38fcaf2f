// The only place where a case's state changes: a fact, a limit that ran out, a result of the staff, or something taken back.
#include <algorithm>

#include "bot/casework/play.hpp"

namespace linli {
namespace {

bool leaves(const Playbook::Transition& t, const std::string& state) { return std::ranges::find(t.from, state) != t.from.end(); }

// Whether a reminder's question is answered by such a fact.
bool answers(const Playbook::Reminder& reminder, const Candidate& fact) {
  if (!reminder.asks) return false;
  auto asked = name_of(*reminder.asks);
  auto answered_by = [&](std::string_view name) {  // "ask_<name>"
    return asked.ends_with(name) && asked.size() > name.size() && asked[asked.size() - name.size() - 1] == '_';
  };
  return answered_by(name_of(fact.intent)) || std::ranges::any_of(fact.slots, [&](const Found& f) { return answered_by(name_of(f.slot)); });
}

}  // namespace

const Playbook::Transition* Play::by_limit(const std::string& limit) const {
  for (auto& t : book.transitions)
    if (!limit.empty() && t.on.due == limit && leaves(t, w.row.state)) return &t;
  return nullptr;
}

const Playbook::Transition* Play::by_result(const std::string& result) const {
  for (auto& t : book.transitions)
    if (!result.empty() && t.on.result == result && leaves(t, w.row.state)) return &t;
  return nullptr;
}

const Playbook::Transition* Play::by_retracting(std::optional<Intent> fact) const {
  for (auto& t : book.transitions)
    if (t.on.retracted && t.on.fact == fact && leaves(t, w.row.state)) return &t;
  return nullptr;
}

bool Play::takes_result(const std::string& result) const {
  if (by_result(result)) return true;
  auto fact = book.policy->result_facts.find(result);
  if (fact == book.policy->result_facts.end()) return false;
  return std::ranges::any_of(book.transitions, [&](auto& t) {
    return t.on.fact == fact->second && !t.on.negated && !t.on.retracted && leaves(t, w.row.state);
  });
}

void Play::move(const Playbook::Transition& by, Cause cause, StepKind kind, std::string why, std::optional<PersonId> who,
                const std::set<std::string>& changed, bool hedged) {
  auto& row = w.row;
  auto from = row.state;
  row.state = by.to;
  auto* state = book.state(by.to);
  row.final = state && state->final;
  if (!climbing()) row.owner = party_owner();
  step(kind, std::move(cause), std::move(why), who);
  if (row.final) {
    end_climb("case_closed", true);
    end_handover("case_closed");
    drop([](const Pending&) { return true; }, "state_changed");
    auto questions = row.questions;
    for (auto& [id, reminder] : questions) close_question(id, "state_changed");
  } else if (from != row.state) {
    auto gone = [&](const std::vector<std::string>& in) { return !holds_in(in, row.state); };
    drop([&](const Pending& one) {
      auto* reminder = one.kind == DueKind::reminder ? book.reminder(one.name) : nullptr;
      auto* limit = one.kind == DueKind::limit ? book.limit(one.name) : nullptr;
      bool follow_up = one.kind == DueKind::follow_up && book.follow_up && gone(book.follow_up->in);
      return (reminder && gone(reminder->in)) || (limit && gone(limit->in)) || follow_up || (one.kind == DueKind::limit && one.name.empty());
    }, "state_changed");
    auto questions = row.questions;
    for (auto& [id, name] : questions) {
      auto* reminder = book.reminder(name);
      bool follow_up = name == name_of(DueKind::follow_up) && book.follow_up && gone(book.follow_up->in);
      if ((reminder && gone(reminder->in)) || follow_up) close_question(id, "state_changed");
    }
    auto* limit = book.limit(row.climb.reason);
    bool undated = book.follow_up && row.climb.reason == book.follow_up->reason && gone(book.follow_up->in);
    if (climbing() && ((limit && gone(limit->in)) || undated)) end_climb("state_changed", true);
    plan_anew(from, changed, hedged);
  }
  announce(by.say, by.say_to, "why.moved");
}

Effect Play::state_fact(const Stated& stated) {
  auto& row = w.row;
  auto& fact = *stated.what;
  Effect effect;
  const Playbook::Transition* way = nullptr;
  for (auto& t : book.transitions) {
    bool fits = !way && t.on.fact == fact.intent && !t.on.retracted && t.on.negated == fact.negated && leaves(t, row.state) &&
                (!t.on.confirmed || stated.confirmed);
    if (!fits) continue;
    bool may = t.on.by.empty() || std::ranges::any_of(t.on.by, [&](auto& name) { return contains(stated.by.as, name); });
    if (may) way = &t;
    else effect.refused = true;
  }
  effect.refused = effect.refused && !way;
  if (effect.refused) return effect;
  effect.moved = way && way->to != row.state;

  std::set<std::string> changed;
  bool dated_before = !row.dates.empty();
  if (!fact.negated) {
    effect.corrected = set_values(stated);
    changed = set_dates(stated);
    effect.corrected = effect.corrected || (dated_before && !changed.empty());
  }
  std::set<std::string> answered;                    // reminders whose question this answers, or whose date is another one now
  for (auto& reminder : book.reminders)
    if (holds_in(reminder.in, row.state) && (answers(reminder, fact) || changed.contains(reminder.anchor))) answered.insert(reminder.name);
  auto answered_limit = [&](const std::string& name) {
    auto* limit = book.limit(name);
    return limit && (answered.contains(asked_of(limit->anchor)) || changed.contains(limit->anchor));
  };
  bool dated = book.follow_up && changed.contains(book.follow_up->anchor);
  auto questions = row.questions;
  for (auto& [id, reminder] : questions)
    if (answered.contains(reminder) || (dated && reminder == name_of(DueKind::follow_up))) close_question(id, "answered");
  drop([&](const Pending& one) { return one.kind == DueKind::limit && answered_limit(one.name); }, changed.empty() ? "answered" : "corrected");
  auto reason = row.climb.reason;
  bool reason_gone = !reason.empty() && (answered_limit(reason) || (dated && reason == book.follow_up->reason));
  auto person = stated.by.person;
  auto why = "fact." + std::string(name_of(fact.intent));
  if (opening) step(StepKind::opened, stated.fact, why, person);
  if (way) {
    if (reason_gone) end_climb("answered", true);
    move(*way, stated.fact, effect.moved ? StepKind::moved : StepKind::answered, why, person, changed, fact.hedged);
  } else {
    if (!opening) step(effect.corrected ? StepKind::corrected : StepKind::answered, stated.fact, why, person);
    if (reason_gone) end_climb("answered", true);
    plan_anew(row.state, changed, fact.hedged);
  }
  effect.asks_again = asks_again;
  if (row.final) return effect;
  renew_lease();
  if (fact.negated)
    for (auto& reminder : book.reminders) {
      if (!holds_in(reminder.in, row.state) || !answers(reminder, fact)) continue;
      if (auto again = again_after_no(reminder)) effect.asks_again = again;
      if (!reminder.on_no.empty()) begin_climb(reminder.on_no, stated.fact);
    }
  return effect;
}

}  // namespace linli
