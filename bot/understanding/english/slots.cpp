#include "bot/understanding/english/slots.hpp"

#include <algorithm>

namespace linli::understanding::english {
namespace {

using Kind = Value::Kind;

class Filler {
 public:
  Filler(const Page& page, const std::vector<Clause>& clauses, const std::vector<Draft>& drafts, std::size_t which, const Moment& written)
      : p_(page), clauses_(clauses), drafts_(drafts), d_(drafts[which]), which_(which), written_(written) {}

  Candidate fill() {
    using enum Intent;
    out_.intent = d_.intent;
    out_.negated = d_.negated;
    out_.rule = d_.rule;
    out_.clause = span();
    if (d_.intent == human || d_.intent == retract || d_.intent == nothing_to_report) return std::move(out_);
    each(Kind::room, Slot::room);
    renter();
    if (d_.intent == health) {
      each(Kind::temperature, Slot::temperature, true);
      if (!d_.symptom.empty()) out_.slots.push_back({Slot::symptom, d_.symptom, {}, p_.span(d_.token, d_.token + 1), "symptom"});
      return std::move(out_);
    }
    if (d_.intent == vacant || d_.intent == unreachable || d_.intent == registered || d_.intent == stayed) return std::move(out_);
    if (d_.intent != leaving && d_.intent != cancel) {
      each(Kind::origin, Slot::origin);
      if (d_.intent != away) each(Kind::people, Slot::people);
    }
    if (d_.intent == away) return std::move(out_);
    dates();
    if (d_.intent == leaving || d_.intent == cancel) return std::move(out_);
    each(Kind::via, Slot::via);
    each(Kind::by, Slot::by);
    each(Kind::number, Slot::number);
    means();
    each(Kind::phone, Slot::phone);
    each(Kind::id_number, Slot::id_number);
    auto* date = out_.find(Slot::date);
    bool unsure = std::ranges::any_of(d_.clauses, [&](std::size_t c) { return clauses_[c].terms.has(Term::hedge); });
    bool day = date && std::get<DateValue>(date->value).certainty != Certainty::unknown;
    out_.hedged = unsure && day && (d_.intent == return_report || d_.intent == change) && p_.rules.fire("en.hedged");
    return std::move(out_);
  }

 private:
  // Whose a value is: that of the draft in whose clause it stands, else of the last one before, else of the first.
  std::size_t owner(const Value& v) const {
    std::size_t best = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      for (auto c : drafts_[i].clauses)
        if (v.first >= clauses_[c].first && v.last <= clauses_[c].last) return i;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (clauses_[drafts_[i].clauses.front()].first > v.first) continue;
      bool journey = drafts_[i].intent != Intent::registered && drafts_[i].intent != Intent::health && drafts_[i].intent != Intent::ack;
      if (journey || i == 0) best = i;
    }
    return best;
  }
  bool mine(const Value& v) const { return owner(v) == which_; }
  Span span() const {
    auto &first = clauses_[*std::ranges::min_element(d_.clauses)], &last = clauses_[*std::ranges::max_element(d_.clauses)];
    return p_.span(first.first, last.last);
  }
  void each(Kind kind, Slot slot, bool last = false) {
    for (auto& v : p_.values)
      if (v.kind == kind && !v.denied && mine(v)) {
        auto f = found_of(p_, v, written_, d_.tense);
        if (!f) continue;
        if (!out_.find(slot)) out_.slots.push_back(std::move(*f));
        else if (last) *std::ranges::find(out_.slots, slot, &Found::slot) = std::move(*f);
      }
  }
  void renter() {
    each(Kind::renter, Slot::renter);
    if (out_.find(Slot::renter)) return;
    auto words = p_.span(d_.token, d_.token + 1);
    if (d_.who == Who::relative && !d_.relative.empty() && p_.rules.fire("renter.relative")) {
      out_.slots.push_back({Slot::renter, d_.relative.substr(d_.relative.find(' ') + 1), {}, words, "renter.relative"});
      return;
    }
    auto& first = clauses_[d_.clauses.front()];
    bool own_health = d_.intent == Intent::health && first.terms.has(Term::my) && (d_.who == Who::nobody || d_.who == Who::other) && p_.rules.fire("en.renter.my_health");
    bool by_vehicle = d_.who == Who::vehicle && first.terms.any(Term::my, Term::vehicle_subject) && p_.rules.fire("en.renter.my_train");
    bool self = d_.who == Who::me || own_health || by_vehicle;
    if (self && d_.intent != Intent::vacant && p_.rules.fire("renter.self")) out_.slots.push_back({Slot::renter, std::string("self"), {}, words, "renter.self"});
  }
  void means() {  // G7102 is a train, MU5101 a plane
    auto* number = out_.find(Slot::number);
    if (!number || out_.find(Slot::by) || !p_.rules.fire("by.number")) return;
    out_.slots.push_back({Slot::by, std::string(number->rule == "number.train" ? "train" : "plane"), {}, number->words, "by.number"});
  }

