#include "storage/says.hpp"

#include "storage/pack.hpp"

namespace linli::store {

void reason_gone(WriteContext& c, SayId id, bool depends, const std::string& why, EventId by, Instant now) {
  if (depends && c.db.run("UPDATE says SET state=2, ended=?2, end_why=?3, ended_at=?4 WHERE id=?1 AND (state=0 OR (state=1 AND claim=1))", id, Ending::waived,
                           why, now) > 0) {
    c.woke = true;
    return;
  }
  c.db.run("UPDATE says SET settle_why=?2, settle_event=?3 WHERE id=?1 AND state<2 AND buttons IS NOT NULL", id, why, by);
  if (c.db.run("UPDATE says SET settle=1, settle_why=?2, settle_event=?3 WHERE id=?1 AND state=2 AND ended=?4 AND settle=0 AND buttons IS NOT NULL",
               id, why, by, Ending::sent) > 0)
    c.woke = true;
}

std::optional<std::string> reason_over(Context& c, const DependsOn& d) {
  if (d.kind == 1) {
    QuestionId id{d.id.value_or(0)};
    auto q = c.db.rows("SELECT ended IS NOT NULL, why FROM questions WHERE street_id=?1 AND id=?2", street_of(id), id);
    if (!q.next()) return "no_such_question";
    if (q.get<bool>(0)) return q.get<std::string>(1);
  } else if (d.kind != 0) {
    CaseId id{d.id.value_or(0)};
    auto q = c.db.rows("SELECT state, climb_reason, lease_until IS NOT NULL FROM cases WHERE street_id=?1 AND id=?2", street_of(id), id);
    if (!q.next()) return "no_such_case";
    if (d.kind == 2 && q.get<std::string>(0) != d.on) return "state_changed";
    if (d.kind == 3 && q.get<bool>(2)) return "taken_over";
    if (d.kind == 3 && q.get<std::string>(1) != d.on) return "climb_over";
  }
  return {};
}

std::optional<std::string> why_over(Context& c, const DependsOn& d, std::optional<Instant> not_after, Instant now) {
  auto over = reason_over(c, d);
  if (!over && not_after && *not_after < now) over = "too_late";
  return over;
}

namespace {

// Account, chat and platform ids of where the words go: a group, or the person there where they were heard last (lookup.hpp, account_of).
void address(Context& c, SayRow& row, std::optional<ChatId> to_chat, std::optional<PersonId> person, std::optional<std::int64_t> newcomer) {
  auto where = to_chat;
  if (!where && person) where = direct_chat_of(c, *person);
  if (!where && newcomer)
    where =
        c.db.one<ChatId>("SELECT id FROM chats WHERE newcomer_id=?1 ORDER BY id DESC LIMIT 1", *newcomer);
  if (auto full = where ? chat(c, *where) : std::nullopt) {
    row.account = full->account;
    row.platform_chat = full->platform;
    if (full->direct && full->person) row.actor = actor_of(c, *full->person, full->account).value_or("");
    else if (full->direct && full->newcomer) row.actor = actor_of_newcomer(c, *full->newcomer);
    return;
  }
  if (person) {
    if (auto account = account_of(c, *person)) {
      row.account = *account;
      row.actor = actor_of(c, *person, *account).value_or("");
    }
  } else if (newcomer) {
    row.account = c.db.one<AccountId>("SELECT account_id FROM newcomers WHERE street_id=?1 AND id=?2", *newcomer % most_streets, *newcomer)
                      .value_or(AccountId{});
    row.actor = actor_of_newcomer(c, *newcomer);
  }
}

}  // namespace

std::optional<SayRow> say_row(Context& c, SayId id) {
  auto q = c.db.rows(
      "SELECT id, street_id, event_id, attempts, planned, uncertain, turn, class, not_before, not_after, why, to_chat, to_person, to_newcomer,"
      " mention_id, case_id, question_id, depends_kind, depends_id, depends_on, parts, buttons, claim>0 FROM says WHERE id=?1",
      id);
  if (!q.next()) return {};
  SayRow row;
  auto& s = row.say;
  std::optional<ChatId> to_chat;
  std::optional<PersonId> person, mention;
  std::optional<std::int64_t> newcomer, depends_id;
  std::optional<CaseId> of;
  std::optional<QuestionId> asks;
  int depends = 0;
  std::string on;
  q.into(row.id, row.street, row.cause, row.attempts, row.planned, row.uncertain, s.turn, s.cls, s.not_before, s.not_after, s.why, to_chat, person,
         newcomer, mention, of, asks, depends, depends_id, on);
  s.parts = unpack<std::vector<Part>>(q.bytes(20));
  if (!q.null(21)) s.buttons = unpack<std::vector<Button>>(q.bytes(21));
  row.claimed = q.get<bool>(22);
  if (mention) s.mention = *mention;
  if (of) s.of = *of;
  if (asks) s.asks = *asks;
  if (depends == 1) s.depends = WhileOpen{QuestionId{depends_id.value_or(0)}};
  if (depends == 2) s.depends = WhileState{CaseId{depends_id.value_or(0)}, on};
  if (depends == 3) s.depends = WhileClimb{CaseId{depends_id.value_or(0)}, on};
  address(c, row, to_chat, person, newcomer);
  if (mention && row.account) row.mention = actor_of(c, *mention, row.account).value_or("");
  if (to_chat) s.to = ToChat{*to_chat};
  else if (person) s.to = ToPerson{*person};
  else s.to = ToActor{row.account, row.actor};
  if (!person && to_chat)
    if (auto full = chat(c, *to_chat); full && full->direct) person = full->person, newcomer = full->newcomer;
  if (person) row.manner = manner_of(c, *person);
  else if (newcomer) row.manner = manner_of_newcomer(c, *newcomer);
  return row;
}

std::optional<SaidRow> said_row(Context& c, SayId id) {
  auto row = say_row(c, id);
  if (!row) return {};
  SaidRow out;
  out.row = std::move(*row);
  auto q = c.db.rows(
      "SELECT ended, end_why, ended_at, to_person, coalesce(holder_kind, 0), coalesce(holder_id, 0), sealed_text FROM says WHERE id=?1", id);
  if (!q.next()) return {};
  vault::Holder holder;
  q.into(out.ended, out.why, out.ended_at, out.to, holder.kind, holder.id);
  out.text = c.vault.open(holder, {"says", id.value, "text"}, q.bytes(6));
  return out;
}

}  // namespace linli::store
