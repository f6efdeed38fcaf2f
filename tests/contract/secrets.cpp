// Nothing of what people said, who they are, or what the platform trusts us with stands in a log, an error or a check.
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/contract/check.hpp"

namespace linli::contract {
namespace secrets {

using enum DeliveryOutcome;
using enum Signature;
using std::chrono::seconds;

const char* const said = "301的租客告密鸟电话13800138000明天回来";
const char* const answered = "记下了：告密鸟，13800138000";

void live(Harness& harness, std::vector<std::string>& words) {
  std::vector<Signature> signatures{right};
  if (harness.lacks(Feature::signatures).empty()) signatures.insert(signatures.end(), {replayed, wrong, missing, stale});
  int id = 10000001;
  for (auto signature : signatures)
    for (bool extra : {false, true}) {
      harness.say({.id = std::to_string(id++), .text = said, .signature = signature, .mention = extra, .unknown_fields = extra});
      harness.pass(seconds(2));
    }
  for (auto refusal : {Refusal::busy, Refusal::failed}) {
    harness.scene().sink.refuse = {refusal};
    harness.say({.id = std::to_string(id++), .text = said}), harness.pass(seconds(60));
  }
  if (harness.lacks(Feature::unknown_events).empty()) harness.unknown_event(), harness.pass(seconds(2));
  for (auto outcome : {sent, retry_after, refresh_credential, drop_message, ambiguous, recipient_gone, conversation_gone, configuration_error}) {
    if (!harness.lacks(outcome).empty()) continue;
    auto message = harness.arrange(outcome);
    message.text = answered;
    message.buttons = {{"q:1:0", "告密鸟"}};
    if (auto end = carry(harness, message)) words.push_back(end->why);
    harness.pass(seconds(60));
  }
  for (auto& word : harness.checked()) words.push_back(word);
  harness.deliver(harness.arrange_silence(), [&words](const Delivery& end) { words.push_back(end.why); });
  harness.stop();
  harness.pass(seconds(15));
}

// A line of the log, its strings as a person reads them.
std::string readable(const std::string& line) {
  auto json = nlohmann::json::parse(line, nullptr, false);
  return json.is_discarded() ? line : json.dump();
}

Complaint nothing_leaks(Harness& harness) {
  std::vector<std::string> words;
  harness.scene().notices.log = json_log();
  testing::internal::CaptureStderr();
  live(harness, words);
  std::istringstream log(testing::internal::GetCapturedStderr());
  for (auto& word : harness.told()) words.push_back(word);
  for (std::string line; std::getline(log, line);) words.push_back(readable(line));
  auto canaries = harness.canaries();
  canaries.insert(canaries.end(), {"告密鸟", "13800138000", "租客", "记下了"});
  for (auto& canary : canaries)
    for (auto& word : words)
      if (word.find(canary) != std::string::npos) return "a log or an error holds \"" + canary + "\"";
  return {};
}

}  // namespace secrets

void add_secrets(std::vector<Check>& to) { to.push_back({"NothingPersonalIsLogged", {}, secrets::nothing_leaks}); }

}  // namespace linli::contract
