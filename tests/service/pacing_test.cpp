#include "service/way_out/pacing.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "adapters/degrade.hpp"

namespace linli::pacing_test {

using namespace std::chrono_literals;
using std::chrono::microseconds;

constexpr auto reply = SayClass::reply;

Limit limit(std::uint32_t most, std::chrono::seconds in, bool each = true, std::uint32_t kept_back = 0, std::vector<std::string> ways = {}) {
  return {std::move(ways), each, most, in, kept_back};
}

// As many as may leave, asked every `step`; how many left at most in any `in`, and in all.
struct Counted {
  std::size_t most{}, all{};
};
Counted flood(Pacing& pacing, microseconds in, microseconds until, microseconds step) {
  std::deque<microseconds> sent;
  Counted out;
  for (microseconds now = 0us; now < until; now += step) {
    while (pacing.ask({"w", "chat"}, reply, 1, now) == 0us) sent.push_back(now), ++out.all;
    while (!sent.empty() && sent.front() <= now - in) sent.pop_front();
    out.most = std::max(out.most, sent.size());
  }
  return out;
}

TEST(Pacing, NeverMoreThanTheNumberInAnySpan) {
  struct Case {
    std::uint32_t most;
    std::chrono::seconds in;
    microseconds until, step;
  };
  for (auto& c : {Case{18, 60s, 10min, 100ms}, Case{30, 60s, 10min, 70ms}, Case{1000, 3600s, 5h, 900ms}}) {
    Pacing pacing({{limit(c.most, c.in)}, {}});
    auto counted = flood(pacing, c.in, c.until, c.step);
    EXPECT_EQ(counted.most, c.most);
    EXPECT_GE(counted.all, std::size_t(c.until / c.in) * c.most) << "waiting is not failing: the pace is used";
  }
}

TEST(Pacing, SeveralLimitsMustAllAllow) {
  Pacing pacing({{limit(30, 60s), limit(100, 3600s)}, {}});
  auto counted = flood(pacing, 60s, 1h, 500ms);
  EXPECT_LE(counted.most, 30u);
  EXPECT_EQ(counted.all, 100u);
}

TEST(Pacing, OneChatDoesNotHoldUpAnotherButTheAccountsLimitHoldsAll) {
  Pacing pacing({{limit(3, 60s), limit(4, 60s, false)}, {}});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, 0us), 0us);
  EXPECT_GT(pacing.ask({"", "a"}, reply, 1, 0us), 0us);
  EXPECT_EQ(pacing.ask({"", "b"}, reply, 1, 0us), 0us);
  EXPECT_GT(pacing.ask({"", "b"}, reply, 1, 0us), 0us);
}

TEST(Pacing, WhatAPlatformCountsTogetherIsCountedTogether) {
  Pacing pacing({{limit(2, 60s, true, 0, {"reply", "push"})}, {}});
  EXPECT_EQ(pacing.ask({"reply", "a"}, reply, 1, 0us), 0us);
  EXPECT_EQ(pacing.ask({"push", "a"}, reply, 1, 0us), 0us);
  EXPECT_EQ(pacing.ask({"reply", "a"}, reply, 1, 0us), 60s);
  EXPECT_EQ(pacing.ask({"webhook", "a"}, reply, 1, 0us), 0us) << "another way is counted elsewhere";
}

TEST(Pacing, TheLastOnesAreKeptForEscalations) {
  Pacing pacing({{limit(18, 60s, true, 3)}, {}});
  int notices = 0, escalations = 0;
  while (pacing.ask({"", "a"}, SayClass::notice, 1, 0us) == 0us) ++notices;
  while (pacing.ask({"", "a"}, SayClass::escalation, 1, 1s) == 0us) ++escalations;
  EXPECT_EQ(notices, 15);
  EXPECT_EQ(escalations, 3);
}

TEST(Pacing, WhatBecomesSeveralMessagesCountsAsSeveral) {
  Pacing pacing({{limit(5, 60s)}, {}});
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 3, 0us), 0us);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 3, 1s), 59s);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 2, 1s), 0us);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 9, 61s), 0us) << "more than the limit waits until nothing is counted, not for ever";
}

TEST(Pacing, WhatDidNotLeaveGivesItsPlaceBackAndNoMore) {
  Pacing pacing({{limit(3, 60s), limit(4, 60s, false)}, {}});
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 2, 0us), 0us);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, 1s), 0us);
  pacing.give_back({"", "a"}, 1, 1s);
  pacing.give_back({"", "a"}, 1, 1s);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, 2s), 0us);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, 2s), 58s) << "the others left";
  pacing.give_back({"", "a"}, 9, 500s);
}

TEST(Pacing, TheWaitIsTrue) {
  Pacing pacing({{limit(6, 60s)}, {}});
  for (int i = 0; i < 6; ++i) EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, i * 1s), 0us);
  auto wait = pacing.ask({"", "a"}, reply, 1, 10s);
  EXPECT_EQ(wait, 50s);
  EXPECT_GT(pacing.ask({"", "a"}, reply, 1, 10s + wait - 1ms), 0us);
  EXPECT_EQ(pacing.ask({"", "a"}, reply, 1, 10s + wait), 0us);
}

TEST(Pacing, AViolationSilencesItsWayToItsRecipientAndNoOther) {
  Pacing pacing({{}, 600s});
  pacing.punish(Way{"webhook", "a"}, 0us, {});
  EXPECT_EQ(pacing.ask({"webhook", "a"}, reply, 1, 599s), 1s);
  EXPECT_EQ(pacing.ask({"webhook", "b"}, reply, 1, 599s), 0us);
  EXPECT_EQ(pacing.ask({"push", "a"}, reply, 1, 599s), 0us);
  EXPECT_EQ(pacing.ask({"webhook", "a"}, reply, 1, 600s), 0us);
}

TEST(Pacing, AViolationOfTheAccountsLimitSilencesTheAccount) {
  Pacing pacing({{}, 600s});
  pacing.punish({}, 0us, 5s);
  EXPECT_EQ(pacing.ask({"webhook", "a"}, reply, 1, 1s), 4s);
  EXPECT_EQ(pacing.ask({"push", "b"}, reply, 1, 5s), 0us);
}

TEST(Pacing, WithoutALimitNothingWaits) {
  Pacing pacing({});
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(pacing.ask({"", "a"}, reply, 1, 0us), 0us);
}

TEST(Degrade, ACardBecomesNumberedChoicesWhereThereAreNoButtons) {
  Outgoing card;
  card.text = "对吗？";
  card.buttons = {{"q:1:0", "对"}, {"q:1:1", "不对"}};
  card.mention = "someone";
  auto plain = degrade(card, {.buttons = false, .mention = false});
  EXPECT_EQ(plain.text, "对吗？\n1 对\n2 不对");
  EXPECT_TRUE(plain.buttons.empty());
  EXPECT_TRUE(plain.mention.empty());
  EXPECT_EQ(degrade(card, {.buttons = true, .mention = true}).buttons.size(), 2u);
}

}  // namespace linli::pacing_test
