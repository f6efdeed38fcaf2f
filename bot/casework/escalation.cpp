// The escalation: steps by role and level, empty ones passed at once, repeats, take-over as a lease, the end of the policy.
#include <algorithm>
#include <set>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {
namespace {

bool is_climb(const Pending& one) { return one.kind == DueKind::climb || one.kind == DueKind::lease || one.kind == DueKind::snooze; }

}  // namespace

std::string word_of_reason(const std::string& reason) { return "limit." + reason; }

bool Play::urgent(const std::string& reason) const { return book.policy && contains(book.policy->urgent, reason); }

std::vector<Button> Play::verb_buttons(const std::set<std::string>& without) const {
  std::vector<Button> out;
  for (auto& verb : book.policy->verbs)
    if (!without.contains(verb.name)) out.push_back({CaseVerb{w.ref, verb.name, {}}, {Act::say, verb.label, {}}});
  return out;
}

Say Play::whole_story(Audience to, const std::string& role) const {
  auto& reason = w.row.climb.reason;
  auto to_whom = urgent(reason) ? std::string("duty") : role;  // what is urgent is told to whoever is on duty
  Args args{{"case", arg::Case{w.ref}}, {"to", arg::Word{to_whom}}, {"as", arg::Word{reason}}, {"reason", arg::Word{word_of_reason(reason)}}};
  if (hides_source(book)) args.push_back({"reporter", arg::Word{"hidden"}});
  auto say = say_to(std::move(to), {Act::escalate, book.policy->tmpl, std::move(args)}, SayClass::escalation, word_of_reason(reason));
  say.buttons = verb_buttons();
  say.depends = WhileClimb{w.ref, reason};
  return say;
}

Told Play::tell_step(const Playbook::Step& step) {
  Told told;
  told.duty = holders(step);
  bool somebody_on_duty = std::ranges::any_of(told.duty, [&](const Holder& holder) { return holder.on_duty || !step.on_duty; });
  auto turn = fresh_turn();
  auto tell = [&](Audience to) {
    auto say = whole_story(std::move(to), role_of(step));
    say.turn = turn;
    d.says.push_back(std::move(say));
  };
  told.persons = told_directly(step, step.on_duty);
  for (auto person : told.persons) tell(ToPerson{person});
  for (auto chat : chats(step)) {
    tell(ToChat{chat});
    told.chat = true;
  }
  if (told.nobody()) told.why_nobody = told.duty.empty() ? "why.nobody_holds_role" : somebody_on_duty ? "why.nobody_reachable" : "why.nobody_on_duty";
  return told;
}

void Play::begin_climb(const std::string& reason, const Cause& cause) {
  auto& climb = w.row.climb;
  if (!book.policy || book.policy->steps.empty()) return step(StepKind::told, cause, "why.no_policy");
  if (climb.reason == reason) {  // news of what climbs already: to whoever has it now
    if (climb.lease_until && w.row.owner.person) d.says.push_back(whole_story(ToPerson{*w.row.owner.person}, {}));
    else if (climb.step >= 0) tell_step(book.policy->steps[std::size_t(climb.step)]);
    if (climb.lease_until && w.row.owner.person) d.says.back().depends = WhileState{w.ref, w.row.state};
    return step(StepKind::told, cause, word_of_reason(reason));
  }
  if (climbing() && (urgent(climb.reason) || !urgent(reason))) return step(StepKind::told, cause, "why.climbs_already");
  drop(is_climb, "climb_ended");
  climb = Climb{reason, -1, 0, false, {}};
  w.row.owner = role_owner(book.policy->steps.front());
  go_on(0, cause, book.policy->steps.front().after);
}

void Play::climb_at_once(const std::string& reason, const Cause& cause) {
  auto before = d.says.size();
  begin_climb(reason, cause);
  for (auto i = before; i < d.says.size(); ++i) d.says[i].turn = 1;
}

std::size_t Play::step_from(std::int32_t at) const {
  auto& steps = book.policy->steps;
  auto next = std::size_t(std::max(at, 0));
  while (next < steps.size() && steps[next].not_urgent && urgent(w.row.climb.reason)) ++next;
  return next;
}