  void dates() {
    const Value* said = nullptr;
    const Value* was = nullptr;
    const Value* open = nullptr;
    for (auto& v : p_.values) {
      if (v.kind != Kind::day || !mine(v)) continue;
      if (!own(v) && d_.tense == Tense::plan && d_.intent != Intent::change && (of_something(v) || counts_from()) && p_.rules.fire("en.date.of_something")) continue;
      if (v.day.was) was = was ? was : &v;
      else if (v.day.open) open = open ? open : &v;
      else if (!said || d_.intent == Intent::change || departs(*said) || (own(v) && !own(*said) && p_.rules.fire("en.date.of_own_clause")) || (arrives(v) && !arrives(*said) && p_.rules.fire("en.date.of_arrival"))) {
        if (said && d_.intent == Intent::change && !was && p_.rules.fire("en.change.first_day")) was = said;
        said = &v;
      }
    }
    if (said && d_.departs && departs(*said) && p_.rules.fire("en.date.of_setting_off")) said = nullptr;  // the day of setting off is none of coming
    if (!said) said = open;
    if (!said && d_.intent == Intent::cancel) said = was;  // forget about the 15th
    if (said) {
      auto day = said->day;
      if (d_.rule == "en.return.until" && day.date.mod == DateExpr::Mod::before && p_.rules.fire("en.date.not_before"))
        day.date.mod = said->rule == "en.date.whole_month" || said->rule == "en.date.month_part" ? DateExpr::Mod::none : DateExpr::Mod::after;  // not back before the 20th
      if (d_.intent == Intent::change && day.date.last && !was && said->first > 0 && p_.at(said->first - 1).text.ends_with("from") && p_.rules.fire("en.change.from_to")) {
        auto given_up = day;
        given_up.date.last.reset();
        put(Slot::was, given_up, *said, false);
        day.date.first = *day.date.last;
        day.date.last.reset();
      }
      put(Slot::date, day, *said, true);
    }
    if (was && d_.intent == Intent::change) put(Slot::was, was->day, *was, false);
  }
  // My semester starts on 2 March, I return with my wife
  bool of_something(const Value& v) const {
    return std::ranges::any_of(clauses_, [&](const Clause& c) { return v.first >= c.first && v.last <= c.last && c.thing; });
  }
  // two days before, the day before that
  bool counts_from() const {
    for (auto c : d_.clauses)
      for (auto i = clauses_[c].first; i < clauses_[c].last; ++i)
        if (p_.is(i, Term::day_word) && p_.at(i + 1).text == "before") return true;
    return false;
  }
  // fly on the 25th and arrive on the 26th
  bool arrives(const Value& v) const {
    return std::ranges::any_of(clauses_, [&](const Clause& c) {
      if (v.first < c.first || v.last > c.last) return false;
      for (auto i = c.first; i < c.last; ++i)
        if (p_.is(i, Term::arrive) || (p_.is(i, Term::back) && !p_.is(i, Term::plane) && !p_.is(i, Term::car))) return true;
      return false;
    });
  }
  bool own(const Value& v) const {
    return std::ranges::any_of(d_.clauses, [&](std::size_t c) { return v.first >= clauses_[c].first && v.last <= clauses_[c].last; });
  }
  bool departs(const Value& v) const {
    return std::ranges::any_of(clauses_, [&](const Clause& c) {
      if (v.first < c.first || v.last > c.last) return false;
      bool sets_off = false, comes = false;
      for (auto i = c.first; i < c.last; ++i) {
        sets_off = sets_off || (p_.is(i, Term::leave) && i < v.first);
        comes = comes || ((p_.is(i, Term::back) || p_.is(i, Term::arrive)) && i < v.first);
      }
      return sets_off && !comes;
    });
  }
  void put(Slot slot, Day_said day, const Value& v, bool with_time) {
    auto words = p_.span(v.first, v.last);
    if (with_time)
      for (auto& t : p_.values)
        if (t.kind == Kind::time && mine(t)) add_time(day.date, t.time, p_.rules);
    auto value = resolve(day, written_, d_.tense);
    if (!value.start && !day.open) return;
    out_.slots.push_back({slot, value, {}, words, std::string(v.rule)});
  }

