// Which days an atom means, seen from a day. The conventions are those of the label guide, docs/understanding.md.
#include <algorithm>
#include <cstdlib>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/dates.hpp"

namespace linli::understanding {
namespace {

using std::chrono::days;
using Form = DateAtom::Form;

struct Ymd {
  int y, m, d;
};
Ymd parts(Day day) {
  std::chrono::year_month_day d{day};
  return {int(d.year()), int(unsigned(d.month())), int(unsigned(d.day()))};
}

// Of days that could be meant, the one the tense asks for; one that is more than half a year off gives way to a near one.
class Choice {
 public:
  Choice(Day from, Tense tense) : from_(from), tense_(tense) {}
  void may_be(std::optional<Day> day) {
    if (!day) return;
    auto away = std::abs((*day - from_).count());
    if (!nearest_ || away < std::abs((*nearest_ - from_).count())) nearest_ = day;
    bool fits = tense_ == Tense::past ? *day <= from_ : tense_ == Tense::nearest ? false : *day >= from_;
    if (fits && (!best_ || away < std::abs((*best_ - from_).count()))) best_ = day;
  }
  std::optional<Day> day() const {
    constexpr int half_a_year = 200;
    bool far = best_ && tense_ != Tense::coming && std::abs((*best_ - from_).count()) > half_a_year;
    return best_ && !far ? best_ : nearest_;
  }

