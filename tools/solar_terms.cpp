// The twenty-four solar terms. The sun's apparent longitude after Jean Meeus, Astronomical Formulae for Calculators (1982), chapter 18, with
// the terms for Venus, Jupiter and the Moon: good to about 0.001 degrees, a minute and a half, from 1900 to 2100. Terms are days of UTC+8
// (GB/T 33661-2017, 4.1). The difference of clock and sun (Delta T) after Espenak and Meeus, Polynomial Expressions for Delta T (2006),
// their formula for 2005 to 2050; half a minute off at the ends of our years.
#include <chrono>
#include <cmath>
#include <numbers>

#include "tools/almanac.hpp"

namespace linli {
namespace {

double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180.0); }
double cosine(double degrees) { return std::cos(degrees * std::numbers::pi / 180.0); }

constexpr double unix_epoch = 2440587.5;  // as a Julian day

double apparent_longitude(double julian_day) {
  double t = (julian_day - 2415020.0) / 36525.0;  // centuries since 1900 January 0.5
  double mean = 279.69668 + (36000.76892 + 0.0003025 * t) * t;
  double anomaly = 358.47583 + (35999.04975 - (0.000150 + 0.0000033 * t) * t) * t;
  double centre = (1.919460 - (0.004789 + 0.000014 * t) * t) * sine(anomaly) + (0.020094 - 0.000100 * t) * sine(2 * anomaly) + 0.000293 * sine(3 * anomaly);
  double planets = 0.00134 * cosine(153.23 + 22518.7541 * t) + 0.00154 * cosine(216.57 + 45037.5082 * t) + 0.00200 * cosine(312.69 + 32964.3577 * t) +
                   0.00179 * sine(350.74 + (445267.1142 - 0.00144 * t) * t) + 0.00178 * sine(231.19 + 20.20 * t);
  double aberration = -0.00569 - 0.00479 * sine(259.18 - 1934.142 * t);
  return mean + centre + planets + aberration;
}

// From -180 to 180.
double turned(double degrees) { return degrees - 360.0 * std::round(degrees / 360.0); }

}  // namespace

double clock_behind(double years) { return (62.92 + (0.32217 + 0.005589 * years) * years) / 86400.0; }

long solar_term(int year, int degrees) {
  // About 2.2 January the sun stands at 281 degrees; it needs 1.0146 days for one.
  double first = std::chrono::sys_days(std::chrono::year(year) / std::chrono::January / 1).time_since_epoch().count() + unix_epoch;
  double at = first + ((degrees - 281 + 720) % 360) * 1.0146;
  for (int i = 0; i < 4; ++i) at -= turned(apparent_longitude(at) - degrees) * 1.0146;
  double in_china = at - clock_behind(year - 2000) - unix_epoch + 8.0 / 24.0;
  return long(std::floor(in_china));
}

}  // namespace linli
