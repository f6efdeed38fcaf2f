// Days that stand beside somebody's coming without being its day: of a report denied (没说20号来), of what was believed wrongly (以为明天来，其实是
// 大后天), of somebody's hospital, funeral or interview (20号做手术), of a departure with the arrival counted from it (27号的火车，第二天到).
#include <algorithm>
#include <array>

#include "bot/understanding/facts.hpp"
#include "bot/understanding/numbers.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;
using View = std::u32string_view;

class Whose_day {
 public:
  Whose_day(Scan& scan, const Rules& rules) : s_(scan), rules_(rules) {}

  void find() {
    if (std::ranges::none_of(s_.tokens, [](const Token& t) { return t.tok == Tok::date; })) return;
    count_on();
    denied_reports();
    beliefs();
    affairs();
  }

 private:
  View text() const { return s_.text->chars; }
  bool parts(std::size_t i) const { return i >= s_.tokens.size() || (s_.is(i, Tok::separator) && s_.tokens[i].gap >= Gap::comma); }
  bool comes(std::size_t i) const { return s_.word(i, back) || s_.word(i, come) || s_.word(i, arrive); }
  bool day(std::size_t i) const { return s_.is(i, Tok::date) && !s_.tokens[i].aside; }
  // The characters from the end of token `i` to the end of its stretch.
  View rest(std::size_t i) const {
    auto end = i + 1;
    while (!parts(end)) ++end;
    return text().substr(s_.tokens[i].end, s_.tokens[end - 1].end - s_.tokens[i].end);
  }
  template <std::size_t n>
  static bool holds(View said, const std::array<View, n>& words) {
    return std::ranges::any_of(words, [&](View w) { return said.find(w) != View::npos; });
  }
  template <std::size_t n>
  static std::size_t begins(View said, const std::array<View, n>& words) {
    for (auto w : words)
      if (said.starts_with(w)) return w.size();
    return 0;
  }
  bool day_but(std::size_t first, std::size_t last) const {
    for (std::size_t i = 0; i < s_.tokens.size(); ++i)
      if ((i < first || i >= last) && day(i)) return true;
    return false;
  }

  // 没说301明天来啊, 谁说20号回来的: nobody told so. 没说哪天来, 没说20号还是21号来: only the day is open.
  void denied_reports() {
    static constexpr std::array denials{View{U"没说"}, View{U"没讲"}, View{U"没有说"}, View{U"没有讲"}, View{U"没报"}, View{U"谁说"}, View{U"谁讲"}, View{U"谁告诉"}, View{U"哪个说"}, View{U"哪个讲"}, View{U"哪有说"}, View{U"勿曾讲"}};
    static constexpr std::array open{View{U"还是"}, View{U"哪天"}, View{U"哪一天"}, View{U"几时"}, View{U"几号"}, View{U"什么"}, View{U"啥"}, View{U"不"}, View{U"吗"}, View{U"没有"}, View{U"具体"}};
    for (std::size_t first = 0; first < s_.tokens.size(); ++first) {
      auto at = s_.tokens[first].begin;
      if (parts(first)) continue;
      auto length = begins(text().substr(at), denials);
      if (length == 0) continue;
      auto last = first;
      bool told = false, coming = false;
      for (; !parts(last); ++last) {
        told = told || day(last);
        coming = coming || (told && (comes(last) || s_.word(last, leave)));
      }
      auto end = s_.tokens[last - 1].end;
      if (!coming || of_oneself(first, last) || holds(text().substr(at + length, end - at - length), open) || !rules_.fire("day.of_a_denied_report")) continue;
      set_aside(first, last);
      your_mistake(last + 1);
    }
  }
  // 我没说15号回来啊: a traveller against what was told of them
  bool of_oneself(std::size_t first, std::size_t last) const {
    auto from = first;
    while (from > 0 && !parts(from - 1)) --from;
    bool mine = text().substr(s_.tokens[from].begin, s_.tokens[first].begin - s_.tokens[from].begin).find(U'我') != View::npos;
    for (auto i = from; i < last; ++i) mine = mine && !(s_.is(i, Tok::renter) || s_.is(i, Tok::room) || s_.word(i, pronoun) || s_.word(i, renter_word) || s_.word(i, own));
    return mine;
  }
  // 你们看错了 behind it takes nothing back
  void your_mistake(std::size_t first) {
    if (first >= s_.tokens.size() || parts(first)) return;
    auto last = first;
    while (!parts(last)) ++last;
    auto said = text().substr(s_.tokens[first].begin, s_.tokens[last - 1].end - s_.tokens[first].begin);
    bool yours = said.starts_with(U"你") || said.starts_with(U"侬") || said.starts_with(U"倷") || said.starts_with(U"机器人");
    if (yours && said.size() < 9 && said.find_first_of(U"错岔混") != View::npos && rules_.fire("retract.your_mistake")) set_aside(first, last);
  }

