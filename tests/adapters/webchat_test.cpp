// The protocol of the chat room, frame by frame, with a toy house behind it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/fake_house.hpp"

namespace webchat_test {

using namespace adapters_test;
using Json = nlohmann::json;
using linli::DeliveryOutcome;

Json next(Client& client) {
  auto frame = client.frame();
  if (frame.opcode != 1) return {{"closed", frame.code()}};
  auto json = Json::parse(frame.payload);
  return json["type"] == "upto" ? next(client) : json;  // of which one test speaks
}
std::string say(std::string_view id, std::string_view text, std::string_view chat = "g:1") {
  return Json{{"type", "say"}, {"id", id}, {"chat", chat}, {"text", text}}.dump();
}
std::string press(std::string_view id, std::string_view key) {
  return Json{{"type", "press"}, {"id", id}, {"chat", "g:1"}, {"message", "say:1"}, {"key", key}}.dump();
}
linli::Outgoing words(std::string key, std::string text, std::string chat = "g:1") {
  linli::Outgoing out;
  out.key = std::move(key), out.text = std::move(text), out.platform_chat = std::move(chat);
  return out;
}

TEST(WebChat, SaysWhoOneIsAndWhatThereIs) {
  TestRoom room;
  room.house.now.next = wc::Coming{room.house.now.now + std::chrono::hours(1), "提醒", "68号301"};
  auto page = room.page();
  page.say(R"({"type":"hello","last":0})");
  auto nobody = next(page);
  EXPECT_EQ(nobody["type"], "welcome");
  EXPECT_EQ(nobody["mode"], "demo");
  EXPECT_TRUE(nobody["me"].is_null());
  EXPECT_EQ(nobody["people"].size(), 3U);
  EXPECT_EQ(nobody["chats"].size(), 0U);
  EXPECT_EQ(nobody["clock"]["now"], "2020-02-11T09:00:00+08:00");
  EXPECT_EQ(nobody["clock"]["next"]["at"], "2020-02-11T10:00:00+08:00");
  page.say(R"({"type":"be","person":"p:wang"})");
  auto me = next(page);
  EXPECT_EQ(me["me"], "p:wang");
  EXPECT_EQ(me["chats"][0], (Json{{"id", "g:1"}, {"kind", "group"}, {"title", "房东群"}}));
  EXPECT_EQ(me["chats"][1]["with"], "p:wang");
  EXPECT_EQ(me["people"][0], (Json{{"id", "p:wang"}, {"name", "王阿姨"}, {"role", "landlord"}, {"detail", "68号"}}));
}

TEST(WebChat, APersonOfAnEarlierDemoIsAskedAgain) {
  TestRoom room;
  auto page = room.page();
  page.say(R"({"type":"hello","last":0,"person":"p:gone"})");
  EXPECT_TRUE(next(page)["me"].is_null());
}

TEST(WebChat, WhatIsSaidIsRecordedThenShownToAllWhoSeeTheChat) {
  TestRoom room;
  auto wang = room.page_of("p:wang"), zhang = room.page_of("p:zhang"), li = room.page_of("p:li");
  wang.say(say("abcdefgh1", "@小邻 我家301的租客明天回来"));
  auto mine = next(wang);
  EXPECT_EQ(mine["type"], "message");
  EXPECT_EQ(mine["id"], "abcdefgh1");
  EXPECT_EQ(mine["from"], "p:wang");
  EXPECT_EQ(mine["name"], "王阿姨");
  EXPECT_EQ(mine["text"], "@小邻 我家301的租客明天回来");
  EXPECT_EQ(mine["n"], 1);
  EXPECT_EQ(next(wang), (Json{{"type", "recorded"}, {"id", "abcdefgh1"}, {"ok", true}}));
  EXPECT_EQ(next(zhang), mine);
  li.say(say("abcdefgh2", "到了", "d:p:li"));
  EXPECT_EQ(next(li)["id"], "abcdefgh2");  // and not the group's, which 小李 does not see
  room.there([&] {
    ASSERT_EQ(room.house.events.size(), 2U);
    auto& event = room.house.events[0];
    EXPECT_EQ(event.account.value, 7);
    EXPECT_EQ(event.dedupe, "p:wang/abcdefgh1");
    EXPECT_EQ(event.platform_chat, "g:1");
    EXPECT_FALSE(event.direct);
    EXPECT_EQ(event.actor, "p:wang");
    EXPECT_EQ(event.sent, room.house.now.now);
    auto& body = std::get<linli::MessageIn>(event.body);
    EXPECT_EQ(body.text, "我家301的租客明天回来");
    EXPECT_TRUE(body.addressed);
    EXPECT_TRUE(room.house.events[1].direct);
    EXPECT_FALSE(std::get<linli::MessageIn>(room.house.events[1].body).addressed);
  });
}

TEST(WebChat, NothingIsShownBeforeItIsDurableAndNothingAtAllWhenRefused) {
  TestRoom room;
  auto wang = room.page_of("p:wang"), zhang = room.page_of("p:zhang");
  room.there([&] { room.house.hold_events = true; });
  wang.say(say("abcdefgh1", "一"));
  ASSERT_TRUE(room.running->becomes([&] { return room.house.held.size() == 1; }));
  room.there([&] { EXPECT_TRUE(room.house.lines.empty()); });
  room.there([&] {
    room.house.hold_events = false;
    std::exchange(room.house.held, {})[0]();
  });
  EXPECT_EQ(next(wang)["text"], "一");
  EXPECT_EQ(next(wang)["ok"], true);
  const std::vector<std::pair<linli::Refusal, std::string>> refusals{{linli::Refusal::busy, "busy"}, {linli::Refusal::full, "full"}, {linli::Refusal::read_only, "read_only"},
      {linli::Refusal::failed, "failed"}};
  for (auto& [refusal, word] : refusals) {
    room.there([&] { room.house.refuse_event = refusal; });
    wang.say(say("refused-" + word, "二"));
    EXPECT_EQ(next(wang), (Json{{"type", "recorded"}, {"id", "refused-" + word}, {"ok", false}, {"error", word}}));
    room.there([&] { room.house.refuse_event.reset(), room.house.refuse_append = refusal; });
    wang.say(say("unkept-" + word, "三"));
    EXPECT_EQ(next(wang)["error"], word);
    room.there([&] { room.house.refuse_append.reset(); });
  }
  wang.say(say("refused-full", "二"));  // again, now that there is room
  EXPECT_EQ(next(zhang)["text"], "一");
  EXPECT_EQ(next(zhang)["text"], "二");  // and nothing between
}

TEST(WebChat, ARepeatedIdIsAnsweredAndShownOnce) {
  TestRoom room;
  auto wang = room.page_of("p:wang");
  wang.say(say("abcdefgh1", "一"));
  EXPECT_EQ(next(wang)["type"], "message");
  EXPECT_EQ(next(wang)["ok"], true);
  wang.say(say("abcdefgh1", "一"));
  EXPECT_EQ(next(wang), (Json{{"type", "recorded"}, {"id", "abcdefgh1"}, {"ok", true}}));
  room.there([&] {
    EXPECT_EQ(room.house.lines.size(), 1U);
    EXPECT_EQ(room.house.events[0].dedupe, room.house.events[1].dedupe);
  });
}

TEST(WebChat, EverybodySpeaksOnlyInTheirOwnChats) {
  TestRoom room;
  auto li = room.page_of("p:li"), zhang = room.page_of("p:zhang"), nobody = room.page_of("");
  li.say(say("abcdefgh1", "我不在这个群", "g:1"));
  EXPECT_EQ(next(li)["error"], "not_yours");
  zhang.say(say("abcdefgh2", "看得到,不能写", "d:p:li"));
  EXPECT_EQ(next(zhang)["error"], "not_yours");
  zhang.say(say("abcdefgh3", "没有这个群", "g:99"));
  EXPECT_EQ(next(zhang)["error"], "not_yours");
  li.say(press("abcdefgh4", "q:1:0"));
  EXPECT_EQ(next(li)["error"], "not_yours");
  nobody.say(say("abcdefgh5", "谁", "g:1"));
  EXPECT_EQ(next(nobody)["error"], "not_yours");
  room.there([&] { EXPECT_TRUE(room.house.events.empty()); });
}

TEST(WebChat, WordsThatAreNoTextAreAnsweredClearly) {
  TestRoom room(true, [](wc::Options& o) { o.limits.burst = 100; });
  auto page = room.page_of("p:wang");
  const std::vector<std::pair<std::string, std::string>> cases{{"", "not_text"}, {" \n　", "not_text"}, {std::string("a\0b", 3), "not_text"}, {"a\x1b[31m", "not_text"},
      {"a\u0085b", "not_text"}, {"a\x7f", "not_text"}, {"a\ufffe", "not_text"}, {std::string(12'001, 'x'), "too_long"}};
  for (auto& [text, error] : cases) {
    page.say(say("abcdefgh1", text));
    EXPECT_EQ(next(page)["error"], error) << text.size();
  }
  for (const std::string& text : std::vector<std::string>{"好\n两行\t", "😀", "𠮷野家", "e\u0301", "\u202eabc", std::string(12'000, 'x')}) {
    page.say(say("good-text-" + std::to_string(text.size()), text));
    EXPECT_EQ(next(page)["type"], "message");
    EXPECT_EQ(next(page)["ok"], true);
  }
}

TEST(WebChat, MentionsOfTheBotAreTakenOutForReading) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  const std::vector<std::tuple<std::string, std::string, bool>> cases{{"@小邻 撤回", "撤回", true}, {"＠小邻撤回", "撤回", true}, {"@小邻助手 好", "好", true},
      {"改到18号 @小邻", "改到18号", true}, {"小邻你好", "小邻你好", false}, {"@王阿姨 好", "@王阿姨 好", false}, {"a@b.c 好", "a@b.c 好", false}, {"@小邻", "", true}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto& [typed, read, addressed] = cases[i];
    page.say(say("mention-" + std::to_string(i), typed));
    EXPECT_EQ(next(page)["text"], typed);
    next(page);
    room.there([&] {
      auto& body = std::get<linli::MessageIn>(room.house.events.back().body);
      EXPECT_EQ(body.text, read);
      EXPECT_EQ(body.addressed, addressed);
    });
  }
  page.say(R"({"type":"say","id":"abcdefgh9","chat":"g:1","text":"好","mention":true})");
  next(page), next(page);
  room.there([&] { EXPECT_TRUE(std::get<linli::MessageIn>(room.house.events.back().body).addressed); });
}

TEST(WebChat, APressIsAnEvent) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  page.say(press("abcdefgh1", "q:12:0"));
  EXPECT_EQ(next(page), (Json{{"type", "recorded"}, {"id", "abcdefgh1"}, {"ok", true}}));
  room.there([&] {
    auto& event = room.house.events.at(0);
    EXPECT_EQ(std::get<linli::ButtonIn>(event.body).key, "q:12:0");
    EXPECT_EQ(event.dedupe, "p:wang/abcdefgh1");
    room.house.refuse_event = linli::Refusal::read_only;
  });
  page.say(press("abcdefgh2", "q:12:0"));
  EXPECT_EQ(next(page)["error"], "read_only");
}

// ---- what the bot says
TEST(WebChat, TheBotsWordsAreShownLiveWithButtonsAndMention) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  auto card = words("say:1", "是301吗?\n请点一下");
  card.buttons = {{"q:1:0", "是"}, {"q:1:1", "不是"}};
  card.mention = "p:wang", card.about = "45";
  auto delivery = room.deliver(card);
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::sent);
  EXPECT_EQ(delivery.platform_id, "say:1");
  auto shown = next(page);
  EXPECT_EQ(shown, (Json{{"type", "message"}, {"n", 1}, {"chat", "g:1"}, {"id", "say:1"}, {"from", "bot"}, {"name", "小邻"}, {"at", "2020-02-11T09:00:00+08:00"},
      {"text", "是301吗?\n请点一下"}, {"mention", {"p:wang"}}, {"buttons", {{{"key", "q:1:0"}, {"label", "是"}}, {{"key", "q:1:1"}, {"label", "不是"}}}},
      {"case", "45"}}));
  EXPECT_EQ(room.deliver(card).platform_id, "say:1");  // again: the same key
  auto direct = words("say:2", "记好了", "");
  direct.actor = "p:wang";
  room.deliver(direct);
  auto second = next(page);
  EXPECT_EQ(second["id"], "say:2");
  EXPECT_EQ(second["chat"], "d:p:wang");
  room.there([&] { EXPECT_EQ(room.house.lines.size(), 2U); });
}

TEST(WebChat, ACardIsSettledInItsPlace) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  auto card = words("say:1", "是301吗?");
  card.buttons = {{"q:1:0", "是"}};
  room.deliver(card), room.deliver(words("say:2", "别的"));
  next(page), next(page);
  auto result = words("say:1:settled", "301, 已确认");
  result.replaces = "say:1";
  EXPECT_EQ(room.deliver(result).platform_id, "say:1");
  EXPECT_EQ(next(page), (Json{{"type", "update"}, {"n", 3}, {"id", "say:1"}, {"text", "301, 已确认"}, {"buttons", Json::array()}, {"settled", true}}));
  room.deliver(result);  // repeated by the dispatcher: settled once more, the same
  EXPECT_EQ(next(page)["n"], 4);
  auto later = room.page_of("p:wang", 2);  // saw both cards as they were
  auto again = next(later);
  EXPECT_EQ(again["type"], "message");
  EXPECT_EQ(again["n"], 4);
  EXPECT_EQ(again["first"], 1);
  EXPECT_EQ(again["text"], "301, 已确认");
  EXPECT_EQ(again["settled"], true);
  EXPECT_FALSE(again.contains("buttons"));
  auto lost = words("say:9:settled", "没有原来的卡");
  lost.replaces = "say:9";
  EXPECT_EQ(room.deliver(lost).platform_id, "say:9:settled");
  EXPECT_EQ(next(page)["id"], "say:9:settled");
}

TEST(WebChat, WhatPeopleSaidCannotBeReplaced) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  page.say(say("abcdefgh1", "我说的"));
  next(page), next(page);
  auto forged = words("say:1", "别的话");
  forged.replaces = "abcdefgh1";
  EXPECT_EQ(room.deliver(forged).outcome, DeliveryOutcome::drop_message);
  room.there([&] { EXPECT_NE(room.house.lines[0].body.find("我说的"), std::string::npos); });
}

