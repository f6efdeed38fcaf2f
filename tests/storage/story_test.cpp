// A report on its way through the store: applied, told, due, sent.
#include "tests/storage/given.hpp"

namespace linli {
namespace story_test {
using namespace given;

TEST(StoreStory, AReportBecomesACaseWithItsWholeStory) {
  Given g;
  auto id = opened_case(g);
  read(*g.store, [&](Reads& r) {
    auto story = r.story(id);
    EXPECT_TRUE(story.has_value());
    EXPECT_EQ(story->head.row.state, "expected");
    EXPECT_EQ(story->head.row.place.address, "南浜新村68号301");
    EXPECT_EQ(story->head.row.next, at(14, 18));
    EXPECT_EQ(story->head.row.owner.person, g.landlord);
    EXPECT_TRUE(story->head.row.values.contains(Slot::origin));
    EXPECT_EQ(story->head.row.dates.at("expected").start, Day(std::chrono::year(2020) / 2 / 15));
    EXPECT_EQ(story->facts.size(), 1u);
    EXPECT_EQ(story->steps.size(), 1u);
    EXPECT_EQ(story->says.size(), 2u);
    EXPECT_EQ(story->dues.size(), 1u);
    auto& f = story->facts.at(0);
    EXPECT_EQ(open_plain(f.words), "我家301的租客小王2月15号从武汉回来");
    std::map<Slot, std::string> sealed;
    for (auto& [slot, text] : f.sealed) sealed[slot] = open_plain(text);
    EXPECT_EQ(sealed,
              (std::map<Slot, std::string>{{Slot::renter, "小王"}, {Slot::origin, "武汉"}, {Slot::via, "郑州、合肥"}, {Slot::temperature, "36.5"}}));
    EXPECT_EQ(open_plain(f.by_name), "周五");
    return 0;
  });
}

TEST(StoreStory, WordsLeaveOneALaneAndAreToldAsSent) {
  Given g;
  auto id = opened_case(g);
  auto ready = read(*g.store, [&](Reads& r) { return r.ready_says(at(11), at(11), 10); });
  ASSERT_EQ(ready.size(), 2u);
  EXPECT_EQ(ready[0].platform_chat, "group-landlords");
  EXPECT_EQ(ready[0].mention, "actor-zhou");
  EXPECT_EQ(ready[1].actor, "actor-zhou");
  auto under_way = std::optional<SayRow>();
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { under_way = w.begin_attempt(ready[0].id, at(11)); }));
  ASSERT_TRUE(under_way);
  EXPECT_EQ(under_way->attempts, 1);
  EXPECT_EQ(read(*g.store, [&](Reads& r) { return r.ready_says(at(11), at(11), 10).size(); }), 1u);
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.sent(ready[0].id, "已记 301", "m1", at(11)); }));
  auto story = read(*g.store, [&](Reads& r) { return r.story(id); });
  EXPECT_EQ(story->says[0].ended, Ending::sent);
  EXPECT_EQ(open_plain(story->says[0].text), "已记 301");
}

TEST(StoreStory, WordsOfAPartyThatCameToNothingAreToldWithoutTheWords) {
  Given g;
  auto hear = [&](const char* id, const char* actor, Keys keys, Instant now, std::function<void(Decision&)> decide) {
    auto done = run(*g.store, unit(message(g, id, actor, "group-landlords", "收到", now), std::move(keys), [&](const Records&, const Reading&, const Event&, Instant) {
      Decision d;
      decide(d);
      return d;
    }, now));
    ASSERT_TRUE(done);
  };
  auto ack = [](Decision& d) { d.why_silent = "ack"; };
  hear("before", "actor-zhou", everything(), at(10), ack);
  auto id = opened_case(g);
  hear("landlord", "actor-zhou", everything(), at(12), ack);
  hear("renter", "actor-wang", everything(), at(12, 10), [](Decision& d) { d.why_silent = "chatter"; });
  hear("leader", "actor-li", everything(), at(12, 11), ack);                              // no party
  hear("talk", "actor-zhou", {}, at(12, 12), [](Decision& d) { d.why_silent = "chatter"; });  // nobody was looked up
  hear("rest", "actor-zhou", everything(), at(12, 13), [](Decision& d) { d.why_silent = "waits_for_rest"; d.fragments.push_back({"明天"}); });
  hear("said", "actor-zhou", everything(), at(12, 14), [&](Decision& d) {
    d.why_silent = "ack";
    d.says.push_back({1, {{Act::say, "help", {}}}, {}, ToPerson{Ref<PersonId>(g.landlord)}, {}, SayClass::reply, {}, {}, {}, {}, {}, "why.addressed"});
  });
  auto silences = [&] {
    return read(*g.store, [&](Reads& r) {
      std::vector<std::string> out;
      for (auto& one : r.story(id)->silences) out.push_back(open_plain(one.by_name) + " " + one.why + (one.at >= at(12) ? "" : " early"));
      return out;
    });
  };
  EXPECT_EQ(silences(), (std::vector<std::string>{"周五 ack", "王小明 chatter"}));
  hear("over", "actor-zhou", everything(), at(13), [&](Decision& d) {
    d.steps.push_back({id, StepKind::moved, "finished", true, {}, g.landlord, "why", {}, {}, {}, {}});
  });
  hear("after", "actor-zhou", everything(), at(14), ack);
  EXPECT_EQ(silences().size(), 2u);
}

TEST(StoreStory, WhatWasSentIsToldWithItsCaseAndKnownForAWhile) {
  Given g;
  auto id = opened_case(g);
  auto send = [&](const char* dedupe, MediaKind kind, MediaIn::Got got, std::optional<CaseId> of, Instant now, std::size_t known) {
    auto event = message(g, dedupe, "actor-zhou", "group-landlords", "", now);
    event.body = MediaIn{kind, got, "image/jpeg", got == MediaIn::Got::whole ? "bytes" : "", true};
    ASSERT_TRUE(run(*g.store, unit(event, everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
      EXPECT_EQ(r.kept->size(), known) << dedupe;
      Decision d;
      d.keep = KeepMedia{of ? std::optional<Ref<CaseId>>(*of) : std::nullopt};
      return d;
    }, now)));
  };
  send("p1", MediaKind::picture, MediaIn::Got::whole, id, at(12), 0);
  send("p2", MediaKind::video, MediaIn::Got::too_large, id, at(12, 9, 1), 1);
  send("p3", MediaKind::file, MediaIn::Got::whole, {}, at(12, 9, 9), 1);   // what did not come whole was not kept
  send("p4", MediaKind::voice, MediaIn::Got::not_fetched, id, at(12, 9, 30), 0);
  auto media = read(*g.store, [&](Reads& r) { return r.story(id)->media; });
  ASSERT_EQ(media.size(), 3u);
  EXPECT_EQ(open_plain(media[0].by_name), "周五");
  EXPECT_EQ(media[1].kind, MediaKind::video);
  EXPECT_EQ(media[1].got, MediaIn::Got::too_large);
  EXPECT_EQ(media[2].at, at(12, 9, 30));
}

TEST(StoreStory, WhatIsDueIsFoundInItsOrder) {
  Given g;
  opened_case(g);
  read(*g.store, [&](Reads& r) {
    EXPECT_EQ(r.next_due()->due.at, at(14, 18));
    EXPECT_EQ(r.next_due()->place, "南浜新村68号301");
    EXPECT_TRUE(r.ripe_dues(at(14, 17), 10).empty());
    EXPECT_EQ(r.ripe_dues(at(14, 18), 10).size(), 1u);
    return 0;
  });
}

}  // namespace story_test
}  // namespace linli
