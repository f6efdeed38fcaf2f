#include "service/way_out/pacing.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "adapters/degrade.hpp"

namespace linli::pacing_test {

using namespace std::chrono_literals;
using std::chrono::microseconds;

TEST(Pacing, NeverMoreThanTheNumberInAnySixtySeconds) {
  Pacing pacing({.per_minute_bot = 20, .per_minute_chat = 0});
  std::deque<microseconds> sent;
  std::size_t most = 0, all = 0;
  for (microseconds now = 0us; now < 10min; now += 100ms) {
    while (pacing.ask("chat", now) == 0us) sent.push_back(now), ++all;
    while (!sent.empty() && sent.front() <= now - 60s) sent.pop_front();
    most = std::max(most, sent.size());
  }
  EXPECT_LE(most, 20u);
  EXPECT_GE(all, 120u) << "waiting is not failing: the pace is used";
}

TEST(Pacing, OneChatDoesNotHoldUpAnother) {
  Pacing pacing({.per_minute_bot = 0, .per_minute_chat = 3});
  EXPECT_EQ(pacing.ask("a", 0us), 0us);
  EXPECT_GT(pacing.ask("a", 0us), 0us);
  EXPECT_EQ(pacing.ask("b", 0us), 0us);
}

TEST(Pacing, TheWaitIsTrue) {
  Pacing pacing({.per_minute_bot = 6, .per_minute_chat = 0});
  while (pacing.ask("a", 0us) == 0us) {
  }
  auto wait = pacing.ask("a", 0us);
  EXPECT_GT(pacing.ask("a", wait - 1ms), 0us);
  EXPECT_EQ(pacing.ask("a", wait), 0us);
}

TEST(Pacing, AViolationSilencesTheWholeAccountForItsPenalty) {
  Pacing pacing({.penalty = 600s});
  pacing.punish(0us, {});
  EXPECT_EQ(pacing.ask("a", 599s), 1s);
  EXPECT_EQ(pacing.ask("a", 600s), 0us);
  pacing.punish(600s, 5s);
  EXPECT_EQ(pacing.ask("b", 601s), 4s);
}

TEST(Pacing, WithoutALimitNothingWaits) {
  Pacing pacing({});
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(pacing.ask("a", 0us), 0us);
}

TEST(Pacing, TheLowerOfTwoLimitsHoldsAndZeroIsNone) {
  EXPECT_EQ(lower_limit(0, 5), 5u);
  EXPECT_EQ(lower_limit(5, 0), 5u);
  EXPECT_EQ(lower_limit(7, 5), 5u);
  EXPECT_EQ(lower_limit(0, 0), 0u);
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
