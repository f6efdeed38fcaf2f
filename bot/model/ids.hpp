#pragma once
// Ids are types: a CaseId cannot be passed where a ChatId is wanted. Values are positive row numbers given by the store; 0 is "none".
#include <compare>
#include <cstdint>
#include <functional>
#include <variant>

namespace linli {

template <class Tag>
struct Id {
  std::int64_t value{};
  friend auto operator<=>(Id, Id) = default;
  explicit operator bool() const { return value != 0; }
};

using StreetId = Id<struct StreetTag>;
using AreaId = Id<struct AreaTag>;
using PlaceId = Id<struct PlaceTag>;
using PersonId = Id<struct PersonTag>;
using AccountId = Id<struct AccountTag>;
using ChatId = Id<struct ChatTag>;
using TenancyId = Id<struct TenancyTag>;
using EventId = Id<struct EventTag>;
using ReportId = Id<struct ReportTag>;
using FactId = Id<struct FactTag>;
using CaseId = Id<struct CaseTag>;
using StepId = Id<struct StepTag>;
using QuestionId = Id<struct QuestionTag>;
using DueId = Id<struct DueTag>;
using SayId = Id<struct SayTag>;
using FragmentId = Id<struct FragmentTag>;
using EnrolmentId = Id<struct EnrolmentTag>;

// A row that is stored, or the n-th new row of its kind in the same Decision; the store numbers the latter when it applies them.
struct Local {
  std::uint32_t index{};
  friend auto operator<=>(Local, Local) = default;
};
template <class IdT>
struct Ref {
  std::variant<IdT, Local> at;
  Ref(IdT id) : at(id) {}              // NOLINT(google-explicit-constructor): a stored id is a Ref
  Ref(Local local) : at(local) {}      // NOLINT(google-explicit-constructor)
  friend bool operator==(const Ref&, const Ref&) = default;
};

}  // namespace linli

template <class Tag>
struct std::hash<linli::Id<Tag>> {
  std::size_t operator()(linli::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