  const Page& p_;
  const std::vector<Clause>& clauses_;
  const std::vector<Draft>& drafts_;
  const Draft& d_;
  std::size_t which_;
  const Moment& written_;
  Candidate out_;
};

}  // namespace

std::optional<Found> found_of(const Page& page, const Value& v, const Moment& written, Tense tense) {
  Found f;
  f.words = page.span(v.first, v.last);
  f.rule = v.rule;
  switch (v.kind) {
    case Kind::day: {
      auto value = resolve(v.day, written, tense);
      if (!value.start && !v.day.open) return {};
      f.slot = Slot::date;
      f.value = value;
      return f;
    }
    case Kind::people: f.slot = Slot::people, f.value = std::int64_t(v.count); return f;
    case Kind::temperature: f.slot = Slot::temperature, f.value = v.degrees; return f;
    case Kind::via: f.slot = Slot::via, f.value = v.names; return f;
    case Kind::room: f.slot = Slot::room; break;
    case Kind::origin: f.slot = Slot::origin; break;
    case Kind::by: f.slot = Slot::by; break;
    case Kind::number: f.slot = Slot::number; break;
    case Kind::phone: f.slot = Slot::phone; break;
    case Kind::id_number: f.slot = Slot::id_number; break;
    case Kind::renter: f.slot = Slot::renter; break;
    case Kind::time: return {};
  }
  f.value = v.text;
  return f;
}

Candidate fill(const Page& page, const std::vector<Clause>& clauses, const std::vector<Draft>& drafts, std::size_t which, const Moment& written) {
  return Filler(page, clauses, drafts, which, written).fill();
}

std::vector<Found> loose_values(const Page& page, const Moment& written) {
  constexpr std::size_t most = 12;
  std::vector<Found> out;
  for (auto& v : page.values) {
    if (v.denied || v.day.was || v.kind == Kind::id_number || v.kind == Kind::temperature || out.size() >= most) continue;
    auto value = v;
    for (auto& t : page.values)
      if (v.kind == Kind::day && t.kind == Kind::time) add_time(value.day.date, t.time, page.rules);
    if (auto f = found_of(page, value, written, Tense::plan)) out.push_back(std::move(*f));
  }
  // a text of little more than a number or a place: three; it is Hefei
  std::size_t words = 0;
  for (auto& t : page.tokens) words += t.kind != Token::Kind::mark && !t.terms.any(Term::filler, Term::it, Term::be, Term::am, Term::adverb);
  auto bare = [&](std::size_t i) { return !page.value_at(i); };
  for (std::size_t i = 0; i < page.tokens.size() && words <= 3; ++i) {
    auto& t = page.tokens[i];
    auto span = page.span(i, i + 1);
    if (t.is(Term::place) && bare(i) && page.rules.fire("en.origin.bare")) {
      auto last = i + 1;
      while (last < page.tokens.size() && (page.is(last, Term::place) || (page.at(last).mark(",") && page.is(last + 1, Term::place)))) ++last;
      out.push_back({Slot::origin, page.said(i, last), {}, page.span(i, last), "en.origin.bare"});
      break;
    }
    auto n = bare(i) && words == 1 && t.text != "a" ? count_at(page, i) : std::nullopt;
    if (!n || !page.rules.fire("number.bare")) continue;
    if (*n >= 1 && *n <= 31) {
      Day_said day;
      day.date.first.form = DateAtom::Form::solar;
      day.date.first.day = int(*n);
      if (auto value = resolve(day, written, Tense::plan); value.start) out.push_back({Slot::date, value, {}, span, "number.bare"});
    }
    if (*n >= 1 && *n <= 12) out.push_back({Slot::people, std::int64_t(*n), {}, span, "number.bare"});
  }
  return out;
}

}  // namespace linli::understanding::english
