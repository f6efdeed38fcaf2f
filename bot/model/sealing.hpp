#pragma once
// Which slots of a fact are sealed and under whose key (design: keys and forgetting). The store follows this table when it applies.
#include "bot/model/reading.hpp"

namespace linli {

enum class Seal : std::uint8_t {
  open,     // stored as it is: days, counts, means of travel, topics
  person,   // under the key of the person the fact is about: names, phones
  matter,   // under the case's key (without a case: the writer's): origins, routes, health, and of a room what its place does not say
  never     // not stored at all: identity numbers
};
constexpr Seal seal_of(Slot slot) {
  switch (slot) {
    case Slot::date: case Slot::was: case Slot::people: case Slot::by: case Slot::about: case Slot::until: return Seal::open;
    case Slot::renter: case Slot::landlord: case Slot::phone: return Seal::person;
    case Slot::origin: case Slot::via: case Slot::number: case Slot::temperature: case Slot::symptom: case Slot::room: return Seal::matter;
    case Slot::id_number: return Seal::never;
  }
  return Seal::never;
}

// Who stated such a fact is shown to nobody (rule 12 of the label guide), and its case is not shown to whom it is about.
inline constexpr Intent source_hidden = Intent::tip_off;
constexpr bool hides_source(Intent intent) { return intent == source_hidden; }

}  // namespace linli
