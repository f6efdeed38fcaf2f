#include "bot/understanding/text.hpp"

#include "bot/understanding/tables.hpp"

namespace linli::understanding {
namespace {

// One code point from `at`, which moves on; 0 for bytes that are none.
char32_t decode(std::string_view s, std::size_t& at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  int more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0;
  if (more == 0 || at + std::size_t(more) > s.size()) return 0;
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    unsigned next = byte(at + std::size_t(i));
    if ((next & 0xC0) != 0x80) return 0;
    c = (c << 6) | (next & 0x3F);
  }
  bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0;
  at += std::size_t(more);
  return c;
}

bool invisible(char32_t c) {
  return c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE000 && c <= 0xF8FF) ||
         c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF) || c >= 0xE0000;
}

// ①302 小王 ②303 小李, 1️⃣302小王: the number of a line of a list begins a line; ②号楼 and 2️⃣个人 are numbers.
bool counts_lines(std::string_view written, std::size_t at) {
  constexpr std::u32string_view units = U"号楼单栋幢室个人月日点位口名";
  auto take = [&] {  // bytes that are no text are passed over
    char32_t c = 0;
    while (c == 0 && at < written.size()) c = decode(written, at);
    return c;
  };
  char32_t next = take();
  while (next == U' ' || next == 0xFE0F) next = take();
  if (next == 0 || units.find(next) != units.npos) return false;
  if (next < U'0' || next > U'9') return true;
  auto mark = take();
  return !(mark == 0xFE0F || mark == 0x20E3);  // 1️⃣2️⃣ is one number
}
constexpr bool circled(char32_t c) { return (c >= 0x2460 && c <= 0x2473) || (c >= 0x2776 && c <= 0x277F) || (c >= 0x24F5 && c <= 0x24FE); }
constexpr char32_t keycap = 0x20E3;

}  // namespace

Text normalise(std::string_view written) {
  Text out;
  out.written = written;
  out.chars.reserve(written.size() / 2);
  out.begin.reserve(written.size() / 2);
  out.end.reserve(written.size() / 2);
  for (std::size_t at = 0; at < written.size();) {
    auto from = at;
    char32_t c = decode(written, at);
    if (c == 0) continue;
    if (c == keycap && !out.chars.empty() && is_digit(out.chars.back()) && counts_lines(written, at)) {
      bool first = out.chars.size() < 2 || !is_digit(out.chars[out.chars.size() - 2]);
      if (first) out.chars.back() = U'\n';
      continue;
    }
    if (circled(c) && counts_lines(written, at)) c = U'\n';
    if (c < 0x10000) c = tables::folded[c];
    if (c == U'\r') c = U'\n';
    if (c == U'\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000) c = U' ';
    if ((c < 0x20 && c != U'\n') || invisible(c)) continue;
    bool blank = c == U' ' || c == U'\n';
    if (blank && !out.chars.empty() && (out.chars.back() == U' ' || out.chars.back() == U'\n')) {
      if (c == U'\n') out.chars.back() = c;
      continue;
    }
    out.chars.push_back(c);
    out.begin.push_back(std::uint32_t(from));
    out.end.push_back(std::uint32_t(at));
  }
  return out;
}

std::u32string to_chars(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();)
    if (char32_t c = decode(utf8, at)) out.push_back(c);
  return out;
}

std::string to_utf8(std::u32string_view chars) {
  std::string out;
  for (char32_t c : chars) {
    if (c < 0x80) {
      out.push_back(char(c));
    } else if (c < 0x800) {
      out.push_back(char(0xC0 | (c >> 6)));
      out.push_back(char(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
      out.push_back(char(0xE0 | (c >> 12)));
      out.push_back(char(0x80 | ((c >> 6) & 0x3F)));
      out.push_back(char(0x80 | (c & 0x3F)));
    } else {
      out.push_back(char(0xF0 | (c >> 18)));
      out.push_back(char(0x80 | ((c >> 12) & 0x3F)));
      out.push_back(char(0x80 | ((c >> 6) & 0x3F)));
      out.push_back(char(0x80 | (c & 0x3F)));
    }
  }
  return out;
}

}  // namespace linli::understanding
