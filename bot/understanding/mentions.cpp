// What stands in the text: days, hours, spans of both, and the words around them.
#include "bot/understanding/mention_parts.hpp"

namespace linli::understanding {
namespace {

using Form = DateAtom::Form;
using std::chrono::seconds;

bool number_char(char32_t c) { return is_digit(c) || is_han_number(c); }

class MentionFinder {
 public:
  MentionFinder(std::u32string_view text, const Words& words, const Rules& rules) : s_(text), words_(words), rules_(rules) {}

  // 每周三下午, 每天早上8点 come again and again: where what is no mention ends, or 0.
  std::size_t repeated(std::size_t at) {
    Cursor c{s_, at};
    if (!c.eat(U"每")) return 0;
    c.eat(U"逢") || c.eat(U"个");
    Point p;
    std::string_view rule;
    if (c.eat(U"周") || c.eat(U"星期") || c.eat(U"礼拜")) weekday_at(c);
    else c.eat(U"天") || c.eat(U"日") || c.eat(U"月");
    if (!hour(c, p, rule)) point(c, p, rule);
    return c.i;
  }

  // The mention that begins at `at`; where it ends.
  std::optional<MentionExpr> at(std::size_t at, std::size_t& end) {
    Cursor c{s_, at};
    MentionExpr out;
    bool by_then = lead(c);
    if (!days_together(c, out)) {
      if (!point(c, out.first, out.rule)) return {};
      range(c, out);
    }
    closing(c);
    after_it(c, out, by_then);
    if (!out.last && doubtful(out, at, c.i)) return {};
    if (is_digit(c.before()) && is_digit(c.look())) return {};
    end = c.i;
    return out;
  }

 private:
  // 最晚, 截至: until then
  bool lead(Cursor& c) {
    constexpr std::array<std::u32string_view, 9> words{U"截至", U"截止到", U"截止", U"不晚于", U"不迟于", U"最晚", U"最迟", U"至迟", U"早于"};
    if (!c.eat_one(words)) return false;
    c.eat(U"在") || c.eat(U"到") || c.eat(U"要");
    return true;
  }

  bool point(Cursor& c, Point& p, std::string_view& rule) {
    if (from_now(c, p) && rules_.fire("mention.from_now")) return rule = "mention.from_now", true;
    auto from = c;
    bool day = other_day(c, p, rule) || first_month(c, p, rule) || named_day(c, p, rule);
    if (day) beside(c, p);
    p.day_end = c.i;
    if (day) return day_time(c, p), true;
    c = from;
    return hour(c, p, rule);
  }

  // 三小时后, 半小时前, 20分钟以后
  bool from_now(Cursor& at, Point& p) {
    auto c = at;
    long minutes = 0;
    if (c.eat(U"半个小时") || c.eat(U"半小时") || c.eat(U"半个钟头")) minutes = 30;
    else if (c.eat(U"一刻钟")) minutes = 15;
    else if (c.eat(U"三刻钟")) minutes = 45;
    else {
      if (!no_number_before(c)) return false;
      auto n = c.number();
      if (!n || n->value < 1 || n->value > 999) return false;
      bool counted = c.eat(U"个"), half = counted && c.eat(U"半");
      if (c.eat(U"小时") || (counted && c.eat(U"钟头"))) minutes = n->value * 60 + (half ? 30 : 0);
      else if (!counted && c.eat(U"分钟")) minutes = n->value;
      else return false;
    }
    bool after = c.eat(U"以后") || c.eat(U"之后") || c.eat(U"过后") || c.eat(U"后");
    if (!after && !c.eat(U"以前") && !c.eat(U"之前") && !c.eat(U"前")) return false;
    p.off = seconds((after ? 60 : -60) * minutes);
    at = c;
    return true;
  }

  // 次日, 当天, 当晚
  bool other_day(Cursor& c, Point& p, std::string_view& rule) {
    constexpr std::array days{Said{U"次日", 1}, Said{U"翌日", 1}, Said{U"第二天", 1}, Said{U"第二日", 1}, Said{U"隔天", 1}, Said{U"隔日", 1}, Said{U"后一天", 1}, Said{U"前一天", -1},
        Said{U"当日", 0}, Said{U"当天", 0}, Said{U"同日", 0}, Said{U"同一天", 0}, Said{U"即日", 0}, Said{U"那天", 0}};
    auto from = c;
    p.beside = eat_said(c, days);
    if (!p.beside && c.look() == U'次' && c.one_of(U"晨早", 1)) p.beside = 1, ++c.i;
    if (!p.beside && c.look() == U'当' && c.one_of(U"晚夜", 1)) p.beside = 0, ++c.i;
    if (!p.beside) return false;
    if (rules_.fire("mention.other_day")) return rule = "mention.other_day", true;
    p = {};
    c = from;
    return false;
  }

