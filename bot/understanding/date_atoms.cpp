// Reading days: one function a way of writing them; each looks at one place of the text and takes what it understands.
#include "bot/understanding/calendar.hpp"
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {

// 号, and what hands and input methods make of it. 好 counts only where a journey's word follows.
bool day_mark(Cursor& c) {
  if (c.eat(U"号") || c.eat(U"日") || c.eat(U"曰") || c.eat(U"hao")) return true;
  if (c.look() == U'好' && std::u32string_view(U"回到来返走早晚下上").find(c.look(1)) != std::u32string_view::npos) return ++c.i, true;
  return false;
}

bool no_number_before(const Cursor& c) { return c.i == 0 || !(is_digit(c.s[c.i - 1]) || c.s[c.i - 1] == U'.' || is_latin(c.s[c.i - 1])); }

namespace {

using Form = DateAtom::Form;

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
  if (!n || (n->style == Number::Style::ascii && !initial) || n->value < 1 || n->value > 30 || (initial && n->value > 10)) {
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
  struct Row {
    std::u32string_view word;
    int shift;
  };
  constexpr std::array months{Row{U"下下个月", 2}, Row{U"下一个月", 1}, Row{U"下个月", 1}, Row{U"上一个月", -1}, Row{U"下月", 1}, Row{U"上个月", -1}, Row{U"上月", -1}, Row{U"这个月", 0},
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
      bool dotted = m->style == Number::Style::ascii && (c.look() == U'.' || c.look() == U'/' || c.look() == U'-');
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
  constexpr std::array rows{Row{U"大大后天", 4}, Row{U"大后天", 3}, Row{U"大前天", -3}, Row{U"今天", 0}, Row{U"今日", 0}, Row{U"今朝", 0}, Row{U"今儿", 0}, Row{U"明天", 1},
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
  else if (c.eat(U"下一") || c.eat(U"下")) atom.weeks = 1;
  else if (c.eat(U"上上")) atom.weeks = -2;
  else if (c.eat(U"上一") || c.eat(U"上")) atom.weeks = -1;
  else if (c.eat(U"这一") || c.eat(U"这") || c.eat(U"本") || c.eat(U"当")) atom.weeks = 0;
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
    c.eat(U"内") || c.eat(U"里") || c.eat(U"的");
    auto again = c;  // 上周星期三
    if (again.eat(U"星期") || again.eat(U"礼拜") || again.eat(U"周")) {
      int d = again.look() == U'日' || again.look() == U'天' ? 7 : han_digit(again.look());
      if (d >= 1 && d <= 7) {
        atom.form = Form::weekday;
        atom.weekday = d;
        rule = "date.weekday.of_week";
        end = again.i + 1;
        return atom;
      }
    }
    if (c.s[c.i - 1] == U'的') --c.i;
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
  if (c.eat(U"明后两天") || c.eat(U"明后天")) return take(1, 2, false, "date.tomorrow_or_after");
  if (c.eat(U"今明两天") || c.eat(U"今明天")) return take(0, 1, false, "date.today_or_tomorrow");
  if (c.eat(U"昨前天")) return take(-2, -1, false, "date.days_ago");
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
  bool half = c.eat(U"半个月") || c.eat(U"半月");
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

// 去年八月十五, 2018年10月, 15年3月2日, 明年元旦: the year in front of any of the others
bool year_before(Cursor& c, DateAtom& atom) {
  struct Row {
    std::u32string_view word;
    int shift;
  };
  constexpr std::array years{Row{U"去年", -1}, Row{U"今年", 0}, Row{U"明年", 1}, Row{U"后年", 2}, Row{U"前年", -2}, Row{U"上年", -1}, Row{U"下年", 1}};
  for (auto& y : years)
    if (c.eat(y.word)) {
      atom.year_shift = y.shift;
      break;
    }
  if (atom.year_shift == DateAtom::not_said) {
    if (!no_number_before(c)) return false;
    auto y = c.number();
    if (!y || y->style == Number::Style::counted || (y->digits != 4 && y->digits != 2) || !c.eat(U"年")) return false;
    atom.year = int(y->value);
    if (y->digits == 2) atom.year += y->value < 50 ? 2000 : 1900;
    if (atom.year < 1950 || atom.year > 2100) return false;
  }
  c.eat(U"的");
  c.blank();
  return true;
}

}  // namespace

std::optional<DateAtom> any_at(std::u32string_view text, std::size_t at, const Words& words, std::size_t& end, std::string_view& rule) {
  if (auto a = atom_at(text, at, words, end, rule)) return a;
  Cursor c{text, at};
  DateAtom year;
  bool old = c.eat(U"农历") || c.eat(U"阴历");
  if (!year_before(c, year)) return {};
  std::size_t from = c.i;
  auto rest = old ? lunar(Cursor{text, from}, end, rule) : atom_at(text, from, words, end, rule);
  if (!rest && old) {  // 农历2015年十月初一 has its 农历 in front
    auto with = std::u32string(U"农历") + std::u32string(text.substr(from, 8));
    rest = lunar(Cursor{with, 0}, end, rule);
    if (rest) end = from + end - 2;
  }
  bool dated = rest && (rest->form == Form::solar || rest->form == Form::lunar || rest->form == Form::month_part || rest->form == Form::qingming);
  if (!dated || rest->year != 0 || (rest->form == Form::solar && rest->month == 0 && rest->month_shift == DateAtom::not_said)) return {};
  rest->year = year.year;
  rest->year_shift = year.year_shift;
  return rest;
}

}  // namespace linli::understanding
