// What is sealed cannot be found in the files, and is gone when its key is.
#include <thread>

#include "storage/vault/vault.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace privacy_test {
using namespace given;

// Everything personal that the street, a report, a question, a burst, a newcomer, a sent text and the room hold.
const std::vector<std::string> canaries{"周五",     "王小明",     "13900000001", "武汉",           "小王",     "从武汉回来",
                                        "郑州",     "36.5",       "actor-zhou",  "actor-stranger", "已记文字", "问题里的话",
                                        "一半的话", "房间里的话", "direct-zhou", "group-landlords"};

void fill(Given& g) {
  auto id = opened_case(g);
  run(*g.store, unit(message(g, "q", "actor-zhou", "direct-zhou", "x"), everything(), [&](const Records&, const Reading&, const Event&, Instant) {
    Decision d;
    NewQuestion q{Ref<PersonId>(g.landlord), {}, id, {Asked::confirm}, {}, {}, {}, 1};
    Candidate c;
    c.slots = {{Slot::origin, std::string("武汉"), {}, {}, "r"}};
    q.proposed = {{c, {}, {}, {}, "问题里的话"}};
    d.questions.push_back(q);
    d.fragments.push_back({"一半的话"});
    return d;
  }));
  run(*g.store,
      unit(message(g, "s", "actor-stranger", "direct-stranger", "x"), everything(), [&](const Records&, const Reading&, const Event& e, Instant) {
        Decision d;
        d.enrolments.push_back({e.account, e.actor, {}});
        Say s{1,  {{Act::say, "enrol.hello", {{"enrolment", arg::Enrolment{Ref<EnrolmentId>(Local{0})}}}}},
              {}, ToActor{e.account, e.actor},
              {}, SayClass::reply,
              {}, {},
              {}, {},
              {}, "why.unknown_sender"};
        d.says.push_back(s);
        return d;
      }));
  auto ready = read(*g.store, [&](Reads& r) { return r.ready_says(at(11), at(11), 10); });
  ASSERT_EQ(ready.size(), 3u);
  EXPECT_EQ(ready[2].actor, "actor-stranger");
  EXPECT_EQ(ready[2].platform_chat, "direct-stranger");
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    for (auto& s : ready) w.begin_attempt(s.id, at(11)), w.sent(s.id, "已记文字", "p" + std::to_string(s.id.value), at(11));
    w.append_room(g.account, "direct-zhou", "line1", "房间里的话");
  }));
}

void expect_none(const std::string& bytes, const char* where) {
  for (auto& canary : canaries) EXPECT_EQ(bytes.find(canary), std::string::npos) << canary << " stands in " << where;
}

TEST(Privacy, NothingSealedStandsInTheFilesAsItWasSaid) {
  Given g;
  fill(g);
  expect_none(all_bytes(g), "the running data");
  expect_none(bytes_of(g.options.keys), "the key store");
  g.close();
  expect_none(all_bytes(g), "the data after the last checkpoint");
  EXPECT_NE(bytes_of(g.options.data).find("南浜新村68号301"), std::string::npos);  // the search does find what is open
}

TEST(Privacy, ChatterLeavesAnIdAndAVerdictAndNoText) {
  Given g;
  auto before = read(*g.store, [](Reads& r) { return r.streets().size(); });
  auto out = run(*g.store, unit(message(g, "chat-17", "actor-wang", "group-landlords", "今天青菜三块一斤"), {},
                                [](const Records&, const Reading&, const Event&, Instant) {
                                  Decision d;
                                  d.why_silent = "chatter";
                                  return d;
                                }));
  ASSERT_TRUE(out);
  EXPECT_EQ(out->why_silent, "chatter");
  EXPECT_EQ(before, 1u);
  auto bytes = all_bytes(g);
  EXPECT_NE(bytes.find("chat-17"), std::string::npos);
  EXPECT_EQ(bytes.find("青菜"), std::string::npos);
  EXPECT_EQ(bytes.find("actor-wang"), std::string::npos);
}

