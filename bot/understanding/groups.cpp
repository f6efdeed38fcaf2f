// Puts clauses together that speak of one matter, and decides what they say together: a later 不来了 turns a plan into a cancellation.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

enum class Meet : std::uint8_t { apart, stays, becomes };

// What an event does to an earlier one of the same matter.
Meet meet(const Draft& earlier, const Event& later, bool later_has_day) {
  using enum Intent;
  auto e = earlier.intent, l = later.intent;
  if (e == l) return earlier.negated == later.negated || earlier.weak || later.weak ? (earlier.weak && earlier.negated != later.negated ? Meet::becomes : Meet::stays) : Meet::apart;
  if (l == question || e == question || e == human || l == human || e == health || l == health || e == registered || l == registered) return Meet::apart;
  switch (e) {
    case return_report:
      if (earlier.negated) return Meet::stays;
      if (l == change || l == cancel) return Meet::becomes;
      if (l == away) return Meet::stays;
      if (l == arrived) return later.negated || later.weak ? (later.negated ? Meet::becomes : Meet::stays) : later_has_day || earlier.weak ? Meet::becomes : Meet::becomes;
      if (l == leaving) return later.weak ? Meet::stays : Meet::apart;
      return Meet::apart;
    case change:
      if (l == return_report || l == arrived || l == leaving || l == retract) return Meet::stays;
      if (l == cancel) return later_has_day ? Meet::stays : Meet::becomes;
      return Meet::apart;
    case cancel:
      if (l == return_report || l == change) return later_has_day || later.rule == "change.to_value" ? Meet::becomes : Meet::stays;
      if (l == away || l == stayed || l == retract) return Meet::stays;
      return Meet::apart;
    case arrived:
      if (l == return_report) return earlier.negated && later_has_day ? Meet::stays : Meet::stays;
      if (l == stayed) return Meet::stays;
      return Meet::apart;
    case leaving:
      if (l == return_report) return later_has_day ? Meet::apart : Meet::stays;
      if (l == away || l == cancel) return Meet::stays;
      return Meet::apart;
    case away:
      if (l == return_report || l == leaving || l == cancel) return Meet::becomes;
      return Meet::apart;
    case retract:
      if (l == change) return later_has_day ? Meet::becomes : Meet::stays;
      return l == return_report || l == cancel ? Meet::becomes : Meet::apart;
    case stayed: return l == nothing_to_report || l == away ? Meet::stays : Meet::apart;
    case vacant: return l == nothing_to_report || l == stayed || l == registered ? Meet::stays : Meet::apart;
    case nothing_to_report: return l == stayed || l == vacant ? Meet::becomes : Meet::apart;
    default: return Meet::apart;
  }
}

constexpr std::size_t most_drafts = 24;  // of one matter; nobody tells more of one household in a message

class Groups {
 public:
  explicit Groups(const Parsed& parsed) : p_(parsed) {}

  std::vector<Group> find() {
    for (std::size_t c = 0; c < p_.clauses.size(); ++c) {
      auto& clause = p_.clauses[c];
      if (groups_.empty() || starts_new(groups_.back(), clause)) groups_.emplace_back();
      take(groups_.back(), c);
    }
    for (auto& g : groups_) finish(g);
    return std::move(groups_);
  }

 private:
  std::string_view text(int token) const { return p_.scan.texts[std::size_t(p_.scan.tokens[std::size_t(token)].data)]; }
  bool differs(int a, int b) const {
    if (a < 0 || b < 0) return false;
    auto x = text(a), y = text(b);
    return x != y && !x.ends_with(y) && !y.ends_with(x);
  }

