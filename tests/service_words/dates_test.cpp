#include <gtest/gtest.h>

#include "service/words/vocabulary.hpp"
#include "tests/service_words/made_up.hpp"

namespace dates_test {
using namespace made_up;

const Instant now = at("2020-02-11", 9);
std::string said(const DateValue& d) { return words()->date(d, now); }

TEST(Dates, ADayIsSaidWithItsWeekday) { EXPECT_EQ(said(on("2020-02-15")), "2月15日(周六)"); }
TEST(Dates, ADayOfAnotherYearNamesTheYear) { EXPECT_EQ(said(on("2021-01-03")), "2021年1月3日(周日)"); }

TEST(Dates, ASpanIsSaidFromTo) {
  DateValue d = on("2020-02-15");
  d.end = day("2020-02-16");
  d.certainty = Certainty::window;
  EXPECT_EQ(said(d), "2月15日到16日");
  d.end = day("2020-03-02");
  EXPECT_EQ(said(d), "2月15日到3月2日");
}

TEST(Dates, AroundADayStaysAround) {
  DateValue d = on("2020-02-19");
  d.end = day("2020-02-21");
  d.certainty = Certainty::vague;
  EXPECT_EQ(said(d), "2月20日左右");
  d.end = day("2020-02-29");
  EXPECT_EQ(said(d), "2月19日到29日之间");
}

TEST(Dates, ALunarDayIsSaidInBothCalendars) {
  auto& all = words()->vocabulary();
  EXPECT_EQ(all.date(on("2020-02-01"), now, true), "正月初八(2月1日，周六)");
  EXPECT_EQ(all.date(on("2020-01-24"), now, true), "腊月三十(1月24日，周五)");
  EXPECT_EQ(all.date(on("2020-05-25"), now, true), "闰四月初三(5月25日，周一)");
  EXPECT_EQ(all.date(on("2200-01-01"), now, true), "2200年1月1日(周三)");
}

TEST(Dates, AnOpenDayIsSaidToBeOpen) {
  DateValue d;
  d.certainty = Certainty::unknown;
  EXPECT_EQ(said(d), "日子还没定");
}

TEST(Dates, DaysThatItMayMeanAreAllNamed) {
  DateValue d = on("2020-02-12");
  d.alternatives = {day("2020-02-19")};
  EXPECT_EQ(said(d), "2月12日(周三)或2月19日(周三)");
}

TEST(Dates, HoursAndPartsOfTheDayAreSaidAfterIt) {
  DateValue d = on("2020-02-15");
  d.part = PartOfDay::afternoon;
  EXPECT_EQ(said(d), "2月15日(周六)下午");
  d.time = Minutes(15 * 60);
  EXPECT_EQ(said(d), "2月15日(周六)下午3点");
  d.time = Minutes(20 * 60 + 30);
  EXPECT_EQ(said(d), "2月15日(周六)晚上8点半");
  d.time = Minutes(8 * 60 + 5);
  EXPECT_EQ(said(d), "2月15日(周六)早上8点05分");
}

TEST(Dates, AnInstantIsSeenFromNow) {
  EXPECT_EQ(words()->instant(at("2020-02-11", 20), now), "今天晚上8点");
  EXPECT_EQ(words()->instant(at("2020-02-12", 9), now), "明天上午9点");
  EXPECT_EQ(words()->instant(at("2020-02-10", 12), now), "昨天中午12点");
  EXPECT_EQ(words()->instant(at("2020-02-15", 9), now), "2月15日(周六)上午9点");
}

}  // namespace dates_test
