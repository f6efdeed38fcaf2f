// Puts clauses together that speak of one matter, and decides what they say together: a later 不来了 turns a plan into a cancellation.
#include <algorithm>

#include "bot/understanding/groups.hpp"

namespace linli::understanding {
namespace {

using enum Intent;

// What an event does to an earlier one of the same matter: nothing, it adds to it, or the earlier one becomes the later.
enum class Meet : std::uint8_t { apart, stays, becomes };

struct Intents {
  std::uint32_t bits{};
  template <class... I>
  consteval Intents(I... i) : bits(((1u << unsigned(i)) | ...)) {}
  constexpr bool holds(Intent i) const { return (bits >> unsigned(i)) & 1u; }
};
constexpr Intents any_journey(return_report, change, cancel, arrived, stayed, away, leaving, vacant, unreachable, nothing_to_report, retract, tip_off);

struct Meeting_rule {
  std::string_view name;
  Intents earlier, later;
  bool (*when)(const Draft&, const Event&, bool day);  // `day`: the later clause names one
  Meet meet;
};
using D = const Draft&;
using E = const Event&;
bool always(D, E, bool) { return true; }
bool with_day(D, E, bool day) { return day; }

constexpr Meeting_rule meetings[] = {
    {"meet.denied_plan", return_report, any_journey, [](D d, E, bool) { return d.negated; }, Meet::stays},
    {"meet.plan_given_up", return_report, {change, cancel}, always, Meet::becomes},
    {"meet.plan_from_away", return_report, away, always, Meet::stays},
    {"meet.small_arrival", return_report, arrived, [](D, E e, bool day) { return e.weak && !e.negated && !day; }, Meet::stays},
    {"meet.plan_come_true", return_report, arrived, always, Meet::becomes},
    {"meet.change_told", change, {return_report, arrived, leaving, retract}, always, Meet::stays},
    {"meet.rest_unchanged", {return_report, change}, nothing_to_report, always, Meet::stays},  // 日子照旧
    {"meet.change_of_day", change, cancel, with_day, Meet::stays},
    {"meet.change_given_up", change, cancel, always, Meet::becomes},
    {"meet.other_day_instead", cancel, {return_report, change}, [](D, E e, bool day) { return day || e.rule == "change.to_value"; }, Meet::becomes},
    {"meet.shifted_instead", cancel, change, [](D, E e, bool) { return e.rule == change_shifts; }, Meet::becomes},  // 25号到不了，往后挪三天
    {"meet.cancel_explained", cancel, {return_report, change, away, stayed, retract}, always, Meet::stays},
    {"meet.not_there_held_up", arrived, away, [](D d, E, bool) { return d.negated; }, Meet::stays},  // 人还没到，车子卡在嘉善
    {"meet.arrival_told", arrived, {return_report, stayed}, always, Meet::stays},
    {"meet.leaves_and_returns", leaving, return_report, [](D, E, bool day) { return !day; }, Meet::stays},
    {"meet.left", leaving, {away, cancel}, always, Meet::stays},
    {"meet.away_until", away, {return_report, leaving, cancel}, always, Meet::becomes},
    {"meet.taken_back_for", retract, change, with_day, Meet::becomes},
    {"meet.taken_back", retract, change, always, Meet::stays},
    {"meet.report_taken_back", retract, {return_report, cancel}, always, Meet::becomes},
    {"meet.away_then_told", away, {change, arrived}, [](D, E e, bool) { return !e.negated; }, Meet::becomes},
    {"meet.not_there_yet", away, arrived, always, Meet::becomes},
    {"meet.away_unmoved", away, nothing_to_report, always, Meet::stays},
    {"meet.stayed_and_cannot", stayed, cancel, always, Meet::becomes},  // 没走成，来不了
    {"meet.stayed_without_ticket", stayed, change, [](D, E e, bool day) { return e.rule == "change.sign" && !day; }, Meet::stays},  // 没走成，票没买到
    {"meet.stayed_all_the_time", stayed, {nothing_to_report, away}, always, Meet::stays},
    {"meet.away_without_word", away, unreachable, [](D, E e, bool) { return e.rule == unreachable_without_word; }, Meet::stays},  // 还在老家没音信
    {"meet.stayed_after_all", away, stayed, [](D d, E e, bool) { return d.weak && !e.weak; }, Meet::becomes},  // 没回，在上海过的年
    {"meet.as_ever", nothing_to_report, stayed, [](D, E e, bool) { return e.weak; }, Meet::stays},  // 老样子，都在
    {"meet.wrong_record", vacant, change, [](D d, E, bool day) { return d.negated && !day; }, Meet::stays},  // 不是空的，登记本写错了
    {"meet.who_lives_there", vacant, arrived, [](D d, E e, bool) { return d.negated && !e.negated; }, Meet::stays},  // 不是空房，我侄子上月搬进去的
    {"meet.nobody_there", vacant, {nothing_to_report, stayed}, always, Meet::stays},
    {"meet.unchanged_but", nothing_to_report, change, always, Meet::becomes},  // 日子照旧，就是飞机不坐了
    {"meet.nothing_because", nothing_to_report, {stayed, vacant}, always, Meet::becomes},
};

Meet meet(const Rules& rules, const Draft& earlier, const Event& later, bool day) {
  if (earlier.intent == question && later.intent == question && earlier.rule != later.rule) return Meet::apart;
  if (earlier.intent == later.intent) {
    if (earlier.negated == later.negated) return Meet::stays;
    if (earlier.weak) return Meet::becomes;
    return later.weak ? Meet::stays : Meet::apart;
  }
  for (auto& rule : meetings)
    if (rule.earlier.holds(earlier.intent) && rule.later.holds(later.intent) && rule.when(earlier, later, day) && rules.fire(rule.name)) return rule.meet;
  return Meet::apart;
}

constexpr std::size_t most_drafts = 24;  // of one matter; nobody tells more of one household in a message

bool is_giving_up(std::string_view rule) { return rule == gave_up || rule == gave_up_long_ago; }

class Groups {
 public:
  explicit Groups(const Parsed& parsed) : p_(parsed) {}

