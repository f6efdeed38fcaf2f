#include "adapters/webchat/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/utf8.hpp"

namespace linli::webchat {
namespace {

bool is_blank(std::uint32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) || c == 0xfeff; }

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\n";
  auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// '@' as typed on a Latin or on a Chinese keyboard (U+FF20).
std::size_t sign_at(std::string_view text, std::size_t at) {
  constexpr std::array<char, 3> wide{char(0xef), char(0xbc), char(0xa0)};
  if (text[at] == '@') return 1;
  return text.substr(at, 3) == std::string_view(wide.data(), wide.size()) ? 3 : 0;
}

}  // namespace

bool is_text(std::string_view text) {
  bool says_something = false;
  for (std::size_t at = 0; at < text.size();) {
    auto c = utf8::next(text, at);
    bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    bool no_character = c > 0x10ffff || (c & 0xfffeU) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    if (control || no_character) return false;
    says_something = says_something || !is_blank(c);
  }
  return says_something;
}

bool is_page_id(std::string_view id) {
  auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return id.size() >= 8 && id.size() <= 64 && std::all_of(id.begin(), id.end(), fits);
}

Unmentioned take_out_mentions(std::string_view text, const std::vector<std::string>& names) {
  Unmentioned result;
  for (std::size_t at = 0; at < text.size();) {
    auto sign = sign_at(text, at);
    std::size_t longest = 0;
    for (auto& name : names)
      if (sign && text.substr(at + sign).starts_with(name)) longest = std::max(longest, name.size());
    if (longest == 0) {
      result.text += text[at++];
      continue;
    }
    result.mentioned = true;
    at += sign + longest;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  result.text = trim(result.text);
  return result;
}

}  // namespace linli::webchat
