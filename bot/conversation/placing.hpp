#pragma once
// Which dwelling and which open case a fact is about: what was said first, then what the records know. Never a choice among several.
#include <optional>
#include <string>
#include <vector>

#include "bot/conversation/turn.hpp"

namespace linli {

struct Placed {
  enum class How : std::uint8_t {
    known,        // one dwelling: `place`, and `tenancy` where it is let
    several,      // several fit: `choices`
    not_theirs,   // the written address is a known place, but not the writer's
    unknown,      // the written address fits no place
    none          // the writer has no dwelling and named none
  } how{How::none};
  std::optional<PlaceRow> place;
  const TenancyRow* tenancy{};
  std::vector<const TenancyRow*> choices;
  bool named{};   // the text itself names the renter or the dwelling
};
Placed place_of(const Turn& turn, const Candidate& fact);

// The open case among the sender's that the fact is about: by dwelling, renter, the day it gives up, and whether the case's state takes
// such a fact at all. Several that fit equally: all of them.
std::vector<std::size_t> cases_of(const Turn& turn, const Candidate& fact);

// Whether the playbook has a transition or a date for such a fact in the case's present state.
bool takes(const Turn& turn, const CaseRow& row, const Candidate& fact);

}  // namespace linli
