#pragma once
// Days of the solar and the lunar calendar. Lunar years and solar terms 1950 to 2100; nothing outside.
#include <optional>

#include "bot/model/time.hpp"

namespace linli::understanding {

struct LunarDay {
  int year{}, month{}, day{};
  bool leap{};
};
struct LunarMonthDays {
  Day first, last;
};

std::optional<Day> solar_day(int year, int month, int day);  // nothing for days that do not exist
int last_of_month(int year, int month);
std::optional<LunarDay> lunar_of(Day day);
// Day 30 of a month of 29 days is its last. Who writes 四月 means the first month of that number; `leap` is the second, 闰四月.
std::optional<Day> lunar_day(int year, int month, int day, bool leap = false);
std::optional<LunarMonthDays> lunar_month(int year, int month, bool leap = false);  // nothing when the year has no such leap month
// The day in China on which the sun stands at a multiple of 15 degrees: 春分 0, 清明 15, 夏至 90, 冬至 270, 立春 315.
std::optional<Day> solar_term(int year, int degrees);
int weekday_of(Day day);  // 1 Monday .. 7 Sunday

}  // namespace linli::understanding
