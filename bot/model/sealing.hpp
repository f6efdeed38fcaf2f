#pragma once
// Which slots of a fact are sealed and under whose key (design: keys and forgetting). The store follows this table when it applies.
#include "bot/model/reading.hpp"

namespace linli {

enum class Seal : std::uint8_t {
  open,     // stored as it is: days, counts, means of travel, topics
  person,   // under the key of the person the fact is about: names, phones
  matter,   // under the case's key (without a case: the writer's): origins, routes, health
  never     // not stored at all: identity numbers; the room, which becomes the place
};
constexpr Seal seal_of(Slot slot) {
  switch (slot) {
    case Slot::date: case Slot::was: case Slot::people: case Slot::by: case Slot::about: return Seal::open;
    case Slot::renter: case Slot::landlord: case Slot::phone: return Seal::person;
    case Slot::origin: case Slot::via: case Slot::number: case Slot::temperature: case Slot::symptom: return Seal::matter;
    case Slot::room: case Slot::id_number: return Seal::never;
  }
  return Seal::never;
}

}  // namespace linli
