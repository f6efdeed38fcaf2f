#include "bot/understanding/calendar.hpp"

#include <algorithm>

#include "bot/understanding/tables.hpp"

namespace linli::understanding {
namespace {

using std::chrono::days;

const tables::LunarMonth* months_begin() { return tables::lunar_months; }
const tables::LunarMonth* months_end() { return tables::lunar_months + tables::lunar_month_count; }

}  // namespace

std::optional<Day> solar_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  std::chrono::year_month_day d{std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
  if (!d.ok()) return {};
  return std::chrono::sys_days(d);
}

int last_of_month(int year, int month) {
  auto last = std::chrono::year_month_day_last{std::chrono::year(year), std::chrono::month_day_last(std::chrono::month(unsigned(month)))};
  return int(unsigned(last.day()));
}

std::optional<LunarDay> lunar_of(Day day) {
  auto number = day.time_since_epoch().count();
  auto after = std::upper_bound(months_begin(), months_end(), number, [](auto n, const tables::LunarMonth& m) { return n < m.first; });
  if (after == months_begin() || after == months_end()) return {};
  auto& month = *(after - 1);
  return LunarDay{month.year, month.month, int(number - month.first) + 1, month.leap != 0};
}

std::optional<LunarMonthDays> lunar_month(int year, int month, bool leap) {
  // Some twelve or thirteen months a year: the first of this one is found by its key.
  auto it = std::lower_bound(months_begin(), months_end(), std::pair(year, month), [](const tables::LunarMonth& m, std::pair<int, int> key) {
    return std::pair(int(m.year), int(m.month)) < key;
  });
  if (leap && it != months_end()) ++it;
  bool there = it != months_end() && it + 1 != months_end() && it->year == year && it->month == month && (it->leap != 0) == leap;
  if (!there) return {};
  return LunarMonthDays{Day(days(it->first)), Day(days((it + 1)->first - 1))};
}

std::optional<Day> lunar_day(int year, int month, int day, bool leap) {
  if (day < 1 || day > 30) return {};
  auto whole = lunar_month(year, month, leap);
  if (!whole) return {};
  return std::min(whole->first + days(day - 1), whole->last);
}

std::optional<Day> solar_term(int year, int degrees) {
  if (year < 1950 || year > 2101 || degrees < 0 || degrees >= 360) return {};
  return Day(days(tables::solar_terms[year - 1950][degrees / 15]));
}

int weekday_of(Day day) { return int(std::chrono::weekday(day).iso_encoding()); }

}  // namespace linli::understanding
