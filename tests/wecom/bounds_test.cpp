// Foreign XML, JSON and frames: what is refused before anything grows from it.
#include <gtest/gtest.h>

#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/text.hpp"
#include "adapters/wecom/xml.hpp"

namespace bounds_test {

using namespace linli::wecom;

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}
// An <Encrypt> beside `more`.
std::optional<std::string> xml(const std::string& more) { return encrypted_in_xml("<xml><Encrypt>AAAA</Encrypt>" + more + "</xml>"); }
std::optional<std::string> json(const std::string& more) { return encrypted_in_json(R"({"encrypt":"AAAA")" + more + "}"); }

TEST(XmlOfStrangers, HasElementsAndTextOnly) {
  EXPECT_EQ(xml(""), "AAAA");
  EXPECT_EQ(xml(" \n<AgentID>\t1</AgentID><Empty/><Also ></Also >"), "AAAA");
  for (auto* wrong : {"<!DOCTYPE a>", "<!-- c -->", "<?pi x?>", "<a b=\"c\"/>", "<a", "<a>", "</a>", "<a></b>", "&a;", "&amp", "&#0;", "&#xd800;", "&#x110000;",
           "&#99999999999;", "&#;", "&#-1;", "<![CDATA[x", "<![IGNORE[x]]>", "< a/>", "<1a/>", "<a/ >", "<a//>", "<>", "<", "&"})
    EXPECT_FALSE(xml(wrong)) << wrong;
  EXPECT_FALSE(xml(std::string(1, '\0')));
  EXPECT_FALSE(xml("\xff"));
  EXPECT_FALSE(xml("<Encrypt>BBBB</Encrypt>")) << "twice";
}
TEST(XmlOfStrangers, IsOneRoot) {
  const std::string one = "<xml><Encrypt>AAAA</Encrypt></xml>";
  EXPECT_TRUE(encrypted_in_xml("\n" + one + "\n"));
  for (auto& wrong : {one + one, "x" + one, one + "x", "<![CDATA[x]]>" + one, "<?xml version=\"1.0\"?>" + one, "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + one,
           std::string("<xml/>"), std::string("<a>") + one + "</a>", std::string("\xef\xbb\xbf") + one})
    EXPECT_FALSE(encrypted_in_xml(wrong)) << wrong;
}
TEST(XmlOfStrangers, IsNeitherDeepNorWide) {
  auto deep = [](std::size_t n) { return repeated("<a>", n) + repeated("</a>", n); };
  EXPECT_TRUE(xml(deep(most_levels - 1)));
  EXPECT_FALSE(xml(deep(most_levels)));
  EXPECT_FALSE(xml(deep(10'000)));
  EXPECT_FALSE(is_plain_xml(repeated("<a>", 100'000)));
  EXPECT_TRUE(xml(repeated("<a/>", most_items - 3)));
  EXPECT_FALSE(xml(repeated("<a/>", most_items - 2)));
  EXPECT_FALSE(xml(repeated("<![CDATA[]]>", most_items)));
  EXPECT_FALSE(xml(repeated("x<a/>", most_items / 2)));
}

TEST(JsonOfStrangers, IsOneObjectOfText) {
  EXPECT_EQ(json(""), "AAAA");
  EXPECT_EQ(encrypted_in_json(R"({"Encrypt":"BBBB"})"), "BBBB") << "the platform's own client takes it";
  EXPECT_EQ(json(R"(,"x":1e5,"y":[true,null,{"z":-1}])"), "AAAA");
  for (auto* wrong : {R"(,"encrypt":"BBBB")", R"(,"a":{"b":1,"b":2})", R"(,"a":"\ud83d")", R"(,"a":"\ude00\ud83d")", R"(,"a":1e999)", R"(,"a":01)", R"(,"a":NaN)",
           R"(,"a":'x')", R"(,)", R"(,"a":1 /* c */)", "}{", "} x"})
    EXPECT_FALSE(json(wrong)) << wrong;
  EXPECT_FALSE(json(",\"a\":\"\xff\""));
  EXPECT_FALSE(json(",\"a\":\"\xed\xa0\xbd\""));
  EXPECT_FALSE(json(",\"a\":\"\n\""));
  for (auto* wrong : {"", "null", "[]", "\"encrypt\"", R"({"encrypt":7})", R"({"encrypt":""})", R"({"encrypt":{"a":"b"}})", R"({"Encrypt":["x"]})", "{}"})
    EXPECT_FALSE(encrypted_in_json(wrong)) << wrong;
}
TEST(JsonOfStrangers, IsNeitherDeepNorWide) {
  auto deep = [](std::size_t n) { return ",\"a\":" + repeated("[", n) + repeated("]", n); };
  EXPECT_TRUE(json(deep(most_levels - 1)));
  EXPECT_FALSE(json(deep(most_levels)));
  EXPECT_FALSE(json(deep(1'000'000)));
  EXPECT_FALSE(json(",\"a\":" + repeated("{\"a\":", 1'000'000)));
  auto wide = [](std::size_t n) { return ",\"a\":[0" + repeated(",0", n - 1) + "]"; };  // beside n: the object, two names, a text, an array
  EXPECT_TRUE(json(wide(most_items - 5)));
  EXPECT_FALSE(json(wide(most_items - 4)));
  EXPECT_FALSE(json(wide(1'000'000)));
}

TEST(AFrame, IsACallbackAnAnswerOrACommand) {
  auto answer = read_frame(R"({"headers":{"req_id":"r1"},"errcode":846609,"errmsg":"x","body":{"upload_id":"U"}})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->command, "");
  EXPECT_EQ(answer->request, "r1");
  EXPECT_EQ(answer->error, 846609);
  EXPECT_FALSE(answer->heard);
  auto ping = read_frame(R"({"cmd":"ping","headers":{"req_id":"p"}})");
  ASSERT_TRUE(ping);
  EXPECT_FALSE(ping->error);
  auto unreadable = read_frame(R"({"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":{"msgtype":"text"}})");
  ASSERT_TRUE(unreadable) << "the connection lives on";
  EXPECT_FALSE(unreadable->heard);
  EXPECT_TRUE(read_frame(R"({"cmd":"aibot_new_thing","headers":{"req_id":"r"},"body":7})"));
  for (auto* wrong : {"", "{}", "[]", R"({"cmd":"ping"})", R"({"cmd":"ping","headers":{}})", R"({"cmd":"ping","headers":{"req_id":7}})", R"({"cmd":7,"headers":{"req_id":"r"}})",
           R"({"headers":{"req_id":"r"}})", R"({"headers":{"req_id":"r"},"errcode":"0"})", R"({"headers":{"req_id":"r"},"errcode":0.5})", R"({"cmd":"ping","headers":{"req_id":""}})"})
    EXPECT_FALSE(read_frame(wrong)) << wrong;
}

// The platform's own client strips control characters before it parses: they stand raw inside texts.
TEST(AFrame, MayHaveRawControlCharactersInside) {
  auto frame = read_frame("{\"cmd\":\"aibot_msg_callback\",\n\"headers\":{\"req_id\":\"r\"},\"body\":{\"msgid\":\"M\",\"from\":{\"userid\":\"u\"},\"msgtype\":\"text\","
                          "\"text\":{\"content\":\"5月3日\n返回\x01\x7f\"}}}");
  ASSERT_TRUE(frame && frame->heard);
  EXPECT_EQ(frame->heard->text, "5月3日 返回");
}

TEST(AMention, IsTakenOutWithItsSeparator) {
  const std::vector<std::string> names{"社区助手", "社区助手二号"};
  auto out = [&](const std::string& text) { return without_mention(text, names); };
  for (auto* text : {"@社区助手 302室", "@社区助手\xe2\x80\x85" "302室", "@社区助手302室", "＠社区助手　302室", "@社区助手二号 302室", "302室 @社区助手", "302室@社区助手\xe2\x80\x85", "\n@社区助手\n302室\n"})
    EXPECT_EQ(out(text).text, "302室") << text;
  EXPECT_EQ(without_mention("@社区助手二号 302室", {"社区助手二号", "社区助手"}).text, "302室") << "the longest name, in whichever order";
  EXPECT_EQ(out("租客 @社区助手 明天到").text, "租客 明天到");
  EXPECT_TRUE(out("@社区助手").mentioned);
  EXPECT_EQ(out("@社区助手").text, "");
  EXPECT_EQ(out("@张三 明天到").text, "@张三 明天到");
  EXPECT_FALSE(out("@张三 明天到").mentioned);
  EXPECT_EQ(out("a@b.example").text, "a@b.example");
  EXPECT_EQ(without_mention("@x y", {}).text, "@x y");
  EXPECT_EQ(without_mention("@ y", {""}).text, "@ y") << "a name of nothing is none";
}

}  // namespace bounds_test
