// Words that were misread: sealed, bounded, gone with the key of whom they tell of.
#include "storage/rebuild.hpp"
#include "storage/vault/vault.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace lessons_test {
using namespace given;

void learn(Given& g, const std::string& id, std::function<void(Decision&)> fill) {
  ASSERT_TRUE(run(*g.store, unit(message(g, id, "actor-zhou", "group-landlords", "x"), everything(), [&](const Records&, const Reading&, const Event&, Instant) {
    Decision d;
    fill(d);
    return d;
  })));
}
NewLesson lesson(const Given& g, std::string words) { return {g.landlord, LessonWhy::declined, Intent::return_report, std::move(words), {}}; }
std::vector<LessonView> lessons(Given& g) {
  return read(*g.store, [](Reads& r) { return r.lessons(); });
}
FactId first_fact(Given& g, CaseId of) {
  return read(*g.store, [&](Reads& r) { return r.the_case(of)->current.front().row.id; });
}
void forget(Given& g, vault::Holder holder) {
  g.close();
  vault::Vault::open(g.options.keys, g.options.master_key, false).value()->destroy(holder);
  g.open();
}

TEST(Lessons, AreKeptSealedAndOpenedWithWhyAndWhatTheyWereTakenFor) {
  Given g;
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "学到的话")); });
  auto all = lessons(g);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(open_plain(all[0].words), "学到的话");
  EXPECT_EQ(all[0].by, g.landlord);
  EXPECT_EQ(all[0].why, LessonWhy::declined);
  EXPECT_EQ(all[0].taken, Intent::return_report);
  EXPECT_FALSE(all[0].meant);
  EXPECT_EQ(all_bytes(g).find("学到的话"), std::string::npos);
}

TEST(Lessons, NumbersAreNotKeptNotEvenSealed) {
  Given g;
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "打13900000001,证110101199003070011,１３９００００００００,301转一下")); });
  auto words = open_plain(lessons(g).at(0).words);
  EXPECT_EQ(words.find("139"), std::string::npos) << words;
  EXPECT_EQ(words.find("110101"), std::string::npos) << words;
  EXPECT_EQ(words.find("１３９"), std::string::npos) << words;
  EXPECT_NE(words.find("转一下"), std::string::npos) << words;
}

TEST(Lessons, GoWithTheKeyOfTheirWriter) {
  Given g;
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "学到的话")); });
  forget(g, vault::of(g.landlord));
  EXPECT_TRUE(lessons(g).empty());
}

TEST(Lessons, OfAFactAreItsWordsAndGoWithTheKeyOfItsCase) {
  Given g;
  auto of = opened_case(g);
  auto fact = first_fact(g, of);
  auto said = read(*g.store, [&](Reads& r) { return open_plain(r.fact(fact)->words); });
  learn(g, "m", [&](Decision& d) { d.lessons.push_back({g.landlord, LessonWhy::withdrawn, Intent::return_report, {}, fact}); });
  ASSERT_EQ(lessons(g).size(), 1u);
  EXPECT_EQ(open_plain(lessons(g)[0].words), said);
  forget(g, vault::of(of));
  EXPECT_TRUE(lessons(g).empty());
}

TEST(Lessons, WhatTheSamePersonReportedWithinTheHourIsWhatTheyHadMeant) {
  Given g;
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "学到的话")); });
  opened_case(g);
  ASSERT_EQ(lessons(g).size(), 1u);
  EXPECT_EQ(lessons(g)[0].meant, Intent::return_report);
}

TEST(Lessons, OnlyTheNewestTwoThousandOfAStreetStay) {
  Given g;
  learn(g, "m", [&](Decision& d) {
    for (int i = 0; i < 2'005; ++i) d.lessons.push_back(lesson(g, "第" + std::to_string(i)));
  });
  auto all = lessons(g);
  ASSERT_EQ(all.size(), 2'000u);
  EXPECT_EQ(open_plain(all.front().words), "第2004");
  EXPECT_EQ(open_plain(all.back().words), "第5");
}

TEST(Lessons, AreKeptWithTheDecisionOrNotAtAll) {
  Given g;
  learn(g, "m", [&](Decision& d) {
    d.lessons.push_back(lesson(g, "学到的话"));
    d.again = true;
  });
  EXPECT_TRUE(lessons(g).empty());
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "学到的话")); });
  learn(g, "m", [&](Decision& d) { d.lessons.push_back(lesson(g, "又一次")); });   // the same event again
  EXPECT_EQ(lessons(g).size(), 1u);
}

TEST(Lessons, TheFoldOfTheFactsIsTheSameWithThem) {
  Given g;
  auto of = opened_case(g);
  learn(g, "m", [&](Decision& d) { d.lessons.push_back({g.landlord, LessonWhy::withdrawn, Intent::return_report, {}, first_fact(g, of)}); });
  g.close();
  auto report = rebuild(g.options);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->same());
}

}  // namespace lessons_test
}  // namespace linli