  std::vector<Group> find() {
    auto tip = find_tip(p_);
    for (std::size_t c = 0; c < p_.clauses.size(); ++c) {
      if (tip && c == tip->first) {
        groups_.push_back(tip_group(p_, *tip));
        c = tip->last - 1;
        continue;
      }
      if (of_all(c)) continue;
      if (auto last = origin_of_each(c); last > c) {
        c = last - 1;
        continue;
      }
      if (groups_.empty() || groups_.back().tip) groups_.emplace_back();
      else if (auto rule = border(p_, groups_.back(), p_.clauses[c]); !rule.empty()) {
        if (takes_over(groups_.back(), p_.clauses[c]) && p_.rules.fire("leaving.for_another")) groups_.back().drafts.back().intent = leaving;
        bool instead = in_his_place(groups_.back(), p_.clauses[c]);
        int room = instead ? groups_.back().room : -1;
        bool next_door = instead && (groups_.back().other_home || groups_.back().outsider);
        groups_.push_back(rule == some_of_several ? same_household(groups_.back()) : Group{});
        if (next_door && p_.rules.fire("group.instead_of_a_neighbour")) groups_.back().other_home = true;  // 隔壁老王走了，换了小夫妻来住
        if (rule == "group.companion_later") groups_.back().renter = true;
        if (room >= 0 && p_.rules.fire("group.in_his_place")) groups_.back().room = room;
      }
      take(groups_.back(), c);
    }
    as_the_one_before();
    told_again();
    how_many_in_all();
    told_last();
    in_their_order();
    for (auto& g : groups_) conclude(p_, g);
    return std::move(groups_);
  }

