// Parts of the day and clock times.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {
namespace {

// 夜里十二点, 今晚24点: the hour at which the night's own day ends has no place on that day.
bool midnight(const Clock& c, std::optional<PartOfDay> part) {
  bool dark = part == PartOfDay::night || part == PartOfDay::evening || part == PartOfDay::dawn;
  return c.hour == 24 || (dark && (c.hour == 12 || (c.hour == 0 && part != PartOfDay::dawn)));
}

// By the label guide a bare hour from 1 to 6 is in the afternoon.
Minutes by_guide(const Clock& c, std::optional<PartOfDay> part) {
  int hour = c.hour;
  bool late = part == PartOfDay::afternoon || (part == PartOfDay::evening && hour >= 5) || (part == PartOfDay::night && hour >= 6) || (part == PartOfDay::noon && hour < 11);
  if (!c.sure && hour < 12 && (late || (!part && hour >= 1 && hour <= 6))) hour += 12;
  return Minutes(hour % 24 * 60 + c.minute);
}

// pm, a.m., p
void half_of_day(Cursor& c, Clock& out) {
  auto k = c;
  k.blank();
  bool pm = k.look() == U'p';
  if (!pm && k.look() != U'a') return;
  ++k.i;
  if (k.eat(U"m") || k.eat(U".m.") || k.eat(U".m")) {}
  if (is_latin(k.look()) || out.hour > 12) return;
  out.hour = out.hour % 12 + (pm ? 12 : 0);
  out.sure = true;
  c = k;
}

// 20:15, 9:36:46, 3:15pm
bool by_colon(Cursor& c, Clock& out) {
  bool zero = c.look() == U'0';
  auto hour = c.number(2);
  if (!hour || hour->style != Number::Style::ascii || hour->value > 24 || !c.eat(U":")) return false;
  auto minute = c.number(2);
  if (!minute || minute->style != Number::Style::ascii || minute->digits != 2 || minute->value > 59 || is_digit(c.look())) return false;
  out = Clock{int(hour->value), int(minute->value), 0, hour->value > 12 || hour->value == 0 || (zero && hour->digits == 2)};
  auto more = c;
  if (more.eat(U":")) {
    auto second = more.number(2);
    if (second && second->digits == 2 && second->value < 60) out.second = int(second->value), c = more;
  }
  half_of_day(c, out);
  if (c.look() == U'时' && !c.one_of(U"间候期", 1)) ++c.i;
  return true;
}

// 3pm, 11 am
bool by_half(Cursor& c, Clock& out) {
  auto hour = c.number();
  if (!hour || hour->style != Number::Style::ascii || hour->value > 12 || hour->value < 1) return false;
  auto k = c;
  k.blank();
  if ((k.look() != U'a' && k.look() != U'p') || k.look(1) != U'm') return false;
  out = Clock{int(hour->value), 0, 0, false};
  half_of_day(c, out);
  return out.sure;
}

// 半, 一刻, 三刻, 15分, 零五, 过五分, 差五分; nothing of it is fine too
void minutes(Cursor& c, Clock& out) {
  if (c.eat(U"半")) out.minute = 30;
  else if (c.eat(U"一刻") || c.eat(U"1刻")) out.minute = 15;
  else if (c.eat(U"三刻") || c.eat(U"3刻")) out.minute = 45;
  else {
    auto k = c;
    bool lacking = k.eat(U"差");
    if (!lacking) k.eat(U"过");
    bool zero = k.look() == U'零' && is_digit(k.look(1)) && !is_digit(k.look(2));  // 4点零5分
    if (zero) ++k.i;
    auto minute = k.number(2);
    if (!minute || minute->value > 59 || k.one_of(U"个人号楼室弄日月")) return;
    bool marked = k.eat(U"分");
    if (lacking && (!marked || minute->value == 0 || out.hour == 0)) return;
    if (lacking) return out.hour -= 1, out.minute = 60 - int(minute->value), c = k, void();
    if (!marked && !zero && minute->style != Number::Style::counted && minute->digits != 2) return;
    out.minute = int(minute->value);
    c = k;
    auto second = k.number(2);
    if (marked && second && second->value < 60 && k.eat(U"秒")) out.second = int(second->value), c = k;
  }
}

// 三点半, 8点多, 十一点一刻, 15时20分
bool by_point(Cursor& c, Clock& out, bool part_said, const Rules& rules) {
  auto before = c.before();
  auto hour = c.number();
  if (!hour || hour->value > 24 || (c.look() != U'点' && c.look() != U'时')) return false;
  if (c.look() == U'时' && c.one_of(U"间候期", 1)) return false;
  ++c.i;
  auto next = c.look();
  // 一点也不, 早一点来: no clock; 八点八, 零点五: a number; 三点建议: counted
  bool one = hour->style == Number::Style::spelled && hour->value == 1 && (!part_said || before == U'早' || before == U'晚');
  one = one && !(before != 0 && std::u32string_view(U"到至-~—").find(before) != std::u32string_view::npos);
  if (one && !c.one_of(U"半钟多整到左许") && !is_digit(next) && !is_han_number(next) && rules.fire("time.a_bit")) return false;
  if (han_digit(next) > 0 && next != U'两' && !c.one_of(U"分刻十", 1)) return false;
  bool points = c.at(U"建议") || c.at(U"意见") || c.at(U"要求") || c.at(U"注意") || c.at(U"原因") || c.at(U"理由") || c.at(U"问题") || c.at(U"希望") || c.at(U"说明");
  if (points && rules.fire("time.points")) return false;
  out = Clock{int(hour->value), 0, 0, hour->value > 12 || hour->value == 0};
  minutes(c, out);
  bool listed = !part_said && hour->style == Number::Style::spelled && out.minute == 0 && (before == U'有' || before == U'这' || before == U'那' || before == U'下' || before == U'如');
  return !(listed && rules.fire("time.listed"));  // 有三点要注意
}

// 差五分八点, 差一刻9点
bool by_lack(Cursor& c, Clock& out, bool part_said, const Rules& rules) {
  if (!c.eat(U"差")) return false;
  int lack = 15;
  if (!c.eat(U"一刻")) {
    auto n = c.number();
    if (!n || n->value < 1 || n->value > 59 || !c.eat(U"分")) return false;
    lack = int(n->value);
  }
  c.eat(U"钟");
  c.eat(U"到");
  if (!by_point(c, out, part_said, rules) || out.minute != 0 || out.hour == 0) return false;
  out.hour -= 1;
  out.minute = 60 - lack;
  return true;
}

}  // namespace

