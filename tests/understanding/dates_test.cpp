// The conventions of the label guide for days, each with words of our own. Seen from Tuesday 2020-02-11 (the 18th of the first lunar month).
#include <gtest/gtest.h>

#include "tests/understanding/reading.hpp"

namespace dates_test {

using reading::date_of;

struct Case {
  const char* text;
  const char* means;
  const char* from = "2020-02-11T09:30";
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class Days : public testing::TestWithParam<Case> {};
TEST_P(Days, MeanWhatTheGuideSays) { EXPECT_EQ(date_of(GetParam().text, GetParam().from), GetParam().means) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Solar, Days, testing::Values(
    Case{"租客2月19号回来", "2020-02-19"}, Case{"租客二月十九日回来", "2020-02-19"}, Case{"租客2.19回来", "2020-02-19"}, Case{"租客2/19回来", "2020-02-19"},
    Case{"租客二月十九回来", "2020-02-19"}, Case{"租客2020-02-19回来", "2020-02-19"}, Case{"租客20200219回来", "2020-02-19"},
    Case{"租客廿三号回来", "2020-02-23"}, Case{"租客廿三回来", "2020-02-23"}, Case{"租客9号回来", "2020-03-09"}, Case{"租客31号回来", "2020-03-31"},
    Case{"租客1月5号回来", "2020-01-05"}, Case{"租客下个月3号回来", "2020-03-03"}, Case{"租客明年1月3号回来", "2021-01-03"},
    Case{"租客9号到的", "2020-02-09"}, Case{"租客25号到的", "2020-01-25"}, Case{"租客上个月25号到的", "2020-01-25"}));

INSTANTIATE_TEST_SUITE_P(Lunar, Days, testing::Values(
    Case{"租客正月廿六回来", "2020-02-19"}, Case{"租客农历二十六回来", "2020-02-19"}, Case{"租客二月初三回来", "2020-02-25"}, Case{"租客二月二回来", "2020-02-24"},
    Case{"租客初六回来", "2020-01-30", "2020-01-28T10:00"}, Case{"租客初三回来", "2020-02-25"}, Case{"租客大年初九回来", "2020-02-02", "2020-01-28T10:00"},
    Case{"租客元宵节回来", "2020-02-08", "2020-02-03T10:00"}, Case{"租客元宵后第二天回来", "2020-02-10", "2020-02-03T10:00"},
    Case{"租客端午回来", "2020-06-25"}, Case{"租客清明回来", "2020-04-04"}));

INSTANTIATE_TEST_SUITE_P(Counted, Days, testing::Values(
    Case{"租客明天回来", "2020-02-12"}, Case{"租客后天回来", "2020-02-13"}, Case{"租客大后天回来", "2020-02-14"}, Case{"租客五天后回来", "2020-02-16"},
    Case{"租客过三天回来", "2020-02-14"}, Case{"租客两个礼拜以后回来", "2020-02-25"}, Case{"租客半个月后回来", "2020-02-26"}, Case{"租客昨天到的", "2020-02-10"},
    Case{"租客大前天到的", "2020-02-08"}, Case{"租客明朝回来", "2020-02-12"}, Case{"租客明后天回来", "2020-02-12..2020-02-13"},
    Case{"租客四五天以后回来", "2020-02-15..2020-02-16"}, Case{"租客三天内回来", "2020-02-11..2020-02-14"}));

INSTANTIATE_TEST_SUITE_P(Weeks, Days, testing::Values(
    Case{"租客礼拜五回来", "2020-02-14"}, Case{"租客周一回来", "2020-02-17"}, Case{"租客周二回来", "2020-02-11|2020-02-18"}, Case{"租客这周四回来", "2020-02-13"},
    Case{"租客下周四回来", "2020-02-20"}, Case{"租客下下周四回来", "2020-02-27"}, Case{"租客上礼拜五到的", "2020-02-07"}, Case{"租客周日到的", "2020-02-09"},
    Case{"租客周末回来", "2020-02-15..2020-02-16"}, Case{"租客下周末回来", "2020-02-22..2020-02-23"}, Case{"租客下礼拜回来", "2020-02-17..2020-02-23"},
    Case{"租客这周回来", "2020-02-11..2020-02-16"}, Case{"租客周五到周日之间回来", "2020-02-14..2020-02-16"}, Case{"租客15号(周六)回来", "2020-02-15"}));

INSTANTIATE_TEST_SUITE_P(Spans, Days, testing::Values(
    Case{"租客17、18号回来", "2020-02-17..2020-02-18"}, Case{"租客十七八号回来", "2020-02-17..2020-02-18"}, Case{"租客17号或者18号回来", "2020-02-17..2020-02-18"},
    Case{"租客17号到19号回来", "2020-02-17..2020-02-19"}, Case{"租客2.17-19回来", "2020-02-17..2020-02-19"}, Case{"租客2月28号到3月2号回来", "2020-02-28..2020-03-02"},
    Case{"租客18号之前回来", "2020-02-11..2020-02-18"}, Case{"租客清明前回来", "2020-02-11..2020-04-04"}));

INSTANTIATE_TEST_SUITE_P(Vague, Days, testing::Values(
    Case{"租客过两天回来", "2020-02-13~2020-02-15"}, Case{"租客过几天回来", "2020-02-14~2020-02-18"}, Case{"租客这两天回来", "2020-02-11~2020-02-13"},
    Case{"租客这几天回来", "2020-02-11~2020-02-15"}, Case{"租客18号左右回来", "2020-02-17~2020-02-19"}, Case{"租客月底回来", "2020-02-25~2020-02-29"},
    Case{"租客月初回来", "2020-03-01~2020-03-05"}, Case{"租客中旬回来", "2020-02-11~2020-02-20"}, Case{"租客下旬回来", "2020-02-21~2020-02-29"},
    Case{"租客三月上旬回来", "2020-03-01~2020-03-10"}, Case{"租客清明以后回来", "2020-04-05~2020-04-11"}, Case{"租客出了正月回来", "2020-02-23~2020-02-29"},
    Case{"租客20号以后回来", "2020-02-21~2020-02-27"}, Case{"租客前几天到的", "2020-02-04~2020-02-08"}));

INSTANTIATE_TEST_SUITE_P(Open, Days, testing::Values(
    Case{"租客还没定哪天回来", "open"}, Case{"租客近期回来", "open"}, Case{"租客等厂里通知再回来", "open"}, Case{"解封后租客再回来", "open"},
    Case{"租客回来，厂里3月2号开工", "-"}));

INSTANTIATE_TEST_SUITE_P(Hours, Days, testing::Values(
    Case{"租客后天下午4点到", "2020-02-13T16:00"}, Case{"租客后天3点到", "2020-02-13T15:00"}, Case{"租客后天上午10点半到", "2020-02-13T10:30"},
    Case{"租客后天20:40到", "2020-02-13T20:40"}, Case{"租客后天傍晚到", "2020-02-13 evening"}, Case{"租客后天一早到", "2020-02-13 morning"},
    Case{"租客后天晚上七点到虹桥，八点半到家", "2020-02-13 evening"}, Case{"租客后天凌晨到", "2020-02-13 dawn"}));

INSTANTIATE_TEST_SUITE_P(Midnight, Days, testing::Values(
    Case{"租客明天回来", "2020-02-12|2020-02-11", "2020-02-11T01:10"}, Case{"租客今天回来", "2020-02-11|2020-02-10", "2020-02-11T03:50"},
    Case{"租客明天回来", "2020-02-12", "2020-02-11T04:10"}, Case{"租客今天半夜到", "2020-02-11 night|2020-02-12", "2020-02-11T19:10"},
    Case{"租客今天半夜到", "2020-02-11 night", "2020-02-11T09:10"}));

INSTANTIATE_TEST_SUITE_P(OtherHands, Days, testing::Values(
    Case{"101没人住，102廿二号回来", "2020-02-22"}, Case{"租客元月8号回来", "2021-01-08", "2020-12-28T10:00"}, Case{"租客1月4号回来", "2021-01-04", "2020-12-28T10:00"}, Case{"租客再有六天回来", "2020-02-17"},
    Case{"租客6天后来", "2020-02-17"}, Case{"租客三个礼拜以后回来", "2020-03-03"}, Case{"租客一个月后回来", "2020-03-11"}, Case{"租客腊月廿六回来", "2020-01-20", "2020-01-13T10:00"}, Case{"租客二月初四初五回来", "2020-02-26..2020-02-27"},
    Case{"租客18号19号两天里回来", "2020-02-18..2020-02-19"}, Case{"租客初八初九两天里回来", "2020-02-01..2020-02-02", "2020-01-28T10:00"}, Case{"租客过了二十才来", "2020-02-14~2020-02-20"},
    Case{"租客过了元宵回来", "2020-02-09~2020-02-15", "2020-02-03T10:00"}, Case{"租客月中回来", "2020-02-11~2020-02-20"}, Case{"租客下个礼拜2回来", "2020-02-18"}, Case{"租客下下个礼拜回来", "2020-02-24..2020-03-01"},
    Case{"租客周六日回来", "2020-02-15..2020-02-16"}, Case{"租客最晚20号回来", "2020-02-11..2020-02-20"}, Case{"租客冬至回来", "2020-12-21", "2020-12-01T10:00"}, Case{"租客12月30号到1月2号回来", "2020-12-30..2021-01-02", "2020-12-20T10:00"},
    Case{"租客后天晌午到", "2020-02-13 noon"}, Case{"租客昨天下半日到的", "2020-02-10 afternoon"}, Case{"租客后天后半晌到", "2020-02-13 afternoon"}, Case{"租客后天后半夜到", "2020-02-13 dawn"},
    Case{"租客后天05:40到", "2020-02-13T05:40"}, Case{"租客后天差一刻九点到", "2020-02-13T08:45"}, Case{"租客上个礼拜天到的", "2020-02-09"}, Case{"租客前儿个到的", "2020-02-09"}, Case{"租客2月31号回来", "-"},
    Case{"租客2月19号(周三)回来", "2020-02-19"}, Case{"租客三月初八回来", "2020-03-31"}, Case{"租客五月廿二回来", "2020-05-22", "2020-05-02T10:00"}));

// Rules that only the reader has; the others are needed in mentions_test.cpp.
struct Needs {
  const char* rule;
  const char* text;
};
void PrintTo(const Needs& n, std::ostream* out) { *out << n.rule; }
class ReadersDateRule : public testing::TestWithParam<Needs> {};
TEST_P(ReadersDateRule, IsNeeded) {
  linli::RuleProbe without;
  without.off.insert(GetParam().rule);
  auto sent = reading::at("2020-02-11T09:30");
  EXPECT_NE(reading::reader().read(GetParam().text, sent), reading::reader().read(GetParam().text, sent, &without));
}
INSTANTIATE_TEST_SUITE_P(All, ReadersDateRule, testing::Values(Needs{"date.range", "租客18号到3月2号回来"}, Needs{"date.latest", "租客最晚20号回来"}, Needs{"date.passed", "租客过了清明回来"},
    Needs{"date.lunar.passed", "租客过了二十才来"}, Needs{"date.nth_after", "租客清明后第二天回来"}, Needs{"date.around", "租客18号左右回来"}));

// A property: days counted from today move with it.
TEST(CountedDays, MoveWithTheDayOfWriting) {
  auto first = linli::parse_day("2020-02-11").value();
  for (auto* text : {"租客后天回来", "租客六天后回来", "租客两个礼拜以后回来"})
    for (int shift : {1, 8, 30, 300}) {
      auto day = linli::format_day(first + std::chrono::days(shift));
      auto here = linli::parse_day(date_of(text)).value(), there = linli::parse_day(date_of(text, day + "T09:30")).value();
      EXPECT_EQ(here + std::chrono::days(shift), there) << text;
    }
}

}  // namespace dates_test
