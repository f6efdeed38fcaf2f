// What happens in a clause: coming, staying, leaving, answering, asking. One function a kind; the order of the table is the order of the text.
#include <algorithm>

#include "bot/understanding/calendar.hpp"
#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Events {
 public:
  Events(Parsed& parsed, const Moment& written) : p_(parsed), scan_(parsed.scan), written_(written) {}

  void find() {
    int date = -1;
    for (auto& clause : p_.clauses) {
      if (clause.date >= 0) date = clause.date;
      else if (clause.before >= Gap::stop) date = -1;
      clause_ = &clause;
      date_ = clause.date >= 0 ? clause.date : date;
      for (i_ = clause.first; i_ < clause.last; ++i_) token();
    }
  }

 private:
  bool word(std::size_t i, WordKind kind) const { return i >= clause_->first && i < clause_->last && scan_.word(i, kind); }
  bool said_is(std::size_t i, std::u32string_view what) const { return i >= clause_->first && i < clause_->last && scan_.chars(scan_.tokens[i]) == what; }
  void add(Intent intent, std::string_view rule, bool negated = false, Tense tense = Tense::plan, bool weak = false) {
    clause_->events.push_back({intent, negated, weak, tense, i_, rule});
  }

  // 微信也不回: what does not come back is an answer.
  bool by_message() const {
    for (auto i = look_back(); i < i_; ++i) {
      auto said = scan_.chars(scan_.tokens[i]);
      if (said == U"微信" || said == U"电话" || said.ends_with(U"消息") || said.ends_with(U"信息") || said == U"短信") return true;
    }
    return false;
  }
  bool changes_value() const {
    auto next = next_said(scan_, i_ + 1, clause_->last);
    return next < clause_->last && (scan_.is(next, Tok::date) || scan_.is(next, Tok::people) || scan_.is(next, Tok::place) || scan_.word(next, by));
  }
  bool any_value() const {
    for (auto i = look_back(); i < i_; ++i)
      if (scan_.is(i, Tok::people) || scan_.is(i, Tok::room)) return true;
    return false;
  }

  // What stands before the verb: 不, 没, 要, 已经, with days, places and small words between.
  struct Before {
    bool never{}, not_yet{}, will{}, has{}, untold{}, about_to{};
    std::size_t untold_at{};
    bool date_between{};
  };
  Before before_verb() const {
    Before out;
    for (auto i = i_, from = look_back(); i-- > from;) {
      auto& t = scan_.tokens[i];
      if (t.tok == Tok::date || t.tok == Tok::time) {
        out.date_between = true;
        continue;
      }
      if (t.tok == Tok::place || t.tok == Tok::people || t.tok == Tok::unknown || t.tok == Tok::renter || t.tok == Tok::room) continue;
      if (t.tok != Tok::word) break;
      if (t.kind == neg_not && close_to_verb(i)) out.never = true;
      else if (t.kind == neg_have && close_to_verb(i)) out.not_yet = true;
      else if (t.kind == future) out.will = true;
      else if (t.kind == done) out.has = true;
      else if (t.kind == unknown_date && untold(scan_.chars(t))) out.untold = true, out.untold_at = i;
      if (said_is(i, U"就") && i + 1 == i_) out.about_to = true;
    }
    return out;
  }
  static bool untold(std::u32string_view said) { return said.starts_with(U"没说") || said.starts_with(U"没讲") || said.starts_with(U"没提"); }
  // How far back a verb's small words can stand: a sentence, not a flood.
  std::size_t look_back() const { return i_ > clause_->first + 24 ? i_ - 24 : clause_->first; }
  bool close_to_verb(std::size_t negation) const {
    for (auto i = negation + 1; i < i_; ++i) {
      auto& t = scan_.tokens[i];
      bool small = small_word(t) || t.tok == Tok::date || t.tok == Tok::time || (t.tok == Tok::word && t.kind == from_word) || (t.tok == Tok::place);
      if (!small) return false;
    }
    return true;
  }

  // Whether the clause's day lies by itself in the past or the future.
  int side(const DateExpr& d) const {
    auto& a = d.first;
    bool offset = a.form == DateAtom::Form::offset;
    if (offset && a.from < 0) return -1;
    if (offset && (a.from > 0 || a.to > 0)) return 1;
    bool week = a.form == DateAtom::Form::weekday || a.form == DateAtom::Form::week || a.form == DateAtom::Form::weekend;
    if (week && a.weeks != DateAtom::not_said && a.weeks != 0) return a.weeks < 0 ? -1 : 1;
    if (a.month_shift != DateAtom::not_said && a.month_shift != 0) return a.month_shift < 0 ? -1 : 1;
    if (a.year_shift == -1) return -1;
    if (d.mod == DateExpr::Mod::after || d.mod == DateExpr::Mod::before) return 1;
    if ((offset || a.weeks == 0) && !offset) {
      auto v = resolve(d, written_, Tense::plan);
      if (v.start && *v.end < written_.day) return -1;
      if (v.start && *v.start > written_.day) return 1;
    }
    return 0;
  }

  Tense tense_of(const Before& b, bool& completed) const {
    bool counted = i_ + 2 < clause_->last && scan_.is(i_ + 1, Tok::people) && word(i_ + 2, le);  // 回来三个了
    bool le_after = counted || word(i_ + 1, le), de_after = word(i_ + 1, de), guo_after = word(i_ + 1, guo);
    bool after_place = i_ > clause_->first && (scan_.tokens[i_ - 1].tok == Tok::place || scan_.word(i_ - 1, here));
    bool modal = b.will || any_modal();
    if (agreed() && !b.has) return completed = false, Tense::plan;
    if (date_ >= 0) {
      auto& d = scan_.dates[std::size_t(scan_.tokens[std::size_t(date_)].data)];
      int where = side(d);
      if (where < 0) return completed = true, Tense::past;
      if (where > 0) return completed = false, Tense::plan;
      bool today = d.first.form == DateAtom::Form::offset;
      if (de_after && told_before() && !b.has) return completed = false, Tense::plan;  // 说今天到的
      if (b.has) return completed = true, Tense::past;
      if (modal) return completed = false, Tense::plan;
      bool attributive = de_after && i_ + 2 < clause_->last && (scan_.word(i_ + 2, renter_word) || scan_.chars(scan_.tokens[i_ + 2]).front() == U'那' || scan_.chars(scan_.tokens[i_ + 2]).front() == U'这');
      if (de_after && !after_place && clause_->date >= 0) {
        if (attributive) {
          completed = nearest_is_past(d);
          return completed ? Tense::past : Tense::plan;
        }
        return completed = true, Tense::past;
      }
      if (le_after || guo_after) {
        if (today) return completed = !b.about_to, b.about_to ? Tense::plan : Tense::past;
        completed = nearest_is_past(d);
        return completed ? Tense::past : Tense::plan;
      }
      return completed = false, Tense::plan;
    }
    if (modal || b.about_to) return completed = false, Tense::plan;
    bool hour_told = i_ > clause_->first && scan_.is(i_ - 1, Tok::time);  // 凌晨到的
    completed = b.has || le_after || guo_after || (de_after && hour_told);
    return completed ? Tense::past : Tense::plan;
  }
  bool any_modal() const {
    for (auto i = look_back(), to = std::min(clause_->last, i_ + 24); i < to; ++i)
      if (said_is(i, U"肯定") || said_is(i, U"一定") || said_is(i, U"再")) return true;
    return false;
  }
  // 说好昨天到: what had been agreed on, not what happened.
  bool agreed() const {
    for (auto i = look_back(); i < i_; ++i) {
      auto said = scan_.chars(scan_.tokens[i]);
      if (said == U"说好" || said == U"讲好" || said == U"说定" || said == U"说好的" || said == U"讲好的") return true;
    }
    return false;
  }
  bool told_before() const {
    for (auto i = look_back(); i < i_; ++i)
      if (scan_.word(i, said)) return true;
    return false;
  }
  bool nearest_is_past(const DateExpr& d) const {
    auto v = resolve(d, written_, Tense::nearest);
    return v.end && *v.end <= written_.day && !(v.start && *v.start > written_.day);
  }

  void token() {
    auto& t = scan_.tokens[i_];
    if (t.tok == Tok::temperature) return add(Intent::health, "health.temperature");
    if (t.tok != Tok::word) return;
    switch (t.kind) {
      case back: case arrive: case come: return motion(t.kind);
      case leave: return leaving();
      case by:
        if (scan_.chars(t).back() == U'飞' && i_ + 1 < clause_->last && p_.roles[i_ + 1] == Part_role::destination && scan_.is(i_ + 1, Tok::place)) return add(Intent::leaving, "leaving.flies_to");
        if (std::u32string_view(scan_.chars(t)).find(U"回") != std::u32string_view::npos || scan_.chars(t).back() == U'来') return motion(back);
        return;
      case away: return add(Intent::away, "away.said");
      case stay: return add(Intent::stayed, "stayed.said", false, Tense::past, said_is(i_, U"一直在") || said_is(i_, U"都在"));
      case vacant: return add(Intent::vacant, "vacant.said", denied_vacancy());
      case occupied: return add(Intent::vacant, "vacant.denied", true, Tense::plan, true);
      case unreachable: return add(Intent::unreachable, "unreachable.said");
      case nothing: return add(Intent::nothing_to_report, "nothing.said");
      case registered: return add(Intent::registered, "registered.said", not_yet(), Tense::past);
      case register_word: return registering();
      case irregular: if (said_is(i_, U"没登记") || said_is(i_, U"没有登记") || said_is(i_, U"未登记")) add(Intent::registered, "registered.not_yet", true, Tense::past, true); return;
      case well: return add(Intent::health, "health.well", false, Tense::plan, true);
      case symptom: return symptoms();
      case cancel: return cancels();
      case change_sign: return add(Intent::change, "change.sign");
      case change_to: return add(Intent::change, changes_value() ? "change.to_value" : "change.sign");
      case denied: return denies();
      case no:
        if (clause_->date >= 0 || any_value()) add(Intent::change, "change.wrong_value");
        return;
      case retract: return add(Intent::retract, "retract.said");
      case human: return add(Intent::human, "human.asked", false, Tense::plan, scan_.words->value(t.value) == "weak");
      default: return;
    }
  }

  void motion(WordKind kind) {
    if (i_ > clause_->first && scan_.word(i_ - 1, cancel) && scan_.tokens[i_ - 1].end == scan_.tokens[i_].begin) return;  // 暂时不回 and 来了
    auto b = before_verb();
    std::size_t next = i_ + 1;
    bool elsewhere = next < clause_->last && scan_.is(next, Tok::place) && p_.roles[next] == Part_role::destination;
    if (elsewhere) {
      if (kind == arrive) return;
      if (b.not_yet || b.never) return add(Intent::stayed, "stayed.did_not_go");
      return add(Intent::leaving, "leaving.goes_to", false, leaving_tense(b));
    }
    if (kind == arrive && said_is(i_, U"到") && scan_.is(next, Tok::room)) return;
    if (kind == arrive && (scan_.is(next, Tok::date) || scan_.is(next, Tok::time) || word(next, not_place) || word(next, register_word))) {
      if (!said_is(i_, U"到")) goto counts;
      return;
    }
    if (scan_.chars(scan_.tokens[i_]) == U"来" && word(next, asking)) return;
  counts:
    if (said_is(i_, U"到") && lands_on(next)) return;
    if (word(next, de) && how_many(next + 1)) return;
    if (word(next, goods) || word(next, chore) || (kind == back && word(next, not_place))) return;
    if (said_is(i_, U"回") && by_message()) {
      if (b.not_yet || b.never) add(Intent::unreachable, "unreachable.no_answer");
      return;
    }
    if (b.untold && !b.date_between && !said_between(b.untold_at)) {
      if (b.untold_at + 1 == i_) return add(Intent::away, "away.return_not_spoken_of");
      return add(Intent::return_report, "return.undecided");
    }
    if (b.untold && b.date_between && clause_->self) return add(Intent::return_report, "return.denied", true);
    if (b.never) return add(Intent::cancel, "cancel.not_coming", false, Tense::plan, scan_.chars(scan_.tokens[i_]).find_first_of(U"沪海") == std::u32string_view::npos);
    if (b.not_yet) {
      if (kind == arrive || agreed()) return add(Intent::arrived, "arrived.not_yet", true, Tense::past);
      auto said = scan_.chars(scan_.tokens[i_]);
      return add(Intent::away, "away.not_back", false, Tense::plan, said == U"来" || said == U"回");
    }
    bool lasting = scan_.is(next, Tok::number) && next + 2 <= clause_->last && scan_.chars(scan_.tokens[next + 1]).starts_with(U"天");
    if (lasting && !b.will) return add(Intent::arrived, "arrived.since", false, Tense::past);  // 回来三天了
    bool completed = false;
    tense_of(b, completed);
    bool small_verb = said_is(i_, U"来") || said_is(i_, U"回") || said_is(i_, U"到") || said_is(i_, U"过来");
    bool from_there = i_ > clause_->first && scan_.is(i_ - 1, Tok::place) && word(next, de);
    if (completed && !from_there) return add(Intent::arrived, "arrived.said", false, Tense::past, small_verb);
    add(Intent::return_report, from_there ? "return.from_there" : "return.will_come", false, Tense::plan, small_verb || from_there);
  }
  // 滴到我被子上, 扔到楼下: where a thing ends, no arrival.
  bool lands_on(std::size_t next) const {
    bool verb = i_ > clause_->first && scan_.tokens[i_ - 1].end == scan_.tokens[i_].begin && (scan_.is(i_ - 1, Tok::unknown) || scan_.word(i_ - 1, de));
    return verb && next < clause_->last && (scan_.word(next, self) || scan_.is(next, Tok::unknown) || scan_.word(next, not_place));
  }
  // 月底回来的多: of everybody.
  bool how_many(std::size_t next) const {
    bool someone = clause_->own || clause_->renter || clause_->name >= 0 || clause_->room >= 0;
    if (!someone && next < clause_->last && scan_.word(next, future)) return true;  // 15号回来的要隔离
    next = next_said(scan_, next, clause_->last);
    if (next >= clause_->last) return false;
    if (!someone && scan_.word(next, about)) return true;
    auto first = scan_.chars(scan_.tokens[next]).front();
    return scan_.is(next, Tok::unknown) && (first == U'多' || first == U'少');
  }
  bool said_between(std::size_t from) const {
    for (auto i = from + 1; i < i_; ++i)
      if (scan_.tokens[i].tok == Tok::separator) return true;
    return false;
  }

  Tense leaving_tense(const Before& b) const {
    bool le_after = word(i_ + 1, le) || word(i_ + 1, de) || b.has;
    if (date_ >= 0) {
      auto& d = scan_.dates[std::size_t(scan_.tokens[std::size_t(date_)].data)];
      int where = side(d);
      if (where != 0) return where < 0 ? Tense::past : Tense::plan;
      if (le_after && nearest_is_past(d)) return Tense::past;
      return Tense::plan;
    }
    return le_after ? Tense::past : Tense::plan;
  }

  void leaving() {
    auto b = before_verb();
    if (b.not_yet || b.never) return add(Intent::stayed, "stayed.did_not_go");
    auto length = scan_.tokens[i_].end - scan_.tokens[i_].begin;
    if (length == 1) {  // 走
      bool ends = i_ + 1 >= clause_->last || word(i_ + 1, le) || word(i_ + 1, de);
      if (!ends || !(clause_->date >= 0 || clause_->room >= 0 || clause_->name >= 0 || clause_->renter || clause_->pronoun)) return;
    }
    add(Intent::leaving, "leaving.said", false, leaving_tense(b));
  }

  bool denied_vacancy() const {
    auto i = i_;
    while (i-- > clause_->first)
      if (!small_word(scan_.tokens[i])) return scan_.word(i, denied) || scan_.word(i, neg_not);
    return false;
  }
  bool not_yet() const {
    for (auto i = i_, from = look_back(); i-- > from;)
      if (scan_.word(i, neg_have)) return true;
    return false;
  }

  void registering() {
    if (clause_->asking) return;
    bool finished = word(i_ + 1, le) || word(i_ + 1, guo) || said_is(i_ + 1, U"好");
    bool has = false, will = false;
    for (auto i = i_, from = look_back(); i-- > from;) {
      if (scan_.word(i, neg_not)) return;
      if (scan_.word(i, neg_have)) return add(Intent::registered, "registered.not_yet", true, Tense::past);
      has = has || scan_.word(i, done);
      will = will || scan_.word(i, future) || said_is(i, U"先");
    }
    if ((finished || has) && !will) add(Intent::registered, "registered.said", false, Tense::past);
  }

  void symptoms() {
    auto i = i_;
    while (i > clause_->first) {
      --i;
      if (scan_.word(i, neg_have) || scan_.word(i, neg_not) || scan_.word(i, denied)) return;
      if (!small_word(scan_.tokens[i]) && !scan_.word(i, symptom) && !scan_.word(i, asking)) break;
    }
    auto said = scan_.chars(scan_.tokens[i_]);
    bool fever = said.find_first_of(U"烧热") != said.npos;
    add(Intent::health, fever ? "health.fever" : "health.symptom");
  }

  void cancels() {
    auto b = before_verb();
    if (b.never && !said_is(i_, U"取消")) return;
    if (said_is(i_, U"不回") && by_message()) return add(Intent::unreachable, "unreachable.no_answer");
    bool thing = word(i_ + 1, leave);
    if (thing) return;
    std::size_t next = i_ + 1;
    if (next < clause_->last && scan_.is(next, Tok::place) && p_.roles[next] != Part_role::origin && said_is(i_, U"不回")) return add(Intent::stayed, "stayed.did_not_go");
    if (word(i_ + 1, home_town)) return add(Intent::stayed, "stayed.did_not_go");
    auto said = scan_.chars(scan_.tokens[i_]);
    bool strong = said.find_first_of(U"沪海租记") != said.npos || said.find(U"退房") != said.npos || said.find(U"算他") != said.npos || said.find(U"算她") != said.npos || said == U"先不算";
    bool given_up = said.find(U'租') != said.npos || said.find(U"退房") != said.npos || said.starts_with(U"退掉");
    bool over = b.has || (date_ >= 0 && side(scan_.dates[std::size_t(scan_.tokens[std::size_t(date_)].data)]) < 0);
    add(Intent::cancel, given_up ? over ? gave_up_long_ago : gave_up : "cancel.said", false, over ? Tense::past : Tense::plan, !strong);
  }

  // 不坐火车了, 是三个人不是两个人: what was said before is wrong.
  void denies() {
    std::size_t next = i_ + 1;
    while (next < clause_->last && small_word(scan_.tokens[next])) ++next;
    if (next >= clause_->last || clause_->asking) return;
    auto tok = scan_.tokens[next].tok;
    bool value = tok == Tok::date || tok == Tok::people || tok == Tok::room || (scan_.word(next, by) && p_.roles[next] == Part_role::denied);
    bool way = said_is(i_, U"不坐") || said_is(i_, U"不乘") || said_is(i_, U"不是");
    if (value && way) add(Intent::change, "change.denied_value");
  }

  Parsed& p_;
  Scan& scan_;
  const Moment& written_;
  Clause* clause_{};
  std::size_t i_{};
  int date_{-1};
};

}  // namespace

void find_events(Parsed& parsed, const Moment& written) { Events(parsed, written).find(); }

}  // namespace linli::understanding
