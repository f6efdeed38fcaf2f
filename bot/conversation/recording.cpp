// Records facts that are certain by the rules or were confirmed, and says in one line what was understood.
#include <algorithm>
#include <functional>

#include "bot/conversation/items.hpp"

namespace linli {
namespace {

std::string text_of(const Candidate& fact, Slot slot) {
  auto* found = fact.find(slot);
  auto* text = found ? std::get_if<std::string>(&found->value) : nullptr;
  return text ? *text : std::string{};
}

const DateValue* date_of(const Candidate& fact) {
  auto* found = fact.find(Slot::date);
  return found ? std::get_if<DateValue>(&found->value) : nullptr;
}

NewFact fact_of(const Item& item, std::optional<Ref<CaseId>> of, std::optional<PlaceId> place, std::optional<Ref<PersonId>> about) {
  auto slots = item.fact.slots;
  for (auto& found : slots)
    if (found.slot == Slot::room && place && *place) found.value = std::string{};   // the place says it
  return {of, place, about, item.fact.intent, item.fact.negated, item.fact.hedged, std::move(slots), item.words, item.fact.rule,
          item.confirmed ? (item.spoken ? "confirmed_spoken" : "confirmed") : item.reason, item.fact.clause.begin < item.fact.clause.end ? item.fact.clause.begin : 0};
}

// The renter of the fact: the tenancy's, or a person first heard of now, who thereby gets a key.
std::optional<Ref<PersonId>> renter_of(Turn& turn, const Item& item, const Placed& placed, std::optional<Ref<TenancyId>>& tenancy) {
  auto written = text_of(item.fact, Slot::renter);
  if (placed.tenancy) tenancy = Ref<TenancyId>(placed.tenancy->id);
  if (written == "self") return Ref<PersonId>(turn.sender());
  if (placed.tenancy && placed.tenancy->renter && (written.empty() || same_name(placed.tenancy->renter_name, written)))
    return Ref<PersonId>(*placed.tenancy->renter);
  if (written.empty()) return std::nullopt;
  turn.d.people.push_back({written, {}});
  Ref<PersonId> fresh = Local{std::uint32_t(turn.d.people.size() - 1)};
  if (placed.tenancy && !placed.tenancy->renter) {
    turn.d.renters.push_back({placed.tenancy->id, fresh});
  } else if (placed.place) {
    turn.d.tenancies.push_back({placed.place->id, turn.sender(), fresh});
    tenancy = Local{std::uint32_t(turn.d.tenancies.size() - 1)};
  }
  return fresh;
}

std::optional<PersonId> stored(const std::optional<Ref<PersonId>>& ref) {
  if (!ref) return {};
  auto* id = std::get_if<PersonId>(&ref->at);
  return id ? std::optional(*id) : std::nullopt;
}

// One question a slot, whatever the number of dwellings: the last part of the message, which names them where there are several.
void ask_part(Turn& turn, Act act, Slot slot, Ref<CaseId> of) {
  auto name = "ask." + std::string(name_of(slot));
  auto& parts = turn.lines.direct;
  auto found = std::ranges::find(parts, act, &Part::act);
  if (found == parts.end()) return turn.tell(act, name, {{"case", arg::Case{of}}});
  Part part = std::move(*found);
  parts.erase(found);
  part.tmpl = name + "_each";
  for (auto& [arg_name, value] : part.args) arg_name = "cases";
  part.args.push_back({"cases", arg::Case{of}});
  parts.push_back(std::move(part));
}

bool certain(const DateValue& date) { return date.certainty == Certainty::exact || date.certainty == Certainty::window; }

// Asks once, with the record, for what is wanted and was not said; only where the day is exact or a window.
void ask_wanted(Turn& turn, const Playbook& book, const Working& w, const Candidate& fact) {
  auto* date = date_of(fact);
  if (!date || !certain(*date)) return;
  std::vector<Asked> asks;
  for (auto slot : book.wanted) {
    if (fact.find(slot) || w.row.values.contains(slot)) continue;
    auto asked = asked_named("ask_" + std::string(name_of(slot)));
    auto act = act_named("ask_" + std::string(name_of(slot)));
    if (!asked || !act) continue;
    asks.push_back(*asked);
    ask_part(turn, *act, slot, w.ref);
  }
  if (asks.empty()) return;
  NewQuestion question{turn.sender(), {}, w.ref, asks, {}, {}, {}, 1};
  auto ref = turn.ask(std::move(question));
  if (!turn.lines.asks) turn.lines.asks = ref;
}

// Whether the day for which such a case is opened is known for certain: what is wanted is asked for once, with the record of that.
bool certain_day(const Playbook& book, const CaseRow& row) {
  return std::ranges::any_of(book.dates, [&](auto& named) {
    auto held = row.dates.find(named.first);
    bool opening = std::ranges::any_of(named.second, [&](auto& source) { return source.second == Slot::date && source.first == book.opens.front(); });
    return opening && held != row.dates.end() && certain(held->second);
  });
}

void tell_again_at(Turn& turn, const Effect& effect) {
  if (effect.asks_again) turn.tell(Act::follow_up, "follow_up", {{"at", *effect.asks_again}});
}

// What the playbook advises after such a fact, e.g. where to register after an arrival.
void advise(Turn& turn, const Playbook& book, const Working& w, Intent intent) {
  auto advice = book.templates.find("advise." + std::string(name_of(intent)));
  if (advice != book.templates.end()) turn.tell(Act::advise_register, advice->second, {{"case", arg::Case{w.ref}}});
}

// Questions about this case that the fact answered, and those of reminders that the new state no longer needs, whoever they were put to.
void close_answered(Turn& turn, const CaseRow& row, Intent intent, bool moved) {
  auto close = [&](QuestionId id) { turn.close(id, Ending::waived, "answered"); };
  for (auto& q : *turn.r.questions) {
    if (!q.about || *q.about != row.id) continue;
    auto lacks = open_slots(turn, q);
    auto asks = [&](Asked a) { return std::ranges::find(q.asks, a) != q.asks.end(); };
    if (lacks.empty() || (intent == Intent::arrived && asks(Asked::arrived)) || (intent == Intent::health && asks(Asked::health)) || (intent == Intent::leaving && asks(Asked::leaving))) close(q.id);
  }
  if (moved)
    for (auto& [id, reminder] : row.questions)
      if (!reminder.empty()) close(id);
}

// The template that reads a fact back. Whoever reports their own journey is not told of it like of somebody else's.
std::string read_back(const Turn& turn, const Working& w, Intent intent) {
  auto name = "record." + std::string(name_of(intent));
  return intent == Intent::return_report && w.row.renter == turn.sender() ? name + ".self" : name;
}

void tell_other_party(Turn& turn, const Working& w, Intent intent, Ref<FactId> fact) {
  std::string tmpl = intent == Intent::cancel ? "notify.cancel" : "notify.change";
  for (auto party : {w.row.landlord, w.row.renter})
    if (party && *party != turn.sender()) turn.notify(*party, Act::notify, tmpl, {{"fact", arg::Fact{fact}}, {"case", arg::Case{w.ref}}}, w.ref, "why.other_party");
}

}  // namespace

std::optional<std::size_t> record_report(Turn& turn, const Item& item, const Placed& placed, const Playbook* kind) {
  auto& book = kind ? *kind : *turn.casework.opened_by(item.fact.intent);
  for (std::size_t i = 0; i < turn.cases.size(); ++i) {
    auto& row = turn.cases[i].row;
    bool same = !row.final && row.playbook == book.kind &&
                (placed.place ? row.place.id == placed.place->id && (!placed.tenancy || !row.tenancy || *row.tenancy == placed.tenancy->id)
                              : !row.place.id && row.reporter == turn.sender());
    if (!same) continue;
    auto* said = date_of(item.fact);
    bool other_day = said && std::ranges::none_of(row.dates, [&](auto& d) { return d.second == *said; });
    if (other_day && row.reporter && *row.reporter != turn.sender() && !item.confirmed) {
      Item asked = as_change(turn, item);
      asked.of = row.id;
      confirm(turn, {asked});
      return std::nullopt;
    }
    record_about(turn, item, i, other_day ? Act::correct : Act::record);
    return i;
  }
  auto carried = [&](Working& w) { return carry_over(turn, book, w); };
  return open_case(turn, item, placed, book, Act::record, carried);
}

std::size_t open_case(Turn& turn, const Item& item, const Placed& placed, const Playbook& book, Act act,
                      const std::function<std::vector<FactId>(Working&)>& carried) {
  std::optional<Ref<TenancyId>> tenancy;
  auto renter = renter_of(turn, item, placed, tenancy);
  std::optional<PersonId> landlord;
  if (placed.tenancy) landlord = placed.tenancy->landlord;
  Ref<CaseId> of = Local{std::uint32_t(turn.d.cases.size())};
  auto fact = turn.add_fact(fact_of(item, of, placed.place ? std::optional(placed.place->id) : std::nullopt, renter));
  NewCase fresh{book.kind, book.version, placed.place ? placed.place->id : PlaceId{}, tenancy,
                landlord ? std::optional<Ref<PersonId>>(*landlord) : std::nullopt, renter, Ref<PersonId>(turn.sender())};
  Stated stated{fact, &item.fact, turn.standing(landlord, stored(renter)), item.confirmed};
  auto place = placed.place.value_or(PlaceRow{});
  Effect effect;
  auto& around = turn.around(place.area);
  auto w = turn.casework.open(turn.d, book, fresh, place, stated, around, turn.now, &effect);
  auto from = carried(w);
  turn.lines.of = w.ref;
  turn.lines.why = "why.reported";
  bool correct = act == Act::correct;
  if (placed.place && date_of(item.fact))
    turn.line(act, correct ? "group.correct" : "group.record", {{"place", arg::Place{placed.place->id}}, {"date", *date_of(item.fact)}});
  else if (placed.place)
    turn.line(act, "group.noted", {{"place", arg::Place{placed.place->id}}});
  std::vector<std::pair<std::string, Arg>> args{{"fact", arg::Fact{fact}}, {"case", arg::Case{w.ref}}};
  for (auto id : from) args.push_back({"carried", arg::Fact{id}});
  if (!from.empty()) args.push_back({"as", arg::Word{"carried.as_before"}});
  turn.tell(act, correct ? "correct" : read_back(turn, w, item.fact.intent), std::move(args));
  tell_again_at(turn, effect);
  if (!item.fact.negated && !correct) advise(turn, book, w, item.fact.intent);
  if (!correct) ask_wanted(turn, book, w, item.fact);
  turn.cases.push_back(std::move(w));
  return turn.cases.size() - 1;
}

void record_about(Turn& turn, const Item& item, std::size_t which, Act act) {
  auto& w = turn.cases[which];
  auto& book = turn.casework.playbook(w.row);
  auto fact = turn.add_fact(fact_of(item, w.ref, w.row.place.id, w.row.renter ? std::optional<Ref<PersonId>>(*w.row.renter) : std::nullopt));
  Stated stated{fact, &item.fact, turn.standing(w.row.landlord, w.row.renter), item.confirmed};
  bool others = w.row.reporter && *w.row.reporter != turn.sender();
  bool asked_before = certain_day(book, w.row);
  auto effect = turn.casework.apply(turn.d, w, stated, turn.around(area_of(w.row)), turn.now);
  turn.lines.of = w.ref;
  turn.lines.why = "why.reported";
  if (effect.refused) return turn.tell(Act::say, "not_for_you", {{"case", arg::Case{w.ref}}, {"fact", arg::Fact{fact}}});
  close_answered(turn, w.row, item.fact.intent, effect.moved);
  if (item.fact.negated) {
    if (effect.asks_again) {
      turn.line(Act::follow_up, "group.follow_up", {{"place", arg::Place{w.row.place.id}}, {"at", *effect.asks_again}});
      turn.tell(Act::follow_up, item.fact.intent == Intent::arrived ? "follow_up.not_yet" : "follow_up", {{"at", *effect.asks_again}, {"case", arg::Case{w.ref}}});
    } else {
      auto tmpl = item.fact.intent == Intent::health ? "record.health.negated" : "record.negated";
      turn.tell(Act::record, tmpl, {{"fact", arg::Fact{fact}}, {"case", arg::Case{w.ref}}});
    }
    return;
  }
  std::vector<std::pair<std::string, Arg>> args{{"fact", arg::Fact{fact}}, {"case", arg::Case{w.ref}}};
  auto* date = date_of(item.fact);
  bool correct = act == Act::correct;
  if (date && date->certainty == Certainty::exact && date->start)
    turn.line(act, correct ? "group.correct" : "group.record", {{"place", arg::Place{w.row.place.id}}, {"date", *date}});
  else
    turn.line(act, "group.noted", {{"place", arg::Place{w.row.place.id}}});
  turn.tell(act, correct ? "correct" : read_back(turn, w, item.fact.intent), args);
  tell_again_at(turn, effect);
  if (!correct) advise(turn, book, w, item.fact.intent);
  if (!asked_before && certain_day(book, w.row)) ask_wanted(turn, book, w, item.fact);
  if ((correct || item.fact.intent == Intent::cancel) && others && item.confirmed) tell_other_party(turn, w, item.fact.intent, fact);
}

void record_status(Turn& turn, const Item& item, const std::optional<PlaceRow>& place) {
  auto fact = turn.add_fact(fact_of(item, std::nullopt, place ? std::optional(place->id) : std::nullopt, std::nullopt));
  turn.lines.why = "why.reported";
  if (place) turn.line(Act::record, "group.noted", {{"place", arg::Place{place->id}}});
  turn.tell(Act::record, item.fact.negated ? "record.negated" : "record." + std::string(name_of(item.fact.intent)), {{"fact", arg::Fact{fact}}});
}

bool fever_in(const Turn& turn, const Candidate& fact) {
  auto* degrees = fact.find(Slot::temperature);
  auto symptom = text_of(fact, Slot::symptom);
  return (degrees && std::get<double>(degrees->value) >= turn.k.manners.fever_from) ||
         std::ranges::any_of(turn.k.manners.fever_words, [&](const std::string& w) { return symptom.find(w) != std::string::npos; });
}

void record_health(Turn& turn, const Item& item) {
  bool fever = fever_in(turn, item.fact);
  auto said_before = turn.lines.direct.size();
  auto which = cases_of_item(turn, item);
  std::optional<std::size_t> at;
  if (which.size() == 1) {
    at = which.front();
    record_about(turn, item, *at, Act::record);
  } else {
    auto placed = place_of_item(turn, item);
    auto* calls = fever ? turn.casework.opened_by(Intent::human) : nullptr;  // without a case to hang on, a fever still goes to a person
    if (!calls) return record_status(turn, item, placed.how == Placed::How::known ? placed.place : std::nullopt);
    at = record_report(turn, item, placed, calls);
  }
  if (!fever || !at) return;
  for (auto part = turn.lines.direct.begin() + std::ptrdiff_t(said_before); part != turn.lines.direct.end(); ++part)
    if (part->act == Act::record) part->tmpl = "record.health.fever";
  auto& w = turn.cases[*at];
  turn.casework.escalate(turn.d, w, turn.k.manners.fever_reason, turn.around(area_of(w.row)), turn.now);
  turn.tell(Act::ack, "ack.fever");
}

}  // namespace linli
