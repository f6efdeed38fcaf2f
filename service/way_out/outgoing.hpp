#pragma once
// A planned message's words on their way out, fitted to what a platform can do.
#include "adapters/adapter.hpp"
#include "service/words/words.hpp"
#include "storage/views.hpp"

namespace linli {

// `mark`: Store::mark, in the message's key and in those of its buttons (service/way_out/marks.hpp).
Outgoing outgoing(const SayRow& row, Rendered words, const Capabilities& can, const std::string& mark);

}  // namespace linli