TEST(WebChat, AStoreThatRefusesMakesTheDispatcherWait) {
  TestRoom room;
  const std::vector<std::pair<linli::Refusal, DeliveryOutcome>> cases{{linli::Refusal::busy, DeliveryOutcome::retry_after}, {linli::Refusal::full, DeliveryOutcome::retry_after},
      {linli::Refusal::read_only, DeliveryOutcome::retry_after}, {linli::Refusal::failed, DeliveryOutcome::drop_message}};
  for (auto& [refusal, outcome] : cases) {
    room.there([&] { room.house.refuse_append = refusal; });
    auto delivery = room.deliver(words("say:1", "x"));
    EXPECT_EQ(delivery.outcome, outcome);
    EXPECT_EQ(delivery.after.has_value(), outcome == DeliveryOutcome::retry_after);
    EXPECT_TRUE(delivery.platform_id.empty());
  }
}

TEST(WebChat, AnAnswerNeverStandsAboveWhatItAnswers) {
  TestRoom room;
  auto page = room.page_of("p:wang");
  room.there([&] { room.house.hold_events = true; });
  page.say(say("abcdefgh1", "一")), page.say(say("abcdefgh2", "二"));
  ASSERT_TRUE(room.running->becomes([&] { return room.house.held.size() == 2; }));
  room.there([&] { room.chat->deliver(words("say:1", "答"), [](const linli::Delivery&) {}); });  // the dispatcher was quicker than the answer of the store
  room.there([&] { room.chat->deliver(words("say:2", "别处", "d:p:wang"), [](const linli::Delivery&) {}); });  // another chat does not wait
  EXPECT_EQ(next(page)["text"], "别处");
  room.there([&] { room.house.held[1](); });
  room.there([&] { EXPECT_EQ(room.house.lines.size(), 1U); });
  room.there([&] { room.house.held[0](); });
  std::vector<std::string> texts;
  while (texts.size() < 3)
    if (auto frame = next(page); frame["type"] == "message") texts.push_back(frame["text"]);
  EXPECT_EQ(texts, (std::vector<std::string>{"一", "二", "答"}));
}

