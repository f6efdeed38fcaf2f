// Reminders and questions: when they come, to whom they go, and asking again.
#include <algorithm>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {
namespace {

constexpr std::chrono::days one_day{1};

// The moment for the part of the day: as said, or the first one at or after the clock time that was said.
Playbook::Moment moment_for(const Playbook::Reminder& reminder, const DateValue* date) {
  if (!date || reminder.when_part.empty()) return reminder.when;
  if (date->part)
    if (auto part = reminder.when_part.find(*date->part); part != reminder.when_part.end()) return part->second;
  if (!date->time) return reminder.when;
  auto time = std::chrono::minutes(*date->time);
  auto of_day = [](const Playbook::Moment& m) { return std::chrono::days(m.days) + std::chrono::minutes(m.at); };
  const Playbook::Moment* best = nullptr;
  for (auto& [part, moment] : reminder.when_part)
    if (of_day(moment) >= time && (!best || of_day(moment) < of_day(*best))) best = &moment;
  return best ? *best : reminder.when;
}

}  // namespace

std::optional<Day> Play::anchor_day(const std::string& anchor) const {
  if (anchor == "opened") return zone().day(w.row.opened);
  if (anchor == "entered") return zone().day(now);
  auto date = w.row.dates.find(anchor);
  return date == w.row.dates.end() ? std::nullopt : date->second.start;
}

void Play::plan_reminder(const Playbook::Reminder& reminder) {
  auto first = anchor_day(reminder.anchor);
  if (!first) return;
  auto held = w.row.dates.find(reminder.anchor);
  auto* date = held == w.row.dates.end() ? nullptr : &held->second;
  if (date && !reminder.certainty.empty() && std::ranges::find(reminder.certainty, date->certainty) == reminder.certainty.end()) return;
  auto moment = moment_for(reminder, date);
  for (std::int32_t i = 0; i < reminder.times; ++i) {
    auto day = *first + std::chrono::days(moment.days + i * reminder.every_days);
    auto at = zone().at(day, moment.at);
    if (at > now) {
      plan(DueKind::reminder, at, reminder.name, i);
      continue;
    }
    missed(DueKind::reminder, at, reminder.name, i);
    if (!reminder.late || reminder.every_days != 0) continue;
    auto today = std::max(day, zone().day(now));
    auto late = zone().at(today, *reminder.late);
    plan(DueKind::reminder, late > now ? late : zone().at(today + one_day, reminder.when.at), reminder.name, i);
  }
}

std::optional<Instant> Play::again_after_no(const Playbook::Reminder& reminder) {
  if (reminder.after_no.empty()) return {};
  for (auto& one : pending())
    if (one.kind == DueKind::reminder && one.name == reminder.name) return one.at;  // it comes anyway
  auto today = zone().day(now);
  auto at = zone().at(today + one_day, reminder.after_no.back());
  for (auto hour : reminder.after_no)
    if (auto same_day = zone().at(today, hour); same_day > now) {
      at = same_day;
      break;
    }
  plan(DueKind::reminder, at, reminder.name, 1);
  return at;
}

