#pragma once
// Numbers as people write them: 15, 十五, 廿五, 三零一, 一百零二.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace linli::understanding {

struct Number {
  enum class Style { ascii, counted, spelled };  // 15; 十五; 一五 (digit by digit)
  long value{};
  std::size_t length{};  // in characters
  Style style{};
  int digits{};          // how many digits were written (ascii, spelled)
};

// The longest number of at most nine digits that begins at `at`.
std::optional<Number> number_at(std::u32string_view text, std::size_t at);
// One Han digit (一..九, 两), else 0.
int han_digit(char32_t c);
bool is_han_number(char32_t c);
// Digit by digit to ASCII: 三零一 -> 301; leaves ASCII digits alone.
std::string digits_of(std::u32string_view text);

}  // namespace linli::understanding
