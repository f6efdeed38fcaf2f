// Cases, reports and facts: what is appended, and the heads that are folded from it.
#include <algorithm>
#include <cstdio>

#include "bot/model/sealing.hpp"
#include "storage/apply.hpp"
#include "storage/pack.hpp"
#include "storage/stored.hpp"

namespace linli::store {

using db::Bytes;

namespace {

std::string as_text(const Value& value) {
  if (auto* text = std::get_if<std::string>(&value)) return *text;
  if (auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (auto* degrees = std::get_if<double>(&value)) {
    char out[32];
    std::snprintf(out, sizeof out, "%g", *degrees);
    return out;
  }
  std::string out;
  if (auto* names = std::get_if<std::vector<std::string>>(&value))
    for (auto& name : *names) out += (out.empty() ? "" : "\xE3\x80\x81") + name;  // U+3001
  return out;
}

// Identity numbers are not kept, not even within the words they stood in.
std::string without_identity(std::string words, const std::vector<Found>& slots, std::size_t words_at) {
  for (auto& f : slots) {
    if (f.slot != Slot::id_number) continue;
    if (auto* text = std::get_if<std::string>(&f.value); text && !text->empty())
      for (auto at = words.find(*text); at != words.npos; at = words.find(*text)) words.replace(at, text->size(), text->size(), '*');
    for (auto i = std::size_t(f.words.begin); i < f.words.end; ++i)
      if (i >= words_at && i - words_at < words.size()) words[i - words_at] = '*';
  }
  return words;
}

}  // namespace

void Apply::opening(const NewCase& n) {
  auto street = n.place ? street_of(n.place) : street_;
  Opening o;
  o.id = c_.numbers.next<CaseId>("case", street);
  o.event = id_;
  o.playbook = n.playbook;
  o.version = n.version;
  if (n.place) o.place = n.place;
  o.tenancy = stored(n.tenancy);
  o.landlord = stored(n.landlord);
  o.renter = stored(n.renter);
  o.reporter = stored(n.reporter);
  o.at = now_;
  cases_.push_back(o.id);
  c_.db.run(
      "INSERT INTO openings(street_id, case_id, event_id, playbook, version, place_id, tenancy_id, landlord_id, renter_id, reporter_id, at)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      street, o.id, o.event, o.playbook, o.version, o.place, o.tenancy, o.landlord, o.renter, o.reporter, o.at);
  heads_.emplace(o.id, std::pair(opened(o), true));
}

void Apply::report(const NewReport& n) {
  auto by = stored(n.by);
  auto street = street_of(by);
  auto id = c_.numbers.next<ReportId>("report", street);
  auto first_local = facts_.size();
  for (std::size_t i = 0; i < n.facts.size(); ++i) facts_.push_back(c_.numbers.next<FactId>("fact", street));
  auto* burst = std::get_if<BurstIn>(&event_.body);
  auto said = burst ? burst->first_sent : event_.sent;
  if (said == Instant{} || said > now_) said = now_;
  c_.db.run(
      "INSERT INTO reports(street_id, id, person_id, event_id, said, first_fact, last_fact, retracted_by) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)",
      street, id, by, id_, said, n.facts.empty() ? FactId{} : facts_[first_local], n.facts.empty() ? FactId{} : facts_.back());
  for (std::size_t i = 0; i < n.facts.size(); ++i) fact(n.facts[i], facts_[first_local + i], id, by, said);
}

void Apply::fact(const NewFact& n, FactId id, ReportId report, PersonId by, Instant said) {
  FactHashed f{id, report, stored(n.of), n.place, stored(n.about), n.intent, n.negated, n.hedged, {}, n.rule, n.reason, said, {}};
  auto holder = f.of ? vault::of(*f.of) : vault::of(by);
  auto person = f.about ? vault::of(*f.about) : holder;
  auto words_at = std::size_t(n.words_at);
  std::vector<Found> open;
  std::vector<std::pair<Slot, std::string>> matter, personal;
  for (auto found : n.slots) {
    auto seal = seal_of(found.slot);
    if (found.slot == Slot::id_number) continue;
    bool is_the_place = found.slot == Slot::room && std::get<std::string>(found.value).empty();
    if (seal == Seal::matter && !is_the_place) matter.emplace_back(found.slot, as_text(found.value));
    if (seal == Seal::person) personal.emplace_back(found.slot, as_text(found.value));
    if (seal != Seal::open) {
      found.value = std::string();
      found.meant.reset();
    }
    bool inside = found.words.begin >= words_at && found.words.end <= words_at + n.words.size() && found.words.begin < found.words.end;
    found.words = inside ? Span{std::uint32_t(found.words.begin - words_at), std::uint32_t(found.words.end - words_at)} : Span{};
    open.push_back(std::move(found));
  }
  f.slots = pack(open);
  auto seal = [&](vault::Holder who, std::string_view name, std::string plain) {
    auto sealed = c_.vault.seal(who, {"facts", id.value, name}, plain);
    wipe(plain);
    return sealed;
  };
  auto words = seal(holder, "words", without_identity(n.words, n.slots, words_at));
  auto sealed_matter = matter.empty() ? std::string() : seal(holder, "matter", pack(matter));
  auto sealed_person = personal.empty() ? std::string() : seal(person, "person", pack(personal));
  f.seal_hash = seal_hash(words, sealed_matter, sealed_person);
  c_.db.run(
      "INSERT INTO facts(street_id, id, report_id, case_id, place_id, about_id, intent, negated, hedged, slots, rule, reason, said, seal_hash,"
      " hash, holder_kind, holder_id, sealed_words, sealed_matter, sealed_person) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
      " ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
      street_of(id), id, report, f.of, f.place, f.about, f.intent, f.negated, f.hedged, Bytes{f.slots}, f.rule, f.reason, said, Bytes{f.seal_hash},
      Bytes{hash_of(f)}, holder.kind, holder.id, Bytes{words}, Bytes{sealed_matter}, Bytes{sealed_person});
}

Head& Apply::head(CaseId id) {
  auto it = heads_.find(id);
  if (it == heads_.end()) {
    auto stored_head = store::head(c_, id);
    if (!stored_head) throw std::runtime_error("the decision names case " + std::to_string(id.value) + ", which is not stored");
    it = heads_.emplace(id, std::pair(std::move(*stored_head), false)).first;
  }
  return it->second.first;
}

void Apply::change(CaseId of, std::optional<Slot> slot, std::optional<std::string> name, std::optional<FactId> from, std::optional<DateValue> date) {
  auto& h = head(of);
  Change change{h.changes + 1, id_, slot, std::move(name), from, std::move(date), {}};
  fold(h, change);
  c_.db.run("INSERT INTO changes(street_id, case_id, n, event_id, slot, name, fact_id, date, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            street_of(of), of, change.n, change.event, change.slot, change.name, change.fact, Bytes{change.date ? pack(*change.date) : std::string()},
            Bytes{change.hash});
}

void Apply::step(const NewStep& n) {
  auto of = stored(n.of);
  auto& h = head(of);
  Step s;
  s.seq = h.seq + 1;
  s.id = c_.numbers.next<StepId>("step", street_of(of));
  s.kind = n.kind;
  s.before = h.state;
  s.state = n.state;
  s.final = n.final;
  s.at = now_;
  s.by = n.by;
  s.why = n.why;
  s.owner = n.owner;
  s.next = n.next;
  s.climb = n.climb;
  s.duty = n.duty;
  s.event = id_;
  if (auto* from = std::get_if<Ref<FactId>>(&n.cause)) {
    s.fact = stored(*from);
    auto hash = c_.db.one_bytes("SELECT hash FROM facts WHERE street_id=?1 AND id=?2", street_of(*s.fact), *s.fact);
    if (!hash) throw std::runtime_error("a step names a fact that is not stored");
    s.fact_hash = *hash;
  }
  if (auto* due = std::get_if<DueId>(&n.cause)) s.due = *due;
  if (auto* question = std::get_if<QuestionId>(&n.cause)) s.question = *question;
  fold(h, s);
  auto owner_area = s.owner.area ? std::optional(s.owner.area) : std::nullopt;
  c_.db.run(
      "INSERT INTO steps(street_id, case_id, seq, id, kind, before, state, final, at, by_id, why, owner_person, owner_role, owner_area, next,"
      " climb_reason, climb_step, climb_repeats, climb_past_end, lease_until, duty, fact_id, fact_hash, due_id, question_id, event_id, hash)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
      street_of(of), of, s.seq, s.id, s.kind, s.before, s.state, s.final, s.at, s.by, s.why, s.owner.person, s.owner.role, owner_area, s.next,
      s.climb.reason, s.climb.step, s.climb.repeats, s.climb.past_end, s.climb.lease_until, Bytes{pack(s.duty)}, s.fact, Bytes{s.fact_hash}, s.due,
      s.question, s.event, Bytes{s.hash});
  waive_after_step(h, s.kind);
}

void Apply::store_heads() {
  for (auto& [id, entry] : heads_) {
    auto& h = entry.first;
    auto& o = h.opening;
    auto owner_area = h.owner.area ? std::optional(h.owner.area) : std::nullopt;
    auto values = pack(h.values), dates = pack(h.dates);
    if (entry.second)
      c_.db.run(
          "INSERT INTO cases(street_id, id, playbook, version, state, final, place_id, tenancy_id, landlord_id, renter_id, reporter_id, seq,"
          " opened, changed, owner_person, owner_role, owner_area, next, climb_reason, climb_step, climb_repeats, climb_past_end, lease_until,"
          " slot_facts, dates, changes, chain, change_chain) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
          " ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)",
          street_of(id), id, o.playbook, o.version, h.state, h.final, o.place, o.tenancy, o.landlord, o.renter, o.reporter, h.seq, o.at, h.changed,
          h.owner.person, h.owner.role, owner_area, h.next, h.climb.reason, h.climb.step, h.climb.repeats, h.climb.past_end, h.climb.lease_until,
          Bytes{values}, Bytes{dates}, h.changes, Bytes{h.chain}, Bytes{h.change_chain});
    else
      c_.db.run(
          "UPDATE cases SET state=?3, final=?4, seq=?5, changed=?6, owner_person=?7, owner_role=?8, owner_area=?9, next=?10, climb_reason=?11,"
          " climb_step=?12, climb_repeats=?13, climb_past_end=?14, lease_until=?15, slot_facts=?16, dates=?17, changes=?18, chain=?19,"
          " change_chain=?20 WHERE street_id=?1 AND id=?2",
          street_of(id), id, h.state, h.final, h.seq, h.changed, h.owner.person, h.owner.role, owner_area, h.next, h.climb.reason, h.climb.step,
          h.climb.repeats, h.climb.past_end, h.climb.lease_until, Bytes{values}, Bytes{dates}, h.changes, Bytes{h.chain}, Bytes{h.change_chain});
    entry.second = false;
  }
}

}  // namespace linli::store
