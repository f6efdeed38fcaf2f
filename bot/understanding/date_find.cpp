// Days with what stands around them, as the reader takes them: ranges, lists, before and after, parts of the day.
#include "bot/understanding/date_parts.hpp"

namespace linli::understanding {

// …，这三天里随便哪天: what stood before were days
static bool one_of_the_days(Cursor c) {
  while (c.eat_char(U" ,")) {}
  for (int k = 0; k < 12 && c.look() != 0 && c.look() != U'。'; ++k, ++c.i)
    if (c.at(U"天里") || (c.at(U"票") && c.before() != U'发') || c.at(U"天内") || c.at(U"天当中") || c.at(U"天之内") || c.at(U"哪天") || c.at(U"哪一天") || c.at(U"哪日")) return true;
  return false;
}

bool days_in_one(Cursor& from, DateAtom& first, DateAtom& last) {
  auto c = from;
  if (!no_number_before(c)) return false;
  bool old = c.look() == U'廿' || c.look() == U'卅';
  auto a = c.number();
  bool pair = a && a->style == Number::Style::spelled && a->digits == 2;  // 八九号
  if (!a || (!pair && !a_day(a->value))) return false;
  long second = 0;
  bool joined = false, comma = false;
  if (a->style == Number::Style::counted && han_digit(c.look()) == a->value % 10 + 1 && a->value % 10 != 0) {
    second = a->value + 1;
    ++c.i;
  } else if (a->style == Number::Style::spelled && a->digits == 2 && a->value % 10 == a->value / 10 + 1) {  // 七八号
    second = a->value % 10;
    a->value /= 10;
  } else {
    constexpr std::array<std::u32string_view, 12> joins{U"或者", U"还是", U"或", U"、", U",", U"和", U"到", U"至", U"-", U"~", U"—", U"/"};
    auto before = c;
    if (!c.eat_one(joins)) return false;
    while (c.eat_char(U"-~—–")) {}  // 22——23号
    if (before.look() == U'/' && a->value <= 12 && a->style == Number::Style::ascii) return false;
    auto b = c.number();
    if (!b || !a_day(b->value)) return false;
    second = b->value;
    joined = true;
    comma = before.look() == U',';
    for (auto more = c; more.eat_char(U"、,"); c = more) {  // 22、23、24号
      auto next = more.number();
      if (!next || next->value != second + 1) break;
      ++second;
    }
  }
  bool goes = joined && !comma && a->value > 12 && !is_digit(c.look()) && c.one_of(U"到回来返抵");  // 22-23到
  bool together = joined && !comma && second < a->value + 3 && !is_digit(c.look()) && (c.at(U"两天") || c.at(U"三天") || c.at(U"这两天") || c.at(U"两日"));  // 24、25两天
  bool among = together || (joined && !comma && a->style == Number::Style::ascii && !is_digit(c.look()) && one_of_the_days(c));  // 24到26，三天里随便哪天
  bool marked = day_mark(c) || goes || among || (old && !joined && !c.one_of(units) && !c.one_of(U"几点"));  // 廿七八到
  if (!marked || second <= a->value || !a_day(a->value)) return false;
  first = DateAtom{.day = int(a->value)};
  last = DateAtom{.day = int(second)};
  from = c;
  return true;
}

bool joint(Cursor& c, bool strict) {
  constexpr std::array<std::u32string_view, 5> words{U"一直到", U"直到", U"到", U"至", U"起到"};
  constexpr std::array<std::u32string_view, 9> loose{U"或者是", U"或者", U"还是", U"要么", U"或", U"、", U"和", U"跟", U","};
  if (c.eat_one(words)) return true;
  bool marks = false;
  while (c.eat_char(U"-~—–〜")) marks = true;
  if (marks || strict) return marks;
  return c.eat_one(loose) || c.eat_char(U"/");
}

Behind behind(Cursor& c, const Rules& rules, std::string_view& rule) {
  constexpr std::array<std::u32string_view, 20> around{U"左右", U"前后脚", U"前后", U"上下", U"光景", U"边上", U"样子", U"附近", U"那阵子", U"那一阵", U"那阵", U"那几天", U"那几日", U"那两天", U"那辰光", U"那会儿", U"那段时间",
      U"那段日子", U"边浪", U"边头"};
  constexpr std::array<std::u32string_view, 6> before{U"之前", U"以前", U"为止", U"前头", U"一前", U"前"};
  constexpr std::array<std::u32string_view, 8> after{U"以后", U"之后", U"过后", U"过完", U"一过", U"开外", U"往后", U"后"};
  constexpr std::array<std::u32string_view, 4> since{U"起", U"开始", U"以来", U"至今"};
  bool surely = c.look(1) == U'一' && c.one_of(U"定准", 2);  // 20号前一定到
  if (c.look() == U'前' && !surely && (c.one_of(U"天面几年台往来去门", 1) || is_digit(c.look(1)) || is_han_number(c.look(1))) && rules.fire("date.no_before")) return Behind::nothing;
  bool comes_after = c.look() == U'后' && c.look(1) == U'来' && (c.look(2) == 0 || !is_han(c.look(2)) || c.one_of(U"的吧住上沪了这呢", 2));  // 元宵后来
  if (c.look() == U'后' && !comes_after && c.one_of(U"天面来半晌年日朝儿续备门台勤者", 1) && rules.fire("date.no_after")) return Behind::nothing;
  if (c.look() == U'起' && c.one_of(U"来床飞码身", 1) && rules.fire("date.no_since")) return Behind::nothing;
  auto from = c;
  auto take = [&](bool read, std::string_view name, Behind what) {
    if (!read) return Behind::nothing;
    if (!rules.fire(name)) return c = from, Behind::nothing;
    return rule = name, what;
  };
  if (auto b = take(c.eat_one(around), "date.around", Behind::around); b != Behind::nothing) return b;
  if (auto b = take(c.eat_one(before), "date.before", Behind::before); b != Behind::nothing) return b;
  if (auto b = take(c.eat_one(after), "date.after", Behind::after); b != Behind::nothing) return b;
  return take(c.eat_one(since), "date.since", Behind::since);
}

namespace {

using Form = DateAtom::Form;

bool exact(const DateAtom& a) { return a.day != 0 || a.form == Form::weekday || (a.form == Form::offset && a.from == a.to && !a.vague); }

class Finder {
 public:
  Finder(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules) : c_{text, at}, words_(words), rules_(rules) { out_.begin = at; }

