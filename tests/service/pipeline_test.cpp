#include <gtest/gtest.h>

#include <future>

#include "tests/service/house.hpp"

namespace linli::pipeline_test {

using namespace std::chrono_literals;

struct ThePipeline : testing::Test {
  given::Folder folder;
  house::Service s{folder.path};
};

TEST_F(ThePipeline, ARepeatedEventFindsTheFirstOutcomeAndChangesNothing) {
  auto first = s.say("a", "301的租客小王15号从武汉回来，两个人");
  auto heard = s.ear.heard.size();
  auto second = s.say("a", "301的租客小王15号从武汉回来，两个人");
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(first->repeated);
  EXPECT_TRUE(second->repeated);
  EXPECT_EQ(first->event, second->event);
  EXPECT_EQ(s.ear.heard.size(), heard);
}

TEST_F(ThePipeline, AStoreThatHasStoppedTellsTheSenderAtOnce) {
  s.app->store().stop();
  auto result = s.submit(s.message("a", "301的租客小王15号从武汉回来"));
  EXPECT_FALSE(result);
}

TEST_F(ThePipeline, AfterFourSecondsTheSenderIsToldToComeAgainAndTheUnitGoesOn) {
  std::promise<void> go;
  auto may_go = go.get_future().share();
  ASSERT_TRUE(s.app->store().write([may_go](Writes&) { may_go.wait(); }, [](std::expected<void, Refused>) {}));
  std::optional<std::expected<Outcome, Refused>> result;
  s.app->pipeline().submit(s.message("a", "301的租客小王15号从武汉回来，两个人"), [&](std::expected<Outcome, Refused> r) { result = std::move(r); });
  s.time.advance(3'900ms);
  EXPECT_FALSE(result);
  s.time.advance(200ms);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->error(), Refused::queue_full);
  go.set_value();
  auto again = s.submit(s.message("a", "301的租客小王15号从武汉回来，两个人"));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated) << "it was stored although nobody waited for it any more";
  s.move(given::at(11, 9, 1));
  EXPECT_EQ(s.cases().size(), 1u);
}

// Levels, words and the account of each line.
class Lines final : public Log {
 public:
  void write(Level, std::string_view what, std::initializer_list<Field> fields) noexcept override {
    std::string line(what);
    for (auto& [name, value] : fields)
      if (auto* number = std::get_if<std::int64_t>(&value)) line += " " + std::string(name) + "=" + std::to_string(*number);
    lines.push_back(line);
  }
  std::vector<std::string> lines;
};

TEST(Pipeline, WhatIsLostForGoodIsToldWithItsAccount) {
  given::Given g;
  Pretended time{given::at(11)};
  BotClock clock{time};
  Bot bot(house::setup().knowledge);
  Lines log;
  Pipeline pipeline(bot, *g.store, time, clock, log);
  g.store->stop();
  for (bool once : {false, true}) {
    auto event = given::message(g, "m", "actor-zhou", "group-landlords", "words of a canary");
    event.once = once;
    if (once) event.account = AccountId{g.account.value + 1};
    bool refused = false;
    pipeline.submit(event, [&](std::expected<Outcome, Refused> result) { refused = !result; });
    EXPECT_TRUE(refused);
  }
  EXPECT_EQ(log.lines, std::vector<std::string>{"event_lost account=" + std::to_string(g.account.value + 1)});
}

}  // namespace linli::pipeline_test
