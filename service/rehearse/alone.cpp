#include "service/rehearse/alone.hpp"

#include <algorithm>

#include "service/rehearse/scene.hpp"
#include "service/rehearse/stage.hpp"

namespace linli::rehearse {
namespace {

std::string text_of(const Candidate& fact, Slot slot) {
  auto* found = fact.find(slot);
  auto* text = found ? std::get_if<std::string>(&found->value) : nullptr;
  return text && *text != "self" ? *text : std::string{};
}

std::string writer_of(const Alone& message) {
  if (message.role == name_of(Slot::landlord)) return lone_landlord;
  return message.role == name_of(Slot::renter) ? lone_renter : lone_resident;
}

// Somebody who lets or rents what is named; a resident has no dwelling of their own. A tip is about somebody else's.
Conversation surroundings(const Alone& message, const Home& home) {
  Conversation out;
  out.direct = message.direct;
  out.reference = message.at;
  auto writer = writer_of(message);
  bool rents = writer == lone_renter;
  auto known = [&](std::string address, std::string renter) {
    if (address.empty()) address = home.address;
    if (renter.empty()) renter = home.renter;
    bool there = std::ranges::any_of(out.known, [&](const Known& k) { return k.address == address && (rents || k.renter == renter); });
    if (!there) out.known.push_back({lone_landlord, address, renter, rents ? lone_renter : "", 0});
  };
  if (writer != lone_resident) {
    for (auto& fact : message.facts)
      if (fact.intent != Intent::tip_off && (fact.find(Slot::room) || fact.find(Slot::renter))) known(text_of(fact, Slot::room), text_of(fact, Slot::renter));
    if (out.known.empty()) known("", "");
  }
  out.turns.push_back({Said{message.role, writer, message.direct, false, MessageIn{message.text, message.addressed}}, message.text, 0});
  return out;
}

Event event_of(const Alone& message, const Stage& stage, const std::string& key) {
  Event e;
  e.account = stage.account();
  e.dedupe = key;
  e.actor = writer_of(message);
  e.direct = message.direct;
  e.platform_chat = message.direct ? "d:" + e.actor : group_chat;
  e.sent = e.received = stage.now();
  e.body = MessageIn{message.text, message.addressed};
  return e;
}

// A journey that was reported, or that the question is about before it is.
std::optional<std::string> put(Stage& stage, const Alone& message, Day today) {
  Candidate report;
  report.intent = Intent::return_report;
  report.clear = true;
  report.rule = "given";
  bool of_day = *message.asked == Asked::date;
  DateValue date;
  date.start = date.end = today + std::chrono::days(*message.asked == Asked::arrived ? 0 : 1);
  if (!of_day) report.slots.push_back({Slot::date, date, {}, {}, "given"});
  bool before = of_day || *message.asked == Asked::confirm || *message.asked == Asked::room;
  if (before) return stage.give_question(writer_of(message), {*message.asked}, {{report, {}, {}, {}, ""}});
  Reading reading;
  reading.candidates.push_back(report);
  auto told = message;
  told.direct = true;
  told.text.clear();
  if (auto wrong = stage.give(event_of(told, stage, "given"), reading)) return wrong;
  return stage.give_question(writer_of(message), {*message.asked}, {});
}

}  // namespace

std::expected<std::vector<Reaction>, std::string> play_alone(const Alone& message, const Setup& setup, const std::filesystem::path& config) {
  auto home = load_home(config);
  if (!home) return std::unexpected(home.error());
  auto conversation = surroundings(message, *home);
  auto scene = make_scene(conversation, config);
  if (!scene) return std::unexpected(scene.error());
  auto today = setup.knowledge->zone.day(message.at);
  bool asked = message.asked && *message.asked != Asked::nothing;
  auto begin = asked ? setup.knowledge->zone.at(today - std::chrono::days(1), std::chrono::hours(12)) : message.at;
  auto opened = Stage::open(setup, *scene, begin);
  if (!opened) return std::unexpected(opened.error());
  auto& stage = **opened;
  if (asked) {
    if (auto wrong = put(stage, message, today)) return std::unexpected(*wrong);
    if (auto wrong = stage.move(message.at)) return std::unexpected(*wrong);
    stage.take_heard();
  }
  std::vector<Reaction> out;
  auto take = [&](bool later) {
    for (auto& heard : stage.take_heard()) out.push_back({std::move(heard), later});
  };
  if (auto wrong = stage.send(event_of(message, stage, "message"))) return std::unexpected(*wrong);
  take(false);
  if (auto wrong = stage.move(stage.now() + setup.knowledge->manners.burst_longest)) return std::unexpected(*wrong);
  take(true);
  return out;
}

}  // namespace linli::rehearse
