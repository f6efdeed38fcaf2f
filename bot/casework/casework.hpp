#pragma once
// Plays any playbook. All functions are pure: they look at what is handed in and add to the Decision what follows. A case's state changes
// only here (transitions.cpp). The engine knows no disease, district, number of days, role or state by name.
#include <optional>
#include <string>
#include <vector>

#include "bot/model/decision.hpp"
#include "bot/model/records.hpp"

namespace linli {

struct Knowledge;
struct Playbook;

// A case while one decision works on it: the stored head, or the head of a case this decision opens, kept up to date step by step.
struct Working {
  Ref<CaseId> ref;
  CaseRow row;                                 // as it will be after the decision so far
  std::vector<std::size_t> new_dues;           // indices into Decision::dues that belong to it and are pending
  std::vector<DueId> closed_dues;              // of row.dues, those closed by the decision so far
};
Working working(const CaseRow& stored);

// Who states a fact towards a case.
struct Standing {
  std::optional<PersonId> person;
  std::vector<std::string> as;                 // role names as configured, and the parties "landlord", "renter" where the person is one
};

struct Stated {
  Ref<FactId> fact;                            // already in Decision::reports
  const Candidate* what{};
  Standing by;
  bool confirmed{};                            // said yes to a card
};

struct Effect {
  bool moved{};                                // the state changed
  bool corrected{};                            // a value or date changed
  bool refused{};                              // the playbook wants this from somebody else (transition's `by`), nothing was changed
  std::optional<Instant> asks_again;           // when the matter will be asked again (after 还没, a vague or unknown date)
};

class Casework {
 public:
  explicit Casework(const Knowledge& knowledge) : k_(knowledge) {}

  // The playbook that a fact of this intent opens a case of; none if none does.
  const Playbook* opened_by(Intent intent) const;
  const Playbook* opened_by(MediaKind kind) const;   // the same for what nobody here can read or hear
  const Playbook& playbook(const CaseRow& row) const;

  // Opens a case: NewCase, the opening step, values, dates, and every moment the playbook promises as a due (those already past as ended
  // ones). `effect`, if given, tells when a vague or unknown date will be asked again.
  Working open(Decision& d, const Playbook& book, const NewCase& fresh, const PlaceRow& place, const Stated& stated, const AroundRow& around,
               Instant now, Effect* effect = nullptr) const;

  // A further fact about an open case: values and dates, the transition the playbook has for it, dues planned anew, climbs ended or begun.
  Effect apply(Decision& d, Working& w, const Stated& stated, const AroundRow& around, Instant now) const;

  // A fact is taken back: its values go, or are again what `earlier` reports said of this case (newest first); the playbook's `retracted`
  // transition for the fact, or for the opening report, is taken.
  Effect retract(Decision& d, Working& w, const FactRow& fact, bool opening, const std::vector<ReportRow>& earlier, const Standing& by,
                 const AroundRow& around, Instant now) const;

  // A due of this case has come: reminder, limit, climb, lease, snooze, follow_up.
  void due(Decision& d, Working& w, const DueRow& due, const AroundRow& around, Instant now) const;

  // take_over, hand_on, close, snooze pressed or written by `by`; tells that person what came of it (or why not). Taking over a closed
  // case does not reopen it. A verb without its detail answers with a second card of choices.
  void verb(Decision& d, Working& w, const CaseVerb& verb, const PersonRow& by, const AroundRow& around, Instant now) const;

  // Who asked for a person is put through to whoever has the case, from the moment somebody is told of it (returned) and for as long as the
  // playbook says. Nothing where the playbook knows no such thing, or nobody can be told.
  std::optional<Instant> hand_over(Decision& d, Working& w, PersonId asker, const AroundRow& around, Instant now) const;
  // Whom this case puts through now; nobody else is.
  std::optional<PersonId> put_through(const Working& w, Instant now) const;
  // Who may answer them: who has the case, or all who were told of it; none where a group chat was told.
  std::vector<PersonId> answering(const Working& w, const AroundRow& around, Instant now) const;
  // `by` answers: the case is theirs, as after a take-over.
  void answered_by(Decision& d, Working& w, const PersonRow& by, const AroundRow& around, Instant now) const;

  // Something other than a limit makes it climb (a fever). What already climbs for this reason is told again to whoever has it now; an urgent
  // reason begins anew at the first step; a lesser one changes nothing.
  void escalate(Decision& d, Working& w, const std::string& reason, const AroundRow& around, Instant now) const;

  // What made it climb for this reason was taken back: whoever was told hears that it is over. Nothing where it climbs for another, or not at all.
  void call_off(Decision& d, Working& w, const std::string& reason, const AroundRow& around, Instant now) const;

  // An escalation message could not be delivered to `to` (a group chat, if absent): where nobody else was told, the next step comes at once.
  void undelivered(Decision& d, Working& w, const std::optional<PersonId>& to, const AroundRow& around, Instant now) const;

  // The daily digest of what is past the end of its policy, and the next one while any is left.
  void digest(Decision& d, const DueRow& due, const std::vector<CaseRow>& past_end, const AroundRow& around, Instant now) const;

  // The earliest moment not in quiet hours at or after `at`, for words that the bot starts towards residents.
  Instant out_of_quiet(Instant at) const;

 private:
  const Knowledge& k_;
};

}  // namespace linli
