// Days and months of the solar calendar.
#include "bot/understanding/calendar.hpp"
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {

// 号, and what hands and input methods make of it. 好 counts only where a journey's word follows.
bool day_mark(Cursor& c) {
  if (c.eat(U"号") || c.eat(U"日") || c.eat(U"曰") || c.eat(U"hao")) return true;
  if (c.look() == U'好' && c.one_of(U"回到来返走早晚下上左前", 1)) return ++c.i, true;
  return false;
}

// 小Q18号: the letter is a name.
static bool named_by_letter(const Cursor& c) { return c.i >= 2 && std::u32string_view(U"小老阿大").find(c.s[c.i - 2]) != std::u32string_view::npos; }

// 102廿号 are two numbers, 1022 is one.
bool no_number_before(const Cursor& c) { return !is_digit(c.look()) || !(is_digit(c.before()) || c.before() == U'.' || (is_latin(c.before()) && !named_by_letter(c))); }

namespace {

using Form = DateAtom::Form;

bool clock_glued(const Cursor& c) { return is_digit(c.look()) && is_digit(c.look(1)) && c.look(2) == U':' && is_digit(c.look(3)); }
// A number that goes on is no day: 2022-11-231.
bool ends_here(const Cursor& c) { return !is_digit(c.look()) || clock_glued(c); }

// A year of four digits; 零七年, 91年 need their 年.
bool four_digits(Cursor& c, DateAtom& atom) {
  if (!no_number_before(c)) return false;
  if (c.eat(U"两千")) return atom.year = 2000, true;
  auto y = c.number();
  if (!y || y->style == Number::Style::counted || y->digits != 4 || y->value < 1950 || y->value > 2100) return false;
  atom.year = int(y->value);
  return true;
}

// 2020-02-15, 2020年2月15号, 2020.2.15, 2020 02 15
bool full(Cursor& c, DateAtom& atom) {
  if (!four_digits(c, atom)) return false;
  bool spaced = c.look() == U' ' && is_digit(c.look(1)) && is_digit(c.look(2)) && c.look(3) == U' ' && is_digit(c.look(4)) && is_digit(c.look(5)) && !is_digit(c.look(6));
  c.blank();
  bool han = c.eat(U"年");
  if (!han && !spaced && !c.eat_char(U"-./")) return false;
  if (han) c.eat(U",");
  c.blank();
  auto m = c.number(2);
  if (!m || !a_month(m->value)) return false;
  c.blank();
  if (!c.eat(U"月") && !spaced && !c.eat_char(U"-./")) return false;
  c.blank();
  auto d = c.number(2);
  if (!d || !ends_here(c) || !solar_day(atom.year, int(m->value), int(d->value))) return false;
  atom.month = int(m->value);
  atom.day = int(d->value);
  day_mark(c);
  return true;
}

// 20200215
bool compact(Cursor& c, DateAtom& atom) {
  if (!no_number_before(c)) return false;
  auto y = c.number();
  if (!y || y->style != Number::Style::ascii || y->digits != 8 || is_latin(c.look())) return false;
  atom.year = int(y->value / 10000);
  atom.month = int(y->value / 100 % 100);
  atom.day = int(y->value % 100);
  return atom.year >= 1950 && atom.year <= 2100 && solar_day(atom.year, atom.month, atom.day);
}

bool shifted_month(Cursor& c, DateAtom& atom) {
  constexpr std::array months{Said{U"下下个月", 2}, Said{U"下下月", 2}, Said{U"下一个月", 1}, Said{U"下个月", 1}, Said{U"下月", 1}, Said{U"上上个月", -2},
      Said{U"上上月", -2}, Said{U"上一个月", -1}, Said{U"上个月", -1}, Said{U"上月", -1}, Said{U"这个月", 0}, Said{U"本月", 0}, Said{U"这月", 0}, Said{U"当月", 0},
      Said{U"同月", 0}, Said{U"该月", 0}, Said{U"下个号头", 1}, Said{U"下号头", 1}, Said{U"这个号头", 0}, Said{U"上个号头", -1}, Said{U"上号头", -1}};
  auto shift = eat_said(c, months);
  if (!shift) return false;
  atom.month_shift = *shift;
  return true;
}

// 2月, 二月份, 元月, 下个月
bool month_head(Cursor& c, DateAtom& atom) {
  if (shifted_month(c, atom)) return true;
  if (c.eat(U"元月") || c.eat(U"首月")) {
    atom.month = 1;
    return c.eat(U"份"), true;
  }
  if (!no_number_before(c)) return false;
  auto m = c.number();
  if (!m || !a_month(m->value)) return false;
  auto blank = c;
  blank.blank();
  if (blank.look() == U'月') c = blank;
  if (!c.eat(U"月")) return false;
  atom.month = int(m->value);
  c.eat(U"份");
  return true;
}

// 三月中下旬, 下个月初, 2月底, 这个月前两天
bool month_with_part(Cursor& c, DateAtom& atom) {
  if (!month_head(c, atom)) return false;
  auto of = c;
  if (of.eat(U"的") && part_of_month(of, atom, true)) return c = of, true;
  return part_of_month(c, atom, true);
}

// 三月第二周, 下个月第一个周六, 十月最后一周
bool month_week(Cursor& c, DateAtom& atom) {
  if (!month_head(c, atom)) return false;
  c.eat(U"份");
  c.eat(U"的");
  if (c.eat(U"最后一")) atom.from = -1;
  else {
    if (!c.eat(U"第") && !(c.look() == U'首' && (c.one_of(U"周个", 1)))) return false;
    auto n = c.eat(U"首") ? std::optional(Number{1, 1, {}, 0}) : c.number();
    if (!n || n->value < 1 || n->value > 5) return false;
    atom.from = int(n->value);
  }
  c.eat(U"个");
  if (!c.eat(U"周") && !c.eat(U"星期") && !c.eat(U"礼拜")) return false;
  atom.form = Form::month_week;
  c.eat(U"的周") || c.eat(U"的星期") || c.eat(U"的礼拜");
  if (auto day = weekday_at(c)) atom.weekday = *day;
  return true;
}

// 2月15号, 二月十五, 下个月3号, 一月二十三
bool month_day(Cursor& c, DateAtom& atom) {
  if (!month_head(c, atom)) return false;
  if (atom.month_shift != DateAtom::not_said) c.eat(U"的");
  c.blank();
  bool old = c.look() == U'廿' || c.look() == U'卅';
  auto n = c.number(2);
  if (!n || !a_day(n->value) || (n->style == Number::Style::spelled && n->digits != 1)) return false;
  bool joined = c.look() == U'、' || c.look() == U'-' || c.look() == U'~';
  bool marked = day_mark(c);
  auto next = c.look();
  if (!marked && !joined && ((next != 0 && units.find(next) != units.npos) || next == U'几' || is_digit(next))) return false;
  if (atom.month && !solar_day(2020, atom.month, int(n->value))) return false;
  atom.day = int(n->value);
  bool feast = atom.month == 8 && n->value == 15 && n->style == Number::Style::counted;
  atom.old_style = !marked && (old || feast);
  return true;
}

// 三月份, 下个月: the whole of it
bool whole_month(Cursor& c, DateAtom& atom) {
  if (!month_head(c, atom)) return false;
  auto day = c;
  if (day.number() && day_mark(day)) return false;  // 11月31日: a day that does not exist is not its month
  atom.form = Form::month_part;
  atom.from = 1;
  atom.to = 0;
  atom.vague = true;
  return true;
}

// 2.15, 2/15, 2-15, 6·30
bool digits(Cursor& c, DateAtom& atom) {
  if (!no_number_before(c) || !is_digit(c.look())) return false;
  auto m = c.number();
  if (!a_month(m->value) || !c.one_of(U"./-·") || !is_digit(c.look(1))) return false;
  auto by = c.look();
  bool dash = by == U'-';
  ++c.i;
  auto d = c.number();
  if (d->digits > 2 || !solar_day(2020, int(m->value), int(d->value))) return false;
  bool two = by == U'.' && c.look() == U'/';  // 2.22/2.23
  bool more = c.one_of(U"./") && is_digit(c.look(1)) && !two;
  bool marked = c.at(U"hao");
  if (more || (is_latin(c.look()) && !marked) || (c.one_of(units) && !(by == U'.' && c.look() == U'人')) || (dash && c.look() == U'-')) return false;
  day_mark(c);
  atom.month = int(m->value);
  atom.day = int(d->value);
  return true;
}

// 15号, 十五号, bare 廿五
bool only_day(Cursor& c, DateAtom& atom) {
  if (!no_number_before(c) || c.before() == U'月') return false;
  bool some_day = c.look() == U'一' && c.look(1) == U'日' && std::u32string_view(U"哪那某另每有这").find(c.before()) != std::u32string_view::npos && c.before() != 0;  // 哪一日
  if (some_day) return false;
  bool old = c.look() == U'廿' || c.look() == U'卅';
  auto n = c.number();
  if (!n || !a_day(n->value)) return false;
  auto blank = c;
  blank.blank();
  if (blank.look() == U'号') c = blank;
  if (!day_mark(c) && !(old && !c.one_of(units) && !c.one_of(U"几"))) return false;
  if (c.one_of(U"线门库楼幢弄院铺桌柜") || (c.look() == U'座' && c.look(1) != U'谈')) return false;  // 16号座
  atom.day = int(n->value);
  atom.old_style = old && c.s[c.i - 1] != U'号' && c.s[c.i - 1] != U'日';
  return true;
}

// 二十几号, 廿几, 3月十几号: of which only the ten is known
bool tens(Cursor& c, DateAtom& atom) {
  auto month = c;
  if (month_head(month, atom)) c = month;
  else if (!no_number_before(c)) return false;
  bool old = c.look() == U'廿';
  auto n = c.number();
  if (!n || (n->value != 10 && n->value != 20) || !c.eat(U"几")) return false;
  if (!day_mark(c) && !old) return false;
  atom.form = Form::month_part;
  atom.from = int(n->value) + 1;
  atom.to = int(n->value) + 9;
  atom.vague = true;
  return true;
}

// 0218回来: as one types it on a telephone; rooms are numbered so too, a journey's word must follow
bool four_figures(Cursor& c, DateAtom& atom) {
  if (!no_number_before(c) || c.look() != U'0') return false;
  auto n = c.number();
  if (!n || n->digits != 4 || !solar_day(2020, int(n->value / 100), int(n->value % 100))) return false;
  auto next = c;
  next.blank();
  if (!next.one_of(U"回到来返抵") && !next.at(U"晚上") && !next.at(U"早上") && !next.at(U"上午") && !next.at(U"下午")) return false;
  atom.month = int(n->value / 100);
  atom.day = int(n->value % 100);
  return true;
}

bool month_part_alone(Cursor& c, DateAtom& atom) { return part_of_month(c, atom, false); }

constexpr std::array rules{AtomRule{"date.full", full}, AtomRule{"date.compact", compact}, AtomRule{"date.four_figures", four_figures}, AtomRule{"date.tens", tens}, AtomRule{"date.month.digits", digits},
    AtomRule{"date.month.part", month_with_part}, AtomRule{"date.month.week", month_week}, AtomRule{"date.month.day", month_day}, AtomRule{"date.month.whole", whole_month},
    AtomRule{"date.day", only_day}, AtomRule{"date.part_of_this_month", month_part_alone}};

}  // namespace

// 上旬, 月底 and so on, after the month was read or for the present one.
bool part_of_month(Cursor& c, DateAtom& atom, bool month_said) {
  struct Row {
    std::u32string_view word;
    int from, to;
    bool alone, behind;  // stands without a month; behind one
  };
  constexpr std::array rows{Row{U"上中旬", 1, 20, true, true}, Row{U"中上旬", 1, 20, true, true}, Row{U"中下旬", 11, 0, true, true}, Row{U"上旬", 1, 10, true, true},
      Row{U"中旬", 11, 20, true, true}, Row{U"下旬", 21, 0, true, true}, Row{U"上半月", 1, 15, true, true}, Row{U"下半月", 16, 0, true, true},
      Row{U"月初", 1, 5, true, false}, Row{U"月头", 1, 5, true, false}, Row{U"月底", 25, 0, true, false}, Row{U"月末", 25, 0, true, false},
      Row{U"月尾", 25, 0, true, false}, Row{U"月中", 11, 20, true, false}, Row{U"月半头", 14, 16, true, false}, Row{U"月半", 14, 16, true, false},
      Row{U"初", 1, 5, false, true}, Row{U"头上", 1, 5, false, true}, Row{U"头浪", 1, 5, false, true}, Row{U"底", 25, 0, false, true}, Row{U"末", 25, 0, false, true},
      Row{U"中", 11, 20, false, true}, Row{U"头", 1, 5, false, true}};
  for (auto& row : rows) {
    if (!(month_said ? row.behind : row.alone)) continue;
    if (row.word == U"初" && (is_han_number(c.look(1)) || is_digit(c.look(1)))) continue;
    if (row.word == U"中" && (c.look(1) == U'午' || c.look(1) == U'秋' || c.look(1) == U'饭')) continue;
    if (row.word == U"头" && (is_han_number(c.look(1)) || is_digit(c.look(1)))) continue;
    if (!c.eat(row.word)) continue;
    atom.form = DateAtom::Form::month_part;
    atom.from = row.from;
    atom.to = row.to;
    atom.vague = true;
    return true;
  }
  // 前两天, 头三天, 最后一天
  if (!month_said) return false;
  auto edge = c;
  bool first = edge.eat(U"前") || edge.eat(U"头");
  if (!first && !edge.eat(U"最后") && !edge.eat(U"后")) return false;
  auto n = edge.number();
  if (!n || n->value < 1 || n->value > 28 || !edge.eat(U"天")) return false;
  c = edge;
  atom.form = DateAtom::Form::month_part;
  atom.from = first ? 1 : -int(n->value);
  atom.to = first ? int(n->value) : 0;
  return true;
}

std::span<const AtomRule> solar_rules() { return rules; }

}  // namespace linli::understanding
