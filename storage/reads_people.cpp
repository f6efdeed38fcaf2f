// Who may see what, who is in which chat, the room's history, the clock and sessions.
#include <algorithm>
#include <set>

#include "bot/model/sealing.hpp"
#include "storage/lookup.hpp"

namespace linli {
namespace {

using db::Bytes;

// Areas in which the person holds one of the roles.
std::vector<AreaId> areas_of(store::Context& c, PersonId who, std::span<const std::string> staff) {
  std::vector<AreaId> out;
  for (auto& role : store::roles_of(c, who))
    if (std::ranges::find(staff, role.role) != staff.end()) out.push_back(role.area);
  return out;
}

}  // namespace

bool Reads::may_see(PersonId who, CaseId of, std::span<const std::string> staff) {
  auto& c = *impl_;
  auto head = store::head(c, of);
  if (!head) return false;
  auto& o = head->opening;
  auto street = store::street_of(of);
  bool hidden = c.db.one<int>("SELECT 1 FROM facts WHERE street_id=?1 AND case_id=?2 AND intent=?3 LIMIT 1", street, of, source_hidden).has_value();
  if (hidden) return head->owner.person == who || stands_above(who, of, staff);
  if (o.landlord == who || o.renter == who || head->owner.person == who) return true;
  if (o.place &&
      c.db.one<int>(
          "SELECT 1 FROM tenancies WHERE street_id=?1 AND place_id=?2 AND (landlord_id=?3 OR renter_id=?3) AND (?4 IS NULL OR id=?4) LIMIT 1", street,
          *o.place, who, o.tenancy))
    return true;
  return (!o.place && o.reporter == who) || stands_above(who, of, staff);
}

bool Reads::stands_above(PersonId who, CaseId of, std::span<const std::string> staff) {
  auto& c = *impl_;
  auto head = store::head(c, of);
  if (!head) return false;
  auto street = store::street_of(of);
  auto& place = head->opening.place;
  if (!place) return store::street_of(who) == street && !areas_of(c, who, staff).empty();
  auto area = store::place(c, *place).area;
  for (auto above : areas_of(c, who, staff))
    if (c.db.one<int>("SELECT 1 FROM areas_below WHERE street_id=?1 AND above_id=?2 AND area_id=?3", street, above, area)) return true;
  return false;
}

std::vector<CaseView> Reads::cases_seen_by(PersonId who, std::span<const std::string> staff, std::size_t limit) {
  auto& c = *impl_;
  auto street = store::street_of(who);
  std::vector<CaseView> out;
  auto take = [&](db::Rows q) {
    while (out.size() < limit && q.next()) {
      auto id = q.get<CaseId>(0);
      if (!may_see(who, id, staff)) continue;
      if (auto view = the_case(id)) out.push_back(std::move(*view));
    }
  };
  take(c.db.rows("SELECT id FROM cases WHERE street_id=?1 AND final=0 ORDER BY next IS NULL, next, id", street));
  auto now = clock();
  auto since = now ? now->bot - std::chrono::days(14) : Instant{};
  take(c.db.rows("SELECT id FROM cases WHERE street_id=?1 AND final=1 AND changed>=?2 ORDER BY changed DESC, id DESC", street, since));
  return out;
}

std::optional<PersonView> Reads::person(PersonId id) {
  auto& c = *impl_;
  auto street = store::street_of(id);
  if (!c.db.one<int>("SELECT 1 FROM people WHERE street_id=?1 AND id=?2", street, id)) return {};
  PersonView v;
  v.id = id;
  v.name = store::name_of_person(c, id);
  v.roles = store::roles_of(c, id);
  {
    auto q = c.db.rows("SELECT account_id FROM bindings WHERE person_id=?1 ORDER BY account_id", id);
    while (q.next()) {
      auto account = q.get<AccountId>(0);
      if (auto actor = store::actor_of(c, id, account)) v.bindings.emplace_back(account, std::move(*actor));
    }
  }
  auto addresses = [&](const char* sql) {
    std::vector<std::string> out;
    auto q = c.db.rows(sql, street, id);
    while (q.next()) out.push_back(store::place(c, q.get<PlaceId>(0)).address);
    return out;
  };
  v.lets = addresses("SELECT DISTINCT place_id FROM tenancies WHERE street_id=?1 AND landlord_id=?2 ORDER BY place_id");
  v.rents = addresses("SELECT DISTINCT place_id FROM tenancies WHERE street_id=?1 AND renter_id=?2 ORDER BY place_id");
  return v;
}

std::vector<PersonView> Reads::people(AccountId account) {
  std::vector<PersonId> ids;
  {
    auto q = impl_->db.rows("SELECT DISTINCT person_id FROM bindings WHERE street_id=?1 AND account_id=?2 ORDER BY person_id",
                            store::street_of(account), account);
    while (q.next()) ids.push_back(q.get<PersonId>(0));
  }
  std::vector<PersonView> out;
  for (auto id : ids)
    if (auto view = person(id)) out.push_back(std::move(*view));
  return out;
}

std::optional<PersonId> Reads::person_of(AccountId account, const std::string& actor) { return store::person_of(*impl_, account, actor); }

std::vector<ChatView> Reads::chats(AccountId account) {
  auto& c = *impl_;
  std::vector<ChatView> out;
  auto q = c.db.rows("SELECT id FROM chats WHERE street_id=?1 AND account_id=?2 AND (direct=1 OR area_id IS NOT NULL) ORDER BY id",
                     store::street_of(account), account);
  while (q.next())
    if (auto full = store::chat(c, q.get<ChatId>(0)))
      out.push_back(
          {full->id, full->account, full->platform, full->direct, full->person, full->audience, full->title, full->area.value_or(AreaId{})});
  return out;
}

std::vector<std::string> Reads::unbound_chats(AccountId account) {
  auto& c = *impl_;
  std::vector<std::string> out;
  auto q = c.db.rows("SELECT id FROM chats WHERE street_id=?1 AND account_id=?2 AND direct=0 AND area_id IS NULL ORDER BY id DESC LIMIT 100",
                     store::street_of(account), account);
  while (q.next())
    if (auto full = store::chat(c, q.get<ChatId>(0)); full && !full->platform.empty()) out.push_back(std::move(full->platform));
  return out;
}

std::vector<std::string> Reads::strangers(AccountId account) {
  auto& c = *impl_;
  std::vector<std::string> out;
  auto q = c.db.rows(
      "SELECT n.id FROM newcomers n WHERE n.street_id=?1 AND n.account_id=?2 AND NOT EXISTS (SELECT 1 FROM bindings b WHERE b.street_id=n.street_id"
      " AND b.account_id=n.account_id AND b.blind=n.blind) ORDER BY n.id DESC LIMIT 100",
      store::street_of(account), account);
  while (q.next())
    if (auto actor = store::actor_of_newcomer(c, q.get<std::int64_t>(0)); !actor.empty()) out.push_back(std::move(actor));
  return out;
}

std::vector<PersonId> Reads::members(ChatId id) {
  auto& c = *impl_;
  auto full = store::chat(c, id);
  if (!full) return {};
  if (full->direct) return full->person ? std::vector{*full->person} : std::vector<PersonId>{};
  if (!full->area) return {};
  auto street = store::street_of(*full->area);
  std::set<PersonId> out;
  auto add = [&](db::Rows q) {
    while (q.next()) out.insert(q.get<PersonId>(0));
  };
  // Staff on the way up; a party's role counts only in the group of that party.
  bool landlords = full->audience == "landlords" || full->audience == "residents",
       renters = full->audience == "renters" || full->audience == "residents";
  for (auto& at : store::way_up(c, *full->area)) {
    auto q = c.db.rows("SELECT person_id, role FROM roles WHERE street_id=?1 AND area_id=?2", street, at.id);
    while (q.next()) {
      auto role = q.get<std::string>(1);
      if ((role == name_of(Slot::landlord) && !landlords) || (role == name_of(Slot::renter) && !renters)) continue;
      out.insert(q.get<PersonId>(0));
    }
  }
  if (landlords)
    add(
        c.db.rows("SELECT t.landlord_id FROM areas_below b JOIN places p ON p.street_id=b.street_id AND p.area_id=b.area_id JOIN tenancies t ON"
                  " t.street_id=p.street_id AND t.place_id=p.id WHERE b.street_id=?1 AND b.above_id=?2",
                  street, *full->area));
  if (renters)
    add(c.db.rows(
        "SELECT t.renter_id FROM areas_below b JOIN places p ON p.street_id=b.street_id AND p.area_id=b.area_id JOIN tenancies t ON"
        " t.street_id=p.street_id AND t.place_id=p.id WHERE b.street_id=?1 AND b.above_id=?2 AND t.renter_id IS NOT NULL",
        street, *full->area));
  return {out.begin(), out.end()};
}

std::optional<AccountId> Reads::account(const std::string& platform) {
  return impl_->db.one<AccountId>("SELECT id FROM accounts WHERE name=?1", platform);
}

std::vector<RoomLine> Reads::room_after(AccountId account, std::span<const std::string> chats, std::int64_t after, std::size_t limit) {
  auto& c = *impl_;
  std::vector<RoomLine> out;
  for (auto& name : chats) {
    auto chat = store::chat_of(c, account, name);
    if (!chat) continue;
    auto q = c.db.rows("SELECT n, id, sealed_body FROM room_lines WHERE street_id=?1 AND chat_id=?2 AND n>?3 ORDER BY n LIMIT ?4",
                       store::street_of(account), *chat, after, limit);
    while (q.next())
      out.push_back({q.get<std::int64_t>(0), name, q.get<std::string>(1),
                     store::open_text(c.vault.open(vault::of(*chat), {"room_lines", chat->value, q.get<std::string>(1)}, q.bytes(2)))});
  }
  std::ranges::sort(out, {}, &RoomLine::n);
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::int64_t Reads::room_last(AccountId) { return impl_->db.one<std::int64_t>("SELECT last FROM counters WHERE name='room_line'").value_or(0); }

std::optional<RoomLine> Reads::room_line(AccountId account, const std::string& id) {
  auto& c = *impl_;
  auto q = c.db.rows("SELECT n, chat_id, sealed_body FROM room_lines WHERE street_id=?1 AND account_id=?2 AND id=?3", store::street_of(account),
                     account, id);
  if (!q.next()) return {};
  auto chat = q.get<ChatId>(1);
  auto full = store::chat(c, chat);
  return RoomLine{q.get<std::int64_t>(0), full ? full->platform : std::string(), id,
                  store::open_text(c.vault.open(vault::of(chat), {"room_lines", chat.value, id}, q.bytes(2)))};
}

std::vector<StreetId> Reads::streets() {
  std::vector<StreetId> out;
  auto q = impl_->db.rows("SELECT DISTINCT street_id FROM areas ORDER BY street_id");
  while (q.next()) out.push_back(q.get<StreetId>(0));
  return out;
}

std::size_t Reads::open_cases() { return impl_->db.one<std::size_t>("SELECT count(*) FROM cases WHERE final=0").value_or(0); }

std::optional<ClockAnchor> Reads::clock() {
  auto q = impl_->db.rows("SELECT bot, real FROM clock");
  if (!q.next()) return {};
  return ClockAnchor{q.get<Instant>(0), q.get<Instant>(1)};
}

std::optional<SessionView> Reads::session(const std::string& token_hash) {
  auto q = impl_->db.rows("SELECT person_id, began, last FROM sessions WHERE hash=?1", token_hash);
  if (!q.next()) return {};
  return SessionView{q.get<PersonId>(0), q.get<Instant>(1), q.get<Instant>(2)};
}

}  // namespace linli
