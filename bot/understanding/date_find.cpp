// Days with what stands around them: ranges, lists, before and after, parts of the day.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {
namespace {

using Form = DateAtom::Form;

bool exact(const DateAtom& a) { return a.day != 0 || a.form == Form::weekday || (a.form == Form::offset && a.from == a.to && !a.vague); }

// 15、16号; 十五六号; 15-16号: two days that share their mark
bool days_in_one(Cursor c, DateExpr& out) {
  if (!no_number_before(c)) return false;
  auto a = c.number();
  if (!a || !a_day(a->value)) return false;
  long second = 0;
  if (a->style == Number::Style::counted && han_digit(c.look()) == a->value % 10 + 1 && a->value % 10 != 0) {
    second = a->value + 1;
    ++c.i;
  } else if (a->style == Number::Style::spelled && a->digits == 2 && a->value % 10 == a->value / 10 + 1) {  // 七八号
    second = a->value % 10;
    a->value /= 10;
  } else {
    constexpr std::array<std::u32string_view, 11> joins{U"或者", U"还是", U"或", U"、", U",", U"和", U"到", U"至", U"-", U"~", U"/"};
    auto before = c;
    if (!c.eat_one(joins)) return false;
    if (before.look() == U'/' && a->value <= 12 && a->style == Number::Style::ascii) return false;
    auto b = c.number();
    if (!b || !a_day(b->value)) return false;
    second = b->value;
  }
  if (!day_mark(c) || second <= a->value) return false;
  out.first = DateAtom{.form = Form::solar, .day = int(a->value)};
  out.last = DateAtom{.form = Form::solar, .day = int(second)};
  out.end = c.i;
  out.rule = "date.days";
  return true;
}

void range(Cursor& c, DateExpr& out, const Words& words) {
  constexpr std::array<std::u32string_view, 15> joins{U"或者是", U"或者", U"还是", U"要么", U"或", U"到", U"至", U"—", U"-", U"~", U"、", U"和", U"跟", U",", U"/"};
  auto next = c;
  next.blank();
  bool spaced = next.i != c.i;
  bool joined = next.eat_one(joins);
  auto joint = joined ? next.s[next.i - 1] : U'\0';
  bool month_day = out.first.form == Form::solar && out.first.month != 0;
  if (joined) next.blank();
  std::size_t end = 0;
  std::string_view rule;
  // 2月18-20号, 2.17-19: the second day shares the month
  if (joined && out.first.form == Form::solar && out.first.day != 0) {
    auto d = next;
    auto n = d.number();
    if (n && a_day(n->value) && n->value > out.first.day) {
      bool marked = day_mark(d);
      bool plain = month_day && (joint == U'-' || joint == U'~' || joint == U'—' || joint == U'、' || joint == U'到' || joint == U'至') &&
                   units.find(d.look() ? d.look() : U' ') == units.npos && d.look() != U'.' && d.look() != U'/' && d.look() != U'月';
      if (marked || plain) {
        out.last = DateAtom{.form = Form::solar, .day = int(n->value)};
        c = d;
        return;
      }
    }
  }
  if (!joined && next.look() == U'(') {  // 15号(周六)
    auto inside = next;
    ++inside.i;
    auto day = any_at(inside.s, inside.i, words, end, rule);
    if (day && day->form == Form::weekday && exact(out.first) && end < inside.s.size() && inside.s[end] == U')') c.i = end + 1;
    return;
  }
  auto other = any_at(next.s, next.i, words, end, rule);
  if (!other) return;
  bool weekdays = out.first.form == Form::weekday && other->form == Form::weekday;
  if (!joined) {
    if (spaced) return;
    if (weekdays) {
      out.last = *other;
      c.i = end;
    } else if (other->form == Form::weekday && exact(out.first)) {
      c.i = end;  // 15号周六
    } else if (out.first.form == Form::weekday && other->day != 0) {
      out.first = *other;  // 周六15号
      c.i = end;
    } else if (exact(out.first) && rule == "date.holiday") {
      c.i = end;  // 二月二龙抬头
    }
    return;
  }
  if (out.first.form == Form::weekday && other->day != 0 && joint == U',') {  // 周日,二月十号
    out.first = *other;
    c.i = end;
    return;
  }
  if ((joint == U',' || joint == U'/' || joint == U'、' || joint == U'跟') && !(exact(out.first) && exact(*other))) return;
  if (joint == U',' && !weekdays) return;
  if (joint == U',' && weekdays && !(out.first.weekday != other->weekday)) return;
  out.last = *other;
  c.i = end;
}

void modifier(Cursor& c, DateExpr& out, bool passed) {
  using Mod = DateExpr::Mod;
  constexpr std::array<std::u32string_view, 7> around{U"左右", U"前后", U"上下", U"光景", U"边上", U"样子", U"附近"};
  constexpr std::array<std::u32string_view, 5> before{U"之前", U"以前", U"为止", U"前头", U"前"};
  constexpr std::array<std::u32string_view, 7> after{U"以后", U"之后", U"过后", U"过完", U"一过", U"开外", U"后"};
  constexpr std::array<std::u32string_view, 8> inside{U"之间", U"期间", U"两天里头", U"两天里", U"里头", U"那天", U"这天", U"当天"};
  c.eat_one(inside);
  if (c.look() == U'前' && (c.look(1) == U'天' || c.look(1) == U'面' || c.look(1) == U'几' || is_digit(c.look(1)) || is_han_number(c.look(1)))) return;
  if (c.look() == U'后' && (c.look(1) == U'天' || c.look(1) == U'面' || c.look(1) == U'来')) return;
  if (c.eat_one(around)) out.mod = Mod::around;
  else if (c.eat_one(before)) out.mod = Mod::before;
  else if (c.eat_one(after) || passed) out.mod = Mod::after;
  if (out.mod == Mod::after && c.eat(U"第")) {
    auto n = c.number();
    if (n && c.eat(U"天")) out.mod = Mod::nth_after, out.nth = int(n->value);
  }
}

}  // namespace

std::optional<DateExpr> find_date(std::u32string_view text, std::size_t at, const Words& words) {
  DateExpr out;
  out.begin = at;
  Cursor c{text, at};
  // 最晚25号: by that day
  bool latest = c.eat(U"最晚") || c.eat(U"最迟");
  // 过了元宵, 出了正月
  bool passed = c.eat(U"过了") || c.eat(U"过完") || c.eat(U"出了") || (c.look() == U'过' && words.longest(text, at + 1, WordKind::holiday).length > 0 && c.eat(U"过"));
  if (latest) c.eat(U"也要") || c.eat(U"要") || c.eat(U"在");
  if (!passed && days_in_one(c, out)) {
    c.i = out.end;
  } else {
    std::size_t end = 0;
    auto first = any_at(text, c.i, words, end, out.rule);
    if (!first) return {};
    if (passed && first->form == Form::offset) return {};
    out.first = *first;
    out.counted_from_today = out.rule == "date.near";
    c.i = end;
    if (!passed) range(c, out, words);
  }
  modifier(c, out, passed);
  if (latest && out.mod == DateExpr::Mod::none) out.mod = DateExpr::Mod::before;
  out.end = c.i;
  auto gap = c;
  gap.eat(U"的");
  gap.blank();
  auto time = find_time(text, gap.i, words);
  if (time) {
    add_time(out, *time);
    out.end = time->end;
    Cursor tail{text, out.end};
    tail.eat(U"左右") || tail.eat(U"前后");
    out.end = tail.i;
  }
  return out;
}

}  // namespace linli::understanding
