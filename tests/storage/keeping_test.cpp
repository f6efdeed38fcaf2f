// Other names of accounts, pictures and voices, and a file of the first version.
#include <sqlite3.h>

#include <cstdio>

#include "storage/fold.hpp"
#include "storage/pack.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/vault/vault.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace keeping_test {
using namespace given;

TEST(Aliases, AreFoundAgainAlsoAfterARestartAndAreSealed) {
  Given g;
  auto find = [&](const char* alias) { return read(*g.store, [&](Reads& r) { return r.actor_called(g.account, alias); }); };
  EXPECT_FALSE(find("wo-canary"));
  ASSERT_TRUE(write(*g.store, [&](Writes& w) {
    w.keep_alias(g.account, "wo-canary", "actor-zhou");
    w.keep_alias(g.account, "wo-canary-2", "stranger-canary");
  }));
  g.close();
  g.open();
  EXPECT_EQ(find("wo-canary"), "actor-zhou");
  EXPECT_EQ(find("wo-canary-2"), "stranger-canary") << "of somebody nobody knows";
  EXPECT_EQ(all_bytes(g).find("canary"), std::string::npos);
  ASSERT_TRUE(write(*g.store, [&](Writes& w) { w.keep_alias(g.account, "wo-canary", "actor-wang"); }));
  EXPECT_EQ(find("wo-canary"), "actor-wang") << "what the platform says now";
}

Event picture(const Given& g, std::string id, std::string actor, std::string bytes) {
  auto event = message(g, std::move(id), std::move(actor), "group-landlords", "");
  event.body = MediaIn{MediaKind::picture, MediaIn::Got::whole, "image/jpeg", std::move(bytes), true};
  return event;
}

Decision keeps(const Records&, const Reading&, const Event&, Instant) {
  Decision d;
  d.keep = KeepMedia{};
  return d;
}

