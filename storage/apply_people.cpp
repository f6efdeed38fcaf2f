// People heard of for the first time, newcomers, tenancies, and what waits of a burst.
#include <sodium.h>

#include "storage/apply.hpp"
#include "storage/keeping.hpp"

namespace linli::store {

using db::Bytes;

void Apply::person(const NewPerson& n) {
  auto id = c_.numbers.next<PersonId>("person", street_);
  people_.push_back(id);
  c_.db.run("INSERT INTO people(street_id, id, sealed_name, sealed_phone, phone_blind, language) VALUES(?1, ?2, ?3, NULL, NULL, '')", street_, id,
            Bytes{c_.vault.seal(vault::of(id), {"people", id.value, "name"}, n.name)});
  for (auto& role : n.roles)
    c_.db.run("INSERT INTO roles(street_id, person_id, role, area_id) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", street_, id, role.role,
              role.area);
}

void Apply::binding(const Binding& b) {
  auto person = stored(b.person);
  auto street = street_of(b.account);
  auto blind = c_.vault.blind("actor", street, b.actor);
  c_.db.run(
      "INSERT INTO bindings(street_id, account_id, blind, person_id, platform) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT(street_id, account_id,"
      " blind) DO UPDATE SET person_id=excluded.person_id, platform=excluded.platform",
      street, b.account, Bytes{blind}, person, Bytes{c_.vault.seal(vault::of(person), {"bindings", b.account.value, "platform"}, b.actor)});
  if (auto newcomer = newcomer_of(c_, b.account, b.actor)) {
    c_.db.run("UPDATE chats SET person_id=?2, newcomer_id=NULL WHERE newcomer_id=?1", *newcomer, person);
    c_.db.run("UPDATE people SET wrote=(SELECT wrote FROM newcomers WHERE street_id=?1 AND id=?2) WHERE street_id=?3 AND id=?4", street, *newcomer,
              street_of(person), person);
  }
}

void Apply::tenancy(const NewTenancy& n) {
  auto street = street_of(n.place);
  auto id = c_.numbers.next<TenancyId>("tenancy", street);
  tenancies_.push_back(id);
  c_.db.run("INSERT INTO tenancies(street_id, id, place_id, landlord_id, renter_id, from_day, to_day) VALUES(?1, ?2, ?3, ?4, ?5, NULL, NULL)", street,
            id, n.place, stored(n.landlord), stored(n.renter));
}

void Apply::renter(const SetRenter& s) {
  c_.db.run("UPDATE tenancies SET renter_id=?3 WHERE street_id=?1 AND id=?2", street_of(s.tenancy), s.tenancy, stored(s.renter));
}

void Apply::manner(const SetManner& s) {
  std::string language(name_of(s.manner.language));
  if (auto person = loader_.sender())
    c_.db.run("UPDATE people SET wrote=?3, plain=?4 WHERE street_id=?1 AND id=?2", street_of(*person), *person, language, s.manner.plain);
  else
    c_.db.run("UPDATE newcomers SET wrote=?3 WHERE street_id=?1 AND id=?2", street_of(event_.account), remember_newcomer(c_, event_.account, event_.actor),
              language);
}

void Apply::enrolment(const NewEnrolment& n) {
  auto who = remember_newcomer(c_, n.account, n.actor);
  auto street = street_of(n.account);
  auto id = c_.numbers.next<EnrolmentId>("enrolment", street);
  enrolments_.push_back(id);
  std::string code;  // spoken by telephone; it only names the newcomer, a worker's press confirms
  do code = std::to_string(100000 + randombytes_uniform(900000));
  while (c_.db.one<int>("SELECT 1 FROM enrolments WHERE street_id=?1 AND open=1 AND code=?2", street, code));
  c_.db.run("INSERT INTO enrolments(street_id, id, newcomer_id, code, place_id, lines, open) VALUES(?1, ?2, ?3, ?4, ?5, 0, 1)", street, id, who, code,
            n.place);
  if (auto chat = loader_.chat(); chat && event_.direct)
    c_.db.run("UPDATE chats SET newcomer_id=?3 WHERE street_id=?1 AND id=?2 AND person_id IS NULL", street, *chat, who);
}

void Apply::enrolment(const UpdateEnrolment& u) {
  if (u.place) c_.db.run("UPDATE enrolments SET place_id=?3 WHERE street_id=?1 AND id=?2", street_of(u.id), u.id, *u.place);
  if (u.close) c_.db.run("UPDATE enrolments SET open=0 WHERE street_id=?1 AND id=?2", street_of(u.id), u.id);
}

void Apply::fragment(const NewFragment& n) {
  auto person = loader_.sender();
  auto chat = loader_.chat();
  if (!person || !chat) return;  // nobody whose key could seal it: it is not kept
  auto id = c_.numbers.next<FragmentId>("fragment", street_of(*person));
  c_.db.run("INSERT INTO fragments(street_id, person_id, chat_id, id, sent, sealed_text, addressed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", street_of(*person),
            *person, *chat, id, event_.sent, Bytes{c_.vault.seal(vault::of(*person), {"fragments", id.value, "text"}, n.text)}, n.addressed);
}

// That it was sent; what it brought is sealed beside the event.
void Apply::media(const KeepMedia& keep) {
  auto* media = std::get_if<MediaIn>(&event_.body);
  if (!media) return;
  c_.db.run("INSERT INTO media_sent(event_id, street_id, person_id, chat_id, case_id, at, kind, got) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", id_,
            street_, loader_.sender(), loader_.chat(), stored(keep.of), now_, media->kind, media->got);
}

}  // namespace linli::store
