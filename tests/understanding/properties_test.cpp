// What must not change the facts: greetings, width, traditional characters, marks, the order of a list.
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "bot/understanding/text.hpp"
#include "service/commands/understand.hpp"
#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

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

// The same for every message of the labelled files, with all their contexts.
std::vector<linli::LabelledMessage> labelled() {
  std::vector<linli::LabelledMessage> out;
  for (std::string file : {"/tests/fixtures/messages.jsonl", "/tests/fixtures/more/messages.jsonl"})
    for (auto& line : score::lines_of(LINLI_SOURCE_DIR + file)) out.push_back(linli::parse_message(line, reading::shanghai()).value());
  return out;
}

// Its facts, in any order; what is quoted from the text is compared without regard to width, script and blanks.
std::string facts_of(const linli::LabelledMessage& message) {
  auto line = nlohmann::json::parse(linli::to_line(message.id, linli::predict(reading::reader(), message), 0));
  std::multiset<std::string> facts;
  for (auto& fact : line["expect"]) facts.insert(fact.dump());
  std::string all = line["speak"] ? "spoken" : "silent";
  for (auto& fact : facts) all += " " + fact;
  auto chars = linli::understanding::normalise(all).chars;
  std::erase(chars, U' ');
  return linli::understanding::to_utf8(chars);
}

using Change = std::function<std::string(const std::string&)>;

// How many messages mean something else when they are changed; which ones is told.
int changed(const std::string& what, const Change& change) {
  int out = 0;
  for (auto message : labelled()) {
    auto before = facts_of(message);
    message.text = change(message.text);
    auto after = facts_of(message);
    if (after == before) continue;
    ++out;
    std::cout << what << " changes " << message.id << ": " << message.text << "\n  " << before << "\n  " << after << "\n";
  }
  return out;
}

Change before(const std::string& said) {
  return [said](const std::string& text) { return said + text; };
}
Change behind(const std::string& said) {
  return [said](const std::string& text) { return text + said; };
}

TEST(LabelledMessages, MeanTheSameBehindPoliteWords) {
  for (std::string polite : {"各位好，", "你好，", "组长您好，", "不好意思打扰了，", "麻烦您了，", "大家辛苦了！", "谢谢大家，"}) EXPECT_EQ(changed(polite, before(polite)), 0);
}

TEST(LabelledMessages, MeanTheSameBeforePoliteWords) {
  for (std::string polite : {"，谢谢", "，辛苦了", "，麻烦您了", "，谢谢组长！"}) EXPECT_EQ(changed(polite, behind(polite)), 0);
}

TEST(LabelledMessages, MeanTheSameWithEmoji) {
  for (std::string face : {"🙏", "😂😂", "🌹🌹🌹", "[玫瑰]", "[捂脸]", "❤️"}) EXPECT_EQ(changed(face, behind(face)), 0);
}

TEST(LabelledMessages, MeanTheSameInFullWidth) { EXPECT_EQ(changed("full width", wide), 0); }

// The commonest characters that are written otherwise, a list of its own beside the reader's table.
std::string traditional(const std::string& text) {
  static const std::map<char32_t, char32_t> other = [] {
    std::map<char32_t, char32_t> out;
    constexpr std::u32string_view pairs =
        U"号號来來东東车車们們个個两兩岁歲过過还還没沒这這里裡后後时時间間门門问問说說话話电電机機飞飛长長张張陈陳刘劉孙孫赵趙吴吳郑鄭冯馮卢盧韦韋罗羅谢謝"
        U"杨楊邓鄧贾賈肖肖户戶乡鄉镇鎮县縣楼樓层層栋棟单單湾灣汉漢苏蘇宁寧庆慶贵貴云雲辽遼吉吉龙龍点點钟鐘开開关關条條师師傅傅给給让讓请請谁誰对對"
        U"应應该該会會离離从從带帶处處报報登登记記诉訴认認识識网網体體温溫烧燒发發医醫药藥隔隔检檢测測码碼节節阳陽阴陰老老妈媽爷爺奶奶儿兒女女亲親"
        U"现現边邊旧舊业業务務卖賣买買饭飯鸡雞鱼魚风風热熱湿濕难難题題头頭错錯虽雖为為麻麻烦煩谢謝见見听聽写寫读讀学學校校书書讯訊线線铁鐵";
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) out.emplace(pairs[i], pairs[i + 1]);
    return out;
  }();
  auto chars = linli::understanding::to_chars(text);
  for (auto& c : chars)
    if (auto it = other.find(c); it != other.end()) c = it->second;
  return linli::understanding::to_utf8(chars);
}

TEST(LabelledMessages, MeanTheSameInTraditionalCharacters) { EXPECT_EQ(changed("traditional", traditional), 0); }

// Whole weeks later all days that are counted from the day of writing, weekdays among them, are whole weeks later too.
TEST(LabelledMessages, OfRelativeDaysMoveWithTheDayOfWriting) {
  int moved = 0;
  for (auto message : labelled()) {
    auto chars = linli::understanding::normalise(message.text).chars;
    if (chars.find_first_of(U"月号日年节初廿农清元.-") != chars.npos || chars.find_first_of(U"今明昨后前周拜过") == chars.npos) continue;  // days of the calendar, or none
    auto days = [&](int weeks) {
      std::vector<std::optional<linli::Day>> out;
      message.sent_at += std::chrono::days(7 * weeks);
      for (auto& u : linli::predict(reading::reader(), message).facts)
        for (auto& f : u.fact.slots)
          if (auto* d = std::get_if<linli::DateValue>(&f.value)) {
            out.push_back(d->start ? std::optional(*d->start - std::chrono::days(7 * weeks)) : std::nullopt);
            out.push_back(d->end ? std::optional(*d->end - std::chrono::days(7 * weeks)) : std::nullopt);
          }
      message.sent_at -= std::chrono::days(7 * weeks);
      return out;
    };
    auto here = days(0);
    moved += !here.empty();
    for (int weeks : {1, 5, 60}) EXPECT_EQ(days(weeks), here) << message.id << " " << message.text << ", " << weeks << " weeks later";
  }
  EXPECT_GE(moved, 20);
}

}  // namespace properties_test