Instant Play::hour_for(const Playbook::Step& step, Instant at) const {
  bool any_hour = step.at_night || urgent(w.row.climb.reason);
  return any_hour ? at : within_hours(zone(), at, book.policy->from, book.policy->to);
}

void Play::go_on(std::int32_t from, const Cause& cause, std::chrono::minutes wait) {
  auto& policy = *book.policy;
  auto next = std::int32_t(step_from(from));
  if (std::size_t(next) >= policy.steps.size()) return end_policy(cause);
  auto& to = policy.steps[std::size_t(next)];
  auto at = hour_for(to, now + wait);
  if (at <= now) climb_to(next, cause);
  else plan(DueKind::climb, at);
}

void Play::climb_to(std::int32_t next, const Cause& cause) {
  auto& climb = w.row.climb;
  auto& to = book.policy->steps[std::size_t(next)];
  climb.step = next;
  climb.repeats = 0;
  auto told = tell_step(to);
  w.row.owner = role_owner(to);
  if (told.nobody()) {
    step(StepKind::passed_empty, cause, told.why_nobody, {}, std::move(told.duty));
    if (step_from(next + 1) >= book.policy->steps.size() && tell_anybody(cause)) return end_policy(cause);
    return go_on(next + 1, cause);
  }
  if (told.persons.size() == 1) w.row.owner = {told.persons.front(), {}, w.row.owner.area};
  step(StepKind::climbed, cause, word_of_reason(climb.reason), {}, std::move(told.duty));
  after_step(next);
}

bool Play::tell_anybody(const Cause& cause) {
  for (auto& one : book.policy->steps)
    if (!told_directly(one, one.on_duty).empty() || !chats(one).empty()) return false;
  auto persons = anybody();
  auto turn = fresh_turn();
  for (auto person : persons) {
    auto say = whole_story(ToPerson{person}, {});
    say.turn = turn;
    d.says.push_back(std::move(say));
  }
  if (persons.size() == 1) w.row.owner = {persons.front(), {}, w.row.owner.area};
  if (!persons.empty()) step(StepKind::climbed, cause, word_of_reason(w.row.climb.reason));
  return !persons.empty();
}

// Plans the repetitions of a step that was told, and the step after it.
void Play::after_step(std::int32_t told) {
  auto& policy = *book.policy;
  auto& step = policy.steps[std::size_t(told)];
  auto following = step_from(told + 1);
  auto* next = following < policy.steps.size() ? &policy.steps[following] : nullptr;
  std::optional<Instant> next_at;
  if (next) next_at = hour_for(*next, now + next->after);
  bool repeats = false;
  for (std::int32_t i = 1; i <= step.repeat_times; ++i) {
    auto at = hour_for(step, now + i * step.repeat_every);
    if (next_at && at >= *next_at) break;
    plan(DueKind::climb, at, {}, i);
    repeats = true;
  }
  if (next_at) plan(DueKind::climb, *next_at);
  else if (!repeats) end_policy(std::monostate{});
}

void Play::end_policy(const Cause& cause) {
  auto& climb = w.row.climb;
  if (climb.past_end) return;
  climb.past_end = true;
  step(StepKind::ended_policy, cause, "why.policy_ended");
  if (book.policy->digest_at) d.dues.push_back(next_digest(zone(), book, digest_area(around, w.row), now));
}

void Play::end_climb(const std::string& why, bool tell, std::optional<PersonId> but) {
  auto& climb = w.row.climb;
  drop(is_climb, why);
  if (!climbing()) return;
  auto& policy = *book.policy;
  auto told = climb.step;
  auto leased = climb.lease_until ? w.row.owner.person : std::nullopt;
  auto begun = step_from(0);  // steps that such a reason passes over heard nothing
  bool at_once = urgent(climb.reason);
  climb = Climb{};
  w.row.owner = party_owner();
  if (!tell || told < 0) return;
  // Nobody who was told of it need go on.
  std::set<PersonId> heard;
  auto turn = fresh_turn();
  auto not_before = at_once ? now : within_hours(zone(), now, policy.from, policy.to);
  std::string tmpl = why == "retracted" ? "climb.taken_back" : "climb.settled";
  auto settled = [&](Audience to) {
    auto say = say_to(std::move(to), {Act::say, tmpl, {{"case", arg::Case{w.ref}}}}, SayClass::notice, "why.climb_ended");
    say.turn = turn;
    say.not_before = not_before;
    d.says.push_back(std::move(say));
  };
  if (but) heard.insert(*but);
  if (leased && heard.insert(*leased).second) settled(ToPerson{*leased});
  for (auto i = begun; i <= std::size_t(told); ++i) {
    auto& step = policy.steps[i];
    for (auto person : told_directly(step, step.on_duty))
      if (heard.insert(person).second) settled(ToPerson{person});
    for (auto chat : chats(step)) settled(ToChat{chat});
  }
}

