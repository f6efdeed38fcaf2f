// A visitor who stays: the day they leave, said or counted from the day they come, and the question whether they have left.
#include <gmock/gmock.h>

#include "tests/casework/world.hpp"

namespace visits_test {
using namespace casework_world;

Found days(std::int64_t count) { return {Slot::until, count, {}, {}, "stay.length"}; }
Found until(const std::string& day) { return {Slot::until, World::day(day), {}, {}, "stay.last_day"}; }
Found on(const std::string& day) { return {Slot::date, World::day(day), {}, {}, "date.day"}; }
Candidate told(Intent intent, std::vector<Found> slots) {
  Candidate c;
  c.intent = intent;
  c.slots = std::move(slots);
  return c;
}
Candidate comes(const std::string& day, Found how_long) { return told(Intent::return_report, {on(day), std::move(how_long)}); }

struct Visit : World {
  CaseId id;
  explicit Visit(const Candidate& report) {
    now = at("2020-02-11 09:30");
    id = open(report);
  }
  std::string end() const {
    auto& dates = cases.at(id).dates;
    auto held = dates.find("stay_end");
    return held == dates.end() ? "" : format_day(*held->second.start);
  }
  std::vector<ReportRow> reports_so_far() const {  // newest first
    std::vector<ReportRow> out;
    for (auto& [fact, row] : facts) out.insert(out.begin(), ReportRow{row.report, landlord, now, false, {row}});
    return out;
  }
  void arrive(const std::string& day) {
    run_to(day + " 10:00");
    state(id, visits_test::told(Intent::arrived, {on(day)}));
    state(id, visits_test::told(Intent::registered, {}));
  }
  // When they were asked whether they had left.
  std::vector<std::string> asked() const {
    std::vector<std::string> out;
    for (auto& s : World::said)
      if (s.tmpl == "return.ask_left") out.push_back(show(s.at));
    return out;
  }
};

TEST(Visits, EndSoManyDaysAfterTheDayOfTheReturn) {
  EXPECT_EQ(Visit(comes("2020-02-15", days(3))).end(), "2020-02-18");
  EXPECT_EQ(Visit(comes("2020-02-15", until("2020-02-20"))).end(), "2020-02-20");
}

TEST(Visits, ThatAreCountedMoveWithTheDayTheyAreCountedFrom) {
  Visit counted(comes("2020-02-15", days(3))), by_day(comes("2020-02-15", until("2020-02-20")));
  for (auto* v : {&counted, &by_day}) v->state(v->id, told(Intent::change, {on("2020-02-16")}));
  EXPECT_EQ(counted.end(), "2020-02-19");
  EXPECT_EQ(by_day.end(), "2020-02-20");
  counted.retract(counted.id, FactId{2}, false, counted.reports_so_far());
  EXPECT_EQ(counted.end(), "2020-02-18");
}

TEST(Visits, AnotherEndReplacesItAndTakenBackGivesTheEarlierOneAgain) {
  for (auto& longer : {days(10), until("2020-02-25")}) {
    Visit v(comes("2020-02-15", days(3)));
    v.state(v.id, told(Intent::change, {longer}));
    EXPECT_EQ(v.end(), "2020-02-25");
    v.retract(v.id, FactId{2}, false, v.reports_so_far());
    EXPECT_EQ(v.end(), "2020-02-18");
  }
}

TEST(Visits, AreAskedAfterOnTheirLastDayAndOnEachDayThatTheyStayOn) {
  Visit v(comes("2020-02-15", days(3)));
  v.arrive("2020-02-15");
  v.run_to("2020-02-18 18:00");
  EXPECT_THAT(v.asked(), testing::ElementsAre("2020-02-18 18:00"));
  auto still_here = told(Intent::leaving, {});
  still_here.negated = true;
  v.state(v.id, still_here);
  v.run_to("2020-02-19 18:00");
  EXPECT_THAT(v.asked(), testing::ElementsAre("2020-02-18 18:00", "2020-02-19 18:00"));
  v.state(v.id, told(Intent::leaving, {}));
  EXPECT_TRUE(v.cases.at(v.id).final);
}

TEST(Visits, WithALaterEndAreAskedAfterThenAndNotBefore) {
  Visit v(comes("2020-02-15", days(3)));
  v.arrive("2020-02-15");
  v.state(v.id, told(Intent::change, {until("2020-02-21")}));
  v.run_to("2020-02-21 18:00");
  EXPECT_THAT(v.asked(), testing::ElementsAre("2020-02-21 18:00"));
}

TEST(Visits, ThatNobodyLimitedAreNotAskedAfter) {
  Visit v(told(Intent::return_report, {on("2020-02-15")}));
  v.arrive("2020-02-15");
  v.run_to("2020-03-10 10:00");
  EXPECT_TRUE(v.asked().empty());
  EXPECT_EQ(v.end(), "");
}

}  // namespace visits_test
