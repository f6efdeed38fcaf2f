// What goes wrong as planned: before or after it took effect, for a while, a number of times.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/standins_wecom/scene.hpp"

namespace standins_wecom_test {
namespace {

using What = Fault::What;
using http::Failure;

struct Faulty : testing::Test {
  Scene scene;
  std::expected<http::Response, http::CallFailed> send() {
    return scene.raw("POST", "/cgi-bin/webhook/send?key=" + scene.wecom.core().world.groups[0].webhook, R"({"msgtype":"text","text":{"content":"x"}})");
  }
  std::size_t seen() const { return scene.wecom.texts("nanbang").size(); }
};

TEST_F(Faulty, StatusesAndErrorsComeAsOftenAsPlanned) {
  scene.wecom.plan({.on = "webhook/send", .what = What::status, .value = 503, .times = 2});
  scene.wecom.plan({.on = "webhook/send", .what = What::error, .value = 45009});
  EXPECT_EQ(send()->status, 503);
  EXPECT_EQ(send()->status, 503);
  EXPECT_EQ(Json::parse(send()->body)["errcode"], 45009);
  EXPECT_EQ(seen(), 0);
  send();
  EXPECT_EQ(seen(), 1);
}

TEST_F(Faulty, ACutConnectionMayOrMayNotHaveDoneIt) {
  scene.wecom.plan({.on = "webhook/send", .what = What::cut_before});
  scene.wecom.plan({.on = "webhook/send", .what = What::cut_after});
  scene.wecom.plan({.on = "webhook/send", .what = What::not_sent});
  EXPECT_EQ(send().error().what, Failure::no_answer);
  EXPECT_EQ(seen(), 0);
  EXPECT_EQ(send().error().what, Failure::no_answer);
  EXPECT_EQ(seen(), 1);
  EXPECT_EQ(send().error().what, Failure::not_sent);
  EXPECT_EQ(seen(), 1);
}

TEST_F(Faulty, ASlowAnswerIsDoneAndMissesItsLimit) {
  scene.wecom.plan({.on = "webhook/send", .what = What::slow, .wait = 11s});
  EXPECT_EQ(send().error().what, Failure::no_answer);
  EXPECT_EQ(seen(), 1);
}

TEST_F(Faulty, ATokenExpiresInTheMiddle) {
  auto token = scene.token();
  scene.wecom.plan({.on = "message/send", .what = What::expired});
  EXPECT_EQ(scene.post("/cgi-bin/message/send?access_token=" + token, {})["errcode"], 42001);
  EXPECT_NE(scene.token(), token);
}

TEST_F(Faulty, AwayMeansNobodyReachesAnybody) {
  auto bot = scene.subscribed();
  auto now = scene.time.wall();
  scene.wecom.away(now + 60s, now + 6h);
  EXPECT_TRUE(send().has_value());
  scene.time.advance(60s);
  EXPECT_EQ(bot->ended, "cut");
  EXPECT_EQ(send().error().what, Failure::not_sent);
  EXPECT_EQ(scene.connect()->ended, "connect");
  scene.time.advance(6h);
  EXPECT_TRUE(send().has_value());
  EXPECT_TRUE(scene.connect()->is_open);
}

TEST_F(Faulty, FramesFailLikeCalls) {
  auto bot = scene.subscribed();
  scene.wecom.say({.as = "landlord68", .text = "一", .group = "nanbang"});
  scene.wecom.plan({.on = "aibot_send_msg", .what = What::error, .value = 45009});
  scene.wecom.plan({.on = "aibot_send_msg", .what = What::cut_after});
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("x"))["errcode"], 45009);
  EXPECT_EQ(seen(), 0);
  EXPECT_TRUE(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("x")).is_null());
  EXPECT_EQ(seen(), 1);
  EXPECT_EQ(bot->ended, "cut");
}

TEST_F(Faulty, ASecondInstanceAndAHalfDeadLink) {
  auto bot = scene.subscribed();
  scene.wecom.gateway().second_instance();
  scene.time.drain();
  EXPECT_EQ((*bot->callback())["body"]["event"]["eventtype"], "disconnected_event");
  EXPECT_EQ(bot->ended, "cut");
  bot = scene.subscribed();
  scene.wecom.gateway().deaf(true);  // §8.5
  scene.wecom.say({.as = "landlord68", .text = "一", .group = "nanbang"});
  EXPECT_EQ(scene.frame(*bot, "ping", "1")["errcode"], 0);
  EXPECT_FALSE(bot->callback());
}

TEST_F(Faulty, TheNextFrameBeforeTheAnswerIsNoticed) {
  auto bot = scene.subscribed();
  scene.wecom.say({.as = "landlord68", .text = "一", .group = "nanbang"});
  scene.time.drain();
  auto request = scene.request_of(*bot);
  scene.wecom.plan({.on = "aibot_respond_msg", .what = What::slow, .wait = 2s});
  scene.frame(*bot, "aibot_respond_msg", request, Scene::markdown("一"));
  EXPECT_EQ(scene.wecom.gateway().hasty(), 0);
  scene.frame(*bot, "aibot_respond_msg", request, Scene::markdown("二"));
  EXPECT_EQ(scene.wecom.gateway().hasty(), 1);
}

// Nothing but the world's own hosts is there.
TEST_F(Faulty, AnotherHostIsNotAllowed) {
  EXPECT_EQ(scene.raw("GET", "https://elsewhere.example.invalid/x").error().what, Failure::not_allowed);
  EXPECT_EQ(scene.wecom.hosts().back(), "elsewhere.example.invalid");
}

}  // namespace
}  // namespace standins_wecom_test
