#include "service/words/templates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/words/template_text.hpp"

namespace templates_test {
using namespace linli;
namespace fs = std::filesystem;

// A copy of the real templates with one file changed or added.
class Copy {
 public:
  Copy() {
    std::string name = (fs::temp_directory_path() / "linli-templates-XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::copy(std::string(LINLI_SOURCE_DIR) + "/templates", folder(), fs::copy_options::recursive);
    fs::remove_all(folder() / "en");  // one language: what is written beside it here need not be in another
  }
  ~Copy() { fs::remove_all(root_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  fs::path folder() const { return root_ / "templates"; }
  void write(const std::string& file, const std::string& text) { std::ofstream(folder() / file) << text; }
  std::vector<std::string> errors(const std::string& language = "zh-CN") {
    auto out = Templates::load(folder(), language);
    std::vector<std::string> all;
    if (!out)
      for (auto& e : out.error()) all.push_back(describe(e));
    return all;
  }
  std::vector<std::string> errors_of(const std::string& text) {
    write("zh-CN/zz.toml", text);
    return errors();
  }

 private:
  fs::path root_;
};
using testing::ElementsAre;

TEST(Templates, TheTemplatesOfTheHouseAreGood) {
  EXPECT_THAT(Copy().errors(), testing::IsEmpty());
  auto all = Templates::load(std::string(LINLI_SOURCE_DIR) + "/templates", "zh-CN");
  for (auto& e : all ? std::vector<ConfigError>{} : all.error()) ADD_FAILURE() << describe(e);
}

TEST(Templates, ShortWordsAreShort) {
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"好\"\nplain = \"好\\n好\"\naudience = \"direct\"\n"), ElementsAre(testing::HasSubstr("has 2 lines; words for 'plain'")));
}

TEST(Templates, AnUnclosedSectionIsNamedWithItsPlace) {
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{#case.renter}}到了\"\naudience = \"direct\"\n"),
              ElementsAre("templates/zh-CN/zz.toml:2:9: section {{#case.renter}} is not closed"));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"\"\"\n好\n，{{/case.renter}}\"\"\"\naudience = \"direct\"\n"),
              ElementsAre("templates/zh-CN/zz.toml:4:4: {{/case.renter}} ends a section that was not begun"));
}

TEST(Templates, AnUnknownValueComesWithTheLikelyOne) {
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{case.rentre}}到了\"\naudience = \"direct\"\n"),
              ElementsAre("templates/zh-CN/zz.toml:2:9: unknown value 'case.rentre' in template 'a' (did you mean 'renter'?)"));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{#question.proposed}}{{renter}}{{/question.proposed}}{{renter}}\"\naudience = \"direct\"\n"),
              ElementsAre(testing::HasSubstr("unknown value 'renter'")));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{case}}\"\naudience = \"direct\"\n"), ElementsAre(testing::HasSubstr("holds several values")));
}

TEST(Templates, AGroupNeverHearsNamesOriginsRoutesOrHealth) {
  for (std::string name : {"case.renter", "fact.origin", "fact.via", "fact.temperature", "person", "case.story", "case.state", "fact.phone"}) {
    auto text = "{{#" + name + "}}有{{/" + name + "}}";
    EXPECT_THAT(Copy().errors_of("[a]\ntext = \"" + text + "\"\naudience = \"group\"\n"), ElementsAre(testing::HasSubstr("must not be read aloud"))) << name;
    EXPECT_THAT(Copy().errors_of("[a]\ntext = \"" + text + "\"\naudience = \"any\"\n"), ElementsAre(testing::HasSubstr("must not be read aloud"))) << name;
    EXPECT_THAT(Copy().errors_of("[a]\ntext = \"" + text + "\"\nin_group = \"好\"\naudience = \"any\"\n"), testing::IsEmpty()) << name;
    EXPECT_THAT(Copy().errors_of("[a]\ntext = \"好\"\nin_group = \"" + text + "\"\naudience = \"direct\"\n"),
                ElementsAre(testing::HasSubstr("must not be read aloud"))) << name;
  }
}

TEST(Templates, NumbersOfPeopleAreNeverRepeated) {
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{fact.phone}}\"\naudience = \"staff\"\n"), ElementsAre(testing::HasSubstr("fact.phone")));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{fact.id_number}}\"\naudience = \"staff\"\n"), ElementsAre(testing::HasSubstr("unknown value")));
}

TEST(Templates, WordsAreShort) {
  std::string much;
  for (int i = 0; i < 70; ++i) much += "好";
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"" + much + "\"\naudience = \"group\"\n"),
              ElementsAre("templates/zh-CN/zz.toml:2:9: template 'a' has 70 characters; words for 'group' have at most 60"));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"好\\n好\\n好\"\naudience = \"group\"\n"), ElementsAre(testing::HasSubstr("has 3 lines")));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \" \"\n"), ElementsAre(testing::HasSubstr("says nothing")));
}

TEST(Templates, OnlyPlainTagsAreAllowed) {
  for (std::string tag : {"{{{place}}}", "{{&place}}", "{{>place}}", "{{=<% %>=}}", "{{place", "{{}}", "{{Place}}"})
    EXPECT_EQ(Copy().errors_of("[a]\ntext = \"" + tag + "\"\naudience = \"direct\"\n").size(), 1U) << tag;
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"{{! why }}{{ place }}\"\naudience = \"direct\"\n"), testing::IsEmpty());
}

