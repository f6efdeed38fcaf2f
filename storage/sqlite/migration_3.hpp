#pragma once
// A person on several accounts is spoken to where they were heard last, on an account that is connected. Never changed once released.
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_3 = R"sql(
ALTER TABLE accounts ADD COLUMN connected INTEGER NOT NULL DEFAULT 1;
ALTER TABLE bindings ADD COLUMN heard INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace linli::db
