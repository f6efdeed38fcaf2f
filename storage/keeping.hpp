#pragma once
// What is kept beside the facts: newcomers, other names of platform accounts, and the bytes of pictures and voices. Writer's thread.
#include "storage/lookup.hpp"

namespace linli::store {

// The newcomer's number, made at the first time.
std::int64_t remember_newcomer(WriteContext& c, AccountId account, const std::string& actor);
// The person's key; of somebody nobody knows the newcomer's, who is remembered for it.
vault::Holder holder_of_actor(WriteContext& c, AccountId account, const std::string& actor);
// The bytes of an event that brought some, sealed under their sender's key.
void keep_media(WriteContext& c, const Event& event, EventId id, StreetId street);

}  // namespace linli::store