TEST(Privacy, AnIdentityNumberIsNotKeptNotEvenSealed) {
  Given g;
  auto words = std::string("租客小王110101199003070011回来");
  run(*g.store,
      unit(message(g, "m", "actor-zhou", "group-landlords", words), everything(), [&](const Records&, const Reading&, const Event&, Instant) {
        Decision d;
        NewFact f{{}, g.d301, {}, Intent::return_report, false, false, {}, words, "r", "certain", 0};
        f.slots = {{Slot::id_number, std::string("110101199003070011"), {}, {12, 30}, "id"}};
        d.reports.push_back({Ref<PersonId>(g.landlord), {f}});
        return d;
      }));
  run(*g.store,
      unit(message(g, "m2", "actor-zhou", "group-landlords", "x"), everything(), [&](const Records& r, const Reading&, const Event&, Instant) {
        EXPECT_EQ(r.reports->at(0).facts.size(), 1u);
        auto id = r.reports->at(0).facts.at(0).id;
        EXPECT_TRUE(r.reports->at(0).facts.at(0).slots.empty());
        std::thread([&, id] {
          auto view = read(*g.store, [&](Reads& reads) { return reads.fact(id); });
          EXPECT_EQ(open_plain(view->words), "租客小王" + std::string(18, '*') + "回来");
        }).join();
        return Decision{};
      }));
}

// A tip about 301 by the landlord of another dwelling, its answer by the same, and the bot's words to them.
CaseId tip_about_301(Given& g) {
  run(*g.store, unit(message(g, "tip", "actor-zhou", "d:zhou", "x"), everything(), [&](const Records&, const Reading&, const Event&, Instant) {
        Decision d;
        Ref<CaseId> of = Local{0};
        d.cases.push_back({"tip", 1, g.d301, {}, {}, {}, Ref<PersonId>(g.landlord)});
        NewFact tip{of, g.d301, {}, Intent::tip_off, false, false, {}, "301昨晚有人住进来", "tip", "unverified", 0};
        tip.slots = {{Slot::room, std::string("301东间"), {}, {}, "room"}};
        NewFact more{of, g.d301, {}, Intent::answer, false, false, {}, "三个人", "answer", "certain", 0};
        d.reports.push_back({Ref<PersonId>(g.landlord), {tip, more}});
        NewStep step{of, StepKind::opened, "unverified", false, Cause{Ref<FactId>(Local{0})}, g.landlord, "why.reported", {}, at(14, 18), {}, {}};
        step.owner.role = "group_leader";
        step.owner.area = g.group;
        d.steps.push_back(step);
        d.dues.push_back({DueKind::climb, at(14, 18), {}, of, {}, {}, {}, {}, 0, "", {}, ""});
        Say thanks{1, {{Act::record, "record", {}}}, {}, ToPerson{g.landlord}, {}, SayClass::reply, {}, {}, {}, of, {}, "why.reported"};
        d.says.push_back(thanks);
        return d;
      }));
  return read(*g.store, [&](Reads& r) {
    std::vector<std::string> staff{"group_leader"};
    for (auto& of : r.cases_seen_by(g.leader, staff, 9))
      if (of.row.playbook == "tip") return of.row.id;
    return CaseId{};
  });
}

TEST(Privacy, NothingThatIsReadOfATipSaysWhoGaveIt) {
  Given g;
  auto id = tip_about_301(g);
  ASSERT_TRUE(id);
  auto story = *read(*g.store, [&](Reads& r) { return r.story(id); });
  ASSERT_EQ(story.facts.size(), 2u);
  for (auto& fact : story.facts) {
    EXPECT_TRUE(fact.source_hidden);
    EXPECT_FALSE(fact.by_name);
    EXPECT_FALSE(fact.by);
  }
  EXPECT_EQ(open_plain(story.facts.front().sealed.at(0).second), "301东间");
  for (auto& step : story.steps) EXPECT_FALSE(step.by || step.by_name);
  ASSERT_EQ(story.says.size(), 1u);
  EXPECT_TRUE(story.says.front().to_source);
  EXPECT_FALSE(story.says.front().to);
}

TEST(Privacy, WhomATipIsAboutDoesNotSeeItsCase) {
  Given g;
  auto id = tip_about_301(g);
  std::vector<std::string> staff{"group_leader"};
  read(*g.store, [&](Reads& r) {
    EXPECT_TRUE(r.may_see(g.leader, id, staff));
    EXPECT_FALSE(r.may_see(g.landlord, id, staff));  // lets 301, and gave the tip
    EXPECT_FALSE(r.may_see(g.renter, id, staff));
    return 0;
  });
}

TEST(Privacy, WhenACasesKeyIsDestroyedItsWordsAreGoneAlsoFromABackup) {
  Given g;
  auto id = opened_case(g);
  g.close();
  auto backup = g.folder.path / "backup.db";
  std::filesystem::copy_file(g.options.data, backup);
  {
    auto vault = vault::Vault::open(g.options.keys, g.options.master_key, false);
    ASSERT_TRUE(vault);
    (*vault)->destroy(vault::of(id));
  }
  for (auto& data : {g.options.data, backup}) {
    g.options.data = data;
    g.open();
    read(*g.store, [&](Reads& r) {
      auto story = r.story(id);
      EXPECT_TRUE(story.has_value());
      EXPECT_FALSE(story->facts.at(0).words);
      EXPECT_EQ(story->facts.at(0).sealed.size(), 1u);  // the renter's name lies under the renter's key
      EXPECT_EQ(open_plain(story->facts.at(0).by_name), "周五");
      return 0;
    });
    g.close();
  }
}

