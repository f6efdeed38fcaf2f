// Vocabulary files: what is wrong stops with file, line, column and reason.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/knowledge/lexicon_loader.hpp"

namespace lexicon_test {

using namespace linli;

ConfigError error_of(const std::string& toml) {
  auto words = parse_lexicon("lexicon/x.toml", toml);
  EXPECT_FALSE(words.has_value()) << toml;
  return words ? ConfigError{} : words.error();
}

TEST(LexiconFiles, AreReadWithKindsAndValues) {
  auto words = parse_lexicon("x.toml", "[back]\nwords = [\"回来\"]\n[by.train]\nwords = [\"高铁\", \"火车\"]\n");
  ASSERT_TRUE(words.has_value());
  ASSERT_EQ(words->size(), 3U);
  EXPECT_EQ(words->at(0), (Lexicon::Word{"回来", WordKind::back, ""}));
  EXPECT_EQ(words->at(2), (Lexicon::Word{"火车", WordKind::by, "train"}));
}

TEST(LexiconFiles, MakeWordsOfTwoPartsOnceEach) {
  auto words = parse_lexicon("x.toml", "[back]\nwords = [\"回来住\"]\n[[back.made]]\nstarts = [\"回来\", \"过来\"]\nends = [\"住\", \"上班\"]\n[[unknown_date.weak.made]]\nstarts = [\"还没\"]\nends = [\"谱\"]\n");
  ASSERT_TRUE(words.has_value()) << describe(words.error());
  std::vector<Lexicon::Word> expected{{"回来住", WordKind::back, ""}, {"回来上班", WordKind::back, ""}, {"过来住", WordKind::back, ""}, {"过来上班", WordKind::back, ""},
    {"还没谱", WordKind::unknown_date, "weak"}};
  EXPECT_EQ(*words, expected);
}

TEST(LexiconFiles, WithAHalfMadeWordTellWhichPartIsMissing) {
  auto wrong = error_of("[back]\n[[back.made]]\nstarts = [\"回来\"]\n");
  EXPECT_EQ(wrong.line, 2);
  EXPECT_EQ(wrong.reason, "ends are missing: ends = [\"…\", …]");
  EXPECT_EQ(error_of("[back]\n[[back.made]]\nstarts = [\"回来\"]\nend = [\"住\"]\n").likely, "ends");
  EXPECT_NE(error_of("[[back.made]]\nstarts = [\"" + std::string(40, 'a') + "\"]\nends = [\"" + std::string(40, 'b') + "\"]\n").reason.find("is longer than 64 bytes"), std::string::npos);
  EXPECT_EQ(error_of("[back]\nmade = [\"回来\"]\n").line, 2);
  EXPECT_EQ(error_of("[back]\n").reason, "words are missing: words = [\"…\", …]");
  EXPECT_EQ(error_of("[back]\n[[back.made]]\nstarts = [\"回来\", \"回来\"]\nends = [\"住\"]\n").reason, "'回来' stands twice in the same list");
}

TEST(LexiconFiles, OfTheProjectAreRight) {
  auto lexicon = load_lexicon(std::string(LINLI_SOURCE_DIR) + "/config/lexicon");
  ASSERT_TRUE(lexicon.has_value()) << describe(lexicon.error());
  EXPECT_GT((*lexicon)->words.size(), 3000U);
}

TEST(WrongLexiconFiles, AnUnknownKindIsToldWithTheLikelyOne) {
  auto e = error_of("[filler]\nwords = [\"啊\"]\n\n[arive]\nwords = [\"到\"]\n");
  EXPECT_EQ(e.file, "lexicon/x.toml");
  EXPECT_EQ(e.line, 4);
  EXPECT_GT(e.column, 0);
  EXPECT_EQ(e.likely, "arrive");
}

TEST(WrongLexiconFiles, AnUnknownValueIsToldWithTheLikelyOne) {
  auto e = error_of("[by.trian]\nwords = [\"高铁\"]\n");
  EXPECT_EQ(e.line, 1);
  EXPECT_EQ(e.likely, "train");
}

TEST(WrongLexiconFiles, AHolidayNeedsADay) {
  EXPECT_NE(error_of("[holiday.lunar-13-1]\nwords = [\"某节\"]\n").reason.find("lunar-MONTH-DAY"), std::string::npos);
}

TEST(WrongLexiconFiles, WordsAreTexts) {
  EXPECT_EQ(error_of("[back]\nwords = [\"回来\",\n  7]\n").line, 3);
  EXPECT_NE(error_of("[back]\nwords = [\"\"]\n").reason.find("empty"), std::string::npos);
  EXPECT_NE(error_of("[back]\nwords = [\"回\", \"回\"]\n").reason.find("twice"), std::string::npos);
  EXPECT_EQ(error_of("[back]\nword = [\"回\"]\n").likely, "words");
  EXPECT_NE(error_of("[back]\n").reason.find("missing"), std::string::npos);
  EXPECT_NE(error_of("[by]\nwords = [\"车\"]\n").reason.find("need a value"), std::string::npos);
}

TEST(WrongLexiconFiles, BrokenTomlIsToldWithItsPlace) {
  auto e = error_of("[back]\nwords = [\"回来\"\n\n[arrive]\n");
  EXPECT_GT(e.line, 1);
  EXPECT_FALSE(e.reason.empty());
}

TEST(WrongLexiconFiles, AFolderThatIsNotThereIsTold) {
  auto lexicon = load_lexicon("config/no-such-folder");
  ASSERT_FALSE(lexicon.has_value());
  EXPECT_EQ(lexicon.error().file, "config/no-such-folder");
}

}  // namespace lexicon_test
