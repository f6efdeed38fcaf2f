// People and places from outside: everything is checked, then written; any error and nothing is. What is there already by its key is
// updated, and told apart into changed and same.
#include <algorithm>
#include <map>
#include <set>

#include "storage/lookup.hpp"

namespace linli {
namespace {

using db::Bytes;
using store::WriteContext;

class Import {
 public:
  Import(WriteContext& c, const ImportSet& set) : c_(c), set_(set) {}
  std::expected<ImportCounts, std::vector<ImportError>> run();

 private:
  void bad(const char* table, int line, const char* column, std::string reason) { errors_.push_back({table, line, column, std::move(reason)}); }
  bool wanted(const char* table, int line, const char* column, const std::string& value) {
    if (value.empty()) bad(table, line, column, "is empty");
    return !value.empty();
  }
  void count(bool fresh, bool changed) { ++(fresh ? counts_.added : changed ? counts_.changed : counts_.same); }

  std::optional<std::int64_t> known(const char* kind, const std::string& key);
  template <class IdT>
  std::optional<IdT> find(const char* kind, const std::string& key, const char* table, int line, const char* column) {
    if (auto id = known(kind, key)) return IdT{*id};
    bad(table, line, column, "'" + key + "' is no " + kind + " of this import or an earlier one");
    return {};
  }
  template <class IdT>
  IdT fresh(const char* kind, StreetId street, const std::string& key) {
    auto id = c_.numbers.next<IdT>(kind, street);
    c_.db.run("INSERT INTO import_keys(street_id, kind, key, id) VALUES(?1, ?2, ?3, ?4)", street, kind, key, id);
    known_[{kind, key}] = id.value;
    return id;
  }
  template <class Row>
  void unique_keys(const char* table, const std::vector<Row>& rows);

  void areas();
  void area(const ImportSet::Area& a);
  void below();
  void places();
  StreetId street_of_person(const ImportSet::Person& p);
  void people();
  void roles();
  void tenancies();
  void accounts();
  void chats();
  void rota();