 private:
  // 小王退租了换小冷: somebody lived there and gives it up to another.
  bool takes_over(const Group& before, const Clause& c) const {
    if (before.drafts.empty() || before.drafts.back().rule != gave_up) return false;
    auto from = p_.scan.tokens[c.first].begin;
    auto said = std::u32string_view(p_.scan.text->chars).substr(from, p_.scan.tokens[c.last - 1].end - from);
    bool goes_on = said.find(U"接着租") != said.npos || said.find(U"接着住") != said.npos || said.find(U"接手") != said.npos;
    for (auto i = c.first; i < c.last; ++i) goes_on = goes_on || comes_instead(p_.scan, i) > 0;
    return goes_on;
  }
  // 301老王走了，换小李: who comes instead lives where the one who left did.
  bool in_his_place(const Group& before, const Clause& c) const {
    bool left = std::ranges::any_of(before.drafts, [](const Draft& d) { return d.intent == leaving; });
    if (!left || c.room >= 0) return false;
    bool newly = false;
    for (auto i = c.first; i < c.last; ++i) newly = newly || comes_instead(p_.scan, i) > 0 || p_.scan.chars(p_.scan.tokens[i]).starts_with(U'新');
    return newly;
  }
  // 一个21号来一个23号来，6组40号: the dwelling of both.
  void told_last() {
    for (auto i = groups_.size(); i-- > 1;) {
      auto &rest = groups_[i], &first = groups_[i - 1];
      bool all = rest.some && first.room < 0 && rest.room >= 0;
      if (all && p_.rules.fire("group.dwelling_of_all")) first.room = rest.room;
    }
  }
  // 小汪和小柏，一个22号，一个23号: as they were named, so they come.
  void in_their_order() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      auto all = groups_[i].clauses.front();
      auto& c = p_.clauses[all];
      std::vector<int> names;
      for (auto k = c.first; k < c.last; ++k)
        if (p_.scan.is(k, Tok::renter) && p_.roles[k] == Part_role::plain) names.push_back(int(k));
      std::size_t rest = 1;
      while (i + rest < groups_.size() && groups_[i + rest].some) ++rest;
      bool each = names.size() > 1 && groups_[i].clauses.size() > 1 && names.size() == rest && c.events.empty() && c.date < 0 && p_.clauses[std::min(all + 1, p_.clauses.size() - 1)].count >= 0;
      if (!each || !p_.rules.fire("group.in_their_order")) continue;
      for (std::size_t k = 0; k < rest; ++k) {
        auto& g = groups_[i + k];
        g.name = names[k];
        g.some = true;
        std::erase(g.clauses, all);
        std::erase(g.pending, all);
        for (auto& d : g.drafts) std::erase(d.clauses, all);
      }
    }
  }
  // 301老张20号到，302也是; 302小郑也是这天
  void as_the_one_before() {
    for (std::size_t k = 1; k < groups_.size(); ++k) {
      auto &g = groups_[k], &before = groups_[k - 1];
      bool told = before.drafts.size() == 1 && !before.tip && (before.drafts.front().intent == return_report || before.drafts.front().intent == arrived) && !before.drafts.front().negated;
      if (!told || !g.drafts.empty() || g.day || g.tip || (g.room < 0 && g.name < 0) || g.clauses.size() != 1) continue;
      auto& c = p_.clauses[g.clauses.front()];
      auto from = std::max(g.room, g.name) + 1;
      auto text = from < int(c.last) ? std::u32string_view(p_.scan.text->chars).substr(p_.scan.tokens[std::size_t(from)].begin, p_.scan.tokens[c.last - 1].end - p_.scan.tokens[std::size_t(from)].begin) : std::u32string_view();
      if (text.starts_with(U"的")) text.remove_prefix(1);
      if (text.starts_with(U"他") || text.starts_with(U"她")) text.remove_prefix(1);
      bool same = std::ranges::any_of(std::initializer_list<std::u32string_view>{U"也是", U"也是这天", U"也是那天", U"也是这一天", U"也是同一天", U"也是当天", U"也一样", U"一样", U"也是一样", U"同一天", U"也同一天", U"也这天", U"也那天", U"同上", U"也是的", U"也是这天到", U"也是那天到", U"也是这个日子", U"同日"}, [&](auto w) { return text == w; });
      int day = -1;
      for (auto b : before.clauses)
        if (day < 0) day = p_.clauses[b].date;
      if (!same || day < 0 || !p_.rules.fire("group.as_the_one_before")) continue;
      auto d = before.drafts.front();
      d.rule = "group.as_the_one_before";
      d.clauses = d.events = g.clauses;
      d.event = c.first;
      d.day_of = day;
      g.drafts.push_back(d);
      g.pending.clear();
      g.day = true;
      g.own |= before.own;
    }
  }
  // 老纪2号到，小顾5号到，老纪从南阳，小顾从驻马店: more of those told of before.
  void told_again() {
    for (std::size_t k = 1; k < groups_.size();) {
      auto& g = groups_[k];
      auto known = [&](const Group& o) { return !o.drafts.empty() && same_name(o.name, g.name); };
      bool again = g.drafts.empty() && !g.day && !g.tip && std::any_of(groups_.begin(), groups_.begin() + std::ptrdiff_t(k), known);
      if (!again || !p_.rules.fire("group.told_again")) {
        ++k;
        continue;
      }
      Group* to = nullptr;
      for (auto c : g.clauses) {
        for (std::size_t o = 0; o < k; ++o)
          if (!groups_[o].drafts.empty() && same_name(groups_[o].name, p_.clauses[c].name)) to = &groups_[o];
        if (!to) continue;
        to->clauses.push_back(c);
        to->drafts.front().clauses.push_back(c);
      }
      groups_.erase(groups_.begin() + std::ptrdiff_t(k));
    }
  }
  bool same_name(int a, int b) const {
    if (a < 0 || b < 0) return false;
    auto& s = p_.scan;
    return s.texts[std::size_t(s.tokens[std::size_t(a)].data)] == s.texts[std::size_t(s.tokens[std::size_t(b)].data)];
  }
  // 房客三个，小沙10号到，小童12号到: the first of them is not three.
  void how_many_in_all() {
    if (groups_.size() < 2 || groups_.front().drafts.empty()) return;
    auto& g = groups_.front();
    auto first = g.clauses.front();
    auto& c = p_.clauses[first];
    bool counts = false;
    for (auto i = c.first; i < c.last; ++i) counts = counts || p_.scan.is(i, Tok::people);
    if (!c.events.empty() || !counts || !(c.renter || c.own || c.self) || c.name >= 0 || !p_.rules.fire("group.how_many_in_all")) return;
    for (auto& d : g.drafts) std::erase(d.clauses, first);
  }
  // 小廖25号来，小章28号来，都是从岳阳: told of each of them.
  bool of_all(std::size_t index) {
    auto& c = p_.clauses[index];
    auto first = c.first < c.last ? p_.scan.chars(p_.scan.tokens[c.first]) : std::u32string_view();
    auto plan = [](const Event& e) { return e.intent == return_report || e.intent == arrived; };
    bool all = first == U"都" || first == U"全" || first == U"都是" || first == U"全是" || first == U"全部" || first == U"均" || first == U"统统" || first == U"通通" || first == U"统统是" || first == U"全部是" || first == U"都从" || first == U"齐" || first == U"个个";
    if (c.first + 1 < c.last && p_.scan.word(c.first, WordKind::home_town)) all = all || p_.scan.chars(p_.scan.tokens[c.first + 1]).front() == U'都' || p_.scan.chars(p_.scan.tokens[c.first + 1]).front() == U'全';  // 老家都是荆门
    if (!all || groups_.size() < 2 || c.room >= 0 || c.name >= 0 || c.date >= 0 || !std::ranges::all_of(c.events, plan)) return false;
    auto plain = [](const Group& g) { return g.drafts.empty() ? g.day : g.drafts.size() == 1 && g.drafts.front().intent == return_report; };
    if (!std::ranges::all_of(groups_, plain) || !p_.rules.fire("group.of_all")) return false;
    for (auto& g : groups_) {
      g.clauses.push_back(index);
      if (g.drafts.empty()) g.pending.push_back(index);
      else g.drafts.front().clauses.push_back(index);
      g.own |= c.own;
      g.renter |= c.renter;
    }
    return true;
  }
  // 小贾16号到，小应要19号，一个南阳一个随县: where each of them comes from, in their order. Where these clauses end, or `index`.
  std::size_t origin_of_each(std::size_t index) {
    if (groups_.size() < 2 || groups_.size() > 4) return index;
    std::vector<std::size_t> places;
    std::size_t each = 0, end = index;
    bool all = false;
    for (; end < p_.clauses.size() && places.size() < groups_.size(); ++end) {
      auto& c = p_.clauses[end];
      if (c.date >= 0 || c.room >= 0 || c.name >= 0 || (end > index && c.before >= Gap::stop)) return index;
      all = all || std::u32string_view(p_.scan.text->chars).substr(p_.scan.tokens[c.first].begin, 2) == U"分别";
      for (auto i = c.first; i < c.last; ++i) {
        auto& t = p_.scan.tokens[i];
        auto said = p_.scan.chars(t);
        each += t.tok == Tok::people || t.tok == Tok::number || said == U"一个";
        if (t.tok == Tok::unknown && said != U"个" && said != U"分" && said != U"分别" && said != U"前" && said != U"后") return index;
        if (t.tok == Tok::place) places.push_back(i);
      }
    }
    bool told = each == places.size() || (each == 0 && all);
    if (places.size() != groups_.size() || !told || !p_.rules.fire("group.origin_of_each")) return index;
    for (std::size_t k = 0; k < places.size(); ++k) groups_[k].origin = int(places[k]);
    return end;
  }
  static Group same_household(Group group) {
    group.clauses.clear();
    group.drafts.clear();
    group.pending.clear();
    group.day = false;
    group.some = true;
    return group;
  }

