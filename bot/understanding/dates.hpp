#pragma once
// Days and hours as people write them. Recognisers (date_solar, date_lunar, date_near, date_time) read what is written into atoms; `find_date`
// joins them for the reader, `find_mentions` (mentions.hpp) for `linli dates`; `resolve` says which days are meant, seen from the day it was
// written and from whether it tells of something that is to come or that has happened.
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "bot/model/reading.hpp"
#include "bot/understanding/rules.hpp"
#include "bot/understanding/words.hpp"

namespace linli::understanding {

// One day, week, part of a month or holiday.
struct DateAtom {
  enum class Form : std::uint8_t { solar, lunar, offset, months, weekday, week, weekend, month_part, month_week, term };
  static constexpr int not_said = std::numeric_limits<int>::min();
  Form form{};
  int year{};                  // 0: not said
  int year_shift{not_said};    // 去年 -1, 明年 1
  int month{}, day{};          // 0: not said; term: `day` is the sun's degree
  int month_shift{not_said};   // 上个月 -1, 这个月 0, 下个月 1
  int weeks{not_said};         // 上周 -1, 这周 0, 下周 1
  int weekday{};               // 1 Monday .. 7 Sunday
  // offset: days from the reference. months: months from it, `day` more days. month_part: days of the month, 0 its last, -3 the last three.
  // week: weekdays of a part of it, 0 0 the whole. month_week: the `from`th Monday-to-Sunday or `weekday` of a month, -1 its last.
  int from{}, to{};
  bool vague{};
  bool leap{};                 // 闰四月
  bool old_style{};            // 五月廿二, 八月十五: written as days of the lunar calendar are
  bool holiday{};              // 元宵, 清明
  bool open{};                 // 二十天以后: from then on
  bool due{};                  // 五日内: at any time until then
};

// 这个礼拜三, 下礼拜三: the same day of two weeks.
inline bool same_weekday(const DateAtom& a, const DateAtom& b) {
  return a.form == DateAtom::Form::weekday && b.form == DateAtom::Form::weekday && a.weekday == b.weekday && a.weeks != b.weeks;
}

// A clock time as written, before it is known which half of the day it is in.
struct Clock {
  int hour{}, minute{}, second{};
  bool sure{};                 // 15:20, 05:40, 3pm: no other half is possible
};

struct TimeExpr {
  std::optional<PartOfDay> part;
  std::optional<Minutes> time;  // by the label guide: a bare hour from 1 to 6 is in the afternoon
  std::optional<Clock> clock;
  std::size_t begin{}, end{};
};

struct DateExpr {
  enum class Mod : std::uint8_t { none, before, around, after, nth_after, days_before };  // 元宵后第三天; 清明前两天: `nth`
  DateAtom first;
  std::optional<DateAtom> last;  // a range
  Mod mod{};
  int nth{};
  int weekday{};                 // 20号周五: said beside the day, 1 Monday .. 7; 0: not said
  std::optional<PartOfDay> part;
  std::optional<Minutes> time;
  bool counted_from_today{};     // 今天, 明天: after midnight it may mean the day before
  bool loosely{};                // 路上两天: perhaps the first of them is counted
  bool late{};                   // 今晚夜里, 今天半夜: late in the evening it may mean the day after
  std::size_t begin{}, end{};
  std::string_view rule;
};

// `coming`: what a calendar program takes: the next such day however far, weeks and months whole.
enum class Tense : std::uint8_t { plan, past, nearest, coming };

std::optional<DateExpr> find_date(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules);
// `spans`: 8-9点 is taken whole, as one that tells no more than the part of the day.
std::optional<TimeExpr> find_time(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules, bool spans = false);
// A clock time or part of day said elsewhere for the same journey.
void add_time(DateExpr& date, const TimeExpr& time, const Rules& rules);
// A day said to be the same journey's other possibility (or the end of a span).
void extend(DateExpr& date, const DateExpr& other);

struct Moment {
  Day day;
  std::chrono::seconds of_day{};
};
// `near` is a day that one without month should be close to (the day it was replaced by), instead of the reference.
DateValue resolve(const DateExpr& date, const Moment& written, Tense tense, std::optional<Day> near = {});

// What an atom alone means. `also` is its other reading: a weekday on that very weekday.
struct DaySpan {
  Day start, end;
  bool vague{};
  std::optional<Day> also;
};
std::optional<DaySpan> days_of(const DateAtom& atom, Day reference, Tense tense);
// The end of a range is read from its beginning: 18号到20号, 周六到下周一.
std::optional<DaySpan> end_of_range(const DateAtom& last, const DateAtom& first, const DaySpan& begin, Day reference, Tense tense);

}  // namespace linli::understanding
