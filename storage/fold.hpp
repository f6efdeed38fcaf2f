#pragma once
// A case's head is the fold of what was appended about it: its opening, its changes of values, its steps. The same functions make the head
// when a decision is applied and when `rebuild` proves it. Each case has two chains of hashes, one over its steps (beginning with the
// opening) and one over its changes; they go over ids, days and the hashes of what is sealed, so they can be checked when keys are gone.
#include <map>
#include <optional>
#include <string>

#include "bot/model/decision.hpp"

namespace linli::store {

struct Opening {
  CaseId id;
  EventId event;
  std::string playbook;
  std::int32_t version{};
  std::optional<PlaceId> place;
  std::optional<TenancyId> tenancy;
  std::optional<PersonId> landlord, renter, reporter;
  Instant at;
};
struct Change {                       // of one slot, or of one named date
  std::int64_t n{};                   // from 1
  EventId event;
  std::optional<Slot> slot;
  std::optional<std::string> name;
  std::optional<FactId> fact;         // none: the value is taken back
  std::optional<DateValue> date;
  std::string hash;                   // of this link and all before it
};
struct Step {
  std::int32_t seq{};                 // from 1
  StepId id;
  StepKind kind{};
  std::string before, state;
  bool final{};
  Instant at;
  std::optional<PersonId> by;
  std::string why;
  Owner owner;
  std::optional<Instant> next;
  Climb climb;
  std::vector<Holder> duty;
  std::optional<FactId> fact;
  std::string fact_hash;              // of the fact as it was stored
  std::optional<DueId> due;
  std::optional<QuestionId> question;
  EventId event;
  std::string hash;
};

struct Head {
  Opening opening;
  std::string state;
  bool final{};
  std::int32_t seq{};
  Instant changed;
  Owner owner;
  std::optional<Instant> next;
  Climb climb;
  std::map<Slot, FactId> values;
  std::map<std::string, DateValue> dates;
  std::int64_t changes{};
  std::string chain, change_chain;
};

Head opened(const Opening& opening);
// Adds one link; its number must be the next and `hash` is filled in.
void fold(Head& head, Change& change);
void fold(Head& head, Step& step);

// 16 bytes over what is given.
std::string hash_of(std::string_view bytes);
// Of a fact: its open columns and the hash of what is sealed of it.
struct FactHashed {
  FactId id;
  ReportId report;
  std::optional<CaseId> of;
  std::optional<PlaceId> place;
  std::optional<PersonId> about;
  Intent intent{};
  bool negated{}, hedged{};
  std::string slots, rule, reason;
  Instant said;
  std::string seal_hash;
};
std::string hash_of(const FactHashed& fact);

}  // namespace linli::store