  bool starts_new(const Group& g, const Clause& c) const {
    bool told = !g.drafts.empty() || g.day;
    if (differs(g.room, c.room) || differs(g.name, c.name)) return told;
    bool tells = c.date >= 0 || (c.renter && c.unknown_date) || std::ranges::any_of(c.events, [](const Event& e) { return e.intent != Intent::question && e.intent != Intent::registered && e.intent != Intent::health; });
    bool someone = c.room >= 0 || c.name >= 0 || (c.renter && c.unknown_date);
    bool known = g.room >= 0 || g.name >= 0 || g.relative;
    if (told && someone && known && tells && (c.name != g.name || c.room != g.room || (c.renter && c.unknown_date))) return !(c.name >= 0 && g.name >= 0) || c.room < 0 || g.room < 0 ? fresh(g, c) : false;
    bool other_one = told && !g.day && g.room < 0 && g.name < 0 && (c.room >= 0 || c.name >= 0) && c.date >= 0 && !c.change;
    if (other_one && !g.drafts.empty() && g.drafts.back().intent == Intent::cancel) return true;  // 底楼的不来了，3楼的25号回来
    bool companion_waits = told && g.day && c.unknown_date && (p_.scan.word(c.first, WordKind::relative) || p_.scan.word(c.first, WordKind::companion));
    if (companion_waits && c.date < 0) return true;  // 老婆18号到，老公等通知
    if (c.other_home && (c.irregular || c.room >= 0) && !g.clauses.empty() && !g.other_home && told) return true;
    if (c.before >= Gap::line && told && someone && tells && known) return true;
    return false;
  }
  // The clause names somebody in a way the group has not been named yet, and tells something of its own.
  bool fresh(const Group& g, const Clause& c) const {
    bool same_name = c.name >= 0 && g.name >= 0 && !differs(c.name, g.name), same_room = c.room >= 0 && g.room >= 0 && !differs(c.room, g.room);
    return !same_name && !same_room;
  }

