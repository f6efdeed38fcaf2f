#include "bot/understanding/calendar.hpp"

#include <gtest/gtest.h>

namespace calendar_test {

using namespace linli;
using namespace linli::understanding;

std::string lunar(const std::string& solar) {
  auto l = lunar_of(parse_day(solar).value());
  return l ? std::to_string(l->year) + "-" + std::to_string(l->month) + "-" + std::to_string(l->day) + (l->leap ? " leap" : "") : "none";
}
std::string solar(int y, int m, int d) {
  auto day = lunar_day(y, m, d);
  return day ? format_day(*day) : "none";
}

TEST(LunarCalendar, NewYearsFallOnTheirDays) {
  EXPECT_EQ(lunar("2020-01-25"), "2020-1-1");
  EXPECT_EQ(lunar("2020-01-24"), "2019-12-30");
  EXPECT_EQ(lunar("2021-02-12"), "2021-1-1");
  EXPECT_EQ(lunar("1976-01-31"), "1976-1-1");
  EXPECT_EQ(lunar("2050-01-23"), "2050-1-1");
}

TEST(LunarCalendar, LeapMonthsAreSecond) {
  EXPECT_EQ(lunar("2020-05-23"), "2020-4-1 leap");
  EXPECT_EQ(solar(2020, 4, 1), "2020-04-23");
}

TEST(LunarCalendar, EveryDayOfAYearComesBack) {
  for (Day day = parse_day("2020-01-25").value(); day < parse_day("2021-02-12").value(); day += std::chrono::days(1)) {
    auto l = lunar_of(day);
    ASSERT_TRUE(l.has_value());
    if (!l->leap) EXPECT_EQ(lunar_day(l->year, l->month, l->day), day) << format_day(day);
  }
}

TEST(LunarCalendar, ADayThatAShortMonthLacksIsItsLast) { EXPECT_EQ(solar(2020, 1, 30), "2020-02-22"); }

TEST(LunarCalendar, NothingOutsideItsTables) {
  EXPECT_EQ(lunar("1900-01-01"), "none");
  EXPECT_EQ(lunar("2150-01-01"), "none");
  EXPECT_EQ(solar(2200, 1, 1), "none");
  EXPECT_EQ(solar(2020, 13, 1), "none");
}

TEST(SolarTerms, QingmingFallsOnItsDay) {
  EXPECT_EQ(format_day(solar_term(2019, 15)), "2019-04-05");
  EXPECT_EQ(format_day(solar_term(2020, 15)), "2020-04-04");
  EXPECT_EQ(format_day(solar_term(2023, 15)), "2023-04-05");
}

}  // namespace calendar_test
