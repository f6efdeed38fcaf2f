#pragma once
// How a person wants to be written to: what they last wrote in (until they wrote, the language of the import counts), and short words for
// elders; and who is put through to whom. Never changed once released.
#include <string_view>

#include "bot/model/case.hpp"

namespace linli::db {

// The index and the queries that live by it (load.cpp, reads_way_out.cpp) say the kind as a number: where it is bound, SQLite has to prepare the query
// anew each time to know that the index serves it.
static_assert(int(DueKind::handover) == 9);

inline constexpr std::string_view migration_6 = R"sql(
ALTER TABLE people ADD COLUMN wrote TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN plain INTEGER NOT NULL DEFAULT 0;
ALTER TABLE newcomers ADD COLUMN wrote TEXT NOT NULL DEFAULT '';
CREATE INDEX pending_dues_handover ON pending_dues(person_id) WHERE kind=9;
)sql";

}  // namespace linli::db
