#include "service/clocks/pretended.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace linli::pretended_test {

using namespace std::chrono_literals;

TEST(Pretended, TimersRunInTheirOrderEachAtItsOwnTime) {
  Pretended time{Instant{}};
  std::vector<std::pair<int, std::chrono::microseconds>> ran;
  auto b = time.after(20ms, [&] { ran.push_back({2, time.steady()}); });
  auto a = time.after(10ms, [&] { ran.push_back({1, time.steady()}); });
  time.advance(30ms);
  ASSERT_EQ(ran.size(), 2u);
  EXPECT_EQ(ran[0], (std::pair<int, std::chrono::microseconds>(1, 10ms)));
  EXPECT_EQ(ran[1], (std::pair<int, std::chrono::microseconds>(2, 20ms)));
  EXPECT_EQ(time.wall(), Instant{} + 30ms);
}

TEST(Pretended, ATimerThatIsLetGoDoesNotRun) {
  Pretended time{Instant{}};
  bool ran = false;
  time.after(10ms, [&] { ran = true; }).reset();
  time.advance(1s);
  EXPECT_FALSE(ran);
}

TEST(Pretended, WorkFromAnotherThreadIsWaitedFor) {
  Pretended time{Instant{}};
  bool came = false;
  std::jthread other([&] { time.post([&] { came = true; }); });
  EXPECT_TRUE(time.run_while([&] { return !came; }));
}

TEST(Pretended, WhatNeverComesIsSaid) {
  Pretended time{Instant{}};
  EXPECT_FALSE(time.run_while([] { return true; }, 0s));
}

}  // namespace linli::pretended_test
