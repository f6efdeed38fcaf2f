// English as renters write it: sentences of our own with what is said in them, ordinary talk that gets no word, answers, and what is no English.
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace english_test {

using namespace linli;
using reading::said;

TEST(English, SaysWhatIsWrittenBesideIt) {
  int n = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/english.txt")) {
    if (line.starts_with("#")) continue;
    auto arrow = line.find(" => ");
    ASSERT_NE(arrow, std::string::npos) << line;
    auto text = line.substr(0, arrow);
    EXPECT_EQ(said(text, reading::renter()), line.substr(arrow + 4)) << line;
    EXPECT_EQ(reading::read(text).language, Language::en) << line;
    ++n;
  }
  EXPECT_GE(n, 60);
}

TEST(OrdinaryEnglish, GetsNoWord) {
  int n = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/english_ordinary.txt")) {
    if (line.starts_with("#")) continue;
    EXPECT_EQ(said(line, reading::renter()), "-") << line;
    EXPECT_EQ(said(line), "-") << line;
    ++n;
  }
  EXPECT_GE(n, 40);
}

TEST(WhatIsNoEnglish, IsReadAsChinese) {
  for (std::string text : {"OK", "G7102", "wifi", "wo mingtian huilai", "小王G7102明天到", "wifi密码多少", "OK收到", "http://www.example.com/a?b=c", "ni hao", "302", "vip", "zuke houtian huilai 301", "hao de", "LOL",
                           "我家租客明天到，train G7102", "POS机 ok"})
    EXPECT_EQ(reading::read(text).language, Language::zh) << text;
}

}  // namespace english_test
