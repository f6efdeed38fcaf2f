#include "storage/fold.hpp"

#include <sodium.h>

#include <stdexcept>

#include "storage/pack.hpp"

namespace linli::store {
namespace {
constexpr char hashed_form = 1;   // chains go on over old and new rows alike: what is hashed never changes its form
}  // namespace

std::string hash_of(std::string_view bytes) {
  std::string out(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return out;
}

std::string hash_of(const FactHashed& f) {
  Packer p(hashed_form);
  p(f.id, f.report, f.of, f.place, f.about, f.intent, f.negated, f.hedged, f.slots, f.rule, f.reason, f.said, f.seal_hash);
  return hash_of(p.out);
}

Head opened(const Opening& o) {
  Head head;
  head.opening = o;
  head.changed = o.at;
  Packer p(hashed_form);
  p(o.id, o.event, o.playbook, o.version, o.place, o.tenancy, o.landlord, o.renter, o.reporter, o.at);
  head.chain = head.change_chain = hash_of(p.out);
  return head;
}

void fold(Head& head, Change& c) {
  if (c.n != head.changes + 1) throw std::logic_error("a change was left out");
  Packer p(hashed_form);
  p(head.change_chain, c.n, c.event, c.slot, c.name, c.fact, c.date);
  c.hash = hash_of(p.out);
  head.change_chain = c.hash;
  head.changes = c.n;
  if (c.slot && c.fact) head.values.insert_or_assign(*c.slot, *c.fact);
  else if (c.slot) head.values.erase(*c.slot);
  if (c.name && c.date) head.dates.insert_or_assign(*c.name, *c.date);
  else if (c.name) head.dates.erase(*c.name);
}

void fold(Head& head, Step& s) {
  if (s.seq != head.seq + 1) throw std::logic_error("a step was left out");
  Packer p(hashed_form);
  p(head.chain, s.seq, s.id, s.kind, s.before, s.state, s.final, s.at, s.by, s.why, s.owner.person, s.owner.role, s.owner.area, s.next,
    s.climb.reason, s.climb.step, s.climb.repeats, s.climb.past_end, s.climb.lease_until, s.duty, s.fact, s.fact_hash, s.due, s.question, s.event);
  s.hash = hash_of(p.out);
  head.chain = s.hash;
  head.seq = s.seq;
  head.state = s.state;
  head.final = s.final;
  head.changed = s.at;
  head.owner = s.owner;
  head.next = s.next;
  head.climb = s.climb;
}

}  // namespace linli::store