  // 2018年2-4月: the first month borrows the mark of the second, which is read as the end of the span
  bool first_month(Cursor& c, Point& p, std::string_view& rule) {
    auto k = c;
    DateAtom atom{.form = Form::month_part, .from = 1};
    if (!year_before(k, atom)) k = c, atom.year = 0, atom.year_shift = DateAtom::not_said;
    if (!number_char(k.look()) || !no_number_before(k)) return false;
    auto n = k.number();
    if (!n || !a_month(n->value)) return false;
    auto next = k;
    auto second = joint(next, true) ? next.number() : std::nullopt;
    if (!second || !a_month(second->value) || second->value <= n->value || next.look() != U'月' || !rules_.fire("mention.months")) return false;
    atom.month = int(n->value);
    p.day = atom;
    c = k;
    rule = "mention.months";
    return true;
  }

  bool named_day(Cursor& c, Point& p, std::string_view& rule) {
    std::size_t end = 0;
    auto day = any_at(s_, c.i, words_, rules_, end, rule);
    if (!day) return false;
    bool counts = day->form == Form::solar && !day->month && day->month_shift == DateAtom::not_said && end < s_.size() && Cursor{s_, end}.one_of(U"馆口厅机车院文桌床公房");
    if (counts) return false;  // 5号车, 3号馆
    p.day = day;
    if (rule == "date.some_days_ago" && c.at(U"前两")) p.day->from = -2, p.day->to = -1;  // counted, not "some days"
    c.i = end;
    return true;
  }

  // 6月1日周六, 15号(周六), 周日,二月十号
  void beside(Cursor& c, Point& p) {
    if (!p.day) return;
    bool weekday_first = p.day->form == Form::weekday && p.day->weeks == DateAtom::not_said;
    auto k = c;
    bool bracket = k.eat(U"(");
    if (!bracket && weekday_first) k.eat(U",");
    k.blank();
    std::size_t end = 0;
    std::string_view rule;
    auto other = any_at(s_, k.i, words_, rules_, end, rule);
    if (!other) return;
    k.i = end;
    if (rule == "date.holiday" && p.day->day != 0 && p.day->form == Form::solar) c = k;  // 2月14日情人节
    if (bracket && !k.eat(U")")) return;
    bool other_weekday = other->form == Form::weekday && other->weeks == DateAtom::not_said;
    if (weekday_first == other_weekday || !(weekday_first ? other->form == Form::solar && other->day != 0 : p.day->day != 0) || !rules_.fire("mention.weekday_beside")) return;
    p.weekday = weekday_first ? p.day->weekday : other->weekday;
    if (weekday_first) p.day = other;
    c = k;
  }

  static void about(Cursor& c) { c.eat(U"大约") || c.eat(U"大概") || c.eat(U"差不多") || c.eat(U"约"); }
  void take(Cursor& c, Point& p, const TimeExpr& time) {
    p.part = time.part;
    p.clock = time.clock;
    c.i = time.end;
  }
  // The hour of a day that was said: 明天下午两点, 2018-11-29 18:59, 2021-09-12-11:23
  void day_time(Cursor& c, Point& p) {
    auto k = c;
    bool dashed = k.look() == U'-' && is_digit(k.look(1)) && is_digit(k.look(2)) && k.look(3) == U':';
    if (dashed) ++k.i;
    else if (!k.eat(U"的")) k.eat(U","), k.blank(), about(k);
    auto time = find_time(s_, k.i, words_, rules_);
    if (!time && k.look() == U't' && is_digit(k.look(1))) time = glued(s_, k.i + 1);
    if (!time && is_digit(k.look()) && is_digit(c.before())) time = glued(s_, k.i);
    if (!time || (k.i > c.i && s_[k.i - 1] == U',' && !time->clock)) return;
    if (!time->clock && !plain_part(time->begin, time->end, true)) return;
    take(c, p, *time);
    shared_hour(c, p);
  }
  // 2021-09-0910:09
  std::optional<TimeExpr> glued(std::u32string_view text, std::size_t at) const { return find_time(text.substr(at), 0, words_, rules_).transform([&](TimeExpr t) {
    t.begin += at;
    t.end += at;
    return t;
  }); }

