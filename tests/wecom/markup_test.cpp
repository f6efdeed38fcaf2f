#include "adapters/wecom/markup.hpp"

#include <gmock/gmock.h>

#include "adapters/split_text.hpp"
#include "adapters/utf8.hpp"

namespace linli::wecom::markup_test {

TEST(ATextOfAPerson, MentionsNobody) {
  EXPECT_EQ(as_text("<@landlord68> 回来了"), "＜@landlord68> 回来了");
  EXPECT_EQ(as_text("@all @ALL 请看"), "＠all ＠ALL 请看");
  EXPECT_EQ(as_text("a<b, a@b.example"), "a<b, a@b.example");
  EXPECT_EQ(as_markdown("<@landlord68> @all"), "＜@landlord68> ＠all");
}

TEST(ATextOfAPerson, IsNoMarkup) {
  EXPECT_EQ(as_markdown("# 大标题"), "＃ 大标题");
  EXPECT_EQ(as_markdown("## 标题"), "＃＃ 标题");
  EXPECT_EQ(as_markdown("> 引用\n- 一\n+ 二\n---"), "＞ 引用\n－ 一\n＋ 二\n－－－");
  EXPECT_EQ(as_markdown("**粗** _斜_ `码` ~删~"), "＊＊粗＊＊ ＿斜＿ ｀码｀ ～删～");
  EXPECT_EQ(as_markdown("[点这里](https://x.example)"), "［点这里］(https://x.example)");
  EXPECT_EQ(as_markdown("![图](https://x.example/a.png)"), "!［图］(https://x.example/a.png)");
  EXPECT_EQ(as_markdown("<font color=\"warning\">急</font>"), "＜font color=\"warning\">急＜/font>");
  EXPECT_EQ(as_markdown("3. 第三\n12) 甲"), "3． 第三\n12） 甲");
  EXPECT_EQ(as_markdown("68号 3.5"), "68号 3.5");
  EXPECT_EQ(as_markdown("&lt;b&gt;"), "＆lt;b＆gt;");
  EXPECT_EQ(as_markdown("      码"), "   码");
  EXPECT_EQ(as_markdown("|a|b|\n|-|-|"), "｜a｜b｜\n｜-｜-｜");
  EXPECT_EQ(as_markdown("标题\n==="), "标题\n＝＝＝");
}

TEST(ATextOfAPerson, KeepsItsLinesAndLosesItsControlCharacters) {
  EXPECT_EQ(as_text("一\r\n二\x01\x7f\t三 \n"), "一\n二 三");
  EXPECT_EQ(as_text("坏\xff\xe4\xbd字"), "坏字");
}

TEST(ALongWord, IsShortenedByCharacters) {
  EXPECT_EQ(shortened("一二三", 3), "一二三");
  EXPECT_EQ(shortened("一二三四", 3), "一二…");
}

// ---- parts

bool whole(const std::string& text) {
  for (std::size_t at = 0; at < text.size();)
    if (utf8::next(text, at) == utf8::wrong) return false;
  return true;
}

TEST(ALongText, IsCutByBytesAtTheEndOfASentence) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "康健小区的租客今天从外地回来了。";   // 48 bytes each
  auto parts = split_text(text, 2048);
  ASSERT_EQ(parts.size(), 5u);
  std::string joined;
  for (auto& part : parts) {
    EXPECT_LE(part.size(), 2048u);
    EXPECT_TRUE(part.ends_with("。"));
    joined += part;
  }
  EXPECT_EQ(joined, text);
}

TEST(ALongText, IsCutAtALineEndWhereThereIsOne) {
  auto parts = split_text(std::string(90, 'a') + "。b\n" + std::string(60, 'c'), 100);
  EXPECT_THAT(parts, ::testing::ElementsAre(std::string(90, 'a') + "。b", std::string(60, 'c')));
}

TEST(ALongText, IsNeverCutInsideACharacter) {
  for (std::size_t most = 64; most < 90; ++most) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += i % 2 ? "楼" : "😀";
    std::string joined;
    for (auto& part : split_text(text, most)) {
      EXPECT_LE(part.size(), most);
      EXPECT_TRUE(whole(part)) << most;
      joined += part;
    }
    EXPECT_EQ(joined, text);
  }
}

TEST(ALongText, KeepsTogetherWhatIsOneSign) {
  for (std::string sign : {"👨‍👩‍👧‍👦", "e\u0301\u0323", "👍🏽", "🇨🇳", "❤️", "1️⃣"}) {
    std::string text;
    for (int i = 0; i < 50; ++i) text += sign;
    for (std::size_t most = 64; most < 100; ++most)
      for (auto& part : split_text(text, most)) {
        ASSERT_LE(part.size(), most);
        ASSERT_EQ(part.size() % sign.size(), 0u) << sign << " " << most;
      }
  }
}

TEST(ALongText, FitsAlsoWhereItsMarkupIsLongerThanItself) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "*租客*回来了，";
  auto parts = split_text(text, 500, [](std::string_view part) { return as_markdown(part).size(); });
  std::string joined;
  for (auto& part : parts) {
    EXPECT_LE(as_markdown(part).size(), 500u);
    joined += part;
  }
  EXPECT_EQ(joined, text);
}

TEST(ALongText, WithoutAnyPlaceToCutIsCutAllTheSame) {
  std::string text = "e";
  for (int i = 0; i < 100; ++i) text += "\u0301";
  std::string joined;
  for (auto& part : split_text(text, 64)) {
    EXPECT_LE(part.size(), 64u);
    EXPECT_TRUE(whole(part));
    joined += part;
  }
  EXPECT_EQ(joined, text);
}

TEST(AText, ThatIsShortIsOnePartAndBlanksAreNone) {
  EXPECT_THAT(split_text("好", 64), ::testing::ElementsAre("好"));
  EXPECT_TRUE(split_text(" \n ", 64).empty());
}

}  // namespace linli::wecom::markup_test
