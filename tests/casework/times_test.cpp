// The times of the sample return playbook, row by row of the label guide's table.
#include <gmock/gmock.h>

#include "tests/casework/world.hpp"

namespace times_test {
using namespace casework_world;
using testing::ElementsAre;
using testing::IsEmpty;

Candidate coming(const std::string& day, std::optional<PartOfDay> part = {}) {
  auto date = World::day(day);
  date.part = part;
  return World::fact(Intent::return_report, {{Slot::date, date}});
}
Candidate not_yet() {
  auto c = World::fact(Intent::arrived);
  c.negated = true;
  return c;
}

TEST(Times, TheEveningBeforeBothAreReminded) {
  World w;
  w.renter_reachable = true;
  w.now = w.at("2020-02-11 09:30");
  w.open(coming("2020-02-15"));
  w.run_to("2020-02-14 23:59");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-14 18:00 p1 remind return.eve", "2020-02-14 18:00 p2 remind return.eve"));
  EXPECT_EQ(w.said[0].say.turn, w.said[1].say.turn);
  EXPECT_EQ(w.said[0].say.parts.size(), 1U);
}

TEST(Times, ARenterWithoutAccountIsReachedByATextForTheLandlordToForward) {
  for (bool known : {true, false}) {
    World w;
    w.has_renter = known;
    w.now = w.at("2020-02-11 09:30");
    w.open(coming("2020-02-15"));
    w.run_to("2020-02-14 18:00");
    EXPECT_THAT(w.heard(), ElementsAre("2020-02-14 18:00 p1 remind return.eve"));
    ASSERT_EQ(w.said[0].say.parts.size(), 2U);
    EXPECT_EQ(w.said[0].say.parts[1].tmpl, "return.forward");
  }
}

TEST(Times, HasHeComeIsAskedAtNineOfTheDay) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 09:00");
  EXPECT_EQ(w.heard().back(), "2020-02-15 09:00 p1 ask_arrived return.ask_arrived");
  ASSERT_EQ(w.questions.size(), 1U);
  auto& q = w.questions.begin()->second;
  EXPECT_EQ(q.reminder, "on_the_day");
  EXPECT_EQ(q.choices.size(), 2U);
  EXPECT_EQ(w.said.back().say.buttons.size(), 2U);
}

TEST(Times, WithAKnownPartOfTheDayItIsAskedAtItsEnd) {
  const std::map<PartOfDay, std::string> when{{PartOfDay::morning, "2020-02-15 12:00"}, {PartOfDay::noon, "2020-02-15 14:00"},
      {PartOfDay::afternoon, "2020-02-15 18:00"}, {PartOfDay::evening, "2020-02-15 20:30"}, {PartOfDay::night, "2020-02-16 09:00"}};
  for (auto& [part, expected] : when) {
    World w;
    w.now = w.at("2020-02-11 09:30");
    w.open(coming("2020-02-15", part));
    w.run_to("2020-02-16 09:00");
    EXPECT_THAT(w.heard(), testing::Contains(expected + " p1 ask_arrived return.ask_arrived")) << name_of(part);
  }
}

TEST(Times, AClockTimeIsAskedAboutAtTheEndOfItsPartOfTheDay) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto report = coming("2020-02-15");
  std::get<DateValue>(report.slots[0].value).time = parse_hour("15:20");
  w.open(report);
  w.run_to("2020-02-15 23:00");
  EXPECT_THAT(w.heard(), testing::Contains("2020-02-15 18:00 p1 ask_arrived return.ask_arrived"));
}

TEST(Times, AfterNotYetItIsAskedAgainAtEightAndThenNextMorning) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 09:02");
  auto effect = w.state(id, not_yet());
  EXPECT_EQ(w.show(*effect.asks_again), "2020-02-15 20:00");
  w.heard();
  w.run_to("2020-02-15 20:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 20:00 p1 ask_arrived return.ask_arrived"));
  w.run_to("2020-02-15 20:05");
  EXPECT_EQ(w.show(*w.state(id, not_yet()).asks_again), "2020-02-16 09:00");
  w.run_to("2020-02-16 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 09:00 p1 ask_arrived return.ask_arrived"));
}

TEST(Times, NoAnswerForThreeHoursBeginsTheEscalation) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 11:59");
  w.heard();
  w.run_to("2020-02-15 12:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:00 p3 escalate return.escalation"));
  EXPECT_EQ(w.cases.at(id).climb.reason, "unanswered");
  EXPECT_EQ(w.cases.at(id).owner.person, leader);
}

