// What is learned late, changed, denied, taken back.
#include <gmock/gmock.h>

#include "tests/casework/world.hpp"

namespace changes_test {
using namespace casework_world;
using testing::ElementsAre;
using testing::IsEmpty;

Candidate coming(const std::string& day) { return World::fact(Intent::return_report, {{Slot::date, World::day(day)}, {Slot::people, std::int64_t(3)}}); }

std::vector<std::string> dues(const World& w) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < w.dues.size(); ++i) {
    auto& due = w.dues[i];
    out.push_back(w.show(due.at) + " " + (due.name.empty() ? std::string(name_of(due.kind)) : due.name) + (w.ended_why[i].empty() ? "" : " " + w.ended_why[i]));
  }
  std::ranges::sort(out);
  return out;
}

TEST(Late, WhatThePlaybookPromisedTooLateIsKeptAsEnded) {
  World w;
  w.now = w.at("2020-02-14 19:30");
  w.open(coming("2020-02-15"));
  EXPECT_THAT(dues(w), ElementsAre("2020-02-14 18:00 eve too_late", "2020-02-15 09:00 on_the_day"));
}

TEST(Late, ADayLearnedInItsMiddleIsAskedAboutThatEvening) {
  World w;
  w.now = w.at("2020-02-15 10:00");
  w.open(coming("2020-02-15"));
  EXPECT_THAT(dues(w), ElementsAre("2020-02-14 18:00 eve too_late", "2020-02-15 09:00 on_the_day too_late", "2020-02-15 20:00 on_the_day"));
}

TEST(Late, ADayLearnedAtItsEndIsAskedAboutNextMorning) {
  World w;
  w.now = w.at("2020-02-15 20:20");
  auto id = w.open(coming("2020-02-15"));
  EXPECT_EQ(w.show(*w.cases.at(id).next), "2020-02-16 09:00");
}

TEST(Late, AReminderThatCouldNotBePlayedOnItsDayIsWaived) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  w.open(coming("2020-02-15"));
  w.now = w.at("2020-02-15 08:10");  // nothing was played for days
  w.play(0);
  EXPECT_THAT(w.heard(), IsEmpty());
  EXPECT_EQ(w.ended_why[0], "too_late");
}

TEST(Late, ARegistrationToldAfterTheObservationWasOverEndsItAtOnce) {
  World w;
  w.now = w.at("2020-03-05 10:00");
  auto id = w.open(coming("2020-03-04"));
  auto told = World::fact(Intent::registered, {{Slot::date, World::day("2020-02-10")}});
  w.state(id, told);
  w.run_to(w.now);
  EXPECT_EQ(w.cases.at(id).state, "finished");
}

TEST(Change, AnotherDayPlansEverythingAnew) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  auto effect = w.state(id, World::fact(Intent::change, {{Slot::date, World::day("2020-02-18")}}));
  EXPECT_TRUE(effect.corrected);
  EXPECT_FALSE(effect.moved);
  EXPECT_THAT(dues(w), ElementsAre("2020-02-14 18:00 eve corrected", "2020-02-15 09:00 on_the_day corrected", "2020-02-17 18:00 eve", "2020-02-18 09:00 on_the_day"));
  EXPECT_EQ(w.steps.back().kind, StepKind::corrected);
}

TEST(Change, TheSameDayAgainChangesNothing) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.state(id, coming("2020-02-15"));
  EXPECT_THAT(dues(w), ElementsAre("2020-02-14 18:00 eve", "2020-02-15 09:00 on_the_day"));
}

TEST(Change, AQuestionAboutTheOldDayEnds) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 09:10");
  EXPECT_EQ(w.questions.size(), 1U);
  w.state(id, World::fact(Intent::change, {{Slot::date, World::day("2020-02-16")}}));
  EXPECT_TRUE(w.questions.empty());
  w.heard();
  w.run_to("2020-02-15 17:00");
  EXPECT_THAT(w.heard(), IsEmpty());  // nobody climbs for the old question
}

TEST(Change, ACardAnswersForTheWholeState) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.run_to("2020-02-15 09:10");
  auto effect = w.state(id, World::fact(Intent::registered), worker);  // without having arrived
  EXPECT_TRUE(effect.moved);
  EXPECT_EQ(w.cases.at(id).state, "observed");
  EXPECT_TRUE(w.questions.empty());
}

