// Other names of accounts, pictures and voices, and a file of the first version.
#include <sqlite3.h>

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