TEST(Times, TheHoursWithoutAnAnswerCountOnlyBetweenEightAndNine) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  w.open(coming("2020-02-15", PartOfDay::evening));  // asked at 20:30: half an hour counts that day
  w.run_to("2020-02-15 23:00");
  w.heard();
  w.run_to("2020-02-16 10:29");
  EXPECT_THAT(w.heard(), IsEmpty());
  w.run_to("2020-02-16 10:30");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 10:30 p3 escalate return.escalation"));
}

TEST(Times, RegistrationIsDueWithinTwoOfficeHours) {
  struct { std::string arrived, climbs; } rows[]{{"2020-02-15 09:02", "2020-02-15 11:02"}, {"2020-02-15 07:10", "2020-02-15 11:00"},
      {"2020-02-14 17:00", "2020-02-15 10:00"}, {"2020-02-14 23:40", "2020-02-15 11:00"}, {"2020-02-14 16:00", "2020-02-14 18:00"}};
  for (auto& row : rows) {
    World w;
    w.now = w.at(row.arrived);
    auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day(row.arrived.substr(0, 10))}}));
    EXPECT_EQ(w.cases.at(id).state, "unregistered");
    EXPECT_EQ(w.show(*w.cases.at(id).next), row.climbs) << row.arrived;
    w.heard();
    w.run_to(row.climbs);
    EXPECT_THAT(w.heard(), ElementsAre(row.climbs + " p3 escalate return.escalation"));
    EXPECT_EQ(w.cases.at(id).climb.reason, "unregistered");
  }
}

TEST(Times, TheStepsOfTheEscalationComeAtOnceAfterAnHourAndAfterAnother) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 11:00");
  w.heard();
  w.run_to("2020-02-15 15:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:00 p3 escalate return.escalation",
      "2020-02-15 13:00 p5 escalate return.escalation", "2020-02-15 14:00 chat31 escalate return.escalation"));
}

TEST(Times, ObservationAsksEveryMorningAndEndsOnTheFifteenthDay) {
  World w;
  w.renter_reachable = true;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.state(id, World::fact(Intent::registered), renter);
  EXPECT_EQ(w.cases.at(id).state, "observed");
  for (int i = 1; i <= 13; ++i) {
    auto day = World::days_after("2020-02-15", i);
    w.run_to(day + " 09:00");
    EXPECT_THAT(w.heard(), ElementsAre(day + " 09:00 p2 ask_health return.ask_health"));
    w.run_to(day + " 09:30");
    w.state(id, World::fact(Intent::health, {{Slot::temperature, 36.5}}), renter);
    EXPECT_TRUE(w.questions.empty());
  }
  w.run_to("2020-02-29 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-29 09:00 p1 say return.observation_end", "2020-02-29 09:00 p2 say return.observation_end"));
  EXPECT_TRUE(w.cases.at(id).final);
  EXPECT_EQ(w.cases.at(id).state, "finished");
}

TEST(Times, AVagueDayIsAskedAgainOnItsFirstDayAndAnUnknownOneThreeDaysLater) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto vague = World::day("2020-02-13", Certainty::vague);
  vague.end = parse_day("2020-02-15");
  Effect effect;
  auto id = w.open(World::fact(Intent::return_report, {{Slot::date, vague}}), landlord, &effect);
  EXPECT_EQ(w.show(*effect.asks_again), "2020-02-13 09:00");
  w.run_to("2020-02-13 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-13 09:00 p1 ask_date return.ask_date"));
  DateValue unknown;
  unknown.certainty = Certainty::unknown;
  auto again = w.state(id, World::fact(Intent::answer, {{Slot::date, unknown}}));
  EXPECT_EQ(w.show(*again.asks_again), "2020-02-16 09:00");
  w.run_to("2020-02-16 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 09:00 p1 ask_date return.ask_date"));
}

TEST(Times, AHedgedDayIsAPlanAndIsAskedAgainTheDayBefore) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto report = coming("2020-02-15");
  report.hedged = true;
  w.open(report);
  w.run_to("2020-02-15 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-14 09:00 p1 ask_date return.ask_date", "2020-02-14 18:00 p1 remind return.eve",
      "2020-02-15 09:00 p1 ask_arrived return.ask_arrived"));
}

TEST(Times, NothingIsStartedTowardsResidentsAtNight) {
  World w;
  w.now = w.at("2020-02-14 22:30");
  w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 08:59");
  EXPECT_THAT(w.heard(), IsEmpty());
  w.run_to("2020-02-15 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 09:00 p1 ask_arrived return.ask_arrived"));
}

}  // namespace times_test
