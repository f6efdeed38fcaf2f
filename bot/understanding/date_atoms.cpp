// The table of recognisers, years and holidays: one day, week or part of a month at a place of the text.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {
namespace {

using Form = DateAtom::Form;

// 元宵节, 清明, 国庆: words of config/lexicon/, "lunar-1-15", "solar-10-1", "term-15"
std::optional<DateAtom> holiday(const Cursor& c, std::size_t& end, const Words& words, const Rules& rules) {
  auto hit = words.longest(c.s, c.i, WordKind::holiday);
  if (hit.length == 0 || words.longest(c.s, c.i).length > hit.length) return {};
  auto next = c.look(hit.length);
  if ((next == U'假' || next == U'轻') && rules.fire("date.no_holiday")) return {};  // 春节假期: nobody knows when it ends; 小年轻 are people
  if (is_han_number(c.look()) && (is_han_number(c.before()) || is_han_number(next) || next == U'号' || next == U'点')) return {};
  auto& value = words.value(hit.value);
  DateAtom atom{.form = value.starts_with("lunar") ? Form::lunar : value.starts_with("solar") ? Form::solar : Form::term};
  atom.holiday = true;
  int numbers[2]{}, at = -1;
  for (char ch : value) {
    if (ch == '-') ++at;
    else if (at >= 0 && at < 2 && ch >= '0' && ch <= '9') numbers[at] = numbers[at] * 10 + (ch - '0');
  }
  atom.month = atom.form == Form::term ? 0 : numbers[0];
  atom.day = numbers[atom.form == Form::term ? 0 : 1];
  // 雨水, 小雪, 大雪 are also the weather, or somebody's name
  bool weather = atom.form == Form::term && (atom.day == 330 || atom.day == 240 || atom.day == 255);
  bool alone = hit.length == c.s.size();
  if (weather && !alone && c.before() != U'年' && !c.one_of(U"节前后当那", hit.length) && rules.fire("date.weather")) return {};
  end = c.i + hit.length;
  if (atom.form == Form::term && c.s.substr(end, 2) == U"节气") end += 2;
  return atom;
}

}  // namespace

bool year_before(Cursor& c, DateAtom& atom) {
  constexpr std::array years{Said{U"大前年", -3}, Said{U"去年", -1}, Said{U"今年", 0}, Said{U"明年", 1}, Said{U"大后年", 3}, Said{U"后年", 2}, Said{U"前年", -2}, Said{U"上年", -1},
      Said{U"下年", 1}, Said{U"本年", 0}, Said{U"上一年", -1}, Said{U"下一年", 1}};
  if (auto shift = eat_said(c, years)) {
    atom.year_shift = *shift;
  } else if (c.eat(U"两千年")) {
    atom.year = 2000;
  } else {
    if (!no_number_before(c)) return false;
    auto y = c.number();
    if (!y || y->style == Number::Style::counted || (y->digits != 4 && y->digits != 2)) return false;
    c.blank();
    if (!c.eat(U"年")) return false;
    atom.year = int(y->value);
    if (y->digits == 2) atom.year += y->value < 50 ? 2000 : 1900;
    if (atom.year < 1950 || atom.year > 2100) return false;
  }
  c.eat(U"度") || c.eat(U"的");
  c.eat(U",");
  c.blank();
  return true;
}

namespace {

// Characters that some row of the tables begins with; holidays aside, nothing else needs a look.
constexpr std::u32string_view openers = U"0123456789零〇一二三四五六七八九十廿卅两幺壹贰叁肆伍陆柒捌玖今明后前昨大上下中本这当同该元首农阴旧老正腊冬闰年新过初月周星礼最近几些外听琴寻再还隔等半未接往去个";
constexpr auto opener_bits = [] {
  std::array<std::uint64_t, 1024> bits{};
  for (char32_t c : openers) bits[c >> 6] |= std::uint64_t(1) << (c & 63);
  return bits;
}();
bool opens(char32_t c) { return c < 65536 && (opener_bits[c >> 6] >> (c & 63) & 1); }

bool by_table(std::span<const AtomRule> table, Cursor c, const Rules& rules, DateAtom& atom, std::size_t& end, std::string_view& rule) {
  for (auto& row : table) {
    auto here = c;
    atom = {};
    if (!row.read(here, atom) || !rules.fire(row.name)) continue;
    end = here.i;
    rule = row.name;
    return true;
  }
  return false;
}

std::optional<DateAtom> atom_at(Cursor c, const Words& words, const Rules& rules, std::size_t& end, std::string_view& rule) {
  if (auto h = holiday(c, end, words, rules); h && rules.fire("date.holiday")) return rule = "date.holiday", h;
  if (!opens(c.look())) return {};
  DateAtom atom;
  for (auto table : {near_rules(), lunar_rules(), solar_rules()})
    if (by_table(table, c, rules, atom, end, rule)) return atom;
  return {};
}

// 农历2015年十月初一 has its 农历 in front of the year
std::optional<DateAtom> lunar_after(Cursor c, const Rules& rules, std::size_t& end, std::string_view& rule) {
  DateAtom atom;
  if (by_table(lunar_rules(), c, rules, atom, end, rule)) return atom;
  if (!by_table(solar_rules(), c, rules, atom, end, rule) || atom.month == 0) return {};
  if (atom.form == Form::month_part) atom.to = atom.to == 0 ? 30 : atom.to;
  atom.form = Form::lunar;
  return atom;
}

}  // namespace

std::optional<DateAtom> any_at(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules, std::size_t& end, std::string_view& rule) {
  Cursor c{text, at};
  if (auto a = atom_at(c, words, rules, end, rule)) return a;
  if (!opens(c.look())) return {};
  DateAtom year;
  bool lunar = c.eat(U"农历") || c.eat(U"阴历") || c.eat(U"旧历");
  if (!year_before(c, year)) return {};
  auto rest = lunar ? lunar_after(c, rules, end, rule) : atom_at(c, words, rules, end, rule);
  bool dated = rest && (rest->form == Form::solar || rest->form == Form::lunar || rest->form == Form::month_part || rest->form == Form::month_week || rest->form == Form::term);
  bool has_month = rest && (rest->month != 0 || rest->month_shift != DateAtom::not_said || rest->form == Form::term);
  if (!dated || rest->year != 0 || !has_month || !rules.fire("date.year")) return {};
  rest->year = year.year;
  rest->year_shift = year.year_shift;
  return rest;
}

}  // namespace linli::understanding
