// Days and months of the lunar calendar.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {
namespace {

using Form = DateAtom::Form;

// 初八, 十五, 廿三: a day of a lunar month
std::optional<int> lunar_number(Cursor& c) {
  auto from = c;
  bool initial = c.eat(U"初");
  auto one = c;
  if (initial && han_digit(c.look()) > 0 && c.look(1) == U'一' && c.one_of(U"早大清定准到过起", 2)) return ++one.i, c = one, han_digit(c.before());  // 初八一早
  auto n = c.number();
  bool right = n && !c.one_of(U"几") && n->value >= 1 && n->value <= (initial ? 10 : 30) && (initial || (n->style == Number::Style::counted && n->value >= 10));
  if (right) return int(n->value);
  c = from;
  return {};
}

bool told(Cursor& c) {
  if (!c.eat(U"农历") && !c.eat(U"阴历") && !c.eat(U"旧历") && !c.eat(U"老历")) return false;
  c.eat(U"的") || c.eat(U"是");  // 农历的十三
  return true;
}
int own_name(Cursor& c) {
  constexpr std::array names{Said{U"正月", 1}, Said{U"冬月", 11}, Said{U"腊月", 12}};
  return eat_said(c, names).value_or(0);
}
// 四月, 闰四月
bool numbered_month(Cursor& c, DateAtom& atom) {
  atom.leap = c.eat(U"闰");
  auto m = c.number();
  if (!m || !a_month(m->value) || !c.eat(U"月")) return false;
  atom.month = int(m->value);
  return true;
}

// 大年初九, 年初七, 新年初三; 年廿九, 大年二十九: around the turn of the year
bool new_year(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  if (is_digit(c.before()) || is_han_number(c.before()) || c.before() == U'今' || c.before() == U'去' || c.before() == U'明') return false;
  bool big = c.look() == U'大';
  if (!c.eat(U"大年") && !c.eat(U"新年") && !c.eat(U"过年") && !c.eat(U"年")) return false;
  bool initial = c.look() == U'初';
  auto d = lunar_number(c);
  bool first_half = big && !initial && d && *d <= 15;  // 大年十五
  if (!d || (!initial && !first_half && *d < 20)) return false;
  if (!initial && c.one_of(units)) return false;
  atom.month = initial || first_half ? 1 : 12;
  atom.day = *d;
  return true;
}

// 二月二, 七月初七; a month told to be lunar, or one whose name or day is: 正月十八, 腊月廿八, 农历八月23号, 三月初一
bool month_and_day(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  bool lunar = told(c);
  if (int m = own_name(c)) atom.month = m, lunar = true;
  else if (!numbered_month(c, atom)) return false;
  bool initial = c.look() == U'初';
  if (!lunar && !initial && !atom.leap) return false;
  auto d = lunar_number(c);
  if (!d) {
    auto n = c.number();
    if (!n || n->value < 1 || n->value > 30 || c.one_of(U"个天周月人几")) return false;
    d = int(n->value);
  }
  c.eat_char(U"日号");
  atom.day = *d;
  return true;
}

// 二月二 is a festival; 二月二号 is a solar day
bool dragon(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  if (!c.eat(U"二月二") || is_han_number(c.look()) || c.one_of(U"号日曰") || c.at(U"hao")) return false;
  atom.month = 2;
  atom.day = 2;
  return true;
}

// 农历二十三, 初八: of the present month, else the next
bool day_alone(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  bool lunar = told(c);
  if (!lunar && c.look() != U'初') return false;
  auto d = lunar_number(c);
  if (!d && lunar) {
    auto n = c.number();
    if (n && n->value >= 1 && n->value <= 30) d = int(n->value);
  }
  if (!d || c.one_of(U"月年")) return false;
  c.eat_char(U"日号");
  atom.day = *d;
  return true;
}

// 十五过了, 十五一过: of the first month, which ends with it
bool past_the_fifteenth(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  if (is_han_number(c.before()) || is_digit(c.before()) || !c.eat(U"十五")) return false;
  if (!c.at(U"过了") && !c.at(U"过完") && !c.at(U"过后") && !c.at(U"一过")) return false;
  atom.day = 15;
  return true;
}

// 正月里, 腊月底, 农历十月, 闰四月
bool whole_month(Cursor& c, DateAtom& atom) {
  atom.form = Form::lunar;
  bool lunar = told(c);
  if (int m = own_name(c)) atom.month = m, lunar = true;
  else if (!numbered_month(c, atom)) return false;
  if (!lunar && !atom.leap) return false;
  atom.from = 1;
  atom.to = 30;
  atom.vague = true;
  if (c.eat(U"里头") || c.eat(U"里") || c.eat(U"份")) return true;
  DateAtom part;
  if (part_of_month(c, part, true)) atom.from = part.from, atom.to = part.to == 0 ? 30 : part.to;
  return true;
}

constexpr std::array rules{AtomRule{"date.lunar.new_year", new_year}, AtomRule{"date.lunar.festival", dragon}, AtomRule{"date.lunar", month_and_day},
    AtomRule{"date.lunar.day", day_alone}, AtomRule{"date.lunar.month", whole_month}, AtomRule{"date.lunar.fifteenth", past_the_fifteenth}};

}  // namespace

bool lunar_days_in_one(Cursor& from, DateAtom& first, DateAtom& last) {
  auto c = from;
  if (!c.one_of(U"大新年农阴旧老正腊冬初")) return false;
  first = DateAtom{.form = Form::lunar};
  c.eat(U"大年") || c.eat(U"新年") || c.eat(U"年");
  bool turn = c.i != from.i, lunar = !turn && told(c);
  if (turn) first.month = 1;
  else if (int m = own_name(c)) first.month = m, lunar = true;
  bool initial = c.eat(U"初");
  if (!initial && !lunar) return false;
  auto n = c.number();
  if (!n) return false;
  int a = int(n->value), b = 0;
  if (initial && n->style == Number::Style::spelled && n->digits == 2) b = a % 10, a /= 10;
  else if (n->style == Number::Style::counted && a > 10 && a < 30 && han_digit(c.look()) == a % 10 + 1) b = a + 1, ++c.i;
  if (b != a + 1 || c.one_of(U"个点月天口人位")) return false;
  c.eat_char(U"日号");
  first.day = a;
  last = first;
  last.day = b;
  from = c;
  return true;
}

std::span<const AtomRule> lunar_rules() { return rules; }

}  // namespace linli::understanding
