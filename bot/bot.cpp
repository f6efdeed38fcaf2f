#include "bot/bot.hpp"

#include <algorithm>
#include <set>

#include "bot/conversation/deciders.hpp"
#include "bot/conversation/manner.hpp"
#include "bot/knowledge.hpp"
#include "bot/model/address.hpp"
#include "bot/understanding/reader.hpp"

namespace linli {
namespace {

bool says_nothing(const Reading& r) {
  return r.candidates.empty() && r.loose.empty() && !r.yes && !r.no && !r.ack && !r.retract && !r.arrived_yes && !r.arrived_no;
}

// Ordinary talk and pictures in a group: nothing is looked up for them and nothing is kept of them.
bool ordinary(const Event& event, const Reading& reading) {
  if (event.direct) return false;
  if (auto* media = std::get_if<MediaIn>(&event.body)) return !media->addressed;
  auto* message = std::get_if<MessageIn>(&event.body);
  return message && !message->addressed && !bare_number(message->text) && says_nothing(reading);
}

// What a press must look at.
void want_for(const ButtonKey& button, Keys& keys) {
  if (auto* q = std::get_if<QuestionChoice>(&button)) keys.load.push_back(key::Question{std::get<QuestionId>(q->question.at)});
  if (auto* c = std::get_if<CaseVerb>(&button)) keys.load.push_back(key::Case{std::get<CaseId>(c->of.at)});
  if (auto* e = std::get_if<EnrolmentVerb>(&button)) keys.load.push_back(key::Enrolment{std::get<EnrolmentId>(e->enrolment.at)});
}

Keys first_round(const Event& event, const Reading& reading) {
  if (auto* due = std::get_if<DueIn>(&event.body)) return {{key::Due{due->due}}};
  if (auto* delivery = std::get_if<DeliveryIn>(&event.body)) return {{key::PlannedSay{delivery->say}}};
  if (ordinary(event, reading)) return {};
  Keys keys{{key::Sender{}, key::Conversation{}, key::Cases{}}};
  if (auto* message = std::get_if<MessageIn>(&event.body); message && bare_number(message->text)) keys.load.push_back(key::LastCard{});
  if (auto* burst = std::get_if<BurstIn>(&event.body)) keys.load.push_back(key::Due{burst->due});
  if (auto* button = std::get_if<ButtonIn>(&event.body))
    if (auto parsed = parse_key(button->key)) want_for(*parsed, keys);
  return keys;
}

std::vector<std::string> written_rooms(const Reading& reading) {
  std::vector<std::string> out;
  auto add = [&](const Found& f) {
    if (f.slot != Slot::room) return;
    auto* text = std::get_if<std::string>(&f.value);
    if (text && std::ranges::find(out, *text) == out.end() && out.size() < 4) out.push_back(*text);
  };
  for (auto& c : reading.candidates)
    for (auto& f : c.slots) add(f);
  for (auto& f : reading.loose) add(f);
  return out;
}

Keys second_round(const Event& event, const Reading& reading, const Records& r) {
  Keys keys;
  if (std::holds_alternative<DueIn>(event.body)) {
    if (!r.due->has_value()) return keys;
    auto& due = **r.due;
    if (due.area) keys.load.push_back(key::Around{*due.area});
    if (due.kind == DueKind::digest && due.area) keys.load.push_back(key::PastEnd{*due.area});
    return keys;
  }
  if (std::holds_alternative<DeliveryIn>(event.body)) {
    if (r.say->has_value() && (*r.say)->of) keys.load.push_back(key::Case{*(*r.say)->of});
    return keys;
  }
  if (!r.sender.loaded()) return keys;
  if (auto* message = std::get_if<MessageIn>(&event.body); message && r.card.loaded())
    if (auto* button = numbered(*r.card, *bare_number(message->text))) want_for(*button, keys);
  std::set<AreaId> areas;
  if (r.chat.loaded() && r.chat->area) areas.insert(r.chat->area);
  for (auto& t : *r.tenancies) areas.insert(t.place.area);
  for (auto& c : *r.cases)
    if (auto area = area_of(c)) areas.insert(area);
  if (r.enrolment.loaded() && *r.enrolment && (*r.enrolment)->place) areas.insert((*r.enrolment)->place->area);
  if (areas.empty() && r.sender->person)  // nothing else tells where they belong: who asks for a person must reach one
    for (auto& role : r.sender->person->roles) areas.insert(role.area);
  if (areas.empty()) areas.insert(AreaId{});  // nor does that: the street's own people answer for them
  for (auto area : areas)
    if (areas.size() <= 8) keys.load.push_back(key::Around{area});
  AreaId near = areas.empty() ? AreaId{} : *areas.begin();
  for (auto& room : written_rooms(reading)) {
    bool own = std::ranges::any_of(*r.tenancies, [&](auto& t) { return address_fit(t.place.address, room) != Fit::no; });
    if (!own) keys.load.push_back(key::Places{near, room});
  }
  return keys;
}

}  // namespace

Reading Bot::read(const Event& event) const {
  if (auto* m = std::get_if<MessageIn>(&event.body)) return k_->reader->read(m->text, event.sent);
  if (auto* b = std::get_if<BurstIn>(&event.body)) return k_->reader->read(b->joined, b->first_sent);
  return {};
}

Keys Bot::wanted(const Event& event, const Reading& reading, const Records* so_far) const {
  return so_far ? second_round(event, reading, *so_far) : first_round(event, reading);
}

Decision Bot::decide(const Records& records, const Reading& reading, const Event& event, Instant now) const {
  Turn turn(*k_, records, reading, event, now);
  if (std::holds_alternative<DueIn>(event.body)) {
    on_due(turn);
    return std::move(turn.d);
  }
  if (std::holds_alternative<DeliveryIn>(event.body)) {
    on_delivery(turn);
    return std::move(turn.d);
  }
  if (ordinary(event, reading)) {
    turn.silent("chatter");
    return std::move(turn.d);
  }
  if (!records.sender->person) {
    on_stranger(turn);
    if (!turn.d.says.empty()) keep_language(turn);
    return std::move(turn.d);
  }
  keep_language(turn);
  if (std::holds_alternative<ButtonIn>(event.body)) on_button(turn);
  else if (std::holds_alternative<MediaIn>(event.body)) on_media(turn);
  else if (std::holds_alternative<HelloIn>(event.body)) on_hello(turn);
  else on_message(turn);
  turn.finish();
  return std::move(turn.d);
}

}  // namespace linli
