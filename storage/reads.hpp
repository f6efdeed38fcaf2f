#pragma once
// Everything readers may ask, on one read-only connection and one snapshot. Used inside Store::read on a reader's thread, never kept.
// Opens sealed fields through the key store; a value whose key is gone is absent, never an error.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/views.hpp"

namespace linli {

class Reads {
 public:
  struct Impl;
  explicit Reads(Impl& impl) : impl_(&impl) {}

  // ---- way out: the first planned message of each lane that may leave now: not_before reached, none before it in lane and class waiting
  // for its retry, none of its lane under way. By class, then id; at most `limit`.
  std::vector<SayRow> ready_says(Instant bot_now, Instant io_now, std::size_t limit);
  std::optional<Instant> next_not_before(Instant bot_now);   // the earliest planned message that waits for the bot's clock
  std::optional<Instant> next_retry(Instant io_now);         // the earliest that waits for a retry
  bool anything_to_say(Instant bot_now);                     // planned messages that may leave by then or are under way, cards to settle too
  std::vector<SettledCard> cards_to_settle(std::size_t limit);
  std::optional<Instant> first_claim_end();                  // of the open claims; by the computer's clock

  // ---- due
  std::optional<NextDue> next_due();
  std::vector<DueRow> ripe_dues(Instant until, std::size_t limit);   // ascending by (at, id)
  std::optional<BurstView> burst(DueId due);

  // ---- words
  std::optional<FactView> fact(FactId id);
  std::optional<CaseView> the_case(CaseId id);
  std::optional<QuestionRow> question(QuestionId id);        // also when it is over (without what was proposed then)
  std::optional<MediaView> media(EventId event);             // what its event brought, where it was kept
  SecretPtr name(PersonId id);
  std::string address(PlaceId id);
  std::string area_name(AreaId id);
  std::optional<EnrolmentRow> enrolment(EnrolmentId id);

  // ---- the console's and the room's view
  std::optional<Story> story(CaseId id);
  // Cases the person may see: own tenancies as landlord or renter, but for those whose source is hidden; staff roles (`staff`: role names) see all below their areas. Open ones
  // by next moment, then the closed of the last days, at most `limit`.
  std::vector<CaseView> cases_seen_by(PersonId who, std::span<const std::string> staff, std::size_t limit);
  bool may_see(PersonId who, CaseId of, std::span<const std::string> staff);
  // Whether the person holds one of the roles in an area on the way up from the case's place; in the street, where it has no place.
  bool stands_above(PersonId who, CaseId of, std::span<const std::string> staff);
  std::vector<PersonView> people(AccountId account);         // everybody with an account on it
  std::optional<PersonView> person(PersonId id);
  std::optional<PersonId> person_of(AccountId account, const std::string& actor);
  std::optional<std::string> actor_called(AccountId account, const std::string& alias);  // by another name of the platform's (Writes::keep_alias)
  std::vector<ChatView> chats(AccountId account);
  // Of whom the account heard and nobody imported: groups and writers, by the platform's ids, the newest first; at most 100 each.
  std::vector<std::string> unbound_chats(AccountId account);
  std::vector<std::string> strangers(AccountId account);
  std::vector<PersonId> members(ChatId chat);                // of a group: the parties and role holders of its audience below its area
  std::optional<AccountId> account(const std::string& platform);  // the account by its configured name, e.g. "webchat"
  std::vector<RoomLine> room_after(AccountId account, std::span<const std::string> chats, std::int64_t after, std::size_t limit);
  std::int64_t room_last(AccountId account);                 // the greatest n given so far, 0 for none
  std::optional<RoomLine> room_line(AccountId account, const std::string& id);
  std::vector<StreetId> streets();
  // The case that an outgoing message or an event belongs to, for `linli why`.
  std::optional<CaseId> case_of(SayId say);
  std::size_t open_cases();

  // ---- learning (docs/learning.md)
  std::vector<LessonView> lessons();                         // of all streets, the newest first; those whose key is gone are left out
  std::vector<SecretPtr> names_known();                      // of everybody in the streets
  std::vector<std::string> places_known();                   // names of areas, and addresses

  std::optional<ClockAnchor> clock();
  std::optional<SessionView> session(const std::string& token_hash);

 private:
  Impl* impl_;
};

}  // namespace linli