// ---- reading on
TEST(WebChat, APageReadsOnAfterWhatItSaw) {
  TestRoom room;
  for (int i = 1; i <= 250; ++i) room.deliver(words("say:" + std::to_string(i), std::to_string(i), i % 2 ? "g:1" : "g:2"));
  auto zhang = room.page_of("p:zhang"), wang = room.page_of("p:wang", 200);
  for (int i = 1; i <= 250; ++i) EXPECT_EQ(next(zhang)["n"], i);
  for (int i = 201; i <= 250; i += 2) EXPECT_EQ(next(wang)["n"], i);
  room.deliver(words("say:251", "new"));
  EXPECT_EQ(next(wang)["n"], 251);
  EXPECT_EQ(next(zhang)["n"], 251);
}

TEST(WebChat, APageIsToldUpToWhereItHasReadThoughTheLastWordsAreNotForIt) {
  TestRoom room;
  room.deliver(words("say:1", "一", "d:p:li")), room.deliver(words("say:2", "二", "g:1")), room.deliver(words("say:3", "三", "g:2"));
  auto li = room.page_of("p:li");
  EXPECT_EQ(Json::parse(li.frame().payload)["n"], 1);
  EXPECT_EQ(Json::parse(li.frame().payload), (Json{{"type", "upto"}, {"n", 3}}));
  room.deliver(words("say:4", "四", "d:p:li"));
  EXPECT_EQ(Json::parse(li.frame().payload)["n"], 4);
}

TEST(WebChat, AHistoryLongerThanTheBoundOfWaitingFramesArrivesWhole) {
  TestRoom room;
  for (int i = 1; i <= 1'000; ++i) room.deliver(words("say:" + std::to_string(i), std::string(2'000, 'x')));
  auto page = room.page_of("p:wang");
  room.deliver(words("say:1001", "meanwhile"));
  for (int i = 1; i <= 1'001; ++i) ASSERT_EQ(next(page)["n"], i);
}

TEST(WebChat, WhoBecomesSomebodyElseSeesTheirChatsFromTheBeginning) {
  TestRoom room;
  room.deliver(words("say:1", "一")), room.deliver(words("say:2", "私", "d:p:li"));
  auto page = room.page_of("p:wang");
  EXPECT_EQ(next(page)["id"], "say:1");
  page.say(R"({"type":"be","person":"p:li"})");
  page.say(say("abcdefgh1", "我是小李", "d:p:li"));  // does not wait for the welcome, and is 小李's
  EXPECT_EQ(next(page)["me"], "p:li");
  EXPECT_EQ(next(page)["id"], "say:2");
  EXPECT_EQ(next(page)["from"], "p:li");
}

}  // namespace webchat_test
