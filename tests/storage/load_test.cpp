// What each key of a decision finds.
#include "tests/storage/given.hpp"

namespace linli {
namespace load_test {
using namespace given;

// Loads and looks; nothing is decided.
void look(Given& g, Event event, Keys keys, std::function<void(const Records&)> see, Instant now = at(11)) {
  auto done = run(*g.store, unit(
                                std::move(event), std::move(keys),
                                [&](const Records& r, const Reading&, const Event&, Instant) {
                                  see(r);
                                  Decision d;
                                  d.again = true;  // leaves nothing
                                  return d;
                                },
                                now));
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->again);
}

TEST(Load, TheSenderComesWithRolesChatAndTenancies) {
  Given g;
  look(g, message(g, "m", "actor-zhou", "group-landlords", "x"), {{key::Sender{}}}, [&](const Records& r) {
    EXPECT_EQ(r.sender->person->id, g.landlord);
    EXPECT_TRUE(r.sender->person->has_direct);
    EXPECT_EQ(r.sender->person->roles.at(0).role, "landlord");
    EXPECT_EQ(r.chat->id, g.landlords);
    EXPECT_EQ(r.chat->area, g.group);
    EXPECT_EQ(r.chat->audience, "landlords");
    EXPECT_EQ(r.chat->kind, "village");
    ASSERT_EQ(r.tenancies->size(), 2u);
    EXPECT_TRUE(r.tenancies->at(0).as_landlord);
    EXPECT_EQ(open_plain(r.tenancies->at(0).renter_name), "王小明");
    EXPECT_TRUE(r.tenancies->at(0).renter_reachable);
    EXPECT_FALSE(r.tenancies->at(1).renter);
    EXPECT_FALSE(r.questions.loaded());
  });
  look(g, message(g, "m", "actor-wang", "group-landlords", "x"), {{key::Sender{}}}, [&](const Records& r) {
    ASSERT_EQ(r.tenancies->size(), 1u);
    EXPECT_FALSE(r.tenancies->at(0).as_landlord);
  });
}

TEST(Load, AnUnknownSenderIsNobodyWithEmptyLists) {
  Given g;
  look(g, message(g, "m", "actor-nobody", "group-landlords", "x"), everything(), [&](const Records& r) {
    EXPECT_FALSE(r.sender->person);
    EXPECT_FALSE(r.sender->enrolment);
    EXPECT_TRUE(r.tenancies->empty());
    EXPECT_TRUE(r.questions->empty());
    EXPECT_TRUE(r.cases->empty());
  });
}

TEST(Load, ADirectChatIsKnownFromItsFirstMessageOn) {
  Given g;
  ChatId first;
  run(*g.store, unit(message(g, "m1", "actor-zhou", "direct-zhou", "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
    first = r.chat->id;
    EXPECT_TRUE(r.chat->direct);
    return Decision{};
  }));
  EXPECT_TRUE(first);
  look(g, message(g, "m2", "actor-zhou", "direct-zhou", "x"), everything(), [&](const Records& r) { EXPECT_EQ(r.chat->id, first); });
  auto chats = read(*g.store, [&](Reads& r) { return r.chats(g.account); });
  ASSERT_EQ(chats.size(), 3u);
  EXPECT_EQ(chats[2].platform_chat, "direct-zhou");
  EXPECT_EQ(chats[2].with, g.landlord);
}

TEST(Load, AroundAnAreaStandTheHoldersTheirDutyAndTheGroups) {
  Given g;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    ImportSet s;
    auto day = Day(std::chrono::year(2020) / 2 / 11);
    s.rota = {{"group_leader", "g1", "li", day, day, Minutes(8 * 60), Minutes(17 * 60), 1},
              {"committee_worker", "luoxi", "chen", day, day, Minutes(20 * 60), Minutes(6 * 60), 2}};
    EXPECT_TRUE(w.import(s, at(11)));
  }));
  auto duty = [&](Instant now) {
    std::map<std::string, bool> out;
    look(
        g, message(g, "m", "actor-zhou", "group-landlords", "x"), {{key::Around{g.group}}},
        [&](const Records& r) {
          auto& around = r.arounds.of(g.group);
          EXPECT_EQ(around.path.size(), 3u);
          EXPECT_EQ(around.path.at(0).kind, "village");
          EXPECT_EQ(around.path.at(2).level, "street");
          EXPECT_EQ(around.chats.size(), 2u);
          for (auto& h : around.holders) {
            out[h.role] = h.on_duty;
            EXPECT_EQ(h.reachable, h.role != "safety_officer");
          }
        },
        now);
    return out;
  };
  EXPECT_EQ(duty(at(11, 9)),
            (std::map<std::string, bool>{{"landlord", true}, {"group_leader", true}, {"committee_worker", false}, {"safety_officer", true}}));
  EXPECT_FALSE(duty(at(11, 17)).at("group_leader"));
  EXPECT_TRUE(duty(at(11, 21)).at("committee_worker"));
  EXPECT_TRUE(duty(at(12, 5)).at("committee_worker"));  // the night that began on the 11th
  EXPECT_FALSE(duty(at(12, 7)).at("committee_worker"));
  EXPECT_FALSE(duty(at(12, 21)).at("committee_worker"));
}

