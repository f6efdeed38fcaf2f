#include "adapters/wecom/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace linli::wecom {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }
// U+0080 to U+009F, as UTF-8 two bytes.
bool is_high_control(std::string_view text, std::size_t at) {
  return text[at] == '\xc2' && at + 1 < text.size() && text[at + 1] >= '\x80' && text[at + 1] < '\xa0';
}

// What stands between a mention and the words: blank, tab, line end, U+00A0, U+2005 (WeCom's own), U+3000. Its size, 0: none of them.
std::size_t separator_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> separators{" ", "\t", "\n", "\xc2\xa0", "\xe2\x80\x85", "\xe3\x80\x80"};
  for (auto& s : separators)
    if (text.substr(at).starts_with(s)) return s.size();
  return 0;
}
std::size_t separator_before(std::string_view text) {
  for (std::size_t n = 1; n <= 3 && n <= text.size(); ++n)
    if (separator_at(text, text.size() - n) == n) return n;
  return 0;
}
std::string_view trim(std::string_view text) {
  while (auto n = text.empty() ? 0 : separator_at(text, 0)) text.remove_prefix(n);
  while (auto n = separator_before(text)) text.remove_suffix(n);
  return text;
}

// '@' as typed on a Latin or on a Chinese keyboard (U+FF20).
std::size_t sign_at(std::string_view text, std::size_t at) {
  if (text[at] == '@') return 1;
  return text.substr(at).starts_with("\xef\xbc\xa0") ? 3 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::uint32_t missing = 0, code = 0, least = 0, wrong = 0;
  for (char c : text) {
    std::uint32_t byte = static_cast<unsigned char>(c);
    if (missing != 0) {
      wrong |= std::uint32_t((byte & 0xc0U) != 0x80U);
      code = code << 6U | (byte & 0x3fU);
      if (--missing == 0) wrong |= std::uint32_t(code < least) | std::uint32_t(code > 0x10ffffU) | std::uint32_t(code >= 0xd800U && code < 0xe000U);
      continue;
    }
    missing = byte < 0xc0 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    wrong |= std::uint32_t(byte >= 0x80 && byte < 0xc0) | std::uint32_t(byte > 0xf4);
    constexpr std::array<std::uint32_t, 4> leasts{0, 0x80, 0x800, 0x10000};
    least = leasts[missing];
    code = byte & (0x3fU >> missing);
  }
  return (wrong | missing) == 0;
}

std::string readable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_high_control(text, i)) {
      ++i;
    } else if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else if (!is_control(text[i]) || text[i] == '\n' || text[i] == '\t') {
      out += text[i];
    }
  }
  return out;
}

bool is_id(std::string_view text, std::size_t most) { return !text.empty() && text.size() <= most && std::ranges::none_of(text, is_control); }

Unmentioned without_mention(std::string_view text, const std::vector<std::string>& bot_names) {
  Unmentioned result;
  for (std::size_t at = 0; at < text.size();) {
    auto sign = sign_at(text, at);
    std::size_t longest = 0;
    for (auto& name : bot_names)
      if (sign != 0 && text.substr(at + sign).starts_with(name)) longest = std::max(longest, name.size());
    if (longest == 0) {
      result.text += text[at++];
      continue;
    }
    result.mentioned = true;
    at += sign + longest;
    at += separator_at(text, at);
  }
  result.text = trim(result.text);
  return result;
}

}  // namespace linli::wecom
