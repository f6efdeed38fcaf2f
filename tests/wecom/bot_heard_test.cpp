// What the AI bot's JSON says, message by message and event by event.
#include <gtest/gtest.h>

#include "adapters/wecom/heard.hpp"

namespace bot_heard_test {

using namespace linli;
using namespace linli::wecom;
using What = Heard::What;

// A whole message from u1 in the single chat, with `more` in it.
std::string from_u1(const std::string& more) { return R"({"msgid":"M1","aibotid":"b","from":{"userid":"u1"},)" + more + "}"; }
Heard heard(const std::string& more) {
  auto h = read_bot(from_u1(more));
  EXPECT_TRUE(h) << more;
  return h.value_or(Heard{});
}
bool nothing(const std::string& more) { return !read_bot(from_u1(more)); }
std::string plain(const SecretPtr& secret) { return secret ? secret->use([](auto& s) { return s; }) : "(none)"; }

TEST(ATextOfTheBot, IsHeardWithItsChatAndAnswerAddress) {
  auto h = heard(R"("chatid":"c1","chattype":"group","response_url":"https://q.example/r","msgtype":"text","text":{"content":"@助手 我5月3日返回"},"new_field":[1,{}])");
  EXPECT_EQ(h.what, What::message);
  EXPECT_EQ(h.id, "M1");
  EXPECT_EQ(h.from, "u1");
  EXPECT_EQ(h.chat, "c1");
  EXPECT_EQ(h.text, "@助手 我5月3日返回");
  EXPECT_EQ(plain(h.response), "https://q.example/r");
  EXPECT_FALSE(h.spoken || h.quotes);
  EXPECT_EQ(heard(R"("chattype":"single","msgtype":"text","text":{"content":""})").what, What::message);
}

TEST(ATextOfTheBot, LosesControlCharactersAndKeepsLines) { EXPECT_EQ(heard(R"("msgtype":"text","text":{"content":"a\u0000b\r\nc\u0085\td"})").text, "ab\nc\td"); }

TEST(AVoiceOfTheBot, IsItsTranscript) {
  auto h = heard(R"("msgtype":"voice","voice":{"content":"我明天回来"})");
  EXPECT_EQ(h.text, "我明天回来");
  EXPECT_TRUE(h.spoken);
  EXPECT_TRUE(h.attached.empty());
}
TEST(AVoiceOfTheBot, WithoutTranscriptIsSomethingAttached) {
  for (auto* voice : {R"({})", R"({"content":""})", R"({"content":"","url":"https://f.example/v"})"}) {
    auto h = heard(R"("msgtype":"voice","voice":)" + std::string(voice));
    ASSERT_EQ(h.attached.size(), 1U);
    EXPECT_EQ(h.attached[0].kind, MediaKind::voice);
    EXPECT_FALSE(h.spoken);
  }
}

TEST(PicturesFilesAndVideos, AreToldByAddressAndKey) {
  struct { const char* type; MediaKind kind; } cases[]{{"image", MediaKind::picture}, {"file", MediaKind::file}, {"video", MediaKind::video}};
  for (auto& c : cases) {
    auto type = std::string(c.type);
    auto h = heard(R"("msgtype":")" + type + R"(",")" + type + R"(":{"url":"https://f.example/a?x=1","aeskey":"AES"})");
    ASSERT_EQ(h.attached.size(), 1U) << type;
    EXPECT_EQ(h.attached[0].kind, c.kind);
    EXPECT_EQ(plain(h.attached[0].url), "https://f.example/a?x=1");
    EXPECT_EQ(plain(h.attached[0].key), "AES");
    EXPECT_TRUE(nothing(R"("msgtype":")" + type + R"(",")" + type + R"(":{})")) << "no address";
  }
}

TEST(AMixedMessage, IsItsTextsAndPictures) {
  auto h = heard(R"("chatid":"c","chattype":"group","msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"@助手 照片"}},
      {"msgtype":"image","image":{"url":"https://f/1"}},{"msgtype":"hologram","hologram":{}},{"msgtype":"text","text":{"content":"302室"}},
      {"msgtype":"image","image":{"url":"https://f/2"}}]})");
  EXPECT_EQ(h.what, What::message);
  EXPECT_EQ(h.text, "@助手 照片\n302室");
  ASSERT_EQ(h.attached.size(), 3U);
  EXPECT_FALSE(h.attached[1].url) << "of no known type";
  EXPECT_EQ(plain(h.attached[2].url), "https://f/2");
  EXPECT_EQ(heard(R"("msgtype":"mixed","mixed":{"msg_item":[]})").what, What::other);
  EXPECT_TRUE(nothing(R"("msgtype":"mixed","mixed":{"msg_item":[7]})"));
  EXPECT_TRUE(nothing(R"("msgtype":"mixed","mixed":{})"));
}
TEST(AMessageOfAnUnknownType, IsAFileThatCannotBeFetched) {
  for (std::string message : {R"("msgtype":"hologram","hologram":{"url":"https://f/1"})", R"("msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"hologram"}]})"}) {
    auto h = heard(message);
    EXPECT_EQ(h.what, What::message) << message;
    ASSERT_EQ(h.attached.size(), 1U);
    EXPECT_EQ(h.attached[0].kind, MediaKind::file);
    EXPECT_FALSE(h.attached[0].url) << "nobody knows what lies behind it";
    EXPECT_EQ(read_bot(R"({"from":{"userid":"u1"},)" + message + "}")->what, What::other) << "without an id nobody could know it again";
  }
  EXPECT_EQ(heard(R"("chattype":"group",)" R"("msgtype":"hologram")").what, What::other) << "a group without its id";
}
TEST(AMixedMessage, HasAtMostTwentyThingsAttached) {
  std::string items;
  for (int i = 0; i < 50; ++i) items += R"({"msgtype":"image","image":{"url":"https://f/x"}},)";
  EXPECT_EQ(heard(R"("msgtype":"mixed","mixed":{"msg_item":[)" + items + R"({"msgtype":"text","text":{"content":"x"}}]})").attached.size(), most_attached);
}

TEST(AQuote, IsToldWithItsTextAndCannotSpoilTheMessage) {
  auto h = heard(R"("msgtype":"text","text":{"content":"属实"},"quote":{"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"2号楼"}},
      {"msgtype":"image","image":{"url":"https://f/1"}}]}})");
  EXPECT_TRUE(h.quotes);
  EXPECT_EQ(h.quoted, "2号楼");
  EXPECT_TRUE(h.attached.empty()) << "the quoted picture is not sent again";
  for (auto* quote : {R"({"msgtype":"image","image":{}})", R"({"msgtype":"card"})", R"({"msgtype":7})", "{}"}) {
    h = heard(R"("msgtype":"text","text":{"content":"属实"},"quote":)" + std::string(quote));
    EXPECT_TRUE(h.quotes && h.text == "属实" && h.quoted.empty()) << quote;
  }
  EXPECT_FALSE(heard(R"("msgtype":"text","text":{"content":"x"},"quote":null)").quotes);
}

