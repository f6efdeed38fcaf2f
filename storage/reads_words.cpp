// What words are made of, and a case's whole story.
#include <algorithm>
#include <set>

#include "bot/model/sealing.hpp"
#include "storage/pack.hpp"
#include "storage/says.hpp"
#include "storage/stored.hpp"

namespace linli {
namespace {

using Sealed = std::vector<std::pair<Slot, std::string>>;

void add_sealed(FactView& v, const SecretPtr& opened) {
  if (!opened) return;
  opened->use([&](const std::string& plain) {
    for (auto& [slot, text] : store::unpack<Sealed>(plain)) v.sealed.emplace_back(slot, std::make_shared<const Secret>(std::move(text)));
  });
}

// Whoever gave the case what hides its source: nobody is told who that is, whatever else they wrote about it.
std::set<PersonId> sources_of(store::Context& c, CaseId of) {
  std::set<PersonId> out;
  auto q = c.db.rows("SELECT DISTINCT r.person_id FROM facts f JOIN reports r ON r.street_id=f.street_id AND r.id=f.report_id WHERE f.street_id=?1 AND"
                     " f.case_id=?2 AND f.intent=?3",
                     store::street_of(of), of, source_hidden);
  while (q.next()) out.insert(q.get<PersonId>(0));
  return out;
}

}  // namespace

std::optional<FactView> Reads::fact(FactId id) {
  auto& c = *impl_;
  auto f = store::fact(c, id);
  if (!f) return {};
  FactView v;
  auto person = f->about ? vault::of(*f->about) : f->words_holder;
  add_sealed(v, c.vault.open(f->words_holder, {"facts", id.value, "matter"}, f->sealed_matter));
  add_sealed(v, c.vault.open(person, {"facts", id.value, "person"}, f->sealed_person));
  v.words = c.vault.open(f->words_holder, {"facts", id.value, "words"}, f->sealed_words);
  v.rule = f->rule;
  v.reason = f->reason;
  for (auto& found : f->row.slots) {
    v.rules.emplace_back(found.slot, found.rule);
    if (found.words.end > found.words.begin) v.spans.emplace_back(found.slot, found.words);
  }
  if (f->row.place) v.address = store::place(c, *f->row.place).address;
  auto q = c.db.rows("SELECT person_id, event_id, retracted_by IS NOT NULL FROM reports WHERE street_id=?1 AND id=?2",
                     store::street_of(f->row.report), f->row.report);
  if (q.next()) q.into(v.by, v.event, v.retracted);
  v.source_hidden = hides_source(f->row.intent) || (f->row.of && sources_of(c, *f->row.of).contains(v.by));
  if (v.source_hidden) v.by = {};
  else v.by_name = store::name_of_person(c, v.by);
  v.row = std::move(f->row);
  return v;
}

std::optional<CaseView> Reads::the_case(CaseId id) {
  auto& c = *impl_;
  auto row = store::the_case(c, id);
  if (!row) return {};
  CaseView v;
  v.row = std::move(*row);
  if (v.row.renter) v.renter_name = store::name_of_person(c, *v.row.renter);
  if (v.row.landlord) v.landlord_name = store::name_of_person(c, *v.row.landlord);
  v.owner_name_role = v.row.owner.role;
  if (v.row.owner.person) v.owner_name = store::name_of_person(c, *v.row.owner.person);
  std::set<FactId> seen;
  for (auto& [slot, from] : v.row.values)
    if (seen.insert(from).second)
      if (auto view = fact(from)) v.current.push_back(std::move(*view));
  return v;
}

std::optional<QuestionRow> Reads::question(QuestionId id) { return store::question(*impl_, id, true); }
SecretPtr Reads::name(PersonId id) { return store::name_of_person(*impl_, id); }
std::string Reads::address(PlaceId id) { return store::place(*impl_, id).address; }
std::string Reads::area_name(AreaId id) {
  auto found = store::area(*impl_, id);
  return found ? found->name : std::string();
}

std::optional<EnrolmentRow> Reads::enrolment(EnrolmentId id) {
  auto now = clock();
  return store::enrolment(*impl_, id, now ? now->bot : Instant::max());  // without a clock: only a tenancy without an end runs for certain
}

std::optional<Story> Reads::story(CaseId id) {
  auto& c = *impl_;
  auto street = store::street_of(id);
  auto view = the_case(id);
  if (!view) return {};
  Story out;
  out.head = std::move(*view);
  auto hidden = sources_of(c, id);
  {
    auto q = c.db.rows("SELECT id FROM facts WHERE street_id=?1 AND case_id=?2 ORDER BY id", street, id);
    while (q.next())
      if (auto f = fact(q.get<FactId>(0))) out.facts.push_back(std::move(*f));
  }
  {
    auto q = store::step_rows(c.db, id);
    while (q.next()) {
      auto f = store::step_from(q);
      StepRow s{f.id, id, f.seq, f.kind, f.before, f.state, f.at, f.by, {}, f.why, f.owner, f.next, f.climb, std::move(f.duty), f.fact, f.due};
      if (s.by && hidden.contains(*s.by)) s.by.reset();
      if (s.by) s.by_name = store::name_of_person(c, *s.by);
      out.steps.push_back(std::move(s));
    }
  }
  {
    auto q = c.db.rows("SELECT id FROM says WHERE case_id=?1 ORDER BY id", id);
    while (q.next())
      if (auto said = store::said_row(c, q.get<SayId>(0))) {
        said->to_source = said->to && hidden.contains(*said->to);
        if (said->to_source) said->to.reset();
        out.says.push_back(std::move(*said));
      }
  }
  for (auto& due : out.head.row.dues) out.dues.push_back({due, {}, {}, {}});
  {
    auto q = c.db.rows(
        "SELECT id, kind, due, name, case_id, question_id, person_id, chat_id, area_id, count, ended, why, ended_at FROM ended_dues WHERE"
        " street_id=?1 AND case_id=?2 ORDER BY id",
        street, id);
    while (q.next()) {
      DueView d;
      q.into(d.due.id, d.due.kind, d.due.at, d.due.name, d.due.of, d.due.question, d.due.person, d.due.chat, d.due.area, d.due.count, d.ended, d.why,
             d.ended_at);
      out.dues.push_back(std::move(d));
    }
  }
  auto& row = out.head.row;
  auto until = row.final ? row.changed : Instant::max();
  for (auto& party : std::set<std::optional<PersonId>>{row.landlord, row.renter}) {
    if (!party) continue;
    auto q = c.db.rows("SELECT id, at, why_silent FROM events WHERE street_id=?1 AND silent_to=?2 AND at BETWEEN ?3 AND ?4 ORDER BY at, id",
                       store::street_of(*party), *party, row.opened, until);
    while (q.next())
      out.silences.push_back({q.get<EventId>(0), q.get<Instant>(1), *party, store::name_of_person(c, *party), q.get<std::string>(2)});
  }
  {
    auto q = c.db.rows("SELECT event_id, person_id, at, kind, got FROM media_sent WHERE street_id=?1 AND case_id=?2 ORDER BY event_id", street, id);
    while (q.next()) {
      MediaSentView m;
      std::optional<PersonId> by;
      q.into(m.event, by, m.at, m.kind, m.got);
      m.source_hidden = by && hidden.contains(*by);
      if (by && !m.source_hidden) m.by_name = store::name_of_person(c, *by);
      out.media.push_back(std::move(m));
    }
  }
  std::ranges::sort(out.silences, {}, &SilenceView::event);
  std::ranges::sort(out.dues, [](auto& a, auto& b) { return std::pair(a.due.at, a.due.id) < std::pair(b.due.at, b.due.id); });
  return out;
}

}  // namespace linli
