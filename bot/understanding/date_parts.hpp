#pragma once
// Shared by the files that read days: a place in the text that moves on, and the tables of recognisers that ranges and modifiers are built
// from. Nothing here allocates.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
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
  char32_t before() const { return i > 0 ? s[i - 1] : 0; }
  bool at(std::u32string_view word) const { return s.substr(std::min(i, s.size()), word.size()) == word; }
  bool eat(std::u32string_view word) {
    if (!at(word)) return false;
    i += word.size();
    return true;
  }
  template <std::size_t N>
  bool eat_one(const std::array<std::u32string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return eat(w); });
  }
  bool one_of(std::u32string_view any, std::size_t k = 0) const { return look(k) != 0 && any.find(look(k)) != any.npos; }
  bool eat_char(std::u32string_view any) {
    if (!one_of(any)) return false;
    ++i;
    return true;
  }
  std::optional<Number> number() {
    auto n = number_at(s, i);
    if (n) i += n->length;
    return n;
  }
  // At most so many ASCII digits: 2021-09-0910:09.
  std::optional<Number> number(std::size_t most) {
    auto n = number_at(s.substr(0, is_digit(look()) ? std::min(s.size(), i + most) : s.size()), i);
    if (n) i += n->length;
    return n;
  }
  void blank() {
    if (look() == U' ') ++i;
  }
};

// A word and what it stands for: 大后天 3, 下个月 1.
struct Said {
  std::u32string_view word;
  int value;
};
// The first of the rows that stands here; longer words come before those that begin them.
template <std::size_t N>
std::optional<int> eat_said(Cursor& c, const std::array<Said, N>& rows) {
  for (auto& row : rows)
    if (c.eat(row.word)) return row.value;
  return {};
}

constexpr bool a_day(long n) { return n >= 1 && n <= 31; }
constexpr bool a_month(long n) { return n >= 1 && n <= 12; }
// What is counted or measured: a number before one of these is no day.
constexpr std::u32string_view units = U"元块斤度℃°%米万亿倍折吨升年人个岁次点分栋幢弄楼室天周月小层";

bool day_mark(Cursor& c);  // 号, and what hands and input methods make of it
bool no_number_before(const Cursor& c);
bool part_of_month(Cursor& c, DateAtom& atom, bool month_said);
// 去年, 2018年, 15年: the year in front of any of the others.
bool year_before(Cursor& c, DateAtom& atom);
std::optional<int> weekday_at(Cursor& c);  // 一 .. 六, 日, 天, 1 .. 7

// A recogniser: reads one way of writing a day at the cursor, which is its own. `name` is the rule's.
struct AtomRule {
  std::string_view name;
  bool (*read)(Cursor& c, DateAtom& atom);
};
std::span<const AtomRule> solar_rules();       // date_solar.cpp: 2月15号, 2.15, 15号, 月底, 下个月
std::span<const AtomRule> lunar_rules();       // date_lunar.cpp: 正月十五, 初八, 农历二十三
std::span<const AtomRule> near_rules();        // date_near.cpp: 后天, 下周三, 十天后, 这几天

// One day, week, part of a month or holiday at `at`; where it ends and by which rule it was read.
std::optional<DateAtom> any_at(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules, std::size_t& end, std::string_view& rule);
// 15、16号, 十五六号, 15-16号: two days that share their mark.
bool days_in_one(Cursor& c, DateAtom& first, DateAtom& last);
// 初五六, 正月十五六, 正月廿七八
bool lunar_days_in_one(Cursor& c, DateAtom& first, DateAtom& last);
// 三点半, 20:15, 8点多, 3pm; `part_said`: 下午 stands before it.
std::optional<Clock> clock_at(Cursor& c, bool part_said, const Rules& rules);

// What stands behind a day or an hour.
enum class Behind : std::uint8_t { nothing, around, before, after, since };
Behind behind(Cursor& c, const Rules& rules, std::string_view& rule);
// 到, -, 至: between the two ends of a span. `strict` leaves out what may also part two different days: 、 和 或.
bool joint(Cursor& c, bool strict);

}  // namespace linli::understanding
