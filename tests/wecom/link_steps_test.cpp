// What the long connection decides, without a socket and without a clock.
#include "adapters/wecom/link_steps.hpp"

#include <gtest/gtest.h>

namespace linli::wecom::link_steps_test {

using namespace std::chrono_literals;
using Do = LinkStep::Do;

struct WecomLinkSteps : testing::Test {
  double chance{0.5};
  LinkSteps steps{LinkRules{}, [this] { return chance; }};

  void up() {
    EXPECT_EQ(steps.opened().what, Do::subscribe);
    EXPECT_EQ(steps.subscribed(0).what, Do::listen);
  }
  void again() { EXPECT_EQ(steps.elapsed(true).what, Do::open); }
};

TEST_F(WecomLinkSteps, SubscribesFirstAndPingsEveryHalfMinute) {
  EXPECT_EQ(steps.start(), (LinkStep{Do::open, {}, {}, {}}));
  EXPECT_EQ(steps.opened(), (LinkStep{Do::subscribe, 10s, {}, {}}));
  EXPECT_EQ(steps.subscribed(0), (LinkStep{Do::listen, 30s, {}, {}}));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(steps.elapsed(true), (LinkStep{Do::ping, 30s, {}, {}}));
    EXPECT_EQ(steps.ponged(), LinkStep{});
  }
}

TEST_F(WecomLinkSteps, TwoUnansweredPingsEndIt) {
  steps.start();
  up();
  EXPECT_EQ(steps.elapsed(true).what, Do::ping);
  EXPECT_EQ(steps.elapsed(true).what, Do::ping);
  EXPECT_EQ(steps.elapsed(true), (LinkStep{Do::rest, 1s, {}, {}}));
}

TEST_F(WecomLinkSteps, OneAnsweredPingInBetweenKeepsIt) {
  steps.start();
  up();
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(steps.elapsed(true).what, Do::ping);
    if (i % 2 == 1) steps.ponged();
  }
}

TEST_F(WecomLinkSteps, WhileNothingIsReadNoAnswerIsMissed) {
  steps.start();
  up();
  for (int i = 0; i < 6; ++i) EXPECT_EQ(steps.elapsed(false).what, Do::ping);
}

TEST_F(WecomLinkSteps, ComesAgainAfterLongerAndLongerWaits) {
  steps.start();
  for (auto wait : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    EXPECT_EQ(steps.lost(), (LinkStep{Do::rest, wait, {}, {}}));
    again();
  }
}

TEST_F(WecomLinkSteps, OnlyASubscribeThatWasTakenShortensTheWait) {
  steps.start();
  for (auto wait : {1s, 2s, 4s}) {
    EXPECT_EQ(steps.opened().what, Do::subscribe);
    EXPECT_EQ(steps.lost().wait, wait) << "an opened link alone proves nothing";
    again();
  }
  up();
  EXPECT_EQ(steps.lost().wait, 1s);
}

TEST_F(WecomLinkSteps, WaitsDifferByAQuarterSoThatManyDoNotComeAtOnce) {
  steps.start();
  chance = 0;
  EXPECT_EQ(steps.lost().wait, 750ms);
  again();
  chance = 1;
  EXPECT_EQ(steps.lost().wait, 2'500ms);
}

TEST_F(WecomLinkSteps, AMissingAnswerToTheSubscribeIsALostLink) {
  steps.start();
  steps.opened();
  EXPECT_EQ(steps.elapsed(true), (LinkStep{Do::rest, 1s, {}, {}}));
}

TEST_F(WecomLinkSteps, FiveRefusedSubscribesRunningStopItWithAnAlarm) {
  steps.start();
  for (int i = 0; i < 4; ++i) {
    steps.opened();
    EXPECT_EQ(steps.subscribed(40'058).what, Do::rest);
    again();
  }
  steps.opened();
  EXPECT_EQ(steps.subscribed(40'058), (LinkStep{Do::stop, {}, "refused", {}}));
  EXPECT_EQ(steps.elapsed(true), LinkStep{});
  EXPECT_EQ(steps.lost(), LinkStep{});
}

TEST_F(WecomLinkSteps, ASubscribeThatWasTakenForgivesFormerRefusals) {
  steps.start();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) {
      steps.opened();
      EXPECT_EQ(steps.subscribed(40'058).what, Do::rest);
      again();
    }
    up();
    steps.lost();
    again();
  }
}

TEST_F(WecomLinkSteps, AWrongSecretStopsItAtOnce) {
  steps.start();
  steps.opened();
  EXPECT_EQ(steps.subscribed(853'000), (LinkStep{Do::stop, {}, "wrong_secret", {}}));
}

TEST_F(WecomLinkSteps, TooManySubscribesWaitAMinuteAndMore) {
  steps.start();
  std::string_view alarm;
  for (auto wait : {60s, 120s, 240s, 480s, 600s, 600s}) {
    steps.opened();
    auto step = steps.subscribed(45'009);
    EXPECT_EQ(step.what, Do::rest);
    EXPECT_EQ(step.wait, wait);
    if (!step.alarm.empty()) alarm = step.alarm;
    again();
  }
  EXPECT_EQ(alarm, "crowded");
  steps.opened();
  EXPECT_EQ(steps.subscribed(0).mended, "crowded");
}

TEST_F(WecomLinkSteps, ABusyPlatformIsNoRefusal) {
  steps.start();
  for (int i = 0; i < 8; ++i) {
    steps.opened();
    EXPECT_EQ(steps.subscribed(-1).what, Do::rest);
    again();
  }
}

TEST_F(WecomLinkSteps, KickedByASecondInstanceItAlarmsAndLetsTheOtherBe) {
  steps.start();
  for (auto wait : {300s, 600s, 1'200s, 2'400s, 3'600s, 3'600s}) {
    up();
    EXPECT_EQ(steps.kicked(), (LinkStep{Do::rest, wait, "second_instance", {}}));
    EXPECT_EQ(steps.lost(), LinkStep{}) << "the cut that follows changes nothing";
    again();
  }
}

TEST_F(WecomLinkSteps, ASecondInstanceIsForgottenOnceItWouldHaveComeBack) {
  steps.start();
  up();
  steps.kicked();
  again();
  up();
  int pings = 0;
  for (;; ++pings) {
    auto step = steps.elapsed(true);
    steps.ponged();
    if (step.mended == "second_instance") break;
    ASSERT_LT(pings, 1'000);
  }
  EXPECT_EQ(pings, 20) << "more than twice five minutes";
  EXPECT_EQ(steps.kicked().wait, 300s);
}

}  // namespace linli::wecom::link_steps_test
