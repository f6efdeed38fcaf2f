// What must not change the facts: greetings, width, traditional characters, marks, the order of a list.
#include <gtest/gtest.h>

#include <array>

#include "tests/understanding/reading.hpp"

namespace properties_test {

using reading::said;

const std::vector<std::string>& reports() {
  static const std::vector<std::string> all{"小孔15号从湖北孝感回来", "我家租客后天晚上到，两个人", "302小孔改到18号了", "小孔不回来了", "租客昨天到的", "301空着没人住",
      "小孔一直没走", "租客还在老家没回来", "隔壁88号昨晚有人住进来了，没登记", "租客登记好了", "小孔联系不上", "今天天气不错", "18号晚上停水", "301团购的鸡蛋到了"};
  return all;
}

TEST(Facts, DoNotChangeWithAPoliteBeginning) {
  for (std::string polite : {"各位好，", "你好，", "组长您好，", "报告一下，", "不好意思打扰了，", "麻烦您，"})
    for (auto& text : reports()) EXPECT_EQ(said(polite + text), said(text)) << polite << text;
}

TEST(Facts, DoNotChangeWithAPoliteEnd) {
  for (std::string polite : {"，谢谢", "，辛苦了", "🙏", "。", "！", "，麻烦您了"})
    for (auto& text : reports()) EXPECT_EQ(said(text + polite), said(text)) << text << polite;
}

// ASCII digits and letters in their full-width forms, marks too.
std::string wide(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c > ' ' && c < 0x7f) {
      unsigned code = 0xFF01u + unsigned(c - '!');
      out += {char(0xE0 | (code >> 12)), char(0x80 | ((code >> 6) & 0x3F)), char(0x80 | (code & 0x3F))};
    } else {
      out += c;
    }
  }
  return out;
}

TEST(Facts, DoNotChangeWithTheWidthOfCharacters) {
  for (auto& text : reports()) EXPECT_EQ(said(wide(text)), said(text)) << text;
}

TEST(Facts, DoNotChangeWithTraditionalCharacters) {
  EXPECT_EQ(said("小孔15號從湖北回來，兩個人"), said("小孔15号从湖北回来，两个人"));
  EXPECT_EQ(said("租客還沒登記"), said("租客还没登记"));
}

TEST(Facts, DoNotChangeWithMarks) {
  EXPECT_EQ(said("小孔15号回来，湖北，两个人"), said("小孔15号回来 湖北 两个人"));
  EXPECT_EQ(said("小孔15号回来\n湖北\n两个人"), said("小孔15号回来 湖北 两个人"));
}

TEST(Facts, AreTheSameForEveryFamilyNameAndDay) {
  for (std::string name : {"小赵", "老吴", "阿珍", "欧阳师傅", "钱阿姨", "小诸葛"})
    for (int day = 12; day <= 29; ++day)
      EXPECT_EQ(said(name + std::to_string(day) + "号从合肥回来"), "return_report date=2020-02-" + std::to_string(day) + " origin=合肥 renter=" + name);
}

TEST(Facts, AreTheSameForEveryPlace) {
  for (std::string place : {"湖北", "湖北武汉", "安徽阜阳", "四川达州", "义乌", "内蒙古赤峰", "江苏省徐州市", "贵州遵义", "六安", "九江", "三门峡"})
    EXPECT_EQ(said("租客18号从" + place + "回来"), "return_report date=2020-02-18 origin=" + place);
}

TEST(Readings, AreTheSameEveryTime) {
  for (auto& text : reports()) EXPECT_EQ(reading::read(text), reading::read(text)) << text;
}

}  // namespace properties_test
