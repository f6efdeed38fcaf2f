#pragma once
// A planned message's words on their way out, fitted to what a platform can do.
#include "adapters/adapter.hpp"
#include "service/words/words.hpp"
#include "storage/views.hpp"

namespace linli {

Outgoing outgoing(const SayRow& row, Rendered words, const Capabilities& can);

}  // namespace linli
