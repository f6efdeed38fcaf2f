// What a date expression means to the reader. The conventions are those of the label guide, docs/understanding.md.
#include "bot/understanding/calendar.hpp"
#include "bot/understanding/dates.hpp"

namespace linli::understanding {

using std::chrono::days;

DateValue resolve(const DateExpr& date, const Moment& written, Tense tense, std::optional<Day> near) {
  using Form = DateAtom::Form;
  using Mod = DateExpr::Mod;
  DateValue out;
  out.certainty = Certainty::unknown;
  bool counted = date.first.form == Form::offset || date.first.form == Form::week || date.first.form == Form::weekend || date.first.weeks != DateAtom::not_said;
  counted = counted || date.first.form == Form::months || (date.first.form == Form::month_part && date.first.month == 0);
  Day ref = near && !counted && date.first.form != Form::weekday ? *near : written.day;
  if (date.first.form == Form::offset && date.first.from < 0) tense = Tense::past;
  if (date.first.weeks != DateAtom::not_said && date.first.weeks < 0) tense = Tense::past;
  auto first = days_of(date.first, ref, near ? Tense::nearest : tense);
  if (!first) return out;
  auto all = *first;
  if (date.last) {
    auto last = end_of_range(*date.last, date.first, *first, ref, tense);
    if (last && last->end >= all.start) {
      all.end = last->end;
      all.vague = all.vague || last->vague;
      all.also.reset();
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
      break;
    case Mod::days_before:
      all.end = all.start - days(1);
      all.start -= days(date.nth);
      all.vague = all.vague || date.nth > 1;
      break;
    case Mod::none: break;
  }
  out.start = all.start;
  out.end = all.end;
  out.certainty = all.vague ? Certainty::vague : all.start != all.end ? Certainty::window : Certainty::exact;
  if (out.certainty != Certainty::exact) {
    out.part = date.part;
    return out;
  }
  if (all.also) out.alternatives.push_back(*all.also);
  if (date.weekday != 0 && !date.last && date.mod == Mod::none) {  // 20号周五, where the 20th is a Thursday
    int off = (date.weekday - weekday_of(*out.start) + 10) % 7 - 3;
    if (off != 0) out.alternatives.push_back(*out.start + days(off));
  }
  if (date.loosely) out.alternatives.push_back(*out.start - days(1));
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
