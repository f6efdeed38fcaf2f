// What became of an attempt, and that it is told once.
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "tests/contract/check.hpp"

namespace linli::contract {
namespace outcomes {

using enum DeliveryOutcome;
using std::chrono::milliseconds, std::chrono::seconds;

constexpr std::array<std::pair<DeliveryOutcome, std::string_view>, 8> all_of_them{{{sent, "Sent"}, {retry_after, "RetryAfter"},
    {refresh_credential, "RefreshCredential"}, {drop_message, "DropMessage"}, {conversation_gone, "ConversationGone"}, {recipient_gone, "RecipientGone"},
    {configuration_error, "ConfigurationError"}, {ambiguous, "Ambiguous"}}};

std::string name(DeliveryOutcome outcome) { return std::string(all_of_them.at(std::size_t(outcome)).second); }

bool a_word(std::string_view why) {
  return !why.empty() && std::ranges::all_of(why, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

Complaint ends_as(Harness& harness, DeliveryOutcome outcome) {
  auto words = harness.arrange(outcome);
  auto end = carry(harness, words);
  if (!end) return "no end within the send limit";
  if (end->outcome != outcome) return "it ended as " + name(end->outcome) + " (" + end->why + ")";
  bool seen = std::ranges::any_of(harness.seen(), [&](auto& one) { return one.text == words.text; });
  if (outcome == sent && !seen) return "nobody saw it";
  if (outcome != sent && outcome != ambiguous && seen) return "it was seen, and would be again";
  if (outcome != sent && !a_word(end->why)) return "the reason is no word: " + end->why;
  return {};
}

// How often the end of one delivery was told; known for as long as the adapter may tell it.
std::shared_ptr<int> ends_of(Harness& harness, Outgoing words) {
  auto ends = std::make_shared<int>();
  harness.deliver(std::move(words), [ends](const Delivery&) { ++*ends; });
  return ends;
}
Complaint once(int ends) { return ends == 1 ? std::nullopt : Complaint("done was called " + std::to_string(ends) + " times"); }

Complaint done_comes_once(Harness& harness) {
  auto ends = ends_of(harness, harness.words("请看"));
  harness.pass(seconds(15));
  return once(*ends);
}

// Within the send limit of the contract, and not again when the answer comes at last.
Complaint done_comes_once_for_a_silence(Harness& harness) {
  auto ends = ends_of(harness, harness.arrange_silence());
  harness.pass(seconds(10));
  if (auto wrong = once(*ends)) return wrong;
  harness.pass(seconds(120));
  return once(*ends);
}

Complaint done_comes_once_when_stopping(Harness& harness) {
  auto ends = ends_of(harness, harness.arrange_silence());
  harness.pass(milliseconds(500));
  harness.stop();
  harness.pass(seconds(10));
  if (auto wrong = once(*ends)) return wrong;
  return harness.stopped() ? std::nullopt : Complaint("it has not stopped");
}

Complaint done_comes_once_after_stopping(Harness& harness) {
  harness.stop();
  harness.pass(seconds(10));
  auto ends = ends_of(harness, harness.words("请看"));
  harness.pass(seconds(10));
  return once(*ends);
}

// The second part is refused once. The next attempt goes on there.
Complaint what_arrived_is_not_said_again(Harness& harness) {
  auto text = sentences(harness.part_bytes() * 5 / 2);
  auto words = harness.arrange_partial(text);
  auto first = carry(harness, words);
  if (!first || first->outcome != retry_after) return "the refused part was not told";
  auto part = joined(harness.seen());
  if (part.empty() || part == text) return "it is no partial success";
  harness.pass(first->after.value_or(seconds(5)));
  auto second = carry(harness, words);
  if (!second || second->outcome != sent) return "the rest was not sent";
  if (joined(harness.seen()) != text) return "members did not see every part once";
  return {};
}

}  // namespace outcomes

void add_outcomes(std::vector<Check>& to) {
  using namespace outcomes;
  for (auto& [outcome, name] : all_of_them)
    to.push_back({"ADeliveryEndsAs" + std::string(name), {outcome}, [end = outcome](Harness& harness) { return ends_as(harness, end); }});
  to.push_back({"DoneComesOnce", {}, done_comes_once});
  to.push_back({"DoneComesOnceForASilence", {Feature::silence}, done_comes_once_for_a_silence});
  to.push_back({"DoneComesOnceWhenStopping", {}, done_comes_once_when_stopping});
  to.push_back({"DoneComesOnceAfterStopping", {}, done_comes_once_after_stopping});
  to.push_back({"WhatArrivedIsNotSaidAgain", {Feature::splitting, Feature::partial_success}, what_arrived_is_not_said_again});
}

}  // namespace linli::contract
