// Which of the days that belong to a fact is its own, which was given up, and what the others are.
#include "bot/understanding/slot_days.hpp"

#include <algorithm>

namespace linli::understanding {
namespace {

using enum WordKind;

class Finder {
 public:
  Finder(const Parsed& parsed, const Draft& draft, const Moment& written, const std::vector<Use>& tokens, const Beside& beside, Candidate& out)
      : p_(parsed), s_(parsed.scan), d_(draft), written_(written), beside_(beside), tokens_(tokens), out_(out) {}

  void find() {
    find_holiday();
    std::vector<Use> plain, was;
    std::optional<Found> last_day;
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::date)) continue;
      auto role = p_.roles[u.token];
      auto& t = s_.tokens[u.token];
      bool visit = is(Intent::return_report) || is(Intent::arrived);
      if (visit && stay_around(s_.text->chars, t.begin, p_.rules) && fire("stay.length")) continue;  // 住三日
      if (visit && ends_stay(s_.text->chars, t.begin) && fire("stay.last_day")) {
        last_day = Found{Slot::until, resolve(s_.dates[std::size_t(t.data)], written_, Tense::plan, std::nullopt), {}, s_.text->span(t.begin, t.end), "stay.last_day"};
        continue;
      }
      if (role == Part_role::plain && plain.size() < most_days) plain.push_back(u);
      if (role == Part_role::was && was.size() < most_days) was.push_back(u);
    }
    if (is(Intent::arrived) && !d_.negated)
      std::erase_if(plain, [&](const Use& u) { return yet_to_come(u) && fire("date.not_yet_come"); });
    if (last_day) out_.slots.push_back(std::move(*last_day));
    if (plain.size() > 1)  // 后来改25号，最后定26号
      if (auto last = std::ranges::find_if(plain, [&](const Use& u) { return in_the_end(u); }); last != plain.end() && fire("date.in_the_end")) {
        auto chosen = *last;
        for (auto& u : plain)
          if (is(Intent::change) && was.empty() && u.token < chosen.token) was.push_back(u);
        plain = {chosen};
      }
    bool other = std::ranges::any_of(plain, [&](const Use& u) { return !aside(u); });
    if (other) std::erase_if(plain, [&](const Use& u) { return aside(u) && !sharpens(u, plain) && fire("date.aside"); });
    bool left = std::ranges::any_of(plain, [&](const Use& u) { return !given_up(u, was); });
    if (is(Intent::change) && left) std::erase_if(plain, [&](const Use& u) { return given_up(u, was) && fire("date.given_up_again"); });  // 原定1号国庆节那天
    if (is(Intent::change) && plain.size() > 1 && was.empty())  // 是16号，我记成18号了
      for (auto it = plain.begin(); it != plain.end(); ++it)
        if (mistaken(it->token)) {
          was.push_back(*it);
          plain.erase(it);
          break;
        }
    auto changed_to = std::ranges::find_if(plain, [&](const Use& u) { return is(Intent::cancel) && put_for_another(u, plain, was); });
    if (changed_to != plain.end() && fire("date.cancelled_as_changed")) plain = {*changed_to}, was.clear();
    if (d_.intent != Intent::change && (plain.empty() || is(Intent::cancel)) && !was.empty()) plain = was;
    if (d_.intent == Intent::change && plain.size() > 1 && was.empty()) split_change(plain, was);
    std::optional<Day> near;
    if (!plain.empty()) {
      if (auto f = best_date(plain)) {
        near = std::get<DateValue>(f->value).start;
        put("date.of_event", std::move(f));
      }
    }
    if (d_.intent == Intent::change && !was.empty()) {
      auto& t = s_.tokens[was.front().token];
      auto expr = s_.dates[std::size_t(t.data)];
      bool part_of_month = expr.first.form == DateAtom::Form::month_part;
      auto value = resolve(expr, written_, Tense::plan, part_of_month ? std::nullopt : near);
      if (near && value.start == near && fire("was.not_the_new_day")) value = resolve(expr, written_, Tense::plan);  // 26号那个改三月初三
      put("was", Found{Slot::was, value, {}, s_.text->span(t.begin, t.end), std::string(t.rule)});
    }
    if (!out_.find(Slot::date) && (d_.intent == Intent::return_report || d_.intent == Intent::change))
      for (auto& u : tokens_)
        if (leaves_open(s_, u.token, p_.clauses[u.clause])) {
          DateValue open;
          open.certainty = Certainty::unknown;
          return put("date.open", found(Slot::date, open, u.token, "date.open"));
        }
    if (!out_.find(Slot::date) && d_.rule == return_once) {
      DateValue open;
      open.certainty = Certainty::unknown;
      put("date.once", found(Slot::date, open, d_.event, "date.once"));
    }
    if (!out_.find(Slot::date) && d_.intent == Intent::arrived && !d_.negated)
      for (auto& u : tokens_)
        if (s_.word(u.token, done) && s_.chars(s_.tokens[u.token]).starts_with(U"刚") && just_in(u.token + 1)) {
          DateValue today;
          today.start = today.end = written_.day;
          return put("date.just_now", found(Slot::date, today, u.token, "date.just_now"));
        }
  }

 private:
  static constexpr std::size_t most_days = 16;  // that anybody tells of one journey; each is held against each
  bool fire(std::string_view rule) const { return p_.rules.fire(rule); }
  bool is(Intent intent) const { return d_.intent == intent; }
  void put(std::string_view choice, std::optional<Found> f) {
    if (f && !out_.find(f->slot) && fire(choice)) out_.slots.push_back(std::move(*f));
  }
  Found found(Slot slot, Value value, std::size_t token, std::string_view rule) const {
    auto& t = s_.tokens[token];
    return {slot, std::move(value), {}, s_.text->span(t.begin, t.end), std::string(rule)};
  }
  bool mistaken(std::size_t i) const {
    return i > 0 && s_.word(i - 1, change_sign) && s_.chars(s_.tokens[i - 1]).find(U'成') != std::u32string_view::npos && fire("change.mistaken_value");
  }
  // 刚到, 刚刚开门进来的
  bool just_in(std::size_t i) const {
    if ((s_.is(i, Tok::unknown) || s_.word(i, busy_with)) && s_.tokens[i].end - s_.tokens[i].begin < 3 && fire("date.just_opened")) ++i;
    return s_.word(i, arrive) || s_.word(i, about) || s_.word(i, back) || s_.word(i, come);
  }
  bool in_the_end(const Use& u) const {
    auto& c = p_.clauses[u.clause];
    auto before = std::u32string_view(s_.text->chars).substr(s_.tokens[c.first].begin, s_.tokens[u.token].begin - s_.tokens[c.first].begin);
    for (std::u32string_view end : {U"最后", U"最终", U"末了", U"到底", U"总算定", U"最后还是", U"定下来", U"敲定"})
      if (before.find(end) != before.npos && before.find(U"最后一") == before.npos) return true;
    return false;
  }
  // 买了21号的票，又改签到23号，最后退票不来了: the day it was to be in the end
  bool put_for_another(const Use& u, const std::vector<Use>& plain, const std::vector<Use>& was) const {
    auto i = u.token;
    while (i > 0 && ((small_word(s_.tokens[i - 1]) && !s_.is(i - 1, Tok::separator)) || s_.chars(s_.tokens[i - 1]) == U"到")) --i;
    auto earlier = [&](const Use& o) { return o.token < u.token; };
    return i > 0 && (s_.word(i - 1, change_to) || s_.word(i - 1, change_sign)) && (std::ranges::any_of(plain, earlier) || std::ranges::any_of(was, earlier));
  }
  // A change that names two days: the second is the new one.
  void split_change(std::vector<Use>& plain, std::vector<Use>& was) {
    auto same = [&](Use a, Use b) { return value_of(a) == value_of(b); };
    auto told_anew = [&](const Use& u) {
      auto i = u.token;
      while (i-- > 0 && small_word(s_.tokens[i])) {}
      return i < s_.tokens.size() && (s_.word(i, change_to) || s_.word(i, instead));
    };
    auto new_day = plain.end() - 1;  // 推到20号，又改21号: the last
    for (auto it = plain.begin(); it != plain.end(); ++it)
      if (told_anew(*it)) new_day = it;
    auto chosen = *new_day;
    for (auto& u : plain)
      if (u.token != chosen.token && !same(u, chosen)) was.push_back(u);
    plain = {chosen};
  }
  DateValue value_of(const Use& u) const {
    auto& expr = s_.dates[std::size_t(s_.tokens[u.token].data)];
    return resolve_beside_holiday(expr, u.token);
  }
  // 清明扫好墓就回，6号到: of the month of the holiday before it
  DateValue resolve_beside_holiday(const DateExpr& expr, std::size_t token) const {
    auto value = resolve(expr, written_, tense_of(d_));
    bool bare = expr.first.form == DateAtom::Form::solar && expr.first.month == 0 && expr.first.day > 0 && expr.first.month_shift == DateAtom::not_said && !expr.last && tense_of(d_) == Tense::plan;
    if (!bare || !value.start || is(Intent::change) || !holiday_ || token <= holiday_token_) return value;
    auto near = resolve(expr, written_, Tense::plan, holiday_);
    bool follows = near.start && *near.start >= *holiday_ && *near.start - *holiday_ <= std::chrono::days(8) && near.start != value.start;
    return follows && fire("date.of_the_holidays_month") ? near : value;
  }
  // The first holiday told that is still to come.
  void find_holiday() {
    for (auto& u : tokens_) {
      if (!s_.is(u.token, Tok::date) || p_.roles[u.token] != Part_role::plain) continue;
      auto& day = s_.dates[std::size_t(s_.tokens[u.token].data)];
      if (!(day.rule == "date.holiday" || day.first.holiday) || day.mod == DateExpr::Mod::before || day.last) continue;
      auto start = resolve(day, written_, Tense::plan).start;
      if (start && *start >= written_.day) holiday_ = start, holiday_token_ = u.token;
      return;
    }
  }
  // 明天动身后天到: the day before the word, unless there is only one.
  bool departs(const Use& u) const {
    auto& c = p_.clauses[u.clause];
    if (!c.depart) return false;
    bool before = false, passed = false;
    for (auto i = c.first; i < c.last; ++i) {
      if (i != u.token && s_.is(i, Tok::date)) before = before || !passed, passed = passed || i > u.token;
      if (s_.word(i, depart)) return i > u.token ? !passed : !before;
    }
    return true;
  }
  // 上个月走的小祝月底回来: of two events in one clause each has the day before it.
  bool of_this_verb(const Use& u) const {
    auto& c = p_.clauses[u.clause];
    bool here = d_.event >= c.first && d_.event < c.last;
    if (!here || c.events.size() < 2 || c.events.front().intent == c.events.back().intent) return true;
    std::size_t last = c.last;
    for (auto i = c.first; i < d_.event; ++i)
      if (s_.is(i, Tok::date)) last = i;
    return last == c.last || u.token == last;
  }
  // 讲的3号到，结果今天刚到: what was planned came true on the day beside the arrival.
  bool come_true_on_another_day() const {
    if (!is(Intent::arrived) || d_.negated) return false;
    bool planned = std::ranges::any_of(d_.events, [&](std::size_t c) {
      return p_.clauses[c].last <= d_.event && std::ranges::any_of(p_.clauses[c].events, [](const Event& e) { return e.intent == Intent::return_report; });
    });
    return planned;
  }
  bool moves(const Use& u) const {
    return std::ranges::any_of(p_.clauses[u.clause].events, [&](const Event& e) { return e.intent == Intent::return_report || e.intent == Intent::arrived || e.intent == Intent::change; });
  }

  bool aside(const Use& u) const { return beside_.day(u.clause); }
  // 月底来，就是28号: a day inside the span beside the verb.
  bool sharpens(const Use& u, const std::vector<Use>& uses) const {
    auto& c = p_.clauses[u.clause];
    if ((c.goods || c.chore) && c.events.empty() && fire("date.of_goods")) return false;  // 五号以前到，五号下午盘货
    auto v = value_of(u);
    return v.start && v.certainty == Certainty::exact && std::ranges::any_of(uses, [&](const Use& other) {
      auto w = value_of(other);
      return other.token != u.token && moves(other) && w.start && w.certainty != Certainty::exact && *w.start <= *v.start && *w.end >= *v.end;
    });
  }
  bool given_up(const Use& u, const std::vector<Use>& was) const {
    auto v = value_of(u);
    return std::ranges::any_of(was, [&](const Use& w) { return v.start && value_of(w).start == v.start; });
  }
  std::optional<Found> best_date(std::vector<Use> uses) {
    // Where somebody leaves and arrives, the day of arriving; where a verb stands beside one of two days, that one.
    auto prefer = [&](std::string_view rule, auto want) {
      std::vector<Use> kept;
      std::ranges::copy_if(uses, std::back_inserter(kept), want);
      if (!kept.empty() && kept.size() < uses.size() && fire(rule)) uses = kept;
    };
    prefer("date.not_of_departure", [&](const Use& u) { return !departs(u); });
    prefer("date.not_of_a_stop", [&](const Use& u) { return !at_a_stop(u); });
    prefer("date.not_of_the_train", [&](const Use& u) { return !on_a_train(u); });
    prefer("date.within_the_holiday", [&](const Use& u) {  // 清明回老家上坟，1号走
      auto& day = s_.dates[std::size_t(s_.tokens[u.token].data)];
      bool holiday = (day.rule == "date.holiday" || day.first.holiday) && day.mod == DateExpr::Mod::none && !day.last;
      auto v = value_of(u);
      return !holiday || !v.start || std::ranges::none_of(uses, [&](const Use& other) {
        auto w = value_of(other);
        bool numbered = s_.dates[std::size_t(s_.tokens[other.token].data)].first.form == DateAtom::Form::solar;
        return numbered && w.start && w.certainty == Certainty::exact && *w.start - *v.start <= std::chrono::days(8) && *v.start - *w.start <= std::chrono::days(8);
      });
    });
    prefer("date.after_the_holiday", [&](const Use& u) {  // 元宵过好再来，20号到
      auto v = value_of(u);
      bool after = s_.dates[std::size_t(s_.tokens[u.token].data)].mod == DateExpr::Mod::after && v.certainty == Certainty::vague && v.start;
      return !after || std::ranges::none_of(uses, [&](const Use& other) {
        auto w = value_of(other);
        return other.clause != u.clause && w.certainty == Certainty::exact && w.start && *w.start >= *v.start;
      });
    });
    prefer("date.narrower", [&](const Use& u) {  // 29或者30号，总归清明前到得了
      auto v = value_of(u);
      return std::ranges::none_of(uses, [&](const Use& other) {
        auto w = value_of(other);
        return v.start && w.start && w.certainty == Certainty::window && v.certainty == Certainty::window && *v.start <= *w.start && *v.end >= *w.end && !(v.start == w.start && v.end == w.end);
      });
    });
    prefer("date.of_the_arrival", [&](const Use& u) { return !come_true_on_another_day() || (d_.event >= p_.clauses[u.clause].first && d_.event < p_.clauses[u.clause].last); });
    prefer("date.of_this_verb", [&](const Use& u) { return of_this_verb(u); });
    prefer("date.beside_the_verb", [&, all = uses](const Use& u) { return moves(u) || sharpens(u, all); });
    auto chosen = uses.front();
    auto value = value_of(chosen);
    std::vector<Day> others;
    for (auto& u : uses) {
      auto v = value_of(u);
      bool inside = v.start && value.start && *v.start >= *value.start && *v.end <= *value.end;
      bool around = v.start && value.start && *v.start <= *value.start && *v.end >= *value.end;
      bool sharper = v.certainty < value.certainty || (v.start == value.start && v.end == value.end && (v.part || v.time) && !value.part && !value.time);
      if (inside && sharper) chosen = u, value = v;
      else if (!inside && !around && v.start && v.certainty == Certainty::exact && value.certainty == Certainty::exact) others.push_back(*v.start);
      else if (!inside && !around && v.start && !overlaps(v, value) && moves(u)) others.push_back(*v.start);
    }
    auto expr = s_.dates[std::size_t(s_.tokens[chosen.token].data)];
    bool boards = on_a_train(chosen) && arrives_later(chosen) && fire("date.hour_of_the_train");
    if ((departs(chosen) && same_day_arrival()) || boards) expr.part.reset(), expr.time.reset();
    if (departs(chosen) && same_evening() && fire("date.same_evening")) expr.part = PartOfDay::evening, expr.time.reset();  // 明天天不亮动身，当晚就到
    auto of_another = [&](const Use& u) {  // 我早上写19号写错了，29号到
      auto& c = p_.clauses[u.clause];
      for (auto i = c.first; i < c.last && u.clause != chosen.clause; ++i)
        if (s_.is(i, Tok::date)) return true;
      return false;
    };
    for (auto& u : tokens_)
      if (s_.is(u.token, Tok::time) && !beside_.hour(u.token, u.clause) && !(of_another(u) && fire("time.of_another_matter"))) add_time(expr, s_.times[std::size_t(s_.tokens[u.token].data)], p_.rules);
    value = resolve_beside_holiday(expr, chosen.token);
    if (!value.start) return {};
    for (auto day : others)
      if (day != *value.start && std::ranges::find(value.alternatives, day) == value.alternatives.end()) value.alternatives.push_back(day);
    auto& t = s_.tokens[chosen.token];
    return Found{Slot::date, value, {}, s_.text->span(t.begin, t.end), std::string(t.rule)};
  }
  // 后天早上七点的车，晚上到: the part of the day stands beside the verb
  bool arrives_later(const Use& chosen) const {
    return std::ranges::any_of(tokens_, [&](const Use& u) { return s_.is(u.token, Tok::time) && !s_.times[std::size_t(s_.tokens[u.token].data)].time && u.token > chosen.token && u.clause != chosen.clause && moves(u); });
  }
  static bool overlaps(const DateValue& a, const DateValue& b) { return *a.start <= *b.end && *a.end >= *b.start; }
  bool same_evening() const {
    return std::ranges::any_of(tokens_, [&](const Use& u) { return s_.chars(s_.tokens[u.token]) == U"当晚" || s_.chars(s_.tokens[u.token]) == U"当夜"; });
  }
  bool same_day_arrival() const {
    return std::ranges::any_of(tokens_, [&](const Use& u) { return s_.chars(s_.tokens[u.token]) == U"当天" || s_.chars(s_.tokens[u.token]) == U"当日"; });
  }
  // 老公先到了，老婆过几天: by its own words no day of what has happened.
  bool yet_to_come(const Use& u) const {
    auto& day = s_.dates[std::size_t(s_.tokens[u.token].data)];
    auto& a = day.first;
    bool coming = (a.form == DateAtom::Form::offset || a.form == DateAtom::Form::months ? a.from > 0 : a.weeks > 0 || a.month_shift > 0);
    return coming && p_.clauses[u.clause].events.empty() && day.mod == DateExpr::Mod::none;
  }
  // 18号到宜兴再停一晚，19号才到我这里: the day of a stop on the way
  bool at_a_stop(const Use& u) const {
    bool stop = false;
    for (auto i = u.token + 1; i < p_.clauses[u.clause].last; ++i) stop = stop || (s_.is(i, Tok::place) && p_.roles[i] == Part_role::via && s_.tokens[i].begin - s_.tokens[u.token].end < 4);
    return stop;
  }
  // 8号晚上九点半的火车到站, never 到站口排队
  bool train_gets_in(std::size_t i) const {
    auto rest = std::u32string_view(s_.text->chars).substr(s_.tokens[i].end, 4);
    for (std::u32string_view in : {U"到站", U"进站", U"到达", U"到沪", U"落地"})
      if (rest.starts_with(in) && (rest.size() == in.size() || !is_han(rest[in.size()]))) return fire("date.train_gets_in");
    return false;
  }
  // 明早的火车: the day of leaving
  bool on_a_train(const Use& u) const {
    auto i = u.token + 1;
    while (i < s_.tokens.size() && small_word(s_.tokens[i])) ++i;
    bool the_train = s_.word(i - 1, de) && i < s_.tokens.size() && s_.chars(s_.tokens[i]) == U"车";  // 后天早上七点的车
    return (s_.word(i, by) || the_train) && !train_gets_in(i) && !std::ranges::any_of(p_.clauses[u.clause].events, [&](const Event& e) { return e.token > i && e.intent == Intent::return_report; });
  }

  const Parsed& p_;
  const Scan& s_;
  const Draft& d_;
  const Moment& written_;
  const Beside& beside_;
  const std::vector<Use>& tokens_;
  Candidate& out_;
  std::optional<Day> holiday_;
  std::size_t holiday_token_{};
};

}  // namespace

Tense tense_of(const Draft& draft) {
  if (draft.intent == Intent::tip_off) return Tense::past;
  if (draft.intent == Intent::arrived && !draft.negated) return Tense::past;
  if (draft.intent == Intent::leaving) return draft.tense;
  if (draft.intent == Intent::arrived) return Tense::nearest;
  return Tense::plan;
}

void Days::put_into(Candidate& out) const { Finder(p_, d_, written_, tokens_, beside_, out).find(); }

}  // namespace linli::understanding
