// What a mention means: days by the conventions of calendar programs, hours with their part of the day.
#include <cstdlib>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/mention_parts.hpp"

namespace linli::understanding {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Form = DateAtom::Form;

constexpr seconds whole_day = days(1);

// From the beginning of its day; 24:00 and more is of the next one.
seconds by_part(const Clock& c, std::optional<PartOfDay> part) {
  int hour = c.hour;
  bool half = !c.sure && hour <= 12;
  if (half && part) switch (*part) {
    case PartOfDay::dawn: hour %= 12; break;
    case PartOfDay::morning: break;
    case PartOfDay::noon: hour += hour < 10 ? 12 : 0; break;
    case PartOfDay::afternoon: hour += hour < 12 ? 12 : 0; break;
    case PartOfDay::evening: hour += hour < 5 ? 24 : 12; break;  // 晚上12点 ends the day, 晚上1点 is after it
    case PartOfDay::night: hour += hour >= 6 ? 12 : 0; break;
  }
  return hours(hour) + minutes(c.minute) + seconds(c.second);
}

// The last day of a month that begins on `day`.
Day month_on(Day day) {
  std::chrono::year_month_day d{day};
  auto next = std::chrono::year_month(d.year(), d.month()) + std::chrono::months(1);
  auto same = solar_day(int(next.year()), int(unsigned(next.month())), int(unsigned(d.day())));
  return same ? *same - days(1) : Day(next / std::chrono::last);
}

struct Hours {
  int from, to;
};
Hours hours_of(PartOfDay part) {
  switch (part) {
    case PartOfDay::dawn: return {0, 6};
    case PartOfDay::morning: return {8, 12};
    case PartOfDay::noon: return {11, 13};
    case PartOfDay::afternoon: return {13, 18};
    case PartOfDay::evening: return {18, 24};
    case PartOfDay::night: return {20, 24};
  }
  return {0, 24};
}

// 五月廿二, 八月十五 are lunar days, and so is a 廿一 that stands alone. A month without a year is of this one, a holiday is the next.
DateAtom as_calendars_do(DateAtom a, Day ref, bool begins) {
  if (a.old_style && a.month_shift == DateAtom::not_said) a.form = Form::lunar;
  bool open = a.month != 0 && a.year == 0 && a.year_shift == DateAtom::not_said && !a.holiday && begins;
  int year = int(std::chrono::year_month_day(ref).year());
  bool there = a.form != Form::solar || solar_day(year, a.month, a.day);
  if (a.form == Form::lunar && a.leap) there = lunar_month(year, a.month, true).has_value();
  if (open && there) a.year = year;
  return a;
}

// The day beside which its weekday was said: the nearest on which it falls, else the nearest.
std::optional<DaySpan> on_weekday(const DateAtom& a, int weekday, Day ref) {
  auto plain = days_of(a, ref, Tense::coming);
  bool open = a.form == Form::solar && a.year == 0 && a.year_shift == DateAtom::not_said && a.month_shift == DateAtom::not_said;
  if (!open || !plain) return plain;
  std::optional<Day> best;
  auto away = [&](Day d) { return std::abs((d - ref).count()); };
  auto try_day = [&](std::optional<Day> d, bool must_match) {
    if (d && (!must_match || weekday_of(*d) == weekday) && (!best || away(*d) < away(*best))) best = d;
  };
  std::chrono::year_month_day now{ref};
  for (bool must : {true, false}) {
    if (best) break;
    for (int k = -1; k <= 1; ++k) {
      auto month = std::chrono::year_month(now.year(), now.month()) + std::chrono::months(k);
      if (a.month) try_day(solar_day(int(now.year()) + k, a.month, a.day), must);
      else try_day(solar_day(int(month.year()), int(unsigned(month.month())), a.day), must);
    }
  }
  return best ? DaySpan{*best, *best, false, {}} : plain;
}

class Valuer {
 public:
  Valuer(const MentionExpr& expr, const Moment& written) : e_(expr), written_(written) {}

  std::optional<Mention> value() {
    if (e_.first.off) return from_now();
    if (!first_day()) return {};
    if (e_.last) return span();
    return single();
  }

 private:
  using Kind = Mention::Kind;
  using Mod = Mention::Mod;
  using End = Mention::End;

  static End at(Day day, seconds of_day) {
    while (of_day >= whole_day) of_day -= whole_day, day += days(1);
    return {day, of_day};
  }
  static End hour_only(seconds of_day) { return {{}, of_day % whole_day}; }

  std::optional<Mention> from_now() {
    auto moment = written_.day.time_since_epoch() + written_.of_day + *e_.first.off;
    auto day = std::chrono::floor<days>(moment);
    End end{Day(day), seconds(moment - day)};
    return Mention{Kind::datetime, {}, end, end, {}, {}};
  }

