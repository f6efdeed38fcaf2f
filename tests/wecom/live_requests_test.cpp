#include "adapters/wecom/live_requests.hpp"

#include <gtest/gtest.h>

#include "tests/wecom/fakes.hpp"

namespace linli::wecom::live_requests_test {

using namespace std::chrono_literals;

struct WecomLiveRequests : testing::Test {
  Pretended time{fakes::sample_time()};
  LiveRequests live{time};
  static LiveRequest by_link(std::string request, std::uint64_t generation = 1) { return {.hello = {}, .chat = "nanbang", .request = std::move(request), .generation = generation}; }
  static Click held(std::uint64_t number, std::vector<std::string>& answers, bool in_time = true) {
    Click click;
    click.number = number;
    click.answer = [&answers, in_time](const std::string& json) {
      if (in_time) answers.push_back(json);
      return in_time;
    };
    return click;
  }
};

TEST_F(WecomLiveRequests, AReqIdLivesADayAndAHelloFiveSeconds) {
  live.heard(EventId{1}, by_link("cb-1"), nullptr);
  live.heard(EventId{2}, {.hello = true, .chat = "d:u1", .request = "cb-2", .generation = 1}, nullptr);
  ASSERT_TRUE(live.find(EventId{1}) && live.find(EventId{2}));
  EXPECT_EQ(live.find(EventId{1})->request, "cb-1");
  time.advance(5s);
  EXPECT_FALSE(live.find(EventId{2}));
  time.advance(24h - 6s);
  EXPECT_TRUE(live.find(EventId{1}));
  time.advance(1s);
  EXPECT_FALSE(live.find(EventId{1}));
}

TEST_F(WecomLiveRequests, TheNewestOfAChatOnlyOnItsOwnConnection) {
  live.heard(EventId{1}, by_link("cb-1", 1), nullptr);
  live.heard(EventId{2}, by_link("cb-2", 2), nullptr);
  ASSERT_TRUE(live.newest("nanbang", 2));
  EXPECT_EQ(live.newest("nanbang", 2)->request, "cb-2");
  EXPECT_FALSE(live.newest("nanbang", 3));
  EXPECT_FALSE(live.newest("elsewhere", 2));
}

TEST_F(WecomLiveRequests, AResponseUrlWorksOnceAndForAnHour) {
  live.heard(EventId{1}, {.hello = {}, .chat = "d:u1", .request = {}, .generation = {}}, fakes::secret("https://bot.example.invalid/1"));
  live.heard(EventId{2}, {.hello = {}, .chat = "d:u1", .request = {}, .generation = {}}, fakes::secret("https://bot.example.invalid/2"));
  EXPECT_FALSE(live.find(EventId{1})) << "it has no req_id";
  EXPECT_TRUE(live.has_response_url(EventId{1}));
  EXPECT_TRUE(live.take_response_url(EventId{1}));
  EXPECT_FALSE(live.has_response_url(EventId{1}));
  EXPECT_FALSE(live.take_response_url(EventId{1}));
  time.advance(1h);
  EXPECT_FALSE(live.take_response_url(EventId{2}));
}

TEST_F(WecomLiveRequests, AClickIsTakenOnceAndOnlyWithinItsTime) {
  Click click;
  click.request = "cb-3";
  live.clicked("task-1", click, 5s);
  EXPECT_TRUE(live.has_click("task-1"));
  EXPECT_EQ(live.take_click("task-1")->request, "cb-3");
  EXPECT_FALSE(live.take_click("task-1"));
  live.clicked("task-1", click, 5s);
  time.advance(5s);
  EXPECT_FALSE(live.take_click("task-1"));
}

TEST_F(WecomLiveRequests, OneUpdateAnswersAllWhoPressedTheCard) {
  std::vector<std::string> answers;
  live.clicked("task-1", held(1, answers), 4s);
  live.clicked("task-1", held(2, answers), 4s);
  live.clicked("task-1", held(3, answers), 4s);
  live.forget_click("task-1", 2);
  EXPECT_TRUE(live.take_click("task-1")->answer("{}"));
  EXPECT_EQ(answers.size(), 2u);
}

TEST_F(WecomLiveRequests, AHeldRequestThatHasGoneSaysSo) {
  std::vector<std::string> answers;
  live.clicked("task-1", held(1, answers, false), 4s);
  EXPECT_FALSE(live.take_click("task-1")->answer("{}"));
  live.clicked("task-2", held(1, answers), 4s);
  live.forget_click("task-2", 1);
  EXPECT_FALSE(live.has_click("task-2"));
}

TEST_F(WecomLiveRequests, ItHoldsABoundedNumberAndForgetsTheOldestFirst) {
  for (int i = 1; i <= 20'001; ++i) live.heard(EventId{i}, by_link("cb"), nullptr);
  EXPECT_FALSE(live.find(EventId{1}));
  EXPECT_TRUE(live.find(EventId{2}));
  EXPECT_TRUE(live.find(EventId{20'001}));
}

}  // namespace linli::wecom::live_requests_test
