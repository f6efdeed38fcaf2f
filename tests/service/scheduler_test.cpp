#include <gtest/gtest.h>

#include <algorithm>

#include "tests/service/house.hpp"

namespace linli::scheduler_test {

using namespace std::chrono_literals;

struct TheScheduler : testing::Test {
  given::Folder folder;
  house::Service s{folder.path};

  // Dues that concern nothing: they are played and over.
  void plan(std::vector<Instant> at) {
    auto unit = given::unit(s.message("plan", "x"), {}, [at](const Records&, const Reading&, const Event&, Instant) {
      Decision d;
      for (auto one : at) {
        NewDue due;
        due.kind = DueKind::reminder;
        due.at = one;
        d.dues.push_back(due);
      }
      return d;
    });
    ASSERT_TRUE(given::run(s.app->store(), std::move(unit)));
  }
  std::size_t pending() {
    return s.app->look([](Reads& r) { return r.ripe_dues(Instant::max(), 10'000).size(); });
  }
};

TEST_F(TheScheduler, AMovePlaysEachDueAtItsOwnTimeInOrder) {
  plan({given::at(13), given::at(11, 10), given::at(12), given::at(20)});
  std::vector<Instant> moments;
  bool done = false;
  ASSERT_TRUE(s.app->scheduler().move(given::at(15), [&] { moments.push_back(s.app->clock().now()); }, [&] { done = true; }));
  EXPECT_FALSE(s.app->scheduler().move(given::at(16), {}, {})) << "one move at a time";
  ASSERT_TRUE(s.time.run_while([&] { return !done; }));
  ASSERT_GE(moments.size(), 4u);
  moments.resize(4);
  EXPECT_EQ(moments, (std::vector{given::at(11, 10), given::at(12), given::at(13), given::at(15)}));
  EXPECT_EQ(pending(), 1u);
}

TEST_F(TheScheduler, WithoutAMoveTheNextDueIsPlayedWhenItsTimeHasCome) {
  plan({given::at(11, 9, 5)});
  ASSERT_TRUE(s.time.run_while([&] { return !s.app->scheduler().next(); }));
  for (int i = 0; i < 20 && pending() > 0; ++i) {
    s.time.advance(30s);
    s.time.run_while([&] { return !s.app->scheduler().quiet(); });
  }
  EXPECT_EQ(pending(), 0u);
  EXPECT_GE(s.app->clock().now(), given::at(11, 9, 5));
  EXPECT_LE(s.app->clock().now(), given::at(11, 9, 6));
}

TEST_F(TheScheduler, ManyRipeDuesArePlayedInPortionsAndEachOnce) {
  plan(std::vector<Instant>(1'200, given::at(10)));
  s.move(given::at(11, 9, 1));
  EXPECT_EQ(pending(), 0u);
}

TEST_F(TheScheduler, AfterARestartTheClockGoesOnFromWhereItWasMovedTo) {
  plan({given::at(12), given::at(14)});
  s.move(given::at(13));
  s.close();
  s.open();
  ASSERT_TRUE(s.time.run_while([&] { return s.app->scheduler().moving(); }));
  EXPECT_EQ(s.app->clock().now(), given::at(13));
  EXPECT_EQ(pending(), 1u);
}

TEST_F(TheScheduler, WhatBecameDueWhileItWasAwayIsPlayedAtItsOwnTime) {
  s.say("a", "301的租客小王12号从武汉回来，两个人");
  s.close();
  s.time.advance(48h);          // the computer's clock goes on while the service is away
  s.ear.heard.clear();
  s.open();
  ASSERT_TRUE(s.time.run_while([&] { return s.app->scheduler().moving() || !s.app->dispatcher().resting(); }));
  auto story = s.story(s.cases().at(0).row.id);
  std::vector<Instant> sent;
  for (auto& say : story.says)
    if (say.ended == Ending::sent && say.ended_at > given::at(11, 10)) sent.push_back(*say.ended_at);
  ASSERT_FALSE(sent.empty());
  EXPECT_TRUE(std::ranges::is_sorted(sent));
  EXPECT_EQ(sent.front(), given::at(11, 18)) << "the eve's reminder, at its own hour";
  EXPECT_GE(s.app->clock().now(), given::at(13));
}

TEST_F(TheScheduler, ADuePlayedInVainIsNotPlayedForEver) {
  plan({given::at(11, 9, 1)});
  auto due = s.app->look([](Reads& r) { return r.ripe_dues(Instant::max(), 1).at(0).id; });
  Event used;                   // its event's id was used already, and did not close it
  used.dedupe = "due:" + std::to_string(due.value);
  used.sent = given::at(11);
  used.body = MessageIn{"x", false};
  ASSERT_TRUE(given::run(s.app->store(), given::unit(used, {}, [](const Records&, const Reading&, const Event&, Instant) { return Decision{}; })));
  s.move(given::at(11, 9, 2));
  EXPECT_EQ(s.app->scheduler().stuck(), 1u);
}

}  // namespace linli::scheduler_test
