#pragma once
// One event on the writer's thread, inside a savepoint: seen before? - wanted - load - wanted - load - decide - apply.
#include <expected>

#include "storage/context.hpp"
#include "storage/store.hpp"

namespace linli::store {

// The outcome, or poisoned for a repetition of an event that lies among the dead letters. Throws what the unit's functions or the
// database throw; the caller rolls back. `again` in the outcome: the caller rolls back too.
std::expected<Outcome, Refused> run_unit(WriteContext& c, Unit& unit);

// Puts an event that failed twice out of the way: its id answers every repetition.
void bury(WriteContext& c, const Unit& unit, const std::string& cause);

}  // namespace linli::store
