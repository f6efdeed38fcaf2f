// Days counted from today: 后天, 下周三, 十天后, 这几天.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {

std::optional<int> weekday_at(Cursor& c) {
  int day = c.look() == U'日' || c.look() == U'天' ? 7 : c.look() == U'两' ? 0 : han_digit(c.look());
  if (is_digit(c.look()) && !is_digit(c.look(1))) day = int(c.look() - U'0');
  if (day < 1 || day > 7 || c.look(1) == U'个') return {};
  ++c.i;
  return day;
}

namespace {

using Form = DateAtom::Form;

bool offset(DateAtom& atom, int from, int to, bool vague = false) {
  atom.form = Form::offset;
  atom.from = from;
  atom.to = to;
  atom.vague = vague;
  return true;
}

// 今个, 明个儿, 后个儿; not 后个月
std::optional<int> this_one(Cursor& c) {
  constexpr std::array days{Said{U"今个", 0}, Said{U"明个", 1}, Said{U"昨个", -1}, Said{U"后个", 2}, Said{U"前个", -2}};
  auto from = c;
  auto day = eat_said(c, days);
  bool said = day && (c.eat(U"儿") || ((*day >= -1 && *day <= 1) && !c.one_of(U"月礼星周年季小号")));
  if (!said) return c = from, std::nullopt;
  return day;
}

// 今天, 后天, 昨儿个
bool near_day(Cursor& c, DateAtom& atom) {
  constexpr std::array days{Said{U"后日朝", 2}, Said{U"大大后天", 4}, Said{U"大大前天", -4}, Said{U"大后天", 3}, Said{U"大后日", 3}, Said{U"大后儿", 3}, Said{U"大后朝", 3}, Said{U"外后天", 3}, Said{U"外后日", 3}, Said{U"大前天", -3}, Said{U"大前日", -3}, Said{U"大前儿", -3}, Said{U"今天", 0},
      Said{U"今日", 0}, Said{U"今朝", 0}, Said{U"今黑", 0}, Said{U"明黑", 1}, Said{U"昨黑", -1}, Said{U"听日", 1}, Said{U"听朝", 1}, Said{U"琴日", -1}, Said{U"寻日", -1}, Said{U"今儿", 0}, Said{U"明天", 1}, Said{U"明日", 1}, Said{U"明朝", 1}, Said{U"明儿", 1}, Said{U"后天", 2}, Said{U"后日", 2},
      Said{U"后朝", 2}, Said{U"后儿", 2}, Said{U"昨天", -1}, Said{U"昨日", -1}, Said{U"昨儿", -1}, Said{U"前天", -2}, Said{U"前日", -2}, Said{U"前儿", -2}};
  if (c.before() == U'赶') return false;  // 赶明儿: some day
  auto days_off = eat_said(c, days);
  if (!days_off) days_off = this_one(c);
  if (!days_off) return false;
  c.eat(U"个");
  return offset(atom, *days_off, *days_off);
}

// 今晚, 明早, 昨夜: the part of the day is left to be read
bool near_part(Cursor& c, DateAtom& atom) {
  constexpr std::array days{Said{U"今", 0}, Said{U"明", 1}, Said{U"昨", -1}, Said{U"后", 2}, Said{U"前", -2}};
  auto day = eat_said(c, days);
  if (!day || !c.one_of(*day >= -1 && *day <= 1 ? U"早晚晨夜晌" : U"晚夜")) return false;
  return offset(atom, *day, *day);
}

constexpr std::array week_words{Said{U"周", 1}, Said{U"星期", 1}, Said{U"礼拜", 1}};

// 下, 上上, 这个
bool which_week(Cursor& c, DateAtom& atom) {
  constexpr std::array shifts{Said{U"下下", 2}, Said{U"下一", 1}, Said{U"下", 1}, Said{U"上上", -2}, Said{U"上一", -1}, Said{U"上", -1}, Said{U"这一", 0}, Said{U"这", 0},
      Said{U"本", 0}, Said{U"当", 0}, Said{U"今", 0}, Said{U"该", 0}};
  auto weeks = eat_said(c, shifts);
  if (!weeks) return false;
  atom.weeks = *weeks;
  c.eat(U"个");
  return true;
}

// Whether what stands before counts the weeks; 302周三 is a room, 小陆周日 a name.
bool counts_weeks(const Cursor& c) {
  if (!is_digit(c.before()) && !is_han_number(c.before())) return false;
  auto behind = [&](std::size_t n) { return c.i >= n ? c.s[c.i - n] : char32_t(0); };
  bool room = is_digit(behind(1)) && is_digit(behind(2)) && is_digit(behind(3));
  bool name = is_han_number(behind(1)) && behind(2) != 0 && std::u32string_view(U"小老阿姓").find(behind(2)) != std::u32string_view::npos;
  return !room && !name;
}

// 礼拜天, 周1; not what is counted in weeks: 两周三次
bool weekday(Cursor& c, DateAtom& atom) {
  atom.form = Form::weekday;
  bool after_another = c.i > 1 && std::u32string_view(U"周期拜").find(c.s[c.i - 2]) != std::u32string_view::npos;  // 周四周五
  bool counted = counts_weeks(c) && !after_another;
  if (counted || c.before() == U'每' || !eat_said(c, week_words)) return false;
  auto day = weekday_at(c);
  if (!day || c.look() == U'分') return false;
  atom.weekday = *day;
  return true;
}

// 下周三, 上周星期四
bool weekday_of_week(Cursor& c, DateAtom& atom) {
  atom.form = Form::weekday;
  if (!which_week(c, atom) || !eat_said(c, week_words)) return false;
  c.eat(U"的");
  eat_said(c, week_words);
  auto day = weekday_at(c);
  if (!day) return false;
  atom.weekday = *day;
  return true;
}

// 周末, 下周末, 周六日
bool weekend(Cursor& c, DateAtom& atom) {
  atom.form = Form::weekend;
  which_week(c, atom);
  if (c.eat(U"双休日") || c.eat(U"双休")) return true;
  if (!eat_said(c, week_words)) return false;
  return c.eat(U"末") || c.eat(U"六日") || c.eat(U"六天");
}

// 下周, 这一周, 本星期内
bool week(Cursor& c, DateAtom& atom) {
  atom.form = Form::week;
  if (!which_week(c, atom) || !eat_said(c, week_words)) return false;
  c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内") || c.eat(U"里");
  return true;
}

// 上半周, 下半周
bool half_week(Cursor& c, DateAtom& atom) {
  atom.form = Form::week;
  atom.weeks = 0;
  auto shifted = c;
  if (which_week(shifted, atom) && eat_said(shifted, week_words)) c = shifted;
  else atom.weeks = 0;
  bool first = c.eat(U"上半周") || c.eat(U"前半周");
  if (!first && !c.eat(U"下半周") && !c.eat(U"后半周")) return false;
  atom.from = first ? 1 : 4;
  atom.to = first ? 3 : 7;
  return true;
}

// 这两天, 这几天
bool these_days(Cursor& c, DateAtom& atom) {
  constexpr std::array spans{Said{U"这两天", 2}, Said{U"近两天", 2}, Said{U"这两日", 2}, Said{U"这一两天", 2}, Said{U"最近两天", 2}, Said{U"这几天", 4}, Said{U"近几天", 4},
      Said{U"最近几天", 4}, Said{U"这几日", 4}, Said{U"近几日", 4}, Said{U"这些天", 4}};
  auto to = eat_said(c, spans);
  return to && offset(atom, 0, *to, true);
}

bool two_days(Cursor& c, DateAtom& atom, std::u32string_view pair, int from, int to) {
  if (!c.eat(pair)) return false;
  bool of_days = c.eat(U"两天") || c.eat(U"两日") || c.eat(U"天");
  return of_days && offset(atom, from, to);
}
// 明后天, 今明两天
bool tomorrow_or_after(Cursor& c, DateAtom& atom) { return two_days(c, atom, U"明后", 1, 2); }
bool today_or_tomorrow(Cursor& c, DateAtom& atom) { return two_days(c, atom, U"今明", 0, 1); }
bool yesterday_or_before(Cursor& c, DateAtom& atom) { return two_days(c, atom, U"昨前", -2, -1); }

// 前两天, 前几天
bool some_days_ago(Cursor& c, DateAtom& atom) {
  if (c.eat(U"前两天") || c.eat(U"前两日")) return offset(atom, -4, -2, true);
  if (c.eat(U"前几天") || c.eat(U"前些天") || c.eat(U"前几日") || c.eat(U"前些日子")) return offset(atom, -7, -3, true);
  return (c.eat(U"几天前") || c.eat(U"几天以前") || c.eat(U"几天之前")) && offset(atom, -7, -3, true);
}

// 前三天, 上两周, 下三个月: whole days, weeks, months before or after this one
bool whole_units(Cursor& c, DateAtom& atom) {
  bool back = c.eat(U"前") || c.eat(U"上");
  if (!back && !c.eat(U"下") && !c.eat(U"后")) return false;
  auto n = c.number();
  if (!n || n->value < 2 || n->value > 60 || (n->style == Number::Style::spelled && n->digits > 1)) return false;
  int many = int(n->value);
  bool counted = c.eat(U"个");
  if (!counted && (c.eat(U"天") || c.eat(U"日"))) return offset(atom, back ? -many : 1, back ? -1 : many);
  atom.form = Form::week;
  atom.weeks = back ? -many : 1;
  if (c.eat(U"星期") || c.eat(U"礼拜") || (!counted && c.eat(U"周"))) return atom.from = 1, atom.to = 7 * many, true;
  return false;
}

bool afterwards(Cursor& c, DateAtom* open = nullptr) {
  if (c.eat(U"以后")) {
    if (open) open->open = true;
    return true;
  }
  return c.eat(U"之后") || c.eat(U"过后") || (c.look() == U'后' && !c.one_of(U"天面日", 1) && c.eat(U"后"));
}

// 过, 再过, 隔, 再有
bool passing(Cursor& c) {
  if (c.eat(U"再过") || c.eat(U"再有") || c.eat(U"再隔") || c.eat(U"再等") || c.eat(U"还有")) return true;
  return c.eat(U"过") || c.eat(U"隔") || c.eat(U"等");
}

// 过两天; 过几天, 几天以后
bool some_days(Cursor& c, DateAtom& atom) {
  bool pass = passing(c);
  c.eat(U"个");
  if (pass && (c.eat(U"两天") || c.eat(U"两日"))) return afterwards(c), offset(atom, 2, 4, true);
  if (!c.eat(U"几天") && !c.eat(U"几日") && !c.eat(U"些天") && !c.eat(U"些日子")) return false;
  return (afterwards(c) || pass) && offset(atom, 3, 7, true);
}

// So many days, weeks or months: 十天, 三五天, 两个礼拜, 半个月, 十个半月, 2-3天.
struct Length {
  int low{}, high{};
  bool months{}, half{};  // half a month more
  bool days_word{};       // 日
  bool vague{};           // 十来天, 一个多礼拜
};
std::optional<Length> exact_length(Cursor& c) {
  Length out;
  if (c.eat(U"半个月") || c.eat(U"半月")) return Length{15, 15, false, false, false, false};
  if (c.eat(U"十天半个月") || c.eat(U"十天半月")) return Length{10, 15, false, false, false, true};
  if (c.eat(U"半个多月")) return Length{15, 15, false, false, false, true};
  if (c.eat(U"个把")) {
    if (c.eat(U"礼拜") || c.eat(U"星期") || c.eat(U"周")) return Length{5, 10, false, false, false, true};
    if (c.eat(U"月")) return Length{25, 40, false, false, false, true};
    return {};
  }
  auto n = c.number();
  if (!n || n->value < 1 || n->value > 400) return {};
  out.low = out.high = int(n->value);
  if (n->style == Number::Style::spelled && n->digits == 2) out.low = int(n->value / 10), out.high = int(n->value % 10);
  if (n->style == Number::Style::spelled && n->digits > 2) return {};
  if (n->style == Number::Style::counted) {  // 十二三天
    if (int d = han_digit(c.look()); d > 0 && n->value % 10 + 1 == d) out.high = int(n->value) + 1, ++c.i;
  }
  auto mark = c;
  if (mark.eat_char(U"-~到至")) {
    auto m = mark.number();
    if (m && m->value > n->value && m->value < 99) out.high = int(m->value), c = mark;
  }
  if (out.low > out.high) return {};
  c.blank();
  bool some = c.eat(U"来");
  bool more = c.eat(U"多") || c.eat(U"几");
  bool counted = c.eat(U"个");
  more = (counted && c.eat(U"多")) || more;
  out.vague = some || more;
  if (counted && c.eat(U"半月")) return out.months = out.half = true, out;
  if (c.eat(U"天")) return out;
  if (!counted && c.eat(U"日")) return out.days_word = true, out;
  if (c.eat(U"礼拜") || c.eat(U"星期") || (!counted && c.look(1) != U'岁' && c.eat(U"周"))) return out.low *= 7, out.high *= 7, out;
  if (counted && c.look() == U'月' && c.one_of(U"底初中", 1)) return {};  // 一个月底来
  if (counted && c.eat(U"月")) return out.months = true, out;
  return {};
}

std::optional<Length> length(Cursor& c) {
  auto out = exact_length(c);
  if (out && out->vague && !out->months && out->low == out->high) out->low -= out->low > 9, out->high += std::max(2, out->high / 3);
  return out;
}

bool counted(DateAtom& atom, const Length& l, int sign) {
  offset(atom, sign * (sign > 0 ? l.low : l.high), sign * (sign > 0 ? l.high : l.low), l.vague);
  if (!l.months) return true;
  atom.form = Form::months;
  atom.day = l.half ? sign * 15 : 0;
  return true;
}

// 十天后, 一个礼拜以后, 三五天以后, 再过三天, 一个半月后
bool in_days(Cursor& c, DateAtom& atom) {
  bool pass = passing(c);
  if (pass && c.look() == U'个' && c.look(1) != U'把') ++c.i;  // 过个三四天
  auto l = length(c);
  if (!l) return false;
  bool after = afterwards(c, &atom);
  if (!after && !pass) return false;
  if (pass) atom.open = false;
  return counted(atom, *l, 1);
}

// 3天前, 两个星期以前
bool days_ago(Cursor& c, DateAtom& atom) {
  auto l = length(c);
  if (!l || !(c.eat(U"以前") || c.eat(U"之前") || (c.look() == U'前' && !c.one_of(U"天面后", 1) && c.eat(U"前")))) return false;
  return counted(atom, *l, -1);
}

// 三天内, 五日之内
bool within(Cursor& c, DateAtom& atom) {
  auto l = length(c);
  if (!l || !(c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内") || c.eat(U"里"))) return false;
  counted(atom, *l, 1);
  atom.from = 0;
  atom.due = l->days_word;
  return true;
}

// 未来两天, 接下来一周; 过去三天, 近五天
bool ahead_or_back(Cursor& c, DateAtom& atom) {
  bool ahead = c.eat(U"未来") || c.eat(U"接下来") || c.eat(U"今后") || c.eat(U"往后") || c.eat(U"接下去");
  if (!ahead && !c.eat(U"过去") && !c.eat(U"最近") && !c.eat(U"近")) return false;
  c.eat(U"的") || c.eat(U"这");
  auto l = length(c);
  if (!l) return false;
  counted(atom, *l, ahead ? 1 : -1);
  if (atom.form == Form::offset) offset(atom, ahead ? 1 : -l->high, ahead ? l->high : -1);
  c.eat(U"之内") || c.eat(U"以内") || c.eat(U"内") || c.eat(U"里");
  return true;
}

constexpr std::array rules{AtomRule{"date.near", near_day}, AtomRule{"date.near.part", near_part}, AtomRule{"date.tomorrow_or_after", tomorrow_or_after},
    AtomRule{"date.today_or_tomorrow", today_or_tomorrow}, AtomRule{"date.yesterday_or_before", yesterday_or_before}, AtomRule{"date.these_days", these_days},
    AtomRule{"date.some_days_ago", some_days_ago}, AtomRule{"date.whole_units", whole_units}, AtomRule{"date.weekend", weekend}, AtomRule{"date.half_week", half_week},
    AtomRule{"date.weekday.of_week", weekday_of_week}, AtomRule{"date.weekday", weekday}, AtomRule{"date.week", week}, AtomRule{"date.some_days", some_days},
    AtomRule{"date.in_days", in_days}, AtomRule{"date.days_ago", days_ago}, AtomRule{"date.within", within}, AtomRule{"date.ahead_or_back", ahead_or_back}};

}  // namespace

std::span<const AtomRule> near_rules() { return rules; }

}  // namespace linli::understanding
