#include "service/demo/demo_seed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

namespace demo_seed_test {
using namespace linli;
namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

const fs::path street = fs::path(LINLI_SOURCE_DIR) / "config/demo";

std::vector<std::string> errors_of(const std::string& history) {
  std::string name = (fs::temp_directory_path() / "linli-demo-XXXXXX").string();
  fs::path root = mkdtemp(name.data());
  fs::copy(street, root / "demo");
  std::ofstream(root / "demo/history.yaml") << history;
  auto seed = demo_seed(root / "demo");
  fs::remove_all(root);
  std::vector<std::string> out;
  if (!seed)
    for (auto& e : seed.error()) out.push_back(describe(e));
  return out;
}
std::string one(const std::string& line) { return "begins: \"2020-02-11T09:00:00+08:00\"\nlines:\n  - " + line + "\n"; }

TEST(DemoSeed, TheStreetHasSixtyDwellingsAndSomeShopsAndEachIsLet) {
  auto seed = demo_seed(street);
  ASSERT_TRUE(seed) << describe(seed.error().front());
  auto kind = [&](const char* k) { return std::ranges::count(seed->set.places, k, &ImportSet::Place::kind); };
  EXPECT_EQ(kind("dwelling"), 60);
  EXPECT_GE(kind("shop"), 3);
  std::set<std::string> let;
  for (auto& t : seed->set.tenancies) let.insert(t.place);
  for (auto& p : seed->set.places) EXPECT_TRUE(let.contains(p.key)) << p.key;
}

TEST(DemoSeed, EveryKeyThatIsNamedIsThere) {
  auto seed = *demo_seed(street);
  std::set<std::string> people, areas, places;
  for (auto& p : seed.set.people) people.insert(p.key);
  for (auto& a : seed.set.areas) areas.insert(a.key);
  for (auto& p : seed.set.places) places.insert(p.key);
  for (auto& a : seed.set.areas) EXPECT_TRUE(a.parent.empty() || areas.contains(a.parent)) << a.key;
  for (auto& p : seed.set.places) EXPECT_TRUE(areas.contains(p.area)) << p.key;
  for (auto& r : seed.set.roles) EXPECT_TRUE(people.contains(r.person) && areas.contains(r.area)) << r.line;
  for (auto& t : seed.set.tenancies)
    EXPECT_TRUE(places.contains(t.place) && people.contains(t.landlord) && (t.renter.empty() || people.contains(t.renter))) << t.line;
  for (auto& a : seed.set.accounts) EXPECT_TRUE(people.contains(a.person)) << a.line;
  for (auto& r : seed.set.rota) EXPECT_TRUE(people.contains(r.person) && areas.contains(r.area)) << r.line;
}

TEST(DemoSeed, SomebodyIsOnDutyOnEveryDayAroundTheDemo) {
  auto seed = *demo_seed(street);
  for (auto day = *parse_day("2020-02-01"); day < *parse_day("2020-06-01"); day += std::chrono::days(1))
    EXPECT_EQ(std::ranges::count_if(seed.set.rota, [&](auto& r) { return r.from <= day && day <= r.to; }), 1) << format_day(day);
}

TEST(DemoSeed, SomeRentersCanBeReachedAndSomeCannot) {
  auto seed = *demo_seed(street);
  std::set<std::string> accounts;
  for (auto& a : seed.set.accounts) accounts.insert(a.person);
  int with = 0, without = 0;
  for (auto& t : seed.set.tenancies)
    if (!t.renter.empty()) ++(accounts.contains(t.renter) ? with : without);
  EXPECT_GE(with, 5);
  EXPECT_GE(without, 20);
}

TEST(DemoSeed, TheHistoryIsInOrderAndBeforeTheBeginning) {
  auto seed = *demo_seed(street);
  EXPECT_EQ(seed.begins, Instant(parse_day("2020-02-11")->time_since_epoch()) + std::chrono::hours(1));
  ASSERT_GE(seed.history.size(), 8U);
  EXPECT_TRUE(std::ranges::is_sorted(seed.history, {}, &DemoLine::at));
  EXPECT_LT(seed.history.back().at, seed.begins);
  EXPECT_EQ(seed.history.front().actor, "l-jiang");
  EXPECT_EQ(seed.history.front().platform_chat, "g:landlords");
  EXPECT_TRUE(seed.history[1].platform_chat.empty());
}

TEST(DemoSeed, FaultsOfTheHistoryAreToldByPlace) {
  EXPECT_THAT(errors_of(one("{ at: \"2020-02-10T10:00:00+08:00\", person: l-wnag, chat: direct, text: x }")),
              ElementsAre("demo/history.yaml:3:48: 'l-wnag' has no account here (did you mean 'l-wang'?)"));
  EXPECT_THAT(errors_of(one("{ at: \"2020-02-12T10:00:00+08:00\", person: l-wang, chat: direct, text: x }")), ElementsAre(HasSubstr("not before the demo begins")));
  EXPECT_THAT(errors_of(one("{ at: \"yesterday\", person: l-wang, chat: direct, text: x }")), ElementsAre(HasSubstr("'at' is no time")));
  EXPECT_THAT(errors_of(one("{ at: \"2020-02-10T10:00:00+08:00\", person: l-wang, chat: \"g:landlord\", txt: x }")),
              ElementsAre(HasSubstr("unknown key 'txt' (did you mean 'text'?)"), HasSubstr("'text' is missing"), HasSubstr("unknown chat 'g:landlord' (did you mean 'g:landlords'?)")));
  EXPECT_THAT(errors_of("begins: [\n"), ElementsAre(testing::StartsWith("demo/history.yaml:2:")));
}

}  // namespace demo_seed_test