  // 吃晚饭 tells an hour to the reader, but names none; 黎明 is also somebody's name.
  bool plain_part(std::size_t begin, std::size_t end, bool day_said) const {
    auto word = s_.substr(begin, end - begin);
    bool part_of_word = word.size() == 1 && Cursor{s_, end}.one_of(U"会饭点餐班高市报宵");  // 晚会, 早点
    bool meal = part_of_word || word.find(U'饭') != word.npos || word.find(U'吃') != word.npos;
    return !meal && (day_said || (word.size() >= 2 && word != U"黎明"));
  }

  // 下午5点, 早上, 五到六点
  bool hour(Cursor& c, Point& p, std::string_view& rule) {
    if (shared_hour(c, p)) return rule = "mention.hours", true;
    auto time = find_time(s_, c.i, words_, rules_);
    if (!time) return false;
    auto from = c;
    take(c, p, *time);
    if (!p.clock) shared_hour(c, p);
    if (!p.clock && !plain_part(time->begin, time->end, false)) return c = from, p = {}, false;
    rule = p.clock ? "mention.hour" : "mention.part";
    return true;
  }
  // 早上五到六点, 9~11点: the first hour borrows the mark of the second; the second is read as the end of the span.
  bool shared_hour(Cursor& c, Point& p) {
    if (p.clock || !number_char(c.look()) || number_char(c.before())) return false;
    auto k = c;
    auto n = k.number();
    if (!n || n->value > 24) return false;
    auto second = k;
    if (!joint(second, true) || !clock_at(second, true, rules_) || !rules_.fire("mention.hours")) return false;
    p.clock = Clock{int(n->value), 0, 0, n->value > 12 || n->value == 0};
    c = k;
    return true;
  }

  // The second day shares the month or its mark: 4月12-19日, 十五六号
  bool shared_day(Cursor& c, const MentionExpr& out, Point& last) {
    auto& first = out.first;
    if (!first.day || first.day->day == 0 || first.timed() || (first.day->form != Form::solar && first.day->form != Form::lunar)) return false;
    auto k = c;
    auto n = k.number();
    if (!n || !a_day(n->value) || n->value <= first.day->day) return false;
    bool marked = day_mark(k);
    bool month_said = first.day->month != 0 || first.day->month_shift != DateAtom::not_said;
    if (!marked && (!month_said || k.one_of(units) || k.one_of(U"./月:时年-"))) return false;
    last.day = DateAtom{.form = first.day->form, .day = int(n->value)};
    c = k;
    return true;
  }

  // 12-15号, 15、16号, 十五六号: one span of days that follow each other
  bool days_together(Cursor& c, MentionExpr& out) {
    DateAtom first, last;
    auto k = c;
    if (!days_in_one(k, first, last) || !rules_.fire("date.days")) return false;
    auto text = s_.substr(c.i, k.i - c.i);
    bool listed = text.find_first_of(U"、和,或/还") != text.npos;
    if (listed && last.day != first.day + 1) return false;
    out.first.day = first;
    out.last = Point{};
    out.last->day = last;
    out.rule = "date.days";
    c = k;
    return true;
  }

