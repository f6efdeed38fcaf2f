#pragma once
// Days as people write them. `find_date` reads what is written into an expression; `resolve` says which days it means, seen from the day it
// was written and from whether it tells of something that is to come or that has happened.
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "bot/model/reading.hpp"
#include "bot/understanding/words.hpp"

namespace linli::understanding {

struct DateAtom {
  enum class Form : std::uint8_t { solar, lunar, offset, weekday, week, weekend, month_part, qingming };
  static constexpr int not_said = std::numeric_limits<int>::min();
  Form form{};
  int year{};                  // 0: not said
  int year_shift{not_said};    // 去年 -1, 明年 1
  int month{}, day{};          // 0: not said
  int month_shift{not_said};   // 上个月 -1, 这个月 0, 下个月 1
  int weeks{not_said};         // 上周 -1, 这周 0, 下周 1
  int weekday{};               // 1 Monday .. 7 Sunday
  int from{}, to{};            // offset: days from the reference; month_part: days of the month, `to` 0 is its last
  bool vague{};
};

struct DateExpr {
  enum class Mod : std::uint8_t { none, before, around, after, nth_after };
  DateAtom first;
  std::optional<DateAtom> last;  // a range
  Mod mod{};
  int nth{};
  std::optional<PartOfDay> part;
  std::optional<Minutes> time;
  bool counted_from_today{};     // 今天, 明天: after midnight it may mean the day before
  bool late{};                   // 今晚夜里, 今天半夜: late in the evening it may mean the day after
  std::size_t begin{}, end{};
  std::string_view rule;
};

struct TimeExpr {
  std::optional<PartOfDay> part;
  std::optional<Minutes> time;
  std::size_t begin{}, end{};
};

enum class Tense : std::uint8_t { plan, past, nearest };

std::optional<DateExpr> find_date(std::u32string_view text, std::size_t at, const Words& words);
std::optional<TimeExpr> find_time(std::u32string_view text, std::size_t at, const Words& words);
// A clock time or part of day said elsewhere for the same journey.
void add_time(DateExpr& date, const TimeExpr& time);
// A day said to be the same journey's other possibility (or the end of a span).
void extend(DateExpr& date, const DateExpr& other);

struct Moment {
  Day day;
  std::chrono::seconds of_day{};
};
// `near` is a day that one without month should be close to (the day it was replaced by), instead of the reference.
DateValue resolve(const DateExpr& date, const Moment& written, Tense tense, std::optional<Day> near = {});

}  // namespace linli::understanding
