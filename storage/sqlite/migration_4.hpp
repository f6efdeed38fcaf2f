#pragma once
// By which mark a store knows its own cards again: numbers of messages and questions begin anew in another store of the same bot, while cards
// of the old one still stand in the chats. Never changed once released.
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_4 = R"sql(
CREATE TABLE store(one INTEGER PRIMARY KEY CHECK(one=1), mark TEXT NOT NULL) STRICT;
INSERT INTO store(one, mark) VALUES(1, lower(hex(randomblob(4))));
)sql";

}  // namespace linli::db
