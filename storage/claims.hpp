#pragma once
// A claim: a planned message that the answer to its own event's request may carry. It is under way (state 1) from the commit of the event on, so
// that the dispatcher never takes it and later words of its lane wait. It ends by the answer (sent), by giving it back (planned again), or
// lapses: then words that were never handed out are planned again, and words that were are of unknown outcome (uncertain). It outlives
// a restart: the platform's repeat gets the same. Writer's thread; `until` and `io_now` by the computer's clock.
#include "storage/lookup.hpp"

namespace linli::store {

// In the commit of a new event: its reply to the chat it came in, if that would be the next to leave there. Nothing else is claimed.
std::optional<SayId> claim(WriteContext& c, const Event& event, EventId id, Instant now, Instant until);
// For a repetition: the same message, while its words may still be given. A claim that is open is held until `until`.
std::optional<SayId> claimed_before(WriteContext& c, EventId id, Instant io_now, Instant until);
// Whose key seals what is said: the case's; without a case that of whoever it is said to.
vault::Holder holder_of_say(Context& c, SayId id);

}  // namespace linli::store
