// What the dispatcher and the scheduler ask.
#include "storage/context.hpp"
#include "storage/says.hpp"

namespace linli {

std::vector<SayRow> Reads::ready_says(Instant bot_now, Instant io_now, std::size_t limit) {
  auto& c = *impl_;
  std::vector<SayId> ids;
  {
    // Whoever is put through to a person (9: DueKind::handover, `count` minutes long) hears nothing that the bot begins until that is over.
    // The first of its lane that may leave; a row that waits for its retry holds back later rows of its lane and class alone. Nearly every
    // row is behind one of its own lane and class: that is asked first, and costs one step of says_lane however many wait.
    auto q = c.db.rows(
        "SELECT s.id FROM says s WHERE s.state=0 AND s.not_before<=?1 AND NOT (s.class>=2 AND EXISTS (SELECT 1 FROM pending_dues d WHERE d.kind=9 AND"
        " d.person_id=s.to_person AND d.due>?1 AND d.due-d.count*60000000<=?1)) AND (s.retry_at IS NULL OR s.retry_at<=?2) AND s.lane NOT IN (SELECT lane FROM"
        " says WHERE state=1) AND NOT EXISTS (SELECT 1 FROM says e WHERE e.lane=s.lane AND e.class=s.class AND e.id<s.id AND e.state=0 AND"
        " e.state<2 AND e.not_before<=?1 AND (e.retry_at IS NULL OR e.retry_at<=?2)) AND NOT EXISTS (SELECT 1 FROM says r WHERE r.lane=s.lane AND"
        " r.class=s.class AND r.id<s.id AND r.state=0 AND r.state<2 AND r.retry_at>?2) AND NOT EXISTS (SELECT 1 FROM says e WHERE e.lane=s.lane"
        " AND e.class<s.class AND e.state=0 AND e.state<2 AND e.not_before<=?1 AND (e.retry_at IS NULL OR e.retry_at<=?2) AND NOT EXISTS (SELECT 1"
        " FROM says w WHERE w.lane=e.lane AND w.class=e.class AND w.id<e.id AND w.state=0 AND w.state<2 AND w.retry_at>?2)) ORDER BY s.class, s.id"
        " LIMIT ?3",
        bot_now, io_now, limit);
    while (q.next()) ids.push_back(q.get<SayId>(0));
  }
  std::vector<SayRow> out;
  for (auto id : ids)
    if (auto row = store::say_row(c, id)) out.push_back(std::move(*row));
  return out;
}

std::optional<Instant> Reads::next_not_before(Instant bot_now) {
  return impl_->db.one<Instant>("SELECT min(not_before) FROM says WHERE state=0 AND not_before>0 AND not_before>?1", bot_now);
}
std::optional<Instant> Reads::next_retry(Instant io_now) {
  return impl_->db.one<Instant>("SELECT min(retry_at) FROM says WHERE state=0 AND retry_at IS NOT NULL AND retry_at>?1", io_now);
}
bool Reads::anything_to_say(Instant bot_now) {
  auto& db = impl_->db;
  return db.one<int>("SELECT 1 FROM says WHERE state=1 LIMIT 1") || db.one<int>("SELECT 1 FROM says WHERE settle=1 LIMIT 1") ||
         db.one<int>("SELECT 1 FROM says s WHERE s.state=0 AND s.not_before<=?1 AND NOT (s.class>=2 AND EXISTS (SELECT 1 FROM pending_dues d WHERE"
                     " d.kind=9 AND d.person_id=s.to_person AND d.due>?1 AND d.due-d.count*60000000<=?1)) LIMIT 1",
                     bot_now);
}

std::optional<Instant> Reads::first_claim_end() {
  return impl_->db.one<Instant>("SELECT min(claim_until) FROM says WHERE state=1 AND claim>0");
}

namespace {

// What the event that ended a card brought: facts about its case (or of whom it asked, while there was no case), and who took which step.
void add_result(store::Context& c, SettledCard& card, EventId by, std::optional<PersonId> to) {
  auto& say = card.row.say;
  if (auto* of = say.of ? std::get_if<CaseId>(&say.of->at) : nullptr) {
    auto street = store::street_of(*of);
    auto q = c.db.rows(
        "SELECT f.id FROM facts f JOIN reports r ON r.street_id=f.street_id AND r.id=f.report_id WHERE f.street_id=?1 AND f.case_id=?2 AND"
        " r.event_id=?3 ORDER BY f.id",
        street, *of, by);
    while (q.next()) card.facts.push_back(q.get<FactId>(0));
    auto s = c.db.rows(
        "SELECT by_id, why FROM steps WHERE street_id=?1 AND case_id=?2 AND event_id=?3 AND by_id IS NOT NULL ORDER BY seq LIMIT 1", street, *of, by);
    if (s.next()) s.into(card.by, card.reason);
  } else if (say.asks && to) {
    auto q = c.db.rows(
        "SELECT f.id FROM reports r JOIN facts f ON f.street_id=r.street_id AND f.id BETWEEN r.first_fact AND r.last_fact AND f.report_id=r.id"
        " WHERE r.street_id=?1 AND r.person_id=?2 AND r.event_id=?3 ORDER BY f.id",
        store::street_of(*to), *to, by);
    while (q.next()) card.facts.push_back(q.get<FactId>(0));
  }
}

}  // namespace

std::vector<SettledCard> Reads::cards_to_settle(std::size_t limit) {
  auto& c = *impl_;
  std::vector<SettledCard> out;
  auto q = c.db.rows(
      "SELECT s.id, coalesce(s.platform_id, ''), coalesce(s.settle_why, ''), s.settle_event, coalesce(s.to_person, n.asked_id) FROM says s LEFT JOIN"
      " questions n ON n.street_id=s.question_id % ?2 AND n.id=s.question_id WHERE s.settle=1 ORDER BY s.id LIMIT ?1",
      limit, store::most_streets);
  while (q.next()) {
    auto said = store::said_row(c, q.get<SayId>(0));
    if (!said) continue;
    SettledCard card;
    card.row = std::move(said->row);
    card.text = std::move(said->text);
    card.platform_id = q.get<std::string>(1);
    card.why = q.get<std::string>(2);
    if (auto by = q.get<std::optional<EventId>>(3)) {
      card.ended_by = *by;
      add_result(c, card, *by, q.get<std::optional<PersonId>>(4));
    }
    out.push_back(std::move(card));
  }
  return out;
}

std::optional<NextDue> Reads::next_due() {
  auto& c = *impl_;
  auto id = c.db.one<DueId>("SELECT id FROM pending_dues ORDER BY due, id LIMIT 1");
  auto due = id ? store::pending_due(c, *id) : std::nullopt;
  if (!due) return {};
  NextDue out{*due, {}};
  if (due->of)
    if (auto head = store::head(c, *due->of); head && head->opening.place) out.place = store::place(c, *head->opening.place).address;
  return out;
}

std::vector<DueRow> Reads::ripe_dues(Instant until, std::size_t limit) {
  std::vector<DueRow> out;
  auto q = impl_->db.rows(
      "SELECT id, kind, due, name, case_id, question_id, person_id, chat_id, area_id, count FROM pending_dues WHERE due<=?1 ORDER BY due, id"
      " LIMIT ?2",
      until, limit);
  while (q.next()) {
    DueRow d;
    q.into(d.id, d.kind, d.at, d.name, d.of, d.question, d.person, d.chat, d.area, d.count);
    out.push_back(std::move(d));
  }
  return out;
}

std::optional<BurstView> Reads::burst(DueId id) {
  auto& c = *impl_;
  auto due = store::pending_due(c, id);
  if (!due || due->kind != DueKind::burst || !due->person || !due->chat) return {};
  auto chat = store::chat(c, *due->chat);
  if (!chat) return {};
  BurstView out;
  out.account = chat->account;
  out.platform_chat = chat->platform;
  out.direct = chat->direct;
  out.actor = store::actor_of(c, *due->person, chat->account).value_or("");
  out.in.due = id;
  auto street = store::street_of(*due->person);
  auto q = c.db.rows(
      "SELECT id, sent, sealed_text FROM fragments WHERE street_id=?1 AND person_id=?2 AND chat_id=?3 AND sealed_text IS NOT NULL ORDER BY id",
      street, *due->person, *due->chat);
  while (q.next()) {
    auto fragment = q.get<FragmentId>(0);
    if (out.in.parts.empty()) out.in.first_sent = q.get<Instant>(1);
    else out.in.joined += '\n';
    out.in.parts.push_back(fragment);
    out.in.joined += store::open_text(c.vault.open(vault::of(*due->person), {"fragments", fragment.value, "text"}, q.bytes(2)));
  }
  return out;
}

std::optional<CaseId> Reads::case_of(SayId say) { return impl_->db.one<CaseId>("SELECT case_id FROM says WHERE id=?1", say); }

}  // namespace linli
