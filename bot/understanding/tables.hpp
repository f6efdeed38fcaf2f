#pragma once
// Tables that tools/reader_tables.cpp makes while building: characters and sounds with ICU, which the bot does not need when it runs, and months.
#include <cstddef>
#include <cstdint>

namespace linli::tables {

struct LunarMonth {
  std::int32_t first;   // its first day, in days since 1970-01-01
  std::int16_t year;    // lunar year, named after the solar year it begins in
  std::uint8_t month;   // 1..12
  std::uint8_t leap;    // 1: the second month of that number
};

extern const char16_t folded[65536];      // full width, traditional and capital letters as their plain forms
extern const std::uint16_t sounds[];      // from U+4E00 to U+9FFF: equal numbers sound alike (tones and commonly mixed sounds aside)
extern const std::uint16_t exact_sounds[];  // the same, only tones aside
extern const char pinyin[][8];              // from U+4E00 to U+9FFF: how it is written in Latin letters, without tones; "" when unknown
extern const LunarMonth lunar_months[];   // ascending, lunar years 1950 to 2101
extern const std::size_t lunar_month_count;
extern const std::int32_t solar_terms[][24];  // from 1950 to 2101: the day on which the sun stands at 0, 15, .. 345 degrees, since 1970-01-01

}  // namespace linli::tables