  void take(Group& g, std::size_t index) {
    auto& c = p_.clauses[index];
    bool told_of = g.subject();
    g.clauses.push_back(index);
    if (g.room < 0) g.room = c.room;
    if (g.name < 0 && !told_along(g, c)) g.name = c.name;
    if (g.spot < 0) g.spot = c.spot;
    g.own |= c.own;
    g.renter |= c.renter;
    g.pronoun |= c.pronoun || std::ranges::any_of(c.events, [](const Event& e) { return e.rule.ends_with(".instead"); });  // 换了小两口来住
    g.self |= c.self && std::ranges::any_of(c.events, [&](const Event& e) { return e.intent != retract && !writers_act(p_.scan, e); });
    bool aside = !g.drafts.empty() && ((c.events.empty() && c.unknown > 0) || (c.relative && beside(g, c)));  // 房客没回去，孙子还在这上学
    g.relative |= c.relative && !aside;
    bool only_own = g.name < 0 && !g.renter && g.room < 0 && !c.events.empty();  // 我家装宽带，电信的人上午来
    g.outsider |= c.outsider && !(told_of && c.date < 0 && !only_own) && !beside(g, c);  // 小伍不坐大巴了，朋友开车带他
    g.guest |= c.guest && !aside;
    bool remark = !g.drafts.empty() && g.day && side_remark(p_.scan, c);  // 改成12号了，厂里才有人烧饭
    g.other_home |= c.other_home && !next_door(g, c, told_of) && !(remark && p_.rules.fire("group.others_at_home_beside"));
    g.visits |= c.visits;
    g.hypothetical |= c.hypothetical;
    g.former |= c.former;
    g.day |= c.date >= 0;
    g.open |= c.unknown_date;
    int to = -1;
    std::size_t days = 0;
    for (auto i = c.first; i < c.last; ++i) days += p_.scan.is(i, Tok::date);
    bool thing = thing_beside(g, c);
    for (auto& e : c.events) {
      bool of_others = (c.outsider || c.relative) && !c.own && !c.renter && c.name < 0 && (e.intent == stayed || e.intent == away || e.intent == leaving) && beside(g, c);
      if (of_others && p_.rules.fire("group.state_of_others")) continue;  // 正月十二才来，亲戚没走完
      if (thing && (e.intent == return_report || e.intent == arrived) && p_.rules.fire("group.thing_beside")) continue;
      int at = place(g, e, c);
      if (to < 0) to = at;
      auto& d = g.drafts[std::size_t(at)];
      if (e.rule == "health.well" || e.rule == well_in_body) {
        if (to == at) to = -1;
        if (c.events.size() == 1 && g.drafts.size() > 1) g.drafts[std::size_t(at == 0 ? 1 : at - 1)].clauses.push_back(index);
        else d.clauses.push_back(index);
        continue;
      }
      if (std::ranges::find(d.clauses, index) == d.clauses.end() && (to == at || e.intent == health || e.intent == question || days > 1)) d.clauses.push_back(index);
      if (std::ranges::find(d.events, index) == d.events.end()) d.events.push_back(index);
    }
    if (!c.events.empty()) {
      if (!g.pending.empty() && !g.drafts.empty()) {
        auto& first = g.drafts.front();
        first.clauses.insert(first.clauses.begin(), g.pending.begin(), g.pending.end());
        g.pending.clear();
      }
      return;
    }
    if (g.drafts.empty()) return g.pending.push_back(index);
    auto& last = g.drafts[of_journey(g, c)];
    last.clauses.push_back(index);
    bool later = false;  // 15号回来不了，要到20号
    for (auto i = c.first; i < c.last; ++i) later = later || p_.scan.word(i, WordKind::future) || p_.scan.chars(p_.scan.tokens[i]) == U"得";  // 27号到不了，得28号
    auto front = std::u32string_view(p_.scan.text->chars).substr(p_.scan.tokens[c.first].begin, 4);
    for (std::u32string_view must : {U"只能", U"那只能", U"只好", U"那只好", U"只有", U"最快", U"最早"}) later = later || front.starts_with(must);  // 26号来不成，只能28号
    if (last.intent == cancel && c.date >= 0 && later && p_.rules.fire("meet.day_after_cancel")) last.intent = change, last.rule = "meet.day_after_cancel";
    bool waits = c.date < 0 && (c.waits || c.unknown_date) && c.unknown < 2 && cannot_now(last) && !g.day;
    if (last.intent == cancel && waits && p_.rules.fire("meet.cannot_until")) last.intent = return_report, last.rule = "meet.cannot_until";  // 回不来，等解封
    if (last.intent == retract && put_right(c) && p_.rules.fire("meet.value_after_retract")) last.intent = change, last.rule = "meet.value_after_retract";  // 看错了，对的是13700008899
    if (last.intent == retract && c.date >= 0 && p_.rules.fire("meet.day_after_retract")) last.intent = change, last.rule = "meet.day_after_retract";  // 24号不作数，按27号算
  }

