// People and places from outside: all or nothing. What is there already by its key is updated, and told apart into changed and same.
#include "storage/import.hpp"

namespace linli::store {

std::optional<std::int64_t> Import::known(const char* kind, const std::string& key) {
  if (auto it = known_.find({kind, key}); it != known_.end()) return it->second;
  for (auto street : streets_)
    if (auto id = c_.db.one<std::int64_t>("SELECT id FROM import_keys WHERE street_id=?1 AND kind=?2 AND key=?3", street, kind, key)) {
      known_[{kind, key}] = *id;
      return id;
    }
  return {};
}

std::expected<ImportCounts, std::vector<ImportError>> Import::run() {
  auto q = c_.db.rows("SELECT DISTINCT street_id FROM areas");
  while (q.next()) streets_.insert(q.get<StreetId>(0));
  areas();
  places();
  people();
  roles();
  tenancies();
  accounts();
  chats();
  rota();
  if (errors_.empty()) return counts_;
  return std::unexpected(std::move(errors_));
}

}  // namespace linli::store

namespace linli {

std::expected<ImportCounts, std::vector<ImportError>> Writes::import(const ImportSet& set, Instant) {
  auto& c = impl_->w;
  c.db.run("SAVEPOINT import");
  try {
    auto done = store::Import(c, set).run();
    if (!done) c.db.run("ROLLBACK TO import");
    c.db.run("RELEASE import");
    return done;
  } catch (...) {
    if (c.db.in_transaction()) {
      c.db.run("ROLLBACK TO import");
      c.db.run("RELEASE import");
    }
    throw;
  }
}

}  // namespace linli
