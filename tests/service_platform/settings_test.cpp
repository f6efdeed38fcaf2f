#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "service/platform/settings.hpp"
#include "tests/service_platform/folder.hpp"

namespace settings_test {
using namespace linli;
using platform_test::Folder;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty, testing::Not, testing::StartsWith;

// What a file says, and what is wrong with it.
struct Read {
  explicit Read(std::string text, SecretPlaces places = {}) : table(toml::parse(std::string_view(text), std::string_view("account.toml"))), settings(TomlReader(table, "account.toml", errors), std::move(places)) {}
  std::vector<std::string> told() const {
    std::vector<std::string> out;
    for (auto& error : errors) out.push_back(describe(error));
    return out;
  }
  toml::table table;
  std::vector<ConfigError> errors;
  TomlSettings settings;
};
std::string plain(const SecretPtr& secret) {
  return secret ? secret->use([](const std::string& text) { return text; }) : "(none)";
}

TEST(Settings, ValuesOfEveryKindAreRead) {
  Read read("a = \"text\"\nlist = [\"x\", \"y\"]\nyes = true\nn = 7\nlong = \"90s\"\n[one]\nk = \"v\"\n[[many]]\nk = \"1\"\n[[many]]\nk = \"2\"\n");
  Settings& s = read.settings;
  EXPECT_EQ(s.text("a"), "text");
  EXPECT_EQ(s.text_or("absent", "else"), "else");
  EXPECT_THAT(s.texts("list"), ElementsAre("x", "y"));
  EXPECT_TRUE(s.flag("yes", false));
  EXPECT_EQ(s.count("n", 1, 9), 7);
  EXPECT_EQ(s.span("long"), std::chrono::seconds(90));
  ASSERT_EQ(s.tables("one").size(), 1U) << "[one], written once, is a list of one";
  auto many = s.tables("many");
  ASSERT_EQ(many.size(), 2U);
  EXPECT_EQ(many[1]->text("k"), "2");
  EXPECT_THAT(s.tables("nowhere"), IsEmpty());
  s.tables("one")[0]->text("k");
  s.done();
  EXPECT_THAT(read.told(), IsEmpty());
}

TEST(Settings, AllThatIsWrongIsToldWithItsPlace) {
  Read read("n = 70\nspan = \"soon\"\ntyop = 1\n[[many]]\nk = 5\nleft = 1\n");
  Settings& s = read.settings;
  s.text("must");
  s.count("n", 1, 9);
  s.span("span");
  s.text_or("typo", "");
  auto many = s.tables("many");
  many.at(0)->text("k");
  many[0]->error("k", "only the adapter knows");
  many[0]->done();
  s.done();
  EXPECT_THAT(read.told(), ElementsAre("account.toml:1:1: 'must' is missing: a word in quotes", "account.toml:1:5: 'n' must be a whole number from 1 to 9",
    "account.toml:2:8: 'span' must be a span like \"30m\", \"2h\" or \"14d\"", "account.toml:5:5: 'k' must be a word in quotes", "account.toml:5:5: only the adapter knows",
    "account.toml:6:1: unknown key 'left'", "account.toml:3:1: unknown key 'tyop' (did you mean 'typo'?)"));
}

TEST(Settings, ASecretComesFromAFileOfItsOwnerAlone) {
  Folder folder;
  folder.write("secrets/token", "made-up-token\n");
  folder.write("secrets/read-only", "made-up-key", 0400);
  Read read("token = \"file:secrets/token\"\nkey = \"file:" + (folder.path() / "secrets/read-only").string() + "\"\n", {folder.path(), {}});
  EXPECT_EQ(plain(read.settings.secret("token")), "made-up-token") << "the line end is not part of it";
  EXPECT_EQ(plain(read.settings.secret("key")), "made-up-key");
  EXPECT_EQ(read.settings.secret("absent"), nullptr);
  read.settings.done();
  EXPECT_THAT(read.told(), IsEmpty());
}

TEST(Settings, ASecretOfSystemdNeedsNoModeOfItsOwn) {
  Folder folder;
  folder.write("credentials/bot", "made-up", 0440);
  Read read("bot = \"credential:bot\"\n", {folder.path(), folder.path() / "credentials"});
  EXPECT_EQ(plain(read.settings.secret("bot")), "made-up");
  EXPECT_THAT(read.told(), IsEmpty());
}

struct Wrong {
  const char* name;
  const char* value;
  const char* told;
};
class Settings_ : public testing::TestWithParam<Wrong> {};
TEST_P(Settings_, ASecretThatCannotBeTakenIsToldWithoutRepeatingIt) {
  Folder folder;
  folder.write("open", "made-up-secret", 0640);
  folder.write("wide", "made-up-secret", 0604);
  folder.write("empty", "\n");
  folder.write("long", std::string(5'000, 's'));
  std::filesystem::create_directories(folder.path() / "folder");
  ASSERT_EQ(mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  auto strange = folder.write("strange", "made-up-secret");
  ASSERT_TRUE(geteuid() != 0 || chown(strange.c_str(), 12345, 12345) == 0);
  if (geteuid() != 0 && std::string(GetParam().name) == "strange") GTEST_SKIP() << "only root can give a file away";
  folder.write("credentials/bot", "made-up-secret");
  Read read("first = 1\nsecret = \"" + std::string(GetParam().value) + "\"\n", {folder.path(), std::string(GetParam().name) == "none" ? "" : folder.path() / "credentials"});
  EXPECT_EQ(read.settings.secret("secret"), nullptr);
  ASSERT_EQ(read.errors.size(), 1U);
  EXPECT_THAT(read.told()[0], StartsWith("account.toml:2:10: 'secret'"));
  EXPECT_THAT(read.told()[0], HasSubstr(GetParam().told));
  EXPECT_THAT(read.told()[0], Not(HasSubstr("made-up-secret")));
}
INSTANTIATE_TEST_SUITE_P(Each, Settings_, testing::Values(
  Wrong{"literal", "made-up-secret", "must not hold the secret itself: put it into a file of mode 0600 and write \"file:PATH\""},
  Wrong{"bare", "file:", "must not hold the secret itself"},
  Wrong{"absent", "file:nowhere", "cannot be opened (No such file or directory)"},
  Wrong{"group", "file:open", "can be read by others: chmod 600"},
  Wrong{"others", "file:wide", "can be read by others: chmod 600"},
  Wrong{"empty", "file:empty", "is empty"},
  Wrong{"long", "file:long", "longer than 4096 bytes"},
  Wrong{"folder", "file:folder", "no regular file"},
  Wrong{"pipe", "file:pipe", "no regular file"},
  Wrong{"strange", "file:strange", "belongs to somebody else"},
  Wrong{"none", "credential:bot", "there are no credentials here"},
  Wrong{"climbing", "credential:../open", "plain name"},
  Wrong{"unknown", "credential:toast", "cannot be opened"}),
  [](const testing::TestParamInfo<Wrong>& info) { return info.param.name; });

}  // namespace settings_test
