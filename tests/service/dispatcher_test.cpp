// The dispatcher on a real store, with a platform that answers as scripted and a pretended time.
#include "service/dispatcher.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <map>

#include "bot/knowledge.hpp"
#include "service/clocks/pretended.hpp"
#include "service/knowledge/knowledge_loader.hpp"
#include "service/log/json_log.hpp"
#include "tests/storage/given.hpp"

namespace linli::dispatcher_test {

using namespace std::chrono_literals;

class Platform final : public Adapter {
 public:
  const Capabilities& capabilities() const override { return can; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    seen.push_back(words);
    auto& answers = script[words.platform_chat.empty() ? words.actor : words.platform_chat];
    if (holds) return held.push_back(std::move(done));
    if (answers.empty()) return done({DeliveryOutcome::sent, "p:" + words.key, {}, {}});
    auto answer = answers.front();
    answers.pop_front();
    done(answer);
  }
  Way way(const Destination& to) const override {
    auto whom = to.platform_chat.empty() ? to.actor : to.platform_chat;
    if (too_early > 0) return --too_early, Way{"early", whom, {}};
    auto found = ways.find(whom);
    return {found == ways.end() ? "" : found->second, whom, waits};
  }
  std::uint32_t cost(const Outgoing&) const override { return parts; }
  Capabilities can{.edit = true, .buttons = true, .idempotent = true};
  std::map<std::string, std::deque<Delivery>> script;   // by chat
  std::vector<Outgoing> seen;
  std::vector<std::function<void(Delivery)>> held;
  std::map<std::string, std::string> ways;               // by chat; others go by the only one
  mutable int too_early{};                               // so often it has not heard yet of the event, and names another way
  std::uint32_t parts{1};
  std::chrono::milliseconds waits{};                     // no way is open
  bool holds{};
};

std::shared_ptr<const Knowledge> knowledge() {
  auto loaded = load_knowledge(LINLI_SOURCE_DIR "/config");
  return std::make_shared<const Knowledge>(loaded.value().knowledge);
}

struct WayOut {
  given::Given g;
  Pretended time{given::at(11)};
  BotClock clock{time};
  std::unique_ptr<Log> log = no_log();
  std::shared_ptr<const Knowledge> k = knowledge();
  Bot bot{k};
  std::shared_ptr<const Words> words = Words::load(LINLI_SOURCE_DIR "/templates", k->zone).value();
  Pipeline pipeline{bot, *g.store, time, clock, *log};
  Dispatcher dispatcher{{*g.store, time, time, clock, *words, pipeline, *log, [] { return 1.0; }}};
  Platform platform;
  int planned{};

  explicit WayOut(SendingRules rules = {}) { dispatcher.add(g.account, platform, rules); }
  ~WayOut() {
    g.store->stop();
    time.drain();
  }