std::optional<Clock> clock_at(Cursor& c, bool part_said, const Rules& rules) {
  if (!(is_digit(c.look()) || is_han_number(c.look()) || c.look() == U'差')) return {};
  if (is_digit(c.before()) || c.before() == U'.' || (is_digit(c.look()) && is_latin(c.before()))) return {};
  Clock out;
  auto from = c;
  auto tried = [&](bool read) { return read || (c = from, false); };
  if (!tried(by_colon(c, out)) && !tried(by_half(c, out)) && !tried(by_point(c, out, part_said, rules)) && !tried(by_lack(c, out, part_said, rules))) return {};
  c.eat(U"钟") || c.eat(U"整");
  c.eat(U"多") || c.eat(U"来") || c.eat(U"许") || c.eat(U"左右") || c.eat(U"光景");
  c.eat(U"钟");
  half_of_day(c, out);
  return out;
}

static PartOfDay part_of(Minutes time) {
  auto hour = time.count() / 60;
  return hour < 5 ? PartOfDay::dawn : hour < 11 ? PartOfDay::morning : hour < 13 ? PartOfDay::noon : hour < 18 ? PartOfDay::afternoon : PartOfDay::evening;
}

// 八九点钟, 8、9点, 十一二点: two hours of which neither is said
static std::optional<Clock> either_hour(Cursor& from, bool spans) {
  auto c = from;
  if (is_digit(c.before()) || c.before() == U'.' || !(is_digit(c.look()) || is_han_number(c.look()))) return {};
  auto a = c.number();
  if (!a) return {};
  long first = a->value, second = 0;
  if (a->style == Number::Style::spelled && a->digits == 2) first = a->value / 10, second = a->value % 10;
  else if (a->style == Number::Style::counted && han_digit(c.look()) == a->value % 10 + 1) second = a->value + 1, ++c.i;
  else if (c.eat_char(spans ? U"、,-~到至或" : U"、,或")) {
    auto b = c.number();
    if (b) second = b->value;
  }
  if (second != first + 1 || second > 24 || (c.look() != U'点' && c.look() != U'时') || c.one_of(U"间候期", 1)) return {};
  ++c.i;
  c.eat(U"钟") || c.eat(U"左右");
  from = c;
  return Clock{int(first), 0, 0, first > 12};
}

std::optional<TimeExpr> find_time(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules, bool spans) {
  TimeExpr out;
  out.begin = at;
  Cursor c{text, at};
  auto hit = words.longest(text, c.i, WordKind::part);
  if (hit.length > 0) {
    out.part = part_named(words.value(hit.value));
    c.i += hit.length;
    auto more = words.longest(text, c.i, WordKind::part);  // 晚上半夜
    if (more.length > 0) {
      out.part = part_named(words.value(more.value));
      c.i += more.length;
    }
  }
  auto clock = c;
  if (hit.length > 0) clock.eat(U"大概") || clock.eat(U"大约") || clock.eat(U"约") || clock.eat_char(U"的 ");
  if (auto hours = either_hour(clock, spans); hours && rules.fire("time.either_hour")) {
    if (!out.part) out.part = part_of(by_guide(*hours, out.part));
    out.end = clock.i;
    return out;
  }
  auto read = clock_at(clock, hit.length > 0, rules);
  if (!read && hit.length > 0) clock = c, read = clock_at(clock, true, rules);
  if (read && rules.fire("time.clock")) {
    out.clock = read;
    if (!midnight(*read, out.part) || !rules.fire("time.midnight")) out.time = by_guide(*read, out.part);
    else if (out.part != PartOfDay::dawn) out.part = PartOfDay::night;
    c = clock;
  } else if (hit.length == 0 || !rules.fire("time.part")) {
    return {};
  }
  out.end = c.i;
  return out;
}

void add_time(DateExpr& date, const TimeExpr& time, const Rules& rules) {
  if (time.part && !date.part) date.part = time.part;
  if (!time.time) return;
  if (date.time && *date.time != *time.time && rules.fire("time.two_clocks")) {  // two clock times for one journey: only the part of the day is sure
    if (!date.part) date.part = part_of(*time.time);
    date.time.reset();
    date.late = false;
    return;
  }
  date.time = time.time;
  // 下午 was said beside the day, the bare hour elsewhere
  if (!date.part || time.part || !time.clock) return;
  if (midnight(*time.clock, date.part) && rules.fire("time.midnight")) date.time.reset();
  else if (rules.fire("time.part_beside")) date.time = by_guide(*time.clock, date.part);
}

void extend(DateExpr& date, const DateExpr& other) {
  date.last = other.last ? other.last : other.first;
  date.end = std::max(date.end, other.end);
  if (other.part != date.part) date.part.reset();  // 周五晚上或者周六早上
}

}  // namespace linli::understanding