TEST(AClick, NamesItsCardAndButton) {
  auto event = [](const std::string& card) { return R"("create_time":1767225591,"chatid":"c1","chattype":"group","response_url":"https://q/r","msgtype":"event",
      "event":{"eventtype":"template_card_event","template_card_event":)" + card + "}"; };
  auto h = heard(event(R"({"card_type":"button_interaction","event_key":"q:1","task_id":"t-1","selected_items":{"selected_item":[]}})"));
  EXPECT_EQ(h.what, What::click);
  EXPECT_EQ(h.task, "t-1");
  EXPECT_EQ(h.key, "q:1");
  EXPECT_EQ(h.sent.count(), 1767225591);
  EXPECT_EQ(plain(h.response), "https://q/r");
  for (auto* card : {R"({"event_key":"q:1"})", R"({"task_id":"t"})", R"({"event_key":"","task_id":"t"})", R"({"event_key":1,"task_id":"t"})", "[]", "null"})
    EXPECT_TRUE(nothing(event(card))) << card;
  EXPECT_TRUE(nothing(event(R"({"task_id":"t","event_key":")" + std::string(1025, 'k') + R"("})")));
}

TEST(OtherEventsOfTheBot, AreHelloRefreshDisconnectedOrOther) {
  EXPECT_EQ(heard(R"("create_time":1,"msgtype":"event","event":{"eventtype":"enter_chat"})").what, What::hello);
  EXPECT_EQ(heard(R"("msgtype":"event","event":{"eventtype":"feedback_event","feedback_event":{"id":"f","type":2}})").what, What::other);
  EXPECT_EQ(heard(R"("msgtype":"event","event":{"eventtype":"moon_landing"})").what, What::other);
  EXPECT_EQ(heard(R"("msgtype":"stream","stream":{"id":"st-1"})").stream, "st-1");
  EXPECT_TRUE(nothing(R"("msgtype":"stream","stream":{})"));
  EXPECT_EQ(read_bot(R"({"msgid":"K","create_time":1,"aibotid":"b","msgtype":"event","event":{"eventtype":"disconnected_event"}})")->what, What::disconnected);
}

