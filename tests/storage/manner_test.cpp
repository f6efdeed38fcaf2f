// How people are written to is kept, through restarts; and who is put through to a person hears nothing that the bot begins.
#include <algorithm>

#include "tests/storage/given.hpp"

namespace linli {
namespace manner_test {
using namespace given;

void decide(Given& g, const std::string& id, std::function<void(Decision&, const Records&)> f, const char* actor = "actor-zhou") {
  auto done = run(*g.store, unit(message(g, id, actor, "group-landlords", "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
    Decision d;
    f(d, r);
    return d;
  }));
  ASSERT_TRUE(done);
}
Say to(PersonId person, SayClass cls) {
  Say say;
  say.turn = 1;
  say.parts = {{Act::say, "help", {}}};
  say.to = ToPerson{person};
  say.cls = cls;
  say.why = "why.asked";
  return say;
}
std::vector<SayRow> ready(Given& g, Instant now) {
  return read(*g.store, [&](Reads& r) { return r.ready_says(now, now, 20); });
}
bool anything(Given& g, Instant now) {
  return read(*g.store, [&](Reads& r) { return r.anything_to_say(now); });
}

// Two hours from 10:00 on a person's words go to whoever is on duty.
NewDue put_through(CaseId of, PersonId who) {
  NewDue due;
  due.kind = DueKind::handover;
  due.at = at(11, 12);
  due.count = 120;
  due.of = of;
  due.person = who;
  return due;
}

TEST(Manner, IsThePersonsAndOutlivesARestart) {
  Given g;
  decide(g, "1", [&](Decision& d, const Records& r) {
    EXPECT_EQ(r.sender->person->manner, Manner{});
    d.manner = SetManner{{Language::en, true}};
    d.says.push_back(to(g.landlord, SayClass::reply));
  });
  g.close();
  g.open();
  decide(g, "2", [&](Decision&, const Records& r) { EXPECT_EQ(r.sender->person->manner, (Manner{Language::en, true})); });
  auto says = ready(g, at(11));
  ASSERT_EQ(says.size(), 1u);
  EXPECT_EQ(says[0].manner, (Manner{Language::en, true}));
}

TEST(Manner, OfAGroupIsNobodys) {
  Given g;
  decide(g, "1", [&](Decision& d, const Records&) {
    d.manner = SetManner{{Language::en, true}};
    auto say = to(g.landlord, SayClass::reply);
    say.to = ToChat{g.landlords};
    d.says.push_back(say);
  });
  auto says = ready(g, at(11));
  ASSERT_EQ(says.size(), 1u);
  EXPECT_EQ(says[0].manner, Manner{});
}

TEST(Manner, OfANewcomerBecomesThatOfThePerson) {
  Given g;
  auto stranger = [&](const char* id, std::function<void(Decision&)> f) {
    auto done = run(*g.store, unit(message(g, id, "actor-new", "group-landlords", "x"), everything(), [&](const Records&, const Reading&, const Event& e, Instant) {
      Decision d;
      d.manner = SetManner{{Language::en, false}};
      Say say = to(g.landlord, SayClass::reply);
      say.to = ToActor{e.account, e.actor};
      d.says.push_back(say);
      f(d);
      return d;
    }));
    ASSERT_TRUE(done);
  };
  stranger("1", [](Decision&) {});
  auto says = ready(g, at(11));
  ASSERT_EQ(says.size(), 1u);
  EXPECT_EQ(says[0].manner.language, Language::en);
  stranger("2", [&](Decision& d) {
    d.manner.reset();
    d.people.push_back({"", {}});
    d.bindings.push_back({Local{0}, g.account, "actor-new"});
  });
  decide(g, "3", [&](Decision&, const Records& r) {
    ASSERT_TRUE(r.sender->person);
    EXPECT_EQ(r.sender->person->manner.language, Language::en);
  }, "actor-new");
}

TEST(Manner, WhoIsPutThroughHearsOnlyAnswersUntilItIsOver) {
  Given g;
  auto of = opened_case(g);
  auto before = ready(g, at(11, 10)).size();
  decide(g, "1", [&](Decision& d, const Records&) {
    d.dues.push_back(put_through(of, g.renter));
    d.says.push_back(to(g.renter, SayClass::reminder));
    d.says.push_back(to(g.worker, SayClass::reminder));
  });
  auto to_renter = [&](Instant now) {
    return std::ranges::count_if(ready(g, now), [&](const SayRow& row) {
      auto* person = std::get_if<ToPerson>(&row.say.to);
      return person && person->person == Ref<PersonId>(g.renter);
    });
  };
  EXPECT_EQ(to_renter(at(11, 9, 59)), 1);
  EXPECT_EQ(to_renter(at(11, 10)), 0);
  EXPECT_EQ(to_renter(at(11, 11, 59)), 0);
  EXPECT_EQ(to_renter(at(11, 12)), 1);
  EXPECT_EQ(ready(g, at(11, 10)).size(), before + 1);  // the other one's
  EXPECT_TRUE(anything(g, at(11, 12)));
  decide(g, "2", [&](Decision& d, const Records&) { d.says.push_back(to(g.renter, SayClass::reply)); });
  EXPECT_EQ(to_renter(at(11, 11)), 1);
}

TEST(Manner, TheAskersCaseIsLoadedWhereverItLies) {
  Given g;
  auto of = opened_case(g);
  decide(g, "1", [&](Decision& d, const Records&) { d.dues.push_back(put_through(of, g.leader)); });
  decide(g, "2", [&](Decision&, const Records& r) {
    ASSERT_EQ(r.cases->size(), 1u);
    EXPECT_EQ(r.cases->front().id, of);
  }, "actor-li");
}

}  // namespace manner_test
}  // namespace linli
