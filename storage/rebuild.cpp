#include "storage/rebuild.hpp"

#include <set>

#include "storage/fold.hpp"
#include "storage/lock.hpp"
#include "storage/numbers.hpp"
#include "storage/pack.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/stored.hpp"

namespace linli {
namespace {

using store::Change;
using store::Head;
using store::Step;

class Rebuild {
 public:
  explicit Rebuild(db::Db& db) : db_(db) {}
  RebuildReport run();

 private:
  void differs(const char* table, std::int64_t id, const char* column) { out_.differences.push_back({table, id, column}); }
  void facts();
  void changes(Head& head);
  void steps(Head& head);
  void compare(const Head& folded);

  db::Db& db_;
  RebuildReport out_;
};

void Rebuild::facts() {
  auto q = db_.rows(
      "SELECT id, report_id, case_id, place_id, about_id, intent, negated, hedged, rule, reason, said, slots, seal_hash, hash, sealed_words,"
      " sealed_matter, sealed_person FROM facts ORDER BY street_id, id");
  while (q.next()) {
    store::FactHashed f;
    q.into(f.id, f.report, f.of, f.place, f.about, f.intent, f.negated, f.hedged, f.rule, f.reason, f.said);
    f.slots = q.bytes(11);
    f.seal_hash = q.bytes(12);
    ++out_.facts;
    if (store::hash_of(f) != q.bytes(13)) differs("facts", f.id.value, "hash");
    bool erased = q.null(14) && q.null(15) && q.null(16);
    if (!erased && store::seal_hash(q.bytes(14), q.bytes(15), q.bytes(16)) != f.seal_hash) differs("facts", f.id.value, "seal_hash");
  }
}

void Rebuild::changes(Head& head) {
  auto& id = head.opening.id;
  auto q = db_.rows("SELECT n, event_id, slot, name, fact_id, date, hash FROM changes WHERE street_id=?1 AND case_id=?2 ORDER BY n",
                    store::street_of(id), id);
  while (q.next()) {
    Change c;
    q.into(c.n, c.event, c.slot, c.name, c.fact);
    if (!q.null(5)) c.date = store::unpack<DateValue>(q.bytes(5));
    ++out_.changes;
    if (c.n != head.changes + 1) {
      differs("changes", id.value, "n");
      head.changes = c.n - 1;
    }
    fold(head, c);
    if (auto written = q.bytes(6); c.hash != written) {
      differs("changes", id.value, "hash");
      head.change_chain = written;  // what follows is judged by itself
    }
  }
}

void Rebuild::steps(Head& head) {
  auto& id = head.opening.id;
  auto q = store::step_rows(db_, id);
  while (q.next()) {
    auto s = store::step_from(q);
    auto written = s.hash;
    ++out_.steps;
    if (s.seq != head.seq + 1) {
      differs("steps", id.value, "seq");
      head.seq = s.seq - 1;
    }
    if (s.before != head.state) differs("steps", id.value, "before");
    fold(head, s);
    if (s.hash != written) {
      differs("steps", id.value, "hash");
      head.chain = written;
    }
    if (s.fact && db_.one_bytes("SELECT hash FROM facts WHERE street_id=?1 AND id=?2", store::street_of(*s.fact), *s.fact) != s.fact_hash)
      differs("steps", id.value, "fact_hash");
  }
}

void Rebuild::compare(const Head& f) {
  auto id = f.opening.id;
  auto stored = store::stored_head(db_, id);
  if (!stored) return differs("cases", id.value, "row");
  auto& a = f.opening;
  auto& b = stored->opening;
  auto same = [&](const char* column, const auto& x, const auto& y) {
    if (x != y) differs("cases", id.value, column);
  };
  same("playbook", a.playbook, b.playbook);
  same("version", a.version, b.version);
  same("place_id", a.place, b.place);
  same("tenancy_id", a.tenancy, b.tenancy);
  same("landlord_id", a.landlord, b.landlord);
  same("renter_id", a.renter, b.renter);
  same("reporter_id", a.reporter, b.reporter);
  same("opened", a.at, b.at);
  same("state", f.state, stored->state);
  same("final", f.final, stored->final);
  same("seq", f.seq, stored->seq);
  same("changed", f.changed, stored->changed);
  same("owner_person", f.owner.person, stored->owner.person);
  same("owner_role", f.owner.role, stored->owner.role);
  same("owner_area", f.owner.area, stored->owner.area);
  same("next", f.next, stored->next);
  same("climb_reason", f.climb.reason, stored->climb.reason);
  same("climb_step", f.climb.step, stored->climb.step);
  same("climb_repeats", f.climb.repeats, stored->climb.repeats);
  same("climb_past_end", f.climb.past_end, stored->climb.past_end);
  same("lease_until", f.climb.lease_until, stored->climb.lease_until);
  same("slot_facts", f.values, stored->values);
  same("dates", f.dates, stored->dates);
  same("changes", f.changes, stored->changes);
  same("chain", f.chain, stored->chain);
  same("change_chain", f.change_chain, stored->change_chain);
}

RebuildReport Rebuild::run() {
  db_.run("BEGIN");
  facts();
  std::set<CaseId> opened;
  {
    auto q = db_.rows(
        "SELECT case_id, event_id, playbook, version, place_id, tenancy_id, landlord_id, renter_id, reporter_id, at FROM openings ORDER BY"
        " street_id, case_id");
    while (q.next()) {
      store::Opening o;
      q.into(o.id, o.event, o.playbook, o.version, o.place, o.tenancy, o.landlord, o.renter, o.reporter, o.at);
      opened.insert(o.id);
      ++out_.cases;
      auto head = store::opened(o);
      changes(head);
      steps(head);
      compare(head);
    }
  }
  auto q = db_.rows("SELECT id FROM cases");
  while (q.next())
    if (auto id = q.get<CaseId>(0); !opened.contains(id)) differs("cases", id.value, "row");
  return std::move(out_);
}

}  // namespace

std::expected<RebuildReport, OpenError> rebuild(const StoreOptions& options) {
  if (!std::filesystem::exists(options.data)) return std::unexpected(OpenError{"there is no data file " + options.data.string()});
  auto lock = store::Lock::take(options.data);
  if (!lock) return std::unexpected(lock.error());
  try {
    db::Db db(options.data, db::Mode::read);
    db::check_migrated(db);
    return Rebuild(db).run();
  } catch (const std::exception& e) {
    return std::unexpected(OpenError{"data " + options.data.string() + ": " + e.what()});
  }
}

}  // namespace linli
