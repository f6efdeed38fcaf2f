#pragma once
// The months of the Chinese calendar by the rules of GB/T 33661-2017, for the reader's table.
#include <vector>

namespace linli {

struct LunarMonthRow {
  long first;  // days since 1970-01-01
  int year, month;
  bool leap;
};

// All months that begin from `first_year` to `last_year` (solar years, 1950 to 2101), in order.
std::vector<LunarMonthRow> lunar_months(int first_year, int last_year);

}  // namespace linli
