// What Casework promises, each in terms of one Play.
#include "bot/casework/casework.hpp"

#include <algorithm>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {
namespace {

template <class IdT>
std::optional<IdT> stored(const std::optional<Ref<IdT>>& ref) {
  auto* id = ref ? std::get_if<IdT>(&ref->at) : nullptr;
  return id ? std::optional(*id) : std::nullopt;
}

}  // namespace

namespace {

template <class What>
const Playbook* newest_with(const std::vector<Playbook>& books, std::vector<What> Playbook::* opens, What what) {
  const Playbook* newest = nullptr;
  for (auto& book : books)
    if (std::ranges::find(book.*opens, what) != (book.*opens).end() && (!newest || book.version > newest->version)) newest = &book;
  return newest;
}

}  // namespace

const Playbook* Casework::opened_by(Intent intent) const { return newest_with(k_.playbooks, &Playbook::opens, intent); }
const Playbook* Casework::opened_by(MediaKind kind) const { return newest_with(k_.playbooks, &Playbook::opens_media, kind); }

const Playbook& Casework::playbook(const CaseRow& row) const {
  static const Playbook none;
  const Playbook* best = nullptr;
  for (auto& book : k_.playbooks) {
    if (book.kind != row.playbook) continue;
    if (book.version == row.version) return book;
    if (!best || book.version > best->version) best = &book;
  }
  return best ? *best : none;
}

Working Casework::open(Decision& d, const Playbook& book, const NewCase& fresh, const PlaceRow& place, const Stated& stated,
                       const AroundRow& around, Instant now, Effect* effect) const {
  Working w{Local{std::uint32_t(d.cases.size())}, {}, {}, {}};
  d.cases.push_back(fresh);
  auto& row = w.row;
  row.playbook = book.kind;
  row.version = book.version;
  row.state = book.first;
  row.place = place;
  row.tenancy = stored(fresh.tenancy);
  row.landlord = stored(fresh.landlord);
  row.renter = stored(fresh.renter);
  row.reporter = stored(fresh.reporter);
  row.opened = row.changed = now;
  Play play{k_, book, d, w, around, now};
  row.owner = play.party_owner();
  play.opening = true;
  auto done = play.state_fact(stated);
  if (book.policy && !book.policy->at_once.empty()) play.climb_at_once(book.policy->at_once, stated.fact);
  play.settle();
  if (effect) *effect = done;
  return w;
}

Effect Casework::apply(Decision& d, Working& w, const Stated& stated, const AroundRow& around, Instant now) const {
  Play play{k_, playbook(w.row), d, w, around, now};
  auto effect = play.state_fact(stated);
  play.settle();
  return effect;
}

Effect Casework::retract(Decision& d, Working& w, const FactRow& fact, bool opening, const std::vector<ReportRow>& earlier, const Standing& by,
                         const AroundRow& around, Instant now) const {
  Play play{k_, playbook(w.row), d, w, around, now};
  Effect effect;
  auto changed = play.take_back(fact, earlier);
  effect.corrected = !changed.empty();
  auto* way = opening ? play.by_retracting({}) : nullptr;
  if (!way) way = play.by_retracting(fact.intent);
  if (way) {
    effect.moved = way->to != w.row.state;
    play.move(*way, Ref<FactId>(fact.id), StepKind::moved, "why.retracted", by.person, changed);
  } else {
    play.step(StepKind::corrected, Ref<FactId>(fact.id), "why.retracted", by.person);
    play.plan_anew(w.row.state, changed, false);
  }
  play.settle();
  return effect;
}

void Casework::due(Decision& d, Working& w, const DueRow& due, const AroundRow& around, Instant now) const {
  auto& book = playbook(w.row);
  Play play{k_, book, d, w, around, now};
  if (w.row.final) {
    play.played(due, Ending::waived, "case_closed");
    return play.settle();
  }
  switch (due.kind) {
    case DueKind::reminder:
      if (auto* reminder = book.reminder(due.name)) play.remind(*reminder, due);
      else play.played(due, Ending::waived, "not_in_playbook");
      break;
    case DueKind::limit: play.limit_ran_out(due); break;
    case DueKind::climb: play.climb_due(due); break;
    case DueKind::lease: play.lease_ran_out(due); break;
    case DueKind::snooze: play.snooze_ran_out(due); break;
    case DueKind::follow_up: play.follow_up(due); break;
    case DueKind::handover: play.handover_ran_out(due); break;
    case DueKind::digest: case DueKind::burst: case DueKind::card: play.played(due, Ending::waived, "not_in_playbook"); break;
  }
  play.settle();
}

void Casework::verb(Decision& d, Working& w, const CaseVerb& verb, const PersonRow& by, const AroundRow& around, Instant now) const {
  Play play{k_, playbook(w.row), d, w, around, now};
  play.verb(verb, by);
  play.settle();
}

void Casework::escalate(Decision& d, Working& w, const std::string& reason, const AroundRow& around, Instant now) const {
  if (w.row.final) return;
  Play play{k_, playbook(w.row), d, w, around, now};
  play.climb_at_once(reason, std::monostate{});
  play.settle();
}

void Casework::call_off(Decision& d, Working& w, const std::string& reason, const AroundRow& around, Instant now) const {
  if (w.row.final || w.row.climb.reason != reason) return;
  Play play{k_, playbook(w.row), d, w, around, now};
  play.end_climb("retracted", true);
  play.settle();
}

void Casework::undelivered(Decision& d, Working& w, const std::optional<PersonId>& to, const AroundRow& around, Instant now) const {
  auto& climb = w.row.climb;
  auto& book = playbook(w.row);
  if (w.row.final || climb.reason.empty() || climb.lease_until || climb.step < 0 || !book.policy) return;
  Play play{k_, book, d, w, around, now};
  auto& at = book.policy->steps[std::min(std::size_t(climb.step), book.policy->steps.size() - 1)];
  if (climb.past_end && (to || at.direct)) return;
  bool others = std::ranges::any_of(play.told_directly(at, at.on_duty), [&](PersonId person) { return person != to; });
  bool in_chat = to && !play.chats(at).empty();
  if (!to && !others) {  // the chat that stood for them is gone: each one directly
    for (auto& holder : play.holders(at))
      if (holder.reachable && (holder.on_duty || !at.on_duty)) d.says.push_back(play.whole_story(ToPerson{holder.person}, play.role_of(at))), others = true;
  }
  if (others || in_chat) {
    play.step(StepKind::told, std::monostate{}, "why.not_delivered");
  } else {
    play.drop([](const Pending& one) { return one.kind == DueKind::climb; }, "not_delivered");
    play.step(StepKind::passed_empty, std::monostate{}, "why.not_delivered");
    play.go_on(climb.step + 1, std::monostate{});
  }
  play.settle();
}

Instant Casework::out_of_quiet(Instant at) const { return outside_hours(k_.zone, at, k_.manners.quiet_from, k_.manners.quiet_to); }

}  // namespace linli
