#pragma once
// What leaves the house of a message: names, telephones, house numbers, places, codes become placeholders, which are turned back here.
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/secret.hpp"
#include "bot/understanding/reader.hpp"

namespace linli::second_reader {

enum class Masked : std::uint8_t { name, phone, room, place, vehicle, code };

struct Hidden {
  Masked what{};
  std::string text;                       // what stood there, as the rules see it
};
struct MaskedText {
  std::string text;                       // "[NAME1]家租客18号从[PLACE1]…"
  std::map<std::string, Hidden> hidden;   // by placeholder, with its brackets
  bool unread{};                          // characters stand in it that nothing knows
};

// `names` and `places`: what the streets know; found wherever they stand, also where the grammar saw no name.
MaskedText mask(std::string_view text, const Reader& reader, std::span<const SecretPtr> names, std::span<const std::string> places);

}  // namespace linli::second_reader
