#pragma once
// Arithmetic of hours in a zone: office hours, hours of a policy, quiet hours. Pure and total; `from` and `to` are minutes of the local day,
// `to` may be the end of the day.
#include "bot/model/time.hpp"

namespace linli {

// The earliest moment at or after `at` that lies within the hours of some day. A window that is empty or the wrong way round holds nothing back.
Instant within_hours(const Zone& zone, Instant at, Minutes from, Minutes to);
// `span` later, counting only what lies within the hours of each day.
Instant add_within(const Zone& zone, Instant start, std::chrono::minutes span, Minutes from, Minutes to);
// The earliest moment at or after `at` outside the hours from..to, which may go over midnight.
Instant outside_hours(const Zone& zone, Instant at, Minutes from, Minutes to);
// The next time the clock shows `hour` later than `now`.
Instant next_at(const Zone& zone, Instant now, Minutes hour);

}  // namespace linli
