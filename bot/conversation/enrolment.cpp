// A sender nobody knows: one polite line in the direct chat and a way in - their place, and a code that a committee worker confirms with one button.
#include <algorithm>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/items.hpp"
#include "bot/conversation/media.hpp"
#include "bot/model/address.hpp"
#include "bot/model/sealing.hpp"
#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

std::string written_room(const Reading& reading) {
  for (auto& f : reading.loose)
    if (f.slot == Slot::room) return std::get<std::string>(f.value);
  for (auto& c : reading.candidates)
    if (auto* f = c.find(Slot::room)) return std::get<std::string>(f->value);
  return {};
}

const PlaceRow* only_fit(const Turn& turn, const std::string& room) {
  if (room.empty() || !turn.r.places.loaded()) return nullptr;
  const PlaceRow* best = nullptr;
  int same = 0;
  Fit how = Fit::part;
  for (auto& p : *turn.r.places) how = std::max(how, address_fit(p.address, room));
  for (auto& p : *turn.r.places)
    if (address_fit(p.address, room) == how) best = &p, ++same;
  return same == 1 ? best : nullptr;
}

Say to_stranger(const Turn& turn, std::string tmpl, std::vector<std::pair<std::string, Arg>> args) {
  Say say;
  say.turn = 1;
  say.parts.push_back({Act::say, std::move(tmpl), std::move(args)});
  say.to = ToActor{turn.event.account, turn.event.actor};
  say.why = "why.unknown_sender";
  return say;
}

Say way_in(const Turn& turn, std::string tmpl, Ref<EnrolmentId> enrolment) {
  auto say = to_stranger(turn, std::move(tmpl), {{"enrolment", arg::Enrolment{enrolment}}});
  if (auto* media = std::get_if<MediaIn>(&turn.event.body)) say.parts.insert(say.parts.begin(), about_media(*media));
  return say;
}

void tell_workers(Turn& turn, Ref<EnrolmentId> enrolment, const PlaceRow& place) {
  bool told = false;
  for (bool on_duty : {true, false}) {  // whoever is on duty; if nobody is, all who may
    if (told) break;
    for (auto& holder : turn.around(place.area).holders) {
      auto traits = turn.k.roles.find(holder.role);
      if (traits == turn.k.roles.end() || !traits->second.enrols || !holder.reachable || (on_duty && !holder.on_duty)) continue;
      Say say;
      say.turn = 2;
      say.parts.push_back({Act::say, "enrol.card", {{"enrolment", arg::Enrolment{enrolment}}, {"place", arg::Place{place.id}}}});
      for (std::string verb : {std::string(name_of(Slot::landlord)), std::string(name_of(Slot::renter)), std::string("refuse")})
        say.buttons.push_back({EnrolmentVerb{enrolment, verb}, {Act::say, "button.enrol_" + verb, {}}});
      say.to = ToPerson{holder.person};
      say.cls = SayClass::notice;
      say.why = "why.newcomer";
      turn.d.says.push_back(std::move(say));
      told = true;
    }
  }
}

// Tips and questions are open to anybody (label guide). A tip's giver has no name here, not even an account.
bool open_to_anybody(Turn& turn) {
  bool tips = false, topics = false;
  std::vector<Part> parts;
  for (auto& item : items_of(turn, interpret(turn.reading, {}))) {
    if (hides_source(item.fact.intent)) {
      tips = true;
      if (unplaced(item)) {
        parts.push_back({Act::ack, "ack.tip_off", {}});
        parts.push_back({Act::ask_room, "ask.room_of_tip_in_one", {}});
        continue;
      }
      turn.d.people.push_back({});
      Ref<PersonId> nobody = Local{std::uint32_t(turn.d.people.size() - 1)};
      auto fact = turn.facts();
      auto of = record_tip(turn, item, nobody, turn.r.chat->area);
      parts.push_back({Act::record, "record.tip_off", {{"fact", arg::Fact{Local{fact}}}, {"case", arg::Case{of}}}});
    } else if (item.fact.intent == Intent::question && item.fact.clear) {
      auto topic = topic_of(item.fact);
      topics = topics || topic != "record";
      if (topic != "record") parts.push_back({Act::answer_question, "question." + topic, {}});
    }
  }
  if (!tips && !topics) return false;
  Say say;
  say.turn = 1;
  say.parts = std::move(parts);
  if (tips || turn.direct()) say.to = ToActor{turn.event.account, turn.event.actor};
  else say.to = ToChat{turn.chat()};
  say.why = tips ? "why.reported" : "why.asked";
  turn.d.says.push_back(std::move(say));
  return true;
}

}  // namespace

