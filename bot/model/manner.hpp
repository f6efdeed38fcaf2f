#pragma once
// How a person wants to be written to. Kept with the person, by no chat and no platform: words in a group are not in it.
#include "bot/model/reading.hpp"

namespace linli {

struct Manner {
  Language language{};               // what they last wrote in
  bool plain{};                      // one short sentence, one question a message (for elders)
  friend bool operator==(const Manner&, const Manner&) = default;
};

}  // namespace linli