  // 以为明天来，其实是大后天: not the day believed in, where another is told
  void beliefs() {
    static constexpr std::array verbs{View{U"以为"}, View{U"还当"}, View{U"只道"}, View{U"还道"}, View{U"误当"}, View{U"错当"}};
    static constexpr std::array turns{View{U"其实"}, View{U"原来"}, View{U"结果"}, View{U"没想到"}, View{U"哪晓得"}, View{U"谁知"}, View{U"实际"}, View{U"不料"}};
    for (std::size_t first = 0; first < s_.tokens.size(); ++first) {
      if (parts(first) || begins(text().substr(s_.tokens[first].begin), verbs) == 0) continue;
      auto last = first + 1;
      while (!parts(last) && begins(text().substr(s_.tokens[last].begin), turns) == 0) ++last;
      bool told = false;
      for (auto i = first; i < last; ++i) told = told || day(i);
      if (!told || !day_but(first, last) || !rules_.fire("day.believed_wrongly")) continue;
      for (auto i = first; i < last; ++i)
        if (s_.is(i, Tok::date)) s_.tokens[i].aside = true;
      for (std::size_t i = 0; i < s_.tokens.size(); ++i)
        if (s_.word(i, was_mark)) s_.tokens[i].kind = filler;  // 原来他22号才来, 本来以为: nothing was reported before
    }
  }

