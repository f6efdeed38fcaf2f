// What is taken down, when its sender is told so, and what is passed over.
#include "tests/contract/check.hpp"

namespace linli::contract {
namespace {

using How = Answer::How;
using std::chrono::seconds, std::chrono::minutes;

const char* const text = "301的租客明天回来";

bool acknowledges(const Harness& harness) { return harness.lacks(Feature::acknowledgement).empty(); }

Complaint a_duplicate_keeps_its_key(Harness& harness) {
  for (int i = 0; i < 2; ++i) harness.say({.id = "10000001", .text = text}), harness.pass(seconds(2));
  harness.say({.id = "10000002", .text = text}), harness.pass(seconds(2));
  auto events = harness.submitted();
  if (events.size() < 2 || events.size() > 3) return "two messages, one of them twice, submitted: " + std::to_string(events.size());
  if (events.size() == 3 && events[0].dedupe != events[1].dedupe) return "the same message came with two keys";
  if (events.back().dedupe == events[0].dedupe) return "two messages share a key";
  return {};
}

Complaint unknown_fields_are_passed_over(Harness& harness) {
  auto number = harness.say({.id = "10000001", .text = text, .unknown_fields = true});
  harness.pass(seconds(2));
  auto events = harness.submitted();
  if (events.size() != 1) return "a message with a new field was lost";
  auto* message = std::get_if<MessageIn>(&events[0].body);
  if (!message || message->text != text) return "a new field changed the text";
  auto answer = harness.answer(number);
  if (acknowledges(harness) && (!answer || answer->how != How::taken)) return "it was not acknowledged";
  return {};
}

Complaint unknown_events_are_passed_over(Harness& harness) {
  auto number = harness.unknown_event();
  harness.pass(seconds(10));
  if (!harness.submitted().empty()) return "an event nobody knows was submitted";
  auto answer = harness.answer(number);
  if (acknowledges(harness) && (!answer || answer->how != How::taken)) return "the platform would send it again";
  harness.say({.id = "10000001", .text = text}), harness.pass(seconds(2));
  if (harness.submitted().size() != 1) return "nothing is heard after it";
  return {};
}

Complaint acknowledged_only_when_durable(Harness& harness) {
  harness.scene().sink.hold = true;
  auto number = harness.say({.id = "10000001", .text = text});
  harness.pass(seconds(2));
  if (harness.answer(number)) return "its sender was answered before it was durable";
  harness.scene().sink.release();
  harness.pass(seconds(1));
  auto answer = harness.answer(number);
  if (!answer || answer->how != How::taken) return "its sender was never told that it was taken";
  return {};
}

Complaint what_is_not_taken_comes_again(Harness& harness) {
  for (auto refusal : {Refusal::busy, Refusal::full, Refusal::read_only}) {
    auto& sink = harness.scene().sink;
    auto before = harness.submitted().size();
    sink.refuse = {refusal};
    Said said{.id = "1000000" + std::to_string(int(refusal)), .text = text};
    auto number = harness.say(said);
    harness.pass(minutes(2));
    auto answer = harness.answer(number);
    if (acknowledges(harness)) {
      if (!answer || answer->how != How::again) return "its sender was not told to come again";
      number = harness.say(said);
      harness.pass(seconds(2));
      answer = harness.answer(number);
      if (!answer || answer->how != How::taken) return "the repetition was not taken";
    }
    auto events = harness.submitted();
    if (events.size() != before + 2) return "what the store did not take is lost";
    if (events[before].dedupe != events[before + 1].dedupe) return "the repetition has another key";
  }
  return {};
}

// It lies among the dead letters: the same again would fail again.
Complaint a_dead_letter_does_not_come_again(Harness& harness) {
  harness.scene().sink.refuse = {Refusal::failed};
  auto number = harness.say({.id = "10000001", .text = text});
  harness.pass(minutes(2));
  auto answer = harness.answer(number);
  if (acknowledges(harness) && (!answer || answer->how == How::again)) return "its sender was told to come again";
  if (harness.submitted().size() != 1) return "it was tried again";
  return {};
}

Complaint the_mention_is_taken_out(Harness& harness) {
  harness.say({.id = "10000001", .text = text, .mention = true});
  harness.pass(seconds(2));
  auto events = harness.submitted();
  auto* message = events.size() == 1 ? std::get_if<MessageIn>(&events[0].body) : nullptr;
  if (!message) return "it was not submitted";
  if (message->text != text) return "the mention is still in the text";
  if (!message->addressed) return "nobody tells that the bot was meant";
  return {};
}

}  // namespace

void add_taking(std::vector<Check>& to) {
  to.push_back({"ADuplicateKeepsItsKey", {}, a_duplicate_keeps_its_key});
  to.push_back({"UnknownFieldsArePassedOver", {}, unknown_fields_are_passed_over});
  to.push_back({"UnknownEventsArePassedOver", {Feature::unknown_events}, unknown_events_are_passed_over});
  to.push_back({"TheSenderIsToldWhenItIsDurable", {Feature::acknowledgement}, acknowledged_only_when_durable});
  to.push_back({"WhatIsNotTakenComesAgain", {}, what_is_not_taken_comes_again});
  to.push_back({"ADeadLetterDoesNotComeAgain", {}, a_dead_letter_does_not_come_again});
  to.push_back({"TheMentionOfTheBotIsTakenOut", {Feature::mention_in}, the_mention_is_taken_out});
}

}  // namespace linli::contract
