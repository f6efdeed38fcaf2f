// Put through: whoever asked for a person writes with the one who has the case, until that one hands back, the case is closed, or the time
// of the playbook is over. All of it is one due: `person` is who asked, it ends at `at` and began `count` minutes before.
#include <algorithm>

#include "bot/casework/hours.hpp"
#include "bot/casework/play.hpp"

namespace linli {
namespace {

const DueRow* pending_handover(const Working& w) {
  for (auto& due : w.row.dues)
    if (due.kind == DueKind::handover && std::ranges::find(w.closed_dues, due.id) == w.closed_dues.end()) return &due;
  return nullptr;
}

Instant begins(const DueRow& due) { return due.at - std::chrono::minutes(due.count); }

bool told_now(const Decision& d, const Working& w) {
  return std::ranges::any_of(d.says, [&](const Say& say) { return say.cls == SayClass::escalation && say.of == w.ref; });
}

}  // namespace

std::optional<Instant> Play::hand_over(PersonId asker) {
  if (!book.handover || !book.policy || w.row.final) return {};
  if (auto* already = pending_handover(w)) return begins(*already);
  bool somebody = std::ranges::any_of(book.policy->steps, [&](auto& at) { return !told_directly(at, at.on_duty).empty() || !chats(at).empty(); });
  if (!somebody && anybody().empty()) return {};
  std::optional<Instant> from;
  if (w.row.climb.step >= 0) from = now;
  for (auto& one : pending())
    if (!from && one.kind == DueKind::climb) from = one.at;
  for (auto& one : pending()) {  // it is about to climb
    auto* limit = one.kind == DueKind::limit ? book.limit(one.name) : nullptr;
    auto& first = book.policy->steps.front();
    bool any_hour = first.at_night || urgent(one.name);
    if (!from && limit && limit->escalate) from = any_hour ? one.at : within_hours(zone(), one.at, book.policy->from, book.policy->to);
  }
  if (w.row.climb.step >= 0 && !told_now(d, w)) begin_climb(w.row.climb.reason, std::monostate{});  // asked for once more
  if (!from) return {};
  plan(DueKind::handover, *from + book.handover->lasts);
  d.dues.back().person = asker;
  d.dues.back().count = std::int32_t(book.handover->lasts.count());
  return from;
}

std::vector<PersonId> Play::answering() const {
  if (!book.policy || w.row.climb.step < 0) return {};
  if (w.row.owner.person) return {*w.row.owner.person};
  auto& at = book.policy->steps[std::min(std::size_t(w.row.climb.step), book.policy->steps.size() - 1)];
  auto told = told_directly(at, at.on_duty);
  for (auto& holder : holders(at))  // who reads it in a chat may answer too
    if (!chats(at).empty() && holder.reachable && std::ranges::find(told, holder.person) == told.end()) told.push_back(holder.person);
  return told.empty() ? anybody() : told;
}

void Play::answered_by(const PersonRow& by) {
  if (!climbing() || !book.policy) return;
  bool has_it = w.row.climb.lease_until && w.row.owner.person == by.id;
  lease_to(by.id);
  if (!has_it) step(StepKind::taken_over, std::monostate{}, "why.taken_over", by.id);
}

void Play::end_handover(const std::string& why) {
  auto* due = pending_handover(w);
  if (!due || !book.handover) return;
  bool began = begins(*due) <= now;
  auto asker = due->person;
  drop([](const Pending& one) { return one.kind == DueKind::handover; }, why);
  if (began && asker) d.says.push_back(say_to(ToPerson{*asker}, {Act::say, "handover.over", {{"case", arg::Case{w.ref}}}}, SayClass::reply, "why.handed_back"));
}

void Play::hand_back(const PersonRow& by) {
  if (!book.handover || !pending_handover(w)) return reply(by, "verb.settled");
  if (climbing() && takes_result(book.handover->result)) return close(by, book.handover->result);
  end_handover("handed_back");
  reply(by, "handover.given_back");
}

void Play::handover_ran_out(const DueRow& due) {
  played(due);
  step(StepKind::told, due.id, "why.handover_over");
  bool quiet = outside_hours(zone(), now, k.manners.quiet_from, k.manners.quiet_to) != now;
  if (due.person && !quiet)
    d.says.push_back(say_to(ToPerson{*due.person}, {Act::say, "handover.over", {{"case", arg::Case{w.ref}}}}, SayClass::notice, "why.handover_over"));
  for (auto person : answering()) {
    auto say = say_to(ToPerson{person}, {Act::say, "handover.ran_out", {{"case", arg::Case{w.ref}}}}, SayClass::notice, "why.handover_over");
    if (due.person) say.parts.front().args.push_back({"person", arg::Person{*due.person}});
    d.says.push_back(std::move(say));
  }
}

std::optional<Instant> Casework::hand_over(Decision& d, Working& w, PersonId asker, const AroundRow& around, Instant now) const {
  Play play{k_, playbook(w.row), d, w, around, now};
  auto from = play.hand_over(asker);
  play.settle();
  return from;
}

std::optional<PersonId> Casework::put_through(const Working& w, Instant now) const {
  auto& book = playbook(w.row);
  auto* due = pending_handover(w);
  if (w.row.final || !book.handover || !due || due->at <= now || now < begins(*due)) return {};
  return due->person;
}

std::vector<PersonId> Casework::answering(const Working& w, const AroundRow& around, Instant now) const {
  Decision none;
  Working copy = w;
  return Play{k_, playbook(w.row), none, copy, around, now}.answering();
}

void Casework::answered_by(Decision& d, Working& w, const PersonRow& by, const AroundRow& around, Instant now) const {
  Play play{k_, playbook(w.row), d, w, around, now};
  play.answered_by(by);
  play.settle();
}

}  // namespace linli