  // 月底回，包工头亲口讲的: who is spoken of after a day's report, in a clause of his own that tells something else, is not whom it is about.
  bool told_along(const Group& g, const Clause& c) const {
    bool known = g.own || g.renter || g.room >= 0 || g.name >= 0;  // 21号到，小孟这么早: else it is he
    bool done_to = c.name > int(c.first) && std::u32string_view(U"给替帮为找问请托").find(p_.scan.chars(p_.scan.tokens[std::size_t(c.name) - 1]).back()) != std::u32string_view::npos;
    if (!known && c.name >= 0 && !done_to && !by_office(p_.scan, std::size_t(c.name))) return false;
    return !g.drafts.empty() && g.day && g.drafts.front().intent != cancel && c.name >= 0 && side_remark(p_.scan, c) && p_.rules.fire("renter.told_along");
  }
  // 租客后天到，门卡我放在隔壁: where the neighbours come in after a report
  bool next_door(const Group& g, const Clause& c, bool told_of) const {
    bool reported = told_of && g.day && !g.drafts.empty();
    return reported && c.events.empty() && (c.date < 0 || c.chore || c.goods) && c.room < 0 && !c.irregular && p_.rules.fire("group.next_door");
  }
  // 我后天到，房租到了给你: what things do after a plan with its day
  bool thing_beside(const Group& g, const Clause& c) const {
    bool thing = (c.goods || c.chore) && c.date < 0 && c.name < 0 && c.room < 0 && !c.own && !c.renter;
    if (!thing || g.drafts.empty() || !(g.subject() || g.self)) return false;
    auto& d = g.drafts.back();
    bool plan = d.intent == return_report || d.intent == arrived || d.intent == change;
    return plan && std::ranges::any_of(d.events, [&](std::size_t k) { return p_.clauses[k].date >= 0 && !p_.clauses[k].goods && !p_.clauses[k].chore; });
  }
  // 这周他来不了，下周二到: no day was given up
  bool of_a_span(const Draft& d) const {
    bool span = false;
    for (auto c : d.events) {
      auto day = p_.clauses[c].date;
      if (day < 0) return false;
      auto& atom = p_.scan.dates[std::size_t(p_.scan.tokens[std::size_t(day)].data)].first;
      span = atom.form == DateAtom::Form::week || (atom.form == DateAtom::Form::offset && atom.vague && atom.from == 0);
      if (!span) return false;
    }
    return span;
  }
  // 家里摆酒走不脱，正月十二才来: why not sooner, and nothing given up
  bool kept_there(const Draft& d) const {
    auto said = p_.scan.chars(p_.scan.tokens[d.event]);
    return said.starts_with(U"走不") || said.starts_with(U"动不了身") || said.starts_with(U"脱不");
  }
  // 18号到，钥匙我搁门卫那了; 八天以后来，车间主任喊的: after a day's plan somebody else is only spoken of, unless he is all that is said (…，我同事).
  bool beside(const Group& g, const Clause& c) const {
    bool of_his = std::ranges::all_of(c.events, [](const Event& e) { return e.intent == stayed || e.intent == away || e.intent == leaving || e.weak; });  // 亲戚没走完
    bool settled = !g.drafts.empty() && (g.day || g.open || !g.drafts.front().weak || g.drafts.front().rule == return_once);
    if (!settled || !of_his || c.date >= 0) return false;
    bool more = !c.events.empty();
    for (auto i = c.first; i < c.last; ++i) more = more || !(small_word(p_.scan.tokens[i]) || p_.scan.word(i, WordKind::outsider) || p_.scan.word(i, WordKind::self));
    return more && p_.rules.fire("group.others_beside");
  }

