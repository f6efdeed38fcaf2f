// Hours: office hours over nights and ends of days, quiet hours over midnight, zones with summer time.
#include <gtest/gtest.h>

#include "bot/casework/hours.hpp"
#include "service/knowledge/zone_loader.hpp"

namespace hours_test {
using namespace linli;
using namespace std::chrono_literals;

const Zone& shanghai() {
  static const Zone zone = load_zone("Asia/Shanghai").value();
  return zone;
}
Instant at(const Zone& zone, const std::string& day, const std::string& hour) { return zone.at(*parse_day(day), *parse_hour(hour)); }

TEST(Hours, OfficeHoursStopAtNightAndGoOnNextMorning) {
  auto nine = Minutes(540), six = Minutes(1080);
  auto& z = shanghai();
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "09:02"), 120min, nine, six), at(z, "2020-02-15", "11:02"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "17:30"), 120min, nine, six), at(z, "2020-02-16", "10:30"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "16:00"), 120min, nine, six), at(z, "2020-02-15", "18:00"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "03:00"), 120min, nine, six), at(z, "2020-02-15", "11:00"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "18:00"), 120min, nine, six), at(z, "2020-02-16", "11:00"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "12:00"), 24h, nine, six), at(z, "2020-02-17", "18:00"));
  EXPECT_EQ(add_within(z, at(z, "2020-02-28", "17:59"), 2min, nine, six), at(z, "2020-02-29", "09:01"));
}

TEST(Hours, AWholeDayIsPlainTime) {
  auto& z = shanghai();
  EXPECT_EQ(add_within(z, at(z, "2020-02-15", "23:30"), 60min, Minutes(0), Minutes(1440)), at(z, "2020-02-16", "00:30"));
  EXPECT_EQ(within_hours(z, at(z, "2020-02-15", "23:30"), Minutes(0), Minutes(1440)), at(z, "2020-02-15", "23:30"));
}

TEST(Hours, QuietHoursGoOverMidnight) {
  auto& z = shanghai();
  auto from = Minutes(1260), to = Minutes(480);
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-15", "20:59"), from, to), at(z, "2020-02-15", "20:59"));
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-15", "21:00"), from, to), at(z, "2020-02-16", "08:00"));
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-16", "02:00"), from, to), at(z, "2020-02-16", "08:00"));
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-16", "08:00"), from, to), at(z, "2020-02-16", "08:00"));
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-16", "02:00"), Minutes(60), Minutes(360)), at(z, "2020-02-16", "06:00"));
  EXPECT_EQ(outside_hours(z, at(z, "2020-02-16", "02:00"), Minutes(60), Minutes(60)), at(z, "2020-02-16", "02:00"));
}

TEST(Hours, AnHourThatSummerTimeSkipsDoesNotHang) {
  auto berlin = load_zone("Europe/Berlin").value();
  auto start = at(berlin, "2020-03-28", "17:00");
  EXPECT_EQ(add_within(berlin, start, 120min, Minutes(540), Minutes(1080)), at(berlin, "2020-03-29", "10:00"));
  EXPECT_EQ(add_within(berlin, start, 120min, Minutes(120), Minutes(180)), at(berlin, "2020-03-31", "03:00"));
}

TEST(Hours, AZoneThatIsNotThereIsOneSentence) {
  auto none = load_zone("Asia/Shanghi");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().find("Asia/Shanghi"), std::string::npos);
}

TEST(Hours, ShanghaiHadSummerTimeAndHasNone) {
  auto& z = shanghai();
  EXPECT_EQ(z.local(at(z, "2020-07-01", "12:00")).of_day, 12h);
  EXPECT_EQ(at(z, "2020-07-01", "08:00").time_since_epoch() % 24h, 0us);
}

}  // namespace hours_test
