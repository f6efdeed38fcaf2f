// Reading days: one function a way of writing them; each looks at one place of the text and takes what it understands.
#include <algorithm>
#include <array>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/dates.hpp"
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {
namespace {

using Form = DateAtom::Form;

// Walks over the text; everything it reads moves it on, what it cannot read leaves it where it was.
struct Cursor {
  std::u32string_view s;
  std::size_t i{};
  char32_t look(std::size_t k = 0) const { return i + k < s.size() ? s[i + k] : 0; }
  bool eat(std::u32string_view word) {
    if (s.substr(std::min(i, s.size()), word.size()) != word) return false;
    i += word.size();
    return true;
  }
  template <std::size_t N>
  bool eat_one(const std::array<std::u32string_view, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return eat(w); });
  }
  bool eat_char(std::u32string_view any) {
    if (look() == 0 || any.find(look()) == any.npos) return false;
    ++i;
    return true;
  }
  std::optional<Number> number() {
    auto n = number_at(s, i);
    if (n) i += n->length;
    return n;
  }
  void blank() {
    if (look() == U' ') ++i;
  }
};

bool a_day(long n) { return n >= 1 && n <= 31; }
bool a_month(long n) { return n >= 1 && n <= 12; }
constexpr std::u32string_view units = U"元块斤度℃°%米万亿倍折吨升年人个岁次点分栋幢弄楼室";

// 号, and what hands and input methods make of it. 好 counts only where a journey's word follows.
bool day_mark(Cursor& c) {
  if (c.eat(U"号") || c.eat(U"日") || c.eat(U"曰") || c.eat(U"hao")) return true;
  if (c.look() == U'好' && std::u32string_view(U"回到来返走早晚下上").find(c.look(1)) != std::u32string_view::npos) return ++c.i, true;
  return false;
}

bool no_number_before(const Cursor& c) { return c.i == 0 || !(is_digit(c.s[c.i - 1]) || c.s[c.i - 1] == U'.' || is_latin(c.s[c.i - 1])); }

// 2020-02-15, 2020年2月15号, 20200215, 2020.2.15
std::optional<DateAtom> with_year(Cursor c, std::size_t& end) {
  if (!no_number_before(c)) return {};
  auto y = c.number();
  if (!y || y->style == Number::Style::counted) return {};
  if (y->digits == 8 && y->value > 19000000 && y->value < 21000000) {
    auto d = solar_day(int(y->value / 10000), int(y->value / 100 % 100), int(y->value % 100));
    if (!d) return {};
    end = c.i;
    return DateAtom{.form = Form::solar, .year = int(y->value / 10000), .month = int(y->value / 100 % 100), .day = int(y->value % 100)};
  }
  if (y->digits != 4 || y->value < 1950 || y->value > 2100) return {};
  c.blank();
  bool han = c.eat(U"年");
  if (!han && !c.eat_char(U"-./")) return {};
  c.blank();
  auto m = c.number();
  if (!m || !a_month(m->value)) return {};
  c.blank();
  if (!c.eat(U"月") && !c.eat_char(U"-./")) return {};
  c.blank();
  auto d = c.number();
  if (!d || !a_day(d->value)) return {};
  day_mark(c);
  end = c.i;
  return DateAtom{.form = Form::solar, .year = int(y->value), .month = int(m->value), .day = int(d->value)};
}

// 上旬, 月底 and so on, after the month was read or for the present one.
bool month_part(Cursor& c, DateAtom& atom, bool month_said) {
  struct Row {
    std::u32string_view word;
    int from, to;
    bool alone;  // stands without a month
  };
  constexpr std::array rows{Row{U"上中旬", 1, 20, true}, Row{U"中上旬", 1, 20, true}, Row{U"中下旬", 11, 0, true}, Row{U"上旬", 1, 10, true},
      Row{U"中旬", 11, 20, true}, Row{U"下旬", 21, 0, true}, Row{U"月初", 1, 5, true}, Row{U"月头", 1, 5, true}, Row{U"月底", 25, 0, true},
      Row{U"月末", 25, 0, true}, Row{U"月尾", 25, 0, true}, Row{U"月中", 11, 20, true}, Row{U"月半头", 14, 16, true}, Row{U"月半", 14, 16, true},
      Row{U"初", 1, 5, false}, Row{U"头", 1, 5, false}, Row{U"底", 25, 0, false}, Row{U"末", 25, 0, false}, Row{U"中", 11, 20, false}};
  for (auto& row : rows) {
    if (row.alone == month_said && row.word.front() == U'月') continue;
    if (!month_said && !row.alone) continue;
    if (row.word == U"初" && is_han_number(c.look(1))) continue;
    if (!c.eat(row.word)) continue;
    atom.form = Form::month_part;
    atom.from = row.from;
    atom.to = row.to;
    atom.vague = true;
    return true;
  }
  return false;
}

