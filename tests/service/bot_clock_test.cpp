#include "service/clocks/bot_clock.hpp"

#include <gtest/gtest.h>

#include "service/clocks/pretended.hpp"

namespace linli::bot_clock_test {

using namespace std::chrono_literals;

const Instant real = Instant{} + 1'000'000h, bot = Instant{} + 10h;

TEST(BotClock, RunsFromItsAnchorWithTheComputersClock) {
  Pretended time{real};
  BotClock clock(time);
  clock.anchor(bot, real);
  EXPECT_EQ(clock.now(), bot);
  time.advance(5min);
  EXPECT_EQ(clock.now(), bot + 5min);
}

TEST(BotClock, StandsStillWhileItIsHeldAndGoesOnFromThere) {
  Pretended time{real};
  BotClock clock(time);
  clock.anchor(bot, real);
  clock.hold(bot + 24h);
  time.advance(5min);
  EXPECT_EQ(clock.now(), bot + 24h);
  clock.let_go();
  time.advance(1min);
  EXPECT_EQ(clock.now(), bot + 24h + 1min);
}

TEST(BotClock, NeverGoesBack) {
  Pretended time{real};
  BotClock clock(time);
  clock.anchor(bot, real);
  clock.hold(bot - 5h);
  EXPECT_EQ(clock.now(), bot);
}

}  // namespace linli::bot_clock_test