  void take(Group& g, std::size_t index) {
    auto& c = p_.clauses[index];
    g.clauses.push_back(index);
    if (g.room < 0) g.room = c.room;
    if (g.name < 0) g.name = c.name;
    g.own |= c.own;
    g.renter |= c.renter;
    g.pronoun |= c.pronoun;
    g.self |= c.self && !c.events.empty();
    g.relative |= c.relative;
    g.outsider |= c.outsider;
    g.other_home |= c.other_home;
    g.visits |= c.visits;
    g.hypothetical |= c.hypothetical;
    g.former |= c.former;
    g.day |= c.date >= 0;
    int to = -1;
    for (auto& e : c.events) {
      int at = place(g, e, c);
      if (to < 0) to = at;
      auto& d = g.drafts[std::size_t(at)];
      if (e.rule == "health.well") {
        if (to == at) to = -1;
        if (c.events.size() == 1 && g.drafts.size() > 1) g.drafts[std::size_t(at == 0 ? 1 : at - 1)].clauses.push_back(index);
        else d.clauses.push_back(index);
        continue;
      }
      if (std::ranges::find(d.clauses, index) == d.clauses.end() && (to == at || e.intent == Intent::health || e.intent == Intent::question)) d.clauses.push_back(index);
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
    auto& last = g.drafts.back();
    last.clauses.push_back(index);
    bool later = false;  // 15号回来不了，要到20号
    for (auto i = c.first; i < c.last; ++i) later = later || p_.scan.word(i, WordKind::future);
    if (last.intent == Intent::cancel && c.date >= 0 && later) last.intent = Intent::change, last.rule = "change.other_day_instead";
  }

  // The draft the event belongs to, new if there is none.
  int place(Group& g, const Event& e, const Clause& c) {
    for (std::size_t i = g.drafts.size(); i-- > 0;) {
      auto& d = g.drafts[i];
      auto how = meet(d, e, c.date >= 0);
      if (how == Meet::apart) continue;
      if (how == Meet::becomes) {
        bool stays_change = d.intent == Intent::cancel && (e.intent == Intent::return_report || e.intent == Intent::change);
        d.intent = stays_change ? Intent::change : e.intent;
        d.negated = e.negated;
        d.tense = e.tense;
        d.rule = stays_change ? "change.other_day_instead" : e.rule;
        d.event = e.token;
      }
      bool expected = (d.rule == gave_up || d.rule == gave_up_long_ago) && e.intent == Intent::cancel && e.rule != gave_up && e.rule != gave_up_long_ago;
      if (expected) d.rule = e.rule;
      if (d.weak && !e.weak && d.intent == e.intent && e.rule != gave_up && e.rule != gave_up_long_ago) d.rule = e.rule, d.event = e.token;
      if (how == Meet::becomes || d.intent == e.intent) d.weak = d.weak && e.weak;
      return int(i);
    }
    if (g.drafts.size() >= most_drafts) return int(g.drafts.size() - 1);
    g.drafts.push_back({e.intent, e.negated, e.weak, e.tense, e.rule, e.token, {}, {}});
    return int(g.drafts.size() - 1);
  }

  void finish(Group& g) {
    if (tip_off(p_, g)) return;
    moved_out(g);
    unspoken(g);
    settle_questions(p_, g);
  }

  // 早就退租了, 退租了房子空着: somebody left, nobody was expected.
  void moved_out(Group& g) {
    bool left = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::leaving; });
    bool empty = std::ranges::any_of(g.drafts, [](const Draft& d) { return d.intent == Intent::vacant && !d.negated; });
    auto of_him = [](const Draft& d) { return d.intent == Intent::cancel && (d.rule == gave_up || d.rule == gave_up_long_ago); };
    if (left) std::erase_if(g.drafts, of_him);
    for (auto& d : g.drafts)
      if (of_him(d) && (empty || d.rule == gave_up_long_ago)) {
        d.intent = Intent::leaving;
        d.tense = Tense::past;
        d.rule = gave_up_long_ago;
      }
  }

  // Nothing happens in so many words, but a day stands beside somebody: 陈小妹 16号 一个人 扬州.
  void unspoken(Group& g) {
    bool departs = false;
    bool day = false, open_day = false, origin = false, told_origin = false, people = false, by = false, soft = false, spoken = false;
    bool span = false, ticket = false;
    for (auto c : g.clauses) {
      auto& clause = p_.clauses[c];
      day = day || clause.date >= 0;
      soft = soft || clause.hedge;
      departs = departs || clause.depart;
      for (auto i = clause.first; i < clause.last; ++i) {
        auto& t = p_.scan.tokens[i];
        auto role = p_.roles[i];
        if (t.tok == Tok::place && role == Part_role::origin) told_origin = true;
        if (t.tok == Tok::place && role == Part_role::bare_origin) origin = true;
        people = people || t.tok == Tok::people;
        ticket = ticket || (t.tok == Tok::word && t.kind == WordKind::ticket);
        by = by || (t.tok == Tok::word && t.kind == WordKind::by) || t.tok == Tok::vehicle;
        open_day = open_day || (t.tok == Tok::word && t.kind == WordKind::unknown_date && p_.scan.words->value(t.value) == "strong");
        soft = soft || (t.tok == Tok::word && (t.kind == WordKind::ba || t.kind == WordKind::future));
        if (t.tok == Tok::date) {
          auto& d = p_.scan.dates[std::size_t(t.data)];
          span = span || d.last || d.first.vague || d.mod != DateExpr::Mod::none || d.first.form == DateAtom::Form::week || d.first.form == DateAtom::Form::weekend;
        }
      }
    }
    for (auto& d : g.drafts) spoken = spoken || (d.intent != Intent::away && d.intent != Intent::question && !(d.weak && d.intent == Intent::health));
    if (spoken) return;
    bool self = std::ranges::any_of(g.clauses, [&](std::size_t c) { return p_.clauses[c].self; });
    bool someone = g.own || g.renter || g.room >= 0 || g.name >= 0 || (g.relative && open_day);
    bool report = day && ((told_origin && (by || someone || people)) || (someone && (origin || people || by || departs)) || (origin && people));
    bool undecided = open_day && (someone || ((g.pronoun || self) && (told_origin || !g.drafts.empty())));
    bool named_soft = day && soft && (g.own || g.renter || g.name >= 0);
    bool has_ticket = day && ticket && (someone || g.pronoun || self);
    g.self = g.self || (has_ticket && self);
    std::size_t unknown = 0;
    for (auto c : g.clauses) unknown += p_.clauses[c].unknown;
    bool vague_only = unknown < 2 && day && span && soft && !someone && g.drafts.empty();
    if (!report && !undecided && !vague_only && !named_soft && !has_ticket) return;
    std::string_view rule = has_ticket && !report ? "return.ticket" : report || named_soft ? "return.listed" : undecided ? "return.undecided" : "return.only_a_span";
    for (auto& d : g.drafts)
      if (d.intent == Intent::away) {
        d.intent = Intent::return_report;
        d.rule = rule;
        d.tense = Tense::plan;
        return;
      }
    Draft d;
    d.intent = Intent::return_report;
    d.rule = rule;
    d.clauses = d.events = g.clauses;
    d.event = p_.clauses[g.clauses.front()].first;
    g.drafts.insert(g.drafts.begin(), d);
    g.pending.clear();
  }

  const Parsed& p_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<Group> group_clauses(const Parsed& parsed) { return Groups(parsed).find(); }

}  // namespace linli::understanding
