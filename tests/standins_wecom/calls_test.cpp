// Calls to qyapi: tokens, limits, what is refused and in which words. Sections are those of the facts about WeCom.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/standins_wecom/scene.hpp"

namespace standins_wecom_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// ---- §5.1
TEST(WecomStandinToken, IsTheSameForEverybodyAndNewCloseToItsEnd) {
  Scene scene;
  auto first = scene.token();
  EXPECT_EQ(scene.token(), first);
  scene.time.advance(6'700s);
  auto second = scene.token();
  EXPECT_NE(second, first);
  EXPECT_EQ(scene.post("/cgi-bin/message/send?access_token=" + first, {{"agentid", 1000002}})["errcode"], 40008) << "it lives to its own end";
  scene.time.advance(501s);
  EXPECT_EQ(scene.post("/cgi-bin/message/send?access_token=" + first, {})["errcode"], 42001);
}

TEST(WecomStandinToken, MayDieEarly) {
  Scene scene;
  auto token = scene.token();
  scene.wecom.api().kill_tokens();
  EXPECT_EQ(scene.post("/cgi-bin/message/send?access_token=" + token, {})["errcode"], 40014);
  EXPECT_NE(scene.token(), token);
}

TEST(WecomStandinToken, WrongSecretsAndAddressesAreRefusedInThePlatformsWords) {
  Scene scene;
  auto answer = scene.get("/cgi-bin/gettoken?corpid=wwSTANDIN00000001&corpsecret=wrong");
  EXPECT_EQ(answer["errcode"], 40091);
  EXPECT_THAT(answer["errmsg"].get<std::string>(), AllOf(HasSubstr("secret is invalid"), HasSubstr("hint: ["), HasSubstr("from ip: ")));
  EXPECT_EQ(scene.get("/cgi-bin/gettoken?corpid=other&corpsecret=wrong")["errcode"], 40013);
  scene.wecom.core().manners.says_40001 = true;
  EXPECT_EQ(scene.get("/cgi-bin/gettoken?corpid=wwSTANDIN00000001&corpsecret=wrong")["errcode"], 40001);
  scene.wecom.core().manners.trusted = false;
  EXPECT_EQ(scene.to_member("landlord68", "您好")["errcode"], 60020);
}

// ---- §5.2
TEST(WecomStandinApplication, NamesWhoCannotBeReached) {
  Scene scene;
  auto answer = scene.to_member("landlord68|nobody", "明天请登记");
  EXPECT_EQ(answer["errcode"], 0);
  EXPECT_EQ(answer["invaliduser"], "nobody");
  EXPECT_THAT(scene.wecom.texts(with_application("landlord68")), ElementsAre("明天请登记"));
  EXPECT_EQ(scene.to_member("nobody", "明天请登记")["errcode"], 81013);
}

TEST(WecomStandinApplication, TheSameBodyTwiceIsSilentWithinTheInterval) {
  Scene scene;
  Json once{{"enable_duplicate_check", 1}, {"duplicate_check_interval", 1800}};
  auto first = scene.to_member("landlord68", "提醒", once);
  EXPECT_EQ(scene.to_member("landlord68", "提醒", once)["msgid"], first["msgid"]);
  EXPECT_EQ(scene.wecom.texts(with_application("landlord68")).size(), 1);
  scene.time.advance(1800s);
  scene.to_member("landlord68", "提醒", once);
  EXPECT_EQ(scene.wecom.texts(with_application("landlord68")).size(), 2);
}

TEST(WecomStandinApplication, DropsBeyondThirtyAMinuteAndAThousandAnHourWithoutAnError) {
  Scene scene;
  for (int i = 0; i < 31; ++i) EXPECT_EQ(scene.to_member("landlord68", std::to_string(i))["errcode"], 0);
  EXPECT_EQ(scene.wecom.texts(with_application("landlord68")).size(), 30);
  for (int minute = 1; minute < 40; ++minute) {
    scene.time.advance(60s);
    for (int i = 0; i < 30; ++i) scene.to_member("landlord68", std::to_string(i));
  }
  EXPECT_EQ(scene.wecom.texts(with_application("landlord68")).size(), 1000);
}

TEST(WecomStandinApplication, CutsALongTextAndRefusesAnEmptyOne) {
  Scene scene;
  std::string text;
  while (text.size() < 2100) text += "楼";
  EXPECT_EQ(scene.to_member("landlord68", text)["errcode"], 0);
  auto* seen = scene.wecom.last(with_application("landlord68"));
  EXPECT_EQ(seen->look.text.size(), 2046) << "bytes, never inside a character";
  EXPECT_TRUE(seen->look.cut);
  EXPECT_EQ(scene.to_member("landlord68", "")["errcode"], 44004);
}

TEST(WecomStandinApplication, ACardIsChangedOnceWithItsCodeWithinSeventyTwoHours) {
  Scene scene;
  Json send{{"touser", "landlord68"}, {"msgtype", "template_card"}, {"agentid", 1000002}, {"template_card", card("t-1", two_buttons())}};
  auto code = scene.as_application("message/send", send)["response_code"];
  Json change{{"agentid", 1000002}, {"response_code", code}, {"button", {{"replace_name", "已确认"}}}};
  EXPECT_EQ(scene.as_application("message/update_template_card", change)["errcode"], 0);
  EXPECT_EQ(scene.wecom.last(with_application("landlord68"))->look.buttons.at(0).label, "已确认");
  EXPECT_NE(scene.as_application("message/update_template_card", change)["errcode"], 0);
  change["response_code"] = scene.as_application("message/send", send)["response_code"];
  scene.time.advance(72h);
  EXPECT_NE(scene.as_application("message/update_template_card", change)["errcode"], 0);
}

// ---- §7.1
TEST(WecomStandinIds, AnOpenUseridBecomesAUserid) {
  Scene scene;
  auto open = scene.wecom.core().world.open_userid("landlord68");
  auto answer = scene.as_application("batch/openuserid_to_userid", {{"open_userid_list", {open, "landlord60"}}});
  EXPECT_EQ(answer["userid_list"], Json({{{"open_userid", open}, {"userid", "landlord68"}}}));
  EXPECT_EQ(answer["invalid_open_userid_list"], Json({"landlord60"})) << "plain userids come back there";
}

// ---- §3
TEST(WecomStandinWebhook, CountsTwentyInASlidingMinute) {
  Scene scene;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(scene.text_to_webhook("一")["errcode"], 0);
  scene.time.advance(30s);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(scene.text_to_webhook("二")["errcode"], 0);
  EXPECT_EQ(scene.text_to_webhook("三")["errcode"], 45009);
  scene.time.advance(30s);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(scene.text_to_webhook("四")["errcode"], 0);
  EXPECT_EQ(scene.text_to_webhook("五")["errcode"], 45009);
  EXPECT_EQ(scene.wecom.texts("nanbang").size(), 30);
}

TEST(WecomStandinWebhook, CanBlockForAWhileAfterTooMany) {
  Scene scene(street(), {.webhook_block = 600s});
  for (int i = 0; i < 21; ++i) scene.text_to_webhook("一");
  scene.time.advance(599s);
  EXPECT_EQ(scene.text_to_webhook("一")["errcode"], 45009);
  scene.time.advance(1s);
  EXPECT_EQ(scene.text_to_webhook("一")["errcode"], 0);
}

TEST(WecomStandinWebhook, RefusesWhatThePlatformRefuses) {
  Scene scene;
  EXPECT_EQ(scene.text_to_webhook(std::string(2048, 'a'))["errcode"], 0);
  EXPECT_EQ(scene.text_to_webhook(std::string(2049, 'a'))["errcode"], 40058);
  auto answer = scene.to_webhook(Scene::markdown(std::string(4097, 'a')));
  EXPECT_EQ(answer["errcode"], 40058);
  EXPECT_THAT(answer["errmsg"].get<std::string>(), HasSubstr("markdown.content exceed max length 4096. invalid Request Parameter, hint: ["));
  EXPECT_EQ(scene.text_to_webhook("")["errcode"], 93017);
  EXPECT_EQ(scene.to_webhook({{"msgtype", "poem"}})["errcode"], 40008);
  EXPECT_EQ(scene.post("/cgi-bin/webhook/send?key=wrong", {})["errcode"], 93000);
}

TEST(WecomStandinWebhook, MentionsByListAndInside) {
  Scene scene;
  scene.to_webhook({{"msgtype", "text"}, {"text", {{"content", "请 <@landlord68> 登记"}, {"mentioned_list", {"landlord60"}}}}});
  auto* seen = scene.wecom.last("nanbang");
  EXPECT_EQ(seen->look.text, "请 @王房东 登记");
  EXPECT_THAT(seen->look.mentions, ElementsAre("landlord68", "landlord60"));
  scene.to_webhook({{"msgtype", "markdown_v2"}, {"markdown_v2", {{"content", "<@landlord68>"}}}});
  EXPECT_TRUE(scene.wecom.last("nanbang")->look.mentions.empty());
}

// ---- §2
TEST(WecomStandinJson, EscapesAreRefusedAndBrokenJsonIsWarnedOf) {
  Scene scene;
  auto to = "/cgi-bin/webhook/send?key=" + scene.wecom.core().world.groups[0].webhook;
  EXPECT_EQ(Json::parse(scene.raw("POST", to, R"({"msgtype":"text","text":{"content":"\u697c"}})")->body)["errcode"], 40033);
  auto broken = Json::parse(scene.raw("POST", to, R"({"msgtype":"text","text":{)")->body);
  EXPECT_NE(broken["errcode"], 0);
  EXPECT_THAT(broken["errmsg"].get<std::string>(), HasSubstr("Warning: wrong json format."));
  auto part = scene.to_webhook({{"msgtype", "text"}, {"text", {{"content", "好"}, {"mentioned_list", "landlord68"}}}});
  EXPECT_EQ(part["errcode"], 0);
  EXPECT_THAT(part["errmsg"].get<std::string>(), HasSubstr("Warning: wrong json format."));
}

// ---- §9
TEST(WecomStandinCards, AreJudgedByTheirRules) {
  Scene scene;
  Json notice{{"card_type", "text_notice"}, {"main_title", {{"title", "提醒"}}}};
  auto send = [&](const Json& one) { return scene.to_webhook({{"msgtype", "template_card"}, {"template_card", one}})["errcode"].get<int>(); };
  EXPECT_EQ(send(notice), 42045);
  notice["card_action"] = {{"type", 1}, {"url", "https://linli.example.invalid"}};
  EXPECT_EQ(send(notice), 0);
  EXPECT_EQ(send(card("t-1", two_buttons())), 40058) << "no buttons through a webhook (§3)";
  auto application = [&](const Json& one) {
    return scene.as_application("message/send", {{"touser", "landlord68"}, {"msgtype", "template_card"}, {"agentid", 1000002}, {"template_card", one}})
        ["errcode"].get<int>();
  };
  EXPECT_EQ(application(card("t-1", two_buttons())), 0);
  EXPECT_EQ(application(card("", two_buttons())), 40058);
  EXPECT_EQ(application(card("with space", two_buttons())), 40058);
  EXPECT_EQ(application(card("t-2", {{{"text", "是"}, {"key", "a"}}, {{"text", "否"}, {"key", "a"}}})), 40058);
}

}  // namespace
}  // namespace standins_wecom_test
