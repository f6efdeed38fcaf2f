// What strangers can write, through the whole service: a clear answer or silence by the rules, and nothing half stored.
#include <gtest/gtest.h>

#include "storage/rebuild.hpp"
#include "tests/service/house.hpp"

namespace linli::bad_input_test {

using namespace std::chrono_literals;

struct BadInput : testing::Test {
  given::Folder folder;
  house::Service s{folder.path};
};

TEST_F(BadInput, AHundredKilobytesOfTextAreTakenQuietlyAndLeaveNoCase) {
  std::string text;
  while (text.size() < 100'000) text += "今天天气不错，大家出门买菜吗？";
  EXPECT_TRUE(s.say("a", text));
  EXPECT_TRUE(s.cases().empty());
  EXPECT_TRUE(s.ear.heard.empty());
}

TEST_F(BadInput, AHundredKilobytesOfReportsMakeOneAnswerAtMost) {
  std::string text;
  while (text.size() < 100'000) text += "301的租客小王15号从武汉回来，";
  EXPECT_TRUE(s.say("a", text));
  EXPECT_LE(s.cases().size(), 1u);
  EXPECT_LE(s.ear.heard.size(), 2u);
}

TEST_F(BadInput, BytesThatAreNoTextAreReadAsIfTheyWereNotThere) {
  EXPECT_TRUE(s.say("a", "301的租客小王15号\xff\xfe从武汉回来，两个人\xc0\x80"));
  EXPECT_EQ(s.cases().size(), 1u);
}

TEST_F(BadInput, NulAndControlCharactersSayNothing) {
  EXPECT_TRUE(s.say("a", std::string("\0\x01\x02\x1b[31m", 8)));
  EXPECT_TRUE(s.cases().empty());
  EXPECT_TRUE(s.say("b", std::string("301的租客小王15号\0从武汉回来，两个人", 48)));
  ASSERT_EQ(s.cases().size(), 1u);
  for (auto& fact : s.story(s.cases()[0].row.id).facts) EXPECT_EQ(given::open_plain(fact.words).find('\0'), std::string::npos);
}

TEST_F(BadInput, EmojiAloneGetNoWordInTheGroupAndAnAnswerInTheDirectChat) {
  EXPECT_TRUE(s.say("a", "👍👍🎉"));
  EXPECT_TRUE(s.ear.heard.empty());
  EXPECT_TRUE(s.say("b", "🐶🐱🌧", true));
  EXPECT_EQ(s.ear.heard.size(), 1u);
  EXPECT_TRUE(s.cases().empty());
}

TEST_F(BadInput, AMessageFromTheFutureCountsAsSentNow) {
  auto event = s.message("a", "301的租客小王后天从武汉回来，两个人");
  event.sent = given::at(11) + 240h;
  EXPECT_TRUE(s.submit(event));
  s.move(given::at(11, 9, 1));
  ASSERT_EQ(s.cases().size(), 1u);
  ASSERT_EQ(s.cases()[0].row.dates.size(), 1u);
  EXPECT_EQ(format_day(*s.cases()[0].row.dates.begin()->second.start), "2020-02-13");
}

TEST_F(BadInput, AMessageThatComesLateCountsFromWhenItWasWritten) {
  auto event = s.message("a", "301的租客小王后天从武汉回来，两个人");
  event.sent = given::at(10);
  EXPECT_TRUE(s.submit(event));
  s.move(given::at(11, 9, 1));
  ASSERT_EQ(s.cases().size(), 1u);
  EXPECT_EQ(format_day(*s.cases()[0].row.dates.begin()->second.start), "2020-02-12");
}

TEST_F(BadInput, AButtonThatWasNeverMadeDoesNothing) {
  for (auto key : {"q:1:0", "c:999999:close:all_well", "e:5:landlord", "x", "", "q:99999999999999999999:0"}) {
    auto event = s.message(std::string("k") + key, "", "actor-zhou", true);
    event.body = ButtonIn{key};
    EXPECT_TRUE(s.submit(event)) << key;
  }
  s.move(given::at(11, 9, 1));
  EXPECT_TRUE(s.cases().empty());
}

TEST_F(BadInput, WhatWasTakenInIsWholeAfterwards) {
  s.say("a", "301的租客小王15号从武汉回来，两个人");
  s.say("b", std::string(60'000, 'x'));
  s.say("c", "改到18号\xff");
  s.say("d", "撤回");
  s.close();
  auto report = rebuild(given::options_in(folder.path));
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_TRUE(report->same());
  EXPECT_EQ(report->cases, 1u);
}

}  // namespace linli::bad_input_test
