#pragma once
// One case while one decision plays its playbook: what Casework's functions share. Each file beside this one holds one idea of it. A Play
// lives as long as the call; everything it does is in the Decision and in the Working it was given.
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bot/casework/casework.hpp"
#include "bot/casework/playbook.hpp"
#include "bot/knowledge.hpp"

namespace linli {

using Args = std::vector<std::pair<std::string, Arg>>;

struct Pending {                         // a due of the case that has not been played nor closed
  DueKind kind{};
  std::string name;
  Instant at;
  std::int32_t count{};
  std::variant<DueId, std::size_t> where;  // stored, or its index in Decision::dues
};

struct Told {                            // whom a step of the escalation reached
  std::vector<PersonId> persons;
  bool chat{};
  std::vector<Holder> duty;              // who holds the role at that minute, whether reached or not
  std::string why_nobody;                // word key
  bool nobody() const { return persons.empty() && !chat; }
};

struct Play {
  const Knowledge& k;
  const Playbook& book;
  Decision& d;
  Working& w;
  const AroundRow& around;
  Instant now;
  bool opening{};                        // everything that holds is planned for the first time
  std::optional<Instant> asks_again{};   // when a date that is not certain will be asked again

  CaseRow& row() { return w.row; }
  const Zone& zone() const { return k.zone; }
  AreaId area() const;                   // of its place; a case without one belongs where it was told

  // play.cpp: dues and steps, and what must hold at the end of every decision
  std::vector<Pending> pending() const;
  void plan(DueKind kind, Instant at, std::string name = {}, std::int32_t count = 0);
  void missed(DueKind kind, Instant at, std::string name, std::int32_t count);   // promised, but learned too late: kept as ended
  void drop(const std::function<bool(const Pending&)>& which, const std::string& why);
  void played(const DueRow& due, Ending how = Ending::sent, const std::string& why = "played");
  void step(StepKind kind, Cause cause, std::string why, std::optional<PersonId> by = {}, std::vector<Holder> duty = {});
  void close_question(QuestionId id, const std::string& why);
  void settle();                         // an open case leaves with an owner and a next moment

  // duty.cpp: who is who
  std::optional<PersonId> party(const std::string& name) const;
  bool reachable(PersonId person) const;
  std::vector<PersonId> addressees(const std::vector<std::string>& to, bool first_of) const;
  bool is_party(PersonId person) const;
  std::string role_of(const Playbook::Step& step) const;   // the step's, or the steward's of this kind of area
  std::vector<Holder> holders(const Playbook::Step& step) const;
  std::vector<ChatId> chats(const Playbook::Step& step) const;              // group chats that a step is told in
  // Whom it is told directly: nobody twice, and nobody who reads it in the step's chat.
  std::vector<PersonId> told_directly(const Playbook::Step& step, bool only_on_duty) const;
  // Staff of the nearest area that has any, those on duty first: for what no step of the policy reaches anybody with.
  std::vector<PersonId> anybody() const;
  Owner party_owner() const;
  Owner role_owner(const Playbook::Step& step) const;
  bool has_standing(const PersonRow& person) const;

  // words.cpp: messages about the case
  Say say_to(Audience to, Part part, SayClass cls, std::string why) const;
  std::uint32_t fresh_turn() const;
  void announce(const std::string& tmpl, const std::vector<std::string>& to, const std::string& why);

  // transitions.cpp: the only place where a state changes
  Effect state_fact(const Stated& stated);
  void move(const Playbook::Transition& by, Cause cause, StepKind kind, std::string why, std::optional<PersonId> who,
            const std::set<std::string>& changed = {}, bool hedged = false);
  const Playbook::Transition* by_limit(const std::string& limit) const;
  const Playbook::Transition* by_result(const std::string& result) const;
  const Playbook::Transition* by_retracting(std::optional<Intent> fact) const;
  bool takes_result(const std::string& result) const;

