#pragma once
// A fragment that mentioned the bot has its whole burst answered; the newest message with buttons of a chat is found by itself (a bare number
// presses one of them).
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_2 = R"sql(
ALTER TABLE fragments ADD COLUMN addressed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX says_cards ON says(lane, id) WHERE buttons IS NOT NULL;
)sql";

}  // namespace linli::db
