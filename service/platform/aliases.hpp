#pragma once
// Other names of platform accounts, kept in the store and sealed (adapters/ports.hpp). Loop's thread only.
#include <memory>

#include "adapters/loop.hpp"
#include "adapters/ports.hpp"
#include "service/log/log.hpp"
#include "storage/store.hpp"

namespace linli {

std::unique_ptr<Aliases> aliases(Store& store, Loop& loop, Log& log);

}  // namespace linli
