#include "service/way_out/after_attempt.hpp"

#include <gtest/gtest.h>

#include <set>

namespace linli::after_attempt_test {

using namespace std::chrono_literals;

const RetryRules rules;

Attempted attempt(DeliveryOutcome outcome, SayClass cls = SayClass::reply, int attempts = 1) {
  return {outcome, {}, cls, attempts, 0us, false, 0.5};
}

bool failed(const AfterAttempt& next) { return std::holds_alternative<then::Failed>(next.what); }
std::optional<std::chrono::milliseconds> again(const AfterAttempt& next) {
  auto* wait = std::get_if<then::Again>(&next.what);
  return wait ? std::optional(wait->after) : std::nullopt;
}

TEST(AfterAttempt, WhatWasSentIsSent) {
  EXPECT_TRUE(std::holds_alternative<then::Sent>(after_attempt(attempt(DeliveryOutcome::sent), rules).what));
}

TEST(AfterAttempt, ThePlatformsOwnWaitWinsOverTheBackoff) {
  auto made = attempt(DeliveryOutcome::retry_after);
  made.after = 90s;
  auto next = after_attempt(made, rules);
  EXPECT_EQ(again(next), 90s);
  EXPECT_EQ(next.way, AfterAttempt::Way::too_fast);
}

TEST(AfterAttempt, TheWaitGrowsWithTheAttemptsUpToItsLongest) {
  EXPECT_EQ(backoff(1, 1.0, rules), 2s);
  EXPECT_EQ(backoff(3, 1.0, rules), 8s);
  EXPECT_EQ(backoff(40, 1.0, rules), 600s);
  EXPECT_EQ(backoff(3, 0.0, rules), 0s);
  EXPECT_EQ(backoff(3, 0.5, rules), 4s);
}

TEST(AfterAttempt, TheTwelfthAttemptIsTheLast) {
  EXPECT_TRUE(again(after_attempt(attempt(DeliveryOutcome::retry_after, SayClass::reply, 11), rules)));
  EXPECT_TRUE(failed(after_attempt(attempt(DeliveryOutcome::retry_after, SayClass::reply, 12), rules)));
}

TEST(AfterAttempt, AfterTwoDaysNothingIsTriedAgain) {
  auto old = attempt(DeliveryOutcome::retry_after);
  old.age = 48h;
  EXPECT_TRUE(failed(after_attempt(old, rules)));
  old.age = 47h;
  EXPECT_TRUE(again(after_attempt(old, rules)));
}

TEST(AfterAttempt, AnOldCredentialIsTriedAgainAtOnceAndThenWithRests) {
  EXPECT_EQ(again(after_attempt(attempt(DeliveryOutcome::refresh_credential), rules)), 0s);
  EXPECT_EQ(again(after_attempt(attempt(DeliveryOutcome::refresh_credential, SayClass::reply, 2), rules)), 2s);
}

TEST(AfterAttempt, WhatAskingAgainCannotHelpEndsAsFailedEachWithItsWhy) {
  std::set<std::string> whys;
  for (auto outcome : {DeliveryOutcome::drop_message, DeliveryOutcome::conversation_gone, DeliveryOutcome::recipient_gone}) {
    auto next = after_attempt(attempt(outcome, SayClass::escalation), rules);
    EXPECT_TRUE(failed(next));
    whys.insert(next.why);
  }
  EXPECT_EQ(whys.size(), 3u);
}

TEST(AfterAttempt, AWrongConfigurationWaitsAndClosesTheAccount) {
  auto next = after_attempt(attempt(DeliveryOutcome::configuration_error), rules);
  EXPECT_EQ(again(next), rules.broken);
  EXPECT_EQ(next.way, AfterAttempt::Way::broken);
}

TEST(AfterAttempt, AnUnsureOutcomeIsRepeatedOnlyWhereThatIsSafeOrUrgent) {
  EXPECT_TRUE(again(after_attempt(attempt(DeliveryOutcome::ambiguous, SayClass::escalation), rules)));
  for (auto cls : {SayClass::reply, SayClass::reminder, SayClass::notice}) EXPECT_TRUE(failed(after_attempt(attempt(DeliveryOutcome::ambiguous, cls), rules)));
  auto known = attempt(DeliveryOutcome::ambiguous, SayClass::notice);
  known.idempotent = true;
  EXPECT_TRUE(again(after_attempt(known, rules)));
}

}  // namespace linli::after_attempt_test
