// What follows from a decision.
#include "tests/storage/given.hpp"

namespace linli {
namespace apply_test {
using namespace given;

void decide(Given& g, const std::string& id, std::function<void(Decision&, const Records&)> f, Instant now = at(11), const char* actor = "actor-zhou",
            const char* chat = "group-landlords") {
  auto done = run(*g.store, unit(
                                message(g, id, actor, chat, "x"), everything(),
                                [&](const Records& r, const Reading&, const Event&, Instant) {
                                  Decision d;
                                  f(d, r);
                                  return d;
                                },
                                now));
  ASSERT_TRUE(done);
}
void see(Given& g, std::function<void(const Records&)> f, const char* actor = "actor-zhou", const char* chat = "group-landlords") {
  auto done = run(*g.store, unit(message(g, "see", actor, chat, "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
    f(r);
    Decision d;
    d.again = true;
    return d;
  }));
  ASSERT_TRUE(done);
}
Say card(const Given& g, Ref<QuestionId> q) {
  Say s{1,
        {{Act::confirm, "card", {{"question", arg::Question{q}}}}},
        {{QuestionChoice{q, 0}, {Act::say, "button.yes", {}}}},
        ToPerson{Ref<PersonId>(g.landlord)},
        {},
        SayClass::reply,
        {},
        {},
        WhileOpen{q},
        {},
        q,
        "why.unsure"};
  return s;
}
QuestionId ask(Given& g, CaseId about) {
  decide(g, "ask", [&](Decision& d, const Records&) {
    Candidate c;
    c.intent = Intent::return_report;
    c.slots = {{Slot::origin, std::string("武汉"), {}, {3, 9}, "origin"}};
    NewQuestion q{Ref<PersonId>(g.landlord),
                  {},
                  about,
                  {Asked::confirm},
                  {{c, g.d301, {}, {}, "words"}},
                  {{Choice::What::yes, {}, 0}, {Choice::What::no, {}, 0}},
                  "",
                  1};
    d.questions.push_back(q);
    d.says.push_back(card(g, Local{0}));
    NewDue due{DueKind::card, at(12), "", {}, Ref<QuestionId>(Local{0}), {}, {}, g.group, 1, "", {}, ""};
    d.dues.push_back(due);
  });
  QuestionId id;
  see(g, [&](const Records& r) { id = r.questions->at(0).id; });
  return id;
}
std::vector<SayRow> ready(Given& g, Instant now = at(11)) {
  return read(*g.store, [&](Reads& r) { return r.ready_says(now, now, 20); });
}
void send(Given& g, SayId id) {
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    ASSERT_TRUE(w.begin_attempt(id, at(11)));
    w.sent(id, "text", "platform-" + std::to_string(id.value), at(11));
  }));
}

TEST(Apply, AQuestionKeepsWhatWasProposedUntilItEnds) {
  Given g;
  auto of = opened_case(g);
  auto id = ask(g, of);
  see(g, [&](const Records& r) {
    auto& q = r.questions->at(0);
    ASSERT_EQ(q.proposed.size(), 1u);
    EXPECT_EQ(std::get<std::string>(q.proposed[0].fact.slots.at(0).value), "武汉");
    EXPECT_EQ(q.proposed[0].fact.slots[0].words, (Span{3, 9}));
    EXPECT_EQ(q.choices.size(), 2u);
    EXPECT_EQ(q.about, of);
    ASSERT_EQ(r.cases->at(0).questions.size(), 1u);
  });
  decide(g, "yes", [&](Decision& d, const Records&) { d.closes.push_back({id, Ending::waived, "answered"}); });
  see(g, [&](const Records& r) {
    EXPECT_TRUE(r.questions->empty());
    EXPECT_TRUE(r.cases->at(0).questions.empty());
  });
  auto over = read(*g.store, [&](Reads& r) { return r.question(id); });
  ASSERT_TRUE(over);
  EXPECT_TRUE(over->proposed.empty());
  EXPECT_EQ(over->choices.size(), 2u);
}

