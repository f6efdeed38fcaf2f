#pragma once
// What the grammar could not read may be read a second time (docs/second-reader.md). What comes of it is only ever asked about.
#include <string_view>

namespace linli {

inline constexpr std::string_view second_reading = "second_reader";        // rule of its facts and values: never certain without a yes
inline constexpr std::string_view second_reading_due = "second_reading";   // name of the burst's due that has the text read so

}  // namespace linli