  std::optional<DateExpr> find() {
    bool latest = c_.eat(U"最晚") || c_.eat(U"最迟") || c_.eat(U"至迟") || c_.eat(U"顶晚");  // 最晚25号: by that day
    if (latest) c_.eat(U"也要") || c_.eat(U"要") || c_.eat(U"在") || c_.eat(U"到") || c_.eat(U"是");
    bool not_until = c_.eat(U"不到") || c_.eat(U"没到");
    bool passed = passed_by();
    DateAtom last;
    auto from = c_;
    if (one_of_two()) {
    } else if (!passed && (days_in_one(c_, out_.first, last) || lunar_days_in_one(c_, out_.first, last))) {
      if (!rules_.fire("date.days")) return {};
      out_.last = last;
      out_.rule = "date.days";
    } else {
      c_ = from;
      std::size_t end = 0;
      auto first = any_at(c_.s, c_.i, words_, rules_, end, out_.rule);
      if (!first && passed) first = bare_lunar(end);
      if (!first || (passed && first->form == Form::offset)) return {};
      out_.first = *first;
      out_.counted_from_today = out_.rule == "date.near" || out_.rule == "date.near.part";
      c_.i = end;
      if (!passed) range(), more_days();
    }
    bool spans = inside() && (out_.rule == "date.holiday" || out_.first.form == Form::lunar) && !out_.last && exact(out_.first);
    auto mod = out_.mod;
    modifier(passed);
    if (spans && out_.mod == mod && rules_.fire("date.holiday.days")) out_.mod = DateExpr::Mod::around;  // 国庆期间
    bool never = cannot_come() && (not_until ? out_.mod == mod && out_.mod == DateExpr::Mod::none : out_.mod == DateExpr::Mod::before);
    if (not_until && !never) return {};
    if (never && !out_.last && rules_.fire("date.not_before")) out_.mod = DateExpr::Mod::after, out_.rule = "date.not_before";
    if (latest && out_.mod == mod && rules_.fire("date.latest")) out_.mod = DateExpr::Mod::before;
    out_.end = c_.i;
    time();
    return out_;
  }