TEST(Apply, AnAnsweredQuestionWaivesItsPlannedWordsAndItsDues) {
  Given g;
  auto id = ask(g, opened_case(g));
  EXPECT_TRUE(read(*g.store, [](Reads& r) { return r.ripe_dues(at(12), 9).size() == 1; }));
  decide(g, "yes", [&](Decision& d, const Records&) { d.closes.push_back({id, Ending::waived, "answered"}); });
  for (auto& s : ready(g)) EXPECT_FALSE(s.say.asks);
  EXPECT_TRUE(read(*g.store, [](Reads& r) { return r.ripe_dues(at(12), 9).empty(); }));
}

TEST(Apply, ASentCardIsToBeSettledOnceItsQuestionIsOver) {
  Given g;
  auto of = opened_case(g);
  for (auto& s : ready(g)) send(g, s.id);
  auto id = ask(g, of);
  auto says = ready(g);
  ASSERT_EQ(says.size(), 1u);
  EXPECT_EQ(std::get<QuestionId>(std::get<QuestionChoice>(says[0].say.buttons.at(0).key).question.at), id);
  send(g, says[0].id);
  EXPECT_FALSE(read(*g.store, [](Reads& r) { return r.anything_to_say(at(11)); }));
  decide(g, "yes", [&](Decision& d, const Records&) { d.closes.push_back({id, Ending::waived, "answered"}); });
  EXPECT_TRUE(read(*g.store, [](Reads& r) { return r.anything_to_say(at(11)); }));
  auto cards = read(*g.store, [](Reads& r) { return r.cards_to_settle(9); });
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].why, "answered");
  EXPECT_EQ(cards[0].platform_id, "platform-" + std::to_string(says[0].id.value));
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.card_settled(cards[0].row.id); }));
  EXPECT_TRUE(read(*g.store, [](Reads& r) { return r.cards_to_settle(9).empty(); }));
}

TEST(Apply, ACardToSettleTellsItsWordsAndWhatTheEventThatEndedItStated) {
  Given g;
  auto of = opened_case(g);
  for (auto& s : ready(g)) send(g, s.id);
  auto id = ask(g, of);
  send(g, ready(g).at(0).id);
  decide(g, "other", [&](Decision& d, const Records&) { d.reports.push_back({Ref<PersonId>(g.landlord), {NewFact{of, {}, {}, Intent::health, false, false, {}, "x", "r", "certain", 0}}}); });
  decide(g, "yes", [&](Decision& d, const Records&) {
    d.reports.push_back({Ref<PersonId>(g.landlord), {NewFact{of, {}, {}, Intent::arrived, false, false, {}, "到了", "r", "certain", 0}}});
    d.closes.push_back({id, Ending::waived, "answered"});
  });
  read(*g.store, [&](Reads& r) {
    auto cards = r.cards_to_settle(9);
    EXPECT_EQ(cards.size(), 1u);
    if (cards.size() != 1) return 0;
    EXPECT_EQ(open_plain(cards[0].text), "text");
    EXPECT_EQ(cards[0].facts.size(), 1u);
    for (auto fact : cards[0].facts) EXPECT_EQ(r.fact(fact)->row.intent, Intent::arrived);
    EXPECT_FALSE(cards[0].by);
    return 0;
  });
}

TEST(Apply, ACardAboutNoCaseYetTellsWhatWhoeverWasAskedStated) {
  Given g;
  decide(g, "ask", [&](Decision& d, const Records&) {
    d.questions.push_back({Ref<PersonId>(g.landlord), {}, {}, {Asked::confirm}, {}, {{Choice::What::yes, {}, 0}}, {}, 1});
    Say s{1, {{Act::confirm, "confirm", {}}}, {{QuestionChoice{Local{0}, 0}, {Act::say, "button.yes", {}}}}, ToPerson{Ref<PersonId>(g.landlord)}, {}, SayClass::reply, {}, {},
          WhileOpen{Local{0}}, {}, Ref<QuestionId>(Local{0}), "why.reported"};
    d.says = {s};
  });
  auto say = ready(g).at(0);
  send(g, say.id);
  auto question = std::get<QuestionId>(say.say.asks->at);
  auto done = run(*g.store, unit(message(g, "yes", "actor-zhou", "group-landlords", "对"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
    auto d = report_return(g, r);
    d.closes.push_back({question, Ending::waived, "answered"});
    return d;
  }));
  ASSERT_TRUE(done);
  read(*g.store, [&](Reads& r) {
    auto cards = r.cards_to_settle(9);
    EXPECT_EQ(cards.size(), 1u);
    for (auto& card : cards) {
      EXPECT_EQ(card.facts.size(), 1u);
      for (auto fact : card.facts) EXPECT_EQ(r.fact(fact)->row.intent, Intent::return_report);
    }
    return 0;
  });
}