void Play::climb_due(const DueRow& due) {
  auto& climb = w.row.climb;
  if (!climbing() || climb.lease_until || !book.policy) return played(due, Ending::waived, "climb_ended");
  played(due);
  if (due.count == 0) return go_on(climb.step + 1, due.id);
  climb.repeats = due.count;
  tell_again(due.id);
  bool more = std::ranges::any_of(pending(), [](const Pending& one) { return one.kind == DueKind::climb; });
  if (!more) end_policy(due.id);
}

void Play::tell_again(const Cause& cause) {
  auto told = tell_step(book.policy->steps[std::size_t(std::max(w.row.climb.step, 0))]);
  if (told.nobody()) step(StepKind::passed_empty, cause, told.why_nobody, {}, std::move(told.duty));
  else step(StepKind::climbed, cause, word_of_reason(w.row.climb.reason), {}, std::move(told.duty));
}

void Play::renew_lease() {
  if (!climbing() || !w.row.climb.lease_until || !book.policy || !w.row.owner.person) return;
  lease_to(*w.row.owner.person);
}

void Play::lease_to(PersonId person) {
  auto until = now + book.policy->lease;
  pause_to(person, DueKind::lease, until, "taken_over");
  w.row.climb.lease_until = until;
}

void Play::pause_to(PersonId person, DueKind kind, Instant until, const std::string& why) {
  drop(is_climb, why);
  w.row.climb.lease_until.reset();
  w.row.owner = {person, {}, w.row.owner.area};
  plan(kind, until);
}

void Play::lease_ran_out(const DueRow& due) {
  auto& climb = w.row.climb;
  if (!climbing() || !climb.lease_until || !book.policy) return played(due, Ending::waived, "climb_ended");
  played(due);
  climb.lease_until.reset();
  auto at = std::size_t(std::max(climb.step, 0));
  w.row.owner = role_owner(book.policy->steps[at]);
  step(StepKind::lease_ended, due.id, "why.lease_ended");
  auto& policy = *book.policy;
  if (step_from(climb.step + 1) < policy.steps.size()) return go_on(climb.step + 1, due.id);
  // No step is left: the last one is told again, and the list of every day goes on.
  auto at_hour = hour_for(policy.steps[at], now);
  if (at_hour > now) return plan(DueKind::climb, at_hour, {}, climb.repeats + 1);
  tell_again(due.id);
  end_policy(due.id);
}

void Play::snooze_ran_out(const DueRow& due) {
  auto& climb = w.row.climb;
  if (!climbing() || !book.policy) return played(due, Ending::waived, "climb_ended");
  played(due);
  step(StepKind::snooze_ended, due.id, "why.snooze_ended");
  auto step_again = std::max(climb.step, 0);
  auto& policy = *book.policy;
  auto& again = policy.steps[std::size_t(step_again)];
  auto at = hour_for(again, now);
  if (at > now) return plan(DueKind::snooze, at);
  auto snoozer = w.row.owner.person;
  auto before = d.says.size();
  if (climb.past_end) tell_again(due.id);
  else climb_to(step_again, due.id);
  if (!snoozer) return;
  // Who put it off was promised to hear of it again, whatever step has it now.
  bool in_chat = !chats(again).empty() && std::ranges::any_of(holders(again), [&](const Holder& h) { return h.person == *snoozer; });
  bool told = std::any_of(d.says.begin() + std::ptrdiff_t(before), d.says.end(), [&](const Say& say) {
    auto* to = std::get_if<ToPerson>(&say.to);
    return to && to->person == Ref<PersonId>(*snoozer);
  });
  if (!in_chat && !told) d.says.push_back(whole_story(ToPerson{*snoozer}, role_of(again)));
}

}  // namespace linli
