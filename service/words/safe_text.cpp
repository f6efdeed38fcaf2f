#include "service/words/safe_text.hpp"

#include <cstdint>

namespace linli {
namespace {

constexpr char32_t bad = 0xFFFFFFFF;

// The next code point and how many bytes it takes; `bad` with 1 for what is not UTF-8.
std::pair<char32_t, std::size_t> next(std::string_view s) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5 || s.size() < length) return {bad, 1};
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {bad, 1};
    point = point << 6 | (byte(i) & 0x3FU);
  }
  constexpr char32_t least[]{0, 0, 0x80, 0x800, 0x10000};
  if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {bad, 1};
  return {point, length};
}

bool invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF) || (c >= 0xFFFE && c <= 0xFFFF);
}

}  // namespace

std::string plain_value(std::string_view text) {
  std::string out;
  bool blank = false;
  while (!text.empty()) {
    auto [point, length] = next(text);
    if (point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029 || point == 0x85) {
      blank = !out.empty();
    } else if (point != bad && !invisible(point)) {
      if (blank) out += ' ';
      blank = false;
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string plain_value(std::string_view text, std::size_t characters) {
  auto out = plain_value(text);
  std::size_t seen = 0;
  for (std::size_t i = 0; i < out.size(); ++seen) {
    if (seen == characters) {
      out.resize(i);
      out += "…";
      break;
    }
    i += next(std::string_view(out).substr(i)).second;
  }
  return out;
}

std::string without_numbers(std::string_view plain) {
  auto digit = [&](std::size_t at) { return at < plain.size() && plain[at] >= '0' && plain[at] <= '9'; };
  std::string out;
  for (std::size_t i = 0; i < plain.size();) {
    if (!digit(i)) {
      out += plain[i++];
      continue;
    }
    std::string digits;
    auto end = i;
    while (digit(end) || (end > i && end < plain.size() && (plain[end] == ' ' || plain[end] == '-') && digit(end + 1))) {
      if (digit(end)) digits += plain[end];
      ++end;
    }
    bool check_x = digits.size() == 17 && end < plain.size() && (plain[end] == 'X' || plain[end] == 'x');
    bool country = digits.size() == 13 && digits.starts_with("861");
    auto number = country ? digits.substr(2) : digits;
    bool mobile = number.size() == 11 && number[0] == '1' && number[1] >= '3';
    if (mobile || check_x || digits.size() == 15 || digits.size() == 18) out += "***", end += check_x;
    else out += plain.substr(i, end - i);
    i = end;
  }
  return out;
}

std::size_t count_characters(std::string_view utf8) { return characters_before(utf8, utf8.size()); }

std::size_t characters_before(std::string_view utf8, std::size_t offset) {
  std::size_t count = 0, at = 0;
  while (at < utf8.size() && at < offset) {
    auto length = next(utf8.substr(at)).second;
    if (at + length > offset) break;
    at += length;
    ++count;
  }
  return count;
}

}  // namespace linli
