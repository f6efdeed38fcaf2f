#pragma once
// How ids are given. An id is a running number of its kind times 1,024 plus its street: so it says by itself in which street its row lies,
// and stays short. Events, dues and planned messages lie in queues over all streets and are plain running numbers. The last number of each
// kind is stored in the same commit as what got it; it is never given twice. Writer's thread.
#include <cstdint>
#include <map>
#include <string>

#include "bot/model/ids.hpp"
#include "storage/sqlite/db.hpp"

namespace linli::store {

inline constexpr std::int64_t most_streets = 1024;

template <class Tag>
StreetId street_of(Id<Tag> id) {
  return {id.value % most_streets};
}

class Numbers {
 public:
  explicit Numbers(db::Db& db) : db_(db) {
    auto q = db.rows("SELECT name, last FROM counters");
    while (q.next()) last_[q.get<std::string>(0)] = {q.get<std::int64_t>(1), false};
  }
  std::int64_t next(const char* kind) {
    auto& l = last_[kind];
    l.changed = true;
    return ++l.value;
  }
  template <class IdT>
  IdT next(const char* kind, StreetId street) {
    return IdT{next(kind) * most_streets + street.value};
  }
  // Before each commit.
  void store() {
    for (auto& [name, l] : last_)
      if (l.changed) {
        db_.run("INSERT INTO counters(name, last) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET last=excluded.last", name, l.value);
        l.changed = false;
      }
  }
  // After a commit that did not happen: what was given is stored with the next one.
  void store_again() {
    for (auto& [name, l] : last_) l.changed = true;
  }

 private:
  struct Last {
    std::int64_t value{};
    bool changed{};
  };
  db::Db& db_;
  std::map<std::string, Last, std::less<>> last_;
};

}  // namespace linli::store
