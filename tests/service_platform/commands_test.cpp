// The commands around accounts, as an administrator meets them: files wrong and right, and what stands on the error stream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>
#include <toml++/toml.h>

#include "service/commands/adapter.hpp"
#include "service/commands/offline.hpp"
#include "service/demo/stand_in.hpp"
#include "service/words/vocabulary.hpp"
#include "tests/service/house.hpp"
#include "tests/service_platform/folder.hpp"

namespace commands_test {
using namespace linli;
using platform_test::Folder;
using testing::ElementsAre, testing::HasSubstr, testing::Not, testing::StartsWith;
namespace fs = std::filesystem;

struct Checkout {
  Folder folder;
  Folders folders;
  Checkout() {
    for (auto* room : {"config", "templates"}) fs::copy(fs::path(LINLI_SOURCE_DIR) / room, folder.path() / room, fs::copy_options::recursive);
    for (auto* own : {"config/accounts", "config/secrets"}) fs::remove_all(folder.path() / own);
    folders.root = folder.path();
    folders.config = folder.path() / "config";
    folders.templates = folder.path() / "templates";
  }
  std::pair<Exit, std::string> check() {
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    auto exit = run_config_check(folders);
    auto out = testing::internal::GetCapturedStdout();
    return {exit, testing::internal::GetCapturedStderr() + out};
  }
};

// The twelve lines of the README.
const std::string one_group = R"(platform = "wecom"
bot_names = ["小邻"]
[application]
corp = "wwMADEUP"
agent = 1000002
secret = "file:secrets/application"
[bot]
id = "aibMADEUP"
secret = "file:secrets/bot"
[[group]]
name = "nanbang"
webhook = "file:secrets/nanbang"
)";

TEST(ConfigCheck, TheTwelveLinesOfTheReadmeAreWhole) {
  Checkout c;
  for (auto* name : {"application", "bot", "nanbang"}) c.folder.write("config/secrets/" + std::string(name), "made-up-secret\n");
  c.folder.write("config/accounts/wecom.toml", one_group);
  auto [exit, told] = c.check();
  EXPECT_EQ(exit, Exit::fine) << told;
  EXPECT_THAT(told, HasSubstr("config: fine"));
}

TEST(ConfigCheck, AccountsAreCheckedTooAndNoSecretIsRepeated) {
  Checkout c;
  c.folder.write("config/secrets/application", "made-up-secret\n", 0644);
  c.folder.write("config/secrets/nanbang", "made-up-secret\n");
  auto spoilt = one_group;
  spoilt.replace(spoilt.find("file:secrets/bot"), 16, "made-up-secret");
  c.folder.write("config/accounts/wecom.toml", spoilt + "chatt = \"x\"\n");
  auto [exit, told] = c.check();
  EXPECT_EQ(exit, Exit::wrong);
  EXPECT_THAT(told, HasSubstr("linli: config/accounts/wecom.toml:6:10: 'secret': the file named here can be read by others: chmod 600 it"));
  EXPECT_THAT(told, HasSubstr("linli: config/accounts/wecom.toml:9:10: 'secret' must not hold the secret itself"));
  EXPECT_THAT(told, HasSubstr("linli: config/accounts/wecom.toml:13:1: unknown key 'chatt' (did you mean 'chat'?)"));
  EXPECT_THAT(told, Not(HasSubstr("made-up-secret")));
}

TEST(AdapterCheck, WhatIsMissingIsSaidInOneSentence) {
  Checkout c;
  Arguments arguments;
  arguments.which = "wecom";
  arguments.data = c.folder.path() / "data";
  auto told = [&] {
    testing::internal::CaptureStderr();
    auto exit = run_adapter_check(arguments, c.folders);
    return std::pair(exit, testing::internal::GetCapturedStderr());
  };
  EXPECT_THAT(told(), testing::Pair(Exit::wrong, "linli: there is no config/accounts/wecom.toml (docs/wecom.md says what stands in it)\n"));
  for (auto* name : {"application", "bot", "nanbang"}) c.folder.write("config/secrets/" + std::string(name), "made-up-secret\n");
  c.folder.write("config/accounts/wecom.toml", one_group);
  EXPECT_THAT(told(), testing::Pair(Exit::no_store, HasSubstr("there are no data in")));
}