// 初八, 十五, 廿三: a day of a lunar month
std::optional<int> lunar_number(Cursor& c) {
  bool initial = c.eat(U"初");
  auto n = number_at(c.s, c.i);
  if (!n || n->style == Number::Style::ascii || n->value < 1 || n->value > 30 || (initial && n->value > 10)) {
    if (initial) --c.i;
    return {};
  }
  if (!initial && n->value < 10) return {};
  c.i += n->length;
  return int(n->value);
}

// 正月十五, 农历二十三, 初八, 年初十, 腊月廿八, 二月二
std::optional<DateAtom> lunar(Cursor c, std::size_t& end, std::string_view& rule) {
  DateAtom atom{.form = Form::lunar};
  bool told = c.eat(U"农历") || c.eat(U"阴历") || c.eat(U"旧历");
  rule = "date.lunar";
  if (c.eat(U"大年") || c.eat(U"新年") || (!told && c.eat(U"年"))) {
    if (c.look() != U'初') return {};
    auto d = lunar_number(c);
    if (!d) return {};
    atom.month = 1;
    atom.day = *d;
    end = c.i;
    return atom;
  }
  if (c.eat(U"正月")) atom.month = 1;
  else if (c.eat(U"腊月")) atom.month = 12;
  else if (c.eat(U"冬月")) atom.month = 11;
  bool own_name = atom.month != 0;
  if (!own_name && c.look() != U'初') {
    auto before = c.i;
    auto m = number_at(c.s, c.i);
    if (m && a_month(m->value) && c.look(m->length) == U'月') {
      c.i += m->length + 1;
      atom.month = int(m->value);
      bool dragon = m->value == 2 && m->style != Number::Style::ascii && c.look() == U'二' && !is_han_number(c.look(1)) && c.look(1) != U'号' && c.look(1) != U'日';
      if (dragon && !told) {
        atom.day = 2;
        end = c.i + 1;
        rule = "date.lunar.festival";
        return atom;
      }
      if (!told && c.look() != U'初') return {};
    } else {
      c.i = before;
      if (!told) return {};
    }
  }
  if (own_name && (c.eat(U"里") || c.eat(U"底") || c.eat(U"末"))) {
    bool late = c.s[c.i - 1] != U'里';
    atom.from = late ? 25 : 1;
    atom.to = 30;
    atom.vague = true;
    end = c.i;
    return atom;
  }
  auto d = lunar_number(c);
  if (!d && told) {
    auto n = c.number();
    if (n && n->value >= 1 && n->value <= 30) d = int(n->value);
  }
  if (!d && own_name) {
    auto n = number_at(c.s, c.i);
    if (n && a_day(n->value)) d = int(n->value), c.i += n->length;
  }
  if (!d) {
    if (!own_name) return {};
    atom.from = 1;
    atom.to = 30;
    atom.vague = true;
    end = c.i;
    return atom;
  }
  c.eat_char(U"日号");
  atom.day = *d;
  end = c.i;
  return atom;
}

