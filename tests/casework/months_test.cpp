// Random months: reports, changes, denials, undo, verbs, holidays of the rota, nights. After every decision the world checks that no open case is
// without owner and next moment and that every due ends once. The seed is printed; LINLI_SEED plays one again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/casework/world.hpp"

namespace months_test {
using namespace casework_world;

struct Month {
  World w;
  std::mt19937 dice;
  explicit Month(unsigned seed) : dice(seed) { w.now = w.at("2020-02-01 09:00"); }

  int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(dice); }
  template <class T>
  const T& any(const std::vector<T>& of) { return of[std::size_t(roll(int(of.size())))]; }

  DateValue some_day() {
    DateValue value;
    value.certainty = Certainty(roll(4));
    if (value.certainty == Certainty::unknown) return value;
    value.start = w.k.zone.day(w.now) + std::chrono::days(roll(12) - 3);
    value.end = *value.start + std::chrono::days(value.certainty == Certainty::exact ? 0 : roll(3));
    if (roll(3) == 0) value.part = PartOfDay(roll(6));
    if (roll(5) == 0) value.time = Minutes(roll(1440));
    return value;
  }
  Candidate some_fact() {
    static const std::vector<Intent> intents{Intent::return_report, Intent::change, Intent::cancel, Intent::arrived, Intent::registered, Intent::health,
        Intent::answer, Intent::arrived, Intent::registered};
    auto c = World::fact(any(intents));
    c.negated = roll(4) == 0;
    c.hedged = roll(5) == 0;
    if (roll(2) == 0) c.slots.push_back({Slot::date, some_day(), {}, {}, "test"});
    if (roll(3) == 0) c.slots.push_back({Slot::people, std::int64_t(roll(5)), {}, {}, "test"});
    return c;
  }
  void holidays() {
    w.around = full_house();
    for (auto& h : w.around.holders) {
      h.on_duty = roll(3) != 0;
      h.reachable = roll(4) != 0;
    }
    std::erase_if(w.around.holders, [&](auto&) { return roll(5) == 0; });
    if (roll(4) == 0) w.around.chats.clear();
    w.landlord_reachable = roll(6) != 0;
    w.renter_reachable = roll(2) == 0;
  }
  void act() {
    auto choice = roll(12);
    if (w.cases.empty() || choice == 0) {
      Candidate c = World::fact(any(std::vector<Intent>{Intent::return_report, Intent::arrived, Intent::human}));
      c.hedged = roll(5) == 0;
      if (roll(6) != 0) c.slots.push_back({Slot::date, some_day(), {}, {}, "test"});
      w.has_renter = roll(3) != 0;
      w.open(c, any(std::vector<PersonId>{landlord, renter, worker}));
      return;
    }
    CaseId id{1 + roll(int(w.cases.size()))};
    auto staff = any(std::vector<PersonId>{leader, worker, off_duty_worker, supervisor});
    if (choice == 1) return holidays();
    if (choice < 6 && !w.cases.at(id).final) {
      w.state(id, some_fact(), any(std::vector<PersonId>{landlord, renter, worker}), roll(2) == 0);
    } else if (choice == 6 && !w.cases.at(id).final) {
      w.escalate(id, any(std::vector<std::string>{"fever", "unwell"}));
    } else if (choice == 7 && !w.facts.empty()) {
      FactId fact{1 + roll(int(w.facts.size()))};
      if (w.facts.at(fact).of) w.retract(*w.facts.at(fact).of, fact, roll(3) == 0);
    } else {
      auto verb = any(std::vector<std::string>{"take_over", "hand_on", "close", "snooze", "nonsense"});
      auto detail = any(std::vector<std::string>{"", "3", "5", "60", "180", "has_come", "has_registered", "not_coming", "all_well", "helped", "x"});
      w.verb(id, verb, detail, staff);
    }
  }
  void play() {
    for (int day = 0; day < 45; ++day)
      for (int i = 0; i < 4; ++i) {
        w.run_to(w.now + std::chrono::minutes(roll(600)));
        act();
        if (testing::Test::HasFailure()) return;
      }
  }
};

TEST(Months, NoOpenCaseIsEverWithoutOwnerAndNextMoment) {
  std::vector<unsigned> seeds;
  if (auto* wanted = std::getenv("LINLI_SEED")) seeds.push_back(unsigned(std::strtoul(wanted, nullptr, 10)));
  else
    for (unsigned seed = 1; seed <= 150; ++seed) seeds.push_back(seed);
  std::size_t cases = 0, closed = 0, steps = 0;
  for (auto seed : seeds) {
    SCOPED_TRACE("LINLI_SEED=" + std::to_string(seed));
    Month month(seed);
    month.play();
    ASSERT_FALSE(testing::Test::HasFailure());
    cases += month.w.cases.size();
    steps += month.w.steps.size();
    for (auto& [id, row] : month.w.cases) closed += row.final;
  }
  EXPECT_GT(closed, 0U);
  RecordProperty("cases", int(cases));
  RecordProperty("closed", int(closed));
  RecordProperty("steps", int(steps));
}

}  // namespace months_test
