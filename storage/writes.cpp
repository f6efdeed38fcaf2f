// Writing jobs that are no events, but for the import.
#include "storage/claims.hpp"
#include "storage/says.hpp"

namespace linli {

using db::Bytes;

namespace {

void end_say(store::Context& c, SayId id, Ending how, const std::string& why, Instant now) {
  c.db.run("UPDATE says SET state=2, ended=?2, end_why=?3, ended_at=?4, retry_at=NULL WHERE id=?1 AND state<2", id, how, why, now);
}

}  // namespace

std::optional<SayRow> Writes::begin_attempt(SayId id, Instant now) {
  auto& c = impl_->w;
  {
    auto q = c.db.rows("SELECT depends_kind, depends_id, depends_on, not_after FROM says WHERE id=?1 AND state=0", id);
    if (!q.next()) return {};
    store::DependsOn depends;
    std::optional<Instant> not_after;
    q.into(depends.kind, depends.id, depends.on, not_after);
    if (auto over = store::why_over(c, depends, not_after, now)) {
      end_say(c, id, Ending::waived, *over, now);
      return {};
    }
  }
  auto row = store::say_row(c, id);
  c.db.run("UPDATE says SET state=1, attempts=attempts+1, retry_at=NULL, claim=0 WHERE id=?1", id);
  if (row) ++row->attempts;
  return row;
}

void Writes::sent(SayId id, const std::string& text, const std::string& platform_id, Instant now) {
  auto& c = impl_->w;
  auto holder = store::holder_of_say(c, id);
  auto sealed = holder.kind == vault::Kind::none ? std::string() : c.vault.seal(holder, {"says", id.value, "text"}, text);
  c.db.run(
      "UPDATE says SET state=2, ended=?2, end_why='', ended_at=?3, platform_id=?4, holder_kind=?5, holder_id=?6, sealed_text=?7, retry_at=NULL,"
      " settle=CASE WHEN settle_why IS NOT NULL THEN 1 ELSE 0 END WHERE id=?1 AND state<2",
      id, Ending::sent, now, platform_id, holder.kind, holder.id, Bytes{sealed});
  c.woke = true;  // the next of its lane may leave
}

void Writes::try_again(SayId id, Instant io_at, const std::string& why) {
  impl_->w.db.run("UPDATE says SET state=0, retry_at=?2, retry_why=?3 WHERE id=?1 AND state=1", id, io_at, why);
  impl_->w.woke = true;
}

void Writes::ended(SayId id, Ending how, const std::string& why, Instant now) {
  end_say(impl_->w, id, how, why, now);
  impl_->w.woke = true;
}

void Writes::not_tried(SayId id) {
  impl_->w.db.run("UPDATE says SET state=0, attempts=attempts-1 WHERE id=?1 AND state=1", id);
  impl_->w.woke = true;
}

void Writes::card_settled(SayId id) { impl_->w.db.run("UPDATE says SET settle=2 WHERE id=?1 AND settle=1", id); }

std::size_t Writes::recover_attempts() {
  impl_->w.woke = true;
  return std::size_t(impl_->w.db.run("UPDATE says SET state=0, uncertain=1 WHERE state=1 AND claim=0"));
}

void Writes::set_clock(const ClockAnchor& anchor) {
  impl_->w.db.run("INSERT INTO clock(one, bot, real) VALUES(1, ?1, ?2) ON CONFLICT(one) DO UPDATE SET bot=excluded.bot, real=excluded.real",
                  anchor.bot, anchor.real);
}

void Writes::new_code(const std::string& code_hash, PersonId person, Instant io_until) {
  impl_->w.db.run("INSERT INTO codes(hash, street_id, person_id, until) VALUES(?1, ?2, ?3, ?4)", code_hash, store::street_of(person), person,
                  io_until);
}

std::optional<PersonId> Writes::spend_code(const std::string& code_hash, Instant io_now) {
  auto& db = impl_->w.db;
  auto person = db.one<PersonId>("SELECT person_id FROM codes WHERE hash=?1 AND until>?2", code_hash, io_now);
  db.run("DELETE FROM codes WHERE hash=?1", code_hash);
  return person;
}

void Writes::new_session(const std::string& token_hash, PersonId person, Instant io_now) {
  impl_->w.db.run("INSERT INTO sessions(hash, street_id, person_id, began, last) VALUES(?1, ?2, ?3, ?4, ?4)", token_hash, store::street_of(person),
                  person, io_now);
}
void Writes::touch_session(const std::string& token_hash, Instant io_now) {
  impl_->w.db.run("UPDATE sessions SET last=?2 WHERE hash=?1", token_hash, io_now);
}
void Writes::end_session(const std::string& token_hash) { impl_->w.db.run("DELETE FROM sessions WHERE hash=?1", token_hash); }
std::size_t Writes::end_sessions_of(PersonId person) { return std::size_t(impl_->w.db.run("DELETE FROM sessions WHERE person_id=?1", person)); }

namespace {

// The chat of the room's words; they may be kept before the first event of a direct chat, which then says whose it is.
ChatId room_chat(store::WriteContext& c, AccountId account, const std::string& name) {
  if (auto known = store::chat_of(c, account, name)) return *known;
  auto street = store::street_of(account);
  auto id = c.numbers.next<ChatId>("chat", street);
  c.db.run(
      "INSERT INTO chats(street_id, id, account_id, blind, platform, direct, person_id, newcomer_id, area_id, audience, title) VALUES(?1, ?2, ?3,"
      " ?4, ?5, 0, NULL, NULL, NULL, '', '')",
      street, id, account, Bytes{c.vault.blind("chat", street, name)}, Bytes{c.vault.seal(vault::of(id), {"chats", id.value, "platform"}, name)});
  return id;
}

void add_line(store::WriteContext& c, AccountId account, ChatId chat, std::int64_t n, const std::string& id, const std::string& body) {
  c.db.run("INSERT INTO room_lines(street_id, chat_id, n, account_id, id, sealed_body) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", store::street_of(account),
           chat, n, account, id, Bytes{c.vault.seal(vault::of(chat), {"room_lines", chat.value, id}, body)});
}

}  // namespace

std::int64_t Writes::append_room(AccountId account, const std::string& chat, const std::string& id, const std::string& body) {
  auto& c = impl_->w;
  if (auto n =
          c.db.one<std::int64_t>("SELECT n FROM room_lines WHERE street_id=?1 AND account_id=?2 AND id=?3", store::street_of(account), account, id))
    return *n;
  auto where = room_chat(c, account, chat);
  auto n = c.numbers.next("room_line");
  add_line(c, account, where, n, id, body);
  return n;
}

std::optional<std::int64_t> Writes::update_room(AccountId account, const std::string& id, const std::string& body) {
  auto& c = impl_->w;
  auto street = store::street_of(account);
  auto chat = c.db.one<ChatId>("SELECT chat_id FROM room_lines WHERE street_id=?1 AND account_id=?2 AND id=?3", street, account, id);
  if (!chat) return {};
  c.db.run("DELETE FROM room_lines WHERE street_id=?1 AND account_id=?2 AND id=?3", street, account, id);
  auto n = c.numbers.next("room_line");
  add_line(c, account, *chat, n, id, body);
  return n;
}

AccountId Writes::ensure_account(const std::string& name, StreetId street) {
  auto& c = impl_->w;
  if (auto known = c.db.one<AccountId>("SELECT id FROM accounts WHERE name=?1", name)) return *known;
  auto id = c.numbers.next<AccountId>("account", street);
  c.db.run("INSERT INTO accounts(street_id, id, name) VALUES(?1, ?2, ?3)", street, id, name);
  return id;
}

void Writes::connected(const std::vector<AccountId>& accounts) {
  auto& c = impl_->w;
  c.db.run("UPDATE accounts SET connected=0 WHERE connected=1");
  for (auto id : accounts) c.db.run("UPDATE accounts SET connected=1 WHERE street_id=?1 AND id=?2", store::street_of(id), id);
}

}  // namespace linli
