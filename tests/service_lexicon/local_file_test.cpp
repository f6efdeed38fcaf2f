// The local words: written whole, checked before, first of all files.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "service/knowledge/lexicon_loader.hpp"
#include "service/lexicon/offer.hpp"
#include "tests/storage/given.hpp"

namespace local_file_test {
using namespace linli;
using namespace linli::lexicon;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(LocalWords, AreAddedToTheirKindsAndOnceOnly) {
  given::Folder folder;
  std::vector<NewWord> words{{"back", "落屋"}, {"by.train", "绿皮"}, {"back", "归屋"}};
  EXPECT_EQ(add_words(folder.path, words), 3u);
  EXPECT_EQ(add_words(folder.path, words), 0u);
  EXPECT_EQ(add_words(folder.path, std::vector<NewWord>{{"back", "到屋"}}), 1u);
  auto read = parse_lexicon("local", text_of(folder.path / "local.toml"));
  ASSERT_TRUE(read);
  std::vector<Lexicon::Word> expected{{"落屋", WordKind::back, ""}, {"归屋", WordKind::back, ""}, {"到屋", WordKind::back, ""}, {"绿皮", WordKind::by, "train"}};
  EXPECT_EQ(*read, expected);
  EXPECT_FALSE(std::filesystem::exists(folder.path / "local.toml.new"));
}

TEST(LocalWords, OfAKindThatIsNoneChangeNothingAndTheLikelyOneIsNamed) {
  given::Folder folder;
  ASSERT_TRUE(add_words(folder.path, std::vector<NewWord>{{"back", "落屋"}}));
  auto before = text_of(folder.path / "local.toml");
  auto wrong = add_words(folder.path, std::vector<NewWord>{{"leavee", "归屋"}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().find("did you mean 'leave'"), std::string::npos) << wrong.error();
  EXPECT_FALSE(add_words(folder.path, std::vector<NewWord>{{"by", "绿皮"}}));   // needs a value
  EXPECT_EQ(text_of(folder.path / "local.toml"), before);
}

TEST(LocalWords, OfABrokenFileAreNotWrittenOver) {
  given::Folder folder;
  std::ofstream(folder.path / "local.toml") << "[back]\nwords = [\"落屋\"\n";
  auto wrong = add_words(folder.path, std::vector<NewWord>{{"back", "归屋"}});
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().find("local.toml"), std::string::npos);
  EXPECT_EQ(text_of(folder.path / "local.toml"), "[back]\nwords = [\"落屋\"\n");
}

TEST(LocalWords, ComeBeforeThoseOfAllOtherFiles) {
  given::Folder folder;
  std::ofstream(folder.path / "a.toml") << "[chore]\nwords = [\"落屋\"]\n";
  ASSERT_TRUE(add_words(folder.path, std::vector<NewWord>{{"back", "落屋"}}));
  auto lexicon = load_lexicon(folder.path);
  ASSERT_TRUE(lexicon);
  EXPECT_EQ((*lexicon)->words.front().kind, WordKind::back);
}

TEST(LocalWords, AreWrittenAsKindAndWord) {
  EXPECT_EQ(parse_word("by.train=绿皮")->kind, "by.train");
  for (auto* wrong : {"", "back", "=落屋", "back=", "back=\"]\n[idiom]", "back=落\n屋", "ba ck=落屋"}) EXPECT_FALSE(parse_word(wrong)) << wrong;
}

TEST(OfferedWords, AreTakenOnlyAfterAYesOrAKind) {
  std::vector<Suggestion> all{{"落屋", "back", 3, "…"}, {"归屋", "back", 2, "…"}, {"绿皮", "filler", 2, "…"}, {"街沿", "filler", 2, "…"}, {"末", "filler", 2, "…"}};
  std::istringstream in("y\n\nby.train\nnonsense\nq\n");
  std::ostringstream out;
  auto words = offer(all, &in, out);
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].kind + words[0].word, "back落屋");
  EXPECT_EQ(words[1].kind + words[1].word, "by.train绿皮");
  EXPECT_NE(out.str().find("left out"), std::string::npos);
}

TEST(OfferedWords, AreOnlyShownWhereNobodyCanAnswer) {
  std::vector<Suggestion> all{{"落屋", "back", 3, "…"}};
  std::ostringstream out;
  EXPECT_TRUE(offer(all, nullptr, out).empty());
  EXPECT_NE(out.str().find("落屋"), std::string::npos);
}

}  // namespace local_file_test