  // dates.cpp: values and named dates
  std::set<std::string> set_dates(const Stated& stated);
  std::optional<DateValue> moved_along(const std::string& name, const std::map<std::string, DateValue>& before) const;
  std::optional<DateValue> told_day(const std::string& name, Intent intent, const std::vector<Found>& slots) const;
  bool set_values(const Stated& stated);                                   // whether a value was replaced
  std::set<std::string> take_back(const FactRow& fact, const std::vector<ReportRow>& earlier);

  // reminders.cpp
  std::optional<Day> anchor_day(const std::string& anchor) const;
  void plan_reminder(const Playbook::Reminder& reminder);
  void plan_follow_up(bool hedged);
  void remind(const Playbook::Reminder& reminder, const DueRow& due);
  void follow_up(const DueRow& due);
  std::optional<Instant> again_after_no(const Playbook::Reminder& reminder);

  // limits.cpp
  void plan_limit(const Playbook::Limit& limit, Instant base, Day day);
  void plan_anchored_limit(const Playbook::Limit& limit);
  void limit_ran_out(const DueRow& due);
  // Plans what holds now and did not before, or hangs on a changed date.
  void plan_anew(const std::string& from, const std::set<std::string>& changed, bool hedged);

  // escalation.cpp
  bool urgent(const std::string& reason) const;
  bool climbing() const { return !w.row.climb.reason.empty(); }
  void begin_climb(const std::string& reason, const Cause& cause);
  void climb_at_once(const std::string& reason, const Cause& cause);       // as a part of the answer to what was just told
  void end_climb(const std::string& why, bool tell, std::optional<PersonId> but = {});  // tells whoever was told of it, but one
  void climb_due(const DueRow& due);
  void climb_to(std::int32_t step, const Cause& cause);
  std::size_t step_from(std::int32_t at) const;                            // this step, or the next that such a reason does not pass over
  void go_on(std::int32_t from, const Cause& cause, std::chrono::minutes wait = {});  // after that, or when the policy's hours begin
  void after_step(std::int32_t step);
  Instant hour_for(const Playbook::Step& step, Instant at) const;          // at or after that, when the policy lets this step be told
  void end_policy(const Cause& cause);
  Told tell_step(const Playbook::Step& step);
  bool tell_anybody(const Cause& cause);                                   // where no step so far has anybody; false: there is nobody at all
  void tell_again(const Cause& cause);                                     // the step that has it now
  Say whole_story(Audience to, const std::string& role) const;
  std::vector<Button> verb_buttons(const std::set<std::string>& without = {}) const;
  void renew_lease();
  void lease_to(PersonId person);                                          // the climb pauses while this person has it
  void pause_to(PersonId person, DueKind kind, Instant until, const std::string& why);  // nothing climbs until then; what was planned ends so
  void lease_ran_out(const DueRow& due);
  void snooze_ran_out(const DueRow& due);

  // handover.cpp: who asked for a person is put through to the one who has the case
  std::optional<Instant> hand_over(PersonId asker);                        // from when on; none: nobody will be told
  std::vector<PersonId> answering() const;                                 // who may answer now
  void answered_by(const PersonRow& by);                                   // whoever answers has it
  void hand_back(const PersonRow& by);
  void handover_ran_out(const DueRow& due);
  void end_handover(const std::string& why);                               // the bot answers again, and says so

  // verbs.cpp
  void verb(const CaseVerb& verb, const PersonRow& by);
  void take_over(const PersonRow& by);
  void hand_on(const PersonRow& by, const std::string& to);
  void close(const PersonRow& by, const std::string& result);
  void snooze(const PersonRow& by, const std::string& span);
  void reply(const PersonRow& to, std::string tmpl, Args more = {}, std::vector<Button> buttons = {});
};

bool contains(const std::vector<std::string>& all, const std::string& one);
std::string word_of_reason(const std::string& reason);                     // "limit.<reason>"
// The area whose digest a case past its policy belongs to: the top of the way up.
AreaId digest_area(const AroundRow& around, const CaseRow& row);
// The next digest of an area; many cases want it, one is planned for a day.
NewDue next_digest(const Zone& zone, const Playbook& book, AreaId area, Instant now);

}  // namespace linli
