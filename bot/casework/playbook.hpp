#pragma once
// A playbook: a case kind as data (config/playbooks/*.toml, form in docs/playbooks.md). Parsed and checked in service/knowledge; the engine
// plays it. Immutable. Hours are minutes of the local day, durations are plain.
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/model/event.hpp"
#include "bot/model/reading.hpp"
#include "bot/model/time.hpp"

namespace linli {

struct Playbook {
  struct State {
    std::string name, colour;
    bool final{};
  };
  // What makes a case move: a fact, a limit that ran out, a result, or something taken back (`retracted`: that fact, or without a fact the
  // report that opened the case).
  struct Trigger {
    std::optional<Intent> fact;
    bool negated{};
    bool confirmed{};                     // only after a yes to a card
    std::vector<std::string> by;          // roles or parties who may state it; empty: anybody with standing
    std::string due;                      // name of a limit that ran out
    std::string result;                   // a result with which staff close
    bool retracted{};
  };
  struct Transition {
    std::vector<std::string> from;
    std::string to;                       // may be the state itself: only what climbs ends
    Trigger on;
    std::string say;                      // template announced to the parties when it happens, or empty
    std::vector<std::string> say_to;
  };
  struct Moment {                         // a day counted from an anchor, and an hour of it
    std::int32_t days{};
    Minutes at{};
  };
  struct Reminder {
    std::string name;
    std::string anchor;                   // a date of the playbook, "opened", or "entered" (the day its state was entered)
    Moment when;
    std::map<PartOfDay, Moment> when_part; // instead of `when`, where the part of the day is known
    std::vector<std::string> to;          // parties or roles; the first reachable one if `first_of`, else all
    bool first_of{};
    std::string tmpl;
    std::string forward;                  // template for the landlord to forward where the renter cannot be reached
    std::vector<std::string> in;          // states in which it holds
    std::vector<Certainty> certainty;     // of the anchor; empty: any with a start day
    std::optional<Asked> asks;            // the message puts this question
    std::string yes, no;                  // templates of the question's buttons; a missing one has no button
    std::vector<Minutes> after_no;        // asked again after a no: same day at the first of these later than now, else next day at the last
    std::string on_no;                    // a no makes the case climb, for this reason
    std::optional<Minutes> late;          // planned too late: today at this hour (not before its day) if still ahead, else the next day at its own
                                          // hour; absent: waived
    std::int32_t every_days{};            // 0: once
    std::int32_t times{1};
  };
  struct Limit {
    std::string name;
    std::string anchor;                   // a date of the playbook, "asked:<reminder>", "opened", or "entered" (the moment its state was entered)
    std::vector<std::string> in;          // states in which it holds
    std::optional<std::chrono::minutes> within;   // counted only between `from` and `to` of each day
    Minutes from{0}, to{24 * 60};
    std::optional<Moment> at;             // or: so many days after the anchor's day, at an hour
    bool escalate{};                      // the case climbs, with this limit's name as the reason; else a transition waits for it
    std::string say;                      // template told when it runs out, or empty
    std::vector<std::string> say_to;
  };
  struct FollowUp {                       // a date that is not exact is asked again
    std::string anchor;
    std::vector<std::string> in, to;      // states in which it holds; parties, the first reachable one is asked
    Minutes at{};                         // vague: at this hour of its first day
    std::int32_t unknown_days{};          // unknown: so many days later
    std::int32_t hedged_days{};           // hedged exact day: so many days before
    std::int32_t again_days{1};           // without an answer: again so many days later
    std::int32_t tries{1};                // asked so often in vain, the case climbs
    std::string reason;                   // with this reason; empty: it is asked on and on
    std::string tmpl;
  };
  struct Step {
    std::chrono::minutes after{};         // after the step before (the first: after the limit)
    std::string role;                     // whoever holds it
    bool steward{};                       // or whoever is the steward in this kind of area
    std::string level;                    // of the area they hold it in
    bool on_duty{};                       // only who is on duty; else all holders
    std::string chat;                     // audience of a group chat told as well, or empty
    bool direct{true};                    // to each one's direct chat; false: only where there is no such chat, which they see anyway
    std::chrono::minutes repeat_every{};
    std::int32_t repeat_times{};
    bool at_night{};                      // not held back by the hours of the policy
    bool not_urgent{};                    // urgent reasons pass it over: they begin further up
  };
  struct Verb {
    std::string name;
    std::string label;                    // template of the button
  };
  struct Policy {
    std::vector<Step> steps;
    std::chrono::minutes lease{};
    Minutes from{0}, to{24 * 60};         // escalations begin and climb within these hours
    std::optional<Minutes> digest_at;     // after the last step: a digest every day at this hour
    std::string tmpl, digest_tmpl;
    std::vector<Verb> verbs;
    std::vector<std::string> results;     // with which staff may close; each is a transition's trigger, or states a fact:
    std::map<std::string, Intent> result_facts;  // closing so means that the closer states this fact
    std::vector<std::chrono::minutes> snoozes;
    std::vector<std::string> urgent;      // reasons that climb at night too
    std::string at_once;                  // the reason for which a case climbs as soon as it is opened, or empty
  };
  struct Handover {                       // who asks for a person is put through to the one who has the case
    std::chrono::minutes lasts{};         // from the moment somebody is told; until then the bot is silent towards who asked
    std::string result;                   // with which handing back closes the case
  };

  std::string kind;
  std::int32_t version{};
  std::string title;                      // word key
  std::vector<Intent> opens;              // facts that open a case of this kind
  std::vector<MediaKind> opens_media;     // media that do: what nobody here can read or hear
  std::map<std::string, std::vector<std::pair<Intent, Slot>>> dates;  // named dates and the facts they come from
  std::map<std::string, std::string> after;  // of these: the named date from whose end on a number of days is counted, where that is what was said
  std::vector<std::string> or_today;      // of these: the day of the first such statement, where it says none
  std::vector<Slot> wanted, needed;       // asked once with the record; asked before anything is stored
  std::string first;                      // state
  std::vector<State> states;
  std::vector<Transition> transitions;
  std::vector<Reminder> reminders;
  std::vector<Limit> limits;
  std::optional<FollowUp> follow_up;
  std::optional<Policy> policy;
  std::optional<Handover> handover;
  std::map<std::string, std::string> templates;  // moments of the conversation -> template ("recorded", "group_recorded", ...)

  const State* state(const std::string& name) const;
  const Reminder* reminder(const std::string& name) const;
  const Limit* limit(const std::string& name) const;
};

// Whether something that holds in `states` holds in this one; an empty list holds in every state.
bool holds_in(const std::vector<std::string>& states, const std::string& state);
// Whether nobody may see who reported its cases, nor the parties of the dwelling that there is one (bot/model/sealing.hpp).
bool hides_source(const Playbook& book);
// "asked:<reminder>": the reminder's name; empty for every other anchor.
std::string asked_of(const std::string& anchor);
// Every template a playbook names, without repetition: they are checked where templates are loaded.
std::vector<std::string> template_names(const Playbook& book);
// Every reason for which its cases can climb: escalating limits, vain follow-ups, a no to a question. Others come from outside (a fever).
std::vector<std::string> reasons(const Playbook& book);

}  // namespace linli
