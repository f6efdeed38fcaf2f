// A unit's way through the writer.
#include <unistd.h>

#include <atomic>
#include <latch>

#include "tests/storage/given.hpp"

namespace linli {
namespace unit_test {
using namespace given;

Decide nothing() {
  return [](const Records&, const Reading&, const Event&, Instant) {
    Decision d;
    d.why_silent = "chatter";
    return d;
  };
}

// Holds the writer until `go`, so that what is pushed meanwhile waits together.
struct Held {
  explicit Held(Store& store) {
    EXPECT_TRUE(store.write([this](Writes&) { reached.count_down(), go.wait(); }, {}));
    reached.wait();
  }
  std::latch reached{1}, go{1};
};

TEST(Unit, ARepeatedEventIsRecordedOnce) {
  Given g;
  opened_case(g);
  int asked = 0;
  auto again = run(*g.store, unit(message(g, "opens", "actor-zhou", "group-landlords", "the same"), everything(),
                                  [&](const Records& r, const Reading&, const Event&, Instant) { return ++asked, report_return(g, r); }));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_TRUE(again->reported);
  EXPECT_TRUE(again->event);
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 1u);
}

TEST(Unit, ARepetitionGetsTheFirstAnswerAlsoAfterARestart) {
  Given g;
  auto first = run(*g.store, unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), {}, nothing()));
  g.close();
  g.open();
  auto again = run(*g.store, unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), {}, nothing()));
  EXPECT_EQ(again->event, first->event);
  EXPECT_EQ(again->why_silent, "chatter");
  EXPECT_TRUE(again->repeated);
}

TEST(Unit, TheSameIdOnAnotherAccountIsAnotherEvent) {
  Given g;
  auto other = g.account;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { other = w.ensure_account("wecom", StreetId{g.account.value % 1024}); }));
  run(*g.store, unit(message(g, "m1", "a", "group-landlords", "x"), {}, nothing()));
  auto event = message(g, "m1", "a", "group-landlords", "x");
  event.account = other;
  EXPECT_FALSE(run(*g.store, unit(event, {}, nothing()))->repeated);
}

TEST(Unit, WhatWaitsSharesOneCommitAndIsAnsweredAfterIt) {
  Given g;
  std::atomic<int> commits{};
  g.store->on_commit([&] { ++commits; });
  std::atomic<int> answered{};
  std::latch all(64);
  {
    Held held(*g.store);
    for (int i = 0; i < 64; ++i) {
      auto u = unit(message(g, "m" + std::to_string(i), "actor-zhou", "group-landlords", "x"), everything(),
                    [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); });
      u.done = [&](std::expected<Outcome, Refused> outcome) {
        EXPECT_TRUE(outcome);
        ++answered;
        all.count_down();
      };
      ASSERT_TRUE(g.store->run(std::move(u)));
    }
    EXPECT_EQ(answered, 0);
    held.go.count_down();
    all.wait();
  }
  g.store->stop();
  EXPECT_LT(commits, 40);  // 10 ms of work at most in one; far fewer than 64
  EXPECT_GE(commits, 1);
}

TEST(Unit, TheSecondRoundOfWantedSeesWhatTheFirstFound) {
  Given g;
  auto u = unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), {}, [&](const Records& r, const Reading&, const Event&, Instant) {
    EXPECT_EQ(r.arounds.of(g.group).path.size(), 3u);
    return Decision{};
  });
  u.wanted = [](const Event&, const Reading&, const Records* so_far) -> Keys {
    if (!so_far) return {{key::Sender{}}};
    return {{key::Around{so_far->chat->area}}};
  };
  EXPECT_TRUE(run(*g.store, std::move(u)));
}

TEST(Unit, TakenAgainStoresNothing) {
  Given g;
  auto u = unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
    auto d = report_return(g, r);
    d.again = true;
    return d;
  });
  auto out = run(*g.store, u);
  EXPECT_TRUE(out->again);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 0u);
  EXPECT_FALSE(run(*g.store, unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), {}, nothing()))->repeated);
}

