// Which days an expression means. The conventions are those of the label guide, docs/understanding.md.
#include <algorithm>
#include <cstdlib>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/dates.hpp"

namespace linli::understanding {
namespace {

using std::chrono::days;
using Form = DateAtom::Form;

struct Days {
  Day start, end;
  bool vague{};
  std::vector<Day> others;
};

struct Ymd {
  int y, m, d;
};
Ymd parts(Day day) {
  std::chrono::year_month_day d{day};
  return {int(d.year()), int(unsigned(d.month())), int(unsigned(d.day()))};
}

// Of days that could be meant, the one the tense asks for; one that is more than half a year off gives way to a near one.
std::optional<Day> choose(const std::vector<Day>& days_, Day from, Tense tense) {
  std::optional<Day> best, nearest;
  auto away = [&](Day d) { return std::abs((d - from).count()); };
  for (auto d : days_) {
    if (!nearest || away(d) < away(*nearest)) nearest = d;
    bool fits = tense == Tense::plan ? d >= from : tense == Tense::past ? d <= from : false;
    if (fits && (!best || away(d) < away(*best))) best = d;
  }
  if (!best || away(*best) > 200) return nearest;
  return best;
}

std::optional<Days> one(std::optional<Day> day) {
  if (!day) return {};
  return Days{*day, *day, false, {}};
}

std::optional<Days> solar(const DateAtom& a, Day ref, Tense tense) {
  auto now = parts(ref);
  if (a.year_shift != DateAtom::not_said && a.month_shift != DateAtom::not_said) {
    int m = now.m + a.month_shift;
    return one(solar_day(now.y + a.year_shift, m < 1 ? m + 12 : m > 12 ? m - 12 : m, a.day));
  }
  if (a.year_shift != DateAtom::not_said && a.month) return one(solar_day(now.y + a.year_shift, a.month, a.day));
  if (a.year) return one(solar_day(a.year, a.month, a.day));
  std::vector<Day> may;
  auto add = [&](int y, int m) {
    while (m > 12) m -= 12, ++y;
    while (m < 1) m += 12, --y;
    if (auto d = solar_day(y, m, a.day)) may.push_back(*d);
  };
  if (a.month_shift != DateAtom::not_said) add(now.y, now.m + a.month_shift);
  else if (a.month) for (int y = -1; y <= 1; ++y) add(now.y + y, a.month);
  else for (int m = -2; m <= 2; ++m) add(now.y, now.m + m);
  return one(choose(may, ref, tense));
}

std::optional<Days> lunar(const DateAtom& a, Day ref, Tense tense) {
  auto now = lunar_of(ref);
  if (!now) return {};
  int year = a.year ? a.year : a.year_shift != DateAtom::not_said ? now->year + a.year_shift : 0;
  auto resolve_day = [&](int day) -> std::optional<Day> {
    std::vector<Day> may;
    if (a.month && year) return lunar_day(year, a.month, day);
    if (a.month) {
      for (int y = -1; y <= 1; ++y)
        if (auto d = lunar_day(now->year + y, a.month, day)) may.push_back(*d);
    } else {
      for (int m = -1; m <= 1; ++m) {
        int month = now->month + m, in = now->year;
        if (month < 1) month = 12, --in;
        if (month > 12) month = 1, ++in;
        if (auto d = lunar_day(in, month, day)) may.push_back(*d);
      }
    }
    return choose(may, ref, tense);
  };
  if (a.day) return one(resolve_day(a.day));
  // a lunar month or a part of it
  int base = year ? year : now->year;
  auto first = lunar_day(base, a.month, a.from ? a.from : 1), last = lunar_day(base, a.month, 30);
  if (!year && first && last && *last < ref && tense == Tense::plan) first = lunar_day(now->year + 1, a.month, a.from ? a.from : 1), last = lunar_day(now->year + 1, a.month, 30);
  if (!first || !last) return {};
  return Days{*first, *last, true, {}};
}

std::optional<Days> weekday(const DateAtom& a, Day ref, Tense tense) {
  int today = weekday_of(ref);
  Day monday = ref - days(today - 1);
  if (a.weeks != DateAtom::not_said) return one(monday + days(7 * a.weeks + a.weekday - 1));
  int ahead = (a.weekday - today + 7) % 7;
  if (tense == Tense::past) {
    Day day = ref - days((7 - ahead) % 7);
    Days out{day, day, false, {}};
    if (ahead == 0) out.others.push_back(ref - days(7));
    return out;
  }
  Days out{ref + days(ahead), ref + days(ahead), false, {}};
  if (ahead == 0) out.others.push_back(ref + days(7));
  return out;
}

std::optional<Days> part_of_month(const DateAtom& a, Day ref, Tense tense) {
  auto now = parts(ref);
  int y = now.y, m = now.m;
  bool year_said = a.year != 0 || a.year_shift != DateAtom::not_said;
  if (a.year) y = a.year;
  else if (a.year_shift != DateAtom::not_said) y += a.year_shift;
  if (a.month) m = a.month;
  else if (a.month_shift != DateAtom::not_said) m += a.month_shift;
  while (m > 12) m -= 12, ++y;
  while (m < 1) m += 12, --y;
  auto make = [&] {
    auto first = solar_day(y, m, a.from), last = solar_day(y, m, a.to ? a.to : last_of_month(y, m));
    return Days{*first, *last, true, {}};
  };
  auto out = make();
  if (tense == Tense::plan && out.end < ref && a.month_shift == DateAtom::not_said && !year_said) {
    if (a.month) ++y;
    else if (++m > 12) m = 1, ++y;
    out = make();
  } else if (tense == Tense::past && out.start > ref && a.month && !year_said) {
    --y;
    out = make();
  }
  return out;
}

std::optional<Days> atom_days(const DateAtom& a, Day ref, Tense tense) {
  switch (a.form) {
    case Form::solar: return solar(a, ref, tense);
    case Form::lunar: return lunar(a, ref, tense);
    case Form::offset: {
      int from = a.from, to = a.to;
      if (tense == Tense::past && a.vague && from >= 0) std::swap(from, to), from = -from, to = -to;
      return Days{ref + days(from), ref + days(to), a.vague, {}};
    }
    case Form::weekday: return weekday(a, ref, tense);
    case Form::week: {
      Day monday = ref - days(weekday_of(ref) - 1) + days(7 * a.weeks);
      if (a.weeks == 0) return tense == Tense::past ? Days{monday, ref, false, {}} : Days{ref, monday + days(6), false, {}};
      return Days{monday, monday + days(6), false, {}};
    }
    case Form::weekend: {
      int weeks = a.weeks == DateAtom::not_said ? 0 : a.weeks;
      if (tense == Tense::past && a.weeks == DateAtom::not_said && weekday_of(ref) < 6) weeks = -1;
      Day saturday = ref - days(weekday_of(ref) - 6) + days(7 * weeks);
      return Days{saturday, saturday + days(1), false, {}};
    }
    case Form::month_part: return part_of_month(a, ref, tense);
    case Form::qingming: {
      auto now = parts(ref);
      if (a.year) return one(qingming(a.year));
      if (a.year_shift != DateAtom::not_said) return one(qingming(now.y + a.year_shift));
      return one(choose({qingming(now.y - 1), qingming(now.y), qingming(now.y + 1)}, ref, tense));
    }
  }
  return {};
}

// The end of a range is read from its beginning: 18号到20号, 周六到下周一.
std::optional<Days> end_of_range(DateAtom last, const DateAtom& first, const Days& begin, Day ref) {
  if (last.form == Form::weekday && last.weeks == DateAtom::not_said && first.form == Form::weekday) {
    int ahead = (last.weekday - weekday_of(begin.start) + 7) % 7;
    return one(begin.start + days(ahead));
  }
  if (last.form == Form::solar && !last.year && !last.month && last.month_shift == DateAtom::not_said) return solar(last, begin.start, Tense::plan);
  if (last.form == Form::lunar && !last.month) return lunar(last, begin.start, Tense::plan);
  if (last.form == Form::solar && !last.year && last.month && last.year_shift == DateAtom::not_said) return solar(last, begin.start, Tense::plan);
  auto out = atom_days(last, ref, Tense::nearest);
  if (out && out->end < begin.start && last.form == Form::solar) out = solar(last, begin.start, Tense::plan);
  return out;
}

}  // namespace

DateValue resolve(const DateExpr& date, const Moment& written, Tense tense, std::optional<Day> near) {
  using Mod = DateExpr::Mod;
  DateValue out;
  out.certainty = Certainty::unknown;
  bool counted = date.first.form == Form::offset || date.first.form == Form::week || date.first.form == Form::weekend || date.first.weeks != DateAtom::not_said;
  Day ref = near && !counted && date.first.form != Form::weekday ? *near : written.day;
  if (date.first.form == Form::offset && date.first.from < 0) tense = Tense::past;
  if (date.first.weeks != DateAtom::not_said && date.first.weeks < 0) tense = Tense::past;
  auto first = atom_days(date.first, ref, near ? Tense::nearest : tense);
  if (!first) return out;
  auto all = *first;
  bool window = date.first.form == Form::week || date.first.form == Form::weekend || (date.first.form == Form::offset && first->start != first->end);
  if (date.last) {
    auto last = end_of_range(*date.last, date.first, *first, ref);
    if (last && last->end >= all.start) {
      all.end = last->end;
      all.vague = all.vague || last->vague;
      all.others.clear();
      window = true;
    }
  }
  switch (date.mod) {
    case Mod::before:
      out.certainty = Certainty::window;
      if (tense != Tense::past && all.end >= written.day) {
        out.start = written.day;
        out.end = all.end;
        return out;
      }
      out.start = out.end = all.end;
      out.certainty = Certainty::vague;
      return out;
    case Mod::around:
      all.start -= days(1);
      all.end += days(1);
      all.vague = true;
      break;
    case Mod::after:
      all.start = all.end + days(1);
      all.end = all.end + days(7);
      all.vague = true;
      break;
    case Mod::nth_after:
      all.start = all.end = all.end + days(date.nth);
      all.vague = false;
      window = false;
      break;
    case Mod::none: break;
  }
  out.start = all.start;
  out.end = all.end;
  out.certainty = all.vague ? Certainty::vague : window && all.start != all.end ? Certainty::window : Certainty::exact;
  if (out.certainty != Certainty::exact) {
    out.part = date.part;
    return out;
  }
  out.alternatives = all.others;
  out.time = date.time;
  if (!date.time) out.part = date.part;
  auto hour = std::chrono::duration_cast<std::chrono::hours>(written.of_day).count();
  bool today_or_later = date.first.form == Form::offset && date.first.from >= 0 && date.first.from <= 3;
  if (date.counted_from_today && today_or_later && date.mod == Mod::none && hour < 4) out.alternatives.push_back(*out.start - days(1));
  bool tonight = date.counted_from_today && date.first.from == 0 && date.part == PartOfDay::night && !date.time;
  if (tonight && hour >= 18 && tense != Tense::past) out.alternatives.push_back(*out.start + days(1));
  return out;
}

}  // namespace linli::understanding