TEST(Load, PlacesThatFitComeNearestFirstAndWithTheirOpenCases) {
  Given g;
  auto id = opened_case(g);
  look(g, message(g, "m", "actor-chen", "group-landlords", "x"), {{key::Sender{}, key::Places{g.group, "301"}, key::Places{g.group, "70号101"}}},
       [&](const Records& r) {
         ASSERT_EQ(r.places->size(), 2u);
         EXPECT_EQ(r.places->at(0).id, g.d301);
         EXPECT_EQ(r.places->at(1).address, "南浜新村70号101");
         ASSERT_EQ(r.cases->size(), 1u);
         EXPECT_EQ(r.cases->at(0).id, id);
       });
  look(g, message(g, "m", "actor-chen", "group-landlords", "x"), {{key::Places{AreaId{}, "01"}}},
       [&](const Records& r) { EXPECT_TRUE(r.places->empty()); });
}

TEST(Load, CasesAreThoseOfTheSendersTenanciesThoseClosedLatelyAndEachsLast) {
  Given g;
  auto id = opened_case(g);
  auto seen = [&](const char* actor, Instant now) {
    std::size_t n = 99;
    look(
        g, message(g, "m", actor, "group-landlords", "x"), {{key::Cases{}}}, [&](const Records& r) { n = r.cases->size(); }, now);
    return n;
  };
  EXPECT_EQ(seen("actor-zhou", at(11)), 1u);
  EXPECT_EQ(seen("actor-wang", at(11)), 1u);
  EXPECT_EQ(seen("actor-chen", at(11)), 0u);
  run(*g.store, unit(
                    message(g, "close", "actor-chen", "group-landlords", "x"), {},
                    [&](const Records&, const Reading&, const Event&, Instant) {
                      Decision d;
                      NewStep s{id, StepKind::closed, "done", true, {}, g.worker, "why", {}, {}, {}, {}};
                      d.steps.push_back(s);
                      return d;
                    },
                    at(12)));
  EXPECT_EQ(seen("actor-zhou", at(14)), 1u);
  EXPECT_EQ(seen("actor-zhou", at(16)), 1u);  // the last of its tenancy
}

TEST(Load, ACaseComesWithWhatIsAroundItsPlaceDuesAndQuestions) {
  Given g;
  auto id = opened_case(g);
  look(g, message(g, "m", "actor-chen", "group-landlords", "x"), {{key::Case{id}}}, [&](const Records& r) {
    ASSERT_TRUE(*r.the_case);
    EXPECT_EQ((*r.the_case)->dues.size(), 1u);
    EXPECT_TRUE((*r.the_case)->landlord_reachable);
    EXPECT_TRUE((*r.the_case)->renter_reachable);
    EXPECT_TRUE(r.arounds.has(g.group));
  });
  look(g, message(g, "m", "actor-chen", "group-landlords", "x"), {{key::Case{CaseId{77}}}}, [&](const Records& r) { EXPECT_FALSE(*r.the_case); });
}

TEST(Load, ADueComesWithItsCaseAndIsGoneOncePlayed) {
  Given g;
  auto id = opened_case(g);
  auto due = read(*g.store, [](Reads& r) { return r.next_due()->due; });
  Event event;
  event.dedupe = "due:" + std::to_string(due.id.value);
  event.body = DueIn{due.id};
  look(g, event, {{key::Due{due.id}}}, [&](const Records& r) {
    EXPECT_EQ(*r.due, due);
    EXPECT_EQ((*r.the_case)->id, id);
    EXPECT_TRUE(r.arounds.has(g.group));
  });
  run(*g.store, unit(event, {{key::Due{due.id}}}, [&](const Records&, const Reading&, const Event&, Instant) {
    Decision d;
    d.closes.push_back({due.id, Ending::sent, "played"});
    return d;
  }));
  event.dedupe += "b";
  look(g, event, {{key::Due{due.id}}}, [&](const Records& r) { EXPECT_FALSE(*r.due); });
  auto story = read(*g.store, [&](Reads& r) { return r.story(id); });
  ASSERT_EQ(story->dues.size(), 1u);
  EXPECT_EQ(story->dues[0].ended, Ending::sent);
  EXPECT_EQ(story->dues[0].why, "played");
}

TEST(Load, CasesPastTheEndAreThoseBelowTheArea) {
  Given g;
  auto id = opened_case(g);
  run(*g.store, unit(message(g, "climb", "actor-chen", "group-landlords", "x"), {}, [&](const Records&, const Reading&, const Event&, Instant) {
    Decision d;
    NewStep s{id, StepKind::ended_policy, "expected", false, {}, {}, "why", {}, at(13), {"unregistered", 3, 0, true, {}}, {}};
    d.steps.push_back(s);
    return d;
  }));
  for (auto area : {g.group, g.committee, g.street})
    look(g, message(g, "m", "actor-chen", "group-landlords", "x"), {{key::PastEnd{area}}}, [&](const Records& r) {
      ASSERT_EQ(r.past_end->size(), 1u);
      EXPECT_EQ(r.past_end->at(0).id, id);
    });
}

TEST(Load, APlannedMessageTellsWhoseItIs) {
  Given g;
  auto id = opened_case(g);
  auto says = read(*g.store, [](Reads& r) { return r.ready_says(at(11), at(11), 9); });
  Event event;
  event.dedupe = "delivery:1";
  event.body = DeliveryIn{says[1].id, DeliveryOutcome::recipient_gone};
  look(g, event, {{key::PlannedSay{says[1].id}}}, [&](const Records& r) {
    EXPECT_EQ((*r.say)->of, id);
    EXPECT_EQ((*r.say)->to, g.landlord);
    EXPECT_FALSE((*r.say)->escalation);
  });
  EXPECT_EQ(read(*g.store, [&](Reads& r) { return r.case_of(says[0].id); }), id);
}

}  // namespace load_test
}  // namespace linli
