// Words in a request's own answer: claimed in the event's commit, sealed before they are handed out, settled once.
#include <sqlite3.h>

#include <algorithm>

#include "tests/storage/given.hpp"

namespace linli {
namespace claims_test {
using namespace given;
using namespace std::chrono_literals;

constexpr auto repeats = 20s;

struct Claims : testing::Test {
  Given g;
  Instant io = at(11);                     // the computer's clock

  Say say(Audience to, SayClass cls = SayClass::reply) {
    Say out;
    out.parts.push_back({Act::say, "help", {}});
    out.to = std::move(to);
    out.cls = cls;
    return out;
  }
  std::expected<Outcome, Refused> hear(const std::string& id, std::vector<Say> says, const std::string& chat = "group-landlords",
                                       std::function<void(Event&)> change = {}) {
    auto event = message(g, id, "actor-zhou", chat, "x");
    event.passive = true;
    if (change) change(event);
    auto u = unit(std::move(event), {{key::Sender{}}}, [says](const Records&, const Reading&, const Event&, Instant) {
      Decision d;
      d.says = says;
      return d;
    });
    u.io_now = io;
    u.answer_repeats = repeats;
    return run(*g.store, std::move(u));
  }
  std::optional<AnswerBegun> begin(SayId id) {
    std::optional<AnswerBegun> out;
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { out = w.begin_answer(id, at(11)); }));
    return out;
  }
  std::optional<AnswerWords> hand_out(SayId id, AnswerWords words) {
    std::optional<AnswerWords> out;
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { out = w.hand_out(id, words); }));
    return out;
  }
  bool answered(SayId id) {
    bool out = false;
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { out = w.answered(id, "p", at(11)); }));
    return out;
  }
  void not_answered(SayId id) {
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { w.not_answered(id); }));
  }
  std::size_t lapse() {
    std::size_t out = 0;
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { out = w.lapse_claims(io); }));
    return out;
  }
  void restart() {
    g.close();
    g.open();
    EXPECT_TRUE(write(*g.store, [&](Writes& w) { w.recover_attempts(); }));
  }
  std::vector<SayRow> ready() {
    return read(*g.store, [](Reads& r) { return r.ready_says(Instant::max(), Instant::max(), 100); });
  }
  bool anything() {
    return read(*g.store, [](Reads& r) { return r.anything_to_say(Instant::max()); });
  }
  SayId claimed(const std::string& id = "m") { return hear(id, {say(ToChat{g.landlords})})->claimed.value(); }
};

TEST_F(Claims, TheReplyToItsChatIsClaimedAndTheDispatcherNeverSeesIt) {
  auto heard = hear("m", {say(ToPerson{g.worker}), say(ToChat{g.landlords}), say(ToChat{g.landlords})});
  ASSERT_TRUE(heard && heard->claimed);
  ASSERT_EQ(ready().size(), 1u);
  EXPECT_EQ(ready()[0].actor, "actor-chen") << "the later one of its lane waits for the answer";
  auto begun = begin(*heard->claimed);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->row.platform_chat, "group-landlords");
  EXPECT_EQ(begun->row.attempts, 1);
  EXPECT_FALSE(begun->words);
}

TEST_F(Claims, ADirectChatsReplyIsClaimedAlsoToSomebodyNobodyKnows) {
  auto known = hear("m", {say(ToPerson{g.landlord})}, "d:actor-zhou");
  EXPECT_TRUE(known && known->claimed);
  auto newcomer = hear("n", {say(ToActor{g.account, "stranger"})}, "d:stranger", [](Event& e) { e.actor = "stranger"; });
  EXPECT_TRUE(newcomer && newcomer->claimed);
}

TEST_F(Claims, OnlyAReplyThatWouldLeaveNextIsClaimed) {
  auto later = say(ToChat{g.landlords});
  later.not_before = at(12);
  EXPECT_FALSE(hear("later", {later})->claimed);
  EXPECT_FALSE(hear("notice", {say(ToChat{g.landlords}, SayClass::notice)})->claimed);
  EXPECT_FALSE(hear("elsewhere", {say(ToPerson{g.worker})})->claimed);
  EXPECT_FALSE(hear("not passive", {}, "group-landlords", [](Event& e) { e.passive = false; })->claimed);
  EXPECT_FALSE(hear("behind an escalation", {say(ToChat{g.landlords}), say(ToChat{g.landlords}, SayClass::escalation)})->claimed);
}

TEST_F(Claims, WhileTheLaneIsHeldNothingMoreIsClaimed) {
  claimed("first");
  EXPECT_FALSE(hear("second", {say(ToChat{g.landlords})})->claimed);
  EXPECT_TRUE(ready().empty());
  hear("elsewhere", {say(ToPerson{g.landlord}, SayClass::notice)});
  auto notice = ready().at(0).id;
  EXPECT_TRUE(write(*g.store, [&](Writes& w) { w.begin_attempt(notice, at(11)); }));
  EXPECT_FALSE(hear("third", {say(ToPerson{g.landlord})}, "d:actor-zhou")->claimed) << "also by what is less urgent";
}