TEST(Templates, UnknownKeysAndAudiencesAreTold) {
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"好\"\naudiance = \"direct\"\n"), ElementsAre("templates/zh-CN/zz.toml:3:12: unknown key 'audiance' in template 'a' (did you mean 'audience'?)"));
  EXPECT_THAT(Copy().errors_of("[a]\ntext = \"好\"\naudience = \"derect\"\n"), ElementsAre("templates/zh-CN/zz.toml:3:12: unknown audience 'derect' (did you mean 'direct'?)"));
  EXPECT_THAT(Copy().errors_of("[a]\ntxet = \"好\"\n"), ElementsAre("templates/zh-CN/zz.toml:2:8: template 'a' has no text (did you mean 'text'?)"));
  EXPECT_THAT(Copy().errors_of("[a\ntext = 1"), ElementsAre(testing::StartsWith("templates/zh-CN/zz.toml:1:")));
}

TEST(Templates, OneNameStandsOnce) {
  EXPECT_THAT(Copy().errors_of("[help]\ntext = \"好\"\n"), ElementsAre(testing::HasSubstr("template 'help' stands in templates/zh-CN/conversation.toml too")));
}

TEST(Templates, WhatTheProgramSaysMustBeThere) {
  Copy copy;
  fs::remove(copy.folder() / "zh-CN/cards.toml");
  EXPECT_THAT(copy.errors(), ElementsAre("templates/zh-CN/cards.toml:1:1: template 'settled' is missing: the program says it",
                                         "templates/zh-CN/cards.toml:1:1: template 'settled.fact' is missing: the program says it"));
}

TEST(Templates, WhatIsMissingIsToldWhereItsLikelyNameStands) {
  Copy copy;
  std::ifstream in(copy.folder() / "zh-CN/cards.toml");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  text.replace(text.find("[settled]"), 9, "[setled]");
  copy.write("zh-CN/cards.toml", text);
  EXPECT_THAT(copy.errors(), ElementsAre("templates/zh-CN/cards.toml:3:1: template 'settled' is missing: the program says it (did you mean 'setled'?)"));
}

TEST(Templates, NothingIsMissingBecauseAFileHasAFault) {
  Copy copy;
  copy.write("zh-CN/cards.toml", "[settled]\ntext = \"好\n");
  EXPECT_THAT(copy.errors(), ElementsAre(testing::StartsWith("templates/zh-CN/cards.toml:2:")));
  copy.write("zh-CN/cards.toml", "[settled]\ntext = \"好\"\n[settled.fact]\ntext = \"好\"\naudience = \"nobody\"\n");
  EXPECT_THAT(copy.errors(), ElementsAre("templates/zh-CN/cards.toml:5:12: unknown audience 'nobody'"));
  copy.write("zh-CN/cards.toml", "[settled]\ntext = \"好\"\n[settled.fact]\ntext = \"好\"\n");
  copy.write("zh-CN/words.toml", "[date\n");
  EXPECT_THAT(copy.errors(), ElementsAre(testing::StartsWith("templates/zh-CN/words.toml:1:")));
}

TEST(Templates, WordsTheProgramFillsMustBeThereWithTheirNames) {
  Copy copy;
  std::ifstream in(copy.folder() / "zh-CN/words.toml");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  auto change = [&](std::string from, const std::string& to) {
    auto changed = text;
    changed.replace(changed.find(from), from.size(), to);
    copy.write("zh-CN/words.toml", changed);
    return copy.errors();
  };
  EXPECT_THAT(change("today = ", "taday = "), ElementsAre(testing::HasSubstr("the word 'date.today' is missing (did you mean 'date.taday'?)")));
  EXPECT_THAT(change("{{from}}到{{to}}之间", "{{form}}到{{to}}"), ElementsAre(testing::HasSubstr("unknown value 'form' in the word 'date.vague' (did you mean 'from'?)")));
  fs::remove(copy.folder() / "zh-CN/words.toml");
  EXPECT_THAT(copy.errors(), ElementsAre("templates/zh-CN/words.toml: the file is missing"));
}

TEST(Templates, AnotherLanguageIsWholeOrAFault) {
  Copy copy;
  fs::create_directory(copy.folder() / "xx");
  fs::copy(copy.folder() / "zh-CN", copy.folder() / "xx", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  EXPECT_THAT(copy.errors(), testing::IsEmpty());
  fs::remove(copy.folder() / "xx/cards.toml");
  EXPECT_THAT(copy.errors(), testing::Contains("templates/xx/cards.toml:1:1: template 'settled' is missing in this language"));
  EXPECT_THAT(copy.errors("yy"), testing::Contains(testing::StartsWith("templates/yy: no templates for this language")));
}

TEST(Templates, AValueCountsAsFourCharacters) {
  auto length = length_of("{{place}} 好{{#date}}x{{/date}}\n好\n", 4);
  EXPECT_EQ(length.characters, 4U + 5U);
  EXPECT_EQ(length.lines, 2U);
}

}  // namespace templates_test
