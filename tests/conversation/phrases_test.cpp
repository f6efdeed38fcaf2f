// Words with which somebody tells the bot how to behave: alone, or with blanks, marks and polite words around them, and never inside a sentence.
#include "bot/conversation/phrases.hpp"

#include <gtest/gtest.h>

#include "service/knowledge/knowledge_loader.hpp"

namespace phrases_test {
using namespace linli;

const Phrases& phrases() {
  static const auto all = load_knowledge(std::string(LINLI_SOURCE_DIR) + "/config").value().knowledge.phrases;
  return all;
}

TEST(Phrases, AreHeardAloneAndPolitely) {
  for (auto* text : {"长辈版", "请换成长辈版，谢谢！", "我要大字版", " 简单点吧 ", "帮我切换到老年版", "Simple words, please"})
    EXPECT_TRUE(is_phrase(phrases(), phrases().plain_on, text)) << text;
  for (auto* text : {"好了", "好了，谢谢", "都办好了！", "我这边说完了", "交还小邻", "这里已经处理好了", "Done."})
    EXPECT_TRUE(is_phrase(phrases(), phrases().hand_back, text)) << text;
  for (auto* text : {"普通版", "换普通版", "不要长辈版", "详细一点吧"}) EXPECT_TRUE(is_phrase(phrases(), phrases().plain_off, text)) << text;
  for (auto* text : {"帮助", "帮助！", "菜单", "怎么用", "help", "你能做什么？"}) EXPECT_TRUE(is_phrase(phrases(), phrases().help, text)) << text;
}

TEST(Phrases, AreNotHeardInsideASentence) {
  for (auto* text : {"他登记好了", "好了没有", "材料准备好了就来", "你身体好了吗", "明天办好了告诉你", ""})
    EXPECT_FALSE(is_phrase(phrases(), phrases().hand_back, text)) << text;
  for (auto* text : {"这道题简单点", "不要长辈版", "长辈版在哪里下载"}) EXPECT_FALSE(is_phrase(phrases(), phrases().plain_on, text)) << text;
  for (auto* text : {"需要帮助的租客有三个", "帮我查一下", "电饭锅怎么用"}) EXPECT_FALSE(is_phrase(phrases(), phrases().help, text)) << text;
  EXPECT_FALSE(is_phrase(phrases(), phrases().hand_back, std::string(5000, '!') + "done"));
}

}  // namespace phrases_test