TEST_F(Claims, ARepeatGetsTheSameMessageAndTheSameWordsAtEachMoment) {
  auto id = claimed();
  auto again = [&] {
    auto heard = hear("m", {});
    EXPECT_TRUE(heard && heard->repeated);
    return heard->claimed;
  };
  EXPECT_EQ(again(), id) << "before anybody asked for words";
  ASSERT_TRUE(begin(id));
  EXPECT_EQ(again(), id) << "begun";
  ASSERT_TRUE(hand_out(id, {"the words", {{"q:1:0", "yes"}}}));
  EXPECT_EQ(again(), id) << "handed out";
  auto words = begin(id)->words;
  ASSERT_TRUE(words);
  EXPECT_EQ(words->text, "the words");
  ASSERT_EQ(words->buttons.size(), 1u);
  EXPECT_EQ(words->buttons[0].second, "yes");
  EXPECT_EQ(hand_out(id, {"other words", {}})->text, "the words") << "what was sealed first counts";
  restart();
  EXPECT_EQ(again(), id) << "after a restart";
  EXPECT_EQ(begin(id)->words->text, "the words");
  EXPECT_TRUE(answered(id));
  EXPECT_EQ(again(), id) << "settled, but the platform may not have got it";
  EXPECT_EQ(begin(id)->words->text, "the words");
  EXPECT_FALSE(answered(id)) << "it is sent already";
  io += repeats + 1s;
  EXPECT_FALSE(again()) << "past the time of repeats";
  EXPECT_FALSE(anything());
}

TEST_F(Claims, WordsAreSealedBeforeTheyLeave) {
  auto id = claimed();
  begin(id);
  hand_out(id, {"words of a canary", {{"q:1:0", "label of a canary"}}});
  EXPECT_EQ(all_bytes(g).find("canary"), std::string::npos);
}

TEST_F(Claims, AnAnswerThatCameTooLateIsGivenToTheOrdinaryRoute) {
  auto id = claimed();
  begin(id);
  hand_out(id, {"words", {}});
  not_answered(id);
  ASSERT_EQ(ready().size(), 1u);
  EXPECT_EQ(ready()[0].id, id);
  EXPECT_FALSE(ready()[0].uncertain) << "nobody got it";
  EXPECT_FALSE(hear("m", {})->claimed) << "a repeat gets no words: they take the ordinary route";
  EXPECT_FALSE(begin(id));
  EXPECT_FALSE(hand_out(id, {"words", {}}));
  EXPECT_FALSE(answered(id));
}

TEST_F(Claims, AClaimNobodyAskedForIsPlannedAgainWhenItsTimeIsOver) {
  auto id = claimed();
  io += repeats - 1s;
  EXPECT_EQ(lapse(), 0u);
  hear("m", {});                           // repeated: held again
  io += 2s;
  EXPECT_EQ(lapse(), 0u);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.first_claim_end(); }), io - 2s + repeats);
  io += repeats;
  EXPECT_EQ(lapse(), 1u);
  ASSERT_EQ(ready().size(), 1u);
  EXPECT_EQ(ready()[0].id, id);
  EXPECT_FALSE(ready()[0].uncertain);
}

TEST_F(Claims, WordsHandedOutAndNeverSettledAreUncertainAlsoAfterARestart) {
  auto id = claimed();
  begin(id);
  hand_out(id, {"words", {}});
  restart();
  EXPECT_TRUE(ready().empty()) << "the repeat may still come";
  io += repeats;
  EXPECT_EQ(lapse(), 1u);
  ASSERT_EQ(ready().size(), 1u);
  EXPECT_TRUE(ready()[0].uncertain);
  EXPECT_TRUE(ready()[0].claimed);
  EXPECT_FALSE(hear("m", {})->claimed);
  EXPECT_TRUE(answered(id)) << "it was late to tell, but it left";
  EXPECT_FALSE(anything());
}

TEST_F(Claims, WhatHasLostItsReasonIsNotHandedOut) {
  auto late = say(ToChat{g.landlords});
  late.not_after = at(10);
  auto id = hear("m", {late})->claimed.value();
  EXPECT_FALSE(begin(id));
  EXPECT_FALSE(anything()) << "it ended as waived";
  auto closed = claimed("c");
  auto close = unit(message(g, "closes", "actor-zhou", "group-landlords", "x"), {}, [&](auto&&...) {
    Decision d;
    d.closes.push_back({closed, Ending::merged, "merged"});
    return d;
  });
  ASSERT_TRUE(run(*g.store, std::move(close)));
  EXPECT_FALSE(begin(closed));
  EXPECT_FALSE(anything());
}

TEST_F(Claims, TheNextOfTheLaneLeavesAfterTheAnswer) {
  auto id = hear("m", {say(ToChat{g.landlords}), say(ToChat{g.landlords})})->claimed.value();
  EXPECT_TRUE(ready().empty());
  begin(id);
  hand_out(id, {"words", {}});
  EXPECT_TRUE(ready().empty());
  answered(id);
  EXPECT_EQ(ready().size(), 1u);
}

}  // namespace claims_test
}  // namespace linli
