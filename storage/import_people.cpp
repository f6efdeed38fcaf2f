// People, what they may and where they live, and their accounts, chats and duties.
#include "storage/import.hpp"

namespace linli::store {

using db::Bytes;

// A person belongs to the street where they hold a role or a tenancy; else to the first of this import.
StreetId Import::street_of_person(const ImportSet::Person& p) {
  for (auto& r : set_.roles)
    if (r.person == p.key)
      if (auto area = known("area", r.area)) return street_of(AreaId{*area});
  for (auto& t : set_.tenancies)
    if (t.landlord == p.key || t.renter == p.key)
      if (auto place = known("place", t.place)) return street_of(PlaceId{*place});
  for (auto& a : set_.areas)
    if (auto area = known("area", a.key)) return street_of(AreaId{*area});
  return streets_.empty() ? StreetId{} : *streets_.begin();
}

void Import::people() {
  unique_keys("people", set_.people);
  for (auto& p : set_.people) {
    if (p.key.empty() || !wanted("people", p.line, "name", p.name)) continue;
    if (auto known_id = known("person", p.key)) {
      PersonId id{*known_id};
      auto street = street_of(id);
      bool changed = false;
      {
        auto q = c_.db.rows("SELECT sealed_name, sealed_phone, language FROM people WHERE street_id=?1 AND id=?2", street, id);
        if (q.next())
          changed = open_text(c_.vault.open(vault::of(id), {"people", id.value, "name"}, q.bytes(0))) != p.name ||
                    open_text(c_.vault.open(vault::of(id), {"people", id.value, "phone"}, q.bytes(1))) != p.phone ||
                    q.get<std::string>(2) != p.language;
      }
      if (changed)
        c_.db.run("UPDATE people SET sealed_name=?3, sealed_phone=?4, phone_blind=?5, language=?6 WHERE street_id=?1 AND id=?2", street, id,
                  Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "name"}, p.name)},
                  Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "phone"}, p.phone)},
                  Bytes{p.phone.empty() ? std::string() : c_.vault.blind("phone", street, p.phone)}, p.language);
      count(false, changed);
      continue;
    }
    auto street = street_of_person(p);
    if (!street) {
      bad("people", p.line, "key", "'" + p.key + "' belongs to no street: import areas first");
      continue;
    }
    auto id = fresh<PersonId>("person", street, p.key);
    c_.db.run("INSERT INTO people(street_id, id, sealed_name, sealed_phone, phone_blind, language) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", street, id,
              Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "name"}, p.name)},
              Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "phone"}, p.phone)},
              Bytes{p.phone.empty() ? std::string() : c_.vault.blind("phone", street, p.phone)}, p.language);
    count(true, true);
  }
}

void Import::roles() {
  for (auto& r : set_.roles) {
    bool named = wanted("roles", r.line, "role", r.role);
    auto person = find<PersonId>("person", r.person, "roles", r.line, "person");
    auto area = find<AreaId>("area", r.area, "roles", r.line, "area");
    if (!named || !person || !area) continue;
    if (street_of(*person) != street_of(*area)) {
      bad("roles", r.line, "area", "'" + r.area + "' lies in another street than the person");
      continue;
    }
    count(c_.db.run("INSERT INTO roles(street_id, person_id, role, area_id) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", street_of(*person),
                    *person, r.role, *area) > 0,
          false);
  }
}

// The same place, landlord and renter is the same tenancy; one without a renter gets the renter that is named now.
void Import::tenancies() {
  for (auto& t : set_.tenancies) {
    auto place = find<PlaceId>("place", t.place, "tenancies", t.line, "place");
    auto landlord = find<PersonId>("person", t.landlord, "tenancies", t.line, "landlord");
    std::optional<PersonId> renter;
    if (!t.renter.empty()) {
      renter = find<PersonId>("person", t.renter, "tenancies", t.line, "renter");
      if (!renter) continue;
    }
    if (t.from && t.to && *t.to < *t.from) bad("tenancies", t.line, "to", "lies before the first day");
    if (!place || !landlord) continue;
    auto street = street_of(*place);
    if (street_of(*landlord) != street) {
      bad("tenancies", t.line, "landlord", "'" + t.landlord + "' belongs to another street than the place");
      continue;
    }
    std::optional<TenancyId> there;
    bool changed = false;
    {
      auto q = c_.db.rows(
          "SELECT id, renter_id, from_day, to_day FROM tenancies WHERE street_id=?1 AND place_id=?2 AND landlord_id=?3 AND (renter_id IS ?4 OR"
          " renter_id IS NULL) ORDER BY renter_id IS NULL, id LIMIT 1",
          street, *place, *landlord, renter);
      if (q.next()) {
        there = q.get<TenancyId>(0);
        changed = q.get<std::optional<PersonId>>(1) != renter || q.get<std::optional<Day>>(2) != t.from || q.get<std::optional<Day>>(3) != t.to;
      }
    }
    if (!there) {
      auto id = c_.numbers.next<TenancyId>("tenancy", street);
      c_.db.run("INSERT INTO tenancies(street_id, id, place_id, landlord_id, renter_id, from_day, to_day) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", street,
                id, *place, *landlord, renter, t.from, t.to);
    } else if (changed) {
      c_.db.run("UPDATE tenancies SET renter_id=?3, from_day=?4, to_day=?5 WHERE street_id=?1 AND id=?2", street, *there, renter, t.from, t.to);
    }
    count(!there, changed);
  }
}