 private:
  // 25号之前来不了, 不到25号回不来: not before that day
  bool cannot_come() const {
    auto c = c_;
    c.eat(U"肯定") || c.eat(U"是") || c.eat(U"绝对") || c.eat(U"怕是") || c.eat(U"都") || c.eat(U"估计");
    for (std::u32string_view word : {U"来不了", U"回不来", U"过不来", U"到不了", U"来勿了", U"回勿来", U"不会来", U"不会回", U"不来", U"不回来", U"上不来", U"出不来", U"走不了", U"动不了"})
      if (c.at(word)) return true;
    return false;
  }
  // 过了元宵, 出了正月
  bool passed_by() {
    auto from = c_;
    bool holiday = c_.look() == U'过' && words_.longest(c_.s, c_.i + 1, WordKind::holiday).length > 0;
    bool passed = c_.eat(U"过了") || c_.eat(U"过完") || c_.eat(U"过好") || c_.eat(U"过罢") || c_.eat(U"过脱") || c_.eat(U"过掉") || c_.eat(U"出了") || (c_.look() == U'出' && (c_.look(1) == U'正' || c_.look(1) == U'腊') && c_.eat(U"出")) || (holiday && c_.eat(U"过"));
    if (passed && rules_.fire("date.passed")) return true;
    c_ = from;
    return false;
  }
  // 过了十五: of the lunar month
  std::optional<DateAtom> bare_lunar(std::size_t& end) {
    auto c = c_;
    auto n = c.number();
    if (!n || n->style != Number::Style::counted || n->value < 10 || n->value > 30 || c.one_of(units) || c.one_of(U"号日分几")) return {};
    if (!rules_.fire("date.lunar.passed")) return {};
    end = c.i;
    out_.rule = "date.lunar.passed";
    return DateAtom{.form = Form::lunar, .day = int(n->value)};
  }