TEST(Change, ACancelNeedsAYes) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  EXPECT_FALSE(w.state(id, World::fact(Intent::cancel)).moved);
  EXPECT_TRUE(w.state(id, World::fact(Intent::cancel), landlord, true).moved);
  EXPECT_TRUE(w.cases.at(id).final);
  EXPECT_THAT(dues(w), ElementsAre("2020-02-14 18:00 eve state_changed", "2020-02-15 09:00 on_the_day state_changed"));
}

TEST(Change, RegisteredSaidTwiceDoesNotLengthenTheObservation) {
  World w;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.state(id, World::fact(Intent::registered));
  w.run_to("2020-02-17 10:00");
  w.state(id, World::fact(Intent::registered), worker);
  EXPECT_EQ(w.cases.at(id).dates.at("registration_day").start, parse_day("2020-02-15"));
}

TEST(Undo, TheOpeningReportTakenBackEndsEverything) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  EXPECT_TRUE(w.retract(id, FactId{1}, true).moved);
  EXPECT_EQ(w.cases.at(id).state, "withdrawn");
  EXPECT_TRUE(w.cases.at(id).final);
  EXPECT_TRUE(w.cases.at(id).values.empty());
  w.run_to("2020-03-01 09:00");
  EXPECT_THAT(w.heard(), IsEmpty());
}

TEST(Undo, AChangeTakenBackGivesTheEarlierDayAgain) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.state(id, World::fact(Intent::change, {{Slot::date, World::day("2020-02-18")}}));
  std::vector<ReportRow> earlier{{w.facts.at(FactId{2}).report, landlord, w.now, false, {w.facts.at(FactId{2})}},
                                 {w.facts.at(FactId{1}).report, landlord, w.now, false, {w.facts.at(FactId{1})}}};
  w.retract(id, FactId{2}, false, earlier);
  EXPECT_EQ(w.cases.at(id).dates.at("return_day").start, parse_day("2020-02-15"));
  EXPECT_EQ(w.show(*w.cases.at(id).next), "2020-02-14 18:00");
  EXPECT_EQ(w.cases.at(id).values.at(Slot::date), FactId{1});
}

TEST(Undo, ArrivedByMistakeGoesBackToWaiting) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.run_to("2020-02-13 10:00");
  w.state(id, World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-13")}}));
  EXPECT_EQ(w.cases.at(id).state, "unregistered");
  w.retract(id, FactId{2}, false);
  EXPECT_EQ(w.cases.at(id).state, "awaited");
  EXPECT_EQ(w.show(*w.cases.at(id).next), "2020-02-14 18:00");
  EXPECT_FALSE(w.cases.at(id).dates.contains("arrival_day"));
}

TEST(Undo, ACancelTakenBackWaitsAgain) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"));
  w.state(id, World::fact(Intent::cancel), landlord, true);
  w.retract(id, FactId{2}, false);
  EXPECT_EQ(w.cases.at(id).state, "awaited");
  EXPECT_FALSE(w.cases.at(id).final);
  EXPECT_EQ(w.show(*w.cases.at(id).next), "2020-02-14 18:00");
}

TEST(Unanswered, ADayThatStaysOpenGoesToAPersonAfterTwoQuestions) {
  World w;
  w.now = w.at("2020-02-11 09:30");
  DateValue unknown;
  unknown.certainty = Certainty::unknown;
  auto id = w.open(World::fact(Intent::return_report, {{Slot::date, unknown}}));
  w.run_to("2020-02-16 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-14 09:00 p1 ask_date return.ask_date", "2020-02-15 09:00 p1 ask_date return.ask_date",
      "2020-02-16 09:00 p3 escalate return.escalation"));
  w.state(id, World::fact(Intent::answer, {{Slot::date, World::day("2020-02-20")}}));
  EXPECT_TRUE(w.cases.at(id).climb.reason.empty());
}

TEST(Unanswered, WhereNobodyCanBeAskedSomebodyIsToldAtOnce) {
  World w;
  w.landlord_reachable = false;
  w.now = w.at("2020-02-11 09:30");
  auto id = w.open(coming("2020-02-15"), worker);
  w.run_to("2020-02-15 09:00");
  EXPECT_EQ(w.cases.at(id).climb.reason, "unanswered");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 09:00 p3 escalate return.escalation"));
}

}  // namespace changes_test
