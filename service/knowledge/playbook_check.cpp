#include "service/knowledge/playbook_check.hpp"

#include <algorithm>
#include <set>

namespace linli {
namespace {

using What = Mention::What;
using Names = std::vector<std::string>;

bool among(const Names& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

Names keys(const std::map<std::string, Position>& where) {
  Names out;
  for (auto& [name, at] : where) out.push_back(name);
  return out;
}

Names with(Names names, const Names& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

Names parties() { return {std::string(name_of(Slot::landlord)), std::string(name_of(Slot::renter)), "reporter"}; }

// The names that exist, by what they are.
std::pair<std::string, Names> known(What what, const Draft& draft, const PlaybookSurroundings& around) {
  Names dates;
  for (auto& [name, sources] : draft.book.dates) dates.push_back(name);
  switch (what) {
    case What::state: return {"state", keys(draft.state_at)};
    case What::date_or_day: return {"anchor", with(dates, {"opened", "entered"})};
    case What::counted_from: {
      std::erase_if(dates, [&](auto& name) { return draft.book.after.contains(name); });
      return {"day to count from", dates};
    }
    case What::limit_anchor: {
      for (auto& r : draft.book.reminders)
        if (r.asks) dates.push_back("asked:" + r.name);
      return {"anchor", with(dates, {"opened", "entered"})};
    }
    case What::limit: return {"limit", keys(draft.limit_at)};
    case What::result: return {"result", keys(draft.result_at)};
    case What::role: return {"role", around.roles};
    case What::party_or_role: return {"party or role", with(parties(), around.roles)};
    case What::level: return {"level", around.levels};
    case What::reason: return {"reason", with(reasons(draft.book), around.reasons)};
  }
  return {};
}

void unknown_names(const Draft& draft, const PlaybookSurroundings& around, TomlReader& file) {
  for (auto& mention : draft.mentions) {
    if (!around.whole && (mention.what >= What::role)) continue;
    auto [kind, names] = known(mention.what, draft, around);
    if (!among(names, mention.name)) file.error(mention.at, "unknown " + kind + " '" + mention.name + "'", likely_word(mention.name, names));
  }
}

void states_reached(const Draft& draft, TomlReader& file) {
  auto& book = draft.book;
  std::set<std::string> reached{book.first};
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& t : book.transitions)
      for (auto& from : t.from)
        if (reached.contains(from) && reached.insert(t.to).second) grew = true;
  }
  for (auto& state : book.states)
    if (!reached.contains(state.name)) file.error(draft.state_at.at(state.name), "no transition leads to the state '" + state.name + "'");
  if (std::ranges::none_of(book.states, [](auto& s) { return s.final; })) file.error(file.where(), "no state is final: no case could ever end");
  for (auto& t : book.transitions)
    for (auto& from : t.from)
      if (auto* state = book.state(from); state && state->final && !t.on.retracted)
        file.error(draft.state_at.at(from), "the state '" + from + "' is final, but a transition leaves it (only something taken back may)");
}

// Every state of an open case must promise a moment, or a case there would be forgotten.
void states_with_moments(const Draft& draft, TomlReader& file) {
  auto& book = draft.book;
  for (auto& state : book.states) {
    if (state.final) continue;
    auto holds = [&](auto& one) { return holds_in(one.in, state.name); };
    bool moment = std::ranges::any_of(book.reminders, holds) || std::ranges::any_of(book.limits, holds) || (book.follow_up && holds(*book.follow_up));
    moment = moment || (state.name == book.first && book.policy && !book.policy->at_once.empty());
    if (!moment) file.error(draft.state_at.at(state.name), "nothing is due in the state '" + state.name + "': a case there would have no next moment");
  }
}

void limits_and_results(const Draft& draft, TomlReader& file) {
  auto& book = draft.book;
  for (auto& limit : book.limits) {
    bool waited = std::ranges::any_of(book.transitions, [&](auto& t) { return t.on.due == limit.name; });
    auto at = draft.limit_at.at(limit.name);
    if (!limit.escalate && !waited) file.error(at, "no transition takes the limit '" + limit.name + "', and it does not escalate");
    if (limit.escalate && waited) file.error(at, "the limit '" + limit.name + "' escalates and is taken by a transition: only one of both");
  }
  auto why = reasons(book);
  if (!why.empty() && !book.policy) file.error(file.where(), "cases can climb for '" + why.front() + "', but there is no [policy]");
  if (!book.policy) return;
  for (auto& result : book.policy->results) {
    auto fact = book.policy->result_facts.find(result);
    bool taken = std::ranges::any_of(book.transitions, [&](auto& t) {
      return t.on.result == result || (fact != book.policy->result_facts.end() && t.on.fact == fact->second && !t.on.negated && !t.on.retracted);
    });
    if (!taken && draft.result_at.contains(result)) file.error(draft.result_at.at(result), "no transition takes the result '" + result + "'");
  }
  bool closes = std::ranges::any_of(book.policy->verbs, [](auto& v) { return v.name == "close"; });
  if (closes && book.policy->results.empty()) file.error(draft.policy_at, "the verb 'close' needs at least one [[policy.result]]");
  bool snoozes = std::ranges::any_of(book.policy->verbs, [](auto& v) { return v.name == "snooze"; });
  if (snoozes && book.policy->snoozes.empty()) file.error(draft.policy_at, "the verb 'snooze' needs 'snoozes'");
}

}  // namespace

void check_meaning(const Draft& draft, const PlaybookSurroundings& around, TomlReader& file) {
  unknown_names(draft, around, file);
  if (draft.book.states.empty()) return file.error(file.where(), "there is no [[state]]");
  if (!draft.state_at.contains(draft.book.first)) return;
  states_reached(draft, file);
  states_with_moments(draft, file);
  limits_and_results(draft, file);
}

}  // namespace linli
