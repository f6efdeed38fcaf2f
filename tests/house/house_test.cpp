// The house as it stands, and the same checks on planted faults.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/house/checks.hpp"
#include "tests/house/source.hpp"

namespace house_test {

using namespace house;
namespace fs = std::filesystem;

const Tree& this_house() {
  static const Tree tree = read_tree(LINLI_SOURCE_DIR);
  return tree;
}

testing::AssertionResult clean(const Findings& findings) {
  if (findings.empty()) return testing::AssertionSuccess();
  auto result = testing::AssertionFailure();
  for (auto& f : findings) result << "\n" << f;
  return result;
}

TEST(House, ArrowsBetweenRoomsPointOneWayAndTheBotIsPure) { EXPECT_TRUE(clean(arrows(this_house()))); }
TEST(House, WordsAPersonReadsStandWithTheWords) { EXPECT_TRUE(clean(words(this_house()))); }
TEST(House, NoPlaybooksWordStandsInCpp) { EXPECT_TRUE(clean(playbook_words(this_house()))); }
TEST(House, FilesAnswerOneQuestion) { EXPECT_TRUE(clean(sizes(this_house()))); }
TEST(House, HabitsAreKept) { EXPECT_TRUE(clean(habits(this_house()))); }

TEST(House, TheChecksSeeTheHouse) {  // an empty tree would pass everything
  EXPECT_TRUE(this_house().files.contains("bot/model/reading.cpp"));
  EXPECT_TRUE(this_house().files.contains("service/CMakeLists.txt"));
  EXPECT_TRUE(this_house().files.contains("run"));
  EXPECT_TRUE(this_house().files.contains("README.md"));
  EXPECT_TRUE(this_house().files.contains("CHANGELOG.md"));
  for (auto& [path, text] : this_house().files) {
    EXPECT_FALSE(starts(path, "build/")) << path;
    EXPECT_FALSE(starts(path, "tests/house/planted/")) << path;
  }
}

class Planted : public testing::TestWithParam<std::string> {};
TEST_P(Planted, IsFound) {
  auto planted = read_planted(fs::path(LINLI_SOURCE_DIR) / "tests/house/planted" / (GetParam() + ".txt"));
  ASSERT_FALSE(planted.expected.empty());
  Findings all;
  for (auto* check : {arrows, words, playbook_words, sizes, habits})
    for (auto& finding : check(planted.tree)) all.push_back(finding);
  EXPECT_THAT(all, testing::UnorderedElementsAreArray(planted.expected));
}

std::vector<std::string> planted_names() {
  std::vector<std::string> names;
  for (auto& entry : fs::directory_iterator(fs::path(LINLI_SOURCE_DIR) / "tests/house/planted")) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}
INSTANTIATE_TEST_SUITE_P(Fault, Planted, testing::ValuesIn(planted_names()), [](auto& at) { return at.param; });

TEST(Sizes, AFileOf601LinesIsFoundAndOneOf600IsNot) {
  Tree tree;
  for (int i = 0; i < 600; ++i) tree.files["bot/long.cpp"] += "\n";
  EXPECT_TRUE(clean(sizes(tree)));
  tree.files["bot/long.cpp"] += "\n";
  EXPECT_THAT(sizes(tree), testing::ElementsAre("bot/long.cpp:0: 601 lines; over 600 there is a second idea in it"));
}

TEST(Habits, ThePathOfTheCheckoutIsFoundWhereverItLies) {
  Tree tree{"/somewhere/else", {{"docs/a.md", "one\nsee /somewhere/else/docs\n"}}};
  EXPECT_THAT(habits(tree), testing::ElementsAre("docs/a.md:2: the path of this checkout"));
}

TEST(Source, CommentsAndWordsAreToldApart) {
  auto s = take_apart("int n = 1'000; // \"no\"\nauto a = u8\"x//y\" /* \"z\" */; char c = '\\'';\nauto r = R\"(a\"b)\";", Language::cpp);
  ASSERT_EQ(s.literals.size(), 3U);
  EXPECT_EQ(s.literals[0].text, "x//y");
  EXPECT_EQ(s.literals[0].prefix, "u8");
  EXPECT_EQ(s.literals[0].line, 2U);
  EXPECT_EQ(s.literals[1].text, "\\'");
  EXPECT_EQ(s.literals[2].text, "a\"b");
  EXPECT_EQ(s.code.find("x//y"), std::string::npos);
  EXPECT_EQ(s.uncommented.find("no"), std::string::npos);
}

TEST(Source, AnApostropheInAPagesTextIsNoQuote) {
  auto s = take_apart("<p>it's</p> <!-- 好 -->\n// 好\nconst a = 'https://x' /* 好 */\n", Language::web);
  EXPECT_FALSE(has_han(s.uncommented));
  ASSERT_EQ(s.literals.size(), 1U);
  EXPECT_EQ(s.literals[0].text, "https://x");
}

TEST(Source, HanIsSeenInAnyDress) {
  EXPECT_TRUE(has_han("好"));
  EXPECT_TRUE(has_han("\\u597d"));
  EXPECT_TRUE(has_han("a，b"));
  EXPECT_FALSE(has_han("plain · – …"));
  EXPECT_FALSE(has_han("\\u00e9"));
}

}  // namespace house_test
