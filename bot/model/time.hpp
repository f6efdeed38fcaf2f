#pragma once
// Instants are UTC microseconds; days are calendar days of the area's zone. The zone is parsed once outside and handed in as a table,
// so that the bot reads no file and no clock.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace linli {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Day = std::chrono::sys_days;
using Minutes = std::chrono::minutes;  // minute of a day: 0..1439

struct LocalTime {
  Day day;
  std::chrono::seconds of_day{};  // 0 s .. 86,399 s
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

// A time zone as a table of offsets. Immutable; safe to share between threads.
class Zone {
 public:
  struct Change {
    Instant from;                   // the first instant at which `offset` holds
    std::chrono::seconds offset{};  // local = UTC + offset
  };
  // `changes` ascend; the first one's offset also holds before it. Empty means UTC.
  Zone(std::string name, std::vector<Change> changes);
  const std::string& name() const { return name_; }
  LocalTime local(Instant at) const;
  Day day(Instant at) const { return local(at).day; }
  // A local time that does not exist moves ahead; one that comes twice means its first occurrence.
  Instant at(Day day, std::chrono::seconds of_day) const;

 private:
  std::chrono::seconds offset(Instant at) const;
  std::string name_;
  std::vector<Change> changes_;
};

// "2020-02-15", and back. parse_day answers nothing for anything else, including days that do not exist.
std::string format_day(Day day);
std::optional<Day> parse_day(std::string_view text);
// "09:00" -> 540; nothing for anything else.
std::optional<Minutes> parse_hour(std::string_view text);

}  // namespace linli
