#include "bot/casework/hours.hpp"

#include <algorithm>

namespace linli {
namespace {

constexpr std::chrono::days one_day{1};

}  // namespace

Instant within_hours(const Zone& zone, Instant at, Minutes from, Minutes to) {
  if (from >= to) return at;
  auto local = zone.local(at);
  if (local.of_day < from) return zone.at(local.day, from);
  if (local.of_day >= to) return zone.at(local.day + one_day, from);
  return at;
}

Instant add_within(const Zone& zone, Instant start, std::chrono::minutes span, Minutes from, Minutes to) {
  if (from >= to) return start + span;
  std::chrono::microseconds left = span;
  auto at = within_hours(zone, start, from, to);
  for (;;) {  // each round uses up a day's hours, or ends
    auto day = zone.day(at);
    auto room = std::max(zone.at(day, to) - at, std::chrono::microseconds(0));
    if (left <= room) return at + left;
    left -= room;
    at = zone.at(day + one_day, from);
  }
}

Instant outside_hours(const Zone& zone, Instant at, Minutes from, Minutes to) {
  auto local = zone.local(at);
  bool inside = from <= to ? local.of_day >= from && local.of_day < to : local.of_day >= from || local.of_day < to;
  if (!inside) return at;
  return zone.at(local.of_day < to ? local.day : local.day + one_day, to);
}

Instant next_at(const Zone& zone, Instant now, Minutes hour) {
  auto day = zone.day(now);
  auto today = zone.at(day, hour);
  return today > now ? today : zone.at(day + one_day, hour);
}

}  // namespace linli
