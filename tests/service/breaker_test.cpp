#include "service/way_out/breaker.hpp"

#include <gtest/gtest.h>

namespace linli::breaker_test {

using linli::Breaker;
using namespace std::chrono_literals;

TEST(Breaker, OpensAfterFiveFailuresRunning) {
  Breaker breaker;
  for (int i = 0; i < 4; ++i) breaker.failed(0s);
  EXPECT_EQ(breaker.wait(0s), 0s);
  breaker.failed(0s);
  EXPECT_GT(breaker.wait(0s), 0s);
}

TEST(Breaker, OpensWhenTenOfTheLastTwentyFailed) {
  Breaker breaker;
  for (int i = 0; i < 9; ++i) {
    breaker.failed(0s);
    breaker.succeeded();
  }
  EXPECT_FALSE(breaker.open());
  breaker.failed(0s);
  EXPECT_TRUE(breaker.open());
}

TEST(Breaker, LetsOneProbeThroughAfterItsRest) {
  Breaker breaker;
  breaker.broken(0s);
  auto rest = breaker.wait(0s);
  EXPECT_EQ(breaker.wait(rest), 0s);
  breaker.begun();
  EXPECT_GT(breaker.wait(rest), 0s) << "a second probe";
  breaker.succeeded();
  EXPECT_EQ(breaker.wait(rest), 0s);
  EXPECT_FALSE(breaker.open());
}

TEST(Breaker, AFailedProbeDoublesTheRest) {
  Breaker breaker;
  breaker.broken(0s);
  auto first = breaker.wait(0s);
  breaker.begun();
  breaker.failed(first);
  EXPECT_EQ(breaker.wait(first), 2 * first);
}

}  // namespace linli::breaker_test
