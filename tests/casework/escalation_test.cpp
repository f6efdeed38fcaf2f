// The climb: empty steps, leases, verbs, nights, the end of the policy.
#include <gmock/gmock.h>

#include "tests/casework/world.hpp"

namespace escalation_test {
using namespace casework_world;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// A case that began to climb at 12:00 because nobody answered.
struct Climbing : testing::Test {
  World w;
  CaseId id;
  void SetUp() override {
    w.now = w.at("2020-02-11 09:30");
    id = w.open(World::fact(Intent::return_report, {{Slot::date, World::day("2020-02-15")}}));
    w.run_to("2020-02-15 11:00");
    w.heard();
  }
  const Climb& climb() { return w.cases.at(id).climb; }
  CaseRow& row() { return w.cases.at(id); }
  const Say& last() { return w.said.back().say; }
};

TEST_F(Climbing, EachMessageHoldsTheWholeStoryAndTheFourVerbs) {
  w.run_to("2020-02-15 12:00");
  ASSERT_EQ(last().buttons.size(), 4U);
  std::vector<std::string> verbs;
  for (auto& b : last().buttons) verbs.push_back(std::get<CaseVerb>(b.key).verb);
  EXPECT_THAT(verbs, ElementsAre("take_over", "hand_on", "close", "snooze"));
  EXPECT_EQ(last().cls, SayClass::escalation);
  EXPECT_TRUE(std::holds_alternative<WhileClimb>(last().depends));
  std::map<std::string, std::string> words;
  for (auto& [name, value] : last().parts.front().args)
    if (auto* word = std::get_if<arg::Word>(&value)) words[name] = word->key;
  EXPECT_EQ(words["to"], "group leader");
  EXPECT_EQ(words["as"], "unanswered");
  EXPECT_EQ(words["reason"], "limit.unanswered");
  bool story = std::ranges::any_of(last().parts.front().args, [](auto& a) { return a.first == "case" && std::holds_alternative<arg::Case>(a.second); });
  EXPECT_TRUE(story);
}

TEST_F(Climbing, TheStepRecordsWhoWasOnDutyAtThatMinute) {
  w.run_to("2020-02-15 13:00");
  auto& step = w.steps.back();
  EXPECT_EQ(step.kind, StepKind::climbed);
  ASSERT_EQ(step.duty.size(), 2U);
  EXPECT_TRUE(step.duty[0].on_duty);
  EXPECT_FALSE(step.duty[1].on_duty);
  EXPECT_EQ(step.why, "limit.unanswered");
}

TEST_F(Climbing, AStepWithNobodyIsPassedAtOnceAndSaysWhy) {
  std::erase_if(w.around.holders, [](auto& h) { return h.person == leader; });
  w.run_to("2020-02-15 12:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:00 p5 escalate return.escalation"));
  auto kinds = w.kinds(w.steps.size() - 2);
  EXPECT_THAT(kinds, ElementsAre(StepKind::passed_empty, StepKind::climbed));
  EXPECT_EQ(w.steps[w.steps.size() - 2].why, "why.nobody_holds_role");
}

TEST_F(Climbing, NobodyOnDutyAndNobodyReachableAreToldApart) {
  w.around.holders[0].reachable = false;
  w.around.holders[1].on_duty = false;
  w.run_to("2020-02-15 12:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:00 chat31 escalate return.escalation"));
  std::vector<std::string> why;
  for (auto& s : w.steps)
    if (s.kind == StepKind::passed_empty) why.push_back(s.why);
  EXPECT_THAT(why, ElementsAre("why.nobody_reachable", "why.nobody_on_duty"));
}

TEST_F(Climbing, AnEmptyRotaEndsInTheDailyDigestAndNeverStops) {
  w.around.holders.clear();
  w.around.chats.clear();
  w.run_to("2020-02-15 12:00");
  EXPECT_TRUE(climb().past_end);
  EXPECT_EQ(row().owner.role, "supervisor");
  EXPECT_EQ(w.show(*row().next), "2020-02-16 08:30");
  w.run_to("2020-02-20 12:00");
  EXPECT_EQ(w.show(*row().next), "2020-02-21 08:30");
  EXPECT_THAT(w.heard(), IsEmpty());
  EXPECT_EQ(w.steps.back().why, "why.nobody_reachable");
}

