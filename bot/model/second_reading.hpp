#pragma once
// What the grammar could not read may be read a second time (docs/second-reader.md). What comes of it is only ever asked about.
#include <string_view>

#include "bot/model/reading.hpp"

namespace linli {

inline constexpr std::string_view second_reading = "second_reader";        // rule of its facts and values: never certain without a yes
inline constexpr std::string_view second_reading_due = "second_reading";   // name of the burst's due that has the text read so

// No fact, no answer, no rule that says why: what there may be somebody else can tell.
inline bool left_open(const Reading& r) {
  bool answers = r.yes || r.no || r.ack || r.retract || r.agrees || r.denies || r.bare_no || r.arrived_yes || r.arrived_no || r.left_yes || r.stay;
  return r.candidates.empty() && r.doubts.empty() && !answers;
}

}  // namespace linli
