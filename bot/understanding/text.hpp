#pragma once
// A message as the rules see it: simplified, half-width, lower-case characters without blanks that say nothing, each with its place in the
// text as it was written.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/reading.hpp"

namespace linli::understanding {

struct Text {
  std::u32string chars;
  std::vector<std::uint32_t> begin, end;  // bytes of the written text, for each character
  std::string_view written;               // the caller's: it must live as long as this is used
  // As it was written, in its own characters; what was left out between them stays out.
  std::string said(std::size_t from, std::size_t to) const {
    std::string out;
    for (auto i = from; i < to && i < begin.size(); ++i)
      if (i == from || begin[i] != begin[i - 1]) out += written.substr(begin[i], end[i] - begin[i]);  // one written character may have become several
    return out;
  }
  Span span(std::size_t from, std::size_t to) const {
    if (from >= to || to > begin.size()) return {};
    return {begin[from], end[to - 1]};
  }
};

// Bytes that are not UTF-8, controls and invisible characters are left out; runs of blanks become one, line ends stay.
Text normalise(std::string_view written);
std::u32string to_chars(std::string_view utf8);
std::string to_utf8(std::u32string_view chars);

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_latin(char32_t c) { return c >= U'a' && c <= U'z'; }
constexpr bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || c == U'〇' || (c >= 0x3400 && c <= 0x4DBF); }

}  // namespace linli::understanding
