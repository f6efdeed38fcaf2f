#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/platform/platforms.hpp"
#include "tests/service_platform/folder.hpp"

namespace accounts_test {
using namespace linli;
using platform_test::Folder;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

class Plan final : public PlatformPlan {
 public:
  http::Allowed allowed() const override { return {}; }
  std::unique_ptr<Platform> open(House) const override { return {}; }
};
std::unique_ptr<PlatformPlan> read_parrot(Settings& account, Settings& limits) {
  account.text("cage");
  account.secret("seed");
  limits.count("wings", 1, 2);
  account.done();
  limits.done();
  return std::make_unique<Plan>();
}
constexpr KnownPlatform parrots[] = {{"parrot", read_parrot}};

struct Config {
  Folder folder;
  Config() { folder.write("platforms/parrot.toml", "wings = 2\n"); }
  std::expected<std::vector<AccountPlan>, std::vector<ConfigError>> read() { return read_accounts(account_folders(folder.path()), parrots); }
  std::vector<std::string> told() {
    auto got = read();
    return got ? std::vector<std::string>() : describe(got.error(), folder.path());
  }
  std::string at(const std::string& rest) { return folder.path().filename().string() + "/" + rest; }
};

TEST(Accounts, AFileIsAnAccountThatIsConnected) {
  Config config;
  EXPECT_THAT(config.read()->size(), 0U) << "no folder: none";
  config.folder.write("seed", "made-up");
  config.folder.write("accounts/polly.toml", "platform = \"parrot\"\ncage = \"gold\"\nseed = \"file:seed\"\n");
  config.folder.write("accounts/jack.toml", "platform = \"parrot\"\ncage = \"tin\"\n");
  config.folder.write("accounts/readme.txt", "not read");
  auto got = config.read();
  ASSERT_TRUE(got) << config.told().front();
  ASSERT_EQ(got->size(), 2U);
  EXPECT_EQ(got->at(0).name, "jack");
  EXPECT_EQ(got->at(1).name, "polly");
  EXPECT_EQ(got->at(1).platform, "parrot");
  EXPECT_TRUE(got->at(1).plan);
}

TEST(Accounts, WhatIsWrongIsToldOfAllFilesAtOnce) {
  Config config;
  config.folder.write("platforms/parrot.toml", "wings = 3\nfeathers = 1\n");
  config.folder.write("accounts/a.toml", "platform = \"parrrot\"\n");
  config.folder.write("accounts/b.toml", "platform = \"parrot\"\nseed = \"made-up-secret\"\ncagee = \"x\"\n");
  config.folder.write("accounts/c.toml", "platform = \n");
  config.folder.write("accounts/d.toml", "cage = \"x\"\n");
  config.folder.write("accounts/Great Name.toml", "platform = \"parrot\"\ncage = \"x\"\n");
  config.folder.write("accounts/webchat.toml", "platform = \"parrot\"\ncage = \"x\"\n");
  EXPECT_THAT(config.told(), ElementsAre(
    config.at("accounts/Great Name.toml: an account's file is named with a-z, 0-9, - and _: its name is the account's name"),
    config.at("accounts/a.toml:1:12: unknown platform 'parrrot' (did you mean 'parrot'?)"),
    config.at("accounts/b.toml:1:1: 'cage' is missing: a word in quotes"),
    config.at("accounts/b.toml:2:8: 'seed' must not hold the secret itself: put it into a file of mode 0600 and write \"file:PATH\" here, or "
              "\"credential:NAME\" under systemd"),
    config.at("accounts/b.toml:3:1: unknown key 'cagee' (did you mean 'cage'?)"),
    HasSubstr("accounts/c.toml:1:"),
    config.at("accounts/d.toml:1:1: 'platform' is missing: a word in quotes"),
    config.at("accounts/webchat.toml: this is the name of the built-in chat room, which needs no account file"),
    config.at("platforms/parrot.toml:1:9: 'wings' must be a whole number from 1 to 2"),
    config.at("platforms/parrot.toml:2:1: unknown key 'feathers'")));
}

TEST(Accounts, APlatformWithoutItsFileIsToldWhereItShouldLie) {
  Config config;
  std::filesystem::remove(config.folder.path() / "platforms/parrot.toml");
  config.folder.write("accounts/a.toml", "platform = \"parrot\"\ncage = \"x\"\n");
  EXPECT_THAT(config.told(), ElementsAre(config.at("platforms/parrot.toml: cannot be read")));
}

TEST(Accounts, AnImportMayNameEveryAccountThatLiesThere) {
  Config config;
  config.folder.write("accounts/b.toml", "");
  config.folder.write("accounts/a.toml", "");
  EXPECT_THAT(account_names(config.folder.path() / "accounts"), ElementsAre("a", "b"));
  EXPECT_THAT(account_names(config.folder.path() / "nowhere"), IsEmpty());
}

}  // namespace accounts_test
