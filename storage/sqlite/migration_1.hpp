#pragma once
// The first form of the data file. Never changed once released: the next change is migration 2.
//
// Every row has its street_id and every key begins with it; it is also the low 10 bits of each id (storage/numbers.hpp), so a row is found by
// its id alone. Excepted are the queues (inbox, events, pending_dues, says), what a visitor brings only a hash of (codes, sessions) and
// what there is one of. An account, its chats and its bindings lie in the account's street (0 where it was made before there was one), whatever
// streets it serves. Columns named sealed_* and platform hold values sealed by storage/vault. Numbers of kinds are those of the
// enumerations in bot/model; a test holds them in place. Instants are UTC microseconds, days count from 1970-01-01.
#include <string_view>

namespace linli::db {

inline constexpr std::string_view migration_1 = R"sql(
CREATE TABLE counters(name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE clock(one INTEGER PRIMARY KEY CHECK(one=1), bot INTEGER NOT NULL, real INTEGER NOT NULL) STRICT;
CREATE TABLE import_keys(street_id INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, id INTEGER NOT NULL,
  PRIMARY KEY(street_id, kind, key)) STRICT, WITHOUT ROWID;

CREATE TABLE areas(street_id INTEGER NOT NULL, id INTEGER NOT NULL, parent_id INTEGER, level TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE TABLE areas_below(street_id INTEGER NOT NULL, above_id INTEGER NOT NULL, area_id INTEGER NOT NULL,
  PRIMARY KEY(street_id, above_id, area_id)) STRICT, WITHOUT ROWID;
CREATE TABLE places(street_id INTEGER NOT NULL, id INTEGER NOT NULL, area_id INTEGER NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX places_area ON places(street_id, area_id);

CREATE TABLE people(street_id INTEGER NOT NULL, id INTEGER NOT NULL, sealed_name BLOB, sealed_phone BLOB, phone_blind BLOB, language TEXT NOT NULL,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE TABLE roles(street_id INTEGER NOT NULL, person_id INTEGER NOT NULL, role TEXT NOT NULL, area_id INTEGER NOT NULL,
  PRIMARY KEY(street_id, person_id, role, area_id)) STRICT, WITHOUT ROWID;
CREATE INDEX roles_area ON roles(street_id, area_id);
CREATE TABLE rota(street_id INTEGER NOT NULL, role TEXT NOT NULL, area_id INTEGER NOT NULL, person_id INTEGER NOT NULL, from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL, from_hour INTEGER NOT NULL, to_hour INTEGER NOT NULL,
  PRIMARY KEY(street_id, role, area_id, person_id, from_day, from_hour)) STRICT, WITHOUT ROWID;
CREATE TABLE accounts(street_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL UNIQUE, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE TABLE bindings(street_id INTEGER NOT NULL, account_id INTEGER NOT NULL, blind BLOB NOT NULL, person_id INTEGER NOT NULL, platform BLOB,
  PRIMARY KEY(street_id, account_id, blind)) STRICT, WITHOUT ROWID;
CREATE INDEX bindings_person ON bindings(person_id);
CREATE TABLE newcomers(street_id INTEGER NOT NULL, id INTEGER NOT NULL, account_id INTEGER NOT NULL, blind BLOB NOT NULL, platform BLOB,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX newcomers_blind ON newcomers(street_id, account_id, blind);
CREATE TABLE enrolments(street_id INTEGER NOT NULL, id INTEGER NOT NULL, newcomer_id INTEGER NOT NULL, code TEXT NOT NULL, place_id INTEGER,
  lines INTEGER NOT NULL, open INTEGER NOT NULL, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX enrolments_open ON enrolments(street_id, newcomer_id) WHERE open=1;
CREATE TABLE chats(street_id INTEGER NOT NULL, id INTEGER NOT NULL, account_id INTEGER NOT NULL, blind BLOB NOT NULL, platform BLOB, direct INTEGER NOT NULL,
  person_id INTEGER, newcomer_id INTEGER, area_id INTEGER, audience TEXT NOT NULL, title TEXT NOT NULL,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX chats_blind ON chats(street_id, account_id, blind);
CREATE INDEX chats_area ON chats(area_id) WHERE area_id IS NOT NULL;
CREATE INDEX chats_person ON chats(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX chats_newcomer ON chats(newcomer_id) WHERE newcomer_id IS NOT NULL;
CREATE TABLE tenancies(street_id INTEGER NOT NULL, id INTEGER NOT NULL, place_id INTEGER NOT NULL, landlord_id INTEGER NOT NULL, renter_id INTEGER,
  from_day INTEGER, to_day INTEGER, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX tenancies_place ON tenancies(street_id, place_id);
CREATE INDEX tenancies_landlord ON tenancies(street_id, landlord_id);
CREATE INDEX tenancies_renter ON tenancies(street_id, renter_id) WHERE renter_id IS NOT NULL;

CREATE TABLE events(id INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, account_id INTEGER NOT NULL, at INTEGER NOT NULL, why_silent TEXT NOT NULL,
  reported INTEGER NOT NULL, poisoned INTEGER NOT NULL, silent_to INTEGER) STRICT;
CREATE INDEX events_silent_to ON events(street_id, silent_to, at) WHERE silent_to IS NOT NULL;
CREATE TABLE inbox(account_id INTEGER NOT NULL, dedupe TEXT NOT NULL, street_id INTEGER NOT NULL, event_id INTEGER NOT NULL,
  PRIMARY KEY(account_id, dedupe)) STRICT, WITHOUT ROWID;
CREATE TABLE dead_letters(street_id INTEGER NOT NULL, event_id INTEGER NOT NULL, at INTEGER NOT NULL, cause TEXT NOT NULL, holder_kind INTEGER NOT NULL,
  holder_id INTEGER NOT NULL, sealed_event BLOB, PRIMARY KEY(street_id, event_id)) STRICT, WITHOUT ROWID;

CREATE TABLE reports(street_id INTEGER NOT NULL, id INTEGER NOT NULL, person_id INTEGER NOT NULL, event_id INTEGER NOT NULL, said INTEGER NOT NULL,
  first_fact INTEGER NOT NULL, last_fact INTEGER NOT NULL, retracted_by INTEGER, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX reports_person ON reports(street_id, person_id);
CREATE TABLE facts(street_id INTEGER NOT NULL, id INTEGER NOT NULL, report_id INTEGER NOT NULL, case_id INTEGER, place_id INTEGER, about_id INTEGER,
  intent INTEGER NOT NULL, negated INTEGER NOT NULL, hedged INTEGER NOT NULL, slots BLOB NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL,
  said INTEGER NOT NULL, seal_hash BLOB NOT NULL, hash BLOB NOT NULL, holder_kind INTEGER NOT NULL, holder_id INTEGER NOT NULL, sealed_words BLOB,
  sealed_matter BLOB, sealed_person BLOB, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX facts_case ON facts(street_id, case_id) WHERE case_id IS NOT NULL;

CREATE TABLE openings(street_id INTEGER NOT NULL, case_id INTEGER NOT NULL, event_id INTEGER NOT NULL, playbook TEXT NOT NULL, version INTEGER NOT NULL,
  place_id INTEGER, tenancy_id INTEGER, landlord_id INTEGER, renter_id INTEGER, reporter_id INTEGER, at INTEGER NOT NULL,
  PRIMARY KEY(street_id, case_id)) STRICT, WITHOUT ROWID;
CREATE TABLE steps(street_id INTEGER NOT NULL, case_id INTEGER NOT NULL, seq INTEGER NOT NULL, id INTEGER NOT NULL, kind INTEGER NOT NULL,
  before TEXT NOT NULL, state TEXT NOT NULL, final INTEGER NOT NULL, at INTEGER NOT NULL, by_id INTEGER, why TEXT NOT NULL, owner_person INTEGER,
  owner_role TEXT NOT NULL, owner_area INTEGER, next INTEGER, climb_reason TEXT NOT NULL, climb_step INTEGER NOT NULL, climb_repeats INTEGER NOT NULL,
  climb_past_end INTEGER NOT NULL, lease_until INTEGER, duty BLOB NOT NULL, fact_id INTEGER, fact_hash BLOB, due_id INTEGER, question_id INTEGER,
  event_id INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(street_id, case_id, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE changes(street_id INTEGER NOT NULL, case_id INTEGER NOT NULL, n INTEGER NOT NULL, event_id INTEGER NOT NULL, slot INTEGER, name TEXT,
  fact_id INTEGER, date BLOB, hash BLOB NOT NULL, PRIMARY KEY(street_id, case_id, n)) STRICT, WITHOUT ROWID;
CREATE TABLE cases(street_id INTEGER NOT NULL, id INTEGER NOT NULL, playbook TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
  final INTEGER NOT NULL, place_id INTEGER, tenancy_id INTEGER, landlord_id INTEGER, renter_id INTEGER, reporter_id INTEGER, seq INTEGER NOT NULL,
  opened INTEGER NOT NULL, changed INTEGER NOT NULL, owner_person INTEGER, owner_role TEXT NOT NULL, owner_area INTEGER, next INTEGER,
  climb_reason TEXT NOT NULL, climb_step INTEGER NOT NULL, climb_repeats INTEGER NOT NULL, climb_past_end INTEGER NOT NULL, lease_until INTEGER,
  slot_facts BLOB NOT NULL, dates BLOB NOT NULL, changes INTEGER NOT NULL, chain BLOB NOT NULL, change_chain BLOB NOT NULL,
  PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX cases_place ON cases(street_id, place_id) WHERE place_id IS NOT NULL;
CREATE INDEX cases_reporter ON cases(street_id, reporter_id) WHERE place_id IS NULL;
CREATE INDEX cases_owner ON cases(street_id, owner_person) WHERE owner_person IS NOT NULL;
CREATE INDEX cases_renter ON cases(street_id, renter_id) WHERE renter_id IS NOT NULL;
CREATE INDEX cases_past_end ON cases(street_id) WHERE climb_past_end=1 AND final=0;
CREATE INDEX cases_open ON cases(street_id, next) WHERE final=0;
CREATE INDEX cases_closed ON cases(street_id, changed) WHERE final=1;
CREATE TABLE chain_roots(street_id INTEGER NOT NULL, day INTEGER NOT NULL, cases INTEGER NOT NULL, root BLOB NOT NULL,
  PRIMARY KEY(street_id, day)) STRICT, WITHOUT ROWID;

CREATE TABLE pending_dues(due INTEGER NOT NULL, id INTEGER NOT NULL, street_id INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, case_id INTEGER,
  question_id INTEGER, person_id INTEGER, chat_id INTEGER, area_id INTEGER, count INTEGER NOT NULL, only_one TEXT,
  PRIMARY KEY(due, id)) STRICT, WITHOUT ROWID;
CREATE INDEX pending_dues_id ON pending_dues(id);
CREATE INDEX pending_dues_case ON pending_dues(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX pending_dues_question ON pending_dues(question_id) WHERE question_id IS NOT NULL;
CREATE UNIQUE INDEX pending_dues_only_one ON pending_dues(street_id, only_one) WHERE only_one IS NOT NULL;
CREATE TABLE ended_dues(street_id INTEGER NOT NULL, case_id INTEGER NOT NULL, id INTEGER NOT NULL, due INTEGER NOT NULL, kind INTEGER NOT NULL,
  name TEXT NOT NULL, question_id INTEGER, person_id INTEGER, chat_id INTEGER, area_id INTEGER, count INTEGER NOT NULL, ended INTEGER NOT NULL,
  why TEXT NOT NULL, ended_at INTEGER NOT NULL, PRIMARY KEY(street_id, case_id, id)) STRICT, WITHOUT ROWID;

CREATE TABLE questions(street_id INTEGER NOT NULL, id INTEGER NOT NULL, asked_id INTEGER NOT NULL, chat_id INTEGER, case_id INTEGER, asks BLOB NOT NULL,
  choices BLOB NOT NULL, sealed_proposed BLOB, reminder TEXT NOT NULL, tries INTEGER NOT NULL, asked_at INTEGER NOT NULL, ended INTEGER,
  why TEXT NOT NULL, ended_at INTEGER, PRIMARY KEY(street_id, id)) STRICT, WITHOUT ROWID;
CREATE INDEX questions_asked ON questions(street_id, asked_id) WHERE ended IS NULL;
CREATE INDEX questions_case ON questions(street_id, case_id) WHERE ended IS NULL AND case_id IS NOT NULL;
CREATE TABLE fragments(street_id INTEGER NOT NULL, person_id INTEGER NOT NULL, chat_id INTEGER NOT NULL, id INTEGER NOT NULL, sent INTEGER NOT NULL,
  sealed_text BLOB, PRIMARY KEY(street_id, person_id, chat_id, id)) STRICT, WITHOUT ROWID;

CREATE TABLE says(id INTEGER PRIMARY KEY, street_id INTEGER NOT NULL, event_id INTEGER NOT NULL, turn INTEGER NOT NULL, class INTEGER NOT NULL,
  lane INTEGER NOT NULL, to_chat INTEGER, to_person INTEGER, to_newcomer INTEGER, mention_id INTEGER, not_before INTEGER NOT NULL, not_after INTEGER,
  depends_kind INTEGER NOT NULL, depends_id INTEGER, depends_on TEXT NOT NULL, case_id INTEGER, question_id INTEGER, why TEXT NOT NULL,
  parts BLOB NOT NULL, buttons BLOB, planned INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL, uncertain INTEGER NOT NULL,
  retry_at INTEGER, retry_why TEXT, ended INTEGER, end_why TEXT, ended_at INTEGER, platform_id TEXT, holder_kind INTEGER, holder_id INTEGER,
  sealed_text BLOB, settle INTEGER NOT NULL, settle_why TEXT, settle_event INTEGER) STRICT;
CREATE INDEX says_planned ON says(class, id) WHERE state=0;
CREATE INDEX says_lane ON says(lane, class, id) WHERE state<2;
CREATE INDEX says_later ON says(not_before) WHERE state=0 AND not_before>0;
CREATE INDEX says_retry ON says(retry_at) WHERE state=0 AND retry_at IS NOT NULL;
CREATE INDEX says_depends ON says(depends_id, depends_kind) WHERE depends_id IS NOT NULL;
CREATE INDEX says_question ON says(question_id) WHERE question_id IS NOT NULL;
CREATE INDEX says_case ON says(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX says_settle ON says(id) WHERE settle=1;
CREATE INDEX says_under_way ON says(id) WHERE state=1;

CREATE TABLE room_lines(street_id INTEGER NOT NULL, chat_id INTEGER NOT NULL, n INTEGER NOT NULL, account_id INTEGER NOT NULL, id TEXT NOT NULL,
  sealed_body BLOB, PRIMARY KEY(street_id, chat_id, n)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX room_lines_id ON room_lines(street_id, account_id, id);
CREATE TABLE codes(hash TEXT PRIMARY KEY, street_id INTEGER NOT NULL, person_id INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sessions(hash TEXT PRIMARY KEY, street_id INTEGER NOT NULL, person_id INTEGER NOT NULL, began INTEGER NOT NULL, last INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE INDEX sessions_person ON sessions(person_id);
)sql";

}  // namespace linli::db
