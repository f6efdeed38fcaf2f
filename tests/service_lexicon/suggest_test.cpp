// What an administrator sees of the words that were misread: the words, and nobody's matters.
#include <gtest/gtest.h>

#include <algorithm>

#include "service/knowledge/lexicon_loader.hpp"
#include "service/lexicon/suggest.hpp"

namespace suggest_test {
using namespace linli;
using namespace linli::lexicon;

const Reader& reader() {
  static const Reader one(load_lexicon(LINLI_SOURCE_DIR "/config/lexicon").value(), Zone("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}}));
  return one;
}
SecretPtr secret(std::string text) { return std::make_shared<const Secret>(std::move(text)); }
LessonView lesson(int by, std::string words, std::optional<Intent> meant = {}) {
  return {PersonId{by}, LessonWhy::declined, {}, Intent::return_report, secret(std::move(words)), meant, {Slot::date}};
}
std::vector<std::string> words_of(const std::vector<Suggestion>& all) {
  std::vector<std::string> out;
  for (auto& s : all) out.push_back(s.word);
  return out;
}

TEST(Suggestions, AreTheWordsThatTwoPeopleUsedAndNothingKnows) {
  std::vector<LessonView> lessons{lesson(1, "301租客明天蹿屋", Intent::return_report), lesson(2, "租客后天蹿屋了", Intent::return_report), lesson(2, "租客今天嗍啰", Intent::return_report)};
  auto all = suggest(lessons, reader(), {});
  ASSERT_EQ(words_of(all), std::vector<std::string>{"蹿屋"});
  EXPECT_EQ(all[0].people, 2u);
  EXPECT_EQ(all[0].kind, "back");
}

TEST(Suggestions, OfOnePersonNeedToBeAskedFor) {
  std::vector<LessonView> lessons{lesson(1, "租客明天蹿屋"), lesson(1, "租客后天蹿屋了")};
  EXPECT_TRUE(suggest(lessons, reader(), {}).empty());
  EXPECT_EQ(words_of(suggest(lessons, reader(), {}, {.people = 1})), std::vector<std::string>{"蹿屋"});
}

TEST(Suggestions, AreNeverANameThatTheStreetKnowsNorAPartOfOne) {
  Known known{{secret("欧阳蹿屋"), secret("嗍啰")}, {"蹚垟新村68号"}};
  std::vector<LessonView> lessons;
  for (int by : {1, 2, 3})
    for (auto* text : {"蹿屋明天回来", "嗍啰明天回来", "蹚垟明天回来"}) lessons.push_back(lesson(by, text));
  EXPECT_TRUE(suggest(lessons, reader(), known).empty());
  EXPECT_FALSE(suggest(lessons, reader(), {}).empty());   // they would be, if nobody were called so
}

TEST(Suggestions, AreNeitherAGivenNameBehindAFamilyNameNorAnAccount) {
  std::vector<LessonView> lessons;
  for (int by : {1, 2}) lessons.push_back(lesson(by, "陈蹿屋明天回来,微信chen蹿88")), lessons.push_back(lesson(by, "联系wxid_abc蹿"));
  for (auto& s : suggest(lessons, reader(), {})) EXPECT_EQ(s.word.find("蹿屋"), std::string::npos) << s.word;
}

TEST(Suggestions, ShowAnExampleWithoutAnythingPersonal) {
  std::vector<std::string> secrets{"小王", "王建国", "13912345678", "301", "南浜新村", "武汉", "110101199003070011", "嗍啰", "G1234", "15"};
  std::vector<LessonView> lessons;
  for (int by : {1, 2}) {
    lessons.push_back(lesson(by, "南浜新村68号301租客小王15号从武汉蹿屋,电话13912345678,嗍啰" + std::to_string(by)));
    lessons.push_back(lesson(by, "租客王建国坐G1234蹿屋 110101199003070011"));
  }
  auto all = suggest(lessons, reader(), {});
  ASSERT_FALSE(all.empty());
  for (auto& s : all) {
    for (auto& secret : secrets)
      if (s.word != secret) EXPECT_EQ(s.example.find(secret), std::string::npos) << s.example;
    EXPECT_NE(s.example.find(s.word), std::string::npos) << s.example;
  }
}

TEST(Suggestions, KeepTheLongerWordWhereAsManyUseIt) {
  std::vector<LessonView> lessons{lesson(1, "租客明天蹿屋哋"), lesson(2, "明天蹿屋哋租客"), lesson(3, "租客蹿屋")};
  EXPECT_EQ(words_of(suggest(lessons, reader(), {})), (std::vector<std::string>{"蹿屋", "蹿屋哋"}));
}

TEST(Suggestions, GoThroughTheDoorBetweenServiceAndCommandUnchanged) {
  std::vector<Suggestion> all{{"蹿屋", "back", 3, "<name><day>蹿屋"}, {"嗍", "unknown_date.strong", 2, "…嗍"}};
  auto back = from_lines(as_lines(all));
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[1].kind, "unknown_date.strong");
  EXPECT_EQ(back[0].example, "<name><day>蹿屋");
  EXPECT_EQ(back[0].people, 3u);
  EXPECT_TRUE(from_lines("nonsense\n\n").empty());
}

}  // namespace suggest_test
