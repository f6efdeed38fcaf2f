#include "storage/apply.hpp"

namespace linli::store {

void Apply::all(const Decision& d) {
  for (auto& n : d.people) person(n);
  for (auto& b : d.bindings) binding(b);
  for (auto& n : d.tenancies) tenancy(n);
  for (auto& s : d.renters) renter(s);
  if (d.manner) manner(*d.manner);
  for (auto& n : d.cases) opening(n);
  for (auto& n : d.reports) report(n);
  for (auto& r : d.retracted)
    c_.db.run("UPDATE reports SET retracted_by=?3 WHERE street_id=?1 AND id=?2 AND retracted_by IS NULL", street_of(r.report), r.report, id_);
  for (auto& n : d.questions) question(n);
  for (auto& v : d.values) change(stored(v.of), v.slot, std::nullopt, stored(v.fact), std::nullopt);
  for (auto& v : d.dates) change(stored(v.of), std::nullopt, v.name, stored(v.fact), v.date);
  for (auto& n : d.steps) step(n);
  store_heads();
  // A due that is played and planned anew under the same one-only text: the old one goes first.
  for (auto& close_one : d.closes)
    if (std::holds_alternative<DueId>(close_one.what)) close(close_one);
  for (auto& n : d.dues) due(n);
  for (auto& n : d.fragments) fragment(n);
  if (d.keep) media(*d.keep);
  for (auto& id : d.used_fragments) c_.db.run("UPDATE fragments SET sealed_text=NULL WHERE street_id=?1 AND id=?2", street_of(id), id);
  for (auto& n : d.enrolments) enrolment(n);
  for (auto& u : d.enrolment_updates) enrolment(u);
  for (auto& t : d.tries)
    c_.db.run("UPDATE questions SET tries=tries+1 WHERE street_id=?1 AND id=?2 AND ended IS NULL", street_of(t.question), t.question);
  for (auto& n : d.lessons) lesson(n);
  for (auto& n : d.says) say(n);
  for (auto& close_one : d.closes)
    if (!std::holds_alternative<DueId>(close_one.what)) close(close_one);
}

}  // namespace linli::store
