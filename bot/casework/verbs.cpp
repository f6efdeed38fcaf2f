// The four verbs of the staff: take over, hand on, close with a result, snooze. A verb without its detail answers with a card of choices.
#include <algorithm>
#include <charconv>

#include "bot/casework/play.hpp"

namespace linli {
namespace {

std::optional<std::int64_t> number(const std::string& text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

constexpr std::size_t most_choices = 8;

}  // namespace

void Play::reply(const PersonRow& to, std::string tmpl, Args more, std::vector<Button> buttons) {
  Args args{{"case", arg::Case{w.ref}}};
  for (auto& one : more) args.push_back(std::move(one));
  auto say = say_to(ToPerson{to.id}, {Act::say, std::move(tmpl), std::move(args)}, SayClass::reply, "why.verb");
  say.buttons = std::move(buttons);
  d.says.push_back(std::move(say));
}

void Play::verb(const CaseVerb& verb, const PersonRow& by) {
  if (!has_standing(by)) return reply(by, "verb.not_here");
  bool taking = verb.verb == "take_over";
  if (w.row.final) {
    if (taking) step(StepKind::taken_over_late, std::monostate{}, "why.closed_already", by.id);
    return reply(by, "verb.closed");
  }
  if (verb.verb == "hand_back") return hand_back(by);
  if (!book.policy || !climbing()) return reply(by, "verb.settled");
  bool others = w.row.climb.lease_until && w.row.owner.person && *w.row.owner.person != by.id;
  if (others && (taking || verb.verb == "snooze")) return reply(by, "verb.taken_by_other", {{"person", arg::Person{*w.row.owner.person}}});
  if (taking) return take_over(by);
  if (verb.verb == "hand_on") return hand_on(by, verb.detail);
  if (verb.verb == "close") return close(by, verb.detail);
  if (verb.verb == "snooze") return snooze(by, verb.detail);
  reply(by, "verb.unknown");
}

void Play::take_over(const PersonRow& by) {
  lease_to(by.id);
  step(StepKind::taken_over, std::monostate{}, "why.taken_over", by.id);
  reply(by, "verb.taken_over", {{"at", *w.row.climb.lease_until}}, verb_buttons({"take_over"}));
}

void Play::hand_on(const PersonRow& by, const std::string& to) {
  std::vector<PersonId> may;
  for (auto& holder : around.holders) {
    bool of_policy = std::ranges::any_of(book.policy->steps, [&](auto& s) { return role_of(s) == holder.role; });
    if (of_policy && holder.reachable && holder.person != by.id && std::ranges::find(may, holder.person) == may.end()) may.push_back(holder.person);
  }
  auto chosen = number(to);
  if (!chosen || std::ranges::find(may, PersonId{*chosen}) == may.end()) {
    std::vector<Button> buttons;
    for (auto person : may)
      if (buttons.size() < most_choices)
        buttons.push_back({CaseVerb{w.ref, "hand_on", std::to_string(person.value)}, {Act::say, "button.person", {{"person", arg::Person{person}}}}});
    return reply(by, buttons.empty() ? "verb.nobody_to_hand_on" : "verb.hand_on_to", {}, std::move(buttons));
  }
  PersonId next{*chosen};
  lease_to(next);
  step(StepKind::handed_on, std::monostate{}, "why.handed_on", by.id);
  auto say = whole_story(ToPerson{next}, {});
  say.parts.front().act = Act::say;
  say.depends = WhileState{w.ref, w.row.state};  // the lease is theirs: only the matter itself can make these words idle
  say.why = "why.handed_on";
  d.says.push_back(std::move(say));
  reply(by, "verb.handed_on", {{"person", arg::Person{next}}});
}

void Play::close(const PersonRow& by, const std::string& result) {
  std::vector<std::string> may;
  for (auto& one : book.policy->results)
    if (takes_result(one)) may.push_back(one);
  if (!contains(may, result)) {
    std::vector<Button> buttons;
    for (auto& one : may)
      buttons.push_back({CaseVerb{w.ref, "close", one}, {Act::say, "button.result", {{"result", arg::Word{"result." + one}}}}});
    return reply(by, buttons.empty() ? "verb.no_result_here" : "verb.close_with", {}, std::move(buttons));
  }
  auto* way = by_result(result);
  Cause cause = std::monostate{};
  std::set<std::string> changed;
  if (auto states = book.policy->result_facts.find(result); states != book.policy->result_facts.end()) {
    std::uint32_t facts = 0;
    for (auto& report : d.reports) facts += std::uint32_t(report.facts.size());
    NewFact fact{w.ref, w.row.place.id, {}, states->second, false, false, {}, {}, "result." + result, "result"};
    d.reports.push_back({by.id, {fact}});
    Candidate what;
    what.intent = states->second;
    Stated stated{Local{facts}, &what, {by.id, {}}, true};
    changed = set_dates(stated);
    cause = stated.fact;
    for (auto& t : book.transitions)
      if (!way && t.on.fact == states->second && !t.on.negated && !t.on.retracted && std::ranges::find(t.from, w.row.state) != t.from.end()) way = &t;
  }
  end_climb("closed", true, by.id);
  move(*way, cause, StepKind::closed, "result." + result, by.id, changed);
  reply(by, "verb.closed_with", {{"result", arg::Word{"result." + result}}});
}

void Play::snooze(const PersonRow& by, const std::string& span) {
  auto chosen = number(span);
  auto& spans = book.policy->snoozes;
  bool known = chosen && std::ranges::any_of(spans, [&](auto s) { return s.count() == *chosen; });
  if (!known) {
    std::vector<Button> buttons;
    for (auto s : spans) {
      auto hours = std::chrono::duration_cast<std::chrono::hours>(s);
      bool whole = hours == s;
      buttons.push_back({CaseVerb{w.ref, "snooze", std::to_string(s.count())},
                         {Act::say, whole ? "button.hours" : "button.minutes", {{"count", std::int64_t(whole ? hours.count() : s.count())}}}});
    }
    return reply(by, buttons.empty() ? "verb.no_snooze" : "verb.snooze_for", {}, std::move(buttons));
  }
  auto until = now + std::chrono::minutes(*chosen);
  pause_to(by.id, DueKind::snooze, until, "snoozed");
  step(StepKind::snoozed, std::monostate{}, "why.snoozed", by.id);
  reply(by, "verb.snoozed", {{"at", until}});
}

}  // namespace linli
