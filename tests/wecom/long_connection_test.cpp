// The long connection as the gateway and the ways out meet it.
#include "adapters/wecom/long_connection.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/wecom/doors.hpp"
#include "tests/wecom/fakes.hpp"

namespace linli::wecom::long_connection_test {

using namespace std::chrono_literals;
using namespace fakes;
using Json = nlohmann::json;

Options by_link() {
  auto set = options();
  set.bot->callback.reset();
  set.bot->secret = secret("made-up-secret");
  return set;
}

struct WecomLongConnection : testing::Test {
  Home home;
  App app;
  std::vector<std::expected<std::int64_t, http::Failure>> answers;
  std::unique_ptr<Doors> doors = std::make_unique<Doors>(home.house, by_link(), nullptr);

  LongConnection& link() { return *doors->link(); }
  Wires::Wire& wire() { return home.wires.last(); }
  Json sent(std::size_t i) { return Json::parse(wire().sent.at(i)); }
  Json last_sent() { return Json::parse(wire().sent.back()); }
  void hear(const Json& frame) {
    wire().events->text(frame.dump());
    home.settle();
  }
  void answer(const Json& frame, std::int64_t error = 0) { hear({{"headers", frame.at("headers")}, {"errcode", error}, {"errmsg", "…"}}); }
  void open() {
    wire().events->opened();
    home.settle();
  }
  void up() {
    if (home.wires.wires.empty()) doors->start();
    open();
    answer(last_sent());
    ASSERT_TRUE(link().up());
  }
  void cut() {
    wire().events->closed("cut");
    home.settle();
  }
  static Json message(int n, const std::string& chat = "wrkMadeUpGroup01") {
    auto number = std::to_string(n);
    return {{"cmd", "aibot_msg_callback"}, {"headers", {{"req_id", "cb-" + number}}},
        {"body", {{"msgid", "M-" + number}, {"aibotid", "aibMadeUpBot01"}, {"chatid", chat}, {"chattype", "group"}, {"from", {{"userid", "u1"}}}, {"msgtype", "text"},
                     {"text", {{"content", "@社区助手 我5月3日返回"}}}}}};
  }
  static Json event(const std::string& type) {
    return {{"cmd", "aibot_event_callback"}, {"headers", {{"req_id", "evt-kick"}}},
        {"body", {{"msgid", "M-kick"}, {"create_time", 1767225600}, {"aibotid", "aibMadeUpBot01"}, {"msgtype", "event"}, {"event", {{"eventtype", type}}}}}};
  }
  LongConnection::Done note() {
    return [this](std::expected<std::int64_t, http::Failure> result) { answers.push_back(result); };
  }
};

TEST_F(WecomLongConnection, SubscribesWithItsSecretBeforeAnythingElse) {
  doors->start();
  EXPECT_EQ(home.wires.urls, (std::vector<std::string>{"wss://openws.work.weixin.qq.com"}));
  EXPECT_TRUE(wire().sent.empty());
  open();
  EXPECT_EQ(sent(0), (Json{{"cmd", "aibot_subscribe"}, {"headers", {{"req_id", "aibot_subscribe_1"}}}, {"body", {{"bot_id", "aibMadeUpBot01"}, {"secret", "made-up-secret"}}}}));
  EXPECT_FALSE(link().up());
  answer(sent(0));
  EXPECT_TRUE(link().up());
  EXPECT_EQ(link().generation(), 1u);
}

TEST_F(WecomLongConnection, AConfiguredDeviceIsNamed) {
  auto set = by_link();
  set.bot->device = "office-1";
  doors = std::make_unique<Doors>(home.house, set, nullptr);
  doors->start();
  open();
  EXPECT_EQ(sent(0).at("body").at("device_id"), "office-1");
}

TEST_F(WecomLongConnection, PingsEveryHalfMinuteAndTwoUnansweredOnesEndTheLink) {
  up();
  home.pass(30s);
  EXPECT_EQ(last_sent().at("cmd"), "ping");
  answer(last_sent());
  home.pass(30s);
  home.pass(30s);
  EXPECT_EQ(wire().sent.size(), 4u);
  EXPECT_FALSE(wire().gone);
  home.pass(30s);
  EXPECT_TRUE(wire().gone);
  EXPECT_FALSE(link().up());
  home.pass(999ms);
  EXPECT_EQ(home.wires.wires.size(), 1u);
  home.pass(1ms);
  EXPECT_EQ(home.wires.wires.size(), 2u);
  EXPECT_EQ(link().generation(), 2u);
}

TEST_F(WecomLongConnection, ComesAgainWhenItIsCut) {
  doors->start();
  for (auto wait : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    auto before = home.wires.wires.size();
    cut();
    home.pass(wait - 1ms);
    EXPECT_EQ(home.wires.wires.size(), before);
    home.pass(1ms);
    EXPECT_EQ(home.wires.wires.size(), before + 1);
  }
}

TEST_F(WecomLongConnection, FiveRefusedSubscribesStopItForGood) {
  doors->start();
  for (int i = 0; i < 5; ++i) {
    open();
    answer(last_sent(), 40'058);
    home.pass(31s);
  }
  EXPECT_EQ(home.wires.wires.size(), 5u);
  EXPECT_EQ(home.told.count("alarm wecom.link.refused refused"), 1u);
  home.pass(48h);
  EXPECT_EQ(home.wires.wires.size(), 5u);
}

TEST_F(WecomLongConnection, AWrongSecretStopsItAtOnce) {
  doors->start();
  open();
  answer(last_sent(), 853'000);
  home.pass(48h);
  EXPECT_EQ(home.wires.wires.size(), 1u);
  EXPECT_EQ(home.told.count("alarm wecom.link.wrong_secret wrong_secret"), 1u);
}

TEST_F(WecomLongConnection, KickedByASecondInstanceItClosesAndWaitsLong) {
  up();
  hear(event("disconnected_event"));
  EXPECT_TRUE(wire().gone);
  EXPECT_EQ(home.told.count("alarm wecom.link.second_instance second_instance"), 1u);
  home.pass(299s);
  EXPECT_EQ(home.wires.wires.size(), 1u);
  home.pass(1s);
  EXPECT_EQ(home.wires.wires.size(), 2u);
}

TEST_F(WecomLongConnection, AMessageBecomesAnEventThatItsReqIdCanAnswer) {
  up();
  hear(message(1));
  ASSERT_EQ(home.sink.events.size(), 1u);
  EXPECT_EQ(home.sink.events[0].dedupe, "bot:M-1");
  auto* request = doors->live().find(home.sink.known["bot:M-1"]);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->request, "cb-1");
  EXPECT_EQ(request->generation, link().generation());
}

TEST_F(WecomLongConnection, OneChatsFramesGoInOneAfterTheOtherAndChatsBesideEachOther) {
  up();
  home.sink.hold = true;
  hear(message(1)), hear(message(2)), hear(message(3, "wrkOther"));
  ASSERT_EQ(home.sink.events.size(), 2u);
  EXPECT_EQ(home.sink.events[1].dedupe, "bot:M-3");
  home.sink.release();
  home.settle();
  ASSERT_EQ(home.sink.events.size(), 3u);
  EXPECT_EQ(home.sink.events[2].dedupe, "bot:M-2");
}

TEST_F(WecomLongConnection, WhatTheStoreRefusesIsTriedAgainAndNeverDropped) {
  up();
  home.sink.refuse = {Refusal::busy, Refusal::full, Refusal::read_only};
  hear(message(1));
  for (auto wait : {1s, 2s, 4s}) {
    auto before = home.sink.events.size();
    home.pass(wait - 1ms);
    EXPECT_EQ(home.sink.events.size(), before);
    home.pass(1ms);
    EXPECT_EQ(home.sink.events.size(), before + 1);
  }
  EXPECT_TRUE(home.sink.known.contains("bot:M-1"));
}

TEST_F(WecomLongConnection, ALostLinkLosesNoFrameThatWasRead) {
  up();
  home.sink.refuse = {Refusal::busy};
  hear(message(1)), hear(message(2));
  cut();
  home.pass(1s);
  EXPECT_TRUE(home.sink.known.contains("bot:M-1") && home.sink.known.contains("bot:M-2"));
  up();
  EXPECT_NE(doors->live().find(home.sink.known["bot:M-1"])->generation, link().generation());
}

TEST_F(WecomLongConnection, ReadingStopsWhileTooMuchWaitsForTheStore) {
  up();
  home.sink.hold = true;
  for (int i = 1; i <= 64; ++i) hear(message(i));
  EXPECT_TRUE(wire().reading);
  hear(message(65));
  EXPECT_FALSE(wire().reading);
  EXPECT_FALSE(link().up());
  link().request("aibot_send_msg", "{}", note());
  EXPECT_EQ(answers.at(0), std::unexpected(http::Failure::not_sent));
  home.pass(5min);
  EXPECT_FALSE(wire().gone) << "while nothing is read, no answer is missed";
  home.sink.hold = false;
  home.sink.release();
  home.settle();
  EXPECT_TRUE(wire().reading);
  EXPECT_TRUE(link().up());
  EXPECT_EQ(home.sink.known.size(), 65u);
}

TEST_F(WecomLongConnection, AnswersAreMatchedByReqIdAlone) {
  up();
  link().request("aibot_send_msg", R"({"chatid":"a"})", note());
  link().request("aibot_send_msg", R"({"chatid":"b"})", note());
  auto first = sent(1), second = sent(2);
  EXPECT_NE(first.at("headers"), second.at("headers"));
  answer(second, 45'009);
  answer({{"headers", {{"req_id", "nobody's"}}}});
  EXPECT_EQ(answers, (std::vector<std::expected<std::int64_t, http::Failure>>{45'009}));
  answer(first);
  EXPECT_EQ(answers.at(1), 0);
}

TEST_F(WecomLongConnection, OneFrameOfAReqIdAtATime) {
  up();
  link().request("aibot_respond_msg", "cb-1", R"({"n":1})", note());
  link().request("aibot_respond_msg", "cb-1", R"({"n":2})", note());
  EXPECT_EQ(wire().sent.size(), 2u);
  answer(last_sent());
  ASSERT_EQ(wire().sent.size(), 3u);
  EXPECT_EQ(last_sent(), (Json{{"cmd", "aibot_respond_msg"}, {"headers", {{"req_id", "cb-1"}}}, {"body", {{"n", 2}}}}));
}

TEST_F(WecomLongConnection, AMissingAnswerEndsARequestAfterFiveSeconds) {
  up();
  link().request("aibot_respond_msg", "cb-1", R"({"n":1})", note());
  home.pass(1s);
  link().request("aibot_respond_msg", "cb-1", R"({"n":2})", note());
  link().request("aibot_respond_msg", "cb-2", R"({"n":3})", note());
  home.pass(4s);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0], std::unexpected(http::Failure::no_answer));
  EXPECT_EQ(last_sent().at("body").at("n"), 2) << "the next of that req_id leaves then";
  home.pass(1s);
  EXPECT_EQ(answers.size(), 2u);
  home.pass(4s);
  EXPECT_EQ(answers.size(), 3u);
}

TEST_F(WecomLongConnection, ACutTellsWhatMayHaveArrivedFromWhatDidNot) {
  up();
  link().request("aibot_respond_msg", "cb-1", R"({"n":1})", note());
  link().request("aibot_respond_msg", "cb-1", R"({"n":2})", note());
  cut();
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0], std::unexpected(http::Failure::no_answer));
  EXPECT_EQ(answers[1], std::unexpected(http::Failure::not_sent));
  link().request("aibot_send_msg", "{}", note());
  EXPECT_EQ(answers.at(2), std::unexpected(http::Failure::not_sent));
}

TEST_F(WecomLongConnection, NotSubscribedMeansSubscribingAgain) {
  up();
  link().request("aibot_send_msg", "{}", note());
  answer(last_sent(), 846'609);
  EXPECT_EQ(answers.at(0), 846'609);
  EXPECT_TRUE(wire().gone);
  home.pass(1s);
  EXPECT_EQ(home.wires.wires.size(), 2u);
}

TEST_F(WecomLongConnection, AtMost256RequestsWait) {
  up();
  for (int i = 0; i < 257; ++i) link().request("aibot_respond_msg", "cb-1", "{}", note());
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0], std::unexpected(http::Failure::not_sent));
}

TEST_F(WecomLongConnection, AFrameThatCannotBeReadIsNoReasonToLeave) {
  up();
  wire().events->text("{");
  wire().events->text("[]");
  hear({{"cmd", "aibot_new_thing"}, {"headers", {{"req_id", "x"}}}, {"body", Json::object()}});
  EXPECT_TRUE(link().up());
  hear(message(1));
  EXPECT_EQ(home.sink.events.size(), 1u);
}

TEST_F(WecomLongConnection, AMessageWhoseBodyCannotBeReadIsWarnedOfAndTheNextIsTaken) {
  up();
  std::size_t warned = 0;
  for (auto* body : {R"({"msgid":1})", "[]", "null"}) {
    auto broken = message(1);
    broken["body"] = Json::parse(body);
    hear(broken);
    EXPECT_EQ(home.told.count("warning wecom.link.frame unreadable"), ++warned) << body;
  }
  EXPECT_TRUE(home.sink.events.empty());
  EXPECT_TRUE(link().up());
  hear(message(1));
  EXPECT_EQ(home.sink.events.size(), 1u);
  EXPECT_EQ(home.told.count("warning wecom.link.frame unreadable"), warned);
}

TEST_F(WecomLongConnection, AnIdNobodyCanResolveIsUsedAsItIsAfterTenMinutesOfTrying) {
  doors = std::make_unique<Doors>(home.house, by_link(), &app);
  up();
  hear(message(1));
  for (int i = 0; i < 24; ++i) {
    ASSERT_FALSE(app.waiting.empty()) << i;
    EXPECT_TRUE(home.sink.events.empty());
    app.answer(std::unexpected(http::Failure::no_answer));
    home.settle();
    home.pass(30s);
  }
  ASSERT_EQ(home.sink.events.size(), 1u);
  EXPECT_EQ(home.sink.events[0].actor, "u1");
}

TEST_F(WecomLongConnection, AnIdThatIsUsedAsItIsHoldsUpOnlyTheFirstMessage) {
  doors = std::make_unique<Doors>(home.house, by_link(), &app);
  up();
  hear(message(1));
  for (int i = 0; i < 24; ++i) {
    app.answer(std::unexpected(http::Failure::no_answer));
    home.settle();
    home.pass(30s);
  }
  hear(message(2));
  EXPECT_EQ(home.sink.events.size(), 2u) << "at once, without a question";
  EXPECT_TRUE(app.waiting.empty());
  home.pass(5min);
  hear(message(3));
  EXPECT_EQ(app.waiting.size(), 1u) << "it may be known by now";
}

TEST_F(WecomLongConnection, AWrongSecretOfTheApplicationHoldsUpNoMessage) {
  doors = std::make_unique<Doors>(home.house, by_link(), &app);
  up();
  hear(message(1));
  app.answer(std::unexpected(http::Failure::not_allowed));
  home.settle();
  ASSERT_EQ(home.sink.events.size(), 1u);
  EXPECT_EQ(home.sink.events[0].actor, "u1");
  EXPECT_EQ(home.told.count("warning wecom.identity used_as_it_is"), 1u);
  EXPECT_TRUE(home.aliases.kept.empty());
}

TEST_F(WecomLongConnection, WhatIsBeingTakenAgainIsNotTakenTwiceWhenItStops) {
  up();
  home.sink.refuse = {Refusal::busy};
  hear(message(1)), hear(message(2));
  home.sink.hold = true;
  home.pass(1s);
  ASSERT_EQ(home.sink.events.size(), 2u) << "the second try is under way";
  int stopped = 0;
  doors->stop([&] { ++stopped; });
  cut();
  EXPECT_EQ(home.sink.events.size(), 2u);
  home.sink.hold = false;
  home.sink.release();
  home.settle();
  EXPECT_TRUE(home.sink.known.contains("bot:M-1") && home.sink.known.contains("bot:M-2"));
  EXPECT_EQ(home.sink.events.size(), 3u);
  EXPECT_EQ(stopped, 1);
}

TEST_F(WecomLongConnection, StoppingClosesItAndWaitsForWhatWasHeard) {
  up();
  home.sink.hold = true;
  hear(message(1));
  int stopped = 0;
  doors->stop([&] { ++stopped; });
  EXPECT_TRUE(wire().closing);
  cut();
  EXPECT_EQ(stopped, 0);
  home.sink.release();
  home.settle();
  EXPECT_EQ(stopped, 1);
  home.pass(1h);
  EXPECT_EQ(home.wires.wires.size(), 1u);
  EXPECT_EQ(stopped, 1);
}

TEST_F(WecomLongConnection, StoppingTakesFiveSecondsAtMost) {
  up();
  home.sink.hold = true;
  hear(message(1));
  int stopped = 0;
  doors->stop([&] { ++stopped; });
  home.pass(5s);
  EXPECT_EQ(stopped, 1);
  EXPECT_TRUE(wire().gone);
}

TEST_F(WecomLongConnection, StoppingSaysWhatItHadToLeave) {
  up();
  home.sink.refuse = {Refusal::busy, Refusal::busy};
  hear(message(1));
  int stopped = 0;
  doors->stop([&] { ++stopped; });
  cut();
  home.settle();
  EXPECT_EQ(stopped, 1);
  EXPECT_EQ(home.told.count("warning wecom.link.lost stopping"), 1u);
}

}  // namespace linli::wecom::long_connection_test