  bool take(const DateAtom& last, std::size_t end) {
    if (!rules_.fire("date.range")) return false;
    out_.last = last;
    c_.i = end;
    return true;
  }
  // 2月18-20号, 2.17-19: the second day shares the month
  bool shared_month(Cursor d, char32_t mark) {
    bool solar = out_.first.form == Form::solar && out_.first.day != 0, lunar = out_.first.form == Form::lunar && out_.first.day != 0;
    if (!solar && !lunar) return false;
    if (lunar) d.eat(U"初");
    auto n = d.number();
    if (!n || !a_day(n->value) || n->value <= out_.first.day) return false;
    bool marked = solar && day_mark(d);
    if (mark == U',' && n->value != out_.first.day + 1) return false;  // 不是9号，11号
    bool month_said = out_.first.month != 0 || lunar;
    constexpr std::u32string_view marks = U"-~—、到至或还/";
    bool plain = month_said && marks.find(mark) != marks.npos && !d.one_of(units) && !d.one_of(U"./月:");
    if (!marked && !plain) return false;
    return take(DateAtom{.form = out_.first.form, .day = int(n->value)}, d.i);
  }
  // 下周二三, 周五六, 礼拜三四五: the next days of the week without their word
  bool weekday_pair() {
    auto next = c_;
    int day = out_.first.weekday;
    constexpr std::u32string_view counted = U"个点号楼人口年月天位户组零十";
    if (out_.first.form != Form::weekday) return false;
    while (day < 7 && han_digit(next.look()) == day + 1) ++day, ++next.i;
    if (day == out_.first.weekday || next.one_of(counted) || han_digit(next.look()) > 0 || !rules_.fire("date.weekday.pair")) return false;
    auto last = out_.first;
    last.weekday = day;
    return take(last, next.i);
  }
  // 22号最晚23号: no later than the second
  bool at_the_latest() {
    constexpr std::array<std::u32string_view, 7> words{U"最晚", U"最迟", U"顶晚", U"至迟", U"再晚", U"要么", U"不行就"};
    auto next = c_;
    while (next.eat_char(U" ,")) {}
    std::size_t end = 0;
    std::string_view rule;
    if (!exact(out_.first) || !next.eat_one(words)) return false;
    auto other = any_at(next.s, next.i, words_, rules_, end, rule);
    return other && exact(*other) && other->form == out_.first.form && rules_.fire("date.at_the_latest") && take(*other, end);
  }
  // 不是22号就是23号: one of the two
  bool one_of_two() {
    auto c = c_;
    struct Choice {
      std::u32string_view first, second;
    };
    constexpr Choice choices[] = {{U"不是", U"就是"}, {U"不是", U"便是"}, {U"不是", U"就"}, {U"要么", U"要么"}, {U"要么是", U"要么是"}, {U"要不", U"要不"}, {U"或者", U"或者"}, {U"可能", U"可能"}, {U"不是", U"那就"}};
    for (auto& choice : choices)
      if (one_of_two(c, choice.first, choice.second)) return true;
    return false;
  }
  // 这周, 月底: days that one may be of
  static bool stretch(const DateAtom& a) { return a.form == Form::week || a.form == Form::weekend || a.form == Form::month_part; }
  bool one_of_two(Cursor c, std::u32string_view either, std::u32string_view other) {
    if (!c.eat(either)) return false;
    std::size_t end = 0;
    std::string_view rule;
    auto first = any_at(c.s, c.i, words_, rules_, end, rule);
    if (first) c.i = end;
    else if (auto n = c.number(); n && a_day(n->value)) first = DateAtom{.day = int(n->value)};
    bool marked = first && end > 0;
    if (!first || !(exact(*first) || stretch(*first))) return false;
    while (c.eat_char(U" ,")) {}
    if (!c.eat(other)) return false;
    if (marked && either != U"不是") return false;  // 要么8号要么9号: joined days
    auto last = any_at(c.s, c.i, words_, rules_, end, rule);
    if (!last && !marked) {  // 要么26要么27
      auto n = c.number();
      bool next_day = n && n->style == Number::Style::ascii && a_day(n->value) && n->value > first->day && n->value < first->day + 6 && !c.one_of(units) && !is_digit(c.look()) && !c.one_of(U"./:楼室栋层");
      bool alone = c.look() == 0;  // an answer
      if (next_day && !alone) last = DateAtom{.day = int(n->value)}, end = c.i;
    }
    bool alike = last && (exact(*first) ? exact(*last) && last->form == first->form : stretch(*last));
    if (!alike || !rules_.fire("date.one_of_two")) return false;
    out_.first = *first;
    out_.last = *last;
    out_.rule = "date.one_of_two";
    c_.i = end;
    return true;
  }
  // 22号23号24号: a third day, and more
  void more_days() {
    while (out_.last && out_.last->form == Form::weekday && out_.last->weekday > 0 && out_.last->weekday < 7) {  // 周三周四周五
      auto next = c_;
      next.eat_char(U"、,") || next.eat_char(U"或");
      std::size_t end = 0;
      std::string_view rule;
      auto other = any_at(next.s, next.i, words_, rules_, end, rule);
      if (!other || other->form != Form::weekday || other->weekday != out_.last->weekday + 1 || !rules_.fire("date.weekdays")) break;
      out_.last->weekday = other->weekday;
      c_.i = end;
    }
    while (out_.last && out_.last->form == Form::solar && out_.last->day != 0) {
      auto next = c_;
      next.eat_char(U"、,") || next.eat_char(U"或");
      std::size_t end = 0;
      std::string_view rule;
      auto other = any_at(next.s, next.i, words_, rules_, end, rule);
      if (!other || other->form != Form::solar || other->month != 0 || other->day != out_.last->day + 1) return;
      out_.last = other;
      c_.i = end;
    }
  }
  void range() {
    if (weekday_pair() || at_the_latest()) return;
    auto next = c_;
    next.blank();
    bool spaced = next.i != c_.i;
    auto mark_at = next.i;
    bool joined = joint(next, false);
    auto mark = joined ? next.s[mark_at] : U'\0';
    if (joined) next.blank();
    bool until = mark == U',' && out_.begin > 0 && std::u32string_view(U"到至满").find(next.s[out_.begin - 1]) != std::u32string_view::npos;
    bool denied = mark == U',' && out_.begin > 1 && next.s.substr(out_.begin - 2, 2) == U"不是";
    if (denied && rules_.fire("date.denied_then_told")) return;  // 不是下周二，下周三
    if (until && rules_.fire("date.until_then")) return;  // 隔离到24号，25号再来
    if (joined && shared_month(next, mark)) return;
    std::size_t end = 0;
    std::string_view rule;
    if (!joined && next.look() == U'(') {  // 15号(周六)
      auto day = any_at(next.s, next.i + 1, words_, rules_, end, rule);
      if (day && day->form == Form::weekday && exact(out_.first) && end < next.s.size() && next.s[end] == U')' && rules_.fire("date.weekday_behind")) c_.i = end + 1, out_.weekday = day->weekday;
      return;
    }
    auto other = any_at(next.s, next.i, words_, rules_, end, rule);
    if (!other) return;
    bool week = out_.first.form == Form::weekend || out_.first.form == Form::week;
    if (joined && mark == U'到' && s_blank(mark_at + 1) && week && other->form == Form::weekday && rules_.fire("date.comes_then_day")) return;  // 这周末到 礼拜六还是礼拜天
    if (joined) return joined_by(mark, *other, end);
    if (spaced) return;
    side_by_side(*other, end);
  }
  bool s_blank(std::size_t i) const { return i < c_.s.size() && (c_.s[i] == U' ' || c_.s[i] == U','); }
  void side_by_side(const DateAtom& other, std::size_t end) {
    bool weekdays = out_.first.form == Form::weekday && other.form == Form::weekday;
    bool marked = c_.before() == U'号' || c_.before() == U'日' || c_.s[out_.begin] == U'廿';  // 廿二廿三
    bool both_days = out_.first.form == other.form && exact(out_.first) && exact(other) && (other.form == Form::lunar || (other.form == Form::solar && marked));
    bool parts = out_.first.form == Form::month_part && other.form == Form::month_part && (other.month != 0 || other.month_shift != DateAtom::not_said || other.from < out_.first.from);  // 2月底3月初, 月底月初
    if (weekdays || parts) take(other, end);
    else if (both_days && other.month == 0) take(other, end);                // 26号27号, 初八初九
    else if (other.form == Form::weekday && exact(out_.first) && rules_.fire("date.weekday_behind")) c_.i = end, out_.weekday = other.weekday;  // 15号周六
    else if (out_.first.form == Form::weekday && other.day != 0 && rules_.fire("date.weekday_before")) out_.weekday = out_.first.weekday, out_.first = other, c_.i = end;  // 周六15号
  }
  void joined_by(char32_t mark, const DateAtom& other, std::size_t end) {
    bool weekdays = out_.first.form == Form::weekday && other.form == Form::weekday;
    if (out_.first.form == Form::weekday && other.day != 0 && mark == U',' && rules_.fire("date.weekday_before")) {  // 周日,二月十号
      out_.weekday = out_.first.weekday;
      out_.first = other;
      c_.i = end;
      return;
    }
    if (mark == U'跟' && same_as(end)) return;
    if ((mark == U',' || mark == U'/' || mark == U'、' || mark == U'跟') && !(exact(out_.first) && exact(other))) return;
    if (mark == U',' && (!weekdays || out_.first.weekday == other.weekday)) return;
    take(other, end);
  }

