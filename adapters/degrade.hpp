#pragma once
// The bot's words fitted to what a platform can do.
#include <string_view>

#include "adapters/adapter.hpp"

namespace linli {

// Without buttons a card becomes numbered choices (a bare number chooses); without mentions the mention is dropped. `call`: what must stand before
// the number to be heard, as in a group where the bot hears only what mentions it; each choice then says so.
Outgoing degrade(Outgoing words, const Capabilities& can, std::string_view call = {});

}  // namespace linli