TEST_F(Climbing, AfterTheLastStepADigestComesEveryDayUntilItIsClosed) {
  w.run_to("2020-02-15 20:00");
  w.heard();
  w.run_to("2020-02-17 20:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 08:30 chat31 say return.digest", "2020-02-17 08:30 chat31 say return.digest"));
  w.verb(id, "close", "not_coming", supervisor);
  EXPECT_TRUE(row().final);
  w.heard();
  w.run_to("2020-03-01 20:00");
  EXPECT_THAT(w.heard(), IsEmpty());
  for (auto& why : w.ended_why) EXPECT_FALSE(why.empty());
}

TEST_F(Climbing, OneDigestHoldsAllCasesOfAnArea) {
  auto other = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.run_to("2020-02-16 08:30");
  std::size_t digests = 0;
  for (auto& s : w.said)
    if (s.tmpl == "return.digest" && s.who == "chat31") ++digests;
  EXPECT_TRUE(w.cases.at(other).climb.past_end);
  EXPECT_EQ(digests, 1U);
  EXPECT_EQ(w.show(*row().next), "2020-02-17 08:30");
}

TEST_F(Climbing, ATakeOverIsALeaseAndTheClimbGoesOnWhenItRunsOut) {
  w.run_to("2020-02-15 12:10");
  w.verb(id, "take_over", "", leader);
  EXPECT_EQ(row().owner.person, leader);
  EXPECT_EQ(w.show(*climb().lease_until), "2020-02-15 14:10");
  w.heard();
  w.run_to("2020-02-15 14:09");
  EXPECT_THAT(w.heard(), IsEmpty());
  w.run_to("2020-02-15 14:10");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 14:10 p5 escalate return.escalation"));
  EXPECT_FALSE(climb().lease_until);
  EXPECT_EQ(row().owner.person, worker);
}

TEST_F(Climbing, AnyProgressRenewsTheLease) {
  w.run_to("2020-02-15 12:10");
  w.verb(id, "take_over", "", leader);
  w.run_to("2020-02-15 13:40");
  w.state(id, World::fact(Intent::answer, {{Slot::people, std::int64_t(2)}}));
  EXPECT_EQ(w.show(*climb().lease_until), "2020-02-15 15:40");
  w.heard();
  w.run_to("2020-02-15 15:39");
  EXPECT_THAT(w.heard(), IsEmpty());
}

TEST_F(Climbing, WhatSomebodyHasTakenOverIsTheirs) {
  w.run_to("2020-02-15 13:00");
  w.verb(id, "take_over", "", leader);
  w.heard();
  w.verb(id, "take_over", "", worker);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 13:00 p5 say verb.taken_by_other"));
  EXPECT_EQ(row().owner.person, leader);
}

TEST_F(Climbing, HandingOnAsksToWhomAndGivesThemTheLease) {
  w.run_to("2020-02-15 12:10");
  w.heard();
  w.verb(id, "hand_on", "", leader);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:10 p3 say verb.hand_on_to"));
  std::vector<std::string> to;
  for (auto& b : last().buttons) to.push_back(std::get<CaseVerb>(b.key).detail);
  EXPECT_THAT(to, ElementsAre("5", "6", "7"));
  w.verb(id, "hand_on", "6", leader);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:10 p6 say return.escalation", "2020-02-15 12:10 p3 say verb.handed_on"));
  EXPECT_EQ(row().owner.person, off_duty_worker);
  EXPECT_TRUE(climb().lease_until);
  w.verb(id, "hand_on", "99", leader);  // nobody of this street
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:10 p3 say verb.hand_on_to"));
}

TEST_F(Climbing, ClosingShowsOnlyTheResultsThatFitTheState) {
  w.run_to("2020-02-15 12:10");
  w.verb(id, "close", "", leader);
  std::vector<std::string> may;
  for (auto& b : last().buttons) may.push_back(std::get<CaseVerb>(b.key).detail);
  EXPECT_THAT(may, ElementsAre("has_come", "has_registered", "not_coming", "taken_to_clinic"));
  w.verb(id, "close", "all_well", leader);
  EXPECT_EQ(row().state, "awaited");
}

TEST_F(Climbing, AResultIsATransitionAndMayStateAFact) {
  w.run_to("2020-02-15 12:10");
  auto facts = w.facts.size();
  w.verb(id, "close", "has_registered", leader);
  EXPECT_EQ(row().state, "observed");
  EXPECT_FALSE(row().final);
  EXPECT_TRUE(climb().reason.empty());
  EXPECT_EQ(w.facts.size(), facts + 1);
  EXPECT_EQ(w.steps.back().kind, StepKind::closed);
  EXPECT_EQ(w.steps.back().by, leader);
  w.heard();
  w.run_to("2020-02-16 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 09:00 p1 ask_health return.ask_health"));
}

