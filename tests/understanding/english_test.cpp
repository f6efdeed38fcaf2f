// English as renters write it: sentences of our own with what is said in them, ordinary talk that gets no word, answers, and what is no English.
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace english_test {

using namespace linli;
using reading::said;

// "# as renter asked ask_date": who writes the lines below, and what the bot had just asked.
Context context_of(const std::string& heading) {
  auto c = heading.find("landlord") != std::string::npos ? reading::landlord() : reading::renter();
  if (auto at = heading.find(" asked "); at != std::string::npos) c.asked.push_back(asked_named(heading.substr(at + 7)).value());
  return c;
}

TEST(English, SaysWhatIsWrittenBesideIt) {
  int n = 0;
  auto context = reading::renter();
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/english.txt")) {
    if (line.starts_with("# as ")) context = context_of(line);
    if (line.starts_with("#")) continue;
    auto arrow = line.find(" => ");
    ASSERT_NE(arrow, std::string::npos) << line;
    auto text = line.substr(0, arrow);
    EXPECT_EQ(said(text, context), line.substr(arrow + 4)) << line;
    ++n;
  }
  EXPECT_GE(n, 150);
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

TEST(OrdinaryEnglish, HoldsNoDayThatCouldBeAnAnswer) {
  for (std::string text : {"the weather is great today", "lovely sunny morning today", "happy birthday party tomorrow"}) EXPECT_EQ(reading::date_of(text), "-") << text;
  for (std::string text : {"on the 20th", "maybe the 20th", "the 20th, by train", "it is the 20th"}) EXPECT_EQ(reading::date_of(text), "2020-02-20") << text;
}

TEST(WhatIsNoEnglish, IsReadAsChinese) {
  for (std::string text : {"OK", "G7102", "wifi", "wo mingtian huilai", "小王G7102明天到", "wifi密码多少", "OK收到", "http://www.example.com/a?b=c", "ni hao", "302", "vip", "zuke houtian huilai 301", "hao de", "LOL",
                           "我家租客明天到，train G7102", "POS机 ok"})
    EXPECT_EQ(reading::read(text).language, Language::zh) << text;
}

// Phones write without capitals and marks, and with curly apostrophes.
TEST(English, IsTheSameWithoutCapitalsAndMarks) {
  EXPECT_EQ(said("im back on 18 feb by train from hefei two of us room 301", reading::renter()), "return_report by=train date=2020-02-18 origin=hefei people=2 renter=self room=301");
  EXPECT_EQ(said("I’m not coming back", reading::renter()), said("I'm not coming back", reading::renter()));
  EXPECT_EQ(said("i havent arrived yet", reading::renter()), said("I haven't arrived yet.", reading::renter()));
}

TEST(English, ASlipInTheNameOfADayIsReadAsTheOneItIsNearestTo) {
  for (std::string day : {"Fryday", "Fridya", "Firday", "Friiday", "friday"}) EXPECT_EQ(said("I'm back on " + day, reading::renter()), "return_report date=2020-02-14 renter=self") << day;
  for (std::string month : {"Febuary", "Feburary", "Februray", "Febrary", "february"}) EXPECT_EQ(said("I'm back on 20 " + month, reading::renter()), "return_report date=2020-02-20 renter=self") << month;
  EXPECT_EQ(reading::date_of("I'm back on Munday"), "-");  // Monday or Sunday
}

TEST(English, CutAnywhereItIsStillRead) {
  std::string text = "I’m back on 18/2 by train G7102 from Lu'an, Anhui, me and my wife, flat 2-501, 138 0000 1111, 36.5°C.";
  auto inside = [](Span s, std::size_t size) { return s.begin <= s.end && s.end <= size; };
  for (std::size_t n = 0; n <= text.size(); ++n)
    for (auto& part : {text.substr(0, n), text.substr(n)}) {
      auto r = reading::read(part);
      for (auto& c : r.candidates) {
        EXPECT_TRUE(inside(c.clause, part.size())) << part;
        for (auto& f : c.slots) EXPECT_TRUE(inside(f.words, part.size())) << part;
      }
      for (auto& f : r.loose) EXPECT_TRUE(inside(f.words, part.size())) << part;
    }
}

}  // namespace english_test