  bool first_day() {
    auto& p = e_.first;
    if (p.day) {
      auto atom = as_calendars_do(*p.day, written_.day, p.weekday == 0);
      auto span = p.weekday ? on_weekday(atom, p.weekday, written_.day) : days_of(atom, written_.day, Tense::coming);
      if (!span && atom.form == Form::lunar) span = days_of(*p.day, written_.day, Tense::coming);
      if (span && e_.to_now && span->start > written_.day) span = days_of(*p.day, written_.day, Tense::past);  // 从腊月到现在: the last one
      if (!span || (e_.to_now && span->start > written_.day)) return false;
      day_ = *span;
    } else {
      Day day = written_.day + days(p.beside.value_or(0));
      day_ = {day, day, false, {}};
    }
    return true;
  }

  std::optional<Mention> single() {
    auto& p = e_.first;
    Mention m;
    if (p.clock) {
      auto of_day = by_part(*p.clock, p.part);
      m.start = m.end = p.dated() ? at(day_.start, of_day) : hour_only(of_day);
      m.kind = p.dated() ? Kind::datetime : Kind::time;
    } else if (p.part) {  // of the day of writing, if none was said
      auto h = hours_of(*p.part);
      m.start = at(day_.start, hours(h.from));
      m.end = at(day_.end, hours(h.to));
      m.kind = Kind::datetimerange;
    } else {
      m.start.day = day_.start;
      m.end.day = day_.end;
      // 十个半月后 is no better known than its month
      if (p.day && p.day->form == Form::months && p.day->day != 0) m.end.day = day_.end = month_on(day_.start);
      m.kind = day_.start == day_.end ? Kind::date : Kind::daterange;
    }
    bool hour = p.clock.has_value();
    auto ranged = [&] { m.kind = !hour && !p.part ? Kind::daterange : p.dated() || p.part ? Kind::datetimerange : Kind::timerange; };
    auto until = [&](Mod mod) { m.mod = mod, m.start = {}, ranged(); };
    auto from = [&](Mod mod) { m.mod = mod, m.end = {}, ranged(); };
    if (e_.to_now) {
      m.end = {written_.day, {}};
      if (hour) m.end.of_day = written_.of_day;
      return ranged(), m;
    }
    if (p.day && p.day->open) return from(Mod::after), m;
    if (p.day && p.day->due) return until(Mod::before), m;
    switch (e_.behind) {
      case Behind::nothing: break;
      case Behind::around: m.mod = Mod::approx; break;
      case Behind::before: until(Mod::before); break;
      case Behind::after: from(Mod::after); break;
      case Behind::since: from(Mod::since); break;
    }
    return m;
  }

  std::optional<DaySpan> last_day() {
    auto& p = *e_.last;
    if (p.beside) return DaySpan{day_.start + days(*p.beside), day_.start + days(*p.beside), false, {}};
    if (!p.day) return day_;
    auto atom = as_calendars_do(*p.day, written_.day, !e_.first.day);
    if (!e_.first.day) return days_of(atom, written_.day, Tense::coming);
    return end_of_range(atom, as_calendars_do(*e_.first.day, written_.day, true), day_, written_.day, Tense::coming);
  }

  seconds start_hour(const Point& p) const { return p.clock ? by_part(*p.clock, p.part) : p.part ? seconds(hours(hours_of(*p.part).from)) : seconds(0); }
  // The end of a span of hours: with the part of the day of its beginning, or as it stands, or half a day later, whatever comes after it.
  seconds end_hour(seconds start, bool own_day) const {
    auto& p = *e_.last;
    if (!p.clock) return p.part ? seconds(hours(hours_of(*p.part).to)) : whole_day;
    if (p.part || own_day || p.clock->sure) {
      auto end = by_part(*p.clock, p.part);
      return !own_day && end < start && end < whole_day ? end + whole_day : end;
    }
    auto plain = by_part(*p.clock, {});
    for (auto may : {by_part(*p.clock, e_.first.part), plain, plain + whole_day / 2})
      if (may > start && may <= whole_day) return may;
    return plain + whole_day;
  }

  std::optional<Mention> span() {
    auto& first = e_.first;
    auto& last = *e_.last;
    auto end_day = last_day();
    if (!end_day || end_day->end < day_.start) return {};
    Mention m;
    if (!first.timed() && !last.timed()) {
      m.kind = Kind::daterange;
      m.start.day = day_.start;
      m.end.day = end_day->end;
      return m;
    }
    auto from = start_hour(first), to = end_hour(from, last.dated());
    bool dated = first.dated() || last.dated();
    if (dated || !first.clock || !last.clock) {
      m.kind = Kind::datetimerange;
      m.start = at(day_.start, from);
      m.end = at(end_day->end, to);
      return m;
    }
    m.kind = Kind::timerange;
    m.start = hour_only(from);
    m.end = hour_only(to);
    return m;
  }

  const MentionExpr& e_;
  const Moment& written_;
  DaySpan day_{};
};

}  // namespace

std::optional<Mention> value_of(const MentionExpr& expr, const Moment& written) { return Valuer(expr, written).value(); }

}  // namespace linli::understanding