// 2月15号, 二月十五, 2.15, 2/15, 下个月初, 三月中下旬, 三月份
std::optional<DateAtom> with_month(Cursor c, std::size_t& end, std::string_view& rule) {
  DateAtom atom{.form = Form::solar};
  if (c.eat(U"去年")) atom.year_shift = -1;
  else if (c.eat(U"今年")) atom.year_shift = 0;
  else if (c.eat(U"明年")) atom.year_shift = 1;
  c.eat(U"的");
  struct Row {
    std::u32string_view word;
    int shift;
  };
  constexpr std::array months{Row{U"下下个月", 2}, Row{U"下个月", 1}, Row{U"下月", 1}, Row{U"上个月", -1}, Row{U"上月", -1}, Row{U"这个月", 0},
      Row{U"本月", 0}, Row{U"这月", 0}, Row{U"当月", 0}};
  for (auto& m : months)
    if (c.eat(m.word)) {
      atom.month_shift = m.shift;
      break;
    }
  bool shifted = atom.month_shift != DateAtom::not_said;
  if (!shifted) {
    if (!no_number_before(c)) return {};
    auto m = c.number();
    if (!m || !a_month(m->value)) return {};
    atom.month = int(m->value);
    auto blank = c;
    blank.blank();
    if (blank.look() == U'月') c = blank;
    if (!c.eat(U"月")) {
      bool dotted = m->style == Number::Style::ascii && atom.year_shift == DateAtom::not_said && (c.look() == U'.' || c.look() == U'/' || c.look() == U'-');
      if (!dotted || !is_digit(c.look(1))) return {};
      bool dash = c.look() == U'-';
      ++c.i;
      auto d = c.number();
      if (!d || !a_day(d->value) || d->digits > 2 || !solar_day(2020, atom.month, int(d->value))) return {};
      auto next = c.look();
      bool more = (next == U'.' || next == U'/') && is_digit(c.look(1));
      if (more || is_latin(next) ? c.s.substr(c.i, 3) != U"hao" : (next != 0 && units.find(next) != units.npos)) return {};
      if (dash && next == U'-') return {};
      day_mark(c);
      atom.day = int(d->value);
      end = c.i;
      rule = "date.month.digits";
      return atom;
    }
    c.eat(U"份");
  }
  if (month_part(c, atom, true)) {
    end = c.i;
    rule = "date.month.part";
    return atom;
  }
  c.blank();
  auto n = number_at(c.s, c.i);
  if (n && a_day(n->value) && (n->style != Number::Style::spelled || n->digits == 1)) {
    auto after = c;
    after.i += n->length;
    bool joined = after.s.substr(after.i, 1) == U"、" || after.look() == U'-' || after.look() == U'~';
    bool marked = day_mark(after);
    auto next = after.look();
    if (marked || ((n->value >= 1) && (next == 0 || units.find(next) == units.npos) && !is_digit(next)) || joined) {
      atom.day = int(n->value);
      end = after.i;
      rule = "date.month.day";
      return atom;
    }
  }
  if (c.s[c.i - 1] == U' ') --c.i;
  atom.form = Form::month_part;
  atom.from = 1;
  atom.to = 0;
  atom.vague = true;
  end = c.i;
  rule = "date.month.whole";
  return atom;
}

// 15号, 十五号, bare 廿五
std::optional<DateAtom> only_day(Cursor c, std::size_t& end) {
  if (!no_number_before(c)) return {};
  bool old = c.look() == U'廿' || c.look() == U'卅';
  auto n = c.number();
  if (!n || !a_day(n->value)) return {};
  auto blank = c;
  blank.blank();
  if (blank.look() == U'号') c = blank;
  if (!day_mark(c) && !(old && units.find(c.look() ? c.look() : U' ') == units.npos)) return {};
  if (c.eat(U"线") || c.eat(U"门")) return {};
  end = c.i;
  return DateAtom{.form = Form::solar, .day = int(n->value)};
}

// 今天, 后天, 昨儿; 今晚 leaves the evening to be read
std::optional<DateAtom> near_day(Cursor c, std::size_t& end) {
  struct Row {
    std::u32string_view word;
    int offset;
  };
  constexpr std::array rows{Row{U"大后天", 3}, Row{U"大前天", -3}, Row{U"今天", 0}, Row{U"今日", 0}, Row{U"今朝", 0}, Row{U"今儿", 0}, Row{U"明天", 1},
      Row{U"明日", 1}, Row{U"明朝", 1}, Row{U"明儿", 1}, Row{U"后天", 2}, Row{U"后日", 2}, Row{U"后儿", 2}, Row{U"昨天", -1}, Row{U"昨日", -1},
      Row{U"昨儿", -1}, Row{U"前天", -2}, Row{U"前日", -2}, Row{U"前儿", -2}};
  for (auto& row : rows)
    if (c.eat(row.word)) {
      c.eat(U"个");
      end = c.i;
      return DateAtom{.form = Form::offset, .from = row.offset, .to = row.offset};
    }
  auto follows = [&](std::u32string_view any) { return c.look(1) != 0 && any.find(c.look(1)) != any.npos; };
  int offset = c.look() == U'今' ? 0 : c.look() == U'明' ? 1 : c.look() == U'昨' ? -1 : c.look() == U'后' ? 2 : c.look() == U'前' ? -2 : 9;
  bool near = offset == 0 || offset == 1 || offset == -1;
  if (offset == 9 || !follows(near ? U"早晚晨夜" : U"晚夜")) return {};
  end = c.i + 1;
  return DateAtom{.form = Form::offset, .from = offset, .to = offset};
}