TEST_F(Climbing, ASnoozeTellsTheSameStepAgain) {
  w.run_to("2020-02-15 12:10");
  w.verb(id, "snooze", "", leader);
  EXPECT_EQ(last().buttons.size(), 3U);
  EXPECT_EQ(std::get<CaseVerb>(last().buttons[1].key).detail, "60");
  w.verb(id, "snooze", "60", leader);
  EXPECT_EQ(w.show(*row().next), "2020-02-15 13:10");
  EXPECT_FALSE(std::ranges::any_of(w.dues, [](auto& due) { return due.kind == DueKind::lease; }));  // nobody took it over
  w.heard();
  w.run_to("2020-02-15 13:10");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 13:10 p3 escalate return.escalation"));
  w.run_to("2020-02-15 14:10");
  EXPECT_THAT(w.heard(), Contains("2020-02-15 14:10 p5 escalate return.escalation"));
}

TEST_F(Climbing, WhoPutItOffIsAmongThoseToldWhenTheTimeIsOver) {
  w.run_to("2020-02-15 20:00");
  w.verb(id, "snooze", "30", leader);
  w.heard();
  w.run_to("2020-02-15 20:30");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 20:30 chat31 escalate return.escalation", "2020-02-15 20:30 p3 escalate return.escalation"));
  w.verb(id, "snooze", "30", supervisor);  // reads it in the chat
  w.heard();
  w.run_to("2020-02-16 08:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 08:00 chat31 escalate return.escalation"));
}

TEST_F(Climbing, ATakeOverThatRunsOutAfterTheLastStepIsToldToThatStepAgain) {
  w.run_to("2020-02-15 17:00");
  w.verb(id, "take_over", "", leader);
  EXPECT_EQ(w.show(*row().next), "2020-02-15 19:00");
  w.heard();
  w.run_to("2020-02-15 19:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 19:00 chat31 escalate return.escalation"));
  w.verb(id, "take_over", "", leader);
  w.heard();
  w.run_to("2020-02-16 08:30");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 08:00 chat31 escalate return.escalation", "2020-02-16 08:30 chat31 say return.digest"));
}

TEST_F(Climbing, WhereTheChatIsMissingOrGoneEachOneIsToldDirectly) {
  w.run_to("2020-02-15 14:00");
  w.heard();
  Decision d;
  auto work = working(w.load(id));
  w.casework.undelivered(d, work, {}, w.around, w.now);
  w.apply(d);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 14:00 p7 escalate return.escalation"));
  w.around.chats.clear();
  w.run_to("2020-02-16 08:30");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 08:30 p7 say return.digest"));
}

TEST_F(Climbing, TakingOverAClosedCaseDoesNotReopenIt) {
  w.run_to("2020-02-15 12:10");
  w.verb(id, "close", "not_coming", leader);
  w.heard();
  w.verb(id, "take_over", "", worker);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:10 p5 say verb.closed"));
  EXPECT_TRUE(row().final);
  EXPECT_EQ(w.steps.back().kind, StepKind::taken_over_late);
}

TEST_F(Climbing, WhoHasNoStandingThereChangesNothing) {
  w.run_to("2020-02-15 12:10");
  Decision d;
  auto work = working(w.load(id));
  w.casework.verb(d, work, {id, "close", "not_coming"}, {PersonId{88}, {{"group leader", AreaId{999}}}, true, {}}, w.around, w.now);
  w.apply(d);
  EXPECT_EQ(row().state, "awaited");
  EXPECT_EQ(w.heard().back(), "2020-02-15 12:10 p88 say verb.not_here");
}

TEST_F(Climbing, AnAnswerEndsTheClimbAndWhoeverWasToldHearsIt) {
  w.run_to("2020-02-15 13:10");
  w.heard();
  auto no = World::fact(Intent::arrived);
  no.negated = true;
  w.state(id, no);
  EXPECT_TRUE(climb().reason.empty());
  EXPECT_EQ(row().owner.person, landlord);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 13:10 p3 say climb.settled", "2020-02-15 13:10 p5 say climb.settled"));
  w.run_to("2020-02-15 19:59");
  EXPECT_THAT(w.heard(), IsEmpty());
}

TEST_F(Climbing, AnotherDayEndsTheClimbToo) {
  w.run_to("2020-02-15 12:10");
  w.state(id, World::fact(Intent::change, {{Slot::date, World::day("2020-02-18")}}));
  EXPECT_TRUE(climb().reason.empty());
  w.heard();
  w.run_to("2020-02-18 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-17 18:00 p1 remind return.eve", "2020-02-18 09:00 p1 ask_arrived return.ask_arrived"));
}

