#pragma once
// Writing jobs that are no events: settling of deliveries, import, clock, sessions, the room's history. Used inside Store::write on the
// writer's thread and in the shared commit; a job that throws is rolled back alone. Never kept. `now` is the bot's time unless it says io.
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "storage/import_set.hpp"
#include "storage/views.hpp"

namespace linli {

class Writes {
 public:
  struct Impl;
  explicit Writes(Impl& impl) : impl_(&impl) {}

  // ---- way out. Looks again whether the message still has its reason (question open, state and climb as they were, not too late): if
  // not it ends as waived with the why, and nothing is returned; else an attempt is begun and written down.
  std::optional<SayRow> begin_attempt(SayId id, Instant now);
  // The attempt's outcome. `text` is sealed for the timeline. A failed escalation's DeliveryIn event is the caller's to make.
  void sent(SayId id, const std::string& text, const std::string& platform_id, Instant now);
  void try_again(SayId id, Instant io_at, const std::string& why);             // goes back to planned, not before io_at
  void ended(SayId id, Ending how, const std::string& why, Instant now);       // failed, merged, waived
  void not_tried(SayId id);                                                    // goes back to planned as if no attempt had been begun
  void card_settled(SayId id);
  // At start: attempts that were begun and never settled become planned again, marked uncertain. How many. Open claims stay.
  std::size_t recover_attempts();

  // ---- words in a request's own answer: claims (storage/claims.hpp)
  // Nothing where the claim is over, or the message has lost its reason (then it ends as waived). `words`: they were handed out before.
  std::optional<AnswerBegun> begin_answer(SayId id, Instant now);
  // Seals the words before they leave. What was sealed first is what counts; nothing where the claim is over meanwhile.
  std::optional<AnswerWords> hand_out(SayId id, const AnswerWords& words);
  bool answered(SayId id, const std::string& platform_id, Instant now);        // false: somebody else has it already
  void not_answered(SayId id);                                                 // planned again: the ordinary route
  std::size_t lapse_claims(Instant io_now);                                    // those that ended unheard; how many

  // ---- another name by which the platform knows an actor of the account; sealed
  void keep_alias(AccountId account, const std::string& alias, const std::string& actor);

  // ---- clock, sessions
  void set_clock(const ClockAnchor& anchor);
  void new_code(const std::string& code_hash, PersonId person, Instant io_until);
  std::optional<PersonId> spend_code(const std::string& code_hash, Instant io_now);   // once, and not after its end
  void new_session(const std::string& token_hash, PersonId person, Instant io_now);
  void touch_session(const std::string& token_hash, Instant io_now);
  void end_session(const std::string& token_hash);
  std::size_t end_sessions_of(PersonId person);

  // ---- the room's history: a known id of the same chat is not appended again, its n is returned
  std::int64_t append_room(AccountId account, const std::string& chat, const std::string& id, const std::string& body);
  std::optional<std::int64_t> update_room(AccountId account, const std::string& id, const std::string& body);

  // ---- people and places: all or nothing, again = update (storage/import_set.hpp)
  std::expected<ImportCounts, std::vector<ImportError>> import(const ImportSet& set, Instant now);
  AccountId ensure_account(const std::string& name, StreetId street);          // an account of config, made when it is new
  void connected(const std::vector<AccountId>& accounts);                      // these are, all others are not: nobody is spoken to there

 private:
  Impl* impl_;
};

}  // namespace linli
