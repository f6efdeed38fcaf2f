// People and places from outside, sessions, the room and the clock.
#include <algorithm>

#include "tests/storage/given.hpp"

namespace linli {
namespace import_test {
using namespace given;

std::expected<ImportCounts, std::vector<ImportError>> import(Given& g, const ImportSet& set) {
  std::expected<ImportCounts, std::vector<ImportError>> out;
  EXPECT_TRUE(write(*g.store, [&](Writes& w) { out = w.import(set, at(11)); }));
  return out;
}

TEST(Import, TheSameAgainChangesNothing) {
  Given g;
  auto again = import(g, given::street());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0u);
  EXPECT_EQ(again->changed, 0u);
  EXPECT_EQ(again->same, 4u + 3 + 5 + 4 + 2 + 4 + 2);
}

TEST(Import, TheSameKeyAgainUpdates) {
  Given g;
  auto set = given::street();
  set.people[0].name = "周六";
  set.places[0].kind = "shop";
  set.chats[0].title = "Another title";
  set.accounts[1].actor = "actor-wang-2";
  set.tenancies[1].renter = "li";
  auto changed = import(g, set);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->changed, 5u);
  EXPECT_EQ(changed->added, 0u);
  read(*g.store, [&](Reads& r) {
    EXPECT_EQ(open_plain(r.name(g.landlord)), "周六");
    EXPECT_EQ(r.person_of(g.account, "actor-wang-2"), g.renter);
    EXPECT_FALSE(r.person_of(g.account, "actor-wang"));
    EXPECT_EQ(r.person(g.leader)->rents, std::vector<std::string>{"南浜新村68号302"});
    return 0;
  });
}

TEST(Import, ErrorsNameLineAndColumnAndNothingIsChanged) {
  Given g;
  ImportSet set;
  set.areas = {{"g9", "luoxi", "group", "village", "Group 9", 2}, {"gx", "nowhere", "group", "village", "X", 3}};
  set.places = {{"p9", "g9", "dwelling", "", 2}, {"p9", "g9", "dwelling", "一号", 3}};
  set.tenancies = {{"p9", "zhou", "nobody", {}, {}, 2}};
  set.accounts = {{"wang", "webchat", "actor-zhou", 2}};
  set.rota = {
      {"group_leader", "g1", "li", Day(std::chrono::year(2020) / 2 / 11), Day(std::chrono::year(2020) / 2 / 10), Minutes(0), Minutes(1500), 2}};
  auto out = import(g, set);
  ASSERT_FALSE(out);
  std::vector<std::string> found;
  for (auto& e : out.error()) found.push_back(e.table + ":" + std::to_string(e.line) + ":" + e.column);
  EXPECT_EQ(found, (std::vector<std::string>{"areas:3:parent", "places:3:key", "places:2:address", "tenancies:2:renter", "accounts:2:actor",
                                             "rota:2:to", "rota:2:to_hour"}));
  set = {};
  set.places = {{"p9", "g9", "dwelling", "一号", 2}};
  EXPECT_FALSE(import(g, set));  // g9 is not there either
}

TEST(Import, ParentsMayStandBehindTheirChildrenAndCirclesAreNamed) {
  Given g;
  ImportSet set;
  set.areas = {{"b", "c", "building", "", "B", 1},
               {"c", "luoxi", "group", "compound", "C", 2},
               {"x", "y", "group", "", "X", 3},
               {"y", "x", "group", "", "Y", 4}};
  auto out = import(g, set);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().size(), 2u);
  set.areas.resize(2);
  EXPECT_TRUE(import(g, set));
}

TEST(Import, TwoStreetsAreKeptApart) {
  Given g;
  ImportSet set;
  set.areas = {{"other", "", "street", "", "Other", 1}, {"og1", "other", "group", "village", "OG 1", 2}};
  set.places = {{"o1", "og1", "dwelling", "别村1号", 1}};
  set.people = {{"sun", "孙七", "", "zh", 1}};
  set.tenancies = {{"o1", "sun", "", {}, {}, 1}};
  ASSERT_TRUE(import(g, set));
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.streets().size(); }), 2u);
  set = {};
  set.roles = {{"sun", "landlord", "g1", 1}};
  EXPECT_FALSE(import(g, set));
}

TEST(Import, AnAccountMadeBeforeThereIsAStreetServesTheStreetsThatCome) {
  Given g{StoreOptions{}};
  g.open();
  ASSERT_TRUE(write(*g.store, [](Writes& w) { w.ensure_account("webchat", StreetId{}); }));
  g.import_street();
  auto id = opened_case(g);
  EXPECT_EQ(read(*g.store, [&](Reads& r) { return r.cases_seen_by(g.renter, {}, 5).size(); }), 1u);
  run(*g.store, unit(message(g, "m", "actor-zhou", "group-landlords", "x"), {{key::Sender{}, key::Case{id}}}, [&](const Records& r, const Reading&, const Event&, Instant) {
    EXPECT_EQ(r.sender->street.value, g.landlord.value % 1024);
    EXPECT_EQ(r.arounds.of(g.group).chats.size(), 2u);
    EXPECT_TRUE((*r.the_case)->renter_reachable);
    return Decision{};
  }));
  auto ready = read(*g.store, [](Reads& r) { return r.ready_says(at(11), at(11), 9); });
  ASSERT_EQ(ready.size(), 2u);
  EXPECT_EQ(ready[1].actor, "actor-zhou");
}

