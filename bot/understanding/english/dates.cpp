// Days as they are written in English. Each way of writing one is a row; what stands before it (by, around, after, between) and behind it (to the
// 20th, or Friday) is read around all of them.
#include <algorithm>
#include <array>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/english/values.hpp"

namespace linli::understanding::english {
namespace {

using Form = DateAtom::Form;

struct Read {
  const Page& p;
  std::size_t i;                  // moves on
  DateAtom atom{};
  std::optional<DateAtom> last{};
  std::optional<DateAtom> other{};
  std::optional<PartOfDay> part{};
  bool today{}, next_weekday{};

  bool is(Term t, std::size_t k = 0) const { return p.is(i + k, t); }
  bool eat(Term t) {
    if (!is(t)) return false;
    ++i;
    return true;
  }
  const Token& look(std::size_t k = 0) const { return p.at(i + k); }
  bool eat_mark(std::string_view m) {
    if (!look().mark(m)) return false;
    ++i;
    return true;
  }
  bool offset(int from, int to, bool vague = false) {
    atom.form = Form::offset;
    atom.from = from;
    atom.to = to;
    atom.vague = vague;
    return true;
  }
};

// A number that can be a day of the month, with its ending: 18, 18th, 1st.
struct Day_number {
  int day{};
  bool ordinal{};
};
std::optional<Day_number> day_number(Read& r) {
  auto& t = r.look();
  if (!t.number() || t.value < 1 || t.value > 31 || t.text.size() > 2) return {};
  auto& end = r.look(1);
  bool glued = end.kind == Token::Kind::word && end.glued;
  bool ordinal = glued && (end.text == "th" || end.text == "st" || end.text == "nd" || end.text == "rd");
  if (glued && !ordinal && !end.terms.any(Term::january, Term::february, Term::march, Term::april, Term::may, Term::june, Term::july, Term::august, Term::september, Term::october,
                                          Term::november, Term::december))
    return {};
  auto& mark = r.look(1);
  if (mark.glued && (mark.mark(":") || mark.mark("%")) && r.look(2).number()) return {};
  Day_number out{int(t.value), ordinal};
  r.i += ordinal ? 2 : 1;
  return out;
}

std::optional<int> month_at(const Read& r) {
  for (int m = 0; m < 12; ++m)
    if (r.is(Term(int(Term::january) + m))) return m + 1;
  return {};
}
std::optional<int> weekday_at(const Read& r) {
  for (int d = 0; d < 7; ++d)
    if (r.is(Term(int(Term::monday) + d))) return d + 1;
  return {};
}
int year(Read& r) {
  auto from = r.i;
  r.eat_mark(",");
  auto& t = r.look();
  if (t.number() && t.text.size() == 4 && t.value >= 2000 && t.value <= 2100) return ++r.i, int(t.value);
  r.i = from;
  return 0;
}
// to, -, until, or: between two days of one span. `lists`: and, a comma.
bool joint(Read& r) {
  if (r.look().mark("-") || r.look().mark("–") || r.look().mark("/") || r.look().mark("~") || r.is(Term::to) || r.is(Term::until) || r.is(Term::or_) || r.look().text == "and" || r.look().mark("&")) {
    ++r.i;
    if (r.look().text == "maybe" || r.look().text == "perhaps") ++r.i;
    if (r.look().text == "on") ++r.i;
    return true;
  }
  return false;
}
bool a_solar(DateAtom& a, int y, int month, int day) {
  a.form = Form::solar;
  a.year = y;
  a.month = month;
  a.day = day;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// 2020-02-18, 18/2, 2/18, 18.2.2020
bool all_numbers(Read& r) {
  auto &a = r.look(), &sep = r.look(1), &b = r.look(2);
  if (!a.number() || !b.number() || !sep.glued || !b.glued || !(sep.mark("/") || sep.mark("-") || sep.mark("."))) return false;
  auto &sep2 = r.look(3), &c = r.look(4);
  bool three = sep2.glued && sep2.text == sep.text && c.number() && c.glued;
  if (a.text.size() == 4 && three && a.value >= 2000 && a.value <= 2100) return r.i += 5, a_solar(r.atom, int(a.value), int(b.value), int(c.value));
  if (a.text.size() > 2 || b.text.size() > 2 || (!three && !sep.mark("/") && !(sep.mark(".") && a.value <= 31 && b.text.size() == 2 && b.value >= 13 && a.value <= 12))) return false;
  int y = three ? int(c.value < 100 ? 2000 + c.value : c.value) : 0;
  if (three && (y < 2000 || y > 2100)) return false;
  if (a.value < 1 || b.value < 1 || (a.value > 12 && b.value > 12) || a.value > 31 || b.value > 31) return false;
  r.i += three ? 5 : 3;
  if (a.value > 12) return a_solar(r.atom, y, int(b.value), int(a.value));
  if (b.value <= 12 && a.value != b.value && r.p.rules.fire("en.date.either_way")) {
    r.other.emplace();
    a_solar(*r.other, y, int(b.value), int(a.value));
  }
  return a_solar(r.atom, y, int(a.value), int(b.value));
}

// Feb 18, February the 18th, Feb 18-20
bool month_day(Read& r) {
  auto month = month_at(r);
  if (!month) return false;
  ++r.i;
  r.eat_mark(".");
  if (r.look().text == "the") ++r.i;
  auto day = day_number(r);
  if (!day) return false;
  a_solar(r.atom, 0, *month, day->day);
  auto from = r.i;
  if (joint(r)) {
    if (r.look().text == "the") ++r.i;
    auto second = day_number(r);
    if (second && second->day > day->day && !r.is(Term::of_us) && !month_at(r)) {
      r.last.emplace();
      a_solar(*r.last, 0, *month, second->day);
    } else {
      r.i = from;
    }
  }
  r.atom.year = year(r);
  if (r.last) r.last->year = r.atom.year;
  return true;
}

// 18 Feb, the 18th of February, 18-20 Feb
bool day_month(Read& r) {
  if (r.look().text == "the") ++r.i;
  auto day = day_number(r);
  if (!day) return false;
  std::optional<Day_number> second;
  auto from = r.i;
  if (joint(r)) {
    if (r.look().text == "the") ++r.i;
    second = day_number(r);
    if (!second) r.i = from;
  }
  r.eat(Term::of);
  auto month = month_at(r);
  if (!month) return false;
  ++r.i;
  a_solar(r.atom, 0, *month, day->day);
  if (second && second->day > day->day) a_solar(r.last.emplace(), 0, *month, second->day);
  r.atom.year = year(r);
  if (r.last) r.last->year = r.atom.year;
  return true;
}

// the first of March
bool ordinal_month(Read& r) {
  static constexpr std::array words = std::to_array<std::string_view>({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"});
  auto from = r.i;
  if (r.look().text == "the") ++r.i;
  auto found = std::ranges::find(words, r.look().text);
  auto month = r.is(Term::of, 1) ? month_at(Read{r.p, r.i + 2}) : std::nullopt;
  if (found == words.end() || !month) return r.i = from, false;
  r.i += 3;
  return a_solar(r.atom, 0, *month, int(found - words.begin()) + 1);
}

// the 18th; on the 18; the 18th of this month
bool day_only(Read& r) {
  bool the = r.look().text == "the";
  auto before = r.i > 0 ? r.p.at(r.i - 1) : Token{};
  if (the) ++r.i;
  auto day = day_number(r);
  if (!day || !(day->ordinal || (the && before.terms.any(Term::on, Term::before, Term::after, Term::around, Term::until, Term::to, Term::not_)))) return false;
  if (r.is(Term::floor_word) || r.is(Term::room_word) || r.is(Term::building_word) || r.is(Term::day_word)) return false;
  a_solar(r.atom, 0, 0, day->day);
  if (r.is(Term::of)) {
    if (r.is(Term::this_, 1) && r.is(Term::month_word, 2)) r.atom.month_shift = 0, r.i += 3;
    else if (r.is(Term::next, 1) && r.is(Term::month_word, 2)) r.atom.month_shift = 1, r.i += 3;
  }
  return true;
}

// tomorrow, tonight, this morning
bool near_day(Read& r) {
  struct Row {
    Term term;
    int day;
    std::optional<PartOfDay> part;
  };
  using enum PartOfDay;
  constexpr std::array rows{Row{Term::today, 0, {}}, Row{Term::tonight, 0, evening}, Row{Term::tomorrow, 1, {}}, Row{Term::overmorrow, 2, {}}, Row{Term::yesterday, -1, {}},
      Row{Term::ereyesterday, -2, {}}, Row{Term::last_night, -1, evening}, Row{Term::just_now, 0, {}}};
  for (auto& row : rows)
    if (r.is(row.term)) {
      r.part = row.part;
      ++r.i;
      r.today = true;
      return r.offset(row.day, row.day);
    }
  if (r.is(Term::this_) && (r.is(Term::morning, 1) || r.is(Term::afternoon, 1) || r.is(Term::evening, 1) || r.is(Term::noon, 1))) {
    ++r.i;
    r.today = true;
    return r.offset(0, 0);
  }
  return false;
}

// in two days, three days ago, within a week, in a few days
bool counted(Read& r) {
  bool in = r.look().text == "in" || r.look().text == "after", within = r.is(Term::within);
  if (in || within) ++r.i;
  bool about = in && r.eat(Term::around);  // in about ten days
  bool few = r.is(Term::few), couple = r.is(Term::couple);
  std::optional<long> n;
  if (few || couple) ++r.i;
  else if (auto c = count_at(r.p, r.i)) n = c, ++r.i;
  else if (!within) return false;
  int unit = r.is(Term::day_word) ? 1 : r.is(Term::week_word) ? 7 : r.is(Term::month_word) ? 30 : 0;
  if (!unit || (n && *n > 60)) return false;
  ++r.i;
  r.eat_mark("'");
  bool ago = r.eat(Term::ago);
  if (r.look().text == "later" && !in) return false;  // than was said: a change
  bool later = !ago && r.eat(Term::later);
  if (!ago && !later && !in && !within) return false;
  int from = few ? 3 : couple ? 2 : n ? int(*n) : 1, to = few ? 7 : couple ? 4 : from;
  if (within) return r.offset(0, to * unit, true);
  if (ago) return r.offset(-to * unit, -from * unit, few || couple);
  if (unit == 30 && n) {
    r.atom.form = Form::months;
    r.atom.from = r.atom.to = from;
    return true;
  }
  if (about && r.p.rules.fire("en.date.about_counted")) return r.offset(from * unit - 1, to * unit + 1, true);
  return r.offset(from * unit, to * unit, few || couple);
}

// Monday, this Friday, next Monday, last Thursday, Monday next week
bool weekday(Read& r) {
  int weeks = DateAtom::not_said;
  bool this_one = r.is(Term::this_), next = r.is(Term::next), last = r.is(Term::last);
  if (this_one || next || last) ++r.i;
  auto day = weekday_at(r);
  if (!day) return false;
  ++r.i;
  if (next) weeks = 1;
  if (last) weeks = -1;
  bool week_said = r.is(Term::week_word, 1) && r.look(1).text == "week";
  if (week_said && (r.is(Term::next) || r.is(Term::last))) {
    weeks = r.is(Term::next) ? 1 : -1;
    r.i += 2;
    next = false;
  } else if (week_said && r.look().text == "this") {
    weeks = 0;
    r.i += 2;
  }
  r.next_weekday = next && r.p.rules.fire("en.date.next_weekday");
  r.atom.form = Form::weekday;
  r.atom.weekday = *day;
  r.atom.weeks = weeks;
  // Tuesday, 18 Feb: the weekday only confirms
  Read date{r.p, r.i};
  date.eat_mark(",");
  if (date.look().text == "the") ++date.i;
  for (auto read : {day_month, month_day, day_only}) {
    Read same{r.p, date.i};
    if (!read(same) || !r.p.rules.fire("en.date.weekday_of_day")) continue;
    r.i = same.i;
    r.atom = same.atom;
    r.next_weekday = false;
    break;
  }
  return true;
}

// this week, next weekend, the weekend, next month
bool stretch(Read& r) {
  int shift = r.is(Term::next) ? 1 : r.is(Term::last) ? -1 : 0;
  bool said = r.is(Term::next) || r.is(Term::last) || r.is(Term::this_);
  if (said) ++r.i;
  if (r.is(Term::weekend)) {
    ++r.i;
    r.atom.form = Form::weekend;
    r.atom.weeks = shift;
    return true;
  }
  if (!said) return false;
  if (r.look().text == "week") {
    ++r.i;
    r.atom.form = Form::week;
    r.atom.weeks = shift;
    r.atom.weekday = 0;
    return true;
  }
  if (r.look().text == "month" && !r.is(Term::last)) {
    ++r.i;
    r.atom.form = Form::month_part;
    r.atom.vague = true;
    r.atom.from = 1;
    r.atom.to = 0;
    r.atom.month_shift = shift;
    return true;
  }
  return false;
}

// the end of the month, early March, mid February, late Feb
bool month_part(Read& r) {
  bool first = r.is(Term::first_half), second = r.is(Term::second_half);
  bool begin = r.is(Term::beginning) || first, mid = r.is(Term::middle), end = r.is(Term::end) || second;
  if (!begin && !mid && !end) return false;
  bool narrow = r.look().text.ends_with(" of");
  ++r.i;
  r.eat_mark("-");
  r.atom.form = Form::month_part;
  r.atom.vague = true;
  r.atom.from = begin ? 1 : mid ? 11 : second ? 16 : narrow ? 25 : 21;
  r.atom.to = first ? 15 : begin ? (narrow ? 5 : 10) : mid ? 20 : 0;
  if (auto month = month_at(r)) {
    ++r.i;
    r.atom.month = *month;
    return true;
  }
  bool next = r.is(Term::next), this_one = r.is(Term::this_) || r.look().text == "the";
  if ((next || this_one) && r.is(Term::month_word, 1)) {
    r.i += 2;
    r.atom.month_shift = next ? 1 : 0;
    return true;
  }
  return false;
}

// in March, until April, before May, this April: the month as a whole
bool whole_month(Read& r) {
  if (r.is(Term::this_) || r.is(Term::whole_month)) ++r.i;
  auto month = month_at(r);
  auto before = r.i > 0 ? r.p.at(r.i - 1) : Token{};
  if (!month || !before.terms.any(Term::whole_month, Term::until, Term::before, Term::after, Term::this_)) return false;
  ++r.i;
  r.atom.form = Form::month_part;
  r.atom.vague = true;
  r.atom.from = 1;
  r.atom.to = 0;
  r.atom.month = *month;
  r.atom.year = year(r);
  return true;
}

bool holiday(Read& r) {
  struct Row {
    Term term;
    Form form;
    int month, day;
  };
  constexpr std::array rows{Row{Term::spring_festival, Form::lunar, 1, 1}, Row{Term::lantern_festival, Form::lunar, 1, 15}, Row{Term::qingming, Form::term, 0, 15},
      Row{Term::labour_day, Form::solar, 5, 1}, Row{Term::dragon_boat, Form::lunar, 5, 5}, Row{Term::mid_autumn, Form::lunar, 8, 15}, Row{Term::national_day, Form::solar, 10, 1},
      Row{Term::christmas, Form::solar, 12, 25}};
  for (auto& row : rows)
    if (r.eat(row.term)) {
      r.atom.form = row.form;
      r.atom.month = row.month;
      r.atom.day = row.day;
      return true;
    }
  return false;
}

struct Row {
  std::string_view name;
  bool (*read)(Read&);
};
constexpr std::array rows{Row{"en.date.numbers", all_numbers}, Row{"en.date.month_day", month_day}, Row{"en.date.day_month", day_month}, Row{"en.date.ordinal_month", ordinal_month}, Row{"en.date.day", day_only},
    Row{"en.date.near", near_day}, Row{"en.date.counted", counted}, Row{"en.date.weekday", weekday}, Row{"en.date.stretch", stretch}, Row{"en.date.month_part", month_part}, Row{"en.date.whole_month", whole_month},
    Row{"en.date.holiday", holiday}};

std::optional<Read> one_day(const Page& page, std::size_t at, std::string_view& rule) {
  for (auto& row : rows) {
    Read r{page, at};
    if (row.read(r) && r.i > at && page.rules.fire(row.name)) {
      rule = row.name;
      return r;
    }
  }
  return {};
}

// by the 20th, around Friday: what stands before a day, if it is of the day
struct Before {
  std::size_t first;
  DateExpr::Mod mod{};
  bool until{}, between{}, since{};
};
Before before(const Page& page, std::size_t at) {
  Before out{at};
  auto i = at > 0 && page.at(at - 1).text == "the" ? at - 1 : at;  // after the Lantern Festival
  if (i == 0) return out;
  auto& t = page.tokens[i - 1];
  using Mod = DateExpr::Mod;
  auto take = [&](Mod mod) { out.mod = mod, out.first = i - 1; };
  if (t.is(Term::until)) out.until = true, out.first = i - 1;
  else if (t.text == "since") out.since = true, out.first = i - 1;
  else if (t.is(Term::before)) take(Mod::before);
  else if (t.is(Term::after)) take(Mod::after);
  else if (t.is(Term::around)) take(Mod::around);
  else if (t.is(Term::between)) out.between = true;
  return out;
}

}  // namespace

std::optional<long> count_at(const Page& page, std::size_t at) {
  auto& t = page.at(at);
  if (t.number() && t.value >= 0 && t.text.size() <= 3) return t.value;
  for (int n = 0; n < 12; ++n)
    if (t.is(Term(int(Term::one) + n))) return n + 1;
  return {};
}

std::optional<Value> day_at(const Page& page, std::size_t at) {
  Value out;
  out.kind = Value::Kind::day;
  out.first = at;
  if (page.is(at, Term::open_date) && page.rules.fire("en.date.open")) {
    out.day.open = true;
    out.last = at + 1;
    out.rule = "en.date.open";
    return out;
  }
  auto first = one_day(page, at, out.rule);
  if (!first) return {};
  auto& date = out.day.date;
  date.first = first->atom;
  date.last = first->last;
  date.part = first->part;
  date.counted_from_today = first->today;
  out.day.other = first->other;
  out.day.next_weekday = first->next_weekday;
  auto end = first->i;
  auto around = before(page, at);
  // 18 to 20 Feb, tomorrow or the day after, Friday or Saturday
  Read next{page, end};
  if (!first->last && joint(next) && page.rules.fire("en.date.range")) {
    std::string_view rule;
    bool and_said = page.at(end).text == "and" || page.at(end).mark("&");
    bool day_after = next.is(Term::day_after) && first->atom.form == Form::offset;
    if (day_after && page.rules.fire("en.date.day_after")) {
      DateAtom after = first->atom;
      after.from = after.to = first->atom.to + 1;
      date.last = after;
      end = next.i + 1;
    } else if (auto last = one_day(page, next.i, rule); last && last->atom.form != Form::week && (!and_said || (around.between && page.rules.fire("en.date.between")))) {
      date.last = last->atom;
      if (date.first.form == Form::solar && last->atom.form == Form::solar && date.first.month == 0 && last->atom.month != 0) date.first.month = last->atom.month;
      end = last->i;
      out.day.next_weekday = false;
    }
  }
  out.day.until = around.until && page.rules.fire("en.date.until");
  out.day.since = around.since && page.rules.fire("en.date.since");
  if (around.mod != DateExpr::Mod::none && page.rules.fire(around.mod == DateExpr::Mod::before ? "en.date.before" : around.mod == DateExpr::Mod::after ? "en.date.after" : "en.date.around"))
    date.mod = around.mod;
  if (page.at(end).text == "or" && page.at(end + 1).text == "so" && page.rules.fire("en.date.or_so")) date.mod = DateExpr::Mod::around, end += 2;
  date.rule = out.rule;
  out.first = around.first;
  out.last = end;
  return out;
}

DateValue resolve(const Day_said& day, const Moment& written, Tense tense) {
  DateValue out;
  out.certainty = Certainty::unknown;
  if (day.open) return out;
  out = understanding::resolve(day.date, written, tense);
  if (!out.start || out.certainty != Certainty::exact) return out;
  auto other = [&](DateExpr expr) {
    auto also = understanding::resolve(expr, written, tense);
    if (also.start && *also.start != *out.start) out.alternatives.push_back(*also.start);
  };
  if (day.other) {
    auto expr = day.date;
    expr.first = *day.other;
    other(expr);
  }
  if (day.next_weekday) {  // next Friday: some mean the coming one
    auto expr = day.date;
    expr.first.weeks = DateAtom::not_said;
    other(expr);
  }
  return out;
}

}  // namespace linli::understanding::english
