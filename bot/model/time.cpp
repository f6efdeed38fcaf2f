#include "bot/model/time.hpp"

#include <algorithm>
#include <cstdio>

namespace linli {

Zone::Zone(std::string name, std::vector<Change> changes) : name_(std::move(name)), changes_(std::move(changes)) {}

std::chrono::seconds Zone::offset(Instant at) const {
  if (changes_.empty()) return {};
  auto after = std::upper_bound(changes_.begin(), changes_.end(), at, [](Instant i, const Change& c) { return i < c.from; });
  return after == changes_.begin() ? changes_.front().offset : std::prev(after)->offset;
}

LocalTime Zone::local(Instant at) const {
  auto shifted = std::chrono::floor<std::chrono::seconds>(at) + offset(at);
  auto day = std::chrono::floor<std::chrono::days>(shifted);
  return {day, shifted - day};
}

Instant Zone::at(Day day, std::chrono::seconds of_day) const {
  Instant as_utc = day + of_day;
  // The offset before the wanted time and the one after it: where they agree there is no change nearby.
  auto before = offset(as_utc - std::chrono::hours(24));
  auto first = as_utc - before;
  if (offset(first) == before) return first;
  auto second = as_utc - offset(first);
  return offset(second) == offset(first) ? second : first;
}

std::string format_day(Day day) {
  std::chrono::year_month_day d{day};
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
  return out;
}

namespace {
std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 6) return {};
  for (char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}
}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  auto y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)), d = digits(text.substr(8, 2));
  if (!y || !m || !d) return {};
  std::chrono::year_month_day day{std::chrono::year(*y), std::chrono::month(unsigned(*m)), std::chrono::day(unsigned(*d))};
  if (!day.ok()) return {};
  return std::chrono::sys_days(day);
}

std::optional<Minutes> parse_hour(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return {};
  auto h = digits(text.substr(0, 2)), m = digits(text.substr(3, 2));
  if (!h || !m || *h > 23 || *m > 59) return {};
  return Minutes(*h * 60 + *m);
}

}  // namespace linli
