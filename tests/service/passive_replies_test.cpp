// Words in a request's own answer, on a real store with a pretended time: nothing doubled, nothing lost, whatever is cut off between which steps.
#include "service/platform/passive_replies.hpp"

#include <gtest/gtest.h>

#include "service/platform/event_door.hpp"
#include "tests/service/house.hpp"

namespace linli::passive_replies_test {

using namespace std::chrono_literals;

class Platform final : public Adapter {
 public:
  const Capabilities& capabilities() const override { return can; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    pushed.push_back(words);
    done({DeliveryOutcome::sent, "p:" + words.key, {}, {}});
  }
  Capabilities can{.edit = true, .buttons = true, .idempotent = true};
  std::vector<Outgoing> pushed;            // by the ordinary route
};

// One life of the service over a store that stays.
struct Life {
  given::Given& g;
  Pretended& time;
  Platform& platform;
  BotClock clock{time};
  std::unique_ptr<Log> log = no_log();
  Bot bot{house::setup().knowledge};
  std::shared_ptr<const Words> words = house::setup().words;
  Pipeline pipeline{bot, *g.store, time, clock, *log};
  Dispatcher dispatcher{{*g.store, time, time, clock, *words, pipeline, *log, [] { return 1.0; }}};
  std::unique_ptr<PassiveReplies> replies = passive_replies({*g.store, time, clock, *words, dispatcher, *log});
  std::unique_ptr<EventSink> door = event_door(pipeline, g.store->mark(), 20s);

  Life(given::Given& given, Pretended& pretended, Platform& where) : g(given), time(pretended), platform(where) {
    dispatcher.add(g.account, platform, {});
    EXPECT_TRUE(given::write(*g.store, [](Writes& w) { w.recover_attempts(); }));
  }
  void settle() {
    dispatcher.wake();
    EXPECT_TRUE(time.run_while([&] { return !dispatcher.resting(); }));
  }
  // Somebody asks what the bot can do, in the direct chat: the answer is one message to them.
  Taken ask(const std::string& id, bool passive = true) {
    auto event = given::message(g, id, "actor-zhou", "d:actor-zhou", "帮助");
    event.passive = passive;
    std::optional<Taken> taken;
    door->submit(event, [&](std::expected<Taken, Refusal> t) { taken = t.value(); });
    EXPECT_TRUE(time.run_while([&] { return !taken; }));
    return *taken;
  }
  std::optional<Outgoing> get(SayId say) {
    std::optional<std::optional<Outgoing>> out;
    replies->words(say, [&](std::optional<Outgoing> w) { out = std::move(w); });
    EXPECT_TRUE(time.run_while([&] { return !out; }));
    return *out;
  }
  void tell(SayId say, bool given) {
    replies->settle(say, given, "r");
    EXPECT_TRUE(given::write(*g.store, [](Writes&) {}));
    time.drain();
    settle();
  }
};

struct Passive : testing::Test {
  given::Given g;
  Pretended time{given::at(11)};
  Platform platform;
  std::unique_ptr<Life> life = std::make_unique<Life>(g, time, platform);

