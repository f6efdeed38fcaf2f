#pragma once
// Foreign bytes as text. Pure.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace linli::wecom {

// Whole characters only: no overlong forms, no surrogates, nothing above U+10FFFF. Looks at every byte whatever it finds.
bool is_utf8(std::string_view text);
// `text`, which is UTF-8, as people write it: line ends as \n, no control characters but \n and \t.
std::string readable(std::string_view text);
// 1 to `most` bytes without control characters: what an id of the platform may look like.
bool is_id(std::string_view text, std::size_t most = 256);

// Bounds of what is decoded.
inline constexpr std::size_t most_key = 1024;       // bytes of a button's key [D-101032]
inline constexpr std::size_t most_levels = 32;      // of JSON and of XML
inline constexpr std::size_t most_items = 10'000;   // values and names of JSON, nodes of XML

struct Unmentioned {
  std::string text;     // without the mentions and the blanks around it
  bool mentioned{};
};
// Takes "@name" of the bot out of a group's text, with the separator that the client puts behind it (a blank or U+2005). The longest name
// first; '@' in either width.
Unmentioned without_mention(std::string_view text, const std::vector<std::string>& bot_names);

}  // namespace linli::wecom
