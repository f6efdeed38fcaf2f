// Parts of the day and clock times.
#include "bot/understanding/dates.hpp"
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {
namespace {

// A bare hour from 1 to 6 is in the afternoon.
Minutes clock(long hour, long minute, std::optional<PartOfDay> part) {
  bool late = part == PartOfDay::afternoon || part == PartOfDay::evening || (part == PartOfDay::night && hour >= 6) || (part == PartOfDay::noon && hour < 11);
  if (hour < 12 && (late || (!part && hour >= 1 && hour <= 6))) hour += 12;
  if (hour == 24) hour = 0;
  return Minutes(hour * 60 + minute);
}

struct Clock {
  long hour{}, minute{};
  std::size_t end{};
};

// 3点, 三点半, 20:15, 8点多, 十一点一刻
std::optional<Clock> clock_at(std::u32string_view s, std::size_t at, bool part_said) {
  auto hour = number_at(s, at);
  if (!hour || hour->value > 24 || (at > 0 && (is_digit(s[at - 1]) || s[at - 1] == U'.'))) return {};
  auto look = [&](std::size_t k) { return k < s.size() ? s[k] : char32_t(0); };
  std::size_t i = at + hour->length;
  Clock out{hour->value, 0, 0};
  if (look(i) == U':' && hour->style == Number::Style::ascii) {
    auto minute = number_at(s, i + 1);
    if (!minute || minute->digits != 2 || minute->value > 59) return {};
    out.minute = minute->value;
    out.end = i + 1 + minute->length;
    return out;
  }
  if (look(i) != U'点' && look(i) != U'时') return {};
  if (look(i) == U'时' && (look(i + 1) == U'间' || look(i + 1) == U'候')) return {};
  // 一点也不: no clock; 八点八: a number
  bool bare_one = hour->style == Number::Style::spelled && hour->value == 1 && !part_said;
  ++i;
  if (bare_one && look(i) != U'半' && look(i) != U'钟' && look(i) != U'多' && look(i) != U'整' && look(i) != U'到' && !is_digit(look(i))) return {};
  if (han_digit(look(i)) > 0 && look(i + 1) != U'分' && look(i + 1) != U'刻' && look(i + 1) != U'十') return {};
  if (look(i) == U'半') {
    out.minute = 30;
    ++i;
  } else if (s.substr(i, 2) == U"一刻") {
    out.minute = 15;
    i += 2;
  } else if (s.substr(i, 2) == U"三刻") {
    out.minute = 45;
    i += 2;
  } else if (auto minute = number_at(s, i); minute && minute->value < 60 && look(i + minute->length) != U'个' && look(i + minute->length) != U'人') {
    bool marked = look(i + minute->length) == U'分';
    if (marked || minute->style == Number::Style::counted || minute->digits == 2) {
      out.minute = minute->value;
      i += minute->length + (marked ? 1 : 0);
    }
  }
  if (look(i) == U'钟' || look(i) == U'整') ++i;
  if (look(i) == U'多' || look(i) == U'左') i += look(i) == U'左' ? 2 : 1;
  out.end = std::min(i, s.size());
  return out;
}

}  // namespace

std::optional<TimeExpr> find_time(std::u32string_view text, std::size_t at, const Words& words) {
  TimeExpr out;
  out.begin = at;
  std::size_t i = at;
  auto hit = words.longest(text, i, WordKind::part);
  if (hit.length > 0) {
    out.part = part_named(words.value(hit.value));
    i += hit.length;
    auto more = words.longest(text, i, WordKind::part);  // 晚上半夜
    if (more.length > 0) {
      out.part = part_named(words.value(more.value));
      i += more.length;
    }
    if (i < text.size() && (text[i] == U'的' || text[i] == U' ') && clock_at(text, i + 1, true)) ++i;
  }
  if (auto c = clock_at(text, i, hit.length > 0)) {
    out.time = clock(c->hour, c->minute, out.part);
    i = c->end;
  } else if (hit.length == 0) {
    return {};
  }
  out.end = i;
  return out;
}

void add_time(DateExpr& date, const TimeExpr& time) {
  if (time.part && !date.part) date.part = time.part;
  if (!time.time) return;
  if (date.time && *date.time != *time.time) {  // two clock times for one journey: only the part of the day is sure
    if (!date.part) {
      auto hour = time.time->count() / 60;
      date.part = hour < 5 ? PartOfDay::dawn : hour < 11 ? PartOfDay::morning : hour < 13 ? PartOfDay::noon : hour < 18 ? PartOfDay::afternoon : PartOfDay::evening;
    }
    date.time.reset();
    date.late = false;
    return;
  }
  date.time = time.time;
  // 下午 was said beside the day, the bare hour elsewhere
  if (date.part && !time.part) date.time = clock(time.time->count() / 60 % 12, time.time->count() % 60, date.part);
}

void extend(DateExpr& date, const DateExpr& other) {
  date.last = other.last ? other.last : other.first;
  date.end = std::max(date.end, other.end);
}

}  // namespace linli::understanding
