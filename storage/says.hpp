#pragma once
// Planned messages as they are stored: what they depend on, whether that still holds, and where their words go.
#include "storage/lookup.hpp"

namespace linli::store {

struct DependsOn {
  int kind{};                     // 0 nothing, 1 a question is open, 2 a case is in a state, 3 a climb goes on
  std::optional<std::int64_t> id;
  std::string on;                 // state, or reason of the climb
};
template <class Numbering>
DependsOn depends_of(const Depends& d, const Numbering& n) {
  if (auto* open = std::get_if<WhileOpen>(&d)) return {1, n.stored(open->question).value, {}};
  if (auto* state = std::get_if<WhileState>(&d)) return {2, n.stored(state->of).value, state->state};
  if (auto* climb = std::get_if<WhileClimb>(&d)) return {3, n.stored(climb->of).value, climb->reason};
  return {};
}

// What a message was for is over. A planned one ends as waived if it `depends`; one under way is settled when it has gone; a sent card is to
// be shown as settled, with what the event `by` brought.
void reason_gone(WriteContext& c, SayId id, bool depends, const std::string& why, EventId by, Instant now);

// Why the reason of a message no longer holds, by what is stored now; nothing while it holds.
std::optional<std::string> reason_over(Context& c, const DependsOn& depends);
// The same, or that it is too late.
std::optional<std::string> why_over(Context& c, const DependsOn& depends, std::optional<Instant> not_after, Instant now);

std::optional<SayRow> say_row(Context& c, SayId id);
std::optional<SaidRow> said_row(Context& c, SayId id);  // with what became of it

}  // namespace linli::store