TEST(Apply, ACardUnderWayWhenItsQuestionEndsIsSettledWhenItHasGone) {
  Given g;
  auto of = opened_case(g);
  for (auto& s : ready(g)) send(g, s.id);
  auto id = ask(g, of);
  auto say = ready(g).at(0).id;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { ASSERT_TRUE(w.begin_attempt(say, at(11))); }));
  decide(g, "yes", [&](Decision& d, const Records&) { d.closes.push_back({id, Ending::waived, "answered"}); });
  EXPECT_TRUE(read(*g.store, [](Reads& r) { return r.cards_to_settle(9).empty(); }));
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.sent(say, "text", "p", at(11)); }));
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.cards_to_settle(9).size(); }), 1u);
}

TEST(Apply, AStepThatLeavesTheStateWaivesWordsThatDependOnIt) {
  Given g;
  auto of = opened_case(g);
  for (auto& s : ready(g)) send(g, s.id);
  decide(g, "plan", [&](Decision& d, const Records&) {
    Say s{1,
          {{Act::remind, "remind", {}}},
          {},
          ToPerson{Ref<PersonId>(g.renter)},
          {},
          SayClass::reminder,
          {},
          {},
          WhileState{of, "expected"},
          of,
          {},
          "why.reminder"};
    Say climb = s;
    climb.depends = WhileClimb{of, "unregistered"};
    climb.buttons = {{CaseVerb{of, "take_over", ""}, {Act::say, "button.take_over", {}}}};
    climb.to = ToPerson{Ref<PersonId>(g.leader)};
    d.says = {s, climb};
    NewStep up{of, StepKind::climbed, "expected", false, {}, {}, "why", {}, at(12), {"unregistered", 0, 0, false, {}}, {}};
    d.steps.push_back(up);
  });
  auto says = ready(g);
  ASSERT_EQ(says.size(), 2u);
  send(g, says[1].id);
  decide(g, "take", [&](Decision& d, const Records&) {
    NewStep s{of, StepKind::taken_over, "expected", false, {}, g.leader, "why", {}, at(12), {"unregistered", 0, 0, false, at(12)}, {}};
    d.steps.push_back(s);
  });
  auto cards = read(*g.store, [](Reads& r) { return r.cards_to_settle(9); });
  ASSERT_EQ(cards.size(), 1u);
  EXPECT_EQ(cards[0].why, "taken_over");
  EXPECT_EQ(cards[0].by, g.leader);
  EXPECT_EQ(ready(g).size(), 1u);  // the state has not changed
  decide(g, "move", [&](Decision& d, const Records&) {
    NewStep s{of, StepKind::moved, "arrived", false, {}, g.landlord, "why", {}, at(13), {}, {}};
    d.steps.push_back(s);
  });
  EXPECT_TRUE(ready(g).empty());
  auto story = read(*g.store, [&](Reads& r) { return r.story(of); });
  EXPECT_EQ(story->says.at(2).ended, Ending::waived);
  EXPECT_EQ(story->says.at(2).why, "moved");
  EXPECT_EQ(story->steps.back().from, "expected");
}

