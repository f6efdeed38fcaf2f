#include "adapters/wecom/wecom.hpp"

#include <gmock/gmock.h>

#include "adapters/wecom/settings.hpp"
#include "tests/wecom/map_settings.hpp"
#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::wecom_test {

using fakes::callback, fakes::MapSettings, fakes::Table, fakes::TestHouse, fakes::whole_account;
using How = Checked::How;
using ::testing::Contains, ::testing::ElementsAre;

struct TheOrganisation : ::testing::Test {
  TestHouse h;
  Table account = whole_account();
  std::unique_ptr<Platform> platform;
  std::vector<std::string> told;

  void SetUp() override {
    account.tables["bot"][0].values.erase("secret");       // its door is the callback: no socket is opened here
    account.tables["bot"][0].tables["callback"] = {callback("/wecom/bot")};
    account.tables["application"][0].tables["callback"] = {callback("/wecom/app")};
  }
  void open() {
    auto errors = std::make_shared<std::vector<std::string>>();
    MapSettings of_account(account, errors), of_platform(Table{}, errors);
    auto plan = read_wecom(of_account, of_platform);
    ASSERT_THAT(*errors, ::testing::IsEmpty());
    platform = plan->open(h.house);
  }
  void check(std::string to = {}) {
    platform->check(std::move(to), [this](std::vector<Checked> checked) {
      for (auto& one : checked) told.push_back(one.what + " " + std::string(1, "fwnh"[int(one.how)]) + (one.detail.empty() ? "" : " " + one.detail));
    });
  }
};

TEST_F(TheOrganisation, MountsItsCallbacks) {
  open();
  std::set<std::string> paths;
  for (auto& route : platform->routes()) paths.insert(route.path);
  EXPECT_THAT(paths, ElementsAre("/wecom/app", "/wecom/bot"));
}

TEST_F(TheOrganisation, HearsOnlyWhatMentionsItAndFitsWordsItself) {
  open();
  auto& can = platform->capabilities();
  EXPECT_TRUE(can.only_mentions && can.push && can.edit && can.buttons && can.mention);
  EXPECT_FALSE(can.idempotent) << "only some of its ways are";
}

TEST_F(TheOrganisation, IsCheckedThingByThingWithoutAMessageToAnybody) {
  open();
  check();
  h.platform.token();
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","userid_list":[],"invalid_open_userid_list":["linli-check"]})");
  EXPECT_THAT(told, ElementsAre("check.wecom.token f 1000002", "check.wecom.identities f", "check.wecom.bot_callback h /wecom/bot",
                                "check.wecom.application_callback h /wecom/app", "check.wecom.webhook n nanbang", "check.wecom.direct_application h",
                                "check.wecom.only_mentions h"));
  EXPECT_EQ(h.platform.seen.size(), 2u);
}

TEST_F(TheOrganisation, TellsThatTheMachinesAddressIsNotTrusted) {
  open();
  check();
  h.platform.token();
  h.platform.answer(R"({"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 203.0.113.9"})");
  EXPECT_THAT(told, Contains("check.wecom.trusted_address w"));
}

TEST_F(TheOrganisation, TellsThatNobodyHearsWhatIsAnsweredToAnApplicationWithoutCallback) {
  account.tables["application"][0].tables.clear();
  open();
  check();
  h.platform.token();
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","userid_list":[],"invalid_open_userid_list":["linli-check"]})");
  EXPECT_THAT(told, Contains("check.wecom.application_unheard h"));
}

TEST_F(TheOrganisation, BlamesNeitherSecretNorAddressWhereThePlatformCannotBeReached) {
  open();
  check("nanbang");
  h.platform.fail(http::Failure::not_sent);
  h.platform.fail(http::Failure::no_answer);
  EXPECT_EQ(told.front(), "check.wecom.reach w token_not_sent");
  EXPECT_THAT(told, Contains("check.wecom.reach w webhook no_answer"));
  EXPECT_EQ(told.back(), "check.wecom.webhook n nanbang");
  for (auto& line : told) EXPECT_NE(line, "check.wecom.token w token_not_sent");
}

TEST_F(TheOrganisation, KnowsTheChatsOfItsGroups) {
  account.tables["group"].push_back({{{"name", "beihe"}, {"webhook", "key-canary-0002"}}, {}, {}});
  open();
  auto chats = platform->named_chats();
  ASSERT_EQ(chats.size(), 2u);
  EXPECT_EQ(chats[0].name + " " + chats[0].id, "nanbang wr-chat");
  EXPECT_EQ(chats[1].name + " " + chats[1].id, "beihe ");
}

TEST_F(TheOrganisation, SendsATestMessageOnlyToTheOneWhoWasNamed) {
  open();
  check("nanbang");
  h.platform.answer(R"({"errcode":40091,"errmsg":"secret is invalid"})");
  ASSERT_EQ(h.platform.seen.size(), 2u);
  EXPECT_NE(h.platform.seen[1].url.find("/webhook/send?key=key-canary-0001"), std::string::npos);
  h.platform.answer(R"({"errcode":0,"errmsg":"ok"})");
  EXPECT_THAT(told, Contains("check.wecom.token w token_error_40091"));
  EXPECT_THAT(told, Contains("check.wecom.message f webhook"));
  EXPECT_EQ(told.back(), "check.wecom.webhook f nanbang");
  for (auto& line : told) EXPECT_EQ(line.find("canary"), std::string::npos);
}

TEST_F(TheOrganisation, SaysInWordsThatNobodyIsCalledThat) {
  for (auto* refusal : {R"({"errcode":81013,"errmsg":"user & party & tag all invalid"})", R"({"errcode":0,"errmsg":"ok","invaliduser":"nosuch"})"}) {
    platform.reset();
    told.clear();
    open();
    check("nosuch");
    h.platform.token();
    h.platform.answer(R"({"errcode":0,"errmsg":"ok","userid_list":[],"invalid_open_userid_list":["linli-check"]})");
    h.platform.answer(refusal);
    EXPECT_THAT(told, Contains("check.wecom.nobody w nosuch"));
    for (auto& line : told) EXPECT_EQ(line.find("error_"), std::string::npos) << line;
  }
}

TEST_F(TheOrganisation, StopsWhenWhatIsUnderWayHasEnded) {
  open();
  bool ended = false, stopped = false;
  Outgoing words;
  words.key = "say:1";
  words.platform_chat = "nanbang";
  words.text = "好";
  platform->deliver(words, [&](const Delivery&) { ended = true; });
  platform->stop([&] { stopped = true; });
  EXPECT_FALSE(stopped);
  h.platform.fail(http::Failure::not_sent);
  EXPECT_TRUE(ended && stopped);
}

}  // namespace linli::wecom::wecom_test
