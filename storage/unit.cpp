#include "storage/unit.hpp"

#include "storage/apply.hpp"
#include "storage/claims.hpp"
#include "storage/keeping.hpp"
#include "storage/pack.hpp"

namespace linli::store {
namespace {

std::optional<std::expected<Outcome, Refused>> seen_before(WriteContext& c, const Unit& unit) {
  auto& event = unit.event;
  auto q = c.db.rows(
      "SELECT e.id, e.why_silent, e.reported, e.poisoned FROM inbox i JOIN events e ON e.id=i.event_id WHERE i.account_id=?1 AND i.dedupe=?2",
      event.account, event.dedupe);
  if (!q.next()) return {};
  if (q.get<bool>(3)) return std::unexpected(Refused::poisoned);
  Outcome out;
  q.into(out.event, out.why_silent, out.reported);
  out.repeated = true;
  if (event.passive) out.claimed = claimed_before(c, out.event, unit.io_now, unit.io_now + unit.answer_repeats);
  return out;
}

void remember(WriteContext& c, const Unit& unit, StreetId street, const Outcome& out, bool poisoned, std::optional<PersonId> silent_to = {}) {
  c.db.run("INSERT INTO events(id, street_id, account_id, at, why_silent, reported, poisoned, silent_to) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
           out.event, street, unit.event.account, unit.now, out.why_silent, out.reported, poisoned, silent_to);
  c.db.run("INSERT INTO inbox(account_id, dedupe, street_id, event_id) VALUES(?1, ?2, ?3, ?4)", unit.event.account, unit.event.dedupe, street,
           out.event);
}

// Whose words came to nothing at all, where the decision had to look who wrote. Words that wait for their rest have not come to nothing yet, and
// the end of a burst whose fragments were read already is nobody's words.
std::optional<PersonId> silent_to(const Event& event, const Records& records, const Decision& d) {
  bool words = std::holds_alternative<MessageIn>(event.body) ? d.fragments.empty() : std::holds_alternative<BurstIn>(event.body) && !d.used_fragments.empty();
  bool nothing = !d.why_silent.empty() && d.says.empty() && d.reports.empty() && d.retracted.empty() && d.questions.empty() && d.steps.empty();
  if (!words || !nothing || !records.sender.loaded() || !records.sender->person) return {};
  return records.sender->person->id;
}

// Events of the service itself belong to the street of what they are about.
StreetId street_of_event(WriteContext& c, Loader& loader, const Event& event) {
  if (event.account) return loader.street();
  auto find = [&](const char* sql, std::int64_t id) { return c.db.one<StreetId>(sql, id).value_or(StreetId{}); };
  if (auto* due = std::get_if<DueIn>(&event.body)) return find("SELECT street_id FROM pending_dues WHERE id=?1", due->due.value);
  if (auto* delivery = std::get_if<DeliveryIn>(&event.body)) return find("SELECT street_id FROM says WHERE id=?1", delivery->say.value);
  return {};
}

// Where somebody is on several accounts, they are spoken to where they were heard last.
void remember_where(WriteContext& c, Loader& loader, const Event& event, EventId id) {
  if (!event.account) return;
  if (auto person = loader.sender())
    c.db.run(
        "UPDATE bindings SET heard=?3 WHERE person_id=?1 AND account_id=?2 AND EXISTS (SELECT 1 FROM bindings o WHERE o.person_id=?1 AND"
        " o.account_id<>?2)",
        *person, event.account, id);
}

}  // namespace

std::expected<Outcome, Refused> run_unit(WriteContext& c, Unit& unit) {
  if (auto before = seen_before(c, unit)) return *before;
  Loader loader(c, unit.event, unit.now);
  Records records;
  loader.load(unit.wanted(unit.event, unit.reading, nullptr), records);
  loader.load(unit.wanted(unit.event, unit.reading, &records), records);
  auto d = unit.decide(records, unit.reading, unit.event, unit.now);
  Outcome out;
  if (d.again) {
    out.again = true;
    return out;
  }
  out.event = EventId{c.numbers.next("event")};
  out.why_silent = d.why_silent;
  out.reported = !d.reports.empty() || !d.questions.empty() || !d.steps.empty();
  auto street = street_of_event(c, loader, unit.event);
  Apply(c, loader, unit.event, out.event, street, unit.now).all(d);
  if (d.keep) keep_media(c, unit.event, out.event, street);
  if (unit.event.passive) out.claimed = claim(c, unit.event, out.event, unit.now, unit.io_now + unit.answer_repeats);
  remember_where(c, loader, unit.event, out.event);
  remember(c, unit, street, out, false, silent_to(unit.event, records, d));
  return out;
}

void bury(WriteContext& c, const Unit& unit, const std::string& cause) {
  Loader loader(c, unit.event, unit.now);
  auto street = street_of_event(c, loader, unit.event);
  Outcome out;
  out.event = EventId{c.numbers.next("event")};
  out.why_silent = "poisoned";
  auto holder = vault::Holder{vault::Kind::none, 0};
  if (auto person = person_of(c, unit.event.account, unit.event.actor)) holder = vault::of(*person);
  else if (auto chat = chat_of(c, unit.event.account, unit.event.platform_chat)) holder = vault::of(*chat);
  std::string sealed;
  bool personal = !unit.event.actor.empty() || !unit.event.platform_chat.empty();
  if (holder.kind != vault::Kind::none || !personal) sealed = c.vault.seal(holder, {"dead_letters", out.event.value, "event"}, pack(unit.event));
  c.db.run("INSERT INTO dead_letters(street_id, event_id, at, cause, holder_kind, holder_id, sealed_event) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
           street, out.event, unit.now, cause, holder.kind, holder.id, db::Bytes{sealed});
  remember(c, unit, street, out, true);
}

}  // namespace linli::store
