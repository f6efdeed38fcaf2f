#pragma once
// Heads and steps as they lie in their tables. Needs no key: used by the store and by `rebuild`.
#include <optional>

#include "storage/fold.hpp"
#include "storage/sqlite/db.hpp"

namespace linli::store {

std::optional<Head> stored_head(db::Db& db, CaseId id);
db::Rows step_rows(db::Db& db, CaseId id);       // oldest first
Step step_from(const db::Rows& q);
// Of the three sealed values of a fact.
std::string seal_hash(std::string_view words, std::string_view matter, std::string_view person);

}  // namespace linli::store
