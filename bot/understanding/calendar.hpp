#pragma once
// Days of the solar and the lunar calendar. Lunar years 1950 to 2100; nothing outside.
#include <optional>

#include "bot/model/time.hpp"

namespace linli::understanding {

struct LunarDay {
  int year{}, month{}, day{};
  bool leap{};
};

std::optional<Day> solar_day(int year, int month, int day);  // nothing for days that do not exist
int last_of_month(int year, int month);
std::optional<LunarDay> lunar_of(Day day);
// Day 30 of a month of 29 days is its last. Leap months are not meant by people who write 四月.
std::optional<Day> lunar_day(int year, int month, int day);
Day qingming(int year);  // 清明, 2000 to 2099
int weekday_of(Day day);  // 1 Monday .. 7 Sunday

}  // namespace linli::understanding