 private:
  Day from_;
  Tense tense_;
  std::optional<Day> best_, nearest_;
};

std::optional<DaySpan> one(std::optional<Day> day) {
  if (!day) return {};
  return DaySpan{*day, *day, false, {}};
}

bool year_said(const DateAtom& a) { return a.year != 0 || a.year_shift != DateAtom::not_said; }
int year_of(const DateAtom& a, int now) { return a.year ? a.year : now + a.year_shift; }

// The 29th of February comes every four years.
constexpr int years_around = 4;

std::optional<DaySpan> solar(const DateAtom& a, Day ref, Tense tense) {
  auto now = parts(ref);
  auto in_month = [&](int y, int m) {
    y += (m + 11) / 12 - 1;
    m = (m + 11) % 12 + 1;
    return solar_day(y, m, a.day);
  };
  int month = a.month_shift != DateAtom::not_said ? now.m + a.month_shift : a.month;
  if (year_said(a)) return one(in_month(year_of(a, now.y), month));
  if (a.month_shift != DateAtom::not_said) return one(in_month(now.y, month));
  Choice choice(ref, tense);
  if (a.month) for (int y = -years_around; y <= years_around; ++y) choice.may_be(solar_day(now.y + y, a.month, a.day));
  else for (int m = -2; m <= 2; ++m) choice.may_be(in_month(now.y, now.m + m));
  return one(choice.day());
}

std::optional<DaySpan> lunar_span(const DateAtom& a, int year) {
  auto whole = lunar_month(year, a.month, a.leap);
  if (!whole) return {};
  int length = int((whole->last - whole->first).count()) + 1;
  auto place = [&](int day) { return day < 0 ? whole->last + days(day + 1) : whole->first + days(std::min(day ? day : length, length) - 1); };
  return DaySpan{place(a.from), place(a.to), a.vague, {}};
}

int apart(const DaySpan& span, Day ref) { return int((ref < span.start ? span.start - ref : ref > span.end ? ref - span.end : days(0)).count()); }

std::optional<DaySpan> lunar(const DateAtom& a, Day ref, Tense tense) {
  auto now = lunar_of(ref);
  if (!now) return {};
  // 去年腊月 is said by the solar year
  int year = year_said(a) ? year_of(a, parts(ref).y) : 0;
  if (a.day && year) return one(lunar_day(year, a.month, a.day, a.leap));
  if (a.day) {
    Choice choice(ref, tense);
    int around = a.leap ? 19 : 1;  // a leap month comes back after nineteen years
    if (a.month) for (int y = -around; y <= around; ++y) choice.may_be(lunar_day(now->year + y, a.month, a.day, a.leap));
    else for (int m = now->month - 2; m <= now->month + 2; ++m) choice.may_be(lunar_day(m < 1 ? now->year - 1 : m > 12 ? now->year + 1 : now->year, (m + 11) % 12 + 1, a.day));
    return one(choice.day());
  }
  // a lunar month or a part of it
  if (year) return lunar_span(a, year);
  int most = a.leap ? 19 : 1;
  std::optional<DaySpan> best;
  for (int y = -most; y <= most; ++y) {
    auto span = lunar_span(a, now->year + y);
    if (!span) continue;
    if (tense == Tense::nearest) {
      if (!best || apart(*span, ref) < apart(*best, ref)) best = span;
    } else if (tense == Tense::past ? span->start <= ref : !best && span->end >= ref) best = span;
  }
  return best;
}

std::optional<DaySpan> weekday(const DateAtom& a, Day ref, Tense tense) {
  int today = weekday_of(ref);
  if (a.weeks != DateAtom::not_said) return one(ref + days(7 * a.weeks + a.weekday - today));
  int ahead = (a.weekday - today + 7) % 7;
  if (tense == Tense::past) ahead = ahead ? ahead - 7 : 0;
  DaySpan out{ref + days(ahead), ref + days(ahead), false, {}};
  if (ahead == 0) out.also = ref + days(tense == Tense::past ? -7 : 7);
  return out;
}

std::optional<DaySpan> part_of_month(const DateAtom& a, Day ref, Tense tense) {
  auto now = parts(ref);
  int y = year_said(a) ? year_of(a, now.y) : now.y;
  int m = a.month ? a.month : a.month_shift != DateAtom::not_said ? now.m + a.month_shift : now.m;
  y += (m + 11) / 12 - 1;
  m = (m + 11) % 12 + 1;
  auto make = [&] {
    int last = last_of_month(y, m);
    auto place = [&](int day) { return *solar_day(y, m, day < 0 ? last + day + 1 : day == 0 ? last : day); };
    return DaySpan{place(a.from), place(a.to), a.vague, {}};
  };
  auto out = make();
  bool plan = tense == Tense::plan || tense == Tense::coming;
  bool begun = tense == Tense::plan && out.start < ref && out.end >= ref;  // 这个月来, on its 17th
  if (begun) out.start = ref;
  if (year_said(a) || a.month_shift != DateAtom::not_said) return out;
  if (plan && out.end < ref) {
    if (a.month) ++y;
    else if (++m > 12) m = 1, ++y;
    out = make();
  } else if (tense == Tense::past && out.start > ref && a.month) {
    --y;
    out = make();
  } else if (tense == Tense::nearest && out.start > ref && a.month) {
    --y;
    if (auto before = make(); apart(before, ref) < apart(out, ref)) out = before;
  } else if (tense == Tense::past && out.start > ref) {
    if (--m < 1) m = 12, --y;
    out = make();
  }
  return out;
}

// 三月第二周 begins on the month's second Monday.
std::optional<DaySpan> month_week(const DateAtom& a, Day ref) {
  auto now = parts(ref);
  int y = year_said(a) ? year_of(a, now.y) : now.y, m = a.month ? a.month : now.m + a.month_shift;
  y += (m + 11) / 12 - 1;
  m = (m + 11) % 12 + 1;
  int weekday = a.weekday ? a.weekday : 1;
  Day first = *solar_day(y, m, 1), last = *solar_day(y, m, last_of_month(y, m));
  Day day = first + days((weekday - weekday_of(first) + 7) % 7 + 7 * (a.from - 1));
  if (a.from < 0) day = last - days((weekday_of(last) - weekday + 7) % 7);
  if (day > last) return {};
  return DaySpan{day, day + days(a.weekday ? 0 : 6), false, {}};
}

std::optional<DaySpan> week(const DateAtom& a, Day ref, Tense tense) {
  Day monday = ref - days(weekday_of(ref) - 1) + days(7 * a.weeks);
  if (a.from) return DaySpan{monday + days(a.from - 1), monday + days(a.to - 1), false, {}};
  Day sunday = monday + days(6);
  if (a.weeks != 0 || tense == Tense::coming) return DaySpan{monday, sunday, false, {}};
  return tense == Tense::past ? DaySpan{monday, ref, false, {}} : DaySpan{ref, sunday, false, {}};
}

std::optional<DaySpan> weekend(const DateAtom& a, Day ref, Tense tense) {
  bool said = a.weeks != DateAtom::not_said;
  int weeks = said ? a.weeks : tense == Tense::past && weekday_of(ref) < 6 ? -1 : 0;
  Day saturday = ref - days(weekday_of(ref) - 6) + days(7 * weeks);
  return DaySpan{saturday, saturday + days(1), false, {}};
}

std::optional<DaySpan> months_off(const DateAtom& a, Day ref) {
  auto off = [&](int months) {
    auto now = parts(ref);
    int m = now.m + months, y = now.y;
    y += m > 0 ? (m - 1) / 12 : (m - 12) / 12;
    m = ((m - 1) % 12 + 12) % 12 + 1;
    return *solar_day(y, m, std::min(now.d, last_of_month(y, m))) + days(a.day);
  };
  return DaySpan{off(a.from), off(a.to), false, {}};
}

std::optional<DaySpan> term(const DateAtom& a, Day ref, Tense tense) {
  int now = parts(ref).y;
  if (year_said(a)) return one(solar_term(year_of(a, now), a.day));
  Choice choice(ref, tense);
  for (int y = -1; y <= 1; ++y) choice.may_be(solar_term(now + y, a.day));
  return one(choice.day());
}

}  // namespace

std::optional<DaySpan> days_of(const DateAtom& a, Day ref, Tense tense) {
  switch (a.form) {
    case Form::solar: return solar(a, ref, tense);
    case Form::lunar: return lunar(a, ref, tense);
    case Form::offset: {
      bool mirrored = tense == Tense::past && a.vague && a.from >= 0;  // 这两天 of an arrival
      return mirrored ? DaySpan{ref - days(a.to), ref - days(a.from), true, {}} : DaySpan{ref + days(a.from), ref + days(a.to), a.vague, {}};
    }
    case Form::months: return months_off(a, ref);
    case Form::weekday: return weekday(a, ref, tense);
    case Form::week: return week(a, ref, tense);
    case Form::weekend: return weekend(a, ref, tense);
    case Form::month_part: return part_of_month(a, ref, tense);
    case Form::month_week: return month_week(a, ref);
    case Form::term: return term(a, ref, tense);
  }
  return {};
}

std::optional<DaySpan> end_of_range(const DateAtom& last, const DateAtom& first, const DaySpan& begin, Day ref, Tense tense) {
  if (last.form == Form::weekday && last.weeks == DateAtom::not_said && first.form == Form::weekday)
    return one(begin.start + days((last.weekday - weekday_of(begin.start) + 7) % 7));
  bool year_open = !year_said(last) && last.month_shift == DateAtom::not_said;
  auto from_begin = tense == Tense::coming ? Tense::coming : Tense::plan;
  if ((last.form == Form::solar || last.form == Form::lunar || last.form == Form::month_part) && year_open) {
    if (last.form != Form::month_part && !last.month) return days_of(last, begin.start, from_begin);
    if (last.month) return days_of(last, begin.start, from_begin);
  }
  auto out = days_of(last, ref, tense == Tense::coming ? Tense::coming : Tense::nearest);
  if (out && out->end < begin.start && last.form == Form::month_part && year_open && tense != Tense::past) {  // 月底月初: of the next month
    auto next = last;
    next.month = int(unsigned(std::chrono::year_month_day(begin.start).month())) % 12 + 1;
    return days_of(next, begin.start, from_begin);
  }
  if (out && out->end < begin.start && last.form == Form::solar) out = days_of(last, begin.start, from_begin);
  return out;
}

}  // namespace linli::understanding