TEST(Apply, ReasonsAreLookedAtAgainWhenAnAttemptBegins) {
  Given g;
  auto of = opened_case(g);
  for (auto& s : ready(g)) send(g, s.id);
  decide(g, "plan", [&](Decision& d, const Records&) {
    Say s{
        1, {{Act::remind, "remind", {}}}, {}, ToPerson{Ref<PersonId>(g.renter)}, {}, SayClass::reminder, {}, at(11, 20), {}, of, {}, "why.reminder"};
    Say other = s;
    other.not_after = {};
    other.depends = WhileState{of, "away"};  // was decided on what is no longer so
    other.to = ToPerson{Ref<PersonId>(g.leader)};
    d.says = {s, other};
  });
  auto says = ready(g, at(12));
  ASSERT_EQ(says.size(), 2u);
  for (auto& s : says) ASSERT_TRUE(write(*g.store, [&](Writes& w) { EXPECT_FALSE(w.begin_attempt(s.id, at(12))); }));
  auto story = read(*g.store, [&](Reads& r) { return r.story(of); });
  EXPECT_EQ(story->says.at(2).why, "too_late");
  EXPECT_EQ(story->says.at(3).why, "state_changed");
}

TEST(Apply, TheOrderOnTheWayOutIsByClassAndARetryHoldsBackItsLaneAndClassAlone) {
  Given g;
  decide(g, "plan", [&](Decision& d, const Records&) {
    auto add = [&](PersonId to, SayClass cls, const char* tmpl) {
      Say s{1, {{Act::say, tmpl, {}}}, {}, ToPerson{Ref<PersonId>(to)}, {}, cls, {}, {}, {}, {}, {}, "why"};
      d.says.push_back(s);
    };
    add(g.landlord, SayClass::notice, "n1");
    add(g.landlord, SayClass::reply, "r1");
    add(g.landlord, SayClass::reply, "r2");
    add(g.landlord, SayClass::escalation, "e1");
    add(g.renter, SayClass::reply, "x1");
  });
  auto first = [&](Instant io) {
    return read(*g.store, [&](Reads& r) {
      std::vector<std::string> out;
      for (auto& s : r.ready_says(at(11), io, 9)) out.push_back(s.say.parts.at(0).tmpl);
      return out;
    });
  };
  auto id_of = [&](const std::string& tmpl) {
    for (auto& s : ready(g))
      if (s.say.parts.at(0).tmpl == tmpl) return s.id;
    return SayId{};
  };
  EXPECT_EQ(first(at(11)), (std::vector<std::string>{"e1", "x1"}));
  send(g, id_of("e1"));
  EXPECT_EQ(first(at(11)), (std::vector<std::string>{"r1", "x1"}));
  auto r1 = id_of("r1");
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.begin_attempt(r1, at(11)), w.try_again(r1, at(11, 10), "busy"); }));
  EXPECT_EQ(first(at(11)), (std::vector<std::string>{"x1", "n1"}));  // r2 waits behind r1
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.next_retry(at(11)); }), at(11, 10));
  EXPECT_EQ(first(at(11, 10)), (std::vector<std::string>{"r1", "x1"}));
}

TEST(Apply, WhatMayNotLeaveYetWaitsForTheBotsClock) {
  Given g;
  decide(g, "plan", [&](Decision& d, const Records&) {
    Say s{1, {{Act::say, "later", {}}}, {}, ToPerson{Ref<PersonId>(g.landlord)}, {}, SayClass::reply, at(12, 8), {}, {}, {}, {}, "why"};
    d.says.push_back(s);
  });
  EXPECT_TRUE(ready(g).empty());
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.next_not_before(at(11)); }), at(12, 8));
  EXPECT_FALSE(read(*g.store, [](Reads& r) { return r.anything_to_say(at(11)); }));
  EXPECT_EQ(ready(g, at(12, 8)).size(), 1u);
}

TEST(Apply, AnAttemptThatWasNeverSettledComesBackAsUncertain) {
  Given g;
  opened_case(g);
  auto id = ready(g).at(0).id;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { ASSERT_TRUE(w.begin_attempt(id, at(11))); }));
  g.close();
  g.open();
  std::size_t n = 0;
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { n = w.recover_attempts(); }));
  EXPECT_EQ(n, 1u);
  EXPECT_TRUE(ready(g).at(0).uncertain);
  EXPECT_EQ(ready(g).at(0).attempts, 1);
}

