// The proof that derived tables are the fold of what was appended.
#include <sqlite3.h>

#include "storage/rebuild.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace rebuild_test {
using namespace given;

void plant(const Given& g, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(g.options.data.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  EXPECT_EQ(sqlite3_changes(db), 1) << sql;
  sqlite3_close(db);
}

CaseId with_a_history(Given& g) {
  auto id = opened_case(g);
  run(*g.store,
      unit(message(g, "m2", "actor-zhou", "group-landlords", "改到18号"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
        Decision d;
        NewFact f{id, g.d301, {}, Intent::change, false, false, {}, "改到18号", "change", "certain", 0};
        d.reports.push_back({Ref<PersonId>(g.landlord), {f}});
        DateValue day;
        day.start = day.end = Day(std::chrono::year(2020) / 2 / 18);
        d.values = {{id, Slot::date, Ref<FactId>(Local{0})}, {id, Slot::origin, {}}};
        d.dates = {{id, "expected", day, Ref<FactId>(Local{0})}};
        NewStep step{
            id, StepKind::corrected, r.cases->at(0).state, false, Cause{Ref<FactId>(Local{0})}, g.landlord, "why.corrected", {}, at(17, 18), {}, {}};
        step.owner.role = "group_leader";
        step.owner.area = g.group;
        step.climb = {"unregistered", 1, 2, true, at(12)};
        d.steps.push_back(step);
        return d;
      }));
  return id;
}

TEST(Rebuild, AnUntouchedStoreIsTheFoldOfWhatWasAppended) {
  Given g;
  with_a_history(g);
  g.close();
  auto report = rebuild(g.options);
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_TRUE(report->same());
  EXPECT_EQ(report->cases, 1u);
  EXPECT_EQ(report->steps, 2u);
  EXPECT_EQ(report->facts, 2u);
  EXPECT_EQ(report->changes, 6u);
}

TEST(Rebuild, APlantedDifferenceIsNamedByItsColumn) {
  const std::pair<const char*, const char*> planted[]{{"UPDATE cases SET state='away'", "state"},
                                                      {"UPDATE cases SET next=next+1", "next"},
                                                      {"UPDATE cases SET final=1", "final"},
                                                      {"UPDATE cases SET owner_role='x'", "owner_role"},
                                                      {"UPDATE cases SET climb_step=3", "climb_step"},
                                                      {"UPDATE cases SET slot_facts=x'0100'", "slot_facts"},
                                                      {"UPDATE cases SET renter_id=NULL", "renter_id"},
                                                      {"DELETE FROM cases", "row"}};
  for (auto& [sql, column] : planted) {
    Given g;
    auto id = with_a_history(g);
    g.close();
    plant(g, sql);
    auto report = rebuild(g.options);
    ASSERT_TRUE(report);
    ASSERT_EQ(report->differences.size(), 1u) << sql;
    EXPECT_EQ(report->differences[0].column, column);
    EXPECT_EQ(report->differences[0].id, id.value);
  }
}

TEST(Rebuild, AnEditedStepBreaksItsChain) {
  Given g;
  with_a_history(g);
  g.close();
  plant(g, "UPDATE steps SET why='why.other' WHERE seq=1");
  auto report = rebuild(g.options);
  ASSERT_TRUE(report);
  ASSERT_FALSE(report->same());
  EXPECT_EQ(report->differences[0].table, "steps");
  EXPECT_EQ(report->differences[0].column, "hash");
}

TEST(Rebuild, AStepTakenAwayAnEditedChangeAndAnEditedFactAreSeen) {
  for (auto* sql : {"DELETE FROM steps WHERE seq=2", "DELETE FROM changes WHERE n=6", "UPDATE changes SET fact_id=NULL WHERE n=1",
                    "UPDATE facts SET negated=1 WHERE reason='certain' AND intent=2", "UPDATE facts SET sealed_words=x'01' WHERE intent=2",
                    "UPDATE openings SET at=at+1"}) {
    Given g;
    with_a_history(g);
    g.close();
    plant(g, sql);
    auto report = rebuild(g.options);
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->same()) << sql;
  }
}

TEST(Rebuild, ItRefusesWhileTheServiceRuns) {
  Given g;
  auto report = rebuild(g.options);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().what.find("in use by process"), std::string::npos);
}

TEST(Rebuild, ItWorksWhenTheKeysAreGone) {
  Given g;
  with_a_history(g);
  g.close();
  std::filesystem::remove(g.options.keys);
  std::filesystem::remove(g.options.master_key);
  auto report = rebuild(g.options);
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_TRUE(report->same());
}

}  // namespace rebuild_test
}  // namespace linli
