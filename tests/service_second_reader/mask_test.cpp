// What leaves the house of a message.
#include <gtest/gtest.h>

#include "service/knowledge/lexicon_loader.hpp"
#include "service/second_reader/mask.hpp"

namespace mask_test {
using namespace linli;
using namespace linli::second_reader;

const Reader& reader() {
  static const Reader one(load_lexicon(LINLI_SOURCE_DIR "/config/lexicon").value(), Zone("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}}));
  return one;
}
SecretPtr secret(std::string text) { return std::make_shared<const Secret>(std::move(text)); }
MaskedText masked(const std::string& text, std::vector<SecretPtr> names = {}, std::vector<std::string> places = {}) { return mask(text, reader(), names, places); }

TEST(Mask, NamesTelephonesHouseNumbersPlacesAndCodesDoNotLeave) {
  auto out = masked("南浜新村68号301租客小王王建国明天从武汉蹿屋,电话13912345678,坐G1234,身份证110101199003070011,微信wxid_abc9");
  for (auto* secret : {"南浜", "68", "301", "小王", "建国", "武汉", "139", "1234", "110101", "wxid", "abc9"}) EXPECT_EQ(out.text.find(secret), std::string::npos) << secret << ": " << out.text;
  EXPECT_NE(out.text.find("明天"), std::string::npos) << out.text;
  EXPECT_NE(out.text.find("蹿"), std::string::npos) << out.text;
  EXPECT_TRUE(out.unread);
}

TEST(Mask, NamesThatTheStreetKnowsDoNotLeaveWhereverTheyStand) {
  auto out = masked("嗍啰蹿屋,问欧阳嗍啰,住蹚垟", {secret("欧阳嗍啰")}, {"蹚垟12号"});
  for (auto* secret : {"嗍啰", "欧阳", "蹚垟"}) EXPECT_EQ(out.text.find(secret), std::string::npos) << out.text;
}

TEST(Mask, EachPlaceholderKnowsWhatItHides) {
  auto out = masked("租客小王从武汉蹿屋");
  ASSERT_TRUE(out.hidden.contains("[NAME1]")) << out.text;
  EXPECT_EQ(out.hidden.at("[NAME1]").text, "小王");
  ASSERT_TRUE(out.hidden.contains("[PLACE1]")) << out.text;
  EXPECT_EQ(out.hidden.at("[PLACE1]").text, "武汉");
}

TEST(Mask, APlaceholderThatSomebodyWroteThemselvesIsNone) {
  auto out = masked("[NAME1]蹿屋");
  EXPECT_EQ(out.text.find("[NAME1]"), std::string::npos) << out.text;
}

// A number of a card, a door, a meter; how many they are stays.
TEST(Mask, LongNumbersDoNotLeaveAndShortOnesStay) {
  auto out = masked("蹿屋4711,他们12");
  EXPECT_EQ(out.text.find("4711"), std::string::npos) << out.text;
  EXPECT_NE(out.text.find("12"), std::string::npos) << out.text;
  auto long_one = masked("蹿屋98765432109876543210");
  EXPECT_EQ(long_one.text.find("987"), std::string::npos) << long_one.text;
}

TEST(Mask, ADayStaysThoughSomebodyIsCalledSo) {
  auto out = masked("周五蹿屋", {secret("周五")});
  EXPECT_NE(out.text.find("周五"), std::string::npos) << out.text;
}

TEST(Mask, ANameIsOnePlaceholderThoughItsPartsAreNamesToo) {
  EXPECT_EQ(masked("小王小李蹿屋").text, "[NAME1][NAME2]蹿屋");
  EXPECT_EQ(masked("啰蹚,嗍啰蹚蹿屋", {secret("嗍啰蹚")}).text, "[NAME1],[NAME2]蹿屋");
  EXPECT_EQ(masked("蹿屋", {secret("蹿")}, {"屋"}).text, "蹿屋");   // one character is no name of anybody
}

TEST(Mask, WhatIsWrittenInLatinLettersIsHiddenAndNothingToReadForAnybody) {
  auto out = masked("qwxz,zzkq99");
  EXPECT_FALSE(out.unread);
  EXPECT_EQ(out.text.find_first_of("qwxzk"), std::string::npos) << out.text;
  EXPECT_EQ(masked("蹿屋wxq12ab34,蹿屋3").text, "蹿屋[CODE1],蹿屋3");
}

TEST(Mask, WhatWasReadWhollyHasNothingUnread) { EXPECT_FALSE(masked("你好").unread && masked("谢谢").unread); }

}  // namespace mask_test
