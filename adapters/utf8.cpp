#include "adapters/utf8.hpp"

#include <array>

namespace linli::utf8 {

std::uint32_t next(std::string_view text, std::size_t& at) {
  auto byte = [&](std::size_t i) { return std::uint32_t(static_cast<unsigned char>(text[i])); };
  std::uint32_t first = byte(at++);
  if (first < 0x80) return first;
  std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4 || at + more > text.size()) return wrong;
  std::uint32_t code = first & (0x3fU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xc0U) != 0x80) return wrong;
    code = (code << 6U) | (byte(at + i) & 0x3fU);
  }
  constexpr std::array<std::uint32_t, 4> least{0, 0x80, 0x800, 0x10000};
  if (code < least[more] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return wrong;
  at += more;
  return code;
}

void append(std::string& text, std::uint32_t code) {
  auto put = [&](std::uint32_t byte) { text += char(static_cast<unsigned char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xc0 | code >> 6), put(0x80 | (code & 0x3f));
  if (code < 0x10000) return put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
  put(0xf0 | code >> 18), put(0x80 | (code >> 12 & 0x3f)), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next(text, at);
  return count;
}

std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto from = at;
    auto c = next(text, at);
    if (c == '\t') c = ' ', out += ' ';
    else if (c == '\n' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c >= 0xa0) && c != wrong)) out += text.substr(from, at - from);
  }
  out.erase(out.find_last_not_of(" \n") + 1);
  return out;
}

}  // namespace linli::utf8