TEST(Privacy, ADestroyedKeyIsNotMadeAnewAndLeavesNoBytes) {
  Given g;
  g.close();
  auto vault = vault::Vault::open(g.options.keys, g.options.master_key, false);
  ASSERT_TRUE(vault);
  vault::Holder who{vault::Kind::person, 4711};
  auto sealed = (*vault)->seal(who, {"t", 1, "f"}, "plain");
  (*vault)->commit();
  EXPECT_EQ(open_plain((*vault)->open(who, {"t", 1, "f"}, sealed)), "plain");
  (*vault)->destroy(who);
  EXPECT_FALSE((*vault)->open(who, {"t", 1, "f"}, sealed));
  EXPECT_TRUE((*vault)->seal(who, {"t", 1, "f"}, "again").empty());
}

TEST(Privacy, ASealedValueCannotBeMovedToAnotherRowFieldTableOrOwner) {
  Given g;
  g.close();
  auto vault = vault::Vault::open(g.options.keys, g.options.master_key, false);
  ASSERT_TRUE(vault);
  vault::Holder who{vault::Kind::person, 1}, other{vault::Kind::person, 2};
  auto sealed = (*vault)->seal(who, {"people", 1, "name"}, "plain");
  (*vault)->seal(other, {"people", 2, "name"}, "x");
  EXPECT_TRUE((*vault)->open(who, {"people", 1, "name"}, sealed));
  EXPECT_FALSE((*vault)->open(who, {"people", 2, "name"}, sealed));
  EXPECT_FALSE((*vault)->open(who, {"people", 1, "phone"}, sealed));
  EXPECT_FALSE((*vault)->open(who, {"facts", 1, "name"}, sealed));
  EXPECT_FALSE((*vault)->open(other, {"people", 1, "name"}, sealed));
  sealed.back() ^= 1;
  EXPECT_FALSE((*vault)->open(who, {"people", 1, "name"}, sealed));
}

TEST(Privacy, TheBlindIndexDiffersByPurposeAndStreet) {
  Given g;
  g.close();
  auto vault = vault::Vault::open(g.options.keys, g.options.master_key, false);
  ASSERT_TRUE(vault);
  auto one = (*vault)->blind("phone", StreetId{1}, "13900000001");
  EXPECT_EQ(one, (*vault)->blind("phone", StreetId{1}, "13900000001"));
  EXPECT_NE(one, (*vault)->blind("actor", StreetId{1}, "13900000001"));
  EXPECT_NE(one, (*vault)->blind("phone", StreetId{2}, "13900000001"));
  EXPECT_NE(one, (*vault)->blind("phone", StreetId{1}, "13900000002"));
}

TEST(Privacy, AMasterKeyThatOthersMayReadIsRefused) {
  Given g;
  g.close();
  std::filesystem::permissions(g.options.master_key, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  auto opened = Store::open(g.options);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().what.find("others may read it"), std::string::npos) << opened.error().what;
  std::filesystem::permissions(g.options.master_key, std::filesystem::perms::group_read, std::filesystem::perm_options::remove);
  EXPECT_TRUE(Store::open(g.options));
}

TEST(Privacy, AMissingMasterKeyIsNotReplacedAndAnotherOneIsRefused) {
  Given g;
  g.close();
  auto away = g.folder.path / "away.key";
  std::filesystem::rename(g.options.master_key, away);
  EXPECT_FALSE(Store::open(g.options));
  EXPECT_FALSE(std::filesystem::exists(g.options.master_key));
  Given other;
  other.close();
  std::filesystem::copy_file(other.options.master_key, g.options.master_key);
  auto opened = Store::open(g.options);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().what.find("is not the one"), std::string::npos) << opened.error().what;
}

TEST(Privacy, AMissingKeyStoreBesideDataIsRefused) {
  Given g;
  g.close();
  std::filesystem::remove(g.options.keys);
  EXPECT_FALSE(Store::open(g.options));
}

TEST(Privacy, FilesAreTheirOwnersAlone) {
  Given g;
  for (auto* file : {&g.options.data, &g.options.keys, &g.options.master_key})
    EXPECT_EQ(std::filesystem::status(*file).permissions() & std::filesystem::perms(077), std::filesystem::perms::none) << *file;
}

}  // namespace privacy_test
}  // namespace linli
