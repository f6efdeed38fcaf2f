// What is known of a journey goes with it: to the renter's next one after it was called off (rule 15 of the label guide), and to the right
// dwelling when it was told of the wrong one. Values are carried by the facts that hold them; nothing sealed is opened for it.
#include <algorithm>

#include "bot/conversation/items.hpp"

namespace linli {
namespace {

bool called_off(const Playbook& book, const CaseRow& row) {
  return row.final && std::ranges::any_of(book.transitions, [&](auto& t) { return t.to == row.state && t.on.fact == Intent::cancel; });
}

// The dates of the case that such a fact gives, as it would say them.
void add_days(Item& item, const Playbook& book, const CaseRow& row) {
  for (auto& [name, sources] : book.dates)
    for (auto& [intent, slot] : sources) {
      auto held = row.dates.find(name);
      if (intent == item.fact.intent && held != row.dates.end() && !item.fact.find(slot))
        item.fact.slots.push_back({slot, held->second, {}, {}, item.fact.rule});
    }
}

// The facts that were carried. What `to` has of its own stays.
std::vector<FactId> carry(Turn& turn, Working& to, const std::map<Slot, FactId>& values, const std::vector<Slot>& slots) {
  std::vector<FactId> from;
  for (auto slot : slots) {
    auto held = values.find(slot);
    if (held == values.end() || to.row.values.contains(slot)) continue;
    to.row.values.insert(*held);
    turn.d.values.push_back({to.ref, slot, Ref<FactId>(held->second)});
    if (std::ranges::find(from, held->second) == from.end()) from.push_back(held->second);
  }
  return from;
}

}  // namespace

std::vector<FactId> carry_over(Turn& turn, const Playbook& book, Working& to) {
  const CaseRow* last = nullptr;
  for (auto& w : turn.cases) {
    auto& row = w.row;
    bool same = row.tenancy && row.tenancy == to.row.tenancy && row.renter == to.row.renter && row.playbook == book.kind;
    if (same && called_off(turn.casework.playbook(row), row) && (!last || row.changed > last->changed)) last = &row;
  }
  return last ? carry(turn, to, last->values, book.wanted) : std::vector<FactId>{};
}

bool take_to_right_place(Turn& turn, const Item& item) {
  auto where_only = [](const Found& found) { return found.slot == Slot::room || found.slot == Slot::renter; };
  auto* report = last_report(turn);
  if (!report || item.fact.slots.empty() || !std::ranges::all_of(item.fact.slots, where_only)) return false;
  auto placed = place_of_item(turn, item);
  if (placed.how != Placed::How::known || !placed.named) return false;
  const FactRow* told = nullptr;
  Working* wrong = nullptr;
  for (auto& fact : report->facts)
    for (auto& w : turn.cases) {
      if (!fact.of || !(w.row.id == *fact.of) || w.row.final) continue;
      if (wrong && wrong != &w) return false;                       // which of several is wrong was not said
      auto& opens = turn.casework.playbook(w.row).opens;
      if (std::ranges::find(opens, fact.intent) != opens.end()) told = &fact, wrong = &w;
    }
  if (!wrong || wrong->row.reporter != turn.sender()) return false;
  auto before = wrong->row;
  auto& book = turn.casework.playbook(before);
  turn.casework.retract(turn.d, *wrong, *told, true, {}, turn.standing(before.landlord, before.renter), turn.around(before.place.area), turn.now);
  Item right = item;
  right.fact.intent = told->intent;
  right.fact.hedged = told->hedged;
  add_days(right, book, before);
  auto at = open_case(turn, right, placed, book, Act::correct, [&](Working& to) {
    std::vector<Slot> all;
    for (auto& [slot, fact] : before.values) all.push_back(slot);
    return carry(turn, to, before.values, all), std::vector<FactId>{};
  });
  // What was asked with the record stays asked, without a word.
  for (auto& q : *turn.r.questions) {
    if (q.about != before.id || !q.reminder.empty()) continue;
    NewQuestion still{turn.sender(), q.chat, turn.cases[at].ref, open_slots(turn, q), {}, {}, {}, q.tries};
    if (!still.asks.empty()) turn.ask(std::move(still));
  }
  return true;
}

}  // namespace linli
