// Every day and hour of a text, as `linli dates` tells them; all words are our own. Seen from Friday 2024-11-15, ten in the morning.
#include "bot/understanding/mentions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "service/knowledge/lexicon_loader.hpp"

namespace mentions_test {

using namespace linli;
using namespace linli::understanding;

const Words& words() {
  static const Words all(**load_lexicon(LINLI_SOURCE_DIR "/config/lexicon"));
  return all;
}

std::string end_text(const Mention::End& end) {
  if (end.open()) return "";
  std::string out = end.day ? format_day(*end.day) : "";
  if (!end.of_day) return out;
  auto two = [](long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  long s = end.of_day->count();
  return out + "T" + two(s / 3600) + ":" + two(s / 60 % 60) + (s % 60 ? ":" + two(s % 60) : "");
}

// "2024-11-16", "2024-11-16..2024-11-17", "..2024-11-20", "T15:00"; several parted by a blank, "-" for none.
std::string said(const std::string& text, const std::string& from = "2024-11-15", int hour = 10, const Rules& rules = Rules()) {
  std::string out;
  for (auto& m : find_mentions(normalise(text), words(), {parse_day(from).value(), std::chrono::hours(hour)}, rules)) {
    auto start = end_text(m.start), end = end_text(m.end);
    out += (out.empty() ? "" : " ") + (start == end ? start : start + ".." + end);
  }
  return out.empty() ? "-" : out;
}

struct Case {
  const char* text;
  const char* means;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }
class Mentions : public testing::TestWithParam<Case> {};
TEST_P(Mentions, AreFoundWithWhatTheyMean) { EXPECT_EQ(said(GetParam().text), GetParam().means) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Days, Mentions, testing::Values(
    Case{"钥匙2024年12月3日还给你", "2024-12-03"}, Case{"2024-12-03交房", "2024-12-03"}, Case{"2024/12/3 验房", "2024-12-03"}, Case{"2024.12.3签字", "2024-12-03"},
    Case{"20241203到期", "2024-12-03"}, Case{"2024 12 03", "2024-12-03"}, Case{"二〇二四年十二月三日", "2024-12-03"}, Case{"零九年七月六号", "2009-07-06"}, Case{"98年3月2日", "1998-03-02"},
    Case{"12月3号换锁", "2024-12-03"}, Case{"十二月三号换锁", "2024-12-03"}, Case{"12/13抄表", "2024-12-13"}, Case{"3月8号见过他", "2024-03-08"}, Case{"二月二十九号", "2024-02-29"},
    Case{"28号收租", "2024-11-28"}, Case{"9号收租", "2024-12-09"}, Case{"三十一号", "2024-12-31"}, Case{"下个月5号", "2024-12-05"}, Case{"下月的五号", "2024-12-05"},
    Case{"上月20号漏水", "2024-10-20"}, Case{"本月二十日", "2024-11-20"}, Case{"明年1月6号", "2025-01-06"}, Case{"前年6月1日", "2022-06-01"}, Case{"12月3号周二看房", "2024-12-03"},
    Case{"20号(周三)来", "2024-11-20"}, Case{"周三,20号来", "2024-11-20"}, Case{"12月25日圣诞节", "2024-12-25"}));

INSTANTIATE_TEST_SUITE_P(Lunar, Mentions, testing::Values(
    Case{"腊月廿三扫房", "2025-01-22"}, Case{"农历十一月初二", "2024-12-02"}, Case{"2023年正月十五", "2023-02-05"}, Case{"农历2023年七月初七", "2023-08-22"}, Case{"今年八月十五", "2024-09-17"},
    Case{"明年五月初五", "2025-05-31"}, Case{"六月廿四", "2024-07-29"}, Case{"2025年闰六月初一", "2025-07-25"}, Case{"2025年闰六月", "2025-07-25..2025-08-22"}, Case{"今年冬月", "2024-12-01..2024-12-30"},
    Case{"初八", "2024-12-08"}, Case{"2022年大年三十", "2023-01-21"}));

INSTANTIATE_TEST_SUITE_P(Holidays, Mentions, testing::Values(
    Case{"元旦请假", "2025-01-01"}, Case{"除夕值班", "2025-01-28"}, Case{"春节", "2025-01-29"}, Case{"元宵节", "2025-02-12"}, Case{"清明", "2025-04-04"}, Case{"五一", "2025-05-01"},
    Case{"端午", "2025-05-31"}, Case{"中秋节", "2025-10-06"}, Case{"去年重阳", "2023-10-23"}, Case{"2021年国庆", "2021-10-01"}, Case{"冬至吃汤圆", "2024-12-21"}, Case{"2023年夏至", "2023-06-21"},
    Case{"今年大雪", "2024-12-06"}, Case{"明天有大雪", "2024-11-16"}, Case{"腊八", "2025-01-07"}, Case{"小年轻都爱晚睡", "-"}));

INSTANTIATE_TEST_SUITE_P(Counted, Mentions, testing::Values(
    Case{"今天", "2024-11-15"}, Case{"大后天", "2024-11-18"}, Case{"大大后天", "2024-11-19"}, Case{"前天漏的", "2024-11-13"}, Case{"六天后", "2024-11-21"}, Case{"再过六天", "2024-11-21"},
    Case{"两个礼拜后", "2024-11-29"}, Case{"三周前", "2024-10-25"}, Case{"九天前", "2024-11-06"}, Case{"一个月后", "2024-12-15"}, Case{"半个月后", "2024-11-30"}, Case{"十二天以后", "2024-11-27.."},
    Case{"六天内", "2024-11-15..2024-11-21"}, Case{"七日内搬走", "..2024-11-22"}, Case{"未来四天", "2024-11-16..2024-11-19"}, Case{"过去两天", "2024-11-13..2024-11-14"}, Case{"前四天", "2024-11-11..2024-11-14"},
    Case{"后三天", "2024-11-16..2024-11-18"}, Case{"上三周", "2024-10-21..2024-11-10"}, Case{"下两周", "2024-11-18..2024-12-01"}, Case{"今明两天", "2024-11-15..2024-11-16"}, Case{"明后天", "2024-11-16..2024-11-17"},
    Case{"四五天后", "2024-11-19..2024-11-20"}));

INSTANTIATE_TEST_SUITE_P(Weeks, Mentions, testing::Values(
    Case{"礼拜三", "2024-11-20"}, Case{"周五", "2024-11-15"}, Case{"这周二", "2024-11-12"}, Case{"下周二", "2024-11-19"}, Case{"下下周二", "2024-11-26"}, Case{"上礼拜天", "2024-11-10"},
    Case{"上上周六", "2024-11-02"}, Case{"这周", "2024-11-11..2024-11-17"}, Case{"下星期", "2024-11-18..2024-11-24"}, Case{"上上周", "2024-10-28..2024-11-03"}, Case{"周末", "2024-11-16..2024-11-17"},
    Case{"上个周末", "2024-11-09..2024-11-10"}, Case{"周六日", "2024-11-16..2024-11-17"}, Case{"上半周", "2024-11-11..2024-11-13"}, Case{"下半周", "2024-11-14..2024-11-17"},
    Case{"12月第二周", "2024-12-09..2024-12-15"}, Case{"下个月第一个周六", "2024-12-07"}, Case{"每周三倒垃圾", "-"}, Case{"一周三次", "-"}));

INSTANTIATE_TEST_SUITE_P(Months, Mentions, testing::Values(
    Case{"十二月", "2024-12-01..2024-12-31"}, Case{"下个月", "2024-12-01..2024-12-31"}, Case{"上上个月", "2024-09-01..2024-09-30"}, Case{"去年2月份", "2023-02-01..2023-02-28"}, Case{"2022年5月", "2022-05-01..2022-05-31"},
    Case{"12月上旬", "2024-12-01..2024-12-10"}, Case{"十月中下旬", "2024-10-11..2024-10-31"}, Case{"月底", "2024-11-25..2024-11-30"}, Case{"下月初", "2024-12-01..2024-12-05"}, Case{"上半月", "2024-11-01..2024-11-15"},
    Case{"12月前五天", "2024-12-01..2024-12-05"}, Case{"这个月最后两天", "2024-11-29..2024-11-30"}, Case{"3月和6月各一次", "2024-03-01..2024-03-31 2024-06-01..2024-06-30"}));

INSTANTIATE_TEST_SUITE_P(Spans, Mentions, testing::Values(
    Case{"12月3号到12月9号", "2024-12-03..2024-12-09"}, Case{"12月3日至9日", "2024-12-03..2024-12-09"}, Case{"12月3-9号", "2024-12-03..2024-12-09"}, Case{"18号到21号", "2024-11-18..2024-11-21"},
    Case{"18~21号", "2024-11-18..2024-11-21"}, Case{"十八九号", "2024-11-18..2024-11-19"}, Case{"18、19号", "2024-11-18..2024-11-19"}, Case{"12月28日—1月4日", "2024-12-28..2025-01-04"}, Case{"从周一到周四", "2024-11-18..2024-11-21"},
    Case{"上周三到这周二", "2024-11-06..2024-11-12"}, Case{"11月到12月", "2024-11-01..2024-12-31"}, Case{"2023年3-5月", "2023-03-01..2023-05-31"}, Case{"明天到大后天", "2024-11-16..2024-11-18"}, Case{"自2024-12-01起至2024-12-05止", "2024-12-01..2024-12-05"},
    Case{"11月3号至今", "2024-11-03..2024-11-15"}, Case{"腊月到现在", "2024-01-11..2024-11-15"}, Case{"25号之前", "..2024-11-25"}, Case{"最晚25号", "..2024-11-25"}, Case{"截至11月20日", "..2024-11-20"}, Case{"12月1号起", "2024-12-01.."}, Case{"下周一以后", "2024-11-18.."},
    Case{"月底前", "..2024-11-30"}, Case{"18号，25号", "2024-11-18 2024-11-25"}));

INSTANTIATE_TEST_SUITE_P(Hours, Mentions, testing::Values(
    Case{"三点一刻", "T03:15"}, Case{"下午三点一刻", "T15:15"}, Case{"15:40", "T15:40"}, Case{"早上七点零五", "T07:05"}, Case{"晚8点半", "T20:30"}, Case{"中午12点", "T12:00"}, Case{"中午一点", "T13:00"}, Case{"夜里12点", "T00:00"},
    Case{"凌晨两点", "T02:00"}, Case{"傍晚6点来钟", "T18:00"}, Case{"4pm", "T16:00"}, Case{"4:20 PM", "T16:20"}, Case{"差一刻九点", "T08:45"}, Case{"十点差十分", "T09:50"}, Case{"17时30分", "T17:30"}, Case{"6:07:08", "T06:07:08"},
    Case{"明天下午四点", "2024-11-16T16:00"}, Case{"后天14:20到站", "2024-11-17T14:20"}, Case{"今晚九点多", "2024-11-15T21:00"}, Case{"今晚12点", "2024-11-16T00:00"}, Case{"明天大概下午两点", "2024-11-16T14:00"}, Case{"20号晚上八点", "2024-11-20T20:00"},
    Case{"两小时后", "2024-11-15T12:00"}, Case{"半小时前", "2024-11-15T09:30"}, Case{"一个半小时后", "2024-11-15T11:30"}, Case{"40分钟以后", "2024-11-15T10:40"}));

INSTANTIATE_TEST_SUITE_P(SpansOfHours, Mentions, testing::Values(
    Case{"上午9点到11点半", "T09:00..T11:30"}, Case{"下午两点到四点", "T14:00..T16:00"}, Case{"早上七到九点", "T07:00..T09:00"}, Case{"9:00-17:30", "T09:00..T17:30"}, Case{"早八点到晚六点", "T08:00..T18:00"}, Case{"上午9点到4点", "T09:00..T16:00"},
    Case{"晚上十点到凌晨一点", "T22:00..T01:00"}, Case{"今晚十点到凌晨一点", "2024-11-15T22:00..2024-11-16T01:00"}, Case{"明天下午两点到四点", "2024-11-16T14:00..2024-11-16T16:00"}, Case{"明天下午两点到后天中午12点", "2024-11-16T14:00..2024-11-17T12:00"},
    Case{"22:10~次日05:30", "2024-11-15T22:10..2024-11-16T05:30"}, Case{"八点以后", "T08:00.."}, Case{"明天九点前", "..2024-11-16T09:00"}, Case{"晚上九点以后别洗衣服", "T21:00.."}, Case{"周一至周四 8:30-17:00", "2024-11-18..2024-11-21 T08:30..T17:00"}));

INSTANTIATE_TEST_SUITE_P(PartsOfTheDay, Mentions, testing::Values(
    Case{"明天上午", "2024-11-16T08:00..2024-11-16T12:00"}, Case{"昨晚", "2024-11-14T18:00..2024-11-15T00:00"}, Case{"20号下午", "2024-11-20T13:00..2024-11-20T18:00"}, Case{"周三早上", "2024-11-20T08:00..2024-11-20T12:00"},
    Case{"次日凌晨", "2024-11-16T00:00..2024-11-16T06:00"}, Case{"晚上再说", "2024-11-15T18:00..2024-11-16T00:00"}));

INSTANTIATE_TEST_SUITE_P(Nothing, Mentions, testing::Values(
    Case{"房租3200一个月", "-"}, Case{"电话13800000000", "-"}, Case{"2号楼3单元", "-"}, Case{"水费3.5元一吨", "-"}, Case{"零点五", "-"}, Case{"一点也不吵", "-"}, Case{"早一点睡", "-"}, Case{"有三点要说", "-"}, Case{"2024年2月30日", "-"},
    Case{"吃过晚饭没有", "-"}, Case{"前台在哪里", "-"}, Case{"编号202412037", "-"}, Case{"888-000-1234", "-"}, Case{"八点八折", "-"}, Case{"1/4的人", "-"}, Case{"早点来", "-"}));

// A property: what is counted from the day of writing moves with it.
TEST(Mentions, MoveWithTheDayOfWriting) {
  const char* counted[] = {"明天", "大前天", "六天后", "两个礼拜前", "未来三天", "今晚八点", "昨天上午", "三天内", "明天下午两点到四点"};
  auto first = parse_day("2023-12-20").value();
  for (auto* text : counted)
    for (int shift : {1, 9, 70, 400}) {
      auto at = [&](Day day) { return find_mentions(normalise(text), words(), {day, std::chrono::hours(10)}, Rules()); };
      auto here = at(first), there = at(first + std::chrono::days(shift));
      ASSERT_EQ(here.size(), 1u) << text;
      ASSERT_EQ(there.size(), 1u) << text;
      if (here[0].start.day) EXPECT_EQ(*here[0].start.day + std::chrono::days(shift), *there[0].start.day) << text;
      EXPECT_EQ(*here[0].end.day + std::chrono::days(shift), *there[0].end.day) << text;
    }
}

TEST(Mentions, OfWeekdaysMoveByWeeks) {
  for (auto* text : {"周三", "下周一", "这周末", "上上周", "下半周"})
    for (int weeks : {1, 5, 60}) {
      auto first = parse_day("2023-12-20").value();
      auto here = find_mentions(normalise(text), words(), {first, {}}, Rules()), there = find_mentions(normalise(text), words(), {first + std::chrono::days(7 * weeks), {}}, Rules());
      ASSERT_EQ(here.size(), 1u);
      EXPECT_EQ(*here[0].start.day + std::chrono::days(7 * weeks), *there[0].start.day) << text;
    }
}

TEST(Mentions, TellTheirWordsAndTheirRule) {
  std::string text = "租客说后天下午到";
  auto m = find_mentions(normalise(text), words(), {parse_day("2024-11-15").value(), {}}, Rules());
  ASSERT_EQ(m.size(), 1u);
  EXPECT_EQ(text.substr(m[0].words.begin, m[0].words.end - m[0].words.begin), "后天下午");
  EXPECT_EQ(m[0].rule, "date.near");
}

// Each rule of days and hours, a text that needs it, and nothing of the same without it.
struct Needs {
  const char* rule;
  const char* text;
};
void PrintTo(const Needs& n, std::ostream* out) { *out << n.rule; }
class DateRule : public testing::TestWithParam<Needs> {};
TEST_P(DateRule, IsNeeded) {
  RuleProbe all, without;
  without.off.insert(GetParam().rule);
  auto with = said(GetParam().text, "2024-11-15", 10, Rules(&all));
  EXPECT_NE(with, "-");
  EXPECT_NE(std::ranges::count(all.fired, std::string_view(GetParam().rule)), 0);
  EXPECT_NE(said(GetParam().text, "2024-11-15", 10, Rules(&without)), with);
}
INSTANTIATE_TEST_SUITE_P(All, DateRule, testing::Values(
    Needs{"date.full", "2024-12-03"}, Needs{"date.compact", "20241203"}, Needs{"date.month.digits", "12/3"}, Needs{"date.month.part", "12月中旬"}, Needs{"date.month.week", "12月第二周"}, Needs{"date.month.day", "12月3号"},
    Needs{"date.month.whole", "12月份"}, Needs{"date.day", "28号"}, Needs{"date.part_of_this_month", "月底"}, Needs{"date.lunar.new_year", "年初五"}, Needs{"date.lunar.festival", "二月二"}, Needs{"date.lunar", "腊月廿三"},
    Needs{"date.lunar.day", "初八"}, Needs{"date.lunar.month", "腊月里"}, Needs{"date.near", "后天"}, Needs{"date.near.part", "今晚"}, Needs{"date.tomorrow_or_after", "明后天"}, Needs{"date.today_or_tomorrow", "今明两天"},
    Needs{"date.yesterday_or_before", "昨前天"}, Needs{"date.these_days", "这几天"}, Needs{"date.some_days_ago", "前几天"}, Needs{"date.whole_units", "上三周"}, Needs{"date.weekend", "下周末"}, Needs{"date.half_week", "下半周"},
    Needs{"date.weekday.of_week", "下周二"}, Needs{"date.weekday", "周二"}, Needs{"date.week", "下周"}, Needs{"date.some_days", "过几天"}, Needs{"date.in_days", "六天后"}, Needs{"date.days_ago", "六天前"},
    Needs{"date.within", "六天内"}, Needs{"date.ahead_or_back", "未来六天"}, Needs{"date.holiday", "元宵"}, Needs{"date.year", "明年1月6号"}, Needs{"date.days", "18-21号"}, Needs{"date.before", "25号之前"},
    Needs{"date.after", "25号以后"}, Needs{"date.since", "25号起"}, Needs{"time.clock", "下午三点"}, Needs{"time.part", "明天上午"}, Needs{"mention.range", "18号到12月3号"}, Needs{"mention.hours", "早上七到九点"},
    Needs{"mention.months", "2023年3-5月"}, Needs{"mention.from_now", "两小时后"}, Needs{"mention.other_day", "次日上午"}, Needs{"mention.weekday_beside", "20号(周三)来"}, Needs{"mention.to_now", "11月3号至今"}));

}  // namespace mentions_test
