// The long connection (§8): one a bot, limits, req_ids that die, what may be pushed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/standins_wecom/scene.hpp"

namespace standins_wecom_test {
namespace {

using testing::ElementsAre;

Words in_group(std::string text) { return {.as = "landlord68", .text = std::move(text), .group = "nanbang"}; }

TEST(WecomStandinGateway, AWrongSecretIs853000AndManyTriesAre45009) {
  Scene scene;
  auto bot = scene.connect();
  EXPECT_EQ(scene.subscribe(*bot, "wrong")["errcode"], 853000);
  EXPECT_EQ(bot->ended, "cut");
  for (int i = 1; i < 5; ++i) EXPECT_EQ(scene.subscribe(*scene.connect(), "wrong")["errcode"], 853000);
  EXPECT_EQ(scene.subscribe(*scene.connect())["errcode"], 45009);
  scene.time.advance(60s);
  EXPECT_EQ(scene.subscribe(*scene.connect())["errcode"], 0);
}

TEST(WecomStandinGateway, AnswersPingsAndNothingElseBeforeTheSubscribe) {
  Scene scene;
  auto bot = scene.connect();
  EXPECT_EQ(scene.frame(*bot, "ping", "1")["errcode"], 0);
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("好"))["errcode"], 846609);
}

TEST(WecomStandinGateway, ASecondConnectionKicksTheFirst) {
  Scene scene;
  auto first = scene.subscribed(), second = scene.subscribed();
  ASSERT_TRUE(first->callback());
  EXPECT_EQ((*first->callback())["body"]["event"]["eventtype"], "disconnected_event");
  EXPECT_FALSE((*first->callback())["body"].contains("from"));
  EXPECT_EQ(first->ended, "cut");
  EXPECT_TRUE(second->is_open);
}

TEST(WecomStandinGateway, OnlyWhatMentionsTheBotIsHeardAndUnderAnOpenUserid) {
  Scene scene;
  auto bot = scene.subscribed();
  auto words = in_group("我5月3日返回");
  words.mention = false;
  EXPECT_FALSE(scene.wecom.told(scene.wecom.say(words)).lost.empty());
  scene.wecom.say(in_group("我5月3日返回"));
  scene.time.drain();
  auto body = (*bot->callback())["body"];
  EXPECT_EQ(body["text"]["content"], "@小邻 我5月3日返回");
  EXPECT_EQ(body["from"]["userid"], scene.wecom.core().world.open_userid("landlord68"));
  EXPECT_EQ(body["chatid"], "wrkNANBANG0001");
  EXPECT_FALSE(body.contains("response_url"));
}

TEST(WecomStandinGateway, AStreamIsReplacedUntilItsEndOrSixMinutes) {
  Scene scene;
  auto bot = scene.subscribed();
  scene.wecom.say(in_group("一"));
  scene.time.drain();
  auto request = scene.request_of(*bot);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "正在登记", false))["errcode"], 0);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "已登记", false))["errcode"], 0);
  EXPECT_THAT(scene.wecom.texts("nanbang"), ElementsAre("已登记"));
  scene.time.advance(361s);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "太晚", true))["errcode"], 846608);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st-2", "另一条", true))["errcode"], 0) << "the req_id lives 24 hours";
}

TEST(WecomStandinGateway, AReqIdDiesWithItsConnectionAndAfterADay) {
  Scene scene;
  auto bot = scene.subscribed();
  scene.wecom.say(in_group("一"));
  scene.time.drain();
  auto request = scene.request_of(*bot);
  bot = scene.subscribed();
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "好", true))["errcode"], 846605);
  scene.wecom.say(in_group("二"));
  scene.time.drain();
  request = scene.request_of(*bot);
  scene.time.advance(24h + 1s);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "好", true))["errcode"], 846605);
}

TEST(WecomStandinGateway, AnEventsReqIdIsNoMessages) {
  Scene scene;
  auto bot = scene.subscribed();
  ASSERT_NE(scene.wecom.open_chat("landlord68"), 0);
  EXPECT_EQ(scene.wecom.open_chat("landlord68"), 0) << "once a day (§7.3)";
  scene.time.drain();
  auto request = scene.request_of(*bot);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::stream("st", "好", true))["errcode"], 846605);
  Json hello{{"msgtype", "text"}, {"text", {{"content", "您好"}}}};
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_welcome_msg", request, hello)["errcode"], 0);
  EXPECT_THAT(scene.wecom.texts(with_bot("landlord68")), ElementsAre("您好"));
  scene.time.advance(24h);
  scene.wecom.open_chat("landlord68");
  scene.time.drain();
  scene.time.advance(6s);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_welcome_msg", scene.request_of(*bot, 1), hello)["errcode"], 846605) << "within 5 s";
}

TEST(WecomStandinGateway, APushGoesOnlyWhereSomebodyHasWritten) {
  Scene scene;
  auto bot = scene.subscribed();
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("提醒"))["errcode"], 93001);
  EXPECT_EQ(scene.push(*bot, "wrkNOBODY", 2, Scene::markdown("提醒"))["errcode"], 93006);
  scene.wecom.say(in_group("一"));
  scene.time.drain();
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("**提醒**：请登记"))["errcode"], 0);
  EXPECT_EQ(scene.wecom.last("nanbang")->look.text, "提醒：请登记");
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, {{"msgtype", "text"}, {"text", {{"content", "好"}}}})["errcode"], 40008);
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown(std::string(20'481, 'a')))["errcode"], 40058);
  scene.wecom.core().world.groups[0].bot = false;
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("提醒"))["errcode"], 93008);
  scene.wecom.say({.as = "landlord68", .text = "您好"});
  EXPECT_EQ(scene.push(*bot, "landlord68", 1, Scene::markdown("您好"))["errcode"], 0);
}

