#include "adapters/wecom/api.hpp"

#include <gmock/gmock.h>

#include "adapters/wecom/wire.hpp"
#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::api_test {

using fakes::secret, fakes::TestHouse;
using std::chrono::seconds;

Options options() {
  Options o;
  o.application = Application{"ww-corp", 1000002, secret("secret-canary"), {}};
  return o;
}

struct TheApi : ::testing::Test {
  TestHouse h;
  std::shared_ptr<Api> api = std::make_shared<Api>(h.house, options());
  std::vector<std::string> came;
  Api::Done keep() {
    return [this](Answer answer) { came.push_back(answer.fine() ? "fine" : why(answer)); };
  }
  void send(std::string body = R"({"touser":"u1"})") { api->application("/cgi-bin/message/send", std::move(body), h.io.steady() + seconds(9), keep()); }
};

TEST_F(TheApi, CallsWithTheTokenInTheQueryAndJsonInTheBody) {
  send();
  h.platform.token("tok");
  ASSERT_EQ(h.platform.seen.size(), 2u);
  EXPECT_EQ(h.platform.seen[1].url, "https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=tok");
  EXPECT_EQ(h.platform.seen[1].body, R"({"touser":"u1"})");
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","msgid":"m"})");
  EXPECT_EQ(came, std::vector<std::string>{"fine"});
}

TEST_F(TheApi, AStaleTokenIsFetchedOnceAndTheCallRepeatedOnceByteForByte) {
  send();
  h.platform.token("one");
  h.platform.answer(R"({"errcode":42001,"errmsg":"access_token expired"})");
  h.platform.token("two");
  ASSERT_EQ(h.platform.seen.size(), 4u);
  EXPECT_EQ(h.platform.seen[3].body, h.platform.seen[1].body);
  EXPECT_TRUE(h.platform.seen[3].url.ends_with("=two"));
  h.platform.answer(R"({"errcode":40014,"errmsg":"invalid access_token"})");
  EXPECT_EQ(came, std::vector<std::string>{"error_40014"});
  EXPECT_EQ(h.platform.seen.size(), 4u);
}

TEST_F(TheApi, ManyCallsWithOneStaleTokenFetchOneNewOne) {
  for (int i = 0; i < 4; ++i) send();
  h.platform.token("one");
  for (int i = 0; i < 4; ++i) h.platform.answer(R"({"errcode":42001,"errmsg":""})");
  h.platform.token("two");
  for (int i = 0; i < 4; ++i) h.platform.answer(R"({"errcode":0,"errmsg":""})");
  EXPECT_EQ(came, std::vector<std::string>(4, "fine"));
  EXPECT_EQ(h.platform.seen.size(), 10u);
}

TEST_F(TheApi, DecidesByErrcodeAndNeverByTheText) {
  send();
  h.platform.token();
  h.platform.answer(R"({"errcode":81013,"errmsg":"ok"})");
  EXPECT_EQ(came.back(), "error_81013");
}

TEST_F(TheApi, ABodyThatThePlatformReadInPartIsOurErrorWhateverTheNumberSays) {
  send();
  h.platform.token();
  h.platform.answer(R"({"errcode":0,"errmsg":"Warning: wrong json format. ok"})");
  EXPECT_EQ(came.back(), "misread");
  EXPECT_TRUE(h.notices.has("warning wecom.misread"));
}

TEST_F(TheApi, WithoutAnApplicationNothingIsCalled) {
  auto none = std::make_shared<Api>(h.house, Options{});
  none->application("/cgi-bin/message/send", "{}", seconds(9), keep());
  EXPECT_EQ(came.back(), "error_40013");
  EXPECT_TRUE(h.platform.seen.empty());
}

TEST_F(TheApi, TurnsAnEncryptedIdIntoTheUserid) {
  std::vector<std::string> ids;
  auto ask = [&](std::string id) { api->userid(std::move(id), [&](auto result) { ids.push_back(result ? *result : result.error() == http::Failure::not_allowed ? "forbidden" : "failed"); }); };
  ask("woOPEN1");
  h.platform.token();
  EXPECT_EQ(h.platform.seen[1].body, R"({"open_userid_list":["woOPEN1"]})");
  h.platform.answer(R"({"errcode":0,"userid_list":[{"open_userid":"woOPEN1","userid":"landlord68"}],"invalid_open_userid_list":[]})");
  ask("plain");
  h.platform.answer(R"({"errcode":0,"userid_list":[],"invalid_open_userid_list":["plain"]})");
  ask("x");
  h.platform.answer(R"({"errcode":60020,"errmsg":"not allow to access from your ip"})");
  ask("y");
  h.platform.answer(R"({"errcode":-1,"errmsg":"system busy"})");
  EXPECT_THAT(ids, ::testing::ElementsAre("landlord68", "", "forbidden", "failed"));
}

TEST_F(TheApi, FetchesMediaAsBytesAndReadsAnErrorThatComesInstead) {
  std::vector<std::string> got;
  auto ask = [&] { api->media("m/1", 1000, seconds(5), [&](auto result) { got.push_back(result ? *result : "failed"); }); };
  ask();
  h.platform.token("one");
  EXPECT_EQ(h.platform.seen[1].url, "https://qyapi.weixin.qq.com/cgi-bin/media/get?access_token=one&media_id=m%2F1");
  EXPECT_EQ(h.platform.seen[1].most, 1000u);
  h.platform.answer("\xff\xd8 bytes", 200, "image/jpeg");
  ask();
  h.platform.answer(R"({"errcode":42001,"errmsg":""})");
  h.platform.token("two");
  h.platform.answer("again", 200, "image/png");
  ask();
  h.platform.answer(R"({"errcode":40007,"errmsg":"invalid media_id"})");
  EXPECT_THAT(got, ::testing::ElementsAre("\xff\xd8 bytes", "again", "failed"));
}

TEST(AWebhook, IsTheKeyOrTheWholeAddressThatPeoplePaste) {
  EXPECT_EQ(webhook_key("693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"), "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa");
  EXPECT_EQ(webhook_key("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc"), "693axxx6-7aoc");
  EXPECT_EQ(webhook_key("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?debug=1&key=693axxx6-7aoc&x=1"), "693axxx6-7aoc");
  for (auto* wrong : {"", "short", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "https://x.example/?monkey=693axxx6-7aoc", "693axxx6 7aoc", "a/b/c/d/e/f"})
    EXPECT_EQ(webhook_key(wrong), "") << wrong;
}

TEST(JsonForThePlatform, HasNoEscapedCharacters) {
  EXPECT_EQ(dump(Json{{"content", "南浜 68号 😀\n第二行"}}), "{\"content\":\"南浜 68号 😀\\n第二行\"}");
}

}  // namespace linli::wecom::api_test