void Import::accounts() {
  for (auto& a : set_.accounts) {
    bool whole = wanted("accounts", a.line, "account", a.account);
    whole = wanted("accounts", a.line, "actor", a.actor) && whole;
    auto person = find<PersonId>("person", a.person, "accounts", a.line, "person");
    if (!whole || !person) continue;
    Writes::Impl impl{c_};
    auto account = Writes(impl).ensure_account(a.account, street_of(*person));
    if (auto bound = person_of(c_, account, a.actor)) {
      if (*bound != *person) bad("accounts", a.line, "actor", "is bound to another person already");
      else count(false, false);
      continue;
    }
    auto street = street_of(account);
    auto was = actor_of(c_, *person, account);
    if (was) c_.db.run("DELETE FROM bindings WHERE street_id=?1 AND account_id=?2 AND person_id=?3", street, account, *person);
    c_.db.run("INSERT INTO bindings(street_id, account_id, blind, person_id, platform) VALUES(?1, ?2, ?3, ?4, ?5)", street, account,
              Bytes{c_.vault.blind("actor", street, a.actor)}, *person,
              Bytes{c_.vault.seal(vault::of(*person), {"bindings", account.value, "platform"}, a.actor)});
    count(!was, true);
  }
}

void Import::chats() {
  for (auto& t : set_.chats) {
    bool whole = wanted("chats", t.line, "account", t.account);
    whole = wanted("chats", t.line, "platform_chat", t.platform_chat) && whole;
    whole = wanted("chats", t.line, "audience", t.audience) && whole;
    auto area = find<AreaId>("area", t.area, "chats", t.line, "area");
    if (!whole || !area) continue;
    Writes::Impl impl{c_};
    auto account = Writes(impl).ensure_account(t.account, street_of(*area));
    auto street = street_of(account);
    if (auto id = chat_of(c_, account, t.platform_chat)) {
      auto was = chat(c_, *id);
      bool changed = !was || was->area != *area || was->audience != t.audience || was->title != t.title || was->direct;
      if (changed)
        c_.db.run("UPDATE chats SET area_id=?3, audience=?4, title=?5, direct=0, person_id=NULL WHERE street_id=?1 AND id=?2", street, *id, *area,
                  t.audience, t.title);
      count(false, changed);
      continue;
    }
    auto id = c_.numbers.next<ChatId>("chat", street);
    c_.db.run(
        "INSERT INTO chats(street_id, id, account_id, blind, platform, direct, person_id, newcomer_id, area_id, audience, title) VALUES(?1, ?2,"
        " ?3, ?4, ?5, 0, NULL, NULL, ?6, ?7, ?8)",
        street, id, account, Bytes{c_.vault.blind("chat", street, t.platform_chat)},
        Bytes{c_.vault.seal(vault::of(id), {"chats", id.value, "platform"}, t.platform_chat)}, *area, t.audience, t.title);
    count(true, true);
  }
}

void Import::rota() {
  for (auto& r : set_.rota) {
    bool whole = wanted("rota", r.line, "role", r.role);
    auto area = find<AreaId>("area", r.area, "rota", r.line, "area");
    auto person = find<PersonId>("person", r.person, "rota", r.line, "person");
    if (r.to < r.from) bad("rota", r.line, "to", "lies before the first day");
    bool hours = r.from_hour >= Minutes(0) && r.from_hour < Minutes(24 * 60) && r.to_hour > Minutes(0) && r.to_hour <= Minutes(24 * 60);
    if (!hours) bad("rota", r.line, "to_hour", "hours go from 00:00 to 24:00");
    if (!whole || !area || !person || !hours) continue;
    auto street = street_of(*area);
    auto key = [&](const char* sql) { return c_.db.rows(sql, street, r.role, *area, *person, r.from, r.from_hour); };
    bool there = false, changed = false;
    {
      auto q =
          key("SELECT to_day, to_hour FROM rota WHERE street_id=?1 AND role=?2 AND area_id=?3 AND person_id=?4 AND from_day=?5 AND from_hour=?6");
      there = q.next();
      changed = there && (q.get<Day>(0) != r.to || q.get<Minutes>(1) != r.to_hour);
    }
    c_.db.run(
        "INSERT INTO rota(street_id, role, area_id, person_id, from_day, from_hour, to_day, to_hour) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON"
        " CONFLICT(street_id, role, area_id, person_id, from_day, from_hour) DO UPDATE SET to_day=excluded.to_day, to_hour=excluded.to_hour",
        street, r.role, *area, *person, r.from, r.from_hour, r.to, r.to_hour);
    count(!there, changed);
  }
}

}  // namespace linli::store
