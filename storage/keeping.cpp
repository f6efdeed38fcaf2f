// Other names of platform accounts, and what is kept of pictures and voices.
#include "storage/keeping.hpp"

namespace linli {

using db::Bytes;

namespace store {

// The person's key; of somebody nobody knows the newcomer's, who is remembered for it.
vault::Holder holder_of_actor(WriteContext& c, AccountId account, const std::string& actor) {
  if (auto person = person_of(c, account, actor)) return vault::of(*person);
  return {vault::Kind::newcomer, remember_newcomer(c, account, actor)};
}

std::int64_t remember_newcomer(WriteContext& c, AccountId account, const std::string& actor) {
  if (auto known = newcomer_of(c, account, actor)) return *known;
  auto street = street_of(account);
  auto id = c.numbers.next("newcomer") * most_streets + street.value;
  c.db.run("INSERT INTO newcomers(street_id, id, account_id, blind, platform) VALUES(?1, ?2, ?3, ?4, ?5)", street, id, account,
           Bytes{c.vault.blind("actor", street, actor)}, Bytes{c.vault.seal({vault::Kind::newcomer, id}, {"newcomers", id, "platform"}, actor)});
  return id;
}

void keep_media(WriteContext& c, const Event& event, EventId id, StreetId street) {
  auto* media = std::get_if<MediaIn>(&event.body);
  if (!media || media->got != MediaIn::Got::whole || media->bytes.empty() || event.actor.empty()) return;
  auto holder = holder_of_actor(c, event.account, event.actor);
  c.db.run("INSERT INTO media(event_id, street_id, kind, type, size, holder_kind, holder_id, sealed_bytes) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", id,
           street, media->kind, media->type, media->bytes.size(), holder.kind, holder.id,
           Bytes{c.vault.seal(holder, {"media", id.value, "bytes"}, media->bytes)});
}

}  // namespace store

void Writes::keep_alias(AccountId account, const std::string& alias, const std::string& actor) {
  auto& c = impl_->w;
  auto street = store::street_of(account);
  auto holder = store::holder_of_actor(c, account, actor);
  c.db.run(
      "INSERT INTO aliases(street_id, account_id, blind, holder_kind, holder_id, platform) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(street_id,"
      " account_id, blind) DO UPDATE SET holder_kind=excluded.holder_kind, holder_id=excluded.holder_id, platform=excluded.platform",
      street, account, Bytes{c.vault.blind("alias", street, alias)}, holder.kind, holder.id,
      Bytes{c.vault.seal(holder, {"aliases", account.value, "platform"}, actor)});
}

std::optional<std::string> Reads::actor_called(AccountId account, const std::string& alias) {
  auto& c = *impl_;
  auto street = store::street_of(account);
  auto q = c.db.rows("SELECT holder_kind, holder_id, platform FROM aliases WHERE street_id=?1 AND account_id=?2 AND blind=?3", street, account,
                     Bytes{c.vault.blind("alias", street, alias)});
  if (!q.next()) return {};
  vault::Holder holder;
  q.into(holder.kind, holder.id);
  auto actor = store::open_text(c.vault.open(holder, {"aliases", account.value, "platform"}, q.bytes(2)));
  return actor.empty() ? std::nullopt : std::optional(std::move(actor));
}

std::optional<MediaView> Reads::media(EventId event) {
  auto& c = *impl_;
  auto q = c.db.rows("SELECT kind, type, size, holder_kind, holder_id, sealed_bytes FROM media WHERE event_id=?1", event);
  if (!q.next()) return {};
  MediaView out;
  vault::Holder holder;
  q.into(out.kind, out.type, out.size, holder.kind, holder.id);
  out.bytes = c.vault.open(holder, {"media", event.value, "bytes"}, q.bytes(5));
  return out;
}

}  // namespace linli