TEST(Media, IsKeptSealedUnderItsSendersKey) {
  Given g;
  auto heard = run(*g.store, unit(picture(g, "m", "actor-zhou", "bytes of a canary"), {}, keeps));
  ASSERT_TRUE(heard);
  auto kept = read(*g.store, [&](Reads& r) { return r.media(heard->event); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->kind, MediaKind::picture);
  EXPECT_EQ(kept->type, "image/jpeg");
  EXPECT_EQ(kept->size, 17);
  EXPECT_EQ(open_plain(kept->bytes), "bytes of a canary");
  EXPECT_EQ(all_bytes(g).find("canary"), std::string::npos);
  g.close();
  {
    auto vault = vault::Vault::open(g.options.keys, g.options.master_key, false);
    ASSERT_TRUE(vault);
    (*vault)->destroy(vault::of(g.landlord));
  }
  g.open();
  kept = read(*g.store, [&](Reads& r) { return r.media(heard->event); });
  ASSERT_TRUE(kept);
  EXPECT_FALSE(kept->bytes) << "gone with the person's key";
}

TEST(Media, OfSomebodyNobodyKnowsIsUnderTheirOwnKey) {
  Given g;
  auto heard = run(*g.store, unit(picture(g, "m", "stranger", "bytes of a canary"), {}, keeps));
  EXPECT_EQ(open_plain(read(*g.store, [&](Reads& r) { return r.media(heard->event); })->bytes), "bytes of a canary");
  EXPECT_EQ(all_bytes(g).find("canary"), std::string::npos);
}

TEST(Media, OfOrdinaryTalkIsNotKept) {
  Given g;
  auto heard = run(*g.store, unit(picture(g, "m", "actor-zhou", "bytes"), {}, [](auto&&...) { return Decision{}; }));
  EXPECT_FALSE(read(*g.store, [&](Reads& r) { return r.media(heard->event); }));
}

TEST(Media, OfAnEventThatCannotBeWorkedOnIsNowhereInTheClear) {
  Given g;
  auto heard = run(*g.store, unit(picture(g, "m", "actor-zhou", "bytes of a canary"), {}, [](auto&&...) -> Decision { throw 1; }));
  ASSERT_FALSE(heard);
  EXPECT_EQ(heard.error(), Refused::poisoned);
  EXPECT_EQ(all_bytes(g).find("canary"), std::string::npos);
}

// What the first version wrote, byte by byte, and the hashes it gave.
TEST(Migrations, WhatTheFirstVersionPackedIsReadAndItsChainsGoOn) {
  Proposed p;
  p.fact.intent = Intent::return_report;
  p.fact.clear = true;
  p.fact.rule = "report.return";
  p.place = PlaceId{2049};
  p.words = "301";
  DateValue day;
  day.start = day.end = Day(std::chrono::year(2020) / 2 / 15);
  p.fact.slots.push_back({Slot::date, day, {}, {0, 3}, "date.month_day"});
  auto one = std::string("0200000201000002869e0202869e02000000000000060e646174652e6d6f6e74685f6461790d7265706f72742e72657475726e0000028220000003333031");
  std::string old;
  for (auto& hex : {std::string("0102"), one, one})
    for (std::size_t i = 0; i < hex.size(); i += 2) old += char(std::stoi(hex.substr(i, 2), nullptr, 16));
  auto read = store::unpack<std::vector<Proposed>>(old);
  ASSERT_EQ(read.size(), 2u);
  for (auto& each : read) {
    EXPECT_EQ(each.fact, p.fact);
    EXPECT_EQ(each.words, "301");
    EXPECT_FALSE(each.spoken);
  }
  p.spoken = true;
  EXPECT_TRUE(store::unpack<Proposed>(store::pack(p)).spoken);

  store::Opening o{CaseId{1025}, EventId{7}, "return", 1, PlaceId{2049}, {}, {}, {}, {}, Instant(std::chrono::seconds(1581382800))};
  auto head = store::opened(o);
  store::Change c;
  c.n = 1;
  c.event = EventId{7};
  c.name = "expected";
  c.fact = FactId{1025};
  c.date = day;
  store::fold(head, c);
  store::Step s;
  s.seq = 1;
  s.id = StepId{1025};
  s.kind = StepKind::opened;
  s.state = "expected";
  s.at = o.at;
  s.why = "why.reported";
  s.owner.person = PersonId{1025};
  s.duty = {{PersonId{1025}, "landlord", AreaId{1025}, {}, {}, {}}};
  s.event = EventId{7};
  store::fold(head, s);
  auto hex = [](const std::string& bytes) {
    std::string out;
    for (unsigned char byte : bytes) {
      char two[3];
      std::snprintf(two, sizeof two, "%02x", byte);
      out += two;
    }
    return out;
  };
  EXPECT_EQ(hex(head.chain), "ed8a0e67c803a1858ad085fefe149f15");
  EXPECT_EQ(hex(head.change_chain), "3a00579aa052651b315622f6acd22a48");
}

// The same content in a file as the first version made it.
void make_version_one(const std::filesystem::path& file) {
  auto old = file;
  old += ".1";
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  auto all = [&](const std::string& sql) {
    std::vector<std::string> out;
    sqlite3_stmt* q = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &q, nullptr), SQLITE_OK) << sql;
    while (sqlite3_step(q) == SQLITE_ROW) out.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(q, 0)));
    sqlite3_finalize(q);
    return out;
  };
  auto does = [&](const std::string& sql) { ASSERT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql << sqlite3_errmsg(db); };
  does("ATTACH '" + old.string() + "' AS old");
  does("CREATE TABLE old.migrations(number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT");
  sqlite3* made = nullptr;                 // the first migration's own text, in the other file
  ASSERT_EQ(sqlite3_open(old.c_str(), &made), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(made, std::string(db::migrations().front().sql).c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(made);
  does("INSERT INTO old.migrations SELECT * FROM main.migrations WHERE number=1");
  for (auto& table : all("SELECT name FROM old.sqlite_schema WHERE type='table' AND name<>'migrations'")) {
    std::string columns;
    for (auto& column : all("SELECT name FROM pragma_table_info('" + table + "', 'old')")) columns += (columns.empty() ? "" : ",") + column;
    does("INSERT INTO old." + table + "(" + columns + ") SELECT " + columns + " FROM main." + table);
  }
  sqlite3_close(db);
  for (auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(std::filesystem::path(file).concat(end));
  std::filesystem::rename(old, file);
}

TEST(Migrations, AFileOfTheFirstVersionGoesOn) {
  Given g;
  auto of = opened_case(g);
  auto planned = read(*g.store, [](Reads& r) { return r.ready_says(at(11), at(11), 10).size(); });
  ASSERT_GT(planned, 0u);
  g.close();
  make_version_one(g.options.data);
  g.open();
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.ready_says(at(11), at(11), 10).size(); }), planned);
  EXPECT_EQ(read(*g.store, [&](Reads& r) { return r.story(of)->facts.size(); }), 1u);
  auto event = message(g, "m", "actor-zhou", "d:actor-zhou", "x");
  event.passive = true;
  auto u = unit(event, {{key::Sender{}}}, [&](auto&&...) {
    Decision d;
    Say say;
    say.parts.push_back({Act::say, "help", {}});
    say.to = ToActor{g.account, "actor-zhou"};
    d.says.push_back(say);
    return d;
  });
  u.io_now = at(11);
  u.answer_repeats = std::chrono::seconds(20);
  auto heard = run(*g.store, std::move(u));
  EXPECT_TRUE(heard);
  g.close();
  g.open();
}

}  // namespace keeping_test
}  // namespace linli
