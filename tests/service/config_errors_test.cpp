#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "service/app.hpp"

namespace config_errors_test {
using namespace linli;
namespace fs = std::filesystem;

// config/ and templates/ copied, to be spoilt.
class Copy {
 public:
  Copy() {
    std::string name = (fs::temp_directory_path() / "linli-config-XXXXXX").string();
    root_ = mkdtemp(name.data());
    for (auto* folder : {"config", "templates"}) fs::copy(fs::path(LINLI_SOURCE_DIR) / folder, root_ / folder, fs::copy_options::recursive);
  }
  ~Copy() { fs::remove_all(root_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  void change(const std::string& file, const std::string& from, const std::string& to) {
    std::ifstream in(root_ / file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    auto at = text.find(from);
    ASSERT_NE(at, text.npos) << from;
    std::ofstream(root_ / file) << text.replace(at, from.size(), to);
  }
  std::size_t line_of(const std::string& file, const std::string& what) const {
    std::ifstream in(root_ / file);
    std::size_t n = 0;
    for (std::string line; std::getline(in, line) && ++n;)
      if (line.find(what) != line.npos) return n;
    return 0;
  }
  std::vector<std::string> errors() const {
    auto setup = load_setup(root_ / "config", root_ / "templates");
    return setup ? std::vector<std::string>() : describe(setup.error(), root_ / "config");
  }

 private:
  fs::path root_;
};
using testing::ElementsAre, testing::StartsWith;

TEST(ConfigErrors, TheHousesOwnHasNone) { EXPECT_THAT(Copy().errors(), testing::IsEmpty()); }

TEST(ConfigErrors, ATemplateThatNobodySaysIsRefused) {
  Copy copy;
  for (auto language : {"zh-CN", "en"}) copy.change(std::string("templates/") + language + "/cards.toml", "[settled.answered]", "[settled.answerd]");
  EXPECT_THAT(copy.errors(), testing::Contains("templates/zh-CN/cards.toml:6:1: nothing says the template 'settled.answerd' (did you mean 'settled.answered'?)"));
}

TEST(ConfigErrors, ATemplateThatOneLanguageLacksIsRefused) {
  Copy copy;
  copy.change("templates/zh-CN/cards.toml", "[settled.answered]", "[settled.answerd]");
  EXPECT_THAT(copy.errors(), testing::Contains(StartsWith("templates/en/cards.toml:1:1: template 'settled.answerd' is missing in this language")));
}

TEST(ConfigErrors, AMisspeltNameInAPlaybookIsToldOnce) {
  Copy copy;
  copy.change("config/playbooks/return.toml", "\"return.eve\"", "\"return.evee\"");
  auto line = std::to_string(copy.line_of("config/playbooks/return.toml", "\"return.evee\""));
  EXPECT_THAT(copy.errors(), ElementsAre(StartsWith("config/playbooks/return.toml:" + line + ":12: reminder 'eve' names the template 'return.evee'")));
}

TEST(ConfigErrors, TheyComeByFileLineAndColumn) {
  Copy copy;
  copy.change("templates/zh-CN/cards.toml", "audience", "audiense");
  copy.change("templates/audiences.toml", "open_only", "open_onlie");
  copy.change("config/roles.toml", "enrols = true", "enrolls = true");
  copy.change("config/roles.toml", "staff = true", "stuff = true");
  copy.change("config/playbooks/return.toml", "final = true", "finale = true");
  copy.change("config/lexicon/places.toml", "words = [", "words = [\"\", ");
  auto errors = copy.errors();
  EXPECT_THAT(errors, testing::Each(testing::ContainsRegex("^(config|templates)/[a-z/_A-Z-]+\\.toml:[0-9]+:[0-9]+: ")));
  std::vector<std::string> files;
  for (auto& e : errors) files.push_back(e.substr(0, e.find(':')));
  EXPECT_TRUE(std::ranges::is_sorted(files));
  EXPECT_GE(files.size(), 5U);

  ConfigError a{"x/config/b.toml", 10, 1, "r", {}}, b{"x/config/b.toml", 9, 2, "r", {}}, c{"x/config/b.toml", 9, 1, "r", {}}, d{"x/config/a.toml", 20, 1, "r", {}};
  EXPECT_THAT(describe({a, b, c, d, a}, "x/config"), ElementsAre("config/a.toml:20:1: r", "config/b.toml:9:1: r", "config/b.toml:9:2: r", "config/b.toml:10:1: r"));
}

}  // namespace config_errors_test
