#pragma once
// Whose card a button stands on. A button's key on a platform ends with its store's mark, "q:12:0@3f9ac071": the same bot may have had another
// store before, whose cards still stand in the chats and whose questions had the same numbers.
#include <string>
#include <string_view>

namespace linli {

inline std::string marked(std::string_view key, std::string_view mark) { return std::string(key) + "@" + std::string(mark); }
// The key as the bot wrote it; empty (which is nobody's key: the card is over) where another store wrote it.
inline std::string unmarked(std::string_view key, std::string_view mark) {
  auto at = key.rfind('@');
  return at != std::string_view::npos && key.substr(at + 1) == mark ? std::string(key.substr(0, at)) : std::string();
}

}  // namespace linli
