#include "adapters/wecom/token.hpp"

#include <gmock/gmock.h>

#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::token_test {

using fakes::secret, fakes::TestHouse;
using std::chrono::seconds, std::chrono::minutes;

struct TheToken : ::testing::Test {
  TestHouse h;
  std::shared_ptr<Token> token =
      std::make_shared<Token>(h.house, Application{"ww-corp", 1000002, secret("secret-canary/+"), {}}, "https://qyapi.weixin.qq.com", seconds(300));
  std::vector<std::string> got;
  SecretPtr last;
  void ask() {
    token->get([this](auto result) {
      if (!result) return got.push_back(why(result.error()));
      last = *result;
      got.push_back((*result)->use([](auto& text) { return text; }));
    });
  }
};

TEST_F(TheToken, IsFetchedByOneCallHoweverManyAsk) {
  for (int i = 0; i < 5; ++i) ask();
  ASSERT_EQ(h.platform.seen.size(), 1u);
  EXPECT_EQ(h.platform.seen[0].url, "https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww-corp&corpsecret=secret-canary%2F%2B");
  EXPECT_TRUE(got.empty());
  h.platform.token("one");
  EXPECT_EQ(got, std::vector<std::string>(5, "one"));
  ask();
  EXPECT_EQ(h.platform.seen.size(), 1u);
}

TEST_F(TheToken, IsRenewedBeforeItsEndWhileTheOldOneServes) {
  ask();
  h.platform.token("one", 7200);
  h.io.advance(seconds(6899));
  ask();
  EXPECT_EQ(h.platform.seen.size(), 1u);
  h.io.advance(seconds(2));
  ask();
  ask();
  EXPECT_EQ(h.platform.seen.size(), 2u) << "one call";
  h.platform.token("two");
  ask();
  EXPECT_THAT(got, ::testing::ElementsAre("one", "one", "one", "one", "two"));
}

TEST_F(TheToken, IsDroppedOnThePlatformsWordOnlyWhileItIsTheOneInUse) {
  ask();
  h.platform.token("one");
  auto first = last;
  token->stale(first);
  ask();
  h.platform.token("two");
  token->stale(first);                 // a late word about the old one
  ask();
  EXPECT_THAT(got, ::testing::ElementsAre("one", "two", "two"));
  EXPECT_EQ(h.platform.seen.size(), 2u);
}

TEST_F(TheToken, ThatIsRefusedAgainAndAgainRests) {
  for (int i = 0; i < 3; ++i) {
    ask();
    h.platform.token("t" + std::to_string(i));
    token->stale(last);
  }
  ask();
  EXPECT_EQ(got.back(), "token_error_42001");
  EXPECT_EQ(h.platform.seen.size(), 3u);
  h.io.advance(seconds(61));
  ask();
  h.platform.token("fresh");
  EXPECT_EQ(got.back(), "fresh");
}

TEST_F(TheToken, FailedIsAskedForAgainOnlyAfterAPauseThatGrows) {
  ask();
  h.platform.fail(http::Failure::no_answer);
  ask();
  EXPECT_EQ(h.platform.seen.size(), 1u);
  EXPECT_EQ(got, std::vector<std::string>(2, "token_no_answer"));
  h.io.advance(seconds(1));
  ask();
  h.platform.fail(http::Failure::not_sent);
  h.io.advance(std::chrono::milliseconds(1999));
  ask();
  EXPECT_EQ(h.platform.seen.size(), 2u);
  h.io.advance(std::chrono::milliseconds(1));
  ask();
  h.platform.token("one");
  EXPECT_EQ(got.back(), "one");
}

TEST_F(TheToken, AWrongSecretIsAnAlarmUntilItIsMended) {
  ask();
  h.platform.answer(R"({"errcode":40091,"errmsg":"secret is invalid, hint: [1], from ip: 203.0.113.9"})");
  EXPECT_EQ(got.back(), "token_error_40091");
  EXPECT_TRUE(h.notices.has("alarm wecom.token token_error_40091"));
  h.io.advance(seconds(2));
  ask();
  h.platform.token();
  EXPECT_TRUE(h.notices.has("mended wecom.token"));
}

TEST_F(TheToken, WaitersAreBounded) {
  for (std::size_t i = 0; i < Token::waiters_most + 1; ++i) ask();
  EXPECT_EQ(got, std::vector<std::string>{"token_not_sent"});
}

TEST_F(TheToken, AnswerWithoutATokenIsNone) {
  for (auto* body : {R"({"errcode":0,"errmsg":"ok"})", R"({"errcode":0,"access_token":7})", "not json", R"({"access_token":"x"})"}) {
    h.io.advance(minutes(2));
    ask();
    h.platform.answer(body);
    EXPECT_EQ(got.back(), "token_unreadable") << body;
  }
  h.io.advance(minutes(2));
  ask();
  h.platform.token(std::string(513, 'x'));
  EXPECT_EQ(got.back(), "token_unreadable");
}

TEST_F(TheToken, NeitherItNorItsSecretStandsInANotice) {
  ask();
  h.platform.answer(R"({"errcode":40001,"errmsg":"secret-canary tok-canary"})");
  h.io.advance(minutes(2));
  ask();
  h.platform.token("tok-canary");
  EXPECT_FALSE(h.notices.has("canary")) << h.notices.said;
}

}  // namespace linli::wecom::token_test
