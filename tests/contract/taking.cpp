// What is taken down, when its sender is told so, and what is passed over.
#include <utility>

#include "adapters/utf8.hpp"
#include "tests/contract/check.hpp"

namespace linli::contract {
namespace taking {

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

// bot/model/event.hpp: at most Limits::text_bytes.
Complaint what_is_too_long_is_cut_or_refused(Harness& harness) {
  constexpr std::size_t most = 12'000;
  for (auto bytes : {most + 1, 5 * most}) harness.say({.id = std::to_string(10'000'000 + bytes), .text = sentences(bytes)}), harness.pass(seconds(2));
  for (auto& event : harness.submitted()) {
    auto* message = std::get_if<MessageIn>(&event.body);
    if (!message || message->text.size() > most) return "more bytes than an event may have";
    if (utf8::clean(message->text) != message->text) return "it was cut inside a character";
  }
  harness.say({.id = "10000001", .text = text}), harness.pass(seconds(2));
  auto events = harness.submitted();
  auto* message = events.empty() ? nullptr : std::get_if<MessageIn>(&events.back().body);
  return message && message->text == text ? std::nullopt : Complaint("nothing is heard after it");
}

// ---- words in the request's own answer
Complaint given(Harness& harness, std::size_t times, bool was_given) {
  auto parts = harness.seen();
  std::size_t seen = 0;
  for (auto& part : parts) seen += part.text == harness.scene().replies.text;
  if (seen != times) return "the answer's words were seen " + std::to_string(seen) + " times";
  auto& settled = harness.scene().replies.settled;
  if (settled.size() != 1) return "it was told " + std::to_string(settled.size()) + " times what became of them";
  return settled[0].given == was_given ? std::nullopt : Complaint("it was told wrongly what became of them");
}

Complaint claimed_words_stand_in_the_answer(Harness& harness) {
  harness.scene().sink.claim = true;
  harness.ask(text, false);
  harness.pass(seconds(20));
  return given(harness, 1, true);
}
Complaint the_repeat_gets_the_same_words(Harness& harness) {
  harness.scene().sink.claim = true;
  harness.ask(text, true);
  harness.pass(seconds(20));
  return given(harness, 1, true);
}
Complaint late_words_are_given_back(Harness& harness) {
  harness.scene().sink.claim = harness.scene().replies.hold = true;
  harness.ask(text, false);
  harness.pass(seconds(20));
  for (auto& words : std::exchange(harness.scene().replies.held, {})) words();
  harness.pass(seconds(20));
  return given(harness, 0, false);
}

}  // namespace taking

void add_taking(std::vector<Check>& to) {
  using namespace taking;
  to.push_back({"ADuplicateKeepsItsKey", {}, a_duplicate_keeps_its_key});
  to.push_back({"UnknownFieldsArePassedOver", {}, unknown_fields_are_passed_over});
  to.push_back({"UnknownEventsArePassedOver", {Feature::unknown_events}, unknown_events_are_passed_over});
  to.push_back({"TheSenderIsToldWhenItIsDurable", {Feature::acknowledgement}, acknowledged_only_when_durable});
  to.push_back({"WhatIsNotTakenComesAgain", {}, what_is_not_taken_comes_again});
  to.push_back({"ADeadLetterDoesNotComeAgain", {}, a_dead_letter_does_not_come_again});
  to.push_back({"WhatIsTooLongIsCutOrRefused", {}, what_is_too_long_is_cut_or_refused});
  to.push_back({"ClaimedWordsStandInTheAnswer", {Feature::own_answer}, claimed_words_stand_in_the_answer});
  to.push_back({"TheRepeatOfARequestGetsTheSameWords", {Feature::own_answer, Feature::acknowledgement}, the_repeat_gets_the_same_words});
  to.push_back({"LateWordsAreGivenBack", {Feature::own_answer}, late_words_are_given_back});
  to.push_back({"TheMentionOfTheBotIsTakenOut", {Feature::mention_in}, the_mention_is_taken_out});
}

}  // namespace linli::contract
