// The engine plays another playbook: other states, hours and roles, read by the real loader.
#include <gmock/gmock.h>

#include "service/knowledge/playbook_loader.hpp"
#include "service/knowledge/zone_loader.hpp"
#include "tests/casework/world.hpp"

namespace parcel_test {
using namespace casework_world;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr PersonId porter{41}, janitor{42}, neighbour{43};
constexpr AreaId gate{51}, yard{52};

const Knowledge& parcels() {
  static const Knowledge k = [] {
    Knowledge out;
    std::vector<ConfigError> errors;
    auto path = std::filesystem::path(LINLI_SOURCE_DIR) / "tests/casework/parcel.toml";
    auto book = load_playbook(path, {{"porter", "janitor", "renter"}, {"gate", "yard"}, {}}, errors);
    for (auto& e : errors) ADD_FAILURE() << describe(e);
    out.playbooks.push_back(std::move(*book));
    out.zone = load_zone("Asia/Shanghai").value();
    out.roles = {{"porter", {"porter", true, false}}, {"janitor", {"janitor", true, false}}};
    out.manners.quiet_from = Minutes(1260);
    out.manners.quiet_to = Minutes(420);
    return out;
  }();
  return k;
}

struct Parcel : testing::Test {
  World w{parcels()};
  CaseId id;
  void SetUp() override {
    w.around = {{{gate, "gate", ""}, {yard, "yard", ""}},
                {{porter, "porter", gate, "gate", true, true}, {janitor, "janitor", yard, "yard", true, true}},
                {{ChatId{61}, yard, false, "yard", ""}}};
    w.renter_reachable = true;
    w.now = w.at("2021-06-07 13:00");
    id = w.open(World::fact(Intent::tip_off), neighbour);
  }
  const std::string& state() { return w.cases.at(id).state; }
};

TEST_F(Parcel, RemindersRepeatAndStaffAreRemindedInTheQuietHoursToo) {
  std::vector<std::string> all;
  w.run_to("2021-06-08 07:30");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-07 22:45 p41 remind parcel.shelf", "2021-06-08 07:15 p2 remind parcel.knock"));
}

TEST_F(Parcel, LimitsCountInOtherHoursAndStepsWaitTheirOwnTime) {
  EXPECT_EQ(w.cases.at(id).owner.person, landlord);
  w.run_to("2021-06-09 06:59");  // 4 h on the 8th, 1 h on the 9th
  w.heard();
  w.run_to("2021-06-09 12:00");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-09 07:00 p43 say parcel.in_the_way", "2021-06-09 07:10 p41 escalate parcel.climb",
      "2021-06-09 07:15 p41 escalate parcel.climb", "2021-06-09 07:20 p41 escalate parcel.climb", "2021-06-09 07:30 chat61 escalate parcel.climb"));
  EXPECT_EQ(w.cases.at(id).climb.past_end, true);
  EXPECT_EQ(w.show(*w.cases.at(id).next), "2021-06-10 06:06");
}

TEST_F(Parcel, OnlyWhoMaySaySoMovesIt) {
  auto refused = w.state(id, World::fact(Intent::ack), landlord);
  EXPECT_TRUE(refused.refused);
  EXPECT_EQ(state(), "lying");
  auto effect = w.state(id, World::fact(Intent::ack), porter);
  EXPECT_TRUE(effect.moved);
  EXPECT_EQ(state(), "fetched");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-07 13:00 p43 say parcel.thanks"));
}

TEST_F(Parcel, ADeniedFactHasATransitionOfItsOwn) {
  w.state(id, World::fact(Intent::answer, {{Slot::date, World::day("2021-06-10")}}), renter);
  EXPECT_EQ(state(), "promised_to");
  auto denied = World::fact(Intent::ack);
  denied.negated = true;
  w.state(id, denied, renter);
  EXPECT_EQ(state(), "lying");
}

TEST_F(Parcel, AQuestionWithoutAnAnswerClimbs) {
  w.state(id, World::fact(Intent::answer, {{Slot::date, World::day("2021-06-08")}}), renter);
  w.run_to("2021-06-08 17:30");
  EXPECT_EQ(w.cases.at(id).climb.reason, "broken_promise");
  w.state(id, World::fact(Intent::answer, {{Slot::people, std::int64_t(1)}}), renter);
  EXPECT_EQ(w.cases.at(id).climb.reason, "");
}

TEST_F(Parcel, ALateReminderTakesItsLateHour) {
  w.now = w.at("2021-06-07 17:00");
  w.state(id, World::fact(Intent::answer, {{Slot::date, World::day("2021-06-07")}}), renter);
  w.run_to("2021-06-07 17:20");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-07 17:20 p2 ask_people parcel.promise"));
}

TEST_F(Parcel, ALimitInDaysMovesItToItsEnd) {
  w.run_to("2021-06-16 11:11");
  EXPECT_EQ(state(), "sent_back");
  EXPECT_EQ(w.heard().back(), "2021-06-16 11:11 p2 say parcel.sent_back");
}

TEST_F(Parcel, SnoozeLeaseAndResultsAreThePlaybooksOwn) {
  w.run_to("2021-06-09 07:12");
  w.heard();
  w.verb(id, "snooze", "7", porter);
  w.run_to("2021-06-09 07:19");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-09 07:12 p41 say verb.snoozed", "2021-06-09 07:19 p41 escalate parcel.climb"));
  w.verb(id, "close", "moved_inside", porter);
  EXPECT_EQ(state(), "lying");
  EXPECT_TRUE(w.cases.at(id).climb.reason.empty());
  w.heard();
  w.run_to("2021-06-11 23:00");
  EXPECT_THAT(w.heard(), ElementsAre("2021-06-10 07:15 p2 remind parcel.knock"));
}

TEST(PlaybookNames, AllTemplatesOfAPlaybookAreKnownForChecking) {
  auto names = template_names(parcels().playbooks.front());
  EXPECT_THAT(names, ElementsAre("parcel.climb", "parcel.done", "parcel.in_the_way", "parcel.knock", "parcel.later", "parcel.list", "parcel.promise",
      "parcel.sent_back", "parcel.shelf", "parcel.thanks"));
}

}  // namespace parcel_test