// 下周三, 礼拜天, 这周末, 下下礼拜
std::optional<DateAtom> week(Cursor c, std::size_t& end, std::string_view& rule) {
  DateAtom atom;
  if (c.eat(U"下下")) atom.weeks = 2;
  else if (c.eat(U"下")) atom.weeks = 1;
  else if (c.eat(U"上上")) atom.weeks = -2;
  else if (c.eat(U"上")) atom.weeks = -1;
  else if (c.eat(U"这") || c.eat(U"本") || c.eat(U"当")) atom.weeks = 0;
  bool said = atom.weeks != DateAtom::not_said;
  if (said) c.eat(U"个");
  if (!c.eat(U"周") && !c.eat(U"星期") && !c.eat(U"礼拜")) return {};
  int day = c.look() == U'日' || c.look() == U'天' ? 7 : han_digit(c.look());
  if (is_digit(c.look()) && !is_digit(c.look(1))) day = int(c.look() - U'0');
  if (c.eat(U"末")) {
    atom.form = Form::weekend;
    rule = "date.weekend";
  } else if (day >= 1 && day <= 7 && c.look() != U'两' && c.look(1) != U'个') {
    ++c.i;
    atom.form = Form::weekday;
    atom.weekday = day;
    rule = said ? "date.weekday.of_week" : "date.weekday";
  } else if (said) {
    c.eat(U"内") || c.eat(U"里");
    atom.form = Form::week;
    rule = "date.week";
  } else {
    return {};
  }
  end = c.i;
  return atom;
}

