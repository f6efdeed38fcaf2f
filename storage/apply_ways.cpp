// Questions, dues and planned messages: what is put, and what ends because its reason is gone.
#include "storage/apply.hpp"
#include "storage/keeping.hpp"
#include "storage/pack.hpp"
#include "storage/says.hpp"

namespace linli::store {

using db::Bytes;

void Apply::question(const NewQuestion& n) {
  auto asked = stored(n.asked);
  auto street = street_of(asked);
  auto id = c_.numbers.next<QuestionId>("question", street);
  questions_.push_back(id);
  auto chat = n.chat ? std::optional(n.chat) : direct_chat_of(c_, asked);
  std::string sealed;
  if (!n.proposed.empty()) {
    auto plain = pack(n.proposed);
    sealed = c_.vault.seal(vault::of(asked), {"questions", id.value, "proposed"}, plain);
    wipe(plain);
  }
  c_.db.run(
      "INSERT INTO questions(street_id, id, asked_id, chat_id, case_id, asks, choices, sealed_proposed, reminder, tries, asked_at, ended, why,"
      " ended_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, '', NULL)",
      street, id, asked, chat, stored(n.about), Bytes{pack(n.asks)}, Bytes{pack(n.choices)}, Bytes{sealed}, n.reminder, n.tries, now_);
}

void Apply::due(const NewDue& n) {
  auto of = stored(n.of);
  auto question = stored(n.question);
  auto street = of ? street_of(*of) : n.area ? street_of(*n.area) : n.person ? street_of(*n.person) : question ? street_of(*question) : street_;
  auto person = n.person;
  auto id = DueId{c_.numbers.next("due")};
  if (n.ended) {
    c_.db.run(
        "INSERT INTO ended_dues(street_id, case_id, id, due, kind, name, question_id, person_id, chat_id, area_id, count, ended, why, ended_at)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        street, of.value_or(CaseId{}), id, n.at, n.kind, n.name, question, person, n.chat, n.area, n.count, *n.ended, n.why, now_);
    return;
  }
  auto only_one = n.unique.empty() ? std::nullopt : std::optional(n.unique);
  c_.woke = true;
  // Of two with the same one-only text the first stays; it moves forward where the second would come earlier.
  if (only_one)
    if (auto there = c_.db.one<DueId>("SELECT id FROM pending_dues WHERE street_id=?1 AND only_one=?2", street, n.unique)) {
      c_.db.run("UPDATE pending_dues SET due=?2 WHERE id=?1 AND due>?2", *there, n.at);
      return;
    }
  c_.db.run(
      "INSERT INTO pending_dues(due, id, street_id, kind, name, case_id, question_id, person_id, chat_id, area_id, count, only_one) VALUES(?1,"
      " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      n.at, id, street, n.kind, n.name, of, question, person, n.chat, n.area, n.count, only_one);
}

void end_due(Context& c, DueId id, Ending how, const std::string& why, Instant now) {
  c.db.run(
      "INSERT INTO ended_dues(street_id, case_id, id, due, kind, name, question_id, person_id, chat_id, area_id, count, ended, why, ended_at)"
      " SELECT street_id, coalesce(case_id, 0), id, due, kind, name, question_id, person_id, chat_id, area_id, count, ?2, ?3, ?4 FROM"
      " pending_dues WHERE id=?1",
      id, how, why, now);
  c.db.run("DELETE FROM pending_dues WHERE id=?1", id);
}

void Apply::say(const Say& planned) {
  auto n = planned;
  std::optional<ChatId> chat;
  std::optional<PersonId> person;
  std::optional<std::int64_t> newcomer_id;
  auto street = street_;
  if (auto* to = std::get_if<ToChat>(&n.to)) {
    if (to->chat) chat = to->chat;
    if (auto full = chat ? store::chat(c_, *chat) : std::nullopt; full && full->direct) {
      person = full->person;
      if (!person) newcomer_id = full->newcomer;
    }
  } else if (auto* who = std::get_if<ToPerson>(&n.to)) {
    person = stored(who->person);
  } else {
    auto& actor = std::get<ToActor>(n.to);
    person = person_of(c_, actor.account, actor.actor);
    if (!person) {
      newcomer_id = remember_newcomer(c_, actor.account, actor.actor);
      c_.db.run("UPDATE enrolments SET lines=lines+1 WHERE street_id=?1 AND newcomer_id=?2 AND open=1", street_of(actor.account), *newcomer_id);
    }
  }
  auto of = stored(n.of);
  auto question = stored(n.asks);
  auto mention = stored(n.mention);
  if (of) street = street_of(*of);
  auto depends = depends_of(n.depends, *this);
  Resolver resolve(*this);
  resolve(n.parts, n.buttons);
  auto id = SayId{c_.numbers.next("say")};
  c_.woke = true;
  c_.db.run(
      "INSERT INTO says(id, street_id, event_id, turn, class, lane, to_chat, to_person, to_newcomer, mention_id, not_before, not_after,"
      " depends_kind, depends_id, depends_on, case_id, question_id, why, parts, buttons, planned, state, attempts, uncertain, settle) VALUES(?1,"
      " ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, 0, 0, 0, 0)",
      id, street, id_, n.turn, n.cls, lane_of(chat, person, newcomer_id), chat, person, newcomer_id, mention, n.not_before, n.not_after, depends.kind,
      depends.id, depends.on, of, question, n.why, Bytes{pack(n.parts)}, Bytes{n.buttons.empty() ? std::string() : pack(n.buttons)}, now_);
}

void Apply::close(const Close& close) {
  c_.woke = c_.woke || std::holds_alternative<DueId>(close.what);  // what it held back may leave now
  if (auto* due = std::get_if<DueId>(&close.what)) return end_due(c_, *due, close.how, close.why, now_);
  if (auto* question = std::get_if<QuestionId>(&close.what)) return end_question(*question, close.how, close.why);
  c_.db.run("UPDATE says SET state=2, ended=?2, end_why=?3, ended_at=?4 WHERE id=?1 AND (state=0 OR (state=1 AND claim=1))",
            std::get<SayId>(close.what), close.how, close.why, now_);
}

void Apply::end_question(QuestionId id, Ending how, const std::string& why) {
  auto ended = c_.db.run("UPDATE questions SET ended=?3, why=?4, ended_at=?5, sealed_proposed=NULL WHERE street_id=?1 AND id=?2 AND ended IS NULL",
                         street_of(id), id, how, why, now_);
  if (ended == 0) return;
  std::vector<DueId> waiting;
  {
    auto q = c_.db.rows("SELECT id FROM pending_dues WHERE question_id=?1", id);
    while (q.next()) waiting.push_back(q.get<DueId>(0));
  }
  for (auto due : waiting) end_due(c_, due, Ending::waived, why, now_);
  std::vector<SayId> says;
  {
    auto q = c_.db.rows("SELECT id FROM says WHERE depends_kind=1 AND depends_id=?1", id);
    while (q.next()) says.push_back(q.get<SayId>(0));
  }
  for (auto say : says) reason_gone(c_, say, true, why, id_, now_);
  says.clear();
  {
    auto q = c_.db.rows("SELECT id FROM says WHERE question_id=?1", id);
    while (q.next()) says.push_back(q.get<SayId>(0));
  }
  for (auto say : says) reason_gone(c_, say, false, why, id_, now_);
}

void Apply::waive_after_step(const Head& h, StepKind kind) {
  auto why = std::string(name_of(kind));
  std::vector<SayId> gone;
  {
    auto q = c_.db.rows(
        "SELECT id, depends_on FROM says WHERE depends_kind=2 AND depends_id=?1 AND (state<2 OR (ended=0 AND settle=0 AND buttons IS NOT NULL))",
        h.opening.id);
    while (q.next())
      if (q.get<std::string>(1) != h.state) gone.push_back(q.get<SayId>(0));
  }
  {
    auto q = c_.db.rows(
        "SELECT id, depends_on FROM says WHERE depends_kind=3 AND depends_id=?1 AND (state<2 OR (ended=0 AND settle=0 AND buttons IS NOT NULL))",
        h.opening.id);
    while (q.next())
      if (q.get<std::string>(1) != h.climb.reason || h.climb.lease_until) gone.push_back(q.get<SayId>(0));
  }
  for (auto say : gone) reason_gone(c_, say, true, why, id_, now_);
}

}  // namespace linli::store