TEST(Night, OrdinaryStepsWaitForTheMorning) {
  World w;
  w.now = w.at("2020-02-15 16:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.run_to("2020-02-15 18:50");
  w.verb(id, "take_over", "", leader);
  w.heard();
  w.run_to("2020-02-16 07:59");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 20:50 p5 escalate return.escalation"));
  w.run_to("2020-02-16 08:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 08:00 chat31 escalate return.escalation"));
}

TEST(Fever, IsToldAtOnceAtAnyHourAndClosedByAResultWhileTheObservationGoesOn) {
  World w;
  w.renter_reachable = true;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.state(id, World::fact(Intent::registered), renter);
  w.run_to("2020-02-16 02:10");
  w.heard();
  w.escalate(id, "fever");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 02:10 p5 escalate return.escalation"));
  w.run_to("2020-02-16 03:10");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 03:10 chat31 escalate return.escalation"));
  w.verb(id, "take_over", "", worker);
  w.run_to("2020-02-16 04:00");
  w.verb(id, "close", "all_well", worker);
  EXPECT_EQ(w.cases.at(id).state, "observed");
  EXPECT_TRUE(w.cases.at(id).climb.reason.empty());
  w.heard();
  w.run_to("2020-02-16 09:00");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 09:00 p2 ask_health return.ask_health"));
}

TEST(Fever, ALesserReasonDoesNotDisturbIt) {
  World w;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.escalate(id, "fever");
  w.run_to("2020-02-15 12:00");  // the registration limit runs out meanwhile
  EXPECT_EQ(w.cases.at(id).climb.reason, "fever");
  EXPECT_EQ(w.cases.at(id).climb.step, 2);
}

TEST(Fever, BeginsAnewAboveALesserReason) {
  World w;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.run_to("2020-02-15 13:30");
  w.verb(id, "take_over", "", worker);
  w.heard();
  w.escalate(id, "fever");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 13:30 p5 escalate return.escalation"));
  EXPECT_EQ(w.cases.at(id).climb.step, 1);
}

TEST(Unwell, ANoToTheDailyQuestionGoesToAPerson) {
  World w;
  w.renter_reachable = true;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.state(id, World::fact(Intent::registered), renter);
  w.run_to("2020-02-16 09:05");
  w.heard();
  auto unwell = World::fact(Intent::health);
  unwell.negated = true;
  w.state(id, unwell, renter);
  EXPECT_EQ(w.cases.at(id).climb.reason, "unwell");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-16 09:05 p3 escalate return.escalation"));
}

TEST(Undelivered, WhereNobodyElseWasToldTheNextStepComesAtOnce) {
  World w;
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.run_to("2020-02-15 12:01");
  w.heard();
  Decision d;
  auto work = working(w.load(id));
  w.casework.undelivered(d, work, leader, w.around, w.now);
  w.apply(d);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-15 12:01 p5 escalate return.escalation"));
}

TEST(Undelivered, WhereAColleagueWasToldNothingIsHurried) {
  World w;
  w.around.holders.push_back({second_leader, "group leader", group, "group", true, true});
  w.now = w.at("2020-02-15 10:00");
  auto id = w.open(World::fact(Intent::arrived, {{Slot::date, World::day("2020-02-15")}}));
  w.run_to("2020-02-15 12:01");
  w.heard();
  Decision d;
  auto work = working(w.load(id));
  w.casework.undelivered(d, work, leader, w.around, w.now);
  w.apply(d);
  EXPECT_THAT(w.heard(), IsEmpty());
  EXPECT_EQ(w.cases.at(id).climb.step, 0);
}

TEST(Call, WhoWantsAPersonIsGivenOneInTheMorningAndAFeverAtOnce) {
  for (bool fever : {false, true}) {
    World w;
    w.now = w.at("2020-02-15 23:10");
    auto id = w.open(World::fact(Intent::human));
    if (fever) w.escalate(id, "fever");
    w.run_to("2020-02-16 08:00");
    EXPECT_EQ(w.heard().front(), (fever ? "2020-02-15 23:10" : "2020-02-16 08:00") + std::string(" p5 escalate call_back.escalation"));
    w.verb(id, "close", "helped", worker);
    EXPECT_TRUE(w.cases.at(id).final);
  }
}

}  // namespace escalation_test
