#pragma once
// The shipped configuration and words, read once a test program.
#include <sodium.h>

#include <stdexcept>

#include "service/app.hpp"

namespace linli::house {

inline const Setup& setup() {
  static const Setup loaded = [] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium");
    auto read = load_setup(LINLI_SOURCE_DIR "/config", LINLI_SOURCE_DIR "/templates");
    if (!read) throw std::runtime_error(describe(read.error().front()));
    return *read;
  }();
  return loaded;
}

}  // namespace linli::house