  Say say(Audience to, SayClass cls = SayClass::reply) {
    Say out;
    out.parts.push_back({Act::say, "help", {}});
    out.to = std::move(to);
    out.cls = cls;
    out.why = "why.asked";
    return out;
  }
  void plan(std::vector<Say> says, std::function<void(Decision&)> more = {}) {
    auto done = given::run(*g.store, given::unit(given::message(g, "plan" + std::to_string(++planned), "actor-zhou", "group-landlords", "x"), {},
      [&](const Records&, const Reading&, const Event&, Instant) {
        Decision d;
        d.says = says;
        if (more) more(d);
        return d;
      }));
    ASSERT_TRUE(done);
  }
  // Lets everything happen that can happen at this moment. False: something waits for later.
  bool settle() {
    dispatcher.wake();
    EXPECT_TRUE(time.run_while([&] { return !dispatcher.resting(); }));
    return !given::read(*g.store, [now = clock.now()](Reads& r) { return r.anything_to_say(now); });
  }
  void pass(std::chrono::seconds by) {
    time.advance(by);
    settle();
  }
  std::vector<SayRow> waiting() {
    return given::read(*g.store, [](Reads& r) { return r.ready_says(Instant::max(), Instant::max(), 100); });
  }
};

TEST(Dispatcher, WhatIsPlannedLeavesOnceAndIsOver) {
  WayOut w;
  w.plan({w.say(ToPerson{w.g.landlord})});
  EXPECT_TRUE(w.settle());
  ASSERT_EQ(w.platform.seen.size(), 1u);
  EXPECT_EQ(w.platform.seen[0].actor, "actor-zhou");
  EXPECT_FALSE(w.platform.seen[0].text.empty());
  EXPECT_TRUE(w.settle());
  EXPECT_EQ(w.platform.seen.size(), 1u);
}

TEST(Dispatcher, WordsToOneChatLeaveInTheOrderDecidedAndEscalationsFirst) {
  WayOut w;
  w.platform.holds = true;
  w.plan({w.say(ToPerson{w.g.landlord}, SayClass::notice), w.say(ToPerson{w.g.landlord}, SayClass::reply),
          w.say(ToPerson{w.g.landlord}, SayClass::escalation), w.say(ToPerson{w.g.landlord}, SayClass::reply)});
  std::vector<std::string> keys;
  for (int i = 0; i < 4; ++i) {
    w.dispatcher.wake();
    w.time.run_while([&] { return w.platform.held.size() == std::size_t(i); }, 5s);
    ASSERT_EQ(w.platform.held.size(), std::size_t(i) + 1) << "one at a time leaves a lane";
    keys.push_back(w.platform.seen.back().key);
    w.platform.held.back()({DeliveryOutcome::sent, "p", {}, {}});
  }
  EXPECT_TRUE(w.settle());
  auto number = [](const std::string& key) { return std::stoi(key.substr(4)); };
  EXPECT_GT(number(keys[0]), number(keys[1])) << "the escalation goes first";
  EXPECT_LT(number(keys[1]), number(keys[2]));
  EXPECT_LT(number(keys[3]), number(keys[1])) << "the notice goes last";
}

TEST(Dispatcher, ABusyPlatformIsTriedAgainWhenItSaysSo) {
  WayOut w;
  w.platform.script["actor-zhou"] = {{DeliveryOutcome::retry_after, {}, 90s, "slow"}};
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  EXPECT_EQ(w.platform.seen.size(), 1u);
  w.pass(80s);
  EXPECT_EQ(w.platform.seen.size(), 1u);
  w.pass(15s);
  EXPECT_EQ(w.platform.seen.size(), 2u);
  EXPECT_EQ(w.platform.seen[0].key, w.platform.seen[1].key) << "the same key, so that the platform can know it";
}

TEST(Dispatcher, ARetryHoldsBackItsOwnChatAndNoOther) {
  WayOut w;
  w.platform.script["actor-zhou"] = {{DeliveryOutcome::ambiguous, {}, {}, "cut"}};
  w.plan({w.say(ToPerson{w.g.landlord}), w.say(ToPerson{w.g.landlord}), w.say(ToPerson{w.g.worker})});
  w.settle();
  ASSERT_EQ(w.platform.seen.size(), 2u);
  EXPECT_EQ(w.platform.seen[0].actor, "actor-zhou");
  EXPECT_EQ(w.platform.seen[1].actor, "actor-chen");
  w.pass(5s);
  ASSERT_EQ(w.platform.seen.size(), 4u);
  EXPECT_EQ(w.platform.seen[2].key, w.platform.seen[0].key);
}

struct Ended {
  DeliveryOutcome outcome;
  const char* why;
};
class EndsAsFailed : public testing::TestWithParam<Ended> {};
TEST_P(EndsAsFailed, WithItsWhyAndIsNotTriedAgain) {
  WayOut w;
  w.platform.can.idempotent = false;
  w.platform.script["actor-zhou"] = {{GetParam().outcome, {}, {}, "no"}};
  w.plan({w.say(ToPerson{w.g.landlord})});
  EXPECT_TRUE(w.settle());
  EXPECT_TRUE(w.waiting().empty());
  w.pass(30s);
  EXPECT_EQ(w.platform.seen.size(), 1u);
  EXPECT_TRUE(w.words->word(GetParam().why)) << "the timeline has words for it";
}
INSTANTIATE_TEST_SUITE_P(Outcomes, EndsAsFailed,
  testing::Values(Ended{DeliveryOutcome::drop_message, "send.refused"}, Ended{DeliveryOutcome::conversation_gone, "send.chat_gone"},
                  Ended{DeliveryOutcome::recipient_gone, "send.person_gone"}, Ended{DeliveryOutcome::ambiguous, "send.unsure"}));

TEST(Dispatcher, AnEscalationOfUnsureOutcomeIsSentAgainANoticeIsNot) {
  WayOut w;
  w.platform.can.idempotent = false;
  w.platform.script["actor-chen"] = {{DeliveryOutcome::ambiguous, {}, {}, "cut"}};
  w.plan({w.say(ToPerson{w.g.worker}, SayClass::escalation)});
  w.settle();
  w.pass(5s);
  EXPECT_EQ(w.platform.seen.size(), 2u);
}

TEST(Dispatcher, AnOldCredentialIsRefreshedByTheNextAttempt) {
  WayOut w;
  w.platform.script["actor-zhou"] = {{DeliveryOutcome::refresh_credential, {}, {}, "old"}};
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.pass(1s);
  EXPECT_EQ(w.platform.seen.size(), 2u);
  EXPECT_TRUE(w.settle());
}

TEST(Dispatcher, AWrongConfigurationStopsTheWholeAccountUntilAProbeGetsThrough) {
  WayOut w;
  w.platform.script["actor-zhou"] = {{DeliveryOutcome::configuration_error, {}, {}, "token"}};
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.plan({w.say(ToPerson{w.g.worker})});
  w.settle();
  EXPECT_EQ(w.platform.seen.size(), 1u) << "nothing is tried while it is broken";
  w.pass(20s);
  EXPECT_EQ(w.platform.seen.size(), 2u) << "one probe";
  w.pass(300s);
  EXPECT_EQ(w.platform.seen.size(), 3u);
}

TEST(Dispatcher, TheTwelfthFailureEndsIt) {
  WayOut w;
  for (int i = 0; i < 20; ++i) w.platform.script["actor-zhou"].push_back({DeliveryOutcome::retry_after, {}, 1s, "slow"});
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  for (int i = 0; i < 40; ++i) w.pass(5s);
  EXPECT_EQ(w.platform.seen.size(), 12u);
  EXPECT_TRUE(w.settle());
}

TEST(Dispatcher, NobodyToReachIsSaidAtOnce) {
  WayOut w;
  w.plan({w.say(ToPerson{Local{0}})}, [](Decision& d) { d.people.push_back({"新来的", {}}); });
  EXPECT_TRUE(w.settle());
  EXPECT_TRUE(w.platform.seen.empty());
}

TEST(Dispatcher, WhatHasLostItsReasonIsNotSaid) {
  WayOut w;
  auto late = w.say(ToPerson{w.g.landlord});
  late.not_after = given::at(10);
  w.plan({late});
  EXPECT_TRUE(w.settle());
  EXPECT_TRUE(w.platform.seen.empty());
}

TEST(Dispatcher, WhatMustWaitWaitsForTheBotsClock) {
  WayOut w;
  auto later = w.say(ToPerson{w.g.landlord});
  later.not_before = given::at(11, 10);
  w.plan({later});
  EXPECT_TRUE(w.settle());
  EXPECT_TRUE(w.platform.seen.empty());
  for (int i = 0; i < 130; ++i) w.pass(30s);
  EXPECT_EQ(w.platform.seen.size(), 1u);
}

SendingRules per_chat(std::uint32_t most) {
  SendingRules rules;
  rules.pace.limits.push_back({{}, true, most, 60s, 0});
  return rules;
}

TEST(Dispatcher, KeepsThePaceOfOneChat) {
  WayOut w(per_chat(6));
  std::vector<Say> says;
  for (int i = 0; i < 10; ++i) says.push_back(w.say(ToPerson{w.g.landlord}));
  w.plan(says);
  w.settle();
  EXPECT_EQ(w.platform.seen.size(), 6u);
  for (int i = 0; i < 29; ++i) w.pass(2s);
  EXPECT_EQ(w.platform.seen.size(), 6u) << "in the first minute";
  w.pass(2s);
  EXPECT_EQ(w.platform.seen.size(), 10u);
}

TEST(Dispatcher, WhatIsSplitWaitsUntilAllItsPartsMayLeave) {
  WayOut w(per_chat(3));
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.platform.parts = 3;
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.pass(30s);
  EXPECT_EQ(w.platform.seen.size(), 1u);
  EXPECT_EQ(w.waiting().at(0).attempts, 0) << "waiting is no attempt";
  w.pass(31s);
  EXPECT_EQ(w.platform.seen.size(), 2u);
}

TEST(Dispatcher, AWayThatIsBrokenHoldsUpNoOther) {
  WayOut w;
  w.platform.ways["actor-chen"] = "application";
  w.platform.script["actor-zhou"] = {{DeliveryOutcome::configuration_error, {}, {}, "token"}};
  w.plan({w.say(ToPerson{w.g.landlord}), w.say(ToPerson{w.g.worker})});
  w.settle();
  w.plan({w.say(ToPerson{w.g.renter})});
  w.settle();
  ASSERT_EQ(w.platform.seen.size(), 2u) << "the renter's way is the landlord's";
  EXPECT_EQ(w.platform.seen[1].actor, "actor-chen");
}

TEST(Dispatcher, AWayFoundClosedIsLeftForAnotherAtOnceAndCountsAsNoFailure) {
  WayOut w;
  for (int i = 0; i < 8; ++i) w.platform.script["actor-zhou"].push_back({DeliveryOutcome::retry_after, {}, 0ms, "closed"});
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  for (int i = 0; i < 8; ++i) w.pass(1s);
  EXPECT_EQ(w.platform.seen.size(), 9u);
}

TEST(Dispatcher, WordsReadBeforeTheAdapterHeardOfTheirEventLeaveByTheWayItKnowsThen) {
  WayOut w;
  w.platform.ways["actor-zhou"] = "reply";
  w.platform.too_early = 1;
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.pass(1s);
  ASSERT_EQ(w.platform.seen.size(), 1u);
  EXPECT_EQ(w.platform.seen[0].way.name, "reply");
  EXPECT_TRUE(w.waiting().empty());
}

TEST(Dispatcher, WordsThatChangeTheirWayTakeNoPlaceOnTheFirst) {
  auto rules = per_chat(1);
  rules.pace.limits[0].ways = {"early"};
  WayOut w(rules);
  w.platform.ways["actor-zhou"] = "reply";
  for (int i = 0; i < 3; ++i) {
    w.platform.too_early = 1;
    w.plan({w.say(ToPerson{w.g.landlord})});
    w.settle();
    EXPECT_EQ(w.platform.seen.size(), std::size_t(i) + 1) << "none waits for a way that carried nothing";
  }
}

TEST(Dispatcher, WhatNoWayCarriesNowWaitsWithoutAnAttemptAndIsGivenUpInTheEnd) {
  WayOut w;
  w.platform.waits = 5s;
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  for (int i = 0; i < 40; ++i) w.pass(5s);
  EXPECT_TRUE(w.platform.seen.empty());
  ASSERT_EQ(w.waiting().size(), 1u);
  EXPECT_EQ(w.waiting()[0].attempts, 0);
  w.platform.waits = {};
  w.pass(5s);
  EXPECT_EQ(w.platform.seen.size(), 1u);
  w.platform.waits = 5s;
  w.plan({w.say(ToPerson{w.g.landlord})});
  w.settle();
  w.time.advance(49h);
  w.settle();
  EXPECT_TRUE(w.waiting().empty());
  EXPECT_EQ(w.platform.seen.size(), 1u);
}

TEST(Dispatcher, AnAttemptNobodyHeardOfIsRepeatedOnlyWhereThatIsSafe) {
  for (bool idempotent : {true, false}) {
    WayOut w;
    w.platform.can.idempotent = idempotent;
    w.plan({w.say(ToPerson{w.g.landlord})});
    auto id = w.waiting().at(0).id;
    ASSERT_TRUE(given::write(*w.g.store, [&](Writes& writes) { writes.begin_attempt(id, given::at(11)); }));
    ASSERT_TRUE(given::write(*w.g.store, [&](Writes& writes) { writes.recover_attempts(); }));
    EXPECT_TRUE(w.settle());
    EXPECT_EQ(w.platform.seen.size(), idempotent ? 1u : 0u);
    EXPECT_TRUE(w.waiting().empty());
  }
}

TEST(Dispatcher, ASentCardIsShownAsSettledWhenItsQuestionIsOver) {
  WayOut w;
  auto card = w.say(ToPerson{w.g.landlord});
  card.depends = WhileOpen{Local{0}};
  card.asks = Ref<QuestionId>(Local{0});
  card.buttons.push_back({QuestionChoice{Local{0}, 0}, {Act::say, "button.yes", {}}});
  w.plan({card}, [&](Decision& d) {
    NewQuestion q{w.g.landlord, {}, {}, {Asked::confirm}, {}, {{Choice::What::yes, {}, 0}}, {}, 1};
    d.questions.push_back(q);
  });
  auto question = std::get<QuestionId>(w.waiting().at(0).say.asks->at);
  EXPECT_TRUE(w.settle());
  ASSERT_EQ(w.platform.seen.size(), 1u);
  EXPECT_EQ(w.platform.seen[0].buttons.size(), 1u);
  w.plan({}, [&](Decision& d) { d.closes.push_back({question, Ending::waived, "answered"}); });
  EXPECT_TRUE(w.settle());
  ASSERT_EQ(w.platform.seen.size(), 2u);
  EXPECT_EQ(w.platform.seen[1].replaces, "p:" + w.platform.seen[0].key);
  EXPECT_TRUE(w.platform.seen[1].buttons.empty());
  EXPECT_TRUE(w.platform.seen[1].text.starts_with(w.platform.seen[0].text + "\n")) << w.platform.seen[1].text;
}

TEST(Dispatcher, StopsOnlyWhenWhatIsUnderWayIsSettled) {
  WayOut w;
  w.platform.holds = true;
  w.plan({w.say(ToPerson{w.g.landlord}), w.say(ToPerson{w.g.landlord})});
  w.dispatcher.wake();
  w.time.run_while([&] { return w.platform.held.empty(); }, 5s);
  bool stopped = false;
  w.dispatcher.stop([&] { stopped = true; });
  EXPECT_FALSE(stopped);
  w.platform.held.front()({DeliveryOutcome::sent, "p", {}, {}});
  w.time.run_while([&] { return !stopped; }, 5s);
  EXPECT_TRUE(stopped);
  EXPECT_EQ(w.platform.seen.size(), 1u) << "nothing new was begun";
}

}  // namespace linli::dispatcher_test
