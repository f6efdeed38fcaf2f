// Limits: time in which something must have happened, counted in office hours or in days; and what is planned anew when a date or state changes.
#include <algorithm>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {

void Play::plan_limit(const Playbook::Limit& limit, Instant base, Day day) {
  if (limit.within) return plan(DueKind::limit, add_within(zone(), base, *limit.within, limit.from, limit.to), limit.name);
  if (limit.at) plan(DueKind::limit, zone().at(day + std::chrono::days(limit.at->days), limit.at->at), limit.name);
}

void Play::plan_anchored_limit(const Playbook::Limit& limit) {
  if (!asked_of(limit.anchor).empty()) return;  // planned when it is asked
  auto day = anchor_day(limit.anchor);
  if (!day) return;
  // What was learned late has its whole time from now on: nobody could have acted before.
  plan_limit(limit, std::max(now, zone().at(*day, {})), *day);
}

void Play::plan_anew(const std::string& from, const std::set<std::string>& changed, bool hedged) {
  bool dated = book.follow_up && changed.contains(book.follow_up->anchor);
  drop([&](const Pending& one) {
    auto* reminder = one.kind == DueKind::reminder ? book.reminder(one.name) : nullptr;
    auto* limit = one.kind == DueKind::limit ? book.limit(one.name) : nullptr;
    return (reminder && changed.contains(reminder->anchor)) || (limit && changed.contains(limit->anchor)) || (dated && one.kind == DueKind::follow_up);
  }, "corrected");
  auto due_now = [&](const std::vector<std::string>& in, const std::string& anchor) {
    bool fresh = opening || !holds_in(in, from);
    return holds_in(in, w.row.state) && (fresh || changed.contains(anchor));
  };
  for (auto& reminder : book.reminders)
    if (due_now(reminder.in, reminder.anchor)) plan_reminder(reminder);
  for (auto& limit : book.limits)
    if (due_now(limit.in, limit.anchor)) plan_anchored_limit(limit);
  if (book.follow_up && due_now(book.follow_up->in, book.follow_up->anchor)) plan_follow_up(hedged);
}

void Play::limit_ran_out(const DueRow& due) {
  auto* limit = book.limit(due.name);
  if (limit && !holds_in(limit->in, w.row.state)) return played(due, Ending::waived, "state_changed");
  played(due);
  if (!limit) {  // nothing was left to wait for: somebody looks at it
    step(StepKind::told, due.id, "why.nothing_planned");
    return begin_climb("nothing_planned", due.id);
  }
  if (limit->escalate) {
    announce(limit->say, limit->say_to, word_of_reason(limit->name));
    return begin_climb(limit->name, due.id);
  }
  if (auto* way = by_limit(limit->name)) move(*way, due.id, StepKind::moved, word_of_reason(limit->name), {});
  else step(StepKind::told, due.id, word_of_reason(limit->name));
  announce(limit->say, limit->say_to, word_of_reason(limit->name));
}

}  // namespace linli
