#pragma once
// What the first outside platform needs: words in a request's own answer, other names of platform accounts, pictures and voices; a fragment
// that mentioned the bot has its whole burst answered; the newest message with buttons of a chat is found by itself (a bare number presses one
// of them); who sent a picture when, and with which case it is told. Never changed once released.
//
// says.claim: 0 the dispatcher's; 1 claimed by the answer to its event; 2 words were handed out for that answer. A claim holds while state=1,
// until claim_until (the computer's clock): storage/claims.hpp.
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_2 = R"sql(
ALTER TABLE fragments ADD COLUMN addressed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX says_cards ON says(lane, id) WHERE buttons IS NOT NULL;

ALTER TABLE says ADD COLUMN claim INTEGER NOT NULL DEFAULT 0;
ALTER TABLE says ADD COLUMN claim_until INTEGER;
ALTER TABLE says ADD COLUMN sealed_buttons BLOB;
CREATE INDEX says_claim ON says(event_id) WHERE claim>0;
CREATE INDEX says_claim_until ON says(claim_until) WHERE state=1 AND claim>0;

CREATE TABLE aliases(street_id INTEGER NOT NULL, account_id INTEGER NOT NULL, blind BLOB NOT NULL, holder_kind INTEGER NOT NULL, holder_id INTEGER NOT NULL,
  platform BLOB, PRIMARY KEY(street_id, account_id, blind)) STRICT, WITHOUT ROWID;
CREATE TABLE media(event_id INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, kind INTEGER NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
  holder_kind INTEGER NOT NULL, holder_id INTEGER NOT NULL, sealed_bytes BLOB) STRICT;
CREATE TABLE media_sent(event_id INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, person_id INTEGER, chat_id INTEGER, case_id INTEGER, at INTEGER NOT NULL,
  kind INTEGER NOT NULL, got INTEGER NOT NULL) STRICT;
CREATE INDEX media_sent_person ON media_sent(street_id, person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX media_sent_case ON media_sent(street_id, case_id) WHERE case_id IS NOT NULL;
)sql";

}  // namespace linli::db