  WriteContext& c_;
  const ImportSet& set_;
  std::vector<ImportError> errors_;
  ImportCounts counts_;
  std::map<std::pair<std::string, std::string>, std::int64_t> known_;
  std::set<StreetId> streets_;
};

std::optional<std::int64_t> Import::known(const char* kind, const std::string& key) {
  if (auto it = known_.find({kind, key}); it != known_.end()) return it->second;
  for (auto street : streets_)
    if (auto id = c_.db.one<std::int64_t>("SELECT id FROM import_keys WHERE street_id=?1 AND kind=?2 AND key=?3", street, kind, key)) {
      known_[{kind, key}] = *id;
      return id;
    }
  return {};
}

template <class Row>
void Import::unique_keys(const char* table, const std::vector<Row>& rows) {
  std::map<std::string, int> seen;
  for (auto& row : rows) {
    if (!wanted(table, row.line, "key", row.key)) continue;
    if (auto [it, first] = seen.emplace(row.key, row.line); !first) bad(table, row.line, "key", "'" + row.key + "' stands in line " + std::to_string(it->second) + " already");
  }
}

// Parents before children, whatever their order in the file.
void Import::areas() {
  unique_keys("areas", set_.areas);
  std::set<std::string> here, done;
  for (auto& a : set_.areas) here.insert(a.key);
  for (bool moved = true; moved && done.size() < here.size();) {
    moved = false;
    for (auto& a : set_.areas) {
      if (done.contains(a.key) || (!a.parent.empty() && here.contains(a.parent) && !done.contains(a.parent))) continue;
      done.insert(a.key);
      moved = true;
      area(a);
    }
  }
  for (auto& a : set_.areas)
    if (!done.contains(a.key)) bad("areas", a.line, "parent", "'" + a.parent + "' leads round in a circle");
  below();
}

void Import::area(const ImportSet::Area& a) {
  wanted("areas", a.line, "name", a.name);
  wanted("areas", a.line, "level", a.level);
  std::optional<AreaId> parent;
  if (!a.parent.empty()) {
    parent = find<AreaId>("area", a.parent, "areas", a.line, "parent");
    if (!parent) return;
  }
  if (auto id = known("area", a.key)) {
    auto was = store::area(c_, AreaId{*id});
    bool changed = !was || was->parent != parent || was->row.level != a.level || was->row.kind != a.kind || was->name != a.name;
    if (parent && store::street_of(*parent) != store::street_of(AreaId{*id})) return bad("areas", a.line, "parent", "'" + a.parent + "' lies in another street");
    if (changed)
      c_.db.run("UPDATE areas SET parent_id=?3, level=?4, kind=?5, name=?6 WHERE street_id=?1 AND id=?2", store::street_of(AreaId{*id}), *id, parent, a.level, a.kind, a.name);
    return count(false, changed);
  }
  StreetId street;
  if (parent) {
    street = store::street_of(*parent);
  } else {
    street = {c_.numbers.next("street")};
    if (street.value >= store::most_streets) return bad("areas", a.line, "key", "a store holds at most 1,023 streets");
    streets_.insert(street);
  }
  auto id = fresh<AreaId>("area", street, a.key);
  c_.db.run("INSERT INTO areas(street_id, id, parent_id, level, kind, name) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", street, id, parent, a.level, a.kind, a.name);
  count(true, true);
}

// Which areas lie below which, themselves among them: made anew for the streets of this import.
void Import::below() {
  std::set<StreetId> touched;
  for (auto& a : set_.areas)
    if (auto id = known("area", a.key)) touched.insert(store::street_of(AreaId{*id}));
  for (auto street : touched) {
    c_.db.run("DELETE FROM areas_below WHERE street_id=?1", street);
    std::vector<AreaId> all;
    {
      auto q = c_.db.rows("SELECT id FROM areas WHERE street_id=?1", street);
      while (q.next()) all.push_back(q.get<AreaId>(0));
    }
    for (auto id : all)
      for (auto& above : store::way_up(c_, id)) c_.db.run("INSERT INTO areas_below(street_id, above_id, area_id) VALUES(?1, ?2, ?3)", street, above.id, id);
  }
}

void Import::places() {
  unique_keys("places", set_.places);
  for (auto& p : set_.places) {
    bool whole = wanted("places", p.line, "address", p.address);
    whole = wanted("places", p.line, "kind", p.kind) && whole;
    auto area = find<AreaId>("area", p.area, "places", p.line, "area");
    if (!whole || !area || p.key.empty()) continue;
    if (auto id = known("place", p.key)) {
      auto was = store::place(c_, PlaceId{*id});
      if (store::street_of(*area) != store::street_of(PlaceId{*id})) {
        bad("places", p.line, "area", "'" + p.area + "' lies in another street");
        continue;
      }
      bool changed = was != PlaceRow{PlaceId{*id}, *area, p.kind, p.address};
      if (changed) c_.db.run("UPDATE places SET area_id=?3, kind=?4, address=?5 WHERE street_id=?1 AND id=?2", store::street_of(PlaceId{*id}), *id, *area, p.kind, p.address);
      count(false, changed);
      continue;
    }
    auto street = store::street_of(*area);
    auto id = fresh<PlaceId>("place", street, p.key);
    c_.db.run("INSERT INTO places(street_id, id, area_id, kind, address) VALUES(?1, ?2, ?3, ?4, ?5)", street, id, *area, p.kind, p.address);
    count(true, true);
  }
}

// A person belongs to the street where they hold a role or a tenancy; else to the first of this import.
StreetId Import::street_of_person(const ImportSet::Person& p) {
  for (auto& r : set_.roles)
    if (r.person == p.key)
      if (auto area = known("area", r.area)) return store::street_of(AreaId{*area});
  for (auto& t : set_.tenancies)
    if (t.landlord == p.key || t.renter == p.key)
      if (auto place = known("place", t.place)) return store::street_of(PlaceId{*place});
  for (auto& a : set_.areas)
    if (auto area = known("area", a.key)) return store::street_of(AreaId{*area});
  return streets_.empty() ? StreetId{} : *streets_.begin();
}

void Import::people() {
  unique_keys("people", set_.people);
  for (auto& p : set_.people) {
    if (p.key.empty() || !wanted("people", p.line, "name", p.name)) continue;
    if (auto known_id = known("person", p.key)) {
      PersonId id{*known_id};
      auto street = store::street_of(id);
      bool changed = false;
      {
        auto q = c_.db.rows("SELECT sealed_name, sealed_phone, language FROM people WHERE street_id=?1 AND id=?2", street, id);
        if (q.next())
          changed = store::open_text(c_.vault.open(vault::of(id), {"people", id.value, "name"}, q.bytes(0))) != p.name ||
                    store::open_text(c_.vault.open(vault::of(id), {"people", id.value, "phone"}, q.bytes(1))) != p.phone || q.get<std::string>(2) != p.language;
      }
      if (changed)
        c_.db.run("UPDATE people SET sealed_name=?3, sealed_phone=?4, phone_blind=?5, language=?6 WHERE street_id=?1 AND id=?2", street, id,
                  Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "name"}, p.name)}, Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "phone"}, p.phone)},
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
              Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "name"}, p.name)}, Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "phone"}, p.phone)},
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
    if (store::street_of(*person) != store::street_of(*area)) {
      bad("roles", r.line, "area", "'" + r.area + "' lies in another street than the person");
      continue;
    }
    count(c_.db.run("INSERT INTO roles(street_id, person_id, role, area_id) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", store::street_of(*person), *person, r.role, *area) > 0, false);
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
    auto street = store::street_of(*place);
    if (store::street_of(*landlord) != street) {
      bad("tenancies", t.line, "landlord", "'" + t.landlord + "' belongs to another street than the place");
      continue;
    }
    std::optional<TenancyId> there;
    bool changed = false;
    {
      auto q = c_.db.rows("SELECT id, renter_id, from_day, to_day FROM tenancies WHERE street_id=?1 AND place_id=?2 AND landlord_id=?3"
                          " AND (renter_id IS ?4 OR renter_id IS NULL) ORDER BY renter_id IS NULL, id LIMIT 1", street, *place, *landlord, renter);
      if (q.next()) {
        there = q.get<TenancyId>(0);
        changed = q.get<std::optional<PersonId>>(1) != renter || q.get<std::optional<Day>>(2) != t.from || q.get<std::optional<Day>>(3) != t.to;
      }
    }
    if (!there) {
      auto id = c_.numbers.next<TenancyId>("tenancy", street);
      c_.db.run("INSERT INTO tenancies(street_id, id, place_id, landlord_id, renter_id, from_day, to_day) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", street, id, *place, *landlord,
                renter, t.from, t.to);
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
    auto account = Writes(impl).ensure_account(a.account, store::street_of(*person));
    if (auto bound = store::person_of(c_, account, a.actor)) {
      if (*bound != *person) bad("accounts", a.line, "actor", "is bound to another person already");
      else count(false, false);
      continue;
    }
    auto street = store::street_of(account);
    auto was = store::actor_of(c_, *person, account);
    if (was) c_.db.run("DELETE FROM bindings WHERE street_id=?1 AND account_id=?2 AND person_id=?3", street, account, *person);
    c_.db.run("INSERT INTO bindings(street_id, account_id, blind, person_id, platform) VALUES(?1, ?2, ?3, ?4, ?5)", street, account,
              Bytes{c_.vault.blind("actor", street, a.actor)}, *person, Bytes{c_.vault.seal(vault::of(*person), {"bindings", account.value, "platform"}, a.actor)});
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
    auto account = Writes(impl).ensure_account(t.account, store::street_of(*area));
    auto street = store::street_of(account);
    if (street != store::street_of(*area)) {
      bad("chats", t.line, "area", "'" + t.area + "' lies in another street than the account");
      continue;
    }
    if (auto id = store::chat_of(c_, account, t.platform_chat)) {
      auto was = store::chat(c_, *id);
      bool changed = !was || was->area != *area || was->audience != t.audience || was->title != t.title || was->direct;
      if (changed) c_.db.run("UPDATE chats SET area_id=?3, audience=?4, title=?5, direct=0, person_id=NULL WHERE street_id=?1 AND id=?2", street, *id, *area, t.audience, t.title);
      count(false, changed);
      continue;
    }
    auto id = c_.numbers.next<ChatId>("chat", street);
    c_.db.run("INSERT INTO chats(street_id, id, account_id, blind, platform, direct, person_id, newcomer_id, area_id, audience, title)"
              " VALUES(?1, ?2, ?3, ?4, ?5, 0, NULL, NULL, ?6, ?7, ?8)",
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
    auto street = store::street_of(*area);
    auto key = [&](const char* sql) { return c_.db.rows(sql, street, r.role, *area, *person, r.from, r.from_hour); };
    bool there = false, changed = false;
    {
      auto q = key("SELECT to_day, to_hour FROM rota WHERE street_id=?1 AND role=?2 AND area_id=?3 AND person_id=?4 AND from_day=?5 AND from_hour=?6");
      there = q.next();
      changed = there && (q.get<Day>(0) != r.to || q.get<Minutes>(1) != r.to_hour);
    }
    c_.db.run("INSERT INTO rota(street_id, role, area_id, person_id, from_day, from_hour, to_day, to_hour) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
              " ON CONFLICT(street_id, role, area_id, person_id, from_day, from_hour) DO UPDATE SET to_day=excluded.to_day, to_hour=excluded.to_hour",
              street, r.role, *area, *person, r.from, r.from_hour, r.to, r.to_hour);
    count(!there, changed);
  }
}

std::expected<ImportCounts, std::vector<ImportError>> Import::run() {
  auto q = c_.db.rows("SELECT DISTINCT street_id FROM areas");
  while (q.next()) streets_.insert(q.get<StreetId>(0));
  areas();
  places();
  people();
  roles();
  tenancies();
  accounts();
  chats();
  rota();
  if (errors_.empty()) return counts_;
  return std::unexpected(std::move(errors_));
}

}  // namespace

std::expected<ImportCounts, std::vector<ImportError>> Writes::import(const ImportSet& set, Instant) {
  auto& c = impl_->w;
  c.db.run("SAVEPOINT import");
  try {
    auto done = Import(c, set).run();
    if (!done) c.db.run("ROLLBACK TO import");
    c.db.run("RELEASE import");
    return done;
  } catch (...) {
    if (c.db.in_transaction()) {
      c.db.run("ROLLBACK TO import");
      c.db.run("RELEASE import");
    }
    throw;
  }
}

}  // namespace linli