void Play::remind(const Playbook::Reminder& reminder, const DueRow& due) {
  auto day = zone().day(due.at);
  auto quiet_over = outside_hours(zone(), now, k.manners.quiet_from, k.manners.quiet_to);
  if (!holds_in(reminder.in, w.row.state)) return played(due, Ending::waived, "state_changed");
  if (!reminder.asks && reminder.every_days == 0 && zone().day(now) > day) return played(due, Ending::waived, "too_late");
  played(due);
  auto why = "reminder." + reminder.name;
  auto to = addressees(reminder.to, reminder.first_of);
  if (to.empty()) {
    step(StepKind::told, due.id, "why.nobody_reachable");
    for (auto& limit : book.limits)   // nobody can be asked, so nobody will answer
      if (reminder.asks && asked_of(limit.anchor) == reminder.name) plan(DueKind::limit, now, limit.name);
    return;
  }
  auto questions = w.row.questions;
  for (auto& [id, name] : questions)
    if (reminder.asks && name == reminder.name) close_question(id, "asked_anew");
  bool left_out = std::ranges::any_of(reminder.to, [&](auto& name) {
    auto person = party(name);
    return name == name_of(Slot::renter) && (!person || !reachable(*person));
  });
  auto turn = fresh_turn();
  auto asked_at = now;
  for (auto person : to) {
    bool resident = is_party(person);
    auto act = reminder.asks ? act_named(name_of(*reminder.asks)).value_or(Act::remind) : Act::remind;
    auto say = say_to(ToPerson{person}, {act, reminder.tmpl, {{"case", arg::Case{w.ref}}}}, SayClass::reminder, why);
    say.turn = turn;
    if (resident) say.not_before = quiet_over;
    if (reminder.asks) {
      NewQuestion question{person, {}, w.ref, {*reminder.asks}, {}, {}, reminder.name, 1};
      question.choices = {{Choice::What::yes, {}, 0}, {Choice::What::no, {}, 0}};
      d.questions.push_back(std::move(question));
      Ref<QuestionId> ref = Local{std::uint32_t(d.questions.size() - 1)};
      if (!reminder.yes.empty()) say.buttons.push_back({QuestionChoice{ref, 0}, {Act::say, reminder.yes, {}}});
      if (!reminder.no.empty()) say.buttons.push_back({QuestionChoice{ref, 1}, {Act::say, reminder.no, {}}});
      say.parts.front().args.push_back({"question", arg::Question{ref}});
      say.asks = ref;
      say.depends = WhileOpen{ref};
      if (resident) asked_at = std::max(asked_at, quiet_over);
    } else {
      say.depends = WhileState{w.ref, w.row.state};
      auto end_of_day = zone().at(zone().day(now) + one_day, {});
      if (quiet_over < end_of_day) say.not_after = end_of_day;
    }
    if (left_out && person == to.front() && !reminder.forward.empty())
      say.parts.push_back({Act::say, reminder.forward, {{"case", arg::Case{w.ref}}}});
    d.says.push_back(std::move(say));
  }
  step(reminder.asks ? StepKind::asked : StepKind::reminded, due.id, why);
  if (!reminder.asks) return;
  for (auto& limit : book.limits) {
    if (asked_of(limit.anchor) != reminder.name || !holds_in(limit.in, w.row.state)) continue;
    drop([&](const Pending& one) { return one.kind == DueKind::limit && one.name == limit.name; }, "asked_anew");
    plan_limit(limit, asked_at, zone().day(asked_at));
  }
}

void Play::plan_follow_up(bool hedged) {
  auto& f = *book.follow_up;
  auto date = w.row.dates.find(f.anchor);
  auto today = zone().day(now);
  std::optional<Instant> at;
  if (date == w.row.dates.end() || !date->second.start) {
    at = zone().at(today + std::chrono::days(f.unknown_days), f.at);
  } else if (date->second.certainty == Certainty::vague) {
    at = zone().at(*date->second.start, f.at);
    if (*at <= now) at = next_at(zone(), now, f.at);
  } else if (hedged) {
    auto before = zone().at(*date->second.start - std::chrono::days(f.hedged_days), f.at);
    if (before > now) at = before;
    else missed(DueKind::follow_up, before, {}, 0);
  }
  if (!at) return;
  plan(DueKind::follow_up, *at);
  asks_again = at;
}

void Play::follow_up(const DueRow& due) {
  if (!book.follow_up || !holds_in(book.follow_up->in, w.row.state)) return played(due, Ending::waived, "state_changed");
  auto& f = *book.follow_up;
  played(due);
  auto to = addressees(f.to, true);
  bool in_vain = due.count >= f.tries || to.empty();
  if (in_vain && !f.reason.empty()) {
    step(StepKind::told, due.id, to.empty() ? "why.nobody_reachable" : "why.no_answer");
    return begin_climb(f.reason, due.id);
  }
  // A day that was hedged is a plan all the same: its own reminders follow. Only an open one is asked for again and again.
  auto date = w.row.dates.find(f.anchor);
  bool still_open = date == w.row.dates.end() || !date->second.start || date->second.certainty == Certainty::vague;
  if (still_open) plan(DueKind::follow_up, zone().at(zone().day(now) + std::chrono::days(std::max(f.again_days, 1)), f.at), {}, due.count + 1);
  if (to.empty()) return step(StepKind::told, due.id, "why.nobody_reachable");
  std::string name(name_of(DueKind::follow_up));
  auto questions = w.row.questions;
  for (auto& [id, reminder] : questions)
    if (reminder == name) close_question(id, "asked_anew");
  d.questions.push_back({to.front(), {}, w.ref, {Asked::date}, {}, {}, name, due.count + 1});
  Ref<QuestionId> ref = Local{std::uint32_t(d.questions.size() - 1)};
  auto say = say_to(ToPerson{to.front()}, {Act::ask_date, f.tmpl, {{"case", arg::Case{w.ref}}, {"question", arg::Question{ref}}}},
                    SayClass::reminder, "why.follow_up");
  say.not_before = outside_hours(zone(), now, k.manners.quiet_from, k.manners.quiet_to);
  say.depends = WhileOpen{ref};
  say.asks = ref;
  d.says.push_back(std::move(say));
  step(StepKind::asked, due.id, "why.follow_up");
}

}  // namespace linli