TEST(WecomStandinGateway, RepliesAndPushesShareThirtyAMinute) {
  Scene scene;
  auto bot = scene.subscribed();
  scene.wecom.say(in_group("一"));
  scene.time.drain();
  auto request = scene.request_of(*bot);
  for (int i = 0; i < 15; ++i) {
    EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("推"))["errcode"], 0);
    EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::markdown("答"))["errcode"], 0);
  }
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("推"))["errcode"], 45009);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_msg", request, Scene::markdown("答"))["errcode"], 45009);
  scene.time.advance(60s);
  EXPECT_EQ(scene.push(*bot, "wrkNANBANG0001", 2, Scene::markdown("推"))["errcode"], 0);
}

TEST(WecomStandinGateway, AClickIsAnsweredWithinFiveSecondsAndForThoseNamed) {
  Scene scene;
  auto bot = scene.subscribed();
  scene.wecom.say(in_group("一"));
  scene.time.drain();
  scene.push(*bot, "wrkNANBANG0001", 2, {{"msgtype", "template_card"}, {"template_card", card("t-1", two_buttons())}});
  auto number = scene.wecom.last("nanbang")->number;
  ASSERT_NE(scene.wecom.press(number, "是", "landlord68"), 0);
  scene.time.drain();
  Json done{{"response_type", "update_template_card"}, {"template_card", card("t-1", {{{"text", "已确认"}, {"key", "noop"}, {"style", 4}}})},
      {"userids", {scene.wecom.core().world.open_userid("landlord68")}}};
  auto wrong = done;
  wrong["template_card"]["task_id"] = "t-2";
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_update_msg", scene.request_of(*bot, 1), wrong)["errcode"], 40058) << "the task_id received";
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_update_msg", scene.request_of(*bot, 1), done)["errcode"], 0);
  auto* seen = scene.wecom.last("nanbang");
  EXPECT_EQ(seen->as("landlord68").buttons.at(0).label, "已确认");
  EXPECT_EQ(seen->as("landlord60").buttons.size(), 2);
  scene.wecom.press(number, "yes", "landlord60");
  scene.time.drain();
  scene.time.advance(6s);
  EXPECT_EQ(scene.frame(*bot, "aibot_respond_update_msg", scene.request_of(*bot, 2), done)["errcode"], 846605);
}

TEST(WecomStandinGateway, AnUploadIsPutTogetherFromItsChunks) {
  Scene scene;
  auto bot = scene.subscribed();
  auto id = scene.frame(*bot, "aibot_upload_media_init", "u", {{"type", "file"}, {"filename", "a.txt"}, {"total_size", 8}, {"total_chunks", 2}})["body"]["upload_id"];
  auto chunk = [&](int index) { return scene.frame(*bot, "aibot_upload_media_chunk", "u", {{"upload_id", id}, {"chunk_index", index}, {"base64_data", "ZGVtbw=="}})["errcode"]; };
  EXPECT_EQ(chunk(1), 0);
  EXPECT_EQ(scene.frame(*bot, "aibot_upload_media_finish", "u", {{"upload_id", id}})["errcode"], 40058);
  EXPECT_EQ(chunk(0), 0);
  auto media = scene.frame(*bot, "aibot_upload_media_finish", "u", {{"upload_id", id}})["body"]["media_id"].get<std::string>();
  EXPECT_EQ(scene.wecom.core().media[media].bytes, "demodemo");
}

TEST(WecomStandinGateway, MessagesForABotThatIsAwayAreLostOrKeptAsSet) {
  Scene scene(street(), {.kept = 2});
  for (auto* text : {"一", "二", "三"}) scene.wecom.say(in_group(text));
  EXPECT_EQ(scene.wecom.told(3).lost, "nobody is connected");
  auto bot = scene.subscribed();
  ASSERT_TRUE(bot->callback(1));
  EXPECT_FALSE(bot->callback(2));
  EXPECT_EQ((*bot->callback(1))["body"]["text"]["content"], "@小邻 二");
}

TEST(WecomStandinGateway, WhatDoesNotFitOnALineThatIsNotReadStaysAndWhatLiesOnItIsLostWithIt) {
  Scene scene(street(), {.kept = 100});
  auto bot = scene.subscribed();
  auto say = [&] {
    for (int i = 0; i < 40; ++i) scene.wecom.say(in_group(std::to_string(i)));
    scene.time.drain();
  };
  auto text = [](const Bot& of, std::size_t n) { return of.callback(n) ? (*of.callback(n))["body"]["text"]["content"].get<std::string>() : ""; };
  bot->link->read_on(false);
  say();
  EXPECT_FALSE(bot->callback());
  EXPECT_EQ(scene.wecom.gateway().waiting(), 8u);
  bot->link->read_on(true);
  scene.time.drain();
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(text(*bot, i), "@小邻 " + std::to_string(i));
  EXPECT_FALSE(bot->callback(40));

  bot->link->read_on(false);
  say();
  scene.wecom.gateway().cut_links();
  scene.time.drain();
  EXPECT_EQ(scene.wecom.gateway().lost(), 32u);
  auto next = scene.subscribed();
  scene.time.drain();
  EXPECT_EQ(text(*next, 0), "@小邻 32");
  EXPECT_TRUE(next->callback(7));
  EXPECT_FALSE(next->callback(8));
}

}  // namespace
}  // namespace standins_wecom_test