TEST(DemoStandIn, ItsSecretsLieInFilesOfTheOwnerAlone) {
  Folder data;
  auto made = demo::stand_in(fs::path(LINLI_SOURCE_DIR) / "config", "wecom", "127.0.0.1:18790", data.path(), {});
  ASSERT_TRUE(made) << describe(made.error().front());
  std::size_t secrets = 0;
  for (auto& file : fs::directory_iterator(data.path() / "secrets")) {
    struct stat is{};
    ASSERT_EQ(stat(file.path().c_str(), &is), 0);
    EXPECT_EQ(is.st_mode & 0777, 0600U) << file.path();
    ++secrets;
  }
  EXPECT_GE(secrets, 3U);
  EXPECT_EQ(made->account.name, "wecom");
  auto allowed = made->account.plan->allowed();
  EXPECT_THAT(allowed.hosts, ElementsAre("127.0.0.1:18790")) << "nothing but the stand-in is ever called";
  EXPECT_TRUE(allowed.plain && allowed.inner);
  EXPECT_FALSE(made->rows.chats.empty());
  EXPECT_TRUE(demo::stand_in(fs::path(LINLI_SOURCE_DIR) / "config", "wecom", "127.0.0.1:1", data.path(), {})) << "again, over the files of the first time";
}

// Read as two files of one story: what the demo knows of the stand-in is what the stand-in is.
TEST(DemoStandIn, ItFitsTheStandInsWorld) {
  auto world = toml::parse_file(LINLI_SOURCE_DIR "/tests/standins/wecom/world.toml");
  auto account = toml::parse_file(LINLI_SOURCE_DIR "/config/demo/wecom/wecom.toml");
  auto secrets = toml::parse_file(LINLI_SOURCE_DIR "/config/demo/wecom/secrets.toml");
  auto text = [](toml::node_view<toml::node> node) { return node.value_or(std::string("absent")); };
  EXPECT_EQ(text(world["corp"]), text(account["application"]["corp"]));
  EXPECT_EQ(world["application"]["agent"].value_or(0), account["application"]["agent"].value_or(1));
  EXPECT_EQ(text(world["application"]["secret"]), text(secrets["application"]));
  EXPECT_EQ(text(world["bot"]["id"]), text(account["bot"]["id"]));
  EXPECT_EQ(text(world["bot"]["secret"]), text(secrets["bot"]));
  EXPECT_EQ(text(world["bot"]["name"]), text(account["bot_names"][0]));
  Folder data;
  auto rows = demo::stand_in(fs::path(LINLI_SOURCE_DIR) / "config", "wecom", "127.0.0.1:1", data.path(), {}).value().rows;
  std::set<std::string> members, bound, groups, imported;
  for (auto& member : *world["member"].as_array()) members.insert(text(toml::node_view(member)["id"]));
  for (auto& row : rows.accounts) bound.insert(row.actor);
  EXPECT_EQ(members, bound);
  for (auto& node : *world["group"].as_array()) {
    auto group = toml::node_view(node);
    auto name = text(group["name"]);
    groups.insert(name);
    bool configured = false;
    for (auto& own : *account["group"].as_array()) {
      auto mine = toml::node_view(own);
      if (text(mine["name"]) != name) continue;
      configured = text(mine["chat"]) == text(group["chat"]) && text(mine["webhook"]) == "file:secrets/" + name && text(secrets[name]) == text(group["webhook"]);
    }
    EXPECT_TRUE(configured) << name;
  }
  for (auto& row : rows.chats) imported.insert(row.platform_chat);
  EXPECT_EQ(groups, imported);
}

// The words that adapters/wecom may tell are found in its sources, as names in quotes beside add( and alarm(.
TEST(CheckWords, EveryThingThatWecomTellsHasAName) {
  std::ifstream in(LINLI_SOURCE_DIR "/adapters/wecom/check.cpp");
  std::size_t seen = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.find("add(") == line.npos || line.find("void add(") != line.npos) continue;
    for (auto at = line.find('"'); at != line.npos; at = line.find('"', at + 1)) {
      auto end = line.find('"', at + 1);
      auto name = line.substr(at + 1, end - at - 1);
      at = end;
      if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != name.npos) continue;
      EXPECT_TRUE(house::setup().words->word("check.wecom." + name + ".name")) << name;
      ++seen;
    }
  }
  EXPECT_GE(seen, 10U);
  for (auto* alarm : {"link.wrong_secret", "link.refused", "link.crowded", "link.second_instance", "token", "callback", "webhook", "application", "push", "reply"})
    for (auto* part : {".name", ".do"}) EXPECT_TRUE(house::setup().words->word("check.wecom." + std::string(alarm) + part)) << alarm << part;
}

}  // namespace commands_test
