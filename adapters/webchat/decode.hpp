#pragma once
// Frames from the page (docs/webchat.md). Pure. A frame is one flat JSON object: nesting, numbers that are no integers and names given
// twice are refused while parsing, so nothing can grow from it.
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/webchat/ports.hpp"

namespace linli::webchat {

struct Hello {
  std::int64_t last{};
  std::string person;
};
struct Be { std::string person; };
struct Say {
  std::string id, chat, text;
  bool mention{};
};
struct Press { std::string id, chat, message, key; };
struct MoveClock { Move to{}; };
struct ShowCases {};
struct ShowCase { std::string id; };
using PageFrame = std::variant<Hello, Be, Say, Press, MoveClock, ShowCases, ShowCase>;

enum class Misread : std::uint8_t {
  not_json,  // no flat JSON object
  unknown    // no known type, or a field of it is missing or of another kind
};
std::expected<PageFrame, Misread> decode(std::string_view text);

using Flat = std::map<std::string, std::variant<std::string, std::int64_t, bool>, std::less<>>;
// At most 16 names; null counts as absent.
std::expected<Flat, Misread> flat_json(std::string_view text);

}  // namespace linli::webchat
