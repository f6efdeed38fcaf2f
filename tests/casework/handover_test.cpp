// Who asks for a person is put through to the one who has the case; and a case always reaches somebody.
#include <gmock/gmock.h>

#include "tests/casework/world.hpp"

namespace handover_test {
using namespace casework_world;
using testing::ElementsAre;
using testing::IsEmpty;

struct PutThrough : testing::Test {
  World w;
  CaseId id;
  void ask(const std::string& when) {
    w.now = w.at(when);
    id = w.open(World::fact(Intent::human));
  }
  std::optional<Instant> hand_over() {
    Decision d;
    auto working_case = working(w.load(id));
    auto from = w.casework.hand_over(d, working_case, landlord, w.around, w.now);
    w.apply(d);
    return from;
  }
  void answer(PersonId by) {
    Decision d;
    auto working_case = working(w.load(id));
    w.casework.answered_by(d, working_case, w.staff(by), w.around, w.now);
    w.apply(d);
  }
  std::optional<PersonId> through() { return w.casework.put_through(working(w.load(id)), w.now); }
  std::vector<PersonId> answering() { return w.casework.answering(working(w.load(id)), w.around, w.now); }
};

TEST_F(PutThrough, FromTheMomentSomebodyIsToldForAsLongAsThePlaybookSays) {
  ask("2020-02-11 09:30");
  EXPECT_EQ(hand_over(), w.now);
  w.run_to("2020-02-11 09:31");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 09:30 p5 escalate call_back.escalation"));
  EXPECT_EQ(through(), landlord);
  EXPECT_THAT(answering(), ElementsAre(worker));
  answer(worker);
  w.run_to("2020-02-11 11:29");
  EXPECT_EQ(through(), landlord);
  w.run_to("2020-02-11 11:30");
  EXPECT_EQ(through(), std::nullopt);
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 11:30 p1 say handover.over", "2020-02-11 11:30 p5 say handover.ran_out"));
  EXPECT_FALSE(w.cases.at(id).final);
}

TEST_F(PutThrough, OnlyWhenSomebodyWillBeToldAtNight) {
  ask("2020-02-11 23:00");
  EXPECT_EQ(hand_over(), w.at("2020-02-12 08:00"));
  w.run_to("2020-02-12 07:59");
  EXPECT_EQ(through(), std::nullopt);
  w.run_to("2020-02-12 08:00");
  EXPECT_EQ(through(), landlord);
}

TEST_F(PutThrough, AnsweringTakesItOverAndSilenceClimbs) {
  ask("2020-02-11 09:30");
  hand_over();
  w.run_to("2020-02-11 10:01");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 09:30 p5 escalate call_back.escalation", "2020-02-11 10:00 chat31 escalate call_back.escalation"));
  EXPECT_THAT(answering(), ElementsAre(supervisor));
  answer(supervisor);
  EXPECT_EQ(w.cases.at(id).owner.person, supervisor);
  w.run_to("2020-02-11 11:00");
  EXPECT_THAT(w.heard(), IsEmpty());
}

TEST_F(PutThrough, HandingBackClosesTheCaseAndTellsWhoAsked) {
  ask("2020-02-11 09:30");
  hand_over();
  w.run_to("2020-02-11 09:40");
  answer(worker);
  w.heard();
  w.verb(id, "hand_back", "", worker);
  EXPECT_TRUE(w.cases.at(id).final);
  EXPECT_EQ(w.cases.at(id).state, "called_back");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 09:40 p1 say handover.over", "2020-02-11 09:40 p5 say verb.closed_with"));
  EXPECT_EQ(through(), std::nullopt);
}

TEST_F(PutThrough, ARoleThatNobodyHoldsNearIsLookedForInTheWiderArea) {
  for (auto& h : w.around.holders)
    if (h.role == "committee worker") h.area = street, h.level = "street";
  ask("2020-02-11 09:30");
  w.run_to("2020-02-11 09:31");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 09:30 p5 escalate call_back.escalation"));
}

TEST_F(PutThrough, WhereNoStepHasAnybodyStaffOfTheStreetAreTold) {
  w.around.chats.clear();
  w.around.holders = {{PersonId{9}, "operator", street, "street", true, true}, {landlord, "landlord", group, "group", true, true}};
  ask("2020-02-11 09:30");
  EXPECT_TRUE(hand_over());
  w.run_to("2020-02-11 09:31");
  EXPECT_THAT(w.heard(), ElementsAre("2020-02-11 09:30 p9 escalate call_back.escalation"));
  EXPECT_THAT(answering(), ElementsAre(PersonId{9}));
}

TEST_F(PutThrough, NobodyIsPromisedWhereThereIsNobodyAtAll) {
  w.around.chats.clear();
  w.around.holders.clear();
  ask("2020-02-11 09:30");
  EXPECT_FALSE(hand_over());
}

}  // namespace handover_test
