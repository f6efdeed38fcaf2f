// The same words mean something else after a question.
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace interpret_test {

using linli::Asked;
using reading::landlord_asked;
using reading::renter;
using reading::said;

TEST(AfterAQuestion, ABareValueIsAnAnswer) {
  EXPECT_EQ(said("19号", landlord_asked(Asked::date)), "answer date=2020-02-19");
  EXPECT_EQ(said("19", landlord_asked(Asked::date)), "answer date=2020-02-19");
  EXPECT_EQ(said("大后天吧", landlord_asked(Asked::date)), "answer date=2020-02-14");
  EXPECT_EQ(said("说不准呢", landlord_asked(Asked::date)), "answer date=open");
  EXPECT_EQ(said("402", landlord_asked(Asked::room)), "answer room=402");
  EXPECT_EQ(said("4", landlord_asked(Asked::people)), "answer people=4");
  EXPECT_EQ(said("就两个人", landlord_asked(Asked::people)), "answer people=2");
  EXPECT_EQ(said("河南信阳", landlord_asked(Asked::origin)), "answer origin=河南信阳");
  EXPECT_EQ(said("13911112222", landlord_asked(Asked::phone)), "answer phone=13911112222");
  EXPECT_EQ(said("姓孔", landlord_asked(Asked::renter)), "answer renter=孔");
  EXPECT_EQ(said("没路过湖北", landlord_asked(Asked::via)), "answer via=none");
}

TEST(AfterAQuestion, TheSameValuesAloneSayNothing) {
  for (auto* text : {"19号", "19", "402", "河南信阳", "两个人", "姓孔", "到了", "还没", "对的", "嗯"}) EXPECT_EQ(said(text), "-") << text;
}

TEST(AfterAQuestion, ASentenceThatOnlyFillsTheSlotIsAnAnswer) {
  EXPECT_EQ(said("19号回来", landlord_asked(Asked::date)), "answer date=2020-02-19");
  EXPECT_EQ(said("从信阳来的", landlord_asked(Asked::origin)), "answer origin=信阳");
}

TEST(AfterAQuestion, TwoNumbersAreTwoAnswers) {
  EXPECT_EQ(said("两个 一个", landlord_asked(Asked::people)), "answer people=2; answer people=1");
}

TEST(AfterHasHeCome, ShortWordsTellIt) {
  EXPECT_EQ(said("到了", landlord_asked(Asked::arrived)), "arrived");
  EXPECT_EQ(said("已经到了", landlord_asked(Asked::arrived)), "arrived");
  EXPECT_EQ(said("回来了", landlord_asked(Asked::arrived)), "arrived");
  EXPECT_EQ(said("还没到", landlord_asked(Asked::arrived)), "not arrived");
  EXPECT_EQ(said("没有", landlord_asked(Asked::arrived)), "not arrived");
}

TEST(AfterACard, YesAndNo) {
  for (auto* text : {"对", "对的", "是的", "没错", "嗯", "好的", "是", "OK"}) EXPECT_EQ(said(text, landlord_asked(Asked::confirm)), "yes") << text;
  for (auto* text : {"不对", "不是", "错了", "不是的"}) EXPECT_EQ(said(text, landlord_asked(Asked::confirm)), "no") << text;
  EXPECT_EQ(said("不对，是两个人", landlord_asked(Asked::confirm)), "no; change people=2");
  EXPECT_EQ(said("不是的，19号", landlord_asked(Asked::confirm)), "no; change date=2020-02-19");
}

TEST(AfterHowAreYou, WellIsAnAnswer) {
  EXPECT_EQ(said("一切正常", landlord_asked(Asked::health)), "health");
  EXPECT_EQ(said("36.6 正常", landlord_asked(Asked::health)), "health temperature=36.6");
  EXPECT_EQ(said("一切正常"), "-");
}

TEST(AfterANotice, ANumberIsReadAsSeen) {
  EXPECT_EQ(said("1", landlord_asked(Asked::notice)), "ack");
  EXPECT_EQ(said("嗯嗯", landlord_asked(Asked::notice)), "ack");
}

TEST(ARenter, SpeaksOfTheirOwnJourney) {
  EXPECT_EQ(said("我19号从信阳回上海", renter()), "return_report date=2020-02-19 origin=信阳 renter=self");
  EXPECT_EQ(said("我昨天回来了", renter()), "arrived date=2020-02-10 renter=self");
  EXPECT_EQ(said("我先不回上海了", renter()), "cancel renter=self");
  EXPECT_EQ(said("我19号才有票", renter()), "return_report date=2020-02-19 renter=self");
}

TEST(WhatIsNotCertain, IsConfirmed) {
  EXPECT_EQ(said("小孔后天回来 从虎北来的"), "?return_report date=2020-02-13 origin=虎北(湖北) renter=小孔");
  EXPECT_EQ(said("小孔后天回来 老家安微"), "?return_report date=2020-02-13 origin=安微(安徽) renter=小孔");
  EXPECT_EQ(said("小孔周二回来"), "?return_report date=2020-02-11|2020-02-18 renter=小孔");
  EXPECT_EQ(said("小孔明天到", "2020-02-11T00:30"), "?return_report date=2020-02-12|2020-02-11 renter=小孔");
}

TEST(AnIdentityNumber, IsMarkedAsPersonal) {
  EXPECT_TRUE(reading::read("小孔后天回来 340000199001010000").personal_number);
  EXPECT_FALSE(reading::read("小孔后天回来").personal_number);
}

TEST(Spans, AreBytesOfTheTextAsItWasWritten) {
  std::string text = "  租客　２月１９号 回来，從湖北";
  auto r = reading::read(text);
  ASSERT_EQ(r.candidates.size(), 1U);
  auto words = [&](linli::Slot slot) {
    auto span = r.candidates[0].find(slot)->words;
    return text.substr(span.begin, span.end - span.begin);
  };
  EXPECT_EQ(words(linli::Slot::date), "２月１９号");
  EXPECT_EQ(words(linli::Slot::origin), "湖北");
}

// tests/understanding/answers.txt: "what was asked | what is answered => what is said"
TEST(AfterAQuestion, AnswersOfAllFormsAreHeard) {
  int n = 0;
  for (auto& line : score::lines_of(std::string(LINLI_SOURCE_DIR) + "/tests/understanding/answers.txt")) {
    if (line.starts_with("#")) continue;
    auto bar = line.find(" | "), arrow = line.find(" => ");
    ASSERT_TRUE(bar < arrow && arrow != std::string::npos) << line;
    auto asked = linli::asked_named(line.substr(0, bar));
    auto text = line.substr(bar + 3, arrow - bar - 3);
    EXPECT_EQ(asked ? said(text, landlord_asked(*asked)) : said(text), line.substr(arrow + 4)) << line;
    ++n;
  }
  EXPECT_GE(n, 100);
}

// 能不能 asked of the bot itself counts only where it is spoken to.
TEST(AfterAQuestion, WhatTheBotCanDoIsAskedInItsOwnChat) {
  EXPECT_EQ(said("你会啥", renter()), "question about=bot");
  EXPECT_EQ(said("你会啥"), "-");
}

}  // namespace interpret_test