TEST(Apply, OfTwoDuesThatMayBeOnlyOneTheEarlierStays) {
  Given g;
  auto plan = [&](const char* id, Instant when) {
    decide(g, id, [&](Decision& d, const Records&) {
      NewDue due{DueKind::burst, when, "", {}, {}, g.landlord, g.landlords, {}, 0, "burst:1", {}, ""};
      d.dues.push_back(due);
      d.fragments.push_back({std::string("part ") + id});
    });
  };
  plan("1", at(11, 10));
  plan("2", at(11, 11));
  plan("3", at(11, 9, 30));
  auto dues = read(*g.store, [](Reads& r) { return r.ripe_dues(at(12), 9); });
  ASSERT_EQ(dues.size(), 1u);
  EXPECT_EQ(dues[0].at, at(11, 9, 30));
  auto burst = read(*g.store, [&](Reads& r) { return r.burst(dues[0].id); });
  ASSERT_TRUE(burst);
  EXPECT_EQ(burst->in.joined, "part 1\npart 2\npart 3");
  EXPECT_EQ(burst->actor, "actor-zhou");
  EXPECT_EQ(burst->platform_chat, "group-landlords");
  EXPECT_FALSE(burst->direct);
  see(g, [&](const Records& r) {
    ASSERT_EQ(r.fragments->size(), 3u);
    EXPECT_EQ(r.fragments->at(0).id, burst->in.parts.at(0));
  });
  decide(g, "used", [&](Decision& d, const Records&) { d.used_fragments = burst->in.parts; });
  see(g, [&](const Records& r) { EXPECT_TRUE(r.fragments->empty()); });
}

TEST(Apply, ADuePlayedAndPlannedAnewUnderTheSameTextIsThere) {
  Given g;
  auto digest = [&](Decision& d, Instant when) {
    NewDue due{DueKind::digest, when, "return", {}, {}, {}, {}, g.street, 0, "digest", {}, ""};
    d.dues.push_back(due);
  };
  decide(g, "1", [&](Decision& d, const Records&) { digest(d, at(12)); });
  auto first = read(*g.store, [](Reads& r) { return r.next_due()->due; });
  decide(g, "2", [&](Decision& d, const Records&) {
    d.closes.push_back({first.id, Ending::sent, "played"});
    digest(d, at(13));
  });
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.next_due()->due.at; }), at(13));
}

TEST(Apply, ADueLearnedTooLateIsKeptAsEndedAndNeverFires) {
  Given g;
  auto of = opened_case(g);
  decide(g, "late", [&](Decision& d, const Records&) {
    NewDue due{DueKind::reminder, at(10), "evening_before", of, {}, {}, {}, {}, 0, "", Ending::waived, "too_late"};
    d.dues.push_back(due);
  });
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.ripe_dues(at(20), 9).size(); }), 1u);
  auto story = read(*g.store, [&](Reads& r) { return r.story(of); });
  ASSERT_EQ(story->dues.size(), 2u);
  EXPECT_EQ(story->dues[0].why, "too_late");
}