  ~Passive() override { end(); }
  void end() {
    if (!life) return;
    g.store->stop();
    time.drain();
    life.reset();
  }
  void restart() {
    end();
    g.close();
    g.open();
    life = std::make_unique<Life>(g, time, platform);
    life->settle();
  }
  void pass(std::chrono::seconds by) {
    time.advance(by);
    life->settle();
  }
  bool anything() {
    return given::read(*g.store, [](Reads& r) { return r.anything_to_say(Instant::max()); });
  }
};

TEST_F(Passive, TheAnswerCarriesTheWordsAndNobodyElseSendsThem) {
  std::vector<std::string> left;
  life->dispatcher.on_sent([&](const SayRow&, const std::string& text) { left.push_back(text); });
  auto taken = life->ask("m");
  ASSERT_TRUE(taken.claimed);
  life->settle();
  auto words = life->get(*taken.claimed);
  ASSERT_TRUE(words);
  EXPECT_FALSE(words->text.empty());
  EXPECT_EQ(words->cause, taken.event);
  EXPECT_TRUE(left.empty());
  life->tell(*taken.claimed, true);
  EXPECT_EQ(left, std::vector{words->text});
  pass(60s);
  EXPECT_TRUE(platform.pushed.empty());
  EXPECT_FALSE(anything());
}

TEST_F(Passive, ARequestThatCannotCarryWordsClaimsNone) {
  EXPECT_FALSE(life->ask("m", false).claimed);
  life->settle();
  EXPECT_EQ(platform.pushed.size(), 1u);
}

TEST_F(Passive, ARepeatGetsTheSameWordsUntilItsTimeIsOver) {
  auto first = life->ask("m");
  auto words = life->get(*first.claimed);
  auto again = life->ask("m");
  EXPECT_TRUE(again.repeated);
  ASSERT_EQ(again.claimed, first.claimed);
  EXPECT_EQ(life->get(*again.claimed)->text, words->text);
  life->tell(*first.claimed, true);
  again = life->ask("m");
  ASSERT_EQ(again.claimed, first.claimed) << "the platform did not get it";
  EXPECT_EQ(life->get(*again.claimed)->text, words->text);
  life->tell(*again.claimed, true);
  pass(21s);
  EXPECT_FALSE(life->ask("m").claimed);
  EXPECT_TRUE(platform.pushed.empty());
}

TEST_F(Passive, ALateAnswerTakesTheOrdinaryRouteAtOnce) {
  auto taken = life->ask("m");
  auto words = life->get(*taken.claimed);
  life->tell(*taken.claimed, false);
  ASSERT_EQ(platform.pushed.size(), 1u);
  EXPECT_EQ(platform.pushed[0].text, words->text);
  EXPECT_FALSE(life->ask("m").claimed);
  EXPECT_FALSE(life->get(*taken.claimed));
}

TEST_F(Passive, OneOfTwoRequestsThatHoldTheSameWordsIsEnough) {
  auto first = life->ask("m");
  life->get(*first.claimed);
  life->ask("m");
  life->get(*first.claimed);
  life->tell(*first.claimed, false);
  EXPECT_TRUE(platform.pushed.empty()) << "the repeat may still carry them";
  life->tell(*first.claimed, true);
  pass(60s);
  EXPECT_TRUE(platform.pushed.empty());
  EXPECT_FALSE(anything());
}

TEST_F(Passive, NobodyAskedForTheWordsAndTheOrdinaryRouteTakesThem) {
  life->ask("m");
  pass(19s);
  EXPECT_TRUE(platform.pushed.empty());
  pass(2s);
  EXPECT_EQ(platform.pushed.size(), 1u);
}

TEST_F(Passive, WordsOfUnknownOutcomeFollowTheRuleOfTheirClass) {
  auto taken = life->ask("m");
  life->get(*taken.claimed);
  pass(21s);
  EXPECT_TRUE(platform.pushed.empty()) << "a reply is not said twice, also where the platform knows keys: the answer had none";
  EXPECT_FALSE(anything()) << "and it has ended";
}

TEST_F(Passive, ThePlatformsRepeatHoldsTheClaim) {
  auto taken = life->ask("m");
  life->get(*taken.claimed);
  pass(15s);
  EXPECT_EQ(life->ask("m").claimed, taken.claimed);
  pass(15s);
  ASSERT_TRUE(life->get(*taken.claimed));
  life->tell(*taken.claimed, true);
  EXPECT_TRUE(platform.pushed.empty());
}

// Cut off between each two steps; then the platform repeats, or it does not. What must hold: at most one of answer and ordinary route has the words
// for certain, a repeat gets the same, and in the end nothing waits.
enum class Cut { after_claim, after_words, after_given, after_back };
class CutOff : public Passive, public testing::WithParamInterface<std::tuple<Cut, bool>> {};

TEST_P(CutOff, NothingIsDoubledAndNothingLost) {
  auto [cut, repeats] = GetParam();
  auto taken = life->ask("m");
  std::string words;
  int answers = 0;                         // that certainly reached the platform
  if (cut != Cut::after_claim) words = life->get(*taken.claimed)->text;
  if (cut == Cut::after_given) life->tell(*taken.claimed, true), ++answers;
  if (cut == Cut::after_back) {
    life->replies->settle(*taken.claimed, false, "");
    EXPECT_TRUE(given::write(*g.store, [](Writes&) {}));
  }
  restart();
  if (repeats) {
    auto again = life->ask("m");
    if (cut == Cut::after_back) EXPECT_FALSE(again.claimed);
    else ASSERT_EQ(again.claimed, taken.claimed);
    if (again.claimed) {
      auto same = life->get(*again.claimed);
      ASSERT_TRUE(same);
      if (!words.empty()) EXPECT_EQ(same->text, words);
      life->tell(*again.claimed, true);
      answers = 1;
    }
  }
  pass(60s);
  EXPECT_FALSE(anything());
  bool unsure = cut == Cut::after_words && !repeats;     // ended as "send.unsure": said at most once
  EXPECT_EQ(int(platform.pushed.size()) + answers, unsure ? 0 : 1);
}

INSTANTIATE_TEST_SUITE_P(BetweenEachTwoSteps, CutOff,
  testing::Combine(testing::Values(Cut::after_claim, Cut::after_words, Cut::after_given, Cut::after_back), testing::Bool()));

TEST_F(Passive, AFullStoreIsAskedAgainToWriteDownWhatBecameOfTheAnswer) {
  std::vector<std::string> left;
  life->dispatcher.on_sent([&](const SayRow&, const std::string& text) { left.push_back(text); });
  for (bool given : {true, false}) {
    auto taken = life->ask(given ? "m" : "n");
    auto words = life->get(*taken.claimed);
    std::promise<void> go;
    auto may_go = go.get_future().share();
    ASSERT_TRUE(g.store->write([may_go](Writes&) { may_go.wait(); }, [](std::expected<void, Refused>) {}));
    while (g.store->write([](Writes&) {}, [](std::expected<void, Refused>) {})) {}
    life->replies->settle(*taken.claimed, given, "r");
    time.drain();
    go.set_value();
    while (!given::write(*g.store, [](Writes&) {})) {}
    time.drain();
    EXPECT_TRUE(left.empty());
    time.advance(1s);
    EXPECT_TRUE(given::write(*g.store, [](Writes&) {}));
    time.drain();
    life->settle();
    EXPECT_EQ(left, std::vector{words->text}) << (given ? "it left in the answer" : "it left by the ordinary route, long before the claim lapses");
    EXPECT_EQ(platform.pushed.size(), given ? 0u : 1u);
    left.clear();
  }
  EXPECT_FALSE(anything());
}

TEST_F(Passive, AStoreThatRefusesLeavesTheWordsToTheOrdinaryRoute) {
  auto taken = life->ask("m");
  g.store->stop();
  EXPECT_FALSE(life->get(*taken.claimed));
  restart();
  pass(21s);
  EXPECT_EQ(platform.pushed.size(), 1u);
}

}  // namespace linli::passive_replies_test
