#pragma once
// What readers of the store get: plain rows with ids; sealed fields only as opened Secrets, absent where the key is gone. Values of one
// read; nothing here refers back into the store.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/model/case.hpp"
#include "bot/model/decision.hpp"
#include "bot/model/event.hpp"
#include "bot/model/records.hpp"
#include "bot/model/say.hpp"

namespace linli {

// ---- learning --------------------------------------------------------------------------------------------------------------------------
struct LessonView {               // words that were misread
  PersonId by;
  LessonWhy why{};
  Instant at;
  Intent taken{};                 // what they were taken for
  SecretPtr words;
  std::optional<Intent> meant;    // what the same person reported within the hour after: what was right
  std::vector<Slot> meant_slots;
};

// ---- the way out ----------------------------------------------------------------------------------------------------------------------
// A planned message with everything its sending needs. All Refs inside hold stored ids. A lane is (account, platform_chat or actor): one
// message at a time leaves it.
struct SayRow {
  SayId id;
  StreetId street;
  EventId cause;
  Say say;
  AccountId account;              // 0: the person has no account anywhere
  std::string platform_chat;      // of a group or a direct chat seen before; or empty, and `actor` says whose direct chat
  std::string actor;              // the recipient's platform id; empty in a group
  Manner manner;                  // of the person it goes to; in a group everybody's
  std::string mention;            // platform id of the person to mention, or empty
  std::int32_t attempts{};        // begun so far
  Instant planned;                // bot's time of the decision
  bool uncertain{};               // an attempt was begun and its outcome never heard (the service died): rule by class
  bool claimed{};                 // that attempt was the answer to its event's request, which knows no key
};
// Words as they were handed to a request's own answer; buttons by key and label.
struct AnswerWords {
  std::string text;
  std::vector<std::pair<std::string, std::string>> buttons;
};
struct AnswerBegun {
  SayRow row;
  std::optional<AnswerWords> words; // handed out before
};
// A sent card whose question or climb is over: it is to be shown as settled.
struct SettledCard {
  SayRow row;
  std::string platform_id;        // of the message as it was sent
  std::string why;                // word key of what came of it: "answered", "declined", "taken_over", ...
  SecretPtr text;                 // as sent
  std::vector<FactId> facts;      // what was stated by the event that ended it: about its case, or by whom it asked
  std::optional<PersonId> by;     // who did the step that ended it, and the step's reason
  std::string reason;
  EventId ended_by;
};
struct SaidRow {                  // a planned message as the timeline shows it
  SayRow row;
  std::optional<Ending> ended;    // none: still planned
  std::string why;                // word key of the ending; row.say.why is why it was planned
  std::optional<Instant> ended_at; // bot's time
  std::optional<PersonId> to;     // the person meant, where there is one
  bool to_source{};               // it went to the hidden source of the case: no person is told
  SecretPtr text;                 // as sent
};

// ---- what is due ----------------------------------------------------------------------------------------------------------------------
struct NextDue {
  DueRow due;
  std::string place;              // address of the case's place, or empty
};
// Everything the event of a burst's due needs: its fragments opened and joined by line ends.
struct BurstView {
  AccountId account;
  std::string platform_chat, actor;
  bool direct{};
  BurstIn in;
};

// ---- words ----------------------------------------------------------------------------------------------------------------------------
struct FactView {
  FactRow row;                                          // open slots with their values
  std::vector<std::pair<Slot, SecretPtr>> sealed;       // sealed slots opened: text as written; lists joined by U+3001
  std::string address;                                  // of its place, or empty
  PersonId by;                                          // nobody, and no name, where the source is hidden
  SecretPtr by_name;
  bool source_hidden{};                                 // bot/model/sealing.hpp
  SecretPtr words;                                      // the clause it came from
  std::string rule, reason;
  std::vector<std::pair<Slot, std::string>> rules;      // which rule found each slot
  std::vector<std::pair<Slot, Span>> spans;             // where in `words` each slot was found (bytes); absent where unknown
  bool retracted{};
  EventId event;
};
struct CaseView {
  CaseRow row;
  SecretPtr renter_name, landlord_name;
  std::string owner_name_role;                          // role name of the owner where no person owns it
  SecretPtr owner_name;
  std::vector<FactView> current;                        // the facts that hold the current values (row.values), without repetition
};
struct StepRow {
  StepId id;
  CaseId of;
  std::int32_t seq{};
  StepKind kind{};
  std::string from, state;
  Instant at;                                           // bot's time
  std::optional<PersonId> by;
  SecretPtr by_name;
  std::string why;
  Owner owner;
  std::optional<Instant> next;
  Climb climb;
  std::vector<Holder> duty;
  std::optional<FactId> fact;                           // what caused it, where a fact did
  std::optional<DueId> due;
};
struct DueView {
  DueRow due;
  std::optional<Ending> ended;
  std::string why;
  std::optional<Instant> ended_at;
};
// Words of a party, written while the case was open, that came to nothing. Only that, when and why: the words are not kept.
struct SilenceView {
  EventId event;
  Instant at;
  PersonId by;
  SecretPtr by_name;
  std::string why;                                      // word key: "chatter", "ack", ...
};
// A picture, a voice, a file that was sent about the case.
struct MediaSentView {
  EventId event;
  Instant at;
  SecretPtr by_name;
  bool source_hidden{};
  MediaKind kind{};
  MediaIn::Got got{};
};
// A case's whole story, each list oldest first.
struct Story {
  CaseView head;
  std::vector<FactView> facts;
  std::vector<StepRow> steps;
  std::vector<SaidRow> says;
  std::vector<DueView> dues;
  std::vector<SilenceView> silences;
  std::vector<MediaSentView> media;
};

// What a picture, a voice or a file brought.
struct MediaView {
  MediaKind kind{};
  std::string type;
  std::int64_t size{};
  SecretPtr bytes;
};

// ---- who and where ----------------------------------------------------------------------------------------------------------------------
struct PersonView {
  PersonId id;
  SecretPtr name;
  std::vector<RoleRow> roles;
  std::vector<std::pair<AccountId, std::string>> bindings;  // account and platform id
  std::vector<std::string> lets, rents;                 // addresses
};
struct ChatView {
  ChatId id;
  AccountId account;
  std::string platform_chat;
  bool direct{};
  std::optional<PersonId> with;                         // of a direct chat
  std::string audience, title;
  AreaId area;
};

// A message of the built-in chat room, which is its own platform and keeps its own history. `body` is the adapter's, opaque here, sealed
// under the chat's key.
struct RoomLine {
  std::int64_t n{};                                     // ascending over the whole room; an update gets a new n
  std::string chat, id;
  std::string body;
};

struct ClockAnchor {                                    // the bot's clock showed `bot` when the computer's clock showed `real`
  Instant bot, real;
};
struct SessionView {
  PersonId person;
  Instant began, last;                                  // I/O clock
};

}  // namespace linli
