// Who is let in.
#include "tests/contract/check.hpp"

namespace linli::contract {
namespace signatures {

using enum Signature;
using How = Answer::How;
using std::chrono::seconds;

const char* const text = "301的租客明天回来";

std::optional<Answer> ask(Harness& harness, const Said& said) {
  auto number = harness.say(said);
  harness.pass(seconds(2));
  return harness.answer(number);
}

Complaint right_is_taken(Harness& harness) {
  auto answer = ask(harness, {.id = "10000001", .text = text, .signature = right});
  auto events = harness.submitted();
  if (events.size() != 1) return "one message was said, submitted: " + std::to_string(events.size());
  auto* message = std::get_if<MessageIn>(&events[0].body);
  if (!message || message->text != text) return "the text is another one";
  if (events[0].actor.empty() || events[0].dedupe.empty() || events[0].platform_chat.empty()) return "writer, id or chat is missing";
  if (harness.lacks(Feature::acknowledgement).empty() && (!answer || answer->how != How::taken)) return "it was not acknowledged";
  return {};
}

Complaint is_refused(Harness& harness, Signature signature) {
  auto answer = ask(harness, {.id = "10000001", .text = text, .signature = signature});
  if (!harness.submitted().empty()) return "it was submitted";
  if (!answer || answer->how != How::refused) return "it was not refused";
  return {};
}
Complaint wrong_is_refused(Harness& harness) { return is_refused(harness, wrong); }
Complaint missing_is_refused(Harness& harness) { return is_refused(harness, missing); }
Complaint stale_is_refused(Harness& harness) { return is_refused(harness, stale); }

Complaint refusals_look_alike(Harness& harness) {
  std::optional<std::string> first;
  for (auto signature : {wrong, missing, stale}) {
    if (signature == stale && !harness.lacks(Feature::clock_window).empty()) continue;
    auto answer = ask(harness, {.id = "10000001", .text = text, .signature = signature});
    if (!answer) return "no answer";
    if (!first) first = answer->seen;
    if (*first != answer->seen) return "the sender can tell why it was refused";
  }
  return {};
}

// Refused, or answered as the first time; never worked on again.
Complaint a_replay_does_nothing(Harness& harness) {
  auto once = ask(harness, {.id = "10000001", .text = text, .signature = right});
  auto again = ask(harness, {.id = "10000001", .text = text, .signature = replayed});
  if (!once || !again) return "no answer";
  if (harness.submitted().size() != 1) return "what was recorded from the wire was worked on again";
  if (again->how != How::refused && again->seen != once->seen) return "the second answer is another one";
  return {};
}

}  // namespace signatures

void add_signatures(std::vector<Check>& to) {
  using namespace signatures;
  to.push_back({"WhatIsSignedWellIsTaken", {}, right_is_taken});
  to.push_back({"AWrongSignatureIsRefused", {Feature::signatures}, wrong_is_refused});
  to.push_back({"AMissingSignatureIsRefused", {Feature::signatures}, missing_is_refused});
  to.push_back({"AStaleSignatureIsRefused", {Feature::signatures, Feature::clock_window}, stale_is_refused});
  to.push_back({"RefusalsLookAlike", {Feature::signatures}, refusals_look_alike});
  to.push_back({"AReplayIsNotWorkedOn", {Feature::signatures}, a_replay_does_nothing});
}

}  // namespace linli::contract
