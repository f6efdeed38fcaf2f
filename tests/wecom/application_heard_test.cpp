// What the self-built application's XML says, message by message and event by event.
#include <gtest/gtest.h>

#include "adapters/wecom/heard.hpp"

namespace application_heard_test {

using namespace linli;
using namespace linli::wecom;
using What = Heard::What;

std::string from(const std::string& who, const std::string& more) {
  return "<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[" + who + "]]></FromUserName><CreateTime>1767225599</CreateTime>" + more +
         "<AgentID>1000002</AgentID></xml>";
}
Heard heard(const std::string& more) {
  auto h = read_application(from("u1", more));
  EXPECT_TRUE(h) << more;
  return h.value_or(Heard{});
}
bool nothing(const std::string& more) { return !read_application(from("u1", more)); }

TEST(ATextToTheApplication, IsHeard) {
  auto h = heard("<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[我<5月3日>返回 & 302]]></Content><MsgId>7324187234567890123</MsgId><NewField><a>1</a></NewField>");
  EXPECT_EQ(h.what, What::message);
  EXPECT_EQ(h.id, "7324187234567890123");
  EXPECT_EQ(h.from, "u1");
  EXPECT_EQ(h.chat, "");
  EXPECT_EQ(h.sent.count(), 1767225599);
  EXPECT_EQ(h.text, "我<5月3日>返回 & 302");
}
TEST(ATextToTheApplication, IsWholeHoweverItIsWritten) {
  auto text = [](const std::string& content) { return heard("<MsgType>text</MsgType><MsgId>1</MsgId><Content>" + content + "</Content>").text; };
  EXPECT_EQ(text("<![CDATA[a]]]]><![CDATA[>b]]>"), "a]]>b");
  EXPECT_EQ(text("1 &lt; 2 &amp;&#38; &#x4e2d;"), "1 < 2 && 中");
  EXPECT_EQ(text("<![CDATA[&lt;]]>"), "&lt;");
  EXPECT_EQ(text("a<![CDATA[]]>"), "a");
  EXPECT_EQ(text(""), "");
}

TEST(MediaToTheApplication, AreToldByTheirIds) {
  struct { const char* type; MediaKind kind; } cases[]{{"image", MediaKind::picture}, {"voice", MediaKind::voice}, {"video", MediaKind::video}};
  for (auto& c : cases) {
    auto type = "<MsgType>" + std::string(c.type) + "</MsgType><MsgId>1</MsgId>";
    auto h = heard(type + "<PicUrl>http://p.example/x</PicUrl><Format>amr</Format><MediaId><![CDATA[m-1]]></MediaId>");
    ASSERT_EQ(h.attached.size(), 1U) << c.type;
    EXPECT_EQ(h.attached[0].kind, c.kind);
    EXPECT_EQ(h.attached[0].media, "m-1");
    EXPECT_FALSE(h.attached[0].url);
    EXPECT_TRUE(nothing(type)) << "no MediaId";
  }
}

// The label of a place and the address of a link: the title of an article is not what the sender says.
TEST(PlacesAndLinks, AreToldAsText) {
  const std::string place = "<MsgType>location</MsgType><MsgId>1</MsgId><Location_X>31.2</Location_X><Location_Y>121.4</Location_Y><Scale>15</Scale>";
  EXPECT_EQ(heard(place + "<Label><![CDATA[南浜新村68号]]></Label>").text, "南浜新村68号");
  EXPECT_EQ(heard(place).text, "31.2,121.4");
  EXPECT_TRUE(nothing("<MsgType>location</MsgType><MsgId>1</MsgId>"));
  EXPECT_EQ(heard("<MsgType>link</MsgType><MsgId>1</MsgId><Title>租客5月3日返回</Title><Description>d</Description><Url>https://a.example</Url>").text, "https://a.example");
}

TEST(AMessageOfAnUnknownTypeToTheApplication, IsAFileThatCannotBeFetched) {
  auto h = heard("<MsgType>hologram</MsgType><MsgId>1</MsgId>");
  EXPECT_EQ(h.what, What::message);
  ASSERT_EQ(h.attached.size(), 1U);
  EXPECT_EQ(h.attached[0].kind, MediaKind::file);
  EXPECT_TRUE(h.attached[0].media.empty() && !h.attached[0].url);
}

TEST(AClickOnTheApplicationsCard, NamesCardButtonAndUpdateCode) {
  auto click = [](const std::string& more) { return "<MsgType>event</MsgType><Event>template_card_event</Event>" + more; };
  auto h = heard(click("<EventKey><![CDATA[q:1]]></EventKey><TaskId>t-1</TaskId><CardType>button_interaction</CardType><ResponseCode>RC</ResponseCode>"));
  EXPECT_EQ(h.what, What::click);
  EXPECT_EQ(h.task, "t-1");
  EXPECT_EQ(h.key, "q:1");
  ASSERT_TRUE(h.response);
  EXPECT_TRUE(h.response->use([](auto& code) { return code == "RC"; }));
  EXPECT_EQ(h.id, "event:u1:1767225599:template_card_event:t-1:q:1");
  EXPECT_TRUE(nothing(click("<TaskId>t</TaskId>")));
  EXPECT_TRUE(nothing(click("<EventKey>k</EventKey>")));
}

TEST(OtherEventsOfTheApplication, AreHelloOrOther) {
  auto event = [](const std::string& name) { return "<MsgType>event</MsgType><Event>" + name + "</Event>"; };
  EXPECT_EQ(heard(event("enter_agent") + "<EventKey/>").what, What::hello);
  EXPECT_EQ(heard(event("enter_agent")).id, "event:u1:1767225599:enter_agent");
  for (auto* name : {"subscribe", "unsubscribe", "LOCATION", "click", "view", "batch_job_result", "moon_landing"}) EXPECT_EQ(heard(event(name)).what, What::other) << name;
  EXPECT_EQ(heard("<MsgType>hologram</MsgType>").what, What::other) << "without an id nobody could know it again";
  EXPECT_EQ(heard(event("view") + "<EventKey>https://a.example/secret</EventKey>").id.find("secret"), std::string::npos) << "ids are logged, addresses are not";
  EXPECT_TRUE(nothing("<MsgType>event</MsgType>"));
}

TEST(WhatComesFromTheSystem, IsOtherWithAnIdOfItsOwn) {
  auto h = read_application(from("sys", "<MsgType>event</MsgType><Event>change_contact</Event><ChangeType>delete_user</ChangeType><UserID>lisi</UserID>"));
  ASSERT_TRUE(h);
  EXPECT_EQ(h->what, What::other);
  EXPECT_EQ(h->id, "event:sys:1767225599:change_contact:delete_user:lisi");
  EXPECT_EQ(read_application(from("sys", "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>"))->what, What::other);
  EXPECT_EQ(read_application(from("", "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>"))->what, What::other);
}

TEST(XmlThatLacksSomethingOrIsAnother, IsNothing) {
  for (auto* wrong : {"", "<MsgType/>", "<MsgType>text</MsgType><MsgId>1</MsgId>", "<MsgType>text</MsgType><Content>x</Content>",
           "<MsgType>text</MsgType><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>", "<MsgType>text</MsgType><Content>a<b>x</b></Content><MsgId>1</MsgId>",
           "<MsgType>text</MsgType><Content>x</Content><MsgId>a\nb</MsgId>", "<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId><CreateTime>1</CreateTime>"})
    EXPECT_TRUE(nothing(wrong)) << wrong;
  for (auto* time : {"-1", "1.5", "x", "99999999999999", "1 "})
    EXPECT_FALSE(read_application("<xml><FromUserName>u</FromUserName><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId><CreateTime>" + std::string(time) + "</CreateTime></xml>")) << time;
  EXPECT_FALSE(read_application("<yml><MsgType>text</MsgType></yml>"));
  EXPECT_FALSE(read_application(""));
}

}  // namespace application_heard_test
