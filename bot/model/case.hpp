#pragma once
// A case's head and what surrounds it, as the bot sees them. A head is derived: it is the fold of the case's steps and facts and nothing
// else, so that `linli rebuild` can prove it. Values hold ids and days, never sealed values.
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/model/ids.hpp"
#include "bot/model/reading.hpp"
#include "bot/model/time.hpp"

namespace linli {

// Who must act next: a person, or whoever holds a role in an area (nobody was on duty yet), or a party of the case.
struct Owner {
  std::optional<PersonId> person;
  std::string role;                  // role name as configured; empty when a person owns it
  AreaId area;
  friend bool operator==(const Owner&, const Owner&) = default;
};

// Where the escalation stands. Absent reason: it does not run.
struct Climb {
  std::string reason;                // name of the limit or act that started it, as the playbook names it; empty = not climbing
  std::int32_t step{-1};             // index into the policy's steps; -1 before the first
  std::int32_t repeats{};            // how often this step was repeated
  bool past_end{};                   // all steps done: daily digest
  std::optional<Instant> lease_until; // somebody took it over until then
  friend bool operator==(const Climb&, const Climb&) = default;
};

enum class DueKind : std::uint8_t {
  reminder,    // a playbook reminder, `name` is its name
  limit,       // a playbook limit, `name` is its name
  climb,       // next step of the escalation
  lease,       // a take-over runs out
  snooze,      // a snooze runs out
  digest,      // daily digest of what is past the end of its policy; no case
  burst,       // fragments of one writer have waited long enough; no case
  card,        // an unanswered question is repeated or handed on
  follow_up,   // a vague or unknown date is asked again
  handover     // until then whoever asked for a person is put through to the one who has the case: `person` is who asked
};
std::string_view name_of(DueKind);
std::optional<DueKind> due_kind_named(std::string_view);

struct DueRow {
  DueId id;
  DueKind kind{};
  Instant at;
  std::string name;                  // playbook's name of the reminder or limit; empty otherwise
  std::optional<CaseId> of;
  std::optional<QuestionId> question;
  std::optional<PersonId> person;    // burst: the writer
  std::optional<ChatId> chat;        // burst: where
  std::optional<AreaId> area;        // digest: for whom
  std::int32_t count{};              // which repetition this is, from 0
  friend bool operator==(const DueRow&, const DueRow&) = default;
};

struct PlaceRow {
  PlaceId id;
  AreaId area;
  std::string kind;                  // dwelling, shop, ...: as config/places.toml names them
  std::string address;               // the whole address as the place is known (南浜新村68号301)
  friend bool operator==(const PlaceRow&, const PlaceRow&) = default;
};

struct CaseRow {
  CaseId id;
  StreetId street;
  std::string playbook;              // its kind, e.g. the file's `kind`
  std::int32_t version{};            // the playbook's version this case began under
  std::string state;
  bool final{};                      // the state is final: the case is closed
  PlaceRow place;
  std::optional<TenancyId> tenancy;
  std::optional<PersonId> landlord, renter;  // the parties
  bool landlord_reachable{}, renter_reachable{};  // has an account and a direct chat, as of the load: not part of the fold
  std::optional<PersonId> reporter;          // who gave the report that opened it
  std::int32_t seq{};                // number of the last step, from 1
  Instant opened, changed;
  Owner owner;
  std::optional<Instant> next;       // the next moment
  Climb climb;
  std::map<Slot, FactId> values;     // which fact holds the current value of each slot
  std::map<std::string, DateValue> dates; // the playbook's named dates (expected, ...), from facts
  std::vector<DueRow> dues;          // pending ones, ascending
  std::vector<std::pair<QuestionId, std::string>> questions;  // open ones about it, each with the reminder that put it, or empty
};

// Where it belongs: its place's area; without a place that of whoever has it.
inline AreaId area_of(const CaseRow& row) { return row.place.area ? row.place.area : row.owner.area; }

enum class StepKind : std::uint8_t {
  opened, moved, corrected, reminded, asked, answered, climbed, passed_empty, taken_over, lease_ended, handed_on, closed, snoozed,
  snooze_ended, ended_policy, told, taken_over_late
};
std::string_view name_of(StepKind);
std::optional<StepKind> step_kind_named(std::string_view);

}  // namespace linli
