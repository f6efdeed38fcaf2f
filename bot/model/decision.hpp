#pragma once
// What follows from one event: everything the store applies in one commit. New rows are referred to by Local handles (their index in the
// vector of their kind here); the store numbers them. Order of application: people, tenancies, cases, reports+facts, questions, steps, dues,
// says, closes.
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/model/case.hpp"
#include "bot/model/records.hpp"
#include "bot/model/say.hpp"

namespace linli {

struct NewPerson {
  std::string name;                              // sealed under the new person's key; empty if unknown
  std::vector<RoleRow> roles;
};
struct Binding {                                 // a platform account becomes a person's
  Ref<PersonId> person;
  AccountId account;
  std::string actor;
};
struct NewTenancy {
  PlaceId place;
  Ref<PersonId> landlord;
  std::optional<Ref<PersonId>> renter;
};
struct SetManner {                               // how the event's writer is written to from now on
  Manner manner;
};
struct SetRenter {                               // a dwelling let without a known renter: the renter is now known
  TenancyId tenancy;
  Ref<PersonId> renter;
};
struct NewCase {
  std::string playbook;
  std::int32_t version{};
  PlaceId place;
  std::optional<Ref<TenancyId>> tenancy;
  std::optional<Ref<PersonId>> landlord, renter, reporter;
};
struct NewFact {
  std::optional<Ref<CaseId>> of;
  std::optional<PlaceId> place;
  std::optional<Ref<PersonId>> about;            // whose key seals names and phones
  Intent intent{};
  bool negated{}, hedged{};
  std::vector<Found> slots;                      // plain; the store seals them by bot/model/sealing.hpp
  std::string words;                             // the clause it came from, sealed under the case's key (without a case: the writer's)
  std::string rule;                              // which rule gave the intent
  std::string reason;                            // why it counts: "certain", "confirmed", ...
  std::uint32_t words_at{};                      // where `words` begin in the text that the slots' spans count in (bytes)
};
struct NewReport {                               // by the sender of the event (or the person a due concerns)
  Ref<PersonId> by;
  std::vector<NewFact> facts;                    // Local fact handles count through all reports in order
};
struct RetractReport {
  ReportId report;
};
using Cause = std::variant<std::monostate, Ref<FactId>, DueId, QuestionId>;  // monostate: the event itself
struct NewStep {
  Ref<CaseId> of;
  StepKind kind{};
  std::string state;                             // the state after the step
  bool final{};
  Cause cause;
  std::optional<PersonId> by;                    // who did it, if a person did
  std::string why;                               // word key, e.g. "limit.register", "nobody_on_duty"
  Owner owner;                                   // after the step
  std::optional<Instant> next;                   // next moment after the step; absent only in final states
  Climb climb;                                   // after the step
  std::vector<Holder> duty;                      // who held the duty at that minute, for climbs ("why me")
};
// Current values that a fact gives to its case: the slot now comes from that fact; a named date of the playbook is set.
struct SetValue {
  Ref<CaseId> of;
  Slot slot{};
  std::optional<Ref<FactId>> fact;               // none: the value is taken back
};
struct SetDate {
  Ref<CaseId> of;
  std::string name;
  std::optional<DateValue> date;
  Ref<FactId> fact;                              // the fact it came from
};
struct NewDue {
  DueKind kind{};
  Instant at;
  std::string name;
  std::optional<Ref<CaseId>> of;
  std::optional<Ref<QuestionId>> question;
  std::optional<PersonId> person;
  std::optional<ChatId> chat;
  std::optional<AreaId> area;
  std::int32_t count{};
  std::string unique;                            // at most one pending due with this text per street: the earlier one stays. Empty: no limit
  std::optional<Ending> ended;                   // already over when planned (learned too late): kept for the timeline, never fires
  std::string why;                               // word key for `ended`
};
struct NewQuestion {
  Ref<PersonId> asked;
  ChatId chat;                                   // 0: the asked person's direct chat
  std::optional<Ref<CaseId>> about;
  std::vector<Asked> asks;
  std::vector<Proposed> proposed;                // sealed under the asked person's key until it ends
  std::vector<Choice> choices;
  std::string reminder;
  std::int32_t tries{1};
};
struct NewFragment {
  std::string text;                              // sealed under the writer's key; erased when read or chatter
  bool addressed{};                              // it mentioned the bot: the whole burst is answered then
};
// What a MediaIn brought is kept, sealed under its sender's key (a stranger's under the newcomer's), and that it was sent is told in the case's
// timeline; that alone where the content did not come (Got other than whole).
struct KeepMedia {
  std::optional<Ref<CaseId>> of;
};
struct NewEnrolment {                            // an unknown sender's way in
  AccountId account;
  std::string actor;
  std::optional<PlaceId> place;
};
struct UpdateEnrolment {
  EnrolmentId id;
  std::optional<PlaceId> place;
  bool close{};
};
// Words that were misread, or that a person had to take over: kept sealed, so that an administrator may teach the local vocabulary
// (docs/learning.md). Of a fact its own words are meant, and `words` is empty.
enum class LessonWhy : std::uint8_t { declined, corrected, withdrawn, handed_over };
struct NewLesson {
  PersonId by;                                   // whose words: sealed under their key, those of a fact under the key of the fact
  LessonWhy why{};
  Intent taken{};                                // what they were taken for; none: nothing
  std::string words;
  std::optional<FactId> fact;
};
struct Close {
  std::variant<SayId, DueId, QuestionId> what;   // closing a question waives the says that depend on it
  Ending how{Ending::waived};
  std::string why;                               // word key, e.g. "answered", "state_changed", "corrected"
};
struct Try {                                     // a question put once more
  QuestionId question;
};

struct Decision {
  std::vector<NewPerson> people;
  std::vector<Binding> bindings;
  std::vector<NewTenancy> tenancies;
  std::vector<SetRenter> renters;
  std::optional<SetManner> manner;
  std::vector<NewCase> cases;
  std::vector<NewReport> reports;
  std::vector<RetractReport> retracted;
  std::vector<NewQuestion> questions;
  std::vector<SetValue> values;
  std::vector<SetDate> dates;
  std::vector<NewStep> steps;
  std::vector<NewDue> dues;
  std::vector<NewFragment> fragments;            // of the event's writer in the event's chat
  std::vector<FragmentId> used_fragments;        // erased now
  std::optional<KeepMedia> keep;                 // the event is a MediaIn
  std::vector<NewEnrolment> enrolments;
  std::vector<UpdateEnrolment> enrolment_updates;
  std::vector<Try> tries;
  std::vector<NewLesson> lessons;
  std::vector<Say> says;
  std::vector<Close> closes;
  std::string why_silent;                        // word key when nothing is said: "chatter", "unclear", "not_theirs", "repeated", ...
  bool again{};                                  // records and event no longer fit (another fragment came): nothing is applied, take the unit again
};

}  // namespace linli
