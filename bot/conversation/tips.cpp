// Tips: something irregular at somebody else's dwelling (rule 12 of the label guide). Out of sight of the group, unverified, checked on the spot;
// open to anybody, and who told it is shown to nobody.
#include <algorithm>

#include "bot/conversation/items.hpp"
#include "bot/model/address.hpp"
#include "bot/model/sealing.hpp"

namespace linli {
namespace {

std::string room_of(const Item& tip) {
  auto* room = tip.fact.find(Slot::room);
  return room ? std::get<std::string>(room->value) : std::string{};
}

// The place that was written: exactly, as an end of its address, or with more than its address says. A part of several is none.
std::optional<PlaceRow> place_of_tip(const Turn& turn, const Item& tip) {
  auto room = room_of(tip);
  if (room.empty() || !turn.r.places.loaded()) return {};
  std::vector<const PlaceRow*> best;
  Fit how = Fit::part;
  for (auto& place : *turn.r.places) how = std::max(how, address_fit(place.address, room));
  for (auto& place : *turn.r.places) {
    bool inside = room.size() < place.address.size();
    if (address_fit(place.address, room) == how && !(how == Fit::part && inside)) best.push_back(&place);
  }
  return best.size() == 1 ? std::optional(*best.front()) : std::nullopt;
}

AreaId area_of_tip(const Turn& turn) {
  if (turn.r.chat.loaded() && turn.r.chat->area) return turn.r.chat->area;
  if (turn.r.tenancies.loaded())
    for (auto& t : *turn.r.tenancies) return t.place.area;
  if (turn.r.sender.loaded() && turn.r.sender->person)
    for (auto& role : turn.r.sender->person->roles) return role.area;
  return {};
}

// As it is stored: no day that was not certain (nothing of a tip is worth a card), and of the address only what the place does not say.
NewFact fact_of_tip(const Item& tip, Ref<CaseId> of, const std::optional<PlaceRow>& place) {
  auto slots = tip.fact.slots;
  std::erase_if(slots, [](const Found& found) {
    auto* date = std::get_if<DateValue>(&found.value);
    return found.meant || (date && !date->alternatives.empty());
  });
  for (auto& found : slots)
    if (found.slot == Slot::room && place && std::get<std::string>(found.value).size() <= place->address.size()) found.value = std::string{};
  NewFact fact;
  fact.of = of;
  if (place) fact.place = place->id;
  fact.intent = tip.fact.intent;
  fact.hedged = tip.fact.hedged;
  fact.slots = std::move(slots);
  fact.words = tip.words;
  fact.rule = tip.fact.rule;
  fact.reason = "unverified";
  fact.words_at = tip.fact.clause.begin < tip.fact.clause.end ? tip.fact.clause.begin : 0;
  return fact;
}

}  // namespace

bool unplaced(const Item& tip) {
  auto room = room_of(tip);
  if (room.empty()) return true;
  bool named = room.front() < '0' || room.front() > '9';   // a road, a compound: 88号 alone may be anywhere
  return !named && tip.reason != "answered";               // nobody is asked twice for what they do not know
}

Ref<CaseId> record_tip(Turn& turn, const Item& tip, Ref<PersonId> by, AreaId area) {
  auto& book = *turn.casework.opened_by(tip.fact.intent);
  auto place = place_of_tip(turn, tip);
  auto* person = std::get_if<PersonId>(&by.at);
  Standing standing{person ? std::optional(*person) : std::nullopt, {}};
  auto& around = turn.around(place ? place->area : area);
  for (auto& w : turn.cases) {                             // told of already: a further word about it
    if (!place || w.row.final || w.row.playbook != book.kind || w.row.place.id != place->id) continue;
    auto fact = turn.add_fact(fact_of_tip(tip, w.ref, place), by);
    turn.casework.apply(turn.d, w, {fact, &tip.fact, standing, false}, around, turn.now);
    if (book.policy && !book.policy->at_once.empty()) turn.casework.escalate(turn.d, w, book.policy->at_once, around, turn.now);
    return w.ref;
  }
  Ref<CaseId> of = Local{std::uint32_t(turn.d.cases.size())};
  auto fact = turn.add_fact(fact_of_tip(tip, of, place), by);
  NewCase fresh{book.kind, book.version, place ? place->id : PlaceId{}, {}, {}, {}, by};
  auto stated = tip.fact;
  std::erase_if(stated.slots, [](const Found& found) { return std::holds_alternative<DateValue>(found.value) && !std::get<DateValue>(found.value).alternatives.empty(); });
  turn.cases.push_back(turn.casework.open(turn.d, book, fresh, place.value_or(PlaceRow{}), {fact, &stated, standing, false}, around, turn.now));
  return of;
}

void take_tip(Turn& turn, const Item& tip) {
  auto first = turn.facts();
  auto of = record_tip(turn, tip, turn.sender(), area_of_tip(turn));
  turn.lines.of = of;
  turn.lines.why = "why.reported";
  turn.tell(Act::record, "record.tip_off", {{"fact", arg::Fact{Local{first}}}, {"case", arg::Case{of}}});
}

void ask_tip(Turn& turn, const Item& tip) {
  NewQuestion question{turn.sender(), {}, {}, {Asked::room}, {propose(tip)}, {}, {}, 1};
  for (auto& q : *turn.r.questions)
    if (std::ranges::any_of(q.proposed, [](auto& p) { return hides_source(p.fact.intent); }))
      turn.close(q.id, Ending::merged, "asked_anew");
  auto ref = turn.ask(std::move(question));
  NewDue due;
  due.kind = DueKind::card;
  due.at = turn.card_again();
  due.question = ref;
  due.area = area_of_tip(turn);
  due.count = 1;
  turn.d.dues.push_back(std::move(due));
  if (!turn.lines.asks) turn.lines.asks = ref;
  turn.lines.why = "why.unsure";
  turn.tell(Act::ack, "ack.tip_off");
  turn.tell(Act::ask_room, "ask.room_of_tip", {{"question", arg::Question{ref}}});
}

}  // namespace linli
