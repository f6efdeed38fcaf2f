#include "storage/claims.hpp"

#include "storage/pack.hpp"
#include "storage/says.hpp"

namespace linli {

using db::Bytes;

namespace store {

std::optional<SayId> claim(WriteContext& c, const Event& event, EventId id, Instant now, Instant until) {
  // Those that would leave first; anything else of the lane that is under way, or may leave now and comes first, has precedence.
  std::vector<SayId> first;
  {
    auto q = c.db.rows(
        "SELECT s.id FROM says s WHERE s.event_id=?1 AND s.state=0 AND s.class=?2 AND s.not_before=0 AND NOT EXISTS (SELECT 1 FROM says o WHERE"
        " o.lane=s.lane AND o.state<2 AND o.id<>s.id AND (o.state=1 OR (o.not_before<=?3 AND (o.class<s.class OR (o.class=s.class AND o.id<s.id)))))"
        " ORDER BY s.id",
        id, SayClass::reply, now);
    while (q.next()) first.push_back(q.get<SayId>(0));
  }
  for (auto say : first) {
    auto row = say_row(c, say);
    bool here = row && row->account == event.account &&
                (row->platform_chat.empty() ? event.direct && row->actor == event.actor : row->platform_chat == event.platform_chat);
    if (!here) continue;
    c.db.run("UPDATE says SET state=1, claim=1, claim_until=?2 WHERE id=?1", say, until);
    return say;
  }
  return {};
}

std::optional<SayId> claimed_before(WriteContext& c, EventId id, Instant io_now, Instant until) {
  auto q = c.db.rows("SELECT id, state FROM says WHERE event_id=?1 AND claim>0 AND (state=1 OR (state=2 AND ended=?2 AND claim=2 AND claim_until>?3))",
                     id, Ending::sent, io_now);
  if (!q.next()) return {};
  auto say = q.get<SayId>(0);
  if (q.get<int>(1) == 1) c.db.run("UPDATE says SET claim_until=?2 WHERE id=?1 AND claim_until<?2", say, until);
  return say;
}

vault::Holder holder_of_say(Context& c, SayId id) {
  auto q = c.db.rows("SELECT case_id, to_person, to_newcomer, to_chat FROM says WHERE id=?1", id);
  constexpr vault::Kind kinds[]{vault::Kind::matter, vault::Kind::person, vault::Kind::newcomer, vault::Kind::chat};
  if (q.next())
    for (int i = 0; i < 4; ++i)
      if (!q.null(i)) return {kinds[i], q.get<std::int64_t>(i)};
  return {};
}

namespace {

using Buttons = std::vector<std::pair<std::string, std::string>>;

std::optional<AnswerWords> handed_out(Context& c, SayId id) {
  auto q = c.db.rows("SELECT coalesce(holder_kind, 0), coalesce(holder_id, 0), sealed_text, sealed_buttons FROM says WHERE id=?1 AND claim=2", id);
  if (!q.next()) return {};
  vault::Holder holder;
  q.into(holder.kind, holder.id);
  auto text = c.vault.open(holder, {"says", id.value, "text"}, q.bytes(2));
  if (!text) return {};
  AnswerWords out;
  out.text = text->use([](const std::string& plain) { return plain; });
  if (auto buttons = c.vault.open(holder, {"says", id.value, "buttons"}, q.bytes(3)))
    out.buttons = buttons->use([](const std::string& plain) { return unpack<Buttons>(plain); });
  return out;
}

}  // namespace
}  // namespace store

std::optional<AnswerBegun> Writes::begin_answer(SayId id, Instant now) {
  auto& c = impl_->w;
  int claimed = 0;
  {
    auto q = c.db.rows(
        "SELECT claim, depends_kind, depends_id, depends_on, not_after FROM says WHERE id=?1 AND claim>0 AND (state=1 OR (state=2 AND ended=?2))", id,
        Ending::sent);
    if (!q.next()) return {};
    store::DependsOn depends;
    std::optional<Instant> not_after;
    q.into(claimed, depends.kind, depends.id, depends.on, not_after);
    if (claimed == 1)
      if (auto over = store::why_over(c, depends, not_after, now)) {
        ended(id, Ending::waived, *over, now);
        return {};
      }
  }
  auto row = store::say_row(c, id);
  if (!row) return {};
  AnswerBegun out{std::move(*row), {}};
  if (claimed == 2) out.words = store::handed_out(c, id);
  else if (out.row.attempts == 0) out.row.attempts = int(c.db.run("UPDATE says SET attempts=1 WHERE id=?1", id));
  return out;
}

std::optional<AnswerWords> Writes::hand_out(SayId id, const AnswerWords& words) {
  auto& c = impl_->w;
  if (!c.db.one<int>("SELECT 1 FROM says WHERE id=?1 AND claim>0 AND (state=1 OR (state=2 AND ended=?2))", id, Ending::sent)) return {};
  if (auto before = store::handed_out(c, id)) return before;
  auto holder = store::holder_of_say(c, id);
  auto buttons = words.buttons.empty() ? std::string() : store::pack(words.buttons);
  c.db.run("UPDATE says SET claim=2, holder_kind=?2, holder_id=?3, sealed_text=?4, sealed_buttons=?5 WHERE id=?1", id, holder.kind, holder.id,
           Bytes{c.vault.seal(holder, {"says", id.value, "text"}, words.text)}, Bytes{c.vault.seal(holder, {"says", id.value, "buttons"}, buttons)});
  return words;
}

bool Writes::answered(SayId id, const std::string& platform_id, Instant now) {
  auto& c = impl_->w;
  // Also where the claim lapsed meanwhile, as long as nobody else has tried: the answer did leave.
  auto sent = c.db.run(
      "UPDATE says SET state=2, ended=?2, end_why='', ended_at=?3, platform_id=?4, uncertain=0, settle=CASE WHEN settle_why IS NOT NULL THEN 1 ELSE 0"
      " END WHERE id=?1 AND claim=2 AND state<2",
      id, Ending::sent, now, platform_id);
  c.woke = c.woke || sent > 0;  // the next of its lane may leave
  return sent > 0;
}

void Writes::not_answered(SayId id) {
  auto& c = impl_->w;
  if (c.db.run("UPDATE says SET state=0, claim=0, claim_until=NULL, holder_kind=NULL, holder_id=NULL, sealed_text=NULL, sealed_buttons=NULL WHERE id=?1 AND"
               " claim>0 AND state=1",
               id) > 0)
    c.woke = true;
}

std::size_t Writes::lapse_claims(Instant io_now) {
  auto& c = impl_->w;
  auto unheard = c.db.run("UPDATE says SET state=0, claim=0 WHERE state=1 AND claim=1 AND claim_until<=?1", io_now);
  auto unsure = c.db.run("UPDATE says SET state=0, uncertain=1 WHERE state=1 AND claim=2 AND claim_until<=?1", io_now);
  if (unheard + unsure > 0) c.woke = true;
  return std::size_t(unheard + unsure);
}

}  // namespace linli
