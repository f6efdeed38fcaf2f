#pragma once
// Solar terms and months of the Chinese calendar by the rules of GB/T 33661-2017, for the reader's tables. Days are counted since 1970-01-01.
#include <vector>

namespace linli {

struct LunarMonthRow {
  long first;
  int year, month;
  bool leap;
};

// All months that begin from `first_year` to `last_year` (solar years, 1950 to 2101), in order.
std::vector<LunarMonthRow> lunar_months(int first_year, int last_year);

// The day in China on which the sun stands at a multiple of 15 degrees; years 1900 to 2100.
long solar_term(int year, int degrees);
// How far clocks are behind even time (Delta T), in days, so many years after 2000.
double clock_behind(double years);

}  // namespace linli
