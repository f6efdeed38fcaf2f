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

// As printed in almanacs: new years, and days that everybody kept.
TEST(LunarCalendar, PublishedDaysAreOurs) {
  struct Published {
    const char* solar;
    const char* lunar;
  };
  constexpr Published days[] = {{"1950-02-17", "1950-1-1"}, {"1960-01-28", "1960-1-1"}, {"1966-01-21", "1966-1-1"}, {"1970-02-06", "1970-1-1"}, {"1980-02-16", "1980-1-1"}, {"1984-02-02", "1984-1-1"},
      {"1985-02-20", "1985-1-1"}, {"1988-02-17", "1988-1-1"}, {"1990-01-27", "1990-1-1"}, {"1997-02-07", "1997-1-1"}, {"2000-02-05", "2000-1-1"}, {"2001-01-24", "2001-1-1"}, {"2003-02-01", "2003-1-1"},
      {"2008-02-07", "2008-1-1"}, {"2012-01-23", "2012-1-1"}, {"2015-02-19", "2015-1-1"}, {"2017-01-28", "2017-1-1"}, {"2018-02-16", "2018-1-1"}, {"2019-02-05", "2019-1-1"}, {"2022-02-01", "2022-1-1"},
      {"2023-01-22", "2023-1-1"}, {"2024-02-10", "2024-1-1"}, {"2025-01-29", "2025-1-1"}, {"2026-02-17", "2026-1-1"}, {"2030-02-03", "2030-1-1"}, {"2033-01-31", "2033-1-1"}, {"2034-02-19", "2034-1-1"},
      {"2020-02-08", "2020-1-15"}, {"2020-06-25", "2020-5-5"}, {"2020-08-25", "2020-7-7"}, {"2020-10-01", "2020-8-15"}, {"2021-09-21", "2021-8-15"}, {"2022-09-10", "2022-8-15"}, {"2023-09-29", "2023-8-15"},
      {"2023-06-22", "2023-5-5"}, {"2023-10-23", "2023-9-9"}, {"2024-09-17", "2024-8-15"}, {"2021-01-20", "2020-12-8"}, {"2023-03-22", "2023-2-1 leap"}, {"2017-07-23", "2017-6-1 leap"},
      {"2025-07-25", "2025-6-1 leap"}, {"2033-12-22", "2033-11-1 leap"}};
  for (auto& d : days) EXPECT_EQ(lunar(d.solar), d.lunar) << d.solar;
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
  EXPECT_FALSE(solar_term(1900, 0).has_value());
}

// The leap months of the published calendars.
TEST(LunarCalendar, LeapMonthsAreThoseOfTheAlmanacs) {
  constexpr std::pair<int, int> leaps[] = {{1952, 5}, {1955, 3}, {1957, 8}, {1960, 6}, {1963, 4}, {1966, 3}, {1968, 7}, {1971, 5}, {1974, 4}, {1976, 8}, {1979, 6}, {1982, 4}, {1984, 10}, {1987, 6},
      {1990, 5}, {1993, 3}, {1995, 8}, {1998, 5}, {2001, 4}, {2004, 2}, {2006, 7}, {2009, 5}, {2012, 4}, {2014, 9}, {2017, 6}, {2020, 4}, {2023, 2}, {2025, 6}, {2028, 5}, {2031, 3}, {2033, 11},
      {2036, 6}, {2039, 5}, {2042, 2}, {2044, 7}, {2047, 5}, {2050, 3}, {2052, 8}, {2055, 6}, {2058, 4}, {2061, 3}, {2063, 7}, {2066, 5}, {2069, 4}, {2071, 8}, {2074, 6}, {2077, 4}, {2080, 3},
      {2082, 7}, {2085, 5}, {2088, 4}, {2090, 8}, {2093, 6}, {2096, 4}, {2099, 2}};
  auto* next = std::begin(leaps);
  for (int year = 1950; year <= 2100; ++year)
    for (int month = 1; month <= 12; ++month) {
      bool due = next != std::end(leaps) && *next == std::pair(year, month);
      if (due) ++next;
      EXPECT_EQ(lunar_month(year, month, true).has_value(), due) << year << " " << month;
    }
}

TEST(LunarCalendar, ALeapMonthIsThereOnlyInItsYear) {
  auto fourth = lunar_month(2020, 4, true);
  ASSERT_TRUE(fourth.has_value());
  EXPECT_EQ(format_day(fourth->first) + " " + format_day(fourth->last), "2020-05-23 2020-06-20");
  EXPECT_FALSE(lunar_month(2021, 4, true).has_value());
  EXPECT_EQ(lunar_day(2020, 4, 3, true), parse_day("2020-05-25"));
}

TEST(SolarTerms, ThoseOf2020FallOnTheirPublishedDays) {
  constexpr std::pair<int, const char*> terms[] = {{285, "2020-01-06"}, {300, "2020-01-20"}, {315, "2020-02-04"}, {330, "2020-02-19"}, {345, "2020-03-05"}, {0, "2020-03-20"}, {15, "2020-04-04"},
      {30, "2020-04-19"}, {45, "2020-05-05"}, {60, "2020-05-20"}, {75, "2020-06-05"}, {90, "2020-06-21"}, {105, "2020-07-06"}, {120, "2020-07-22"}, {135, "2020-08-07"}, {150, "2020-08-22"},
      {165, "2020-09-07"}, {180, "2020-09-22"}, {195, "2020-10-08"}, {210, "2020-10-23"}, {225, "2020-11-07"}, {240, "2020-11-22"}, {255, "2020-12-07"}, {270, "2020-12-21"}};
  for (auto& [degrees, day] : terms) EXPECT_EQ(format_day(solar_term(2020, degrees).value()), day) << degrees;
  EXPECT_EQ(format_day(solar_term(2021, 315).value()), "2021-02-03");
  EXPECT_EQ(format_day(solar_term(2017, 315).value()), "2017-02-03");
  EXPECT_EQ(format_day(solar_term(2023, 270).value()), "2023-12-22");
  EXPECT_EQ(format_day(solar_term(2024, 315).value()), "2024-02-04");
}

// The lunar calendar counts its months by every second term (GB/T 33661-2017): the winter solstice falls into the eleventh month of every
// year.
TEST(SolarTerms, TheWinterSolsticeIsInTheEleventhMonth) {
  for (int year = 1950; year < 2100; ++year) {
    auto l = lunar_of(solar_term(year, 270).value());
    ASSERT_TRUE(l.has_value()) << year;
    EXPECT_EQ(l->month, 11) << year;
    EXPECT_FALSE(l->leap) << year;
  }
}

TEST(SolarTerms, NoLeapMonthHoldsAPrincipalTerm) {
  int leaps = 0;
  for (int year = 1950; year < 2100; ++year)
    for (int month = 1; month <= 12; ++month) {
      auto leap = lunar_month(year, month, true);
      if (!leap) continue;
      ++leaps;
      for (int y : {year, year + 1})
        for (int degrees = 0; degrees < 360; degrees += 30) {
          auto term = solar_term(y, degrees).value();
          EXPECT_FALSE(term >= leap->first && term <= leap->last) << year << " " << month << " " << degrees;
        }
    }
  EXPECT_EQ(leaps, 55);  // seven in nineteen years
}

TEST(SolarTerms, QingmingFallsOnItsDay) {
  EXPECT_EQ(format_day(solar_term(2019, 15).value()), "2019-04-05");
  EXPECT_EQ(format_day(solar_term(2020, 15).value()), "2020-04-04");
  EXPECT_EQ(format_day(solar_term(2023, 15).value()), "2023-04-05");
}

}  // namespace calendar_test
