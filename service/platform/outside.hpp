#pragma once
// The real outside: the network, and this machine's randomness.
#include "adapters/http/loop.hpp"
#include "service/platform/connected.hpp"

namespace linli {

std::function<double()> real_chance();
Outside real_outside(http::Loop& loop);

}  // namespace linli
