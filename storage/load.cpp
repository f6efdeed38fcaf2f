#include "storage/load.hpp"

#include <algorithm>
#include <set>

#include "storage/pack.hpp"

namespace linli::store {

using db::Bytes;

void Loader::load(const Keys& keys, Records& into) {
  for (auto& key : keys.load) std::visit([&](auto& k) { load(k, into); }, key);
}

std::optional<PersonId> Loader::sender() {
  if (!sender_) sender_ = person_of(c_, event_.account, event_.actor);
  return *sender_;
}

std::optional<ChatId> Loader::chat() {
  if (!chat_) {
    chat_ = chat_of(c_, event_.account, event_.platform_chat);
    if (event_.account && !event_.platform_chat.empty()) chat_ = remember_chat();
  }
  return *chat_;
}

StreetId Loader::street() {
  if (sender_ && *sender_) return street_of(**sender_);
  if (chat_ && *chat_)
    if (auto full = store::chat(c_, **chat_); full && full->area) return street_of(*full->area);
  if (auto street = street_of(event_.account)) return street;
  return c_.db.one<StreetId>("SELECT street_id FROM areas ORDER BY street_id LIMIT 1").value_or(StreetId{});
}

// Makes the chat's row, or adds to that of a direct chat whose it is: the room may have kept words of it before the first event, and
// newcomers become people.
ChatId Loader::remember_chat() {
  auto street = street_of(event_.account);
  auto person = event_.direct ? sender() : std::nullopt;
  auto newcomer = event_.direct && !person ? newcomer_of(c_, event_.account, event_.actor) : std::nullopt;
  if (*chat_) {
    auto id = **chat_;
    if (event_.direct)
      c_.db.run(
          "UPDATE chats SET direct=1, person_id=?3, newcomer_id=?4 WHERE street_id=?1 AND id=?2 AND area_id IS NULL AND (direct=0 OR person_id IS"
          " NOT ?3 OR newcomer_id IS NOT ?4)",
          street, id, person, newcomer);
    return id;
  }
  auto id = c_.numbers.next<ChatId>("chat", street);
  auto sealed = c_.vault.seal(vault::of(id), {"chats", id.value, "platform"}, event_.platform_chat);
  c_.db.run(
      "INSERT INTO chats(street_id, id, account_id, blind, platform, direct, person_id, newcomer_id, area_id, audience, title) VALUES(?1, ?2, ?3,"
      " ?4, ?5, ?6, ?7, ?8, NULL, '', '')",
      street, id, event_.account, Bytes{c_.vault.blind("chat", street, event_.platform_chat)}, Bytes{sealed}, event_.direct, person, newcomer);
  return id;
}

void Loader::load(const key::Sender&, Records& r) {
  sender();
  chat();
  SenderRow row;
  row.street = street();
  ChatRow chat_row;
  chat_row.direct = event_.direct;
  if (auto id = chat()) {
    auto full = store::chat(c_, *id);
    chat_row = {*id, full->area.value_or(AreaId{}), full->direct, full->direct ? std::string() : full->audience, {}};
    if (full->area)
      if (auto at = area(c_, *full->area)) chat_row.kind = at->row.kind;
  }
  std::vector<TenancyRow> tenancies;
  if (auto person = sender()) {
    row.person = PersonRow{*person, roles_of(c_, *person), reachable(c_, *person), manner_of(c_, *person)};
    auto today = c_.zone.day(now_);
    auto q = c_.db.rows(
        "SELECT id, place_id, landlord_id, renter_id FROM tenancies WHERE street_id=?1 AND (landlord_id=?2 OR renter_id=?2) AND (from_day IS NULL"
        " OR from_day<=?3) AND (to_day IS NULL OR to_day>=?3) ORDER BY id",
        street_of(*person), *person, today);
    while (q.next()) {
      TenancyRow t;
      PlaceId at;
      q.into(t.id, at, t.landlord, t.renter);
      t.place = place(c_, at);
      if (t.renter) {
        t.renter_name = name_of_person(c_, *t.renter);
        t.renter_reachable = reachable(c_, *t.renter);
      }
      t.as_landlord = t.landlord == *person;
      tenancies.push_back(std::move(t));
    }
  } else if (auto newcomer = newcomer_of(c_, event_.account, event_.actor)) {
    auto q = c_.db.rows("SELECT id, lines FROM enrolments WHERE street_id=?1 AND newcomer_id=?2 AND open=1 ORDER BY id DESC LIMIT 1",
                       street_of(event_.account), *newcomer);
    if (q.next()) {
      row.enrolment = q.get<EnrolmentId>(0);
      row.enrolment_lines = q.get<std::int32_t>(1);
    }
  }
  r.sender.put(std::move(row));
  r.chat.put(std::move(chat_row));
  r.tenancies.put(std::move(tenancies));
}

std::vector<FragmentRow> Loader::fragments(PersonId person, ChatId where) {
  std::vector<FragmentRow> out;
  auto q = c_.db.rows("SELECT id, sent, addressed FROM fragments WHERE street_id=?1 AND person_id=?2 AND chat_id=?3 AND sealed_text IS NOT NULL ORDER BY id",
                      street_of(person), person, where);
  while (q.next()) out.push_back({q.get<FragmentId>(0), q.get<Instant>(1), q.get<bool>(2)});
  return out;
}

void Loader::load(const key::Conversation&, Records& r) {
  std::vector<QuestionRow> questions;
  std::vector<ReportRow> reports;
  std::vector<FragmentRow> waiting;
  std::vector<KeptRow> kept;
  if (auto person = sender()) {
    auto street = street_of(*person);
    {
      auto q = c_.db.rows("SELECT id FROM questions WHERE street_id=?1 AND asked_id=?2 AND ended IS NULL ORDER BY id DESC", street, *person);
      while (q.next())
        if (auto row = question(c_, q.get<QuestionId>(0), false)) questions.push_back(std::move(*row));
    }
    auto q = c_.db.rows(
        "SELECT id, person_id, said, retracted_by IS NOT NULL, first_fact, last_fact FROM reports r WHERE street_id=?1 AND person_id=?2 AND (first_fact=0 OR EXISTS"
        " (SELECT 1 FROM facts f WHERE f.street_id=?1 AND f.id BETWEEN r.first_fact AND r.last_fact AND f.report_id=r.id AND f.intent<>?3)) ORDER BY id DESC"
        " LIMIT 5",
        street, *person, Intent::none);
    while (q.next()) {
      ReportRow report;
      q.into(report.id, report.by, report.said, report.retracted);
      auto first = q.get<std::int64_t>(4), last = q.get<std::int64_t>(5);
      for (auto id = first; id <= last && first > 0; id += most_streets)
        if (auto f = fact(c_, FactId{id})) report.facts.push_back(std::move(f->row));
      reports.push_back(std::move(report));
    }
    if (auto where = chat()) waiting = fragments(*person, *where);
    auto sent = c_.db.rows("SELECT chat_id, kind, at FROM media_sent WHERE street_id=?1 AND person_id=?2 AND at>=?3 AND got=?4 ORDER BY at DESC LIMIT 20",
                           street, *person, now_ - std::chrono::minutes(10), MediaIn::Got::whole);
    while (sent.next()) kept.push_back({sent.get<std::optional<ChatId>>(0).value_or(ChatId{}), sent.get<MediaKind>(1), sent.get<Instant>(2)});
  }
  r.questions.put(std::move(questions));
  r.reports.put(std::move(reports));
  r.fragments.put(std::move(waiting));
  r.kept.put(std::move(kept));
}

void Loader::load(const key::LastCard&, Records& r) {
  constexpr std::chrono::hours answerable{72};
  auto where = chat();
  auto person = event_.direct ? sender() : std::nullopt;
  std::optional<CardRow> card;
  if (person || (where && !event_.direct)) {
    auto q = c_.db.rows(
        "SELECT question_id, planned, buttons FROM says WHERE lane=?1 AND buttons IS NOT NULL AND state>0 AND (ended IS NULL OR ended=?2) AND planned>=?3"
        " ORDER BY id DESC LIMIT 1",
        lane_of(where, person, {}), Ending::sent, now_ - answerable);
    if (q.next()) {
      card.emplace();
      q.into(card->asks, card->planned);
      for (auto& button : unpack<std::vector<Button>>(q.bytes(2))) card->buttons.push_back(button.key);
    }
  }
  r.card.put(std::move(card));
}

void Loader::add_case(CaseId id, std::vector<CaseRow>& to) {
  if (std::ranges::any_of(to, [&](auto& row) { return row.id == id; })) return;
  if (auto row = the_case(c_, id)) to.push_back(std::move(*row));
}

void Loader::load(const key::Cases&, Records& r) {
  std::vector<CaseRow> out;
  if (auto person = sender()) {
    auto street = street_of(*person);
    auto since = now_ - std::chrono::days(3);
    auto add = [&](db::Rows q) {
      while (q.next()) add_case(q.get<CaseId>(0), out);
    };
    add(
        c_.db.rows("SELECT c.id FROM tenancies t JOIN cases c ON c.street_id=t.street_id AND c.place_id=t.place_id AND (c.tenancy_id IS NULL OR"
                   " c.tenancy_id=t.id) WHERE t.street_id=?1 AND (t.landlord_id=?2 OR t.renter_id=?2) AND (c.final=0 OR c.changed>=?3)",
                   street, *person, since));
    add(c_.db.rows("SELECT id FROM cases WHERE street_id=?1 AND renter_id=?2 AND (final=0 OR changed>=?3)", street, *person, since));
    add(  // the last one of each tenancy: what was known of it may be taken over
        c_.db.rows("SELECT max(c.id) FROM tenancies t JOIN cases c ON c.street_id=t.street_id AND c.place_id=t.place_id AND c.tenancy_id=t.id WHERE"
                   " t.street_id=?1 AND (t.landlord_id=?2 OR t.renter_id=?2) AND c.final=1 GROUP BY c.tenancy_id ORDER BY 1 DESC LIMIT 16",
                   street, *person));
    add(c_.db.rows("SELECT id FROM cases WHERE street_id=?1 AND owner_person=?2 AND (final=0 OR changed>=?3)", street, *person, since));
    add(c_.db.rows("SELECT id FROM cases WHERE street_id=?1 AND place_id IS NULL AND reporter_id=?2 AND (final=0 OR changed>=?3)", street, *person,
                   since));
    add(
        c_.db.rows("SELECT DISTINCT c.id FROM (SELECT first_fact, last_fact FROM reports WHERE street_id=?1 AND person_id=?2 ORDER BY id DESC LIMIT 5) r"
                   " JOIN facts f ON f.street_id=?1 AND f.id BETWEEN r.first_fact AND r.last_fact JOIN cases c ON c.street_id=?1 AND c.id=f.case_id"
                   " WHERE c.final=0 OR c.changed>=?3",
                   street, *person, since));
    add(c_.db.rows("SELECT case_id FROM pending_dues WHERE kind=9 AND person_id=?1 AND case_id IS NOT NULL", *person));
    // Several on duty were told of it: whoever answers first has it.
    add(c_.db.rows("SELECT c.id FROM roles r JOIN cases c ON c.street_id=r.street_id AND c.owner_role=r.role AND c.owner_area=r.area_id JOIN pending_dues"
                   " d ON d.case_id=c.id AND d.kind=9 WHERE r.street_id=?1 AND r.person_id=?2 AND c.final=0 AND c.owner_person IS NULL",
                   street, *person));
    std::ranges::sort(out, {}, &CaseRow::id);
  }
  r.cases.put(std::move(out));
}

void Loader::load(const key::Places& k, Records& r) {
  auto found = places_fitting(c_, k.near ? k.near : root_of(c_, street()), k.written);
  auto places = r.places.loaded() ? *r.places : std::vector<PlaceRow>{};
  auto cases = r.cases.loaded() ? *r.cases : std::vector<CaseRow>{};
  for (auto& p : found) {
    if (std::ranges::find(places, p) == places.end()) places.push_back(p);
    load(key::Around{p.area}, r);
    auto q = c_.db.rows("SELECT id FROM cases WHERE street_id=?1 AND place_id=?2 AND final=0", street_of(p.id), p.id);
    while (q.next()) add_case(q.get<CaseId>(0), cases);
  }
  r.places.put(std::move(places));
  r.cases.put(std::move(cases));
}

void Loader::put_case(CaseId id, Records& r) {
  auto row = the_case(c_, id);
  if (row) {
    auto area = area_of(*row);
    load(key::Around{area ? area : root_of(c_, row->street)}, r);
  }
  r.the_case.put(std::move(row));
}

void Loader::load(const key::Case& k, Records& r) { put_case(k.id, r); }

void Loader::load(const key::Due& k, Records& r) {
  auto due = pending_due(c_, k.id);
  r.due.put(due);
  if (!due) return;
  if (due->kind == DueKind::burst && due->person) r.fragments.put(fragments(*due->person, due->chat.value_or(ChatId{})));
  if (due->question) load(key::Question{*due->question}, r);
  else if (due->kind == DueKind::card) r.question.put(std::nullopt);
  if (due->of) put_case(*due->of, r);
}

void Loader::load(const key::Question& k, Records& r) {
  auto row = question(c_, k.id, false);
  if (row && row->about) put_case(*row->about, r);
  r.question.put(std::move(row));
}

void Loader::load(const key::Around& k, Records& r) {
  if (!r.arounds.has(k.area)) r.arounds.put(k.area, around(c_, k.area ? k.area : root_of(c_, street()), now_));
}

void Loader::load(const key::PastEnd& k, Records& r) {
  std::vector<CaseRow> out;
  auto q = c_.db.rows(
      "SELECT c.id FROM cases c JOIN places p ON p.street_id=c.street_id AND p.id=c.place_id JOIN areas_below b ON b.street_id=p.street_id AND"
      " b.area_id=p.area_id WHERE c.street_id=?1 AND c.climb_past_end=1 AND c.final=0 AND b.above_id=?2 ORDER BY c.id",
      street_of(k.area), k.area);
  while (q.next()) add_case(q.get<CaseId>(0), out);
  r.past_end.put(std::move(out));
}

void Loader::load(const key::Enrolment& k, Records& r) { r.enrolment.put(enrolment(c_, k.id, now_)); }

void Loader::load(const key::PlannedSay& k, Records& r) {
  auto q = c_.db.rows("SELECT id, case_id, to_person, class FROM says WHERE id=?1", k.id);
  if (!q.next()) return r.say.put(std::nullopt);
  SayHead head;
  q.into(head.id, head.of, head.to);
  head.escalation = q.get<SayClass>(3) == SayClass::escalation;
  r.say.put(head);
}

}  // namespace linli::store