// 十天后, 一个礼拜以后, 三五天以后, 过两天, 这几天, 前两天, 三天内
std::optional<DateAtom> counted_days(Cursor c, std::size_t& end, std::string_view& rule) {
  DateAtom atom{.form = Form::offset};
  auto take = [&](int from, int to, bool vague, std::string_view name) {
    atom.from = from;
    atom.to = to;
    atom.vague = vague;
    end = c.i;
    rule = name;
    return atom;
  };
  if (c.eat(U"这两天") || c.eat(U"近两天") || c.eat(U"这两日") || c.eat(U"这一两天")) return take(0, 2, true, "date.these_days");
  if (c.eat(U"这几天") || c.eat(U"近几天") || c.eat(U"最近几天") || c.eat(U"这几日") || c.eat(U"这些天")) return take(0, 4, true, "date.these_days");
  if (c.eat(U"前两天")) return take(-4, -2, true, "date.days_ago");
  if (c.eat(U"前几天") || c.eat(U"前些天")) return take(-7, -3, true, "date.days_ago");
  c.eat(U"再");
  bool pass = c.eat(U"过") || c.eat(U"隔") || c.eat(U"等");
  c.eat(U"个");
  if (pass && (c.eat(U"两天") || c.eat(U"两日"))) {
    c.eat(U"后") || c.eat(U"以后") || c.eat(U"之后");
    return take(2, 4, true, "date.some_days");
  }
  if (c.eat(U"几天") || c.eat(U"几日") || c.eat(U"些天") || c.eat(U"些日子")) {
    bool after = c.eat(U"以后") || c.eat(U"之后") || c.eat(U"后") || c.eat(U"过后");
    if (!pass && !after) return {};
    return take(3, 7, true, "date.some_days");
  }
  bool half = c.eat(U"半个月");
  long low = 0, high = 0;
  if (!half) {
    auto n = c.number();
    if (!n || n->value < 1 || n->value > 99) return {};
    low = high = n->value;
    if (n->style == Number::Style::spelled && n->digits == 2) low = n->value / 10, high = n->value % 10;
    if (n->style == Number::Style::counted) {  // 十二三天
      if (int d = han_digit(c.look()); d > 0 && n->value % 10 + 1 == d) high = n->value + 1, ++c.i;
    }
    auto mark = c;
    if (n->style != Number::Style::counted && (mark.eat_char(U"-~到至"))) {
      auto m = mark.number();
      if (m && m->value > n->value && m->value < 99) high = m->value, c = mark;
    }
    if (low > high) return {};
  } else {
    low = high = 15;
  }
  int unit = 1;
  bool month = false;
  if (!half) {
    c.eat(U"个");
    if (c.eat(U"天") || c.eat(U"日")) unit = 1;
    else if (c.eat(U"礼拜") || c.eat(U"星期") || c.eat(U"周")) unit = 7;
    else if (c.eat(U"月")) month = true;
    else return {};
    if (month && c.s[c.i - 2] != U'个') return {};
    if (month) unit = 30;
  }
  if (c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内") || c.eat(U"里")) return take(0, int(high) * unit, false, "date.within");
  bool after = c.eat(U"以后") || c.eat(U"之后") || c.eat(U"过后") || c.eat(U"后");
  if (!after && !pass) {
    if (c.eat(U"以前") || c.eat(U"之前") || c.eat(U"前")) return take(-int(high) * unit, -int(low) * unit, false, "date.days_ago");
    return {};
  }
  return take(int(low) * unit, int(high) * unit, false, "date.in_days");
}

// 元宵节, 清明, 国庆: days of config/lexicon/, "lunar-1-15", "solar-10-1", "term-qingming"
std::optional<DateAtom> holiday(const Cursor& c, std::size_t& end, const Words& words) {
  auto hit = words.longest(c.s, c.i, WordKind::holiday);
  if (hit.length == 0 || words.longest(c.s, c.i).length > hit.length) return {};
  if (c.look(hit.length) == U'假') return {};  // 春节假期: nobody knows when it ends
  auto& value = words.value(hit.value);
  DateAtom atom{.form = value.starts_with("lunar") ? Form::lunar : value.starts_with("solar") ? Form::solar : Form::qingming};
  if (atom.form != Form::qingming) {
    auto dash = value.find('-'), second = value.rfind('-');
    for (auto k = dash + 1; k < second; ++k) atom.month = atom.month * 10 + (value[k] - '0');
    for (auto k = second + 1; k < value.size(); ++k) atom.day = atom.day * 10 + (value[k] - '0');
  }
  end = c.i + hit.length;
  return atom;
}

std::optional<DateAtom> atom_at(std::u32string_view text, std::size_t at, const Words& words, std::size_t& end, std::string_view& rule) {
  Cursor c{text, at};
  bool number = is_digit(c.look()) || is_han_number(c.look());
  if (number) {
    if (auto a = with_year(c, end)) return rule = "date.full", a;
    if (auto a = counted_days(c, end, rule)) return a;
  }
  if (auto a = lunar(c, end, rule)) return a;
  if (auto a = with_month(c, end, rule)) return a;
  if (number) {
    if (auto a = holiday(c, end, words)) return rule = "date.holiday", a;
    if (auto a = only_day(c, end)) return rule = "date.day", a;
    return {};
  }
  if (auto a = near_day(c, end)) return rule = "date.near", a;
  if (auto a = week(c, end, rule)) return a;
  if (auto a = counted_days(c, end, rule)) return a;
  DateAtom part;
  if (auto p = c; month_part(p, part, false)) return end = p.i, rule = "date.month.part", part;
  if (auto a = holiday(c, end, words)) return rule = "date.holiday", a;
  return {};
}

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
  auto other = atom_at(next.s, next.i, words, end, rule);
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
  if ((joint == U',' || joint == U'/' || joint == U'、' || joint == U'跟') && !(exact(out.first) && exact(*other))) return;
  if (joint == U',' && !weekdays) return;
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
  if (c.look() == U'前' && (c.look(1) == U'天' || c.look(1) == U'面')) return;
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
  // 过了元宵, 出了正月
  bool passed = c.eat(U"过了") || c.eat(U"过完") || c.eat(U"出了") || (c.look() == U'过' && words.longest(text, at + 1, WordKind::holiday).length > 0 && c.eat(U"过"));
  if (!passed && days_in_one(c, out)) {
    c.i = out.end;
  } else {
    std::size_t end = 0;
    auto first = atom_at(text, c.i, words, end, out.rule);
    if (!first) return {};
    if (passed && first->form == Form::offset) return {};
    out.first = *first;
    out.counted_from_today = out.rule == "date.near";
    c.i = end;
    if (!passed) range(c, out, words);
  }
  modifier(c, out, passed);
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