void on_stranger(Turn& turn) {
  if (open_to_anybody(turn)) return;
  auto& sender = *turn.r.sender;
  bool telling = !turn.reading.candidates.empty() || turn.addressed();
  if (!telling) return turn.silent("unknown_sender");
  if (turn.event.unnamed) {      // enrolled under such an id they would be a stranger again once it is mended
    if (further_part(turn.event)) return turn.silent("unknown_sender");
    return turn.d.says.push_back(to_stranger(turn, "enrol.unnamed", {}));
  }
  if (auto* media = std::get_if<MediaIn>(&turn.event.body)) {
    turn.d.keep.emplace();
    if (media->got == MediaIn::Got::whole && further_part(turn.event)) return turn.silent("kept");
  }
  auto* place = only_fit(turn, written_room(turn.reading));
  if (sender.enrolment) {
    Ref<EnrolmentId> known = *sender.enrolment;
    if (place && turn.direct()) {
      turn.d.enrolment_updates.push_back({*sender.enrolment, place->id, false});
      turn.d.says.push_back(way_in(turn, "enrol.place_noted", known));
      return tell_workers(turn, known, *place);
    }
    bool told = sender.enrolment_lines >= turn.k.manners.ways_in;
    if (told && (!turn.addressed() || std::holds_alternative<HelloIn>(turn.event.body))) return turn.silent("unknown_sender");
    turn.d.says.push_back(way_in(turn, told ? "enrol.waiting" : "enrol.again", known));
    return;
  }
  turn.d.enrolments.push_back({turn.event.account, turn.event.actor, place ? std::optional(place->id) : std::nullopt});
  Ref<EnrolmentId> fresh = Local{std::uint32_t(turn.d.enrolments.size() - 1)};
  turn.d.says.push_back(way_in(turn, place ? "enrol.place_noted" : "enrol.hello", fresh));
  if (place) tell_workers(turn, fresh, *place);
}

void on_enrolment(Turn& turn, const EnrolmentVerb& verb) {
  auto& enrolment = *turn.r.enrolment;
  bool may = std::ranges::any_of(turn.r.sender->person->roles, [&](const RoleRow& role) {
    auto traits = turn.k.roles.find(role.role);
    return traits != turn.k.roles.end() && traits->second.enrols;
  });
  if (!may) return turn.tell(Act::say, "card.not_yours");
  if (!enrolment || !enrolment->open || !enrolment->place) return turn.tell(Act::say, "card.settled");
  turn.d.enrolment_updates.push_back({enrolment->id, {}, true});
  bool renter = verb.verb == name_of(Slot::renter), landlord = verb.verb == name_of(Slot::landlord);
  if (renter || landlord) {
    turn.d.people.push_back({"", {{verb.verb, enrolment->place->area}}});
    Ref<PersonId> person = Local{std::uint32_t(turn.d.people.size() - 1)};
    turn.d.bindings.push_back({person, enrolment->account, enrolment->platform_actor});
    if (landlord) turn.d.tenancies.push_back({enrolment->place->id, person, {}});
    else if (enrolment->tenancy) turn.d.renters.push_back({*enrolment->tenancy, person});
    turn.tell(Act::say, "enrol.done", {{"place", arg::Place{enrolment->place->id}}});
  } else {
    turn.tell(Act::say, "enrol.refused_done");
  }
  Say say;
  say.turn = 2;
  say.parts.push_back({Act::say, renter || landlord ? "enrol.welcome" : "enrol.refused", {{"place", arg::Place{enrolment->place->id}}}});
  say.to = ToActor{enrolment->account, enrolment->platform_actor};
  say.why = "why.newcomer";
  turn.d.says.push_back(std::move(say));
}

}  // namespace linli