TEST(Who, MembersOfAGroupAreItsAudience) {
  Given g;
  read(*g.store, [&](Reads& r) {
    auto landlords = r.members(g.landlords);
    EXPECT_TRUE(std::ranges::find(landlords, g.landlord) != landlords.end());
    EXPECT_TRUE(std::ranges::find(landlords, g.leader) != landlords.end());
    EXPECT_TRUE(std::ranges::find(landlords, g.worker) != landlords.end());
    EXPECT_TRUE(std::ranges::find(landlords, g.renter) == landlords.end());
    for (auto& chat : r.chats(g.account))
      if (chat.audience == "supervisors") EXPECT_EQ(r.members(chat.id).size(), 1u);  // the street's officer
    return 0;
  });
}

TEST(Who, CasesAreSeenByTheirPartiesAndByStaffOfTheAreasAbove) {
  Given g;
  auto id = opened_case(g);
  std::vector<std::string> staff{"group_leader", "committee_worker"};
  read(*g.store, [&](Reads& r) {
    for (auto who : {g.landlord, g.renter, g.leader, g.worker}) {
      EXPECT_TRUE(r.may_see(who, id, staff));
      EXPECT_EQ(r.cases_seen_by(who, staff, 5).size(), 1u);
    }
    EXPECT_FALSE(r.may_see(g.worker, id, {}));
    return 0;
  });
  ImportSet set;
  set.people = {{"other", "吴二", "", "zh", 1}};
  set.roles = {{"other", "group_leader", "g2", 1}};
  set.accounts = {{"other", "webchat", "actor-other", 1}};
  ASSERT_TRUE(import(g, set));
  read(*g.store, [&](Reads& r) {
    EXPECT_FALSE(r.may_see(*r.person_of(g.account, "actor-other"), id, staff));
    EXPECT_FALSE(r.stands_above(*r.person_of(g.account, "actor-other"), id, staff));
    EXPECT_TRUE(r.stands_above(g.leader, id, staff));
    EXPECT_TRUE(r.stands_above(g.worker, id, staff));
    EXPECT_FALSE(r.stands_above(g.landlord, id, staff));
    return 0;
  });
}

TEST(Room, LinesAreKeptOnceAndAnUpdateGetsANewNumber) {
  Given g;
  std::int64_t first = 0, again = 0, second = 0;
  std::optional<std::int64_t> updated;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    first = w.append_room(g.account, "group-landlords", "a", "one");
    again = w.append_room(g.account, "group-landlords", "a", "other");
    second = w.append_room(g.account, "direct-zhou", "b", "two");
    updated = w.update_room(g.account, "a", "one, settled");
    EXPECT_FALSE(w.update_room(g.account, "zz", "x"));
  }));
  EXPECT_EQ(first, again);
  EXPECT_LT(first, second);
  EXPECT_GT(*updated, second);
  read(*g.store, [&](Reads& r) {
    std::vector<std::string> both{"group-landlords", "direct-zhou"}, one{"group-landlords"};
    auto lines = r.room_after(g.account, both, 0, 10);
    EXPECT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].body, "two");
    EXPECT_EQ(lines[1].body, "one, settled");
    EXPECT_EQ(r.room_after(g.account, one, 0, 10).size(), 1u);
    EXPECT_TRUE(r.room_after(g.account, both, *updated, 10).empty());
    EXPECT_EQ(r.room_line(g.account, "a")->chat, "group-landlords");
    return 0;
  });
}

TEST(Sessions, ACodeIsSpentOnceAndNotAfterItsEnd) {
  Given g;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    w.new_code("h1", g.landlord, at(12));
    w.new_code("h2", g.landlord, at(12));
    EXPECT_EQ(w.spend_code("h1", at(11)), g.landlord);
    EXPECT_FALSE(w.spend_code("h1", at(11)));
    EXPECT_FALSE(w.spend_code("h2", at(12)));
    EXPECT_FALSE(w.spend_code("h3", at(11)));
    w.new_session("t1", g.landlord, at(11));
    w.touch_session("t1", at(12));
  }));
  auto session = read(*g.store, [](Reads& r) { return r.session("t1"); });
  EXPECT_EQ(session->person, g.landlord);
  EXPECT_EQ(session->last, at(12));
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { EXPECT_EQ(w.end_sessions_of(g.landlord), 1u); }));
  EXPECT_FALSE(read(*g.store, [](Reads& r) { return r.session("t1"); }));
}

TEST(Clock, ItIsKeptOverARestart) {
  Given g;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.set_clock({at(12), at(13)}), w.set_clock({at(14), at(15)}); }));
  g.close();
  g.open();
  auto clock = read(*g.store, [](Reads& r) { return r.clock(); });
  EXPECT_EQ(clock->bot, at(14));
  EXPECT_EQ(clock->real, at(15));
}

}  // namespace import_test
}  // namespace linli