TEST(Apply, ANewcomersWayInLeadsToAPersonWithATenancy) {
  Given g;
  auto as = [&](const char* id, std::function<void(Decision&, const Records&)> f) { decide(g, id, std::move(f), at(11), "actor-new", "direct-new"); };
  as("hello", [&](Decision& d, const Records& r) {
    EXPECT_FALSE(r.sender->person);
    d.enrolments.push_back({g.account, "actor-new", {}});
    Say s{1,  {{Act::say, "enrol.hello", {{"enrolment", arg::Enrolment{Ref<EnrolmentId>(Local{0})}}}}},
          {}, ToActor{g.account, "actor-new"},
          {}, SayClass::reply,
          {}, {},
          {}, {},
          {}, "why.unknown_sender"};
    d.says.push_back(s);
  });
  EnrolmentId enrolment;
  see(
      g,
      [&](const Records& r) {
        ASSERT_TRUE(r.sender->enrolment);
        enrolment = *r.sender->enrolment;
        EXPECT_EQ(r.sender->enrolment_lines, 1);
      },
      "actor-new", "direct-new");
  auto says = ready(g);
  ASSERT_EQ(says.size(), 1u);
  EXPECT_EQ(says[0].actor, "actor-new");
  EXPECT_EQ(says[0].platform_chat, "direct-new");
  EXPECT_EQ(std::get<EnrolmentId>(std::get<arg::Enrolment>(says[0].say.parts[0].args[0].second).enrolment.at), enrolment);
  as("place", [&](Decision& d, const Records&) { d.enrolment_updates.push_back({enrolment, g.d302, false}); });
  auto row = read(*g.store, [&](Reads& r) { return r.enrolment(enrolment); });
  EXPECT_EQ(row->code.size(), 6u);
  EXPECT_EQ(row->place->id, g.d302);
  EXPECT_EQ(row->platform_actor, "actor-new");
  EXPECT_TRUE(row->tenancy);
  decide(
      g, "confirm",
      [&](Decision& d, const Records&) {
        d.enrolment_updates.push_back({enrolment, {}, true});
        d.people.push_back({"", {{"renter", g.group}}});
        d.bindings.push_back({Ref<PersonId>(Local{0}), g.account, "actor-new"});
        d.renters.push_back({*row->tenancy, Ref<PersonId>(Local{0})});
        Say s{2, {{Act::say, "enrol.welcome", {}}}, {}, ToActor{g.account, "actor-new"}, {}, SayClass::reply, {}, {}, {}, {}, {}, "why.newcomer"};
        d.says.push_back(s);
      },
      at(11), "actor-chen");
  see(
      g,
      [&](const Records& r) {
        ASSERT_TRUE(r.sender->person);
        EXPECT_EQ(r.tenancies->size(), 1u);
        EXPECT_EQ(r.tenancies->at(0).place.id, g.d302);
        EXPECT_TRUE(r.chat->direct);
      },
      "actor-new", "direct-new");
  auto closed = read(*g.store, [&](Reads& r) { return r.enrolment(enrolment); });
  EXPECT_FALSE(closed->open);
  EXPECT_TRUE(closed->platform_actor.empty());
  EXPECT_EQ(ready(g).size(), 2u);
}

TEST(Apply, ARetractedReportIsToldAsRetractedAndStays) {
  Given g;
  auto of = opened_case(g);
  decide(g, "undo", [&](Decision& d, const Records& r) {
    ASSERT_EQ(r.reports->size(), 1u);
    EXPECT_FALSE(r.reports->at(0).retracted);
    ASSERT_EQ(r.reports->at(0).facts.size(), 1u);
    for (auto& f : r.reports->at(0).facts[0].slots)
      if (f.slot == Slot::origin) EXPECT_EQ(std::get<std::string>(f.value), "");  // sealed: only that it is there
    d.retracted.push_back({r.reports->at(0).id});
    d.values.push_back({of, Slot::origin, {}});
  });
  see(g, [&](const Records& r) {
    EXPECT_TRUE(r.reports->at(0).retracted);
    EXPECT_FALSE(r.cases->at(0).values.contains(Slot::origin));
  });
  EXPECT_TRUE(read(*g.store, [&](Reads& r) { return r.story(of)->facts.at(0).retracted; }));
}

TEST(Apply, SpansPointIntoTheClauseTheyWereFoundIn) {
  Given g;
  opened_case(g);
  decide(g, "second", [&](Decision& d, const Records&) {
    NewFact f{{}, g.d302, {}, Intent::vacant, false, false, {}, "302空着", "vacant", "certain", 12};
    f.slots = {{Slot::room, std::string("302"), {}, {12, 15}, "room"}, {Slot::people, std::int64_t(0), {}, {2, 5}, "people"}};
    d.reports.push_back({Ref<PersonId>(g.landlord), {f}});
  });
  FactId id;
  see(g, [&](const Records& r) { id = r.reports->at(0).facts.at(0).id; });
  auto view = read(*g.store, [&](Reads& r) { return r.fact(id); });
  ASSERT_EQ(view->spans.size(), 1u);
  EXPECT_EQ(view->spans[0].first, Slot::room);
  EXPECT_EQ(view->spans[0].second, (Span{0, 3}));
  EXPECT_EQ(view->rules.size(), 2u);
  EXPECT_EQ(view->address, "南浜新村68号302");
}

}  // namespace apply_test
}  // namespace linli