  // 回不来, 来不了: held up, never 不来
  bool cannot_now(const Draft& d) const {
    auto said = p_.scan.chars(p_.scan.tokens[d.event]);
    return said == U"回不来" || said == U"来不了" || said == U"回不了" || said == U"过不来" || said == U"出不来" || said == U"走不了" || said == U"回不来了" || said == U"来不了了" || said == U"回勿来" || said == U"动不了身" || said == U"来不成";
  }

  std::size_t dates_before(const Group& g, const Clause& c) const {
    return std::size_t(std::ranges::count_if(g.clauses, [&](std::size_t k) { return p_.clauses[k].date >= 0 && p_.clauses[k].first < c.first; }));
  }
  bool put_right(const Clause& c) const {
    bool right = false, value = false;
    for (auto i = c.first; i < c.last; ++i) {
      right = right || p_.scan.word(i, WordKind::instead);
      value = value || p_.scan.is(i, Tok::phone) || p_.scan.is(i, Tok::room) || p_.scan.is(i, Tok::people);
    }
    return right && value;
  }
  // 小顾28号来，要不要关14天? 人从衢州出发: where he comes from is told of the journey.
  std::size_t of_journey(const Group& g, const Clause& c) const {
    auto last = g.drafts.size() - 1;
    bool values = false;
    for (auto i = c.first; i < c.last; ++i) values = values || p_.scan.is(i, Tok::place) || p_.scan.is(i, Tok::people) || p_.scan.is(i, Tok::vehicle);
    bool done = g.drafts[last].intent == registered && p_.rules.fire("group.value_after_registering");  // 2.8到的，登记好了，淮滨人
    if (!(g.drafts[last].intent == question || done) || !values || c.asking) return last;
    for (auto k = last; k-- > 0;)
      if ((g.drafts[k].intent == return_report || (done && g.drafts[k].intent == arrived)) && p_.rules.fire("group.value_of_journey")) return k;
    return last;
  }
  // Whether the clause names a day that stands after the draft's event: 讲好12号来的变卦不来了 names none for the later one.
  bool day_since(const Draft& d, const Clause& c) const {
    if (c.date < 0 || d.event < c.first) return c.date >= 0;
    for (auto i = d.event; i < c.last; ++i)
      if (p_.scan.is(i, Tok::date)) return true;
    return false;
  }
  // The draft the event belongs to, new if there is none.
  int place(Group& g, const Event& e, const Clause& c) {
    for (std::size_t i = g.drafts.size(); i-- > 0;) {
      auto& d = g.drafts[i];
      auto how = meet(p_.rules, d, e, day_since(d, c));
      bool ahead = how == Meet::stays && d.intent == arrived && !d.negated && e.intent == return_report && c.date >= 0 && d.event < c.first && dates_before(g, c) == 0;
      if (ahead && p_.rules.fire("meet.gone_ahead_arrives")) how = Meet::becomes;  // 他自己先回了，6号到
      if (how == Meet::apart) continue;
      if (how == Meet::becomes) {
        bool stays_change = d.intent == cancel && (e.intent == return_report || e.intent == change);
        bool was_expected = d.intent == return_report && e.intent == cancel && is_giving_up(e.rule);
        bool kept = d.intent == cancel && e.intent == return_report && kept_there(d) && p_.rules.fire("meet.kept_there_until");
        bool not_in_this_week = d.intent == cancel && e.intent == return_report && of_a_span(d) && p_.rules.fire("meet.not_in_that_span");
        stays_change = stays_change && !kept && !not_in_this_week;
        d.intent = stays_change ? change : e.intent;
        d.negated = e.negated;
        d.tense = e.tense;
        d.rule = stays_change ? "meet.other_day_instead" : e.rule;
        if (was_expected && p_.rules.fire("meet.expected_gives_up")) d.rule = "meet.expected_gives_up";  // 本来要回的，刚来电话退租
        d.event = e.token;
      }
      bool expected = is_giving_up(d.rule) && e.intent == cancel && !is_giving_up(e.rule);
      if (expected) d.rule = e.rule;
      if (d.weak && !e.weak && d.intent == e.intent && !is_giving_up(e.rule)) d.rule = e.rule, d.event = e.token;
      bool once = d.intent == return_report && e.rule == return_once && d.rule != return_once && !g.day && !g.open;
      if (once && p_.rules.fire("meet.once_it_is_over")) d.rule = e.rule;  // 总归要上来的，轮到他才动身
      if (d.rule == "health.well" && e.rule == well_in_body) d.rule = e.rule, d.event = e.token;
      if (how == Meet::becomes || d.intent == e.intent) d.weak = d.weak && e.weak;
      return int(i);
    }
    if (g.drafts.size() >= most_drafts) return int(g.drafts.size() - 1);
    g.drafts.push_back({e.intent, e.negated, e.weak, e.tense, e.rule, e.token, {}, {}});
    return int(g.drafts.size() - 1);
  }

  const Parsed& p_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<Group> group_clauses(const Parsed& parsed) { return Groups(parsed).find(); }

}  // namespace linli::understanding
