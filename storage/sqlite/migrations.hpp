#pragma once
// Brings a data file to the newest form: forward only, each migration in one transaction, recorded with the hash of its text. A file that
// is newer than this program, or whose migration was another one, is refused.
#include <string_view>
#include <vector>

#include "storage/sqlite/db.hpp"

namespace linli::db {

struct Migration {
  int number{};
  std::string_view sql;
};
const std::vector<Migration>& migrations();

// Throws std::runtime_error with a sentence where the file is refused.
void migrate(Db& db);
// For readers beside the service: refuses what `migrate` would have to change.
void check_migrated(Db& db);

}  // namespace linli::db