TEST(Unit, APoisonUnitIsRolledBackAloneAndBuriedAfterItsSecondFailure) {
  Given g;
  int tries = 0;
  std::latch all(2);
  std::expected<Outcome, Refused> bad;
  {
    Held held(*g.store);
    auto poison =
        unit(message(g, "bad", "actor-zhou", "group-landlords", "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
          auto d = report_return(g, r);
          d.says.at(0).of = Ref<CaseId>(Local{7});  // a row that the decision did not make
          ++tries;
          return d;
        });
    poison.done = [&](std::expected<Outcome, Refused> o) { bad = o, all.count_down(); };
    auto good = unit(message(g, "good", "actor-zhou", "group-landlords", "x"), everything(),
                     [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); });
    good.done = [&](std::expected<Outcome, Refused> o) {
      EXPECT_TRUE(o);
      all.count_down();
    };
    ASSERT_TRUE(g.store->run(std::move(poison)));
    ASSERT_TRUE(g.store->run(std::move(good)));
    held.go.count_down();
    all.wait();
  }
  EXPECT_EQ(tries, 2);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error(), Refused::poisoned);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 1u);
  auto repeated = run(*g.store, unit(message(g, "bad", "actor-zhou", "group-landlords", "x"), {}, nothing()));
  ASSERT_FALSE(repeated);
  EXPECT_EQ(repeated.error(), Refused::poisoned);
}

TEST(Unit, AUnitThatFailsOnceSucceedsAlone) {
  Given g;
  int tries = 0;
  auto out = run(*g.store, unit(message(g, "m1", "actor-zhou", "group-landlords", "x"), everything(),
                                [&](const Records& r, const Reading&, const Event&, Instant) {
                                  if (++tries == 1) throw std::runtime_error("planted");
                                  return report_return(g, r);
                                }));
  EXPECT_TRUE(out);
  EXPECT_EQ(tries, 2);
}

TEST(Unit, AFullQueueRefusesAtOnce) {
  StoreOptions few;
  few.queue = 3;
  Given g(few);
  g.open();
  g.import_street();
  std::latch all(3);
  {
    Held held(*g.store);
    auto one = [&](int i) {
      auto u = unit(message(g, "m" + std::to_string(i), "a", "group-landlords", "x"), {}, nothing());
      u.done = [&](auto) { all.count_down(); };
      return u;
    };
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(g.store->run(one(i)));
    EXPECT_FALSE(g.store->run(one(3)));
    EXPECT_FALSE(g.store->write([](Writes&) {}, {}));
    held.go.count_down();
    all.wait();
  }
  EXPECT_TRUE(run(*g.store, unit(message(g, "later", "a", "group-landlords", "x"), {}, nothing())));
}

TEST(Unit, WhatNobodySendsAgainIsShedLast) {
  StoreOptions few;
  few.queue = 10;
  Given g(few);
  g.open();
  g.import_street();
  std::latch all(10);
  {
    Held held(*g.store);
    int n = 0;
    auto push = [&](bool once) {
      auto event = message(g, "m" + std::to_string(++n), "a", "group-landlords", "x");
      event.once = once;
      auto u = unit(std::move(event), {}, nothing());
      u.done = [&](auto) { all.count_down(); };
      return g.store->run(std::move(u));
    };
    for (int i = 0; i < 8; ++i) EXPECT_TRUE(push(false)) << i;
    EXPECT_FALSE(push(false)) << "four fifths are full: its platform sends it again";
    EXPECT_TRUE(push(true));
    EXPECT_TRUE(g.store->write([](Writes&) {}, [&](auto) { all.count_down(); })) << "what ends attempts goes in too";
    EXPECT_FALSE(push(true)) << "the end";
    held.go.count_down();
    all.wait();
  }
}

TEST(Unit, AWritingJobThatThrowsIsRolledBackAlone) {
  Given g;
  auto done = write(*g.store, [](Writes& w) {
    w.set_clock({at(12), at(13)});
    throw std::runtime_error("planted");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error(), Refused::poisoned);
  EXPECT_FALSE(read(*g.store, [](Reads& r) { return r.clock(); }));
}

TEST(Unit, StoppingFinishesWhatIsQueued) {
  Given g;
  std::atomic<int> stored{};
  for (int i = 0; i < 50; ++i) {
    auto u = unit(message(g, "m" + std::to_string(i), "a", "group-landlords", "x"), {}, nothing());
    u.done = [&](std::expected<Outcome, Refused> o) { stored += o.has_value(); };
    ASSERT_TRUE(g.store->run(std::move(u)));
  }
  g.store->stop();
  EXPECT_EQ(stored, 50);
  EXPECT_FALSE(g.store->run(unit(message(g, "late", "a", "group-landlords", "x"), {}, nothing())));
}

TEST(Unit, ASecondStartNamesTheHolder) {
  Given g;
  auto second = Store::open(g.options);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().what.find("in use by process " + std::to_string(::getpid())), std::string::npos) << second.error().what;
}

TEST(Unit, AReadingJobThatThrowsLeavesTheReaderAlive) {
  Given g;
  EXPECT_TRUE(g.store->read([](Reads&) { throw std::runtime_error("planted"); }));
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.streets().size(); }), 1u);
}

}  // namespace unit_test
}  // namespace linli
