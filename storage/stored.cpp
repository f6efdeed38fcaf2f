#include "storage/stored.hpp"

#include "storage/numbers.hpp"
#include "storage/pack.hpp"

namespace linli::store {

std::optional<Head> stored_head(db::Db& db, CaseId id) {
  auto q = db.rows(
      "SELECT id, playbook, version, state, final, place_id, tenancy_id, landlord_id, renter_id, reporter_id, seq, opened, changed, owner_person,"
      " owner_role, owner_area, next, climb_reason, climb_step, climb_repeats, climb_past_end, lease_until, changes, slot_facts, dates, chain,"
      " change_chain FROM cases WHERE street_id=?1 AND id=?2",
      street_of(id), id);
  if (!q.next()) return {};
  Head h;
  auto& o = h.opening;
  std::optional<AreaId> owner_area;
  q.into(o.id, o.playbook, o.version, h.state, h.final, o.place, o.tenancy, o.landlord, o.renter, o.reporter, h.seq, o.at, h.changed, h.owner.person,
         h.owner.role, owner_area, h.next, h.climb.reason, h.climb.step, h.climb.repeats, h.climb.past_end, h.climb.lease_until, h.changes);
  h.owner.area = owner_area.value_or(AreaId{});
  h.values = unpack<std::map<Slot, FactId>>(q.bytes(23));
  h.dates = unpack<std::map<std::string, DateValue>>(q.bytes(24));
  h.chain = q.bytes(25);
  h.change_chain = q.bytes(26);
  return h;
}

db::Rows step_rows(db::Db& db, CaseId id) {
  return db.rows(
      "SELECT seq, id, kind, before, state, final, at, by_id, why, owner_person, owner_role, next, climb_reason, climb_step, climb_repeats,"
      " climb_past_end, lease_until, fact_id, due_id, question_id, event_id, owner_area, duty, fact_hash, hash FROM steps WHERE street_id=?1 AND"
      " case_id=?2 ORDER BY seq",
      street_of(id), id);
}

Step step_from(const db::Rows& q) {
  Step s;
  q.into(s.seq, s.id, s.kind, s.before, s.state, s.final, s.at, s.by, s.why, s.owner.person, s.owner.role, s.next, s.climb.reason, s.climb.step,
         s.climb.repeats, s.climb.past_end, s.climb.lease_until, s.fact, s.due, s.question, s.event);
  s.owner.area = q.get<std::optional<AreaId>>(21).value_or(AreaId{});
  s.duty = unpack<std::vector<Holder>>(q.bytes(22));
  s.fact_hash = q.bytes(23);
  s.hash = q.bytes(24);
  return s;
}

std::string seal_hash(std::string_view words, std::string_view matter, std::string_view person) {
  return hash_of(hash_of(words) + hash_of(matter) + hash_of(person));
}

}  // namespace linli::store