  // 20号做手术, 19号出殡: the day of that; where it is waited for, the days after it.
  void affairs() {
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      if (!day(i)) continue;
      auto end = affair_behind(i);
      if (end == 0) continue;
      auto behind = text().substr(end, 10);
      if (waited_for(i, behind) && !day_but(i, i + 1)) {
        auto& date = s_.dates[std::size_t(s_.tokens[i].data)];
        if (date.mod == DateExpr::Mod::none && rules_.fire("day.after_an_affair")) date.mod = DateExpr::Mod::after;
      } else if (rules_.fire("day.of_an_affair")) {
        s_.tokens[i].aside = true;
        auto from = s_.tokens[i].begin;
        std::erase_if(s_.cues, [&](const CueAt& c) { return c.cue != Cue::occasion && c.begin >= from && c.end <= end; });
      }
    }
  }
  // Where the affair right behind the day at `i` ends: 20号要做手术, never 20号来面试 or 20号出院回来; 0 if there is none.
  std::size_t affair_behind(std::size_t i) const {
    auto from = s_.tokens[i].end;
    for (auto& c : s_.cues) {
      if (c.cue != Cue::occasion || c.begin < from || c.begin > from + 5) continue;
      auto between = text().substr(from, c.begin - from);
      if (between.find_first_of(U"来回到谁哪,.;。!?\n ") != View::npos) continue;
      auto behind = text().substr(c.end, 3);
      bool comes_then = behind.starts_with(U"回") || behind.starts_with(U"来") || behind.starts_with(U"到") || behind.starts_with(U"的") || behind.starts_with(U"前") || behind.starts_with(U"之前") || behind.starts_with(U"以前");
      if (!comes_then) return c.end;
    }
    return 0;
  }
  // 等他爸20号出院就来; 19号出殡，办完就回来; 22号拆线了再来
  bool waited_for(std::size_t i, View behind) const {
    bool moves = false;
    for (auto k = i + 1; k < s_.tokens.size() && k < i + 12 && !(s_.is(k, Tok::separator) && s_.tokens[k].gap >= Gap::stop); ++k) moves = moves || comes(k);
    if (!moves) return false;
    auto comma = behind.find(U','), stop = behind.find_first_of(U".。;!?\n");
    behind = behind.substr(0, stop);
    static constexpr std::array over{View{U"完"}, View{U"好就"}, View{U"好再"}, View{U"好了"}, View{U"了再"}, View{U"了就"}, View{U"以后"}, View{U"之后"}, View{U"后就"}, View{U"后再"}, View{U"过后"}, View{U"结束"}};
    auto here = behind.substr(0, comma);
    bool then = here.starts_with(U"就") || here.starts_with(U"再") || here.starts_with(U"才") || here.starts_with(U"后");
    auto from = i;
    while (from > 0 && !parts(from - 1)) --from;
    auto before = text().substr(s_.tokens[from].begin, s_.tokens[i].begin - s_.tokens[from].begin);
    return then || holds(behind, over) || before.find(U'等') != View::npos;
  }

  // 27号晚上的火车，第二天到; 19号上火车，要坐一天一夜: the arrival counted from the departure
  struct Later {
    std::size_t end{};
    int days{};
    bool loose{};  // 两天: perhaps counting the first
  };
  std::optional<Later> later_at(std::size_t at) const {
    static constexpr std::array next{View{U"第二天"}, View{U"第二日"}, View{U"次日"}, View{U"翌日"}, View{U"隔天"}, View{U"隔日"}, View{U"转天"}, View{U"转日"}, View{U"后一天"}, View{U"下一天"}};
    static constexpr std::array third{View{U"第三天"}, View{U"第三日"}};
    static constexpr std::array whole{View{U"一天一夜"}, View{U"一日一夜"}, View{U"一夜天"}, View{U"一整夜"}, View{U"一整晚"}, View{U"一晚上"}, View{U"一宿"}, View{U"一晚"}, View{U"一夜"}};
    auto said = text().substr(at);
    if (auto n = begins(said, next); n != 0) return Later{at + n, 1, false};
    if (auto n = begins(said, third); n != 0) return Later{at + n, 2, false};
    if (at > 0 && View(U"要坐开走睡跑花乘").find(text()[at - 1]) != View::npos) {
      if (auto n = begins(said, whole); n != 0) return Later{at + n, 1, false};
      constexpr View digits = U"一二三四五";
      auto value = said.size() > 1 ? digits.find(said[0] == U'两' ? U'二' : said[0]) : View::npos;
      if (said.size() > 1 && is_digit(said[0]) && said[0] < U'6' && said[0] > U'0') value = std::size_t(said[0] - U'1');
      if (value == View::npos || said[1] != U'天') return {};
      bool nights = said.size() > 3 && (said[3] == U'夜' || said[3] == U'晚') && !is_digit(said[2]);
      return Later{at + (nights ? 4U : 2U), int(value) + 1, !nights && value > 0};
    }
    return {};
  }
  void count_on() {
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      if (!s_.is(i, Tok::date)) continue;
      auto day = s_.dates[std::size_t(s_.tokens[i].data)];
      if (day.last || day.mod != DateExpr::Mod::none || day.first.vague || day.first.form == DateAtom::Form::month_part || day.first.form == DateAtom::Form::week || day.first.form == DateAtom::Form::weekend) continue;
      bool leaves = false;
      for (auto k = i + 1; k < s_.tokens.size() && k < i + 14 && !s_.is(k, Tok::date) && !(s_.is(k, Tok::separator) && s_.tokens[k].gap >= Gap::stop); ++k) {
        if (auto later = later_within(k)) {
          auto way = text().substr(s_.tokens[i].end, s_.tokens[k].begin - s_.tokens[i].end);
          leaves = leaves || way.find_first_of(U"坐车票乘开铺") != View::npos || way.find(U"出发") != View::npos || way.find(U"动身") != View::npos || way.find(U"启程") != View::npos;
          if (leaves && gets_there(*later) && rules_.fire("day.counted_from_departure")) tell_later(i, k, *later, day);
          break;
        }
        if (comes(k) || s_.word(k, change_to) || s_.word(k, change_sign)) break;
        leaves = leaves || s_.word(k, by) || s_.word(k, ticket) || s_.is(k, Tok::vehicle) || s_.word(k, depart) || s_.word(k, leave);
      }
    }
  }
  std::optional<Later> later_within(std::size_t k) const {
    for (auto at = s_.tokens[k].begin; at < s_.tokens[k].end; ++at)
      if (auto later = later_at(at)) return later;
    return {};
  }
  // A number of days is told for the way there; a day of its own needs a verb of coming.
  bool gets_there(const Later& later) const {
    auto behind = text().substr(later.end, 10);
    behind = behind.substr(0, behind.find_first_of(U".。;!?\n"));
    bool next = text()[later.end - 1] != U'夜' && View(U"天日").find(text()[later.end - 1]) != View::npos && !is_digit(text()[later.end - 2]) && View(U"一二两三四五").find(text()[later.end - 2]) == View::npos;
    bool counted = text()[later.end - 2] != U'二' || text()[later.end - 3] != U'第';
    if (next || !counted) return behind.find_first_of(U"到来回") != View::npos;
    return true;
  }
  void tell_later(std::size_t from, std::size_t k, const Later& later, DateExpr day) {
    auto begin = s_.tokens[k].begin;
    while (!later_at(begin)) ++begin;
    day.mod = DateExpr::Mod::nth_after;
    day.nth = later.days;
    day.weekday = 0;
    day.part.reset();
    day.time.reset();
    day.loosely = later.loose;
    day.rule = "day.counted_from_departure";
    auto end = later.end;
    if (auto time = find_time(text(), end, *s_.words, rules_, true)) {
      add_time(day, *time, rules_);
      end = time->end;
    }
    s_.tokens[from].aside = true;
    Token t;
    t.tok = Tok::date;
    t.begin = std::uint32_t(begin);
    t.end = std::uint32_t(end);
    t.rule = day.rule;
    t.data = std::int32_t(s_.dates.size());
    s_.dates.push_back(day);
    auto last = k;
    while (last < s_.tokens.size() && s_.tokens[last].begin < end) ++last;
    bool tail = s_.tokens[last - 1].end > end, head = s_.tokens[k].begin < begin;
    if (tail) s_.tokens[last - 1].begin = std::uint32_t(end), --last;
    if (head) s_.tokens[k].end = std::uint32_t(begin), ++k;
    if (k > last) return;  // one word holds it all
    s_.tokens.erase(s_.tokens.begin() + std::ptrdiff_t(k), s_.tokens.begin() + std::ptrdiff_t(last));
    s_.tokens.insert(s_.tokens.begin() + std::ptrdiff_t(k), t);
  }

  void set_aside(std::size_t first, std::size_t last) {
    for (auto i = first; i < last; ++i) s_.tokens[i].aside = true;
  }

  Scan& s_;
  const Rules& rules_;
};

}  // namespace

void find_whose_day(Scan& scan, const Rules& rules) { Whose_day(scan, rules).find(); }

}  // namespace linli::understanding
