#include "bot/conversation/items.hpp"

#include <algorithm>
#include <set>

#include "bot/conversation/handover.hpp"
#include "bot/conversation/visiting.hpp"
#include "bot/model/sealing.hpp"

namespace linli {
namespace {

bool has_date(const Candidate& fact) { return fact.find(Slot::date) != nullptr; }

// Facts about an open case, as opposed to those that open one and those about a household.
bool about_case(Intent intent) {
  switch (intent) {
    case Intent::change: case Intent::cancel: case Intent::registered: return true;
    default: return false;
  }
}
bool about_household(Intent intent) {
  switch (intent) {
    case Intent::stayed: case Intent::away: case Intent::leaving: case Intent::vacant: case Intent::unreachable:
    case Intent::nothing_to_report: return true;
    default: return false;
  }
}
// Said of the household as a whole: no single dwelling is needed.
bool of_all(Intent intent) { return intent == Intent::nothing_to_report || intent == Intent::stayed; }

bool opens(const Turn& turn, const Item& item) { return turn.casework.opened_by(item.fact.intent) != nullptr && !item.fact.negated; }

const TenancyRow* tenancy_by_id(const Turn& turn, TenancyId id) {
  for (auto& t : *turn.r.tenancies)
    if (t.id == id) return &t;
  return nullptr;
}

void answer_topic(Turn& turn, const Item& item) {
  auto topic = topic_of(item.fact);
  std::vector<std::pair<std::string, Arg>> args;
  auto which = cases_of_item(turn, item);
  if (which.size() == 1) args.push_back({"case", arg::Case{turn.cases[which.front()].ref}});
  turn.lines.why = "why.asked";
  if (turn.direct()) turn.tell(Act::answer_question, "question." + topic, std::move(args));
  else turn.line(Act::answer_question, "question." + topic);
}

// Confirm with one card: who, where, which day. Choices where several cases fit.
void confirm_case(Turn& turn, Item item, const std::vector<std::size_t>& which) {
  if (which.size() == 1) {
    item.of = turn.cases[which.front()].row.id;
    item.place = turn.cases[which.front()].row.place.id;
    item.tenancy = turn.cases[which.front()].row.tenancy;
    return confirm(turn, {item});
  }
  std::vector<Choice> choices;
  for (auto i : which) choices.push_back({Choice::What::of_case, {}, turn.cases[i].row.id.value});
  confirm(turn, {item}, std::move(choices));
}

void take_about(Turn& turn, const Item& item) {
  auto which = cases_of_item(turn, item);
  auto intent = item.fact.intent;
  if (which.empty()) {
    if (intent == Intent::change && take_to_right_place(turn, item)) return;
    // A change or an arrival of which nothing was reported before is a report of its own, once confirmed; the others have nothing to hang on.
    if (intent == Intent::change && has_date(item.fact)) {
      Item fresh = item;
      fresh.fact.intent = Intent::return_report;
      std::erase_if(fresh.fact.slots, [](const Found& f) { return f.slot == Slot::was; });
      return confirm(turn, {fresh});
    }
    if (turn.addressed() || item.fact.clear) {
      turn.lines.why = "why.asked";
      turn.tell(Act::say, "nothing_open." + std::string(name_of(intent)));
    } else {
      turn.silent("no_open_case");
    }
    return;
  }
  if (which.size() > 1 && !item.confirmed) return confirm_case(turn, item, which);
  auto& row = turn.cases[which.front()].row;
  auto settled = item;
  settle_end(turn, settled.fact, row);
  bool others = row.reporter && *row.reporter != turn.sender() && !turn.staff();
  bool needs_yes = intent == Intent::cancel || (intent == Intent::change && others);
  if (needs_yes && !item.confirmed) return confirm_case(turn, settled, which);
  record_about(turn, settled, which.front(), intent == Intent::change ? Act::correct : Act::record);
}

void take_arrived(Turn& turn, Item item) {
  if (!has_date(item.fact)) {
    DateValue today;
    today.start = today.end = turn.today();
    item.fact.slots.push_back({Slot::date, today, {}, item.fact.clause, "arrived.today"});
  }
  auto which = cases_of_item(turn, item);
  if (which.size() > 1 && !item.confirmed) return confirm_case(turn, item, which);
  if (which.size() == 1) return record_about(turn, item, which.front(), Act::record);
  auto placed = place_of_item(turn, item);
  if (item.fact.negated || !turn.casework.opened_by(Intent::arrived)) return turn.silent("no_open_case");
  record_report(turn, item, placed);
}

void take_one(Turn& turn, const Item& item) {
  auto intent = item.fact.intent;
  if (intent == Intent::health) return record_health(turn, item);
  if (intent == Intent::answer && item.of)
    for (auto i : cases_of_item(turn, item)) return record_about(turn, item, i, Act::record);
  if (intent == Intent::arrived) return take_arrived(turn, item);
  if (about_case(intent)) return take_about(turn, item);
  if (intent == Intent::leaving && item.of)
    for (auto i : cases_of_item(turn, item)) return record_about(turn, item, i, Act::record);
  if (about_household(intent)) {
    auto placed = place_of_item(turn, item);
    return record_status(turn, item, placed.how == Placed::How::known ? placed.place : std::nullopt);
  }
  if (intent == Intent::human) return ask_for_person(turn, item);
  if (opens(turn, item)) {
    record_report(turn, item, place_of_item(turn, item));
    return;
  }
  turn.silent("unclear");
}

// What is asked about is asked by its dwelling, also where the writer named none.
Item of_its_case(const Turn& turn, Item item) {
  if (!about_case(item.fact.intent) && item.fact.intent != Intent::arrived) return item;
  auto which = cases_of_item(turn, item);
  if (which.size() == 1) item.of = turn.cases[which.front()].row.id;
  return item;
}

// Rule 11: from a group, what is not clearly a report and names nothing of the writer's gets no word.
bool stays_quiet(const Turn& turn, const Item& item) {
  if (item.fact.clear || item.confirmed || turn.addressed()) return false;
  if (place_of(turn, item.fact).named) return false;
  auto which = cases_of_item(turn, item);
  return which.empty();
}

// Rule 14: a fever is escalated before any question; in a group, where what was said names somebody or something of the writer's.
bool fever_of_theirs(const Turn& turn, const Item& item) {
  return item.fact.intent == Intent::health && fever_in(turn, item.fact) && (turn.direct() || place_of(turn, item.fact).named);
}

// A voice's transcript may be wrong in what it would have recorded; what asks, answers a card or calls for a person is answered at once.
bool must_be_read_back(Intent intent) {
  switch (intent) {
    case Intent::none: case Intent::ack: case Intent::yes: case Intent::no: case Intent::question: case Intent::human: case Intent::retract:
    case Intent::tip_off: return false;
    default: return true;
  }
}

}  // namespace

std::string topic_of(const Candidate& question) {
  auto* about = question.find(Slot::about);
  return about ? std::get<std::string>(about->value) : std::string("bot");
}

std::string_view whole_text(const Event& event) {
  if (auto* m = std::get_if<MessageIn>(&event.body)) return m->text;
  if (auto* b = std::get_if<BurstIn>(&event.body)) return b->joined;
  return {};
}

std::vector<Item> items_of(const Turn& turn, const std::vector<Understood>& facts) {
  std::vector<Item> out;
  auto text = whole_text(turn.event);
  for (auto& u : facts) {
    Item item;
    item.fact = u.fact;
    item.confirm = u.confirm;
    item.reason = u.reason;
    if (turn.spoken() && must_be_read_back(u.fact.intent)) item.spoken = item.confirm = true, item.reason = "spoken";
    auto begin = std::min<std::size_t>(u.fact.clause.begin, text.size()), end = std::min<std::size_t>(u.fact.clause.end, text.size());
    item.words = std::string(begin < end ? text.substr(begin, end - begin) : text);
    out.push_back(of_visitor(turn, std::move(item)));
  }
  return out;
}

Proposed propose(const Item& item) { return {item.fact, item.place, item.tenancy, item.of, item.words, item.spoken}; }

Item item_of(const Proposed& proposed) {
  Item item;
  item.fact = proposed.fact;
  item.fact.clear = true;
  item.place = proposed.place;
  item.tenancy = proposed.tenancy;
  item.of = proposed.of;
  item.words = proposed.words;
  item.spoken = proposed.spoken;
  item.reason = "answered";
  return item;
}

Item as_change(const Turn& turn, Item item) {
  auto* found = item.fact.find(Slot::date);
  auto* day = found ? std::get_if<DateValue>(&found->value) : nullptr;
  if (item.fact.intent != Intent::return_report || !day || !day->start || item.fact.find(Slot::was)) return item;
  auto which = cases_of_item(turn, item);
  if (which.size() != 1) return item;
  auto& row = turn.cases[which.front()].row;
  for (auto& [name, sources] : turn.casework.playbook(row).dates)
    for (auto& [intent, slot] : sources) {
      auto held = row.dates.find(name);
      if (intent != Intent::change || slot != Slot::date || held == row.dates.end() || !held->second.start || held->second.start == day->start) continue;
      item.fact.intent = Intent::change;
      item.fact.slots.push_back({Slot::was, held->second, {}, {}, item.fact.rule});
      item.of = row.id;
      item.place = row.place.id;
      item.tenancy = row.tenancy;
      return item;
    }
  return item;
}

Placed place_of_item(const Turn& turn, const Item& item) {
  if (item.tenancy)
    if (auto* t = tenancy_by_id(turn, *item.tenancy)) return {Placed::How::known, t->place, t, {}, true};
  if (item.place) {
    Placed out{Placed::How::known, {}, nullptr, {}, true};
    for (auto& t : *turn.r.tenancies)
      if (t.place.id == *item.place) {
        out.tenancy = out.place ? nullptr : &t;
        out.place = t.place;
      }
    if (!out.place && turn.r.places.loaded())
      for (auto& p : *turn.r.places)
        if (p.id == *item.place) out.place = p;
    if (out.place) return out;
  }
  return place_of(turn, item.fact);
}

std::vector<std::size_t> cases_of_item(const Turn& turn, const Item& item) {
  if (item.of)
    for (std::size_t i = 0; i < turn.cases.size(); ++i)
      if (turn.cases[i].row.id == *item.of) return {i};
  return cases_of(turn, item.fact);
}

bool incomplete(const Turn& turn, const Item& item) {
  auto intent = item.fact.intent;
  if (intent == Intent::leaving && item.of) return false;
  if (about_household(intent)) {
    auto how = place_of_item(turn, item).how;
    return !of_all(intent) && how != Placed::How::known;
  }
  if (!opens(turn, item) || (intent == Intent::arrived && !cases_of_item(turn, item).empty())) return false;
  auto& book = *turn.casework.opened_by(intent);
  if (book.needed.empty()) return false;
  if (place_of_item(turn, item).how != Placed::How::known) return true;
  return intent != Intent::arrived && std::ranges::any_of(book.needed, [&](Slot slot) { return slot != Slot::room && !item.fact.find(slot); });
}

bool take_known(Turn& turn, Item item) {
  auto which = cases_of_item(turn, item);
  if (which.size() != 1 || turn.cases[which.front()].row.dates.empty()) return false;
  auto& row = turn.cases[which.front()].row;
  bool says = false, replaces = false;
  for (auto& found : item.fact.slots) {
    if (found.slot == Slot::room || found.slot == Slot::renter) continue;
    says = true;
    replaces = replaces || found.slot == Slot::date || found.slot == Slot::until || row.values.contains(found.slot);
  }
  if (!says) return false;
  item.of = row.id;
  item.fact.intent = replaces ? Intent::change : Intent::answer;
  if (replaces) settle_end(turn, item.fact, row);
  if (item.spoken && !item.confirmed) confirm_case(turn, item, which);
  else if (replaces) take_about(turn, item);
  else record_about(turn, item, which.front(), Act::correct);
  return true;
}

void take(Turn& turn, std::vector<Item> items) {
  std::erase_if(items, [](const Item& i) { return i.fact.intent == Intent::none || i.fact.intent == Intent::ack || i.fact.intent == Intent::yes; });
  if (items.empty() || takes_itself_back(turn, items)) return;
  std::vector<Item> lacking, unsure;
  std::size_t done = 0;
  for (auto& item : items) {
    auto intent = item.fact.intent;
    if (intent == Intent::question) {
      answer_topic(turn, item);
      ++done;
    } else if (intent == Intent::retract) {
      auto which = cases_of_item(turn, item);
      if (!item.of) retract_last(turn, item.confirmed);  // a yes names none of several: which is asked again
      else if (which.size() == 1) ask_right_day(turn, turn.cases[which.front()]);
      ++done;
    } else if (intent == Intent::tip_off) {
      turn.lines.out_of_sight = true;
      if (unplaced(item) && turn.can_ask_direct()) lacking.push_back(item);
      else take_tip(turn, item), ++done;
    } else if (intent == Intent::return_report && item.fact.negated) {
      // 我没说15号回来: somebody thinks a report stands that is not theirs. Only an open case makes it worth a card.
      item.fact.intent = Intent::cancel;
      item.fact.negated = false;
      auto which = cases_of_item(turn, item);
      if (which.empty()) turn.silent("no_open_case");
      else confirm_case(turn, item, which), ++done;
    } else if (stays_quiet(turn, item)) {
      turn.silent("unclear");
    } else if ((!item.confirm || item.spoken) && item.fact.clear && opens(turn, item) && !has_date(item.fact) && incomplete(turn, item) && take_known(turn, item)) {
      ++done;
    } else if (incomplete(turn, item)) {
      lacking.push_back(item);
    } else if (item.confirm && !item.confirmed && !fever_of_theirs(turn, item)) {
      unsure.push_back(of_its_case(turn, as_change(turn, item)));
    } else {
      take_one(turn, item);
      ++done;
    }
  }
  if (unsure.empty() && !lacking.empty() && done == 0 && turn.message() && !turn.spoken() &&
      std::ranges::none_of(lacking, [](const Item& i) { return i.confirmed || i.reason == "answered"; }))
    return wait_for_rest(turn);
  auto is_tip = [](const Item& i) { return hides_source(i.fact.intent); };
  if (auto tip = std::ranges::find_if(lacking, is_tip); tip != lacking.end()) ask_tip(turn, *tip);
  std::erase_if(lacking, is_tip);
  if (!unsure.empty()) confirm(turn, unsure);
  if (!lacking.empty()) ask_missing(turn, lacking);
}

}  // namespace linli
