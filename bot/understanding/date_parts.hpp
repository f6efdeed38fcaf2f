#pragma once
// Shared by the files that read days: a place in the text that moves on, and the single day or span (date_atoms.cpp) that ranges and
// modifiers (date_find.cpp) are built from.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "bot/understanding/dates.hpp"
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {

// Walks over the text; everything it reads moves it on, what it cannot read leaves it where it was.
struct Cursor {
  std::u32string_view s;
  std::size_t i{};
  char32_t look(std::size_t k = 0) const { return i + k < s.size() ? s[i + k] : 0; }
  bool eat(std::u32string_view word) {
    if (s.substr(std::min(i, s.size()), word.size()) != word) return false;
    i += word.size();
    return true;
  }
  template <std::size_t N>
  bool eat_one(const std::array<std::u32string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return eat(w); });
  }
  bool eat_char(std::u32string_view any) {
    if (look() == 0 || any.find(look()) == any.npos) return false;
    ++i;
    return true;
  }
  std::optional<Number> number() {
    auto n = number_at(s, i);
    if (n) i += n->length;
    return n;
  }
  void blank() {
    if (look() == U' ') ++i;
  }
};

constexpr bool a_day(long n) { return n >= 1 && n <= 31; }
constexpr bool a_month(long n) { return n >= 1 && n <= 12; }
// What is counted or measured: a number before one of these is no day.
constexpr std::u32string_view units = U"元块斤度℃°%米万亿倍折吨升年人个岁次点分栋幢弄楼室";

bool day_mark(Cursor& c);  // 号, and what hands and input methods make of it
bool no_number_before(const Cursor& c);
// One day, week, part of a month or holiday at `at`; where it ends and by which rule it was read.
std::optional<DateAtom> any_at(std::u32string_view text, std::size_t at, const Words& words, std::size_t& end, std::string_view& rule);

}  // namespace linli::understanding