TEST(WhatComesFromNobody, IsOther) {
  const std::string text = R"("msgtype":"text","text":{"content":"x"})";
  EXPECT_EQ(heard(R"("chattype":"group",)" + text).what, What::other) << "a group without its id";
  EXPECT_EQ(heard(R"("chattype":"planet","chatid":"c",)" + text).what, What::other);
  EXPECT_EQ(read_bot(R"({"msgid":"M","from":{"userid":"sys"},)" + text + "}")->what, What::other);
  EXPECT_EQ(read_bot(R"({"msgid":"M","from":{},)" + text + "}")->what, What::other);
  EXPECT_EQ(read_bot(R"({"msgid":"M",)" + text + "}")->what, What::other);
  EXPECT_EQ(heard(R"("chatid":"c","chattype":"single",)" + text).chat, "");
}

TEST(WhatLacksSomethingOrHasItOfAnotherType, IsNothing) {
  for (auto* wrong : {R"("msgtype":"text")", R"("msgtype":"text","text":"x")", R"("msgtype":"text","text":{})", R"("msgtype":"text","text":{"content":7})",
           R"("msgtype":7)", R"("msgtype":"","text":{"content":"x"})", R"("x":1)", R"("msgtype":"event")", R"("msgtype":"event","event":{})",
           R"("msgtype":"event","event":{"eventtype":"enter_chat"},"create_time":-1)", R"("msgtype":"event","event":{"eventtype":"enter_chat"},"create_time":"1")",
           R"("msgtype":"event","event":{"eventtype":"enter_chat"},"create_time":1.5)", R"("msgtype":"event","event":{"eventtype":"enter_chat"},"create_time":99999999999999)",
           R"("msgtype":"text","text":{"content":"x"},"chatid":7)", R"("msgtype":"text","text":{"content":"x"},"chatid":"a\nb")"})
    EXPECT_TRUE(nothing(wrong)) << wrong;
  EXPECT_FALSE(read_bot(R"({"from":{"userid":"u"},"msgtype":"text","text":{"content":"x"}})")) << "no msgid";
  EXPECT_FALSE(read_bot(R"({"msgid":"M","from":"u","msgtype":"text","text":{"content":"x"}})"));
  EXPECT_FALSE(read_bot(R"({"msgid":")" + std::string(257, 'M') + R"(","from":{"userid":"u"},"msgtype":"text","text":{"content":"x"}})"));
  EXPECT_FALSE(read_bot("[]"));
  EXPECT_FALSE(read_bot(""));
}

}  // namespace bot_heard_test
