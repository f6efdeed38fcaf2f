// A power cut: what was flushed is there, of the rest a random part, some of it torn. Everything that reaches the files is recorded by a VFS
// around the default one; images are made of it as of random moments and opened.
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "tests/storage/given.hpp"

namespace linli {
namespace power_test {
using namespace given;

struct Op {
  enum class What { write, sync, cut, answer, remove } what{};
  std::string file, data;  // data of an answer: the event's id
  sqlite3_int64 at{};
};

class Recorder {
 public:
  Recorder() {
    auto* under = sqlite3_vfs_find(nullptr);
    vfs_ = *under;
    vfs_.zName = "linli-recorder";
    vfs_.pAppData = under;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    ops.clear();
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~Recorder() { sqlite3_vfs_unregister(&vfs_); }
  static void note(Op op) {
    std::lock_guard lock(mutex);
    ops.push_back(std::move(op));
  }
  static inline std::vector<Op> ops;

 private:
  struct File {
    std::string name;
    const sqlite3_io_methods* real = nullptr;
  };
  static File of(sqlite3_file* f) {
    std::lock_guard lock(mutex);
    return files[f];
  }
  static int write(sqlite3_file* f, const void* data, int size, sqlite3_int64 at) {
    auto file = of(f);
    note({Op::What::write, file.name, std::string(static_cast<const char*>(data), std::size_t(size)), at});
    return file.real->xWrite(f, data, size, at);
  }
  static int sync(sqlite3_file* f, int flags) {
    auto file = of(f);
    int code = file.real->xSync(f, flags);
    note({Op::What::sync, file.name, {}, 0});
    return code;
  }
  static int truncate(sqlite3_file* f, sqlite3_int64 size) {
    auto file = of(f);
    note({Op::What::cut, file.name, {}, size});
    return file.real->xTruncate(f, size);
  }
  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* under = static_cast<sqlite3_vfs*>(vfs->pAppData);
    int code = under->xOpen(under, path, file, flags, out);
    if (code != SQLITE_OK || !path || !file->pMethods) return code;
    std::lock_guard lock(mutex);
    files[file] = {std::filesystem::path(path).filename(), file->pMethods};
    auto& ours = methods[file->pMethods];  // databases and logs have methods of their own
    ours = *file->pMethods;
    ours.xWrite = write;
    ours.xSync = sync;
    ours.xTruncate = truncate;
    file->pMethods = &ours;
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int flush) {
    auto* under = static_cast<sqlite3_vfs*>(vfs->pAppData);
    note({Op::What::remove, std::filesystem::path(path).filename(), {}, 0});
    return under->xDelete(under, path, flush);
  }
  static inline std::mutex mutex;
  static inline std::map<sqlite3_file*, File> files;
  static inline std::map<const sqlite3_io_methods*, sqlite3_io_methods> methods;
  sqlite3_vfs vfs_{};
};

// The files as they may be found after a cut behind the first `until` operations. `lying`: the disk's flushes do nothing.
std::map<std::string, std::string> image(const std::vector<Op>& ops, std::size_t until, std::mt19937& random, bool lying) {
  std::map<std::string, std::size_t> flushed;  // by file: operations before this are safe
  for (std::size_t i = 0; i < until; ++i)
    if (ops[i].what == Op::What::sync && !lying) flushed[ops[i].file] = i;
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < until; ++i) {
    auto& op = ops[i];
    bool safe = i < flushed[op.file] || op.what == Op::What::remove;  // the folder is flushed with it
    if (!safe && random() % 2) continue;
    auto& file = files[op.file];
    if (op.what == Op::What::remove) files.erase(op.file);
    if (op.what == Op::What::cut && file.size() > std::size_t(op.at)) file.resize(std::size_t(op.at));
    if (op.what != Op::What::write) continue;
    auto size = op.data.size();
    if (!safe && random() % 4 == 0) size = size / 2 / 512 * 512;  // torn
    if (file.size() < std::size_t(op.at) + size) file.resize(std::size_t(op.at) + size);
    file.replace(std::size_t(op.at), size, op.data, 0, size);
  }
  return files;
}

std::set<std::string> column(const std::filesystem::path& file, const char* sql) {
  std::set<std::string> out;
  sqlite3* db = nullptr;
  sqlite3_open(file.c_str(), &db);
  sqlite3_exec(db, sql, [](void* to, int, char** values, char**) {
    static_cast<std::set<std::string>*>(to)->insert(values[0] ? values[0] : "");
    return 0;
  }, &out, nullptr);
  sqlite3_close(db);
  return out;
}

struct Found {
  std::size_t lost{}, damaged{}, without_key{};
};
Found look(const std::vector<Op>& ops, std::size_t until, std::mt19937& random, bool lying) {
  Folder folder;
  for (auto& [name, bytes] : image(ops, until, random, lying)) std::ofstream(folder.path / name, std::ios::binary) << bytes;
  Found out;
  auto there = column(folder.path / "linli.db", "SELECT dedupe FROM inbox");
  for (std::size_t i = 0; i < until; ++i)
    if (ops[i].what == Op::What::answer && !there.contains(ops[i].data)) ++out.lost;
  if (column(folder.path / "linli.db", "PRAGMA integrity_check") != std::set<std::string>{"ok"}) ++out.damaged;
  auto keys = column(folder.path / "keys.db", "SELECT owner FROM keys WHERE kind=2 AND wrapped IS NOT NULL");
  for (auto& id : column(folder.path / "linli.db", "SELECT id FROM cases")) out.without_key += !keys.contains(id);
  return out;
}

TEST(Power, NothingAnsweredIsLostByACutAndEveryCaseHasItsKey) {
  Given g;
  g.close();
  for (auto& entry : std::filesystem::directory_iterator(g.folder.path)) std::filesystem::remove_all(entry);
  std::vector<Op> ops;
  std::size_t first = 0;
  {
    Recorder recorder;
    g.open();
    g.import_street();
    first = Recorder::ops.size();
    auto work = [&](int worker) {
      for (int i = 0; i < 25; ++i) {
        auto name = std::to_string(worker) + "-" + std::to_string(i);
        auto done = run(*g.store, unit(message(g, name, "actor-zhou", "group-landlords", "x"), everything(),
                                       [&](const Records& r, const Reading&, const Event&, Instant) { return report_return(g, r); }));
        if (done) Recorder::note({Op::What::answer, {}, name, 0});
      }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work, i);
    for (auto& t : threads) t.join();
    g.close();
    ops = Recorder::ops;
  }
  ASSERT_EQ(std::ranges::count(ops, Op::What::answer, &Op::what), 100);
  std::mt19937 random(20200211);
  Found honest, lying;
  for (int i = 0; i < 40; ++i) {
    auto until = i == 0 ? ops.size() : first + random() % (ops.size() - first);
    auto found = look(ops, until, random, false);
    honest.lost += found.lost;
    honest.damaged += found.damaged;
    honest.without_key += found.without_key;
    if (i % 8 == 0) lying.lost += look(ops, until, random, true).lost;
  }
  EXPECT_EQ(honest.lost, 0u);
  EXPECT_EQ(honest.damaged, 0u);
  EXPECT_EQ(honest.without_key, 0u);
  EXPECT_GT(lying.lost, 0u) << "a disk that does not flush must be seen to lose";
}

}  // namespace power_test
}  // namespace linli
