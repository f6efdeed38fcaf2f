// What the platform is answered, and when.
#include "tests/wecom/callback_scene.hpp"

namespace linli::wecom::callback_answers_test {

using namespace std::chrono_literals;
using namespace fakes;

struct WecomCallback : testing::Test {
  CallbackScene scene;
  std::shared_ptr<Asked> ask(const std::string& json) { return scene.ask(scene.to_bot(json)); }
};

TEST_F(WecomCallback, ClaimedWordsLeaveInTheAnswerAndAreSettled) {
  scene.home.sink.claim = true;
  auto answer = scene.opened(ask(group_text())->answer());
  EXPECT_EQ(answer, (Json{{"msgtype", "stream"}, {"stream", {{"id", "say-7"}, {"finish", true}, {"content", "made up words"}}}}));
  ASSERT_EQ(scene.home.replies.settled.size(), 1u);
  EXPECT_EQ(scene.home.replies.settled[0].say, SayId{7});
  EXPECT_TRUE(scene.home.replies.settled[0].given);
  EXPECT_EQ(scene.home.replies.settled[0].platform_id, "say-7");
}

TEST_F(WecomCallback, WhereNothingIsToBeSaidTheAnswerIsEmpty) {
  auto asked = ask(group_text());
  EXPECT_EQ(asked->answer().status, 200);
  EXPECT_EQ(asked->answer().body, "");
}

TEST_F(WecomCallback, AnOpenedChatIsGreetedWithText) {
  scene.home.sink.claim = true;
  auto answer = scene.opened(ask(hello())->answer());
  EXPECT_EQ(answer, (Json{{"msgtype", "text"}, {"text", {{"content", "made up words"}}}}));
}

TEST_F(WecomCallback, WordsWithButtonsAreACardWhoseIdTheHouseLearns) {
  scene.home.sink.claim = true;
  scene.home.replies.buttons = {{"q:12:0", "是"}, {"q:12:1", "不是"}};
  auto answer = scene.opened(ask(group_text())->answer());
  EXPECT_EQ(answer.at("msgtype"), "template_card");
  EXPECT_EQ(answer.at("template_card").at("task_id"), "say-7");
  EXPECT_EQ(answer.at("template_card").at("button_list").at(1).at("key"), "q:12:1");
  EXPECT_EQ(scene.home.replies.settled.at(0).platform_id, "say-7");
}

TEST_F(WecomCallback, WhatACardCannotShowStandsAheadOfIt) {
  scene.home.sink.claim = true;
  scene.home.replies.buttons = {{"q:12:0", "是"}};
  std::string long_text;
  for (int i = 0; i < 200; ++i) long_text += "返";
  scene.home.replies.text = long_text + "\n对吗？";
  auto answer = scene.opened(ask(group_text())->answer());
  EXPECT_EQ(answer.at("msgtype"), "stream_with_template_card");
  EXPECT_EQ(answer.at("stream").at("content"), long_text);
  EXPECT_TRUE(answer.at("stream").at("finish"));
  EXPECT_EQ(answer.at("template_card").at("main_title").at("title"), "对吗？");
}

TEST_F(WecomCallback, TooManyButtonsBecomeNumbers) {
  scene.home.sink.claim = true;
  for (int i = 0; i < 7; ++i) scene.home.replies.buttons.push_back({"q:12:" + std::to_string(i), "第" + std::to_string(i)});
  auto answer = scene.opened(ask(group_text())->answer());
  EXPECT_EQ(answer.at("msgtype"), "stream");
  EXPECT_NE(answer.at("stream").at("content").get<std::string>().find("第6"), std::string::npos);
}

TEST_F(WecomCallback, NumbersInAGroupsAnswerNameTheMentionThatIsHeardThere) {
  scene.home.sink.claim = true;
  for (int i = 0; i < 7; ++i) scene.home.replies.buttons.push_back({"q:12:" + std::to_string(i), "第" + std::to_string(i)});
  auto content = [&](const std::string& json) { return scene.opened(ask(json)->answer()).at("stream").at("content").get<std::string>(); };
  scene.home.replies.chat = "nanbang";
  EXPECT_NE(content(group_text()).find("\n1 第0 (@社区助手 1)\n2 第1 (@社区助手 2)"), std::string::npos);
  scene.home.replies.chat = "d:u1";
  EXPECT_NE(content(direct_text()).find("\n1 第0\n2 第1\n"), std::string::npos) << "in a direct chat a number is enough";
}

TEST_F(WecomCallback, AnOpenedChatMayBeGreetedWithACard) {
  scene.home.sink.claim = true;
  scene.home.replies.buttons = {{"q:12:0", "是"}};
  EXPECT_EQ(scene.opened(ask(hello())->answer()).at("msgtype"), "template_card");
}

TEST_F(WecomCallback, TheButtonOfASettledCardLeadsToNothing) {
  auto press = Json::parse(click());
  press["event"]["template_card_event"]["event_key"] = "-";
  EXPECT_EQ(ask(press.dump())->answer().body, "");
  EXPECT_TRUE(scene.home.sink.events.empty());
}

TEST_F(WecomCallback, ThePlatformsRepeatGetsTheSameWordsAgain) {
  scene.home.sink.claim = true;
  auto first = scene.opened(ask(group_text())->answer());
  auto again = scene.ask(scene.to_bot(group_text(), "another-nonce"));
  EXPECT_EQ(scene.opened(again->answer(), "another-nonce"), first);
  EXPECT_EQ(scene.home.replies.asked, 2);
}

TEST_F(WecomCallback, TheStoreIsWaitedForUntilASecondBeforeTheDeadline) {
  scene.home.sink.hold = true;
  auto asked = ask(group_text());
  scene.home.pass(3'999ms);
  EXPECT_TRUE(asked->answers.empty());
  scene.home.pass(1ms);
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(asked->answer().status, 503);
}

TEST_F(WecomCallback, WhatWasTakenTooLateGoesTheOrdinaryRoute) {
  scene.home.sink.hold = scene.home.sink.claim = true;
  auto asked = ask(group_text());
  scene.home.pass(4s);
  scene.home.sink.release();
  scene.home.settle();
  EXPECT_EQ(asked->answers.size(), 1u);
  ASSERT_EQ(scene.home.replies.settled.size(), 1u);
  EXPECT_FALSE(scene.home.replies.settled[0].given);
  EXPECT_EQ(scene.home.replies.asked, 0);
}

TEST_F(WecomCallback, WordsThatComeTooLateGoTheOrdinaryRoute) {
  scene.home.sink.claim = scene.home.replies.hold = true;
  auto asked = ask(group_text());
  scene.home.pass(4s);
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(asked->answer().status, 200) << "it is stored: nothing is to be repeated";
  EXPECT_EQ(asked->answer().body, "");
  scene.home.replies.held.at(0)();
  ASSERT_EQ(scene.home.replies.settled.size(), 1u);
  EXPECT_FALSE(scene.home.replies.settled[0].given);
}

TEST_F(WecomCallback, AStoreThatCannotAsksForARepeatAndADeadLetterDoesNot) {
  for (auto refusal : {Refusal::busy, Refusal::full, Refusal::read_only}) {
    scene.home.sink.refuse = {refusal};
    EXPECT_EQ(scene.ask(scene.to_bot(group_text(), "n" + std::to_string(int(refusal))))->answer().status, 503);
  }
  scene.home.sink.refuse = {Refusal::failed};
  EXPECT_EQ(scene.ask(scene.to_bot(group_text(), "n9"))->answer().status, 200);
}

TEST_F(WecomCallback, AtTheThirdAndLastTimeAMessageIsTakenThoughNobodyKnowsWhoWroteIt) {
  App app;
  CallbackScene unknown(options(), &app);
  for (auto* nonce : {"n1", "n2"}) {
    auto asked = unknown.ask(unknown.to_bot(direct_text(), nonce));
    app.answer(std::unexpected(http::Failure::no_answer));
    unknown.home.settle();
    EXPECT_EQ(asked->answer().status, 503);
    unknown.home.pass(5s);
  }
  EXPECT_TRUE(unknown.home.sink.events.empty());
  auto asked = unknown.ask(unknown.to_bot(direct_text(), "n3"));
  unknown.home.pass(3'500ms);
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(asked->answer().status, 200);
  EXPECT_EQ(unknown.home.sink.events.at(0).actor, "u1");
}

TEST_F(WecomCallback, AMessageIsTakenAtOnceWhereTheApplicationCannotAskWhoWroteIt) {
  App app;
  CallbackScene wrong(options(), &app);
  auto asked = wrong.ask(wrong.to_bot(direct_text()));
  app.answer(std::unexpected(http::Failure::not_allowed));
  wrong.home.settle();
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(asked->answer().status, 200);
  EXPECT_EQ(wrong.home.sink.events.at(0).actor, "u1");
}

TEST_F(WecomCallback, AClickIsHeldForTheCardsNewState) {
  auto asked = ask(click());
  EXPECT_TRUE(asked->answers.empty());
  EXPECT_TRUE(scene.home.sink.events.at(0).once);
  EXPECT_FALSE(scene.home.sink.events.at(0).passive);
  scene.home.pass(3s);
  auto held = scene.doors->live().take_click("task-1");
  ASSERT_TRUE(held);
  Json update{{"response_type", "update_template_card"}, {"template_card", {{"task_id", "task-1"}}}};
  EXPECT_TRUE(held->answer(update.dump()));
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(scene.opened(asked->answer()), update);
  EXPECT_FALSE(held->answer(update.dump())) << "one answer a request";
}

TEST_F(WecomCallback, ACardMayBeUpdatedBeforeTheDoorHearsThatTheClickIsStored) {
  scene.home.sink.hold = true;
  auto asked = ask(click());
  EXPECT_TRUE(scene.doors->live().take_click("task-1")->answer("{}"));
  scene.home.sink.release();
  scene.home.settle();
  EXPECT_EQ(asked->answers.size(), 1u);
}

TEST_F(WecomCallback, AClickWithoutAnUpdateIsAnsweredEmptyInTime) {
  auto asked = ask(click());
  scene.home.pass(3'999ms);
  EXPECT_TRUE(asked->answers.empty());
  scene.home.pass(1ms);
  ASSERT_EQ(asked->answers.size(), 1u);
  EXPECT_EQ(asked->answer().status, 200);
  EXPECT_EQ(asked->answer().body, "");
  EXPECT_FALSE(scene.doors->live().has_click("task-1"));
}

TEST_F(WecomCallback, AClickThatWasNotStoredIsNotHeld) {
  scene.home.sink.refuse = {Refusal::busy};
  EXPECT_EQ(ask(click())->answer().status, 503);
  EXPECT_FALSE(scene.doors->live().has_click("task-1"));
}

TEST_F(WecomCallback, ARefreshIsAnsweredWithTheSameStreamFinished) {
  scene.home.sink.claim = true;
  ask(group_text());
  auto refresh = [](const std::string& stream) {
    return Json{{"msgid", "R" + stream}, {"aibotid", "aibMadeUpBot01"}, {"chatid", "wrkMadeUpGroup01"}, {"chattype", "group"}, {"from", {{"userid", "u1"}}}, {"msgtype", "stream"},
        {"stream", {{"id", stream}}}}.dump();
  };
  auto known = scene.opened(scene.ask(scene.to_bot(refresh("say-7"), "n2"))->answer(), "n2");
  EXPECT_EQ(known, (Json{{"msgtype", "stream"}, {"stream", {{"id", "say-7"}, {"finish", true}, {"content", "made up words"}}}}));
  auto unknown = scene.opened(scene.ask(scene.to_bot(refresh("st-9"), "n3"))->answer(), "n3");
  EXPECT_EQ(unknown, (Json{{"msgtype", "stream"}, {"stream", {{"id", "st-9"}, {"finish", true}, {"content", ""}}}}));
}

TEST_F(WecomCallback, TheApplicationsDoorAnswersEmptyAndClaimsNothing) {
  scene.home.sink.claim = true;
  auto asked = scene.ask(scene.to_app("<xml><ToUserName><![CDATA[wwf00d5eed0000cafe]]></ToUserName><FromUserName><![CDATA[u1]]></FromUserName><CreateTime>1767225599</CreateTime>"
                                      "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[我5月3日返回]]></Content><MsgId>73</MsgId><AgentID>1000002</AgentID></xml>"));
  EXPECT_EQ(asked->answer().status, 200);
  EXPECT_EQ(asked->answer().body, "");
  ASSERT_EQ(scene.home.sink.events.size(), 1u);
  auto& event = scene.home.sink.events[0];
  EXPECT_EQ(event.dedupe, "app:73");
  EXPECT_EQ(event.platform_chat, "d:u1");
  EXPECT_TRUE(event.direct);
  EXPECT_FALSE(event.passive);
  EXPECT_EQ(event.account, AccountId{3});
}

TEST_F(WecomCallback, NoTextNameOrKeyIsToldToNotices) {
  scene.home.sink.refuse = {Refusal::busy};
  ask(group_text());
  scene.ask(scene.to_bot("no JSON with 302室", "n2"));
  for (auto& line : scene.home.told.lines)
    for (std::string part : {"302", "u1", "nanbang", "wrk", "Bot0Token", "IcPoy", "https"}) EXPECT_EQ(line.find(part), std::string::npos) << line;
}

}  // namespace linli::wecom::callback_answers_test