  void range(Cursor& c, MentionExpr& out) {
    auto k = c;
    k.blank();
    if (out.first.day && k.look() == U'、' && !Cursor{s_, c.i - 1}.one_of(U"号日")) {  // 11月10、11日
      auto next = k;
      ++next.i;
      Point last;
      if (shared_day(next, out, last) && last.day->day == out.first.day->day + 1 && rules_.fire("mention.range")) out.last = last, c = next;
      return;
    }
    k.eat(U"起") || k.eat(U"开始");
    k.blank();
    bool listed = false;
    if (!joint(k, true)) {
      listed = k.eat(U"和") || k.eat(U"与") || k.eat(U"跟");
      if (!listed) return;
    }
    k.blank();
    if (k.eat(U"今") && !k.one_of(U"天日晚早朝儿年晨夜")) {  // 至今
      if (rules_.fire("mention.to_now")) out.to_now = true, c = k;
      return;
    }
    if (k.before() == U'今') --k.i;
    Point last;
    std::string_view rule;
    bool read = shared_day(k, out, last);
    if (!read) last = {}, read = point(k, last, rule);
    if (!read) return;
    bool between = k.at(U"之间") || k.at(U"间") || k.at(U"期间");
    if (listed && !between) return;
    if (!rules_.fire("mention.range")) return;
    auto next = k;
    bool own_hours = out.first.dated() && !out.first.timed() && last.dated() && last.clock && joint(next, true) && find_time(s_, next.i, words_, rules_);
    if (own_hours) last.part = {}, last.clock = {}, k.i = last.day_end;  // 周一至周五 9:00-18:00
    out.last = last;
    c = k;
  }
  void closing(Cursor& c) {
    constexpr std::array<std::u32string_view, 7> words{U"之间", U"期间", U"为止", U"这段时间", U"当天", U"那天", U"止"};
    c.eat_one(words);
  }
  void after_it(Cursor& c, MentionExpr& out, bool by_then) {
    auto k = c;
    bool to_now = k.eat(U"至今") || k.eat(U"到现在");
    if (!out.last && to_now && rules_.fire("mention.to_now")) {
      out.to_now = true;
      c = k;
      return;
    }
    std::string_view rule;
    if (!out.first.off) out.behind = behind(c, rules_, rule);
    if (out.behind == Behind::nothing && by_then) out.behind = Behind::before;
  }

  // 2.5, 1-2, 3.1: a number unless something tells a day.
  bool doubtful(const MentionExpr& out, std::size_t from, std::size_t to) const {
    if (out.rule != "date.month.digits" || out.first.timed() || out.behind != Behind::nothing) return false;
    auto said = s_.substr(from, to - from);
    if (said.size() == 3 && Cursor{s_, to}.look() == U'的') return true;  // 1/3的人
    if (!is_digit(said.back()) || said.size() == s_.size() || said.find(U'/') != said.npos || said.find(U'·') != said.npos) return false;
    Cursor next{s_, to};
    next.blank();
    bool two_digits = said.size() >= 2 && is_digit(said[said.size() - 2]) && (said[0] != U'0' || said.size() == 5);
    return !two_digits || next.one_of(units) || (said.find(U'-') != said.npos && said.size() < 5);
  }

  std::u32string_view s_;
  const Words& words_;
  const Rules& rules_;
};

// Where a number may begin: not in the middle of another one, nor of a code or a telephone number.
bool may_begin(std::u32string_view s, std::size_t i) {
  if (i == 0 || !number_char(s[i])) return true;
  auto before = s[i - 1];
  if (is_digit(s[i]) && (is_digit(before) || is_latin(before) || before == U'.')) return false;
  if (is_digit(s[i]) && before == U'-' && i > 1 && is_digit(s[i - 2])) return false;
  return !number_char(before);
}

}  // namespace

std::string_view name_of(Mention::Kind kind) {
  constexpr std::array<std::string_view, 6> names{"date", "datetime", "daterange", "datetimerange", "time", "timerange"};
  return names[std::size_t(kind)];
}
std::string_view name_of(Mention::Mod mod) {
  constexpr std::array<std::string_view, 5> names{"", "before", "after", "since", "approx"};
  return names[std::size_t(mod)];
}

std::vector<Mention> find_mentions(const Text& text, const Words& words, const Moment& written, const Rules& rules) {
  std::vector<Mention> out;
  auto chars = std::u32string_view(text.chars).substr(0, longest_text_of_mentions);
  MentionFinder finder(chars, words, rules);
  std::size_t done = 0;
  for (std::size_t i = 0; i < chars.size();) {
    std::size_t end = 0;
    if (auto skipped = finder.repeated(i)) {
      i = done = skipped;
      continue;
    }
    auto found = i == done || may_begin(chars, i) ? finder.at(i, end) : std::nullopt;
    auto value = found ? value_of(*found, written) : std::nullopt;
    if (!value) {
      ++i;
      continue;
    }
    value->words = text.span(i, end);
    value->rule = found->rule;
    out.push_back(*value);
    i = done = end;
  }
  return out;
}

}  // namespace linli::understanding
