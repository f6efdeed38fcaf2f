#pragma once
// The bot's words fitted to what a platform can do.
#include "adapters/adapter.hpp"

namespace linli {

// Without buttons a card becomes numbered choices (a bare number chooses); without mentions the mention is dropped.
Outgoing degrade(Outgoing words, const Capabilities& can);

}  // namespace linli
