#include "adapters/wecom/settings.hpp"

#include <gmock/gmock.h>

#include "tests/wecom/map_settings.hpp"

namespace linli::wecom::settings_test {

using fakes::callback, fakes::MapSettings, fakes::Table, fakes::whole_account;
using ::testing::Contains, ::testing::ElementsAre, ::testing::IsEmpty, ::testing::Not, ::testing::StartsWith;

struct TheConfiguration : ::testing::Test {
  Table account = whole_account(), platform;
  std::shared_ptr<std::vector<std::string>> errors = std::make_shared<std::vector<std::string>>();
  Options read() {
    errors->clear();
    MapSettings of_account(account, errors), of_platform(platform, errors);
    auto options = read_options(of_account, of_platform);
    of_account.done();
    of_platform.done();
    return options;
  }
  Table& group() { return account.tables["group"][0]; }
  Table& bot() { return account.tables["bot"][0]; }
  void expect_one(const std::string& begins) {
    read();
    EXPECT_THAT(*errors, ElementsAre(StartsWith(begins)));
  }
};

TEST_F(TheConfiguration, OfOneGroupIsRead) {
  auto options = read();
  EXPECT_THAT(*errors, IsEmpty());
  EXPECT_EQ(options.groups[0].name, "nanbang");
  EXPECT_EQ(options.direct, Direct::bot);
  EXPECT_EQ(options.application->agent, 1000002);
  EXPECT_EQ(options.bot_names, std::vector<std::string>{"小邻"});
}

TEST_F(TheConfiguration, NamesTheHostsThatAreCalledAndNoOthers) {
  EXPECT_THAT(Plan(read()).allowed().hosts, ElementsAre("qyapi.weixin.qq.com", "openws.work.weixin.qq.com"));
  EXPECT_FALSE(Plan(read()).allowed().plain);
  EXPECT_FALSE(Plan(read()).allowed().inner);
  platform.lists["media_hosts"] = {"files.example.invalid"};
  account.tables.erase("bot");
  EXPECT_THAT(Plan(read()).allowed().hosts, ElementsAre("qyapi.weixin.qq.com", "files.example.invalid"));
  account = whole_account();
  account.values = {{"plain", "true"}, {"api", "http://127.0.0.1:9100/"}, {"gateway", "ws://127.0.0.1:9100/ws"}};
  auto allowed = Plan(read()).allowed();
  EXPECT_THAT(*errors, IsEmpty());
  EXPECT_THAT(allowed.hosts, ElementsAre("127.0.0.1:9100", "files.example.invalid"));
  EXPECT_TRUE(allowed.plain && allowed.inner);
}

TEST_F(TheConfiguration, NeedsSecureAddressesUnlessPlainIsSaid) {
  account.values["api"] = "http://127.0.0.1:9100";
  expect_one("api: 'api' must begin with https://");
  account.values = {{"gateway", "https://openws.work.weixin.qq.com"}};
  expect_one("gateway: 'gateway' must begin with wss://");
}

TEST_F(TheConfiguration, OfThePageIsAnAddressThatCardsMayOpen) {
  EXPECT_EQ(read().page.address, "");
  account.values["page"] = "https://linli.example/chat/";
  EXPECT_EQ(read().page.address, "https://linli.example/chat/") << "as it was written";
  EXPECT_EQ(read().page.words, "linli.example") << "a link without words says where it leads";
  platform.values["page_words"] = "打开网页";
  EXPECT_EQ(read().page.words, "打开网页");
  EXPECT_THAT(*errors, IsEmpty());
  EXPECT_THAT(Plan(read()).allowed().hosts, Not(Contains("linli.example"))) << "members open it, the service never does";
  for (auto* wrong : {"http://linli.example/chat/", "javascript:alert(1)", "linli.example", "https://", ""}) {
    account.values["page"] = wrong;
    expect_one("page: 'page' must begin with https://");
  }
  account.values = {{"plain", "true"}, {"page", "http://127.0.0.1:8080/chat/"}};
  EXPECT_EQ(read().page.address, "http://127.0.0.1:8080/chat/");
  EXPECT_THAT(*errors, IsEmpty());
}

TEST_F(TheConfiguration, OfABotHasOneDoor) {
  bot().tables["callback"] = {callback("/wecom/bot")};
  read();
  EXPECT_THAT(*errors, ElementsAre(StartsWith("bot.secret: a bot has a long connection or a callback, never both")));
  bot().values.erase("secret");
  EXPECT_EQ(read().direct, Direct::application) << "a bot with a callback cannot write first";
  EXPECT_THAT(*errors, IsEmpty());
  bot().tables.clear();
  read();
  EXPECT_THAT(*errors, ElementsAre(StartsWith("bot.id: the bot has no door")));
}

TEST_F(TheConfiguration, OfTheDirectChatNamesOneThatCanBeWrittenTo) {
  account.values["direct"] = "bot";
  bot().values.erase("secret");
  bot().tables["callback"] = {callback("/wecom/bot")};
  expect_one("direct: a bot with a callback cannot write first");
  account = whole_account();
  account.values["direct"] = "application";
  EXPECT_EQ(read().direct, Direct::application);
  account.tables.erase("application");
  expect_one("direct: there is no [application]");
  account.values["direct"] = "email";
  expect_one("direct: 'direct' is bot or application");
}

TEST_F(TheConfiguration, OfAGroupLeadsThere) {
  group().values = {{"name", "nanbang"}};
  expect_one("group.name: nothing leads to this group");
  group().values["webhook"] = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send";
  expect_one("group.webhook: 'webhook' is neither the key of a webhook nor its whole address");
  for (auto& error : *errors) EXPECT_EQ(error.find("qyapi"), std::string::npos);
  group().values["webhook"] = "key-canary-0001";
  read();
  EXPECT_THAT(*errors, IsEmpty());
  account.tables["group"].push_back(group());
  expect_one("group.name: another group has this name");
  group().values["name"] = "d:x";
  expect_one("group.name: d: and chat: begin ids");
}

TEST_F(TheConfiguration, OfACallbackHasAPathATokenAndAKeyOf43) {
  bot().values.erase("secret");
  bot().tables["callback"] = {callback("wecom/bot")};
  expect_one("bot.callback.path: 'path' must begin with /");
  bot().tables["callback"] = {callback("/wecom/bot")};
  bot().tables["callback"][0].values["key"] = "short-canary";
  read();
  EXPECT_THAT(*errors, ElementsAre(StartsWith("bot.callback.key: ")));
  EXPECT_EQ(errors->front().find("canary"), std::string::npos);
  bot().tables["callback"] = {callback("/wecom")};
  account.tables["application"][0].tables["callback"] = {callback("/wecom")};
  expect_one("bot: bot and application need callback paths of their own");
  account.tables["application"][0].tables["callback"] = {callback("/wecom/app")};
  EXPECT_EQ(read().application->callback->receiver, "ww-corp");
  EXPECT_EQ(read().bot->callback->receiver, "");
}

TEST_F(TheConfiguration, LeftAsTheExampleHasItIsAnError) {
  account.tables["application"][0].values["corp"] = "ww…";
  expect_one("application.corp: 'corp' is letters, digits, - and _");
  account = whole_account();
  for (auto* id : {"aib…", "aib 1", "ａｉｂ", "<aib>"}) {
    bot().values["id"] = id;
    expect_one("bot.id: 'id' is letters, digits, - and _");
  }
  account = whole_account();
  for (auto* name : {"@小邻", "＠小邻"}) {
    account.lists["bot_names"] = {"小邻", name};
    expect_one("bot_names: a name of the bot is written without @");
  }
}

TEST_F(TheConfiguration, OfNothingIsAnError) {
  account = {};
  expect_one("bot: nothing is connected");
}

TEST_F(TheConfiguration, TellsEveryErrorAtOnceAndAKeyThatNobodyKnows) {
  account.lists.clear();
  account.tables["application"][0].values = {{"corp", "ww"}, {"agent", "0"}, {"secrte", "x"}};
  read();
  EXPECT_THAT(*errors, ElementsAre(StartsWith("application.agent"), "application.secret: 'secret' is missing", "application.secrte: nobody asked for it",
                                   StartsWith("bot_names: the bot needs the name")));
}

}  // namespace linli::wecom::settings_test
