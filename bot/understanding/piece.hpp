#pragma once
// A text cut into its pieces, for whoever must know which words were read and which tell of a person: what may be shown of a message, and what
// the vocabulary lacks. Plain values.
#include <cstdint>
#include <string>

#include "bot/model/reading.hpp"

namespace linli {

struct Piece {
  enum class What : std::uint8_t {
    word,        // of the vocabulary
    unread,      // characters that nothing knows
    mark,        // blanks and punctuation
    name, phone, identity, room, place, number,   // what tells of a person
    day, hour, people, vehicle, temperature
  } what{};
  Span words;          // bytes of the text as it was handed in
  std::string text;    // as the rules see it: simplified, half-width, lower-case
};

}  // namespace linli
