#pragma once
// Words that were misread, for the local vocabulary (docs/learning.md). Never changed once released.
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_5 = R"sql(
CREATE TABLE lessons(street_id INTEGER NOT NULL, id INTEGER NOT NULL, event_id INTEGER NOT NULL, person_id INTEGER NOT NULL, at INTEGER NOT NULL,
  why INTEGER NOT NULL, taken INTEGER NOT NULL, holder_kind INTEGER NOT NULL, holder_id INTEGER NOT NULL, sealed_words BLOB,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
)sql";

}  // namespace linli::db
