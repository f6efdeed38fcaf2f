// What happens in each clause: a table over the words that tell something. The first row that holds gives the intent.
#include <algorithm>
#include <array>

#include "bot/understanding/english/clauses.hpp"

namespace linli::understanding::english {
namespace {

using V = const View&;

Who who_is(const Token& t) {
  if (t.is(Term::relative) && !t.is(Term::companions)) return Who::relative;
  if (t.is(Term::vehicle_subject)) return Who::vehicle;
  if (t.is(Term::tenant)) return Who::tenant;
  if (t.terms.any(Term::me, Term::us)) return Who::me;
  if (t.is(Term::third)) return Who::third;
  if (t.terms.any(Term::it, Term::you)) return Who::other;
  return Who::nobody;
}

// Small words between who and what they do.
bool between(const Token& t) {
  return t.terms.any(Term::am, Term::be, Term::have, Term::will, Term::not_, Term::yet, Term::hedge, Term::adverb, Term::filler, Term::on, Term::habit, Term::ask) || t.kind == Token::Kind::mark ||
         t.text == "that" || t.text == "to" || t.text == "get";
}

// Whom the verb is about, looking back; what stands between is learned.
void subject(View& v) {
  auto& p = v.page;
  auto head = [&](const Token& t) {
    v.neg = v.neg || t.is(Term::not_);
    v.will = v.will || t.is(Term::will);
    v.am = v.am || t.is(Term::am);
    v.done = v.done || t.is(Term::have) || (t.is(Term::done) && t.is(Term::not_)) || t.text == "was" || t.text == "were";
  };
  v.done = p.is(v.token, Term::done);
  v.neg = p.is(v.token, Term::not_);
  v.am = p.is(v.token, Term::am);
  auto& said = p.at(v.token).text;
  if (said.starts_with("my ") || said.starts_with("our ")) {  // my arrival
    if (p.at(v.token).terms.any(Term::arrive, Term::back) && !v.clause.terms.has(Term::cancel)) v.who = Who::me;
    if (v.who == Who::me) return;
  }
  if (auto own = who_is(p.at(v.token)); own != Who::nobody) {
    v.who = own;
    return;
  }
  for (auto i = v.token; i-- > v.clause.first;) {
    auto& t = p.tokens[i];
    if (auto* value = p.value_at(i)) {
      if (value->kind == Value::Kind::renter) {
        v.who = Who::tenant;
        return;
      }
      if (value->kind == Value::Kind::people) {
        v.who = Who::me;
        return;
      }
      if (value->kind == Value::Kind::by && t.is(Term::vehicle_subject)) {
        v.who = Who::vehicle;
        return;
      }
      i = value->first;
      auto& lead = p.at(i == 0 ? p.tokens.size() : i - 1);  // the tenant in 302
      if (i > v.clause.first && (lead.text == "in" || lead.text == "of" || lead.text == "at" || lead.text == "from")) --i;
      continue;
    }
    bool noun = p.is(v.token, Term::takes_object) || p.at(v.token).text.starts_with("arrival");
    if (i + 1 == v.token && t.is(Term::my) && noun && !v.clause.terms.has(Term::cancel)) {  // my return, his return
      v.who = t.text == "my" || t.text == "our" ? Who::me : t.text == "your" ? Who::other : Who::third;
      return;
    }
    if (auto who = who_is(t); who != Who::nobody) {
      head(t);
      v.who = who;
      return;
    }
    if (t.kind == Token::Kind::han) {
      v.who = Who::tenant;
      return;
    }
    bool ill = v.page.at(v.token).terms.any(Term::symptom, Term::well) && t.is(Term::common);  // I got a bad cough
    if (!between(t) && !ill && !t.is(Term::temperature)) {
      v.who = Who::other;
      return;
    }
    head(t);
  }
}

// one day earlier, a week later
bool moved_by(const Page& p, std::size_t i) {
  auto& than = p.at(i + 2).text;  // later, or later than planned
  return count_at(p, i) && p.at(i + 1).terms.any(Term::day_word, Term::week_word) && (than.starts_with("earlier") || than.starts_with("late") || than.starts_with("sooner"));
}

// It lets us return, we are allowed to: may, not will.
bool permitted(const View& v) {
  for (auto i = v.clause.first; i < v.clause.last; ++i)
    if (v.page.is(i, Term::permits)) return true;
  return false;
}
// I could not register, did not manage to
bool failed(const View& v) {
  for (auto i = v.token; v.neg && i-- > v.clause.first;) {
    auto& t = v.page.at(i);
    if (t.text.starts_with("could") || t.text == "able to" || t.text == "unable to" || t.text == "manage to") return true;
  }
  return false;
}

Goal goal_of(const Page& p, std::size_t verb, std::size_t end, bool strong) {
  bool passed = false;  // a value: where it leads is said before the day
  for (auto i = verb + 1; i < end; ++i) {
    if (auto* v = p.value_at(i)) {
      passed = true;
      if (v->kind == Value::Kind::room) return Goal::here;
      if (v->kind == Value::Kind::origin && i == verb + 1 && !p.is(i, Term::from)) return Goal::elsewhere;  // leave Hefei
      i = v->last - 1;
      continue;
    }
    auto& t = p.tokens[i];
    if (moved_by(p, i)) return Goal::none;
    if ((t.text == "the" || t.text == "a" || t.text == "an" || t.is(Term::my)) && p.value_at(i + 1)) continue;  // with the night train
    if (t.is(Term::here)) return Goal::here;
    if (t.terms.any(Term::place, Term::home_town)) return Goal::elsewhere;
    if (t.text == "to" || t.text == "at" || t.text == "in" || t.text == "into" || t.text == "for" || t.text == "towards") {
      auto k = i + 1;
      while (k < end && (p.at(k).text == "the" || p.is(k, Term::my))) ++k;
      if (k >= end) return Goal::none;
      if (auto* v = p.value_at(k)) {
        if (v->kind == Value::Kind::room) return Goal::here;
        if (v->kind == Value::Kind::people) return Goal::none;
        i = v->last - 1;
        continue;
      }
      if (p.is(k, Term::here)) return Goal::here;
      if (p.at(k).terms.any(Term::place, Term::home_town)) return Goal::elsewhere;
      return p.at(k).number() ? Goal::none : Goal::other;
    }
    if (t.text == "on" && !strong && !p.value_at(i + 1) && !p.is(i + 1, Term::my)) return Goal::other;  // come on
    if (t.terms.any(Term::adverb, Term::filler, Term::yet, Term::not_, Term::hedge, Term::done, Term::on, Term::to, Term::between, Term::around, Term::within)) continue;
    if (t.kind == Token::Kind::mark || t.kind == Token::Kind::number || t.terms.any(Term::stays_with, Term::am, Term::if_, Term::from, Term::via, Term::ask, Term::habit, Term::back, Term::arrive)) return Goal::none;
    if (t.is(Term::my) || t.text == "the" || t.text == "it" || t.text == "this" || t.text == "a" || t.text == "you" || t.terms.any(Term::outsider, Term::you, Term::it)) return passed ? Goal::none : Goal::other;
    return strong || passed ? Goal::none : Goal::other;
  }
  return Goal::none;
}

struct Says {
  Intent intent;
  bool negated{};
  Tense tense{Tense::plan};
};
struct Row {
  std::string_view name;
  bool (*when)(V);
  Says says;
};

bool move(V v) { return v.is(Term::back) || v.is(Term::arrive) || v.is(Term::come); }
bool plainly_back(V v) { return v.is(Term::back) && (v.page.at(v.token).text == "back" || v.page.at(v.token).text == "back home" || v.page.at(v.token).text == "bak"); }
bool plan_day(V v) { return v.day && !v.past_day(); }
bool until_day(V v) { return v.day && (v.day->day.until || v.day->day.date.mod == DateExpr::Mod::before); }
// Not yet, as against not at all.
bool so_far(V v) { return v.neg && !v.will && (v.yet || v.done || (v.am && plainly_back(v))); }
bool here_then_gone(V v) { return v.is(Term::leave) && (v.goal != Goal::elsewhere || v.page.at(v.token).text.ends_with(" for")); }

constexpr std::array rows{
    Row{"en.return.until", [](V v) { return move(v) && v.neg && until_day(v); }, {Intent::return_report}},
    Row{"en.away.not_back", [](V v) { return v.is(Term::back) && so_far(v) && v.goal != Goal::elsewhere; }, {Intent::away}},
    Row{"en.arrived.not_yet", [](V v) { return (v.is(Term::arrive) || v.is(Term::come)) && so_far(v); }, {Intent::arrived, true, Tense::past}},
    Row{"en.cancel.not_coming", [](V v) { return move(v) && v.neg && v.goal != Goal::elsewhere; }, {Intent::cancel}},
    Row{"en.cancel.called_off", [](V v) { return v.is(Term::cancel); }, {Intent::cancel}},
    Row{"en.away.back_there", [](V v) { return plainly_back(v) && v.am && !v.will && v.goal == Goal::elsewhere && v.page.at(v.token + 1).text == "in" && !v.neg; }, {Intent::away}},
    Row{"en.leaving.back_there", [](V v) { return (v.is(Term::to_go) || v.is(Term::go)) && v.goal == Goal::elsewhere && !v.neg && v.done; }, {Intent::leaving, false, Tense::past}},
    Row{"en.leaving.back_there", [](V v) { return move(v) && !v.is(Term::arrive) && v.goal == Goal::elsewhere && !v.neg && !v.done; }, {Intent::leaving}},
    Row{"en.leaving.there", [](V v) { return v.is(Term::go) && !v.neg && (v.goal == Goal::elsewhere || v.is(Term::away_word)); }, {Intent::leaving}},
    Row{"en.leaving.left", [](V v) { return v.is(Term::leave) && !v.neg && v.done && here_then_gone(v); }, {Intent::leaving, false, Tense::past}},
    Row{"en.leaving.leaves", [](V v) { return v.is(Term::leave) && !v.neg && here_then_gone(v); }, {Intent::leaving}},
    Row{"en.return.sets_off", [](V v) { return v.is(Term::leave) && !v.neg && v.goal == Goal::elsewhere; }, {Intent::return_report}},
    Row{"en.stayed", [](V v) { return v.is(Term::stay) || (v.is(Term::leave) && v.neg && v.done && !v.will); }, {Intent::stayed}},
    Row{"en.arrived.said", [](V v) { return move(v) && v.done && !v.will && !v.neg && v.goal != Goal::elsewhere; }, {Intent::arrived, false, Tense::past}},
    Row{"en.arrived.is_back", [](V v) { return plainly_back(v) && (v.am || v.past_day()) && !v.will && !plan_day(v) && !v.neg; }, {Intent::arrived, false, Tense::past}},
    Row{"en.arrived.here", [](V v) { return v.is(Term::here_now) && !plan_day(v); }, {Intent::arrived, false, Tense::past}},
    Row{"en.return.here", [](V v) { return v.is(Term::here_now) && plan_day(v); }, {Intent::return_report}},
    Row{"en.return.said", [](V v) { return move(v) && !v.neg && v.goal != Goal::elsewhere; }, {Intent::return_report}},
    Row{"en.away.in_place", [](V v) { return v.is(Term::in_place) && !v.neg && v.origin && (v.origin->first == v.token || v.origin->first == v.token + 1); }, {Intent::away}},
    Row{"en.away.home_town", [](V v) { return v.is(Term::in_place) && (v.page.is(v.token + 1, Term::home_town) || (v.page.is(v.token + 1, Term::my) && v.page.is(v.token + 2, Term::home_town))); }, {Intent::away}},
    Row{"en.away.said", [](V v) { return v.is(Term::away_word) && v.who != Who::other; }, {Intent::away}},
    Row{"en.vacant", [](V v) { return v.is(Term::vacant) && !v.neg; }, {Intent::vacant}},
    Row{"en.vacant.not", [](V v) { return v.is(Term::vacant) && v.neg; }, {Intent::vacant, true}},
    Row{"en.unreachable", [](V v) { return v.is(Term::unreachable); }, {Intent::unreachable}},
    Row{"en.nothing_to_report", [](V v) { return v.is(Term::nothing); }, {Intent::nothing_to_report}},
    Row{"en.registered.not_yet", [](V v) { return (v.is(Term::irregular) && v.page.at(v.token).text.find("regist") != std::string::npos) || (v.is(Term::registered) && v.neg); }, {Intent::registered, true, Tense::past}},
    Row{"en.registered.failed", [](V v) { return v.is(Term::register_word) && failed(v); }, {Intent::registered, true, Tense::past}},
    Row{"en.registered", [](V v) { return v.is(Term::registered) && !v.will && !v.neg; }, {Intent::registered, false, Tense::past}},
    Row{"health.well", [](V v) { return v.is(Term::well) || ((v.is(Term::symptom) || v.is(Term::symptom_bare)) && v.neg); }, {Intent::health}},
    Row{"health.fever", [](V v) { return v.is(Term::symptom) && v.page.at(v.token).text.find("fever") != std::string::npos; }, {Intent::health}},
    Row{"health.symptom", [](V v) { return v.is(Term::symptom); }, {Intent::health}},
    Row{"en.human", [](V v) { return v.is(Term::human); }, {Intent::human}},
    Row{"en.retract", [](V v) { return v.is(Term::retract); }, {Intent::retract}}};

// A word of its own that is neither of a journey nor of a person: the meeting, the office.
bool other_thing(const Page& p, std::size_t i) {
  auto& t = p.tokens[i];
  return t.kind == Token::Kind::word && !p.value_at(i) && (t.terms.none() || t.is(Term::common)) && !t.terms.any(Term::filler, Term::adverb, Term::trip_word, Term::it, Term::the, Term::am, Term::be, Term::of, Term::at, Term::to);
}

// a bit of a fever, A cough: fever, cough
std::string without_article(std::string said) {
  if (auto last = said.rfind(" a "); last != said.npos) said.erase(0, last + 1);
  if (said.starts_with("a ") || said.starts_with("A ")) said.erase(0, 2);
  return said;
}

// A sign that something told before is different now.
bool changes(const Page& p, const Clause& c) {
  for (auto i = c.first; i < c.last; ++i) {
    if (p.is(i, Term::moves) && !p.value_at(i + 1)) continue;  // moved to another flat
    bool begins = i == c.first && p.at(i).text == "after all";  // after all it's only Friday
    if ((p.is(i, Term::change_sign) && !p.value_at(i) && !begins) || (moved_by(p, i) && p.rules.fire("en.change.moved_by"))) return true;
  }
  for (auto& v : p.values)
    if ((v.day.was || v.denied) && v.first >= c.first && v.last <= c.last) return true;
  // three of us, not two
  for (auto i = c.first; i < c.last; ++i)
    if (p.at(i).text == "not" && count_at(p, i + 1) && i + 2 >= c.last && p.at(i + 1).text != "a") return true;
  return false;
}

// The meeting is postponed to Friday; not: not Friday, Saturday.
bool changes_other_thing(const Page& p, const Clause& c) {
  for (auto i = c.first; i < c.last && !p.is(i, Term::change_sign); ++i)
    if (other_thing(p, i)) return true;
  return false;
}

// I take the G1376 from Changsha on Monday, we booked a flight for the 11th: a journey told by what one travels with.
void rides(const Page& p, const std::vector<Clause>& clauses, std::size_t k, std::vector<Draft>& out) {
  auto& c = clauses[k];
  auto last = k + 1;
  while (last < clauses.size() && clauses[last].sentence == c.sentence) ++last;
  auto within = [&](Value::Kind kind) {
    return std::ranges::any_of(p.values, [&](const Value& v) { return v.kind == kind && !v.day.was && !v.day.since && v.first >= c.first && v.last <= clauses[last - 1].last; });
  };
  bool vehicle = within(Value::Kind::by) || within(Value::Kind::number);
  bool told = std::ranges::any_of(out, [&](const Draft& d) { return d.clauses.back() == k; });
  if (told || !vehicle || !within(Value::Kind::day) || !c.terms.has(Term::ride) || !c.terms.any(Term::me, Term::us, Term::my)) return;
  std::size_t verb = c.first;
  while (verb < c.last && !p.is(verb, Term::ride)) ++verb;
  for (auto i = c.first; i < c.last; ++i)
    if (p.at(i).text == "to" && !p.value_at(i) && !p.value_at(i + 1) && !p.is(i + 1, Term::here)) return;  // to Beijing, to see my aunt
  if (!p.rules.fire("en.return.ride")) return;
  Draft d;
  d.intent = Intent::return_report;
  d.rule = "en.return.ride";
  d.token = verb;
  d.clauses.push_back(k);
  d.who = Who::me;
  out.push_back(std::move(d));
}

}  // namespace

std::vector<Draft> drafts_of(const Page& p, std::vector<Clause>& clauses) {
  std::vector<Draft> out;
  for (std::size_t k = 0; k < clauses.size(); ++k) {
    auto& c = clauses[k];
    std::size_t before = out.size();
    bool verb_seen = false;
    for (auto i = c.first; i < c.last; ++i) {
      auto& t = p.tokens[i];
      if (t.terms.none()) continue;
      if (auto* v = p.value_at(i); v && v->kind != Value::Kind::by && v->kind != Value::Kind::day && v->kind != Value::Kind::origin) continue;
      View v{p, c};
      v.token = i;
      bool strong = t.terms.any(Term::back, Term::arrive) && !t.terms.any(Term::weak_move, Term::takes_object);
      if (t.terms.any(Term::back, Term::arrive, Term::come, Term::go, Term::leave)) v.goal = goal_of(p, i, c.last, strong || t.is(Term::leave));
      if (t.is(Term::open_date)) v.goal = Goal::none;
      for (auto& value : p.values) {
        if (value.first < c.first || value.last > c.last) continue;
        if (value.kind == Value::Kind::day && !value.day.was && !v.day) v.day = &value;
        if (value.kind == Value::Kind::origin && !v.origin) v.origin = &value;
      }
      v.yet = c.terms.has(Term::yet);
      subject(v);
      bool may = (v.is(Term::back) || v.is(Term::arrive) || v.is(Term::come)) && permitted(v) && !c.asking && p.rules.fire("en.about.permitted");
      if (may) continue;
      bool yonder = plainly_back(v) && v.goal == Goal::elsewhere && p.at(i + 1).text == "in";  // back in my country
      if (yonder && !v.am && p.rules.fire("en.about.back_yonder")) continue;
      bool inherit = v.who == Who::nobody && k > 0 && clauses[k - 1].sentence == c.sentence;
      if (inherit) v.who = clauses[k - 1].who;
      for (auto& row : rows) {
        if (!row.when(v) || !p.rules.fire(row.name)) continue;
        Draft d;
        d.intent = row.says.intent;
        d.negated = row.says.negated;
        d.tense = row.says.tense;
        d.rule = row.name;
        d.token = i;
        d.clauses.push_back(k);
        d.who = v.who;
        d.goal = v.goal;
        d.departs = row.name == "en.return.sets_off";
        d.weak = t.is(Term::weak_move) && !v.neg && v.goal != Goal::here;
        if (d.intent == Intent::health && row.name != "health.well") d.symptom = without_article(p.said(i, i + 1));
        for (auto n = c.first; n < i; ++n)
          if (p.is(n, Term::relative) && d.who == Who::relative) d.relative = p.said(n, n + 1);
        bool again = std::ranges::any_of(out, [&](const Draft& o) { return o.clauses.back() == k && o.intent == d.intent && o.negated == d.negated; });
        if (!again) out.push_back(std::move(d));
        if (!verb_seen) c.who = v.who;
        verb_seen = true;
        break;
      }
    }
    if (!verb_seen)
      for (auto i = c.first; i < c.last; ++i) {
        auto* value = p.value_at(i);
        if (value && (value->kind == Value::Kind::day || value->kind == Value::Kind::time)) continue;  // this evening
        if (auto who = who_is(p.tokens[i]); who != Who::nobody) {
          c.who = who;
          break;
        }
        c.thing = other_thing(p, i);
        if (c.thing) {
          c.who = Who::other;
          break;
        }
      }
    for (auto& value : p.values)
      if (value.kind == Value::Kind::temperature && value.first >= c.first && value.last <= c.last && p.rules.fire("health.temperature") &&
          std::ranges::none_of(out, [&](const Draft& d) { return d.rule == "health.temperature"; })) {
        Draft d;
        d.intent = Intent::health;
        d.rule = "health.temperature";
        d.token = value.first;
        d.clauses.push_back(k);
        d.who = c.who;
        out.push_back(std::move(d));
      }
    rides(p, clauses, k, out);
    bool told = std::any_of(out.begin() + std::ptrdiff_t(before), out.end(), [](const Draft& d) { return d.who != Who::other; });
    if (!changes(p, c)) continue;
    auto within = [&](const Value& v, const Clause& in) { return v.first >= in.first && v.last <= in.last; };
    bool next_tells = k + 1 < clauses.size() && !changes_other_thing(p, clauses[k + 1]);  // my mistake, the party is on Friday
    bool other_way = false;  // by car instead of the train
    for (auto i = c.first; i < c.last; ++i) other_way = other_way || p.at(i).text.starts_with("instead") || p.at(i).text == "rather than";
    bool has_value = std::ranges::any_of(p.values, [&](const Value& v) {
      bool near = within(v, c) || (k > 0 && clauses[k - 1].sentence == c.sentence && v.first >= clauses[k - 1].first && v.last <= c.last) || (next_tells && v.first >= c.first && v.last <= clauses[k + 1].last);
      bool way = v.kind == Value::Kind::by && within(v, c) && other_way;
      return near && v.kind != Value::Kind::time && (v.kind != Value::Kind::by || way);
    });
    bool moves = false;
    for (auto i = c.first; i < c.last; ++i) moves = moves || moved_by(p, i) || p.is(i, Term::postpones);
    if (told) {
      for (auto d = out.begin() + std::ptrdiff_t(before); d != out.end(); ++d)
        if (d->intent == Intent::return_report && (has_value || moves) && p.rules.fire("en.change.told")) d->intent = Intent::change, d->rule = "en.change.told";
    } else if ((has_value || moves) && !changes_other_thing(p, c) && p.rules.fire("en.change")) {
      Draft d;
      d.intent = Intent::change;
      d.rule = "en.change";
      d.token = c.first;
      d.clauses.push_back(k);
      d.who = c.who == Who::other ? Who::nobody : c.who;
      out.push_back(std::move(d));
    }
  }
  return out;
}

void meet(const Page& p, const std::vector<Clause>& clauses, std::vector<Draft>& drafts) {
  struct Meeting {
    std::string_view name;
    bool (*when)(const Draft&, const Draft&);
    Intent says;
    bool later;       // the later one's word counts for tense and rule
  };
  using enum Intent;
  static constexpr std::array meetings{
      Meeting{"en.meet.other_ride", [](const Draft& a, const Draft& b) { return a.intent == cancel && a.who == Who::vehicle && b.intent == change; }, change, true},
      Meeting{"en.meet.cancelled", [](const Draft& a, const Draft& b) { return a.intent == cancel && b.intent == change; }, cancel, false},
      Meeting{"en.meet.plans_changed", [](const Draft& a, const Draft& b) { return a.intent == change && b.intent == cancel; }, cancel, true},
      Meeting{"en.meet.other_day", [](const Draft& a, const Draft& b) { return a.intent == cancel && b.intent == return_report; }, change, true},
      Meeting{"en.meet.changed", [](const Draft& a, const Draft& b) { return a.intent == change && b.intent == return_report; }, change, false},
      Meeting{"en.meet.changes", [](const Draft& a, const Draft& b) { return a.intent == return_report && b.intent == change; }, change, true},
      Meeting{"en.meet.after_all", [](const Draft& a, const Draft& b) { return (a.intent == away || a.intent == stayed || (a.intent == arrived && a.negated)) && b.intent == return_report; }, return_report, true},
      Meeting{"en.meet.still_away", [](const Draft& a, const Draft& b) { return a.intent == return_report && b.intent == away; }, return_report, false},
      Meeting{"en.meet.not_here", [](const Draft& a, const Draft& b) { return a.intent == away && b.intent == arrived && b.negated; }, away, false},
      Meeting{"en.meet.set_off", [](const Draft& a, const Draft& b) { return (a.departs || b.departs) && (b.intent == return_report || b.intent == arrived); }, return_report, true},
      Meeting{"en.meet.back_and_arrived", [](const Draft& a, const Draft& b) { return a.intent == return_report && a.who != Who::me && !a.departs && b.intent == arrived && !b.negated; }, arrived, true},
      Meeting{"en.meet.arrived", [](const Draft& a, const Draft& b) { return a.intent == arrived && !a.negated && b.intent == return_report && !b.departs; }, arrived, false},
      Meeting{"en.meet.same", [](const Draft& a, const Draft& b) { return a.intent == b.intent && a.negated == b.negated && a.intent != question; }, none, false}};
  for (std::size_t i = 1; i < drafts.size();) {
    auto &a = drafts[i - 1], &b = drafts[i];
    bool same_people = (a.who == b.who) || (a.who != Who::relative && b.who != Who::relative && a.who != Who::other && b.who != Who::other) || b.who == Who::nobody;
    auto asked = [&](const Draft& d) { return clauses[d.clauses.front()].asking; };
    bool met = false;
    for (auto& m : meetings) {
      bool whole = a.intent == b.intent && (a.intent == retract || a.intent == human);
      if ((!same_people && !whole) || asked(a) || asked(b) || !m.when(a, b) || !p.rules.fire(m.name)) continue;
      bool two_homes = m.says == none && a.intent != change;  // the same said of two dwellings
      if (two_homes) {
        auto room = [&](const Draft& d) { return std::ranges::any_of(p.values, [&](const Value& v) { return v.kind == Value::Kind::room && v.first >= clauses[d.clauses.front()].first && v.last <= clauses[d.clauses.back()].last; }); };
        if (room(a) && room(b)) continue;
      }
      if (m.says != none) a.intent = m.says;
      bool was_departing = a.departs && !b.departs;
      if (m.later) a.tense = b.tense, a.rule = b.rule, a.negated = b.negated;
      if (a.intent == arrived && m.name == "en.meet.set_off") a.tense = Tense::past;
      if (m.name == "en.meet.set_off" && b.intent == arrived) a.intent = arrived, a.tense = Tense::past;
      if (was_departing || m.name == "en.meet.other_day") a.departs = was_departing;
      if (m.name == "en.meet.other_day" || m.name == "en.meet.changed" || m.name == "en.meet.changes") a.rule = m.name;
      if (a.who == Who::nobody) a.who = b.who;
      a.weak = a.weak && b.weak;
      if (m.says == none && a.goal == Goal::other) a.goal = b.goal;  // returning to work, arrival on 27 Feb
      if (a.symptom.empty()) {
        a.symptom = b.symptom;
        if (!b.symptom.empty()) a.rule = b.rule;
      }
      if (a.rule == "health.well" && b.rule == "health.temperature") a.rule = b.rule;
      if (a.relative.empty()) a.relative = b.relative;
      a.clauses.insert(a.clauses.end(), b.clauses.begin(), b.clauses.end());
      drafts.erase(drafts.begin() + std::ptrdiff_t(i));
      met = true;
      break;
    }
    if (!met) ++i;
  }
}

}  // namespace linli::understanding::english
