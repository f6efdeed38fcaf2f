#include "storage/lookup.hpp"

#include "storage/pack.hpp"
#include "storage/stored.hpp"

namespace linli::store {

using db::Bytes;

std::optional<PersonId> person_of(Context& c, AccountId account, const std::string& actor) {
  if (!account || actor.empty()) return {};
  auto street = street_of(account);
  return c.db.one<PersonId>("SELECT person_id FROM bindings WHERE street_id=?1 AND account_id=?2 AND blind=?3", street, account,
                            Bytes{c.vault.blind("actor", street, actor)});
}

std::optional<std::string> actor_of(Context& c, PersonId person, AccountId account) {
  auto q = c.db.rows("SELECT platform FROM bindings WHERE person_id=?1 AND account_id=?2", person, account);
  if (!q.next()) return {};
  return open_text(c.vault.open(vault::of(person), {"bindings", account.value, "platform"}, q.bytes(0)));
}

std::int64_t lane_of(std::optional<ChatId> chat, std::optional<PersonId> person, std::optional<std::int64_t> newcomer) {
  if (person) return person->value * 4 + 1;
  if (newcomer) return *newcomer * 4 + 2;
  return chat.value_or(ChatId{}).value * 4;
}

bool reachable(Context& c, PersonId person) {
  return c.db.one<std::int64_t>("SELECT 1 FROM bindings WHERE person_id=?1 LIMIT 1", person).has_value();
}

SecretPtr name_of_person(Context& c, PersonId person) {
  auto q = c.db.rows("SELECT sealed_name FROM people WHERE street_id=?1 AND id=?2", street_of(person), person);
  if (!q.next()) return {};
  return c.vault.open(vault::of(person), {"people", person.value, "name"}, q.bytes(0));
}

Manner manner_of(Context& c, PersonId person) {
  auto q = c.db.rows("SELECT CASE wrote WHEN '' THEN language ELSE wrote END, plain FROM people WHERE street_id=?1 AND id=?2", street_of(person), person);
  if (!q.next()) return {};
  return {language_named(q.get<std::string>(0)).value_or(Language{}), q.get<bool>(1)};
}

Manner manner_of_newcomer(Context& c, std::int64_t newcomer) {
  auto wrote = c.db.one<std::string>("SELECT wrote FROM newcomers WHERE street_id=?1 AND id=?2", newcomer % most_streets, newcomer);
  return {language_named(wrote.value_or("")).value_or(Language{}), false};
}

std::vector<RoleRow> roles_of(Context& c, PersonId person) {
  std::vector<RoleRow> out;
  auto q = c.db.rows("SELECT role, area_id FROM roles WHERE street_id=?1 AND person_id=?2", street_of(person), person);
  while (q.next()) out.push_back({q.get<std::string>(0), q.get<AreaId>(1)});
  return out;
}

PlaceRow place(Context& c, PlaceId id) {
  PlaceRow out;
  auto q = c.db.rows("SELECT id, area_id, kind, address FROM places WHERE street_id=?1 AND id=?2", street_of(id), id);
  if (q.next()) q.into(out.id, out.area, out.kind, out.address);
  return out;
}

std::optional<AreaFull> area(Context& c, AreaId id) {
  auto q = c.db.rows("SELECT id, level, kind, parent_id, name FROM areas WHERE street_id=?1 AND id=?2", street_of(id), id);
  if (!q.next()) return {};
  AreaFull out;
  q.into(out.row.id, out.row.level, out.row.kind, out.parent, out.name);
  return out;
}

AreaId root_of(Context& c, StreetId street) {
  return c.db.one<AreaId>("SELECT id FROM areas WHERE street_id=?1 AND parent_id IS NULL ORDER BY id LIMIT 1", street).value_or(AreaId{});
}

std::vector<AreaRow> way_up(Context& c, AreaId from) {
  std::vector<AreaRow> out;
  for (std::optional<AreaId> at = from; at && out.size() < 16;) {
    auto found = area(c, *at);
    if (!found) break;
    out.push_back(found->row);
    at = found->parent;
  }
  return out;
}

std::string open_text(const SecretPtr& secret) {
  return secret ? secret->use([](const std::string& plain) { return plain; }) : std::string();
}

std::optional<ChatFull> chat(Context& c, ChatId id) {
  auto q =
      c.db.rows("SELECT id, account_id, direct, person_id, newcomer_id, area_id, audience, title, platform FROM chats WHERE street_id=?1 AND id=?2",
                street_of(id), id);
  if (!q.next()) return {};
  ChatFull out;
  q.into(out.id, out.account, out.direct, out.person, out.newcomer, out.area, out.audience, out.title);
  out.platform = open_text(c.vault.open(vault::of(id), {"chats", id.value, "platform"}, q.bytes(8)));
  return out;
}

std::optional<ChatId> chat_of(Context& c, AccountId account, const std::string& platform_chat) {
  if (!account || platform_chat.empty()) return {};
  auto street = street_of(account);
  return c.db.one<ChatId>("SELECT id FROM chats WHERE street_id=?1 AND account_id=?2 AND blind=?3", street, account,
                          Bytes{c.vault.blind("chat", street, platform_chat)});
}

std::optional<AccountId> account_of(Context& c, PersonId person) {
  return c.db.one<AccountId>(
      "SELECT b.account_id FROM bindings b JOIN accounts a ON a.street_id=b.street_id AND a.id=b.account_id WHERE b.person_id=?1 ORDER BY"
      " a.connected DESC, b.heard DESC, b.account_id LIMIT 1",
      person);
}

std::optional<ChatId> direct_chat_of(Context& c, PersonId person) {
  return c.db.one<ChatId>("SELECT id FROM chats WHERE person_id=?1 AND direct=1 AND account_id=?2 ORDER BY id DESC LIMIT 1", person, account_of(c, person));
}

std::optional<std::int64_t> newcomer_of(Context& c, AccountId account, const std::string& actor) {
  if (!account || actor.empty()) return {};
  auto street = street_of(account);
  return c.db.one<std::int64_t>("SELECT id FROM newcomers WHERE street_id=?1 AND account_id=?2 AND blind=?3", street, account,
                                Bytes{c.vault.blind("actor", street, actor)});
}

std::string actor_of_newcomer(Context& c, std::int64_t newcomer) {
  auto q = c.db.rows("SELECT platform FROM newcomers WHERE street_id=?1 AND id=?2", newcomer % most_streets, newcomer);
  if (!q.next()) return {};
  return open_text(c.vault.open({vault::Kind::newcomer, newcomer}, {"newcomers", newcomer, "platform"}, q.bytes(0)));
}

std::optional<Head> head(Context& c, CaseId id) { return stored_head(c.db, id); }

namespace {

DueRow due_from(const db::Rows& q) {
  DueRow d;
  q.into(d.id, d.kind, d.at, d.name, d.of, d.question, d.person, d.chat, d.area, d.count);
  return d;
}

}  // namespace

std::vector<DueRow> dues_of(Context& c, CaseId id) {
  std::vector<DueRow> out;
  auto q = c.db.rows(
      "SELECT id, kind, due, name, case_id, question_id, person_id, chat_id, area_id, count FROM pending_dues WHERE case_id=?1 ORDER BY due, id", id);
  while (q.next()) out.push_back(due_from(q));
  return out;
}

std::optional<DueRow> pending_due(Context& c, DueId id) {
  auto q = c.db.rows("SELECT id, kind, due, name, case_id, question_id, person_id, chat_id, area_id, count FROM pending_dues WHERE id=?1", id);
  if (!q.next()) return {};
  return due_from(q);
}

CaseRow row_of(Context& c, const Head& h) {
  CaseRow r;
  auto& o = h.opening;
  r.id = o.id;
  r.street = street_of(o.id);
  r.playbook = o.playbook;
  r.version = o.version;
  r.state = h.state;
  r.final = h.final;
  if (o.place) r.place = place(c, *o.place);
  r.tenancy = o.tenancy;
  r.landlord = o.landlord;
  r.renter = o.renter;
  r.landlord_reachable = o.landlord && reachable(c, *o.landlord);
  r.renter_reachable = o.renter && reachable(c, *o.renter);
  r.reporter = o.reporter;
  r.seq = h.seq;
  r.opened = o.at;
  r.changed = h.changed;
  r.owner = h.owner;
  r.next = h.next;
  r.climb = h.climb;
  r.values = h.values;
  r.dates = h.dates;
  r.dues = dues_of(c, o.id);
  auto q = c.db.rows("SELECT id, reminder FROM questions WHERE street_id=?1 AND case_id=?2 AND ended IS NULL ORDER BY id", r.street, r.id);
  while (q.next()) r.questions.emplace_back(q.get<QuestionId>(0), q.get<std::string>(1));
  return r;
}

std::optional<CaseRow> the_case(Context& c, CaseId id) {
  auto h = head(c, id);
  if (!h) return {};
  return row_of(c, *h);
}

std::optional<QuestionRow> question(Context& c, QuestionId id, bool also_ended) {
  auto q = c.db.rows(
      "SELECT id, asked_id, chat_id, case_id, reminder, tries, asked_at, ended, asks, choices, sealed_proposed FROM questions WHERE street_id=?1"
      " AND id=?2",
      street_of(id), id);
  if (!q.next() || (!q.null(7) && !also_ended)) return {};
  QuestionRow r;
  std::optional<ChatId> where;
  q.into(r.id, r.asked, where, r.about, r.reminder, r.tries, r.asked_at);
  r.chat = where.value_or(ChatId{});
  r.asks = unpack<std::vector<Asked>>(q.bytes(8));
  r.choices = unpack<std::vector<Choice>>(q.bytes(9));
  if (auto opened = c.vault.open(vault::of(r.asked), {"questions", id.value, "proposed"}, q.bytes(10)))
    r.proposed = opened->use([](const std::string& plain) { return unpack<std::vector<Proposed>>(plain); });
  return r;
}

std::optional<TenancyId> running_tenancy(Context& c, PlaceId at, Instant now) {
  auto today = c.zone.day(now);
  return c.db.one<TenancyId>(
      "SELECT id FROM tenancies WHERE street_id=?1 AND place_id=?2 AND (from_day IS NULL OR from_day<=?3) AND (to_day IS NULL OR to_day>=?3)"
      " ORDER BY id LIMIT 1",
      street_of(at), at, today);
}

std::optional<EnrolmentRow> enrolment(Context& c, EnrolmentId id, Instant now) {
  auto q = c.db.rows(
      "SELECT e.newcomer_id, e.code, e.place_id, e.open, n.account_id FROM enrolments e JOIN newcomers n ON n.street_id=e.street_id AND"
      " n.id=e.newcomer_id WHERE e.street_id=?1 AND e.id=?2",
      street_of(id), id);
  if (!q.next()) return {};
  EnrolmentRow row;
  row.id = id;
  row.code = q.get<std::string>(1);
  row.open = q.get<bool>(3);
  row.account = q.get<AccountId>(4);
  if (auto at = q.get<std::optional<PlaceId>>(2)) {
    row.place = place(c, *at);
    row.tenancy = running_tenancy(c, *at, now);
  }
  if (row.open) row.platform_actor = actor_of_newcomer(c, q.get<std::int64_t>(0));
  return row;
}

std::optional<FactFull> fact(Context& c, FactId id) {
  auto q = c.db.rows(
      "SELECT id, report_id, case_id, place_id, intent, negated, hedged, said, rule, reason, about_id, holder_kind, holder_id, slots, hash,"
      " sealed_words, sealed_matter, sealed_person FROM facts WHERE street_id=?1 AND id=?2",
      street_of(id), id);
  if (!q.next()) return {};
  FactFull f;
  auto& r = f.row;
  q.into(r.id, r.report, r.of, r.place, r.intent, r.negated, r.hedged, r.said, f.rule, f.reason, f.about, f.words_holder.kind, f.words_holder.id);
  r.slots = unpack<std::vector<Found>>(q.bytes(13));
  f.hash = q.bytes(14);
  f.sealed_words = q.bytes(15);
  f.sealed_matter = q.bytes(16);
  f.sealed_person = q.bytes(17);
  return f;
}

}  // namespace linli::store
