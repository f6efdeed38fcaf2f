// What breaks: kills, full disks, failed flushes, a store that cannot be written.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <set>
#include <thread>

#include "storage/rebuild.hpp"
#include "tests/child.hpp"
#include "tests/storage/given.hpp"

namespace linli {
namespace faults_test {
using namespace given;

// ---- kill -9 under load: every id that was answered is there afterwards, once
[[noreturn]] void child(Given& g, int round, int out) {
  g.open();
  std::atomic<int> next{};
  auto worker = [&] {
    for (;;) {
      int i = next++;
      auto name = std::to_string(round) + "-" + std::to_string(i);
      auto done = run(*g.store, unit(message(g, name, "actor-zhou", "group-landlords", "x"), everything(),
                                     [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); }));
      auto line = name + (done && !done->repeated ? "\n" : "?\n");
      if (::write(out, line.data(), line.size()) < 0) ::_exit(2);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back(worker);
  for (auto& t : threads) t.join();
  ::_exit(3);
}

TEST(Faults, NothingAnsweredIsLostByTwentyKills) {
  Given g;
  g.close();
  std::set<std::string> answered;
  for (int round = 0; round < 20; ++round) {
    auto text = Child([&](int out) { child(g, round, out); }).killed_after(std::size_t(1 + 7 * round % 61));
    for (std::size_t at = 0, end; (end = text.find('\n', at)) != text.npos; at = end + 1) answered.insert(text.substr(at, end - at));
  }
  EXPECT_GT(answered.size(), 100u);
  g.open();
  for (auto& id : answered) {
    ASSERT_FALSE(id.ends_with('?')) << id;
    auto again = run(*g.store, unit(message(g, id, "actor-zhou", "group-landlords", "x"), {}, [](auto&&...) { return Decision{}; }));
    ASSERT_TRUE(again && again->repeated) << id << " was answered and is lost";
  }
  auto cases = read(*g.store, [](Reads& r) { return r.open_cases(); });
  EXPECT_GE(cases, answered.size());
  g.close();
  auto proof = rebuild(g.options);
  ASSERT_TRUE(proof);
  EXPECT_TRUE(proof->same());
  EXPECT_EQ(proof->cases, cases);
  EXPECT_EQ(proof->steps, cases);
}

// ---- a VFS around the default one that fails on command
struct Shim {
  static inline bool fail_sync = false;
  static inline int refuse = 0;  // what each write to a log answers
  static inline int failed = 0;
  static inline sqlite3_vfs vfs{};
  static inline sqlite3_io_methods methods{};
  static inline const sqlite3_io_methods* real = nullptr;
  static int sync(sqlite3_file* f, int flags) {
    if (fail_sync) return ++failed, SQLITE_IOERR_FSYNC;
    return real->xSync(f, flags);
  }
  static int write(sqlite3_file* f, const void* data, int size, sqlite3_int64 at) {
    if (refuse) return ++failed, refuse;
    return real->xWrite(f, data, size, at);
  }
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* under = static_cast<sqlite3_vfs*>(vfs.pAppData);
    int code = under->xOpen(under, name, file, flags, out);
    bool wal = flags & SQLITE_OPEN_WAL;
    if (code == SQLITE_OK && wal && file->pMethods) {
      real = file->pMethods;
      methods = *real;
      methods.xSync = sync;
      methods.xWrite = write;
      file->pMethods = &methods;
    }
    return code;
  }
  Shim() {
    auto* under = sqlite3_vfs_find(nullptr);
    vfs = *under;
    vfs.zName = "linli-shim";
    vfs.pAppData = under;
    vfs.xOpen = open;
    sqlite3_vfs_register(&vfs, 1);
  }
  ~Shim() {
    sqlite3_vfs_unregister(&vfs);
    fail_sync = false;
    refuse = failed = 0;
  }
};

TEST(FaultsDeathTest, AFailedCommitEndsTheProcessAndIsNotAnswered) {
  Given g;
  g.close();
  GTEST_FLAG_SET(death_test_style, "fast");
  EXPECT_EXIT(
      {
        Shim shim;
        g.open();
        Shim::fail_sync = true;
        auto u = unit(message(g, "m", "actor-zhou", "group-landlords", "x"), {}, [](auto&&...) { return Decision{}; });
        u.done = [](std::expected<Outcome, Refused>) { ::_exit(5); };
        g.store->run(std::move(u));
        ::pause();
      },
      testing::ExitedWithCode(exit_commit_unknown), "recovery decides");
}

TEST(Faults, AFullDiskShedsAndGoesOnWhenSpaceReturns) {
  Given g;
  g.close();
  Shim shim;
  g.open();
  auto one = [&](const char* id) {
    return run(*g.store, unit(message(g, id, "actor-zhou", "group-landlords", "x"), everything(),
                              [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); }));
  };
  ASSERT_TRUE(one("before"));
  Shim::refuse = SQLITE_FULL;
  auto refused = one("m");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), Refused::full_disk);
  EXPECT_GT(Shim::failed, 0);
  auto job = write(*g.store, [](Writes& w) { w.set_clock({at(12), at(12)}); });
  ASSERT_FALSE(job);
  EXPECT_EQ(job.error(), Refused::full_disk);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 1u);
  Shim::refuse = 0;
  auto taken = one("m");
  ASSERT_TRUE(taken);
  EXPECT_FALSE(taken->repeated);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 2u);
  g.close();
  auto proof = rebuild(g.options);
  ASSERT_TRUE(proof);
  EXPECT_TRUE(proof->same());
}

TEST(Faults, AStoreThatCannotBeWrittenRefusesAndStillReads) {
  Given g;
  opened_case(g);
  g.close();
  Shim shim;
  g.open();
  Shim::refuse = SQLITE_READONLY;
  auto refused = run(*g.store, unit(message(g, "m", "actor-zhou", "group-landlords", "x"), {}, [](auto&&...) { return Decision{}; }));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), Refused::read_only);
  EXPECT_EQ(read(*g.store, [](Reads& r) { return r.open_cases(); }), 1u);
}

TEST(Faults, ADamagedFileIsRefusedAtTheStart) {
  Given g;
  g.close();
  int fd = ::open(g.options.data.c_str(), O_WRONLY | O_CLOEXEC);
  ASSERT_GE(fd, 0);
  std::string rubbish(3000, 'x');
  ASSERT_EQ(::pwrite(fd, rubbish.data(), rubbish.size(), 4096 + 8), ssize_t(rubbish.size()));
  ::close(fd);
  auto opened = Store::open(g.options);
  ASSERT_FALSE(opened);
}

TEST(Faults, AFileOfANewerVersionIsRefused) {
  Given g;
  g.close();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(g.options.data.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "INSERT INTO migrations(number, hash) VALUES(99, 'x')", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  auto opened = Store::open(g.options);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().what.find("newer version"), std::string::npos) << opened.error().what;
}

TEST(Faults, AFileMadeByAnotherFirstMigrationIsRefused) {
  Given g;
  g.close();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(g.options.data.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "UPDATE migrations SET hash='x'", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  EXPECT_FALSE(Store::open(g.options));
}

}  // namespace faults_test
}  // namespace linli
