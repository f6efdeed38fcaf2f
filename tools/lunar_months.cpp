// New moons after Jean Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 49: good to some seconds. Months begin on the day in China
// (UTC+8) of the new moon; the winter solstice is in the eleventh; where thirteen lie between two of these, the first without a principal term
// is a leap month (GB/T 33661-2017, 4.2 to 4.5). ICU's Chinese calendar is not taken: its longitudes are coarser, so that its 1987 has a
// leap month 7 instead of 6, and its 2030 begins a day early.
#include "tools/almanac.hpp"

#include <chrono>
#include <cmath>
#include <numbers>

namespace linli {
namespace {

double sine(double degrees) { return std::sin(std::fmod(degrees, 360.0) * std::numbers::pi / 180.0); }

// The day in China of the k-th new moon after that of 2000-01-06.
long new_moon(int k) {
  double t = k / 1236.85;
  double at = 2451550.09766 + 29.530588861 * k + (0.00015437 + (-0.000000150 + 0.00000000073 * t) * t) * t * t;
  double e = 1 - (0.002516 + 0.0000074 * t) * t;
  double sun = 2.5534 + 29.10535670 * k - (0.0000014 + 0.00000011 * t) * t * t;
  double moon = 201.5643 + 385.81693528 * k + (0.0107582 + (0.00001238 - 0.000000058 * t) * t) * t * t;
  double f = 160.7108 + 390.67050284 * k - (0.0016118 + (0.00000227 - 0.000000011 * t) * t) * t * t;
  double node = 124.7746 - 1.56375588 * k + (0.0020672 + 0.00000215 * t) * t * t;
  at += -0.40720 * sine(moon) + 0.17241 * e * sine(sun) + 0.01608 * sine(2 * moon) + 0.01039 * sine(2 * f) + 0.00739 * e * sine(moon - sun) - 0.00514 * e * sine(moon + sun) +
        0.00208 * e * e * sine(2 * sun) - 0.00111 * sine(moon - 2 * f) - 0.00057 * sine(moon + 2 * f) + 0.00056 * e * sine(2 * moon + sun) - 0.00042 * sine(3 * moon) +
        0.00042 * e * sine(sun + 2 * f) + 0.00038 * e * sine(sun - 2 * f) - 0.00024 * e * sine(2 * moon - sun) - 0.00017 * sine(node) - 0.00007 * sine(moon + 2 * sun) +
        0.00004 * sine(2 * moon - 2 * f) + 0.00004 * sine(3 * sun) + 0.00003 * sine(moon + sun - 2 * f) + 0.00003 * sine(2 * moon + 2 * f) - 0.00003 * sine(moon + sun + 2 * f) +
        0.00003 * sine(moon - sun + 2 * f) - 0.00002 * sine(moon - sun - 2 * f) - 0.00002 * sine(3 * moon + sun) + 0.00002 * sine(4 * moon);
  constexpr double planets[][3] = {{299.77, 0.107408, 325}, {251.88, 0.016321, 165}, {251.83, 26.651886, 164}, {349.42, 36.412478, 126}, {84.66, 18.206239, 110}, {141.74, 53.303771, 62},
      {207.14, 2.453732, 60}, {154.84, 7.306860, 56}, {34.52, 27.261239, 47}, {207.19, 0.121824, 42}, {291.34, 1.844379, 40}, {161.72, 24.198154, 37}, {239.56, 25.513099, 35}, {331.55, 3.592518, 23}};
  for (auto& p : planets) at += p[2] * 0.000001 * sine(p[0] + p[1] * k);
  return long(std::floor(at - clock_behind(t * 100.0) - 2440587.5 + 8.0 / 24.0));
}

// Whether one of the twelve principal terms falls on a day of [from, to).
bool principal_term(int year, long from, long to) {
  for (int y = year - 1; y <= year; ++y)
    for (int degrees = 0; degrees < 360; degrees += 30)
      if (long day = solar_term(y, degrees); day >= from && day < to) return true;
  return false;
}

// The new moon on or before a day.
int moon_before(long day) {
  int k = int(std::floor((double(day) + 2440587.5 - 2451550.1) / 29.530588861)) + 1;
  while (new_moon(k) > day) --k;
  return k;
}

}  // namespace

std::vector<LunarMonthRow> lunar_months(int first_year, int last_year) {
  std::vector<LunarMonthRow> out;
  long from = std::chrono::sys_days(std::chrono::year(first_year) / std::chrono::January / 1).time_since_epoch().count();
  long to = std::chrono::sys_days(std::chrono::year(last_year + 1) / std::chrono::January / 1).time_since_epoch().count();
  for (int year = first_year; year <= last_year + 1; ++year) {  // from one eleventh month to the next
    int begin = moon_before(solar_term(year - 1, 270)), end = moon_before(solar_term(year, 270));
    bool leap_due = end - begin == 13;
    int month = 10;
    for (int k = begin; k < end; ++k) {
      bool leap = leap_due && k > begin && !principal_term(year, new_moon(k), new_moon(k + 1));
      if (leap) leap_due = false;
      else month = month % 12 + 1;
      bool before_new_year = k - begin < 4 && month >= 11;
      long first = new_moon(k);
      if (first >= from && first < to) out.push_back({first, before_new_year ? year - 1 : year, month, leap});
    }
  }
  return out;
}

}  // namespace linli