  // 今天跟昨天一个样: compared, no span
  bool same_as(std::size_t at) const {
    auto rest = c_.s.substr(std::min(at, c_.s.size()), 4);
    return rest.starts_with(U"一样") || rest.starts_with(U"一个样") || rest.starts_with(U"差不多") || rest.starts_with(U"相同") || rest.starts_with(U"没两样") || rest.starts_with(U"没区别");
  }

  // 26、27、28三天里面: how many days they are
  bool days_among() {
    constexpr std::array<std::u32string_view, 7> inside{U"里头", U"里面", U"里厢", U"之内", U"当中", U"里", U"内"};
    auto c = c_;
    c.eat_char(U" ,");
    c.eat(U"这") || c.eat(U"那");
    auto n = c.number();
    bool days = out_.last && n && n->value > 1 && n->value < 8 && c.eat(U"天") && c.eat_one(inside) && rules_.fire("date.days_among");
    if (days) c_ = c;
    return days;
  }
  // 之间, 两天里, 那天
  // Whether several days are spoken of.
  bool inside() {
    constexpr std::array<std::u32string_view, 16> words{U",两天里头", U",两天里", U",两天之内", U",两天内", U"之间", U"期间", U"两天里厢", U"两天里头", U"两天里", U"两天之内", U"两天内", U"里头", U"里厢", U"那天", U"这天", U"当天"};
    auto from = c_.i;
    if (days_among()) return true;
    return c_.eat_one(words) && c_.s[from] != U'那' && c_.s[from] != U'这' && c_.s[from] != U'当';
  }
  // 20号以后25号以前: between the two
  bool until_before() {
    auto c = c_;
    while (c.eat_char(U" ,")) {}
    std::size_t end = 0;
    std::string_view rule, mod;
    if (out_.last || !exact(out_.first)) return false;
    auto other = any_at(c.s, c.i, words_, rules_, end, rule);
    bool fits = other && (exact(*other) || other->form == Form::month_part) && (other->form == out_.first.form || other->form == Form::month_part);
    if (!fits) return false;
    c.i = end;
    if (behind(c, rules_, mod) != Behind::before || !rules_.fire("date.after_and_before")) return false;
    out_.last = other;
    c_ = c;
    return true;
  }
  // 清明前两天, 20号前一天: so many days before it
  bool days_before() {
    auto c = c_;
    bool day = exact(out_.first) && !out_.last && (out_.first.form == Form::lunar || out_.first.form == Form::term || out_.first.form == Form::solar || out_.first.form == Form::weekday || out_.rule == "date.holiday");
    if (!day || !(c.eat(U"前头") || c.eat(U"前面") || c.eat(U"前"))) return false;
    bool some = c.eat(U"几");
    auto n = some ? std::optional<Number>() : c.number();
    if (!(some || (n && n->value > 0 && n->value < 15)) || !(c.eat(U"天") || c.eat(U"日")) || !rules_.fire("date.days_before")) return false;
    out_.mod = DateExpr::Mod::days_before;
    out_.nth = some ? 5 : int(n->value);
    c_ = c;
    return true;
  }
  bool spent() const {
    bool over = c_.one_of(U"玩过歇耍") && c_.one_of(U"好完够罢掉脱", 1);
    return over && (c_.one_of(U"就再才回来", 2) || c_.one_of(U"了就再才", 2));
  }
  void modifier(bool passed) {
    using Mod = DateExpr::Mod;
    if (!passed && days_before()) return;
    std::string_view rule;
    switch (behind(c_, rules_, rule)) {
      case Behind::around: out_.mod = Mod::around; break;
      case Behind::before: out_.mod = Mod::before; break;
      case Behind::after:
        if (!until_before()) out_.mod = Mod::after;
        break;
      case Behind::since: break;  // 上礼拜六开始住进来: that day
      case Behind::nothing:
        bool festival = out_.first.form == Form::lunar || out_.rule == "date.holiday" || (out_.first.form == Form::solar && out_.first.day != 0);
        if (passed || (festival && !out_.last && c_.look() == U'过' && (c_.look(1) == U'了' || c_.look(1) == U'完') && rules_.fire("date.passed_behind"))) out_.mod = Mod::after;
        else if (festival && !out_.last && spent() && rules_.fire("date.holiday.spent")) out_.mod = Mod::after;  // 国庆玩好就回
        if (festival && !passed && out_.mod == Mod::after) c_.i += 2;  // 元宵过了, 国庆玩好
    }
    auto next_day = c_;
    next_day.eat(U"的");
    bool day_after = next_day.eat(U"第二天") || next_day.eat(U"次日") || next_day.eat(U"隔天") || next_day.eat(U"转天") || next_day.eat(U"后一天") || next_day.eat(U"下一天") || next_day.eat(U"隔日") || next_day.eat(U"转日");
    if (day_after && out_.mod == Mod::none && !out_.last && exact(out_.first) && out_.first.form != Form::offset && rules_.fire("date.day_after")) out_.mod = Mod::nth_after, out_.nth = 1, c_ = next_day;  // 元宵节第二天
    auto nth = c_;
    if (out_.mod == Mod::after && nth.eat(U"第")) {
      auto n = nth.number();
      if (n && n->value > 0 && n->value < 100 && nth.eat(U"天") && rules_.fire("date.nth_after")) out_.mod = Mod::nth_after, out_.nth = int(n->value), c_ = nth;
    }
  }
  void time() {
    auto gap = c_;
    gap.eat(U"的");
    gap.blank();
    auto time = find_time(gap.s, gap.i, words_, rules_, true);
    if (!time) return;
    add_time(out_, *time, rules_);
    Cursor tail{gap.s, time->end};
    tail.eat(U"左右") || tail.eat(U"前后");
    out_.end = tail.i;
  }

  Cursor c_;
  const Words& words_;
  const Rules& rules_;
  DateExpr out_;
};

}  // namespace

std::optional<DateExpr> find_date(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules) { return Finder(text, at, words, rules).find(); }

}  // namespace linli::understanding
