#include "storage/sqlite/migrations.hpp"

#include <sodium.h>

#include <stdexcept>
#include <string>

#include "storage/sqlite/migration_1.hpp"
#include "storage/sqlite/migration_2.hpp"
#include "storage/sqlite/migration_3.hpp"
#include "storage/sqlite/migration_4.hpp"
#include "storage/sqlite/migration_5.hpp"
#include "storage/sqlite/migration_6.hpp"

namespace linli::db {
namespace {

std::string hash_of(std::string_view sql) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(sql.data()), sql.size(), nullptr, 0);
  char hex[33];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

int applied(Db& db) {
  if (!db.one<std::int64_t>("SELECT 1 FROM sqlite_schema WHERE name='migrations'")) return 0;
  int last = 0;
  auto q = db.rows("SELECT number, hash FROM migrations ORDER BY number");
  while (q.next()) {
    last = q.get<int>(0);
    if (last > migrations().back().number)
      throw std::runtime_error("the data file was written by a newer version (migration " + std::to_string(last) + "): start that version");
    if (q.get<std::string>(1) != hash_of(migrations()[std::size_t(last - 1)].sql))
      throw std::runtime_error("the data file was made by another migration " + std::to_string(last) +
                               ": it belongs to a build that was never released");
  }
  return last;
}

}  // namespace

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{{1, migration_1}, {2, migration_2}, {3, migration_3}, {4, migration_4}, {5, migration_5}, {6, migration_6}};
  return all;
}

void migrate(Db& db) {
  auto done = applied(db);
  for (auto& m : migrations()) {
    if (m.number <= done) continue;
    try {
      db.script("BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS migrations(number INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT;");
      db.script(std::string(m.sql));
      db.run("INSERT INTO migrations(number, hash) VALUES(?1, ?2)", m.number, hash_of(m.sql));
      db.script("COMMIT");
    } catch (...) {
      if (db.in_transaction()) db.script("ROLLBACK");
      throw;
    }
  }
}

void check_migrated(Db& db) {
  if (applied(db) != migrations().back().number)
    throw std::runtime_error("the data file has not been brought to this version: start the service once");
}

}  // namespace linli::db
