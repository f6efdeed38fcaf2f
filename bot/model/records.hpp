#pragma once
// What a decision may look at. Keys name it by meaning, the store loads it (at most two rounds), Records hold it in slots that ASSERT when
// read but not loaded: "not loaded" must never look like "none". One unit's thread only.
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bot/model/button.hpp"
#include "bot/model/case.hpp"
#include "bot/model/event.hpp"
#include "bot/model/manner.hpp"
#include "bot/model/secret.hpp"

namespace linli {

// ---- keys: questions by meaning ------------------------------------------------------------------------------------------------------
namespace key {
struct Sender {};                                 // who writes in which chat, their roles, their tenancies (names opened) -> sender, chat, tenancies
struct Conversation {};                           // the sender's open questions, last reports, waiting fragments, media of the last 10 minutes -> questions, reports, fragments, kept
struct LastCard {};                               // the newest message with buttons that went to the event's chat (a direct one: to the sender), in the last 3 days -> card
struct Cases {};                                  // cases about the sender's tenancies or last reports, owned by the sender, or in which they are put through to somebody or may answer: open ones, those closed in the last 3 days, and each tenancy's last -> cases
struct Places { AreaId near; std::string written; };  // places whose address fits what was written, nearest first, at most 8 -> places (those of several keys together), what is around each, and the open cases there -> added to cases
struct Case { CaseId id; };                       // one case wherever it is -> the_case, and the around of its place's area
struct Due { DueId id; };                         // -> due, and with it fragments (burst), question (card); where it has a case: the_case and around too
struct Question { QuestionId id; };               // -> question; where it is about a case: the_case and around too
struct Around { AreaId area; };                   // the way up from the area (0: the street): who holds which role, who is on duty now, group chats -> added to arounds
struct PastEnd { AreaId area; };                  // open cases below an area that are past the end of their policy -> past_end
struct Enrolment { EnrolmentId id; };             // -> enrolment
struct PlannedSay { SayId id; };                  // -> say
}  // namespace key
struct Keys {
  using Key = std::variant<key::Sender, key::Conversation, key::LastCard, key::Cases, key::Places, key::Case, key::Due, key::Question, key::Around,
      key::PastEnd, key::Enrolment, key::PlannedSay>;
  std::vector<Key> load;
};

// ---- rows ----------------------------------------------------------------------------------------------------------------------------
struct RoleRow {
  std::string role;                               // as config/roles.toml names it
  AreaId area;
};
struct PersonRow {
  PersonId id;
  std::vector<RoleRow> roles;
  bool has_direct{};                              // can be reached in a direct chat
  Manner manner;
};
struct SenderRow {
  StreetId street;
  std::optional<PersonRow> person;                // none: nobody knows this account
  std::optional<EnrolmentId> enrolment;           // an unknown sender's open way in
  std::int32_t enrolment_lines{};                 // how many polite lines they had; the bot does not repeat itself
};
struct ChatRow {
  ChatId id;                                      // 0: the event names no chat; one not seen before is remembered at once
  AreaId area;
  bool direct{};
  std::string audience;                           // "landlords", "supervisors", ...: as the import names it; empty for a direct chat
  std::string kind;                               // villages and compounds differ in who is the steward; from the area
};
struct TenancyRow {
  TenancyId id;
  PlaceRow place;
  PersonId landlord;
  std::optional<PersonId> renter;
  SecretPtr renter_name;                          // absent when there is no renter or the key is gone
  bool renter_reachable{};                        // has an account and a direct chat
  bool as_landlord{};                             // the sender lets it; else the sender rents it
};
struct Proposed {
  Candidate fact;
  std::optional<PlaceId> place;
  std::optional<TenancyId> tenancy;
  std::optional<CaseId> of;
  std::string words;                              // the clause it came from
  bool spoken{};                                  // heard, not read: it counts only after a yes
};
struct Choice {
  enum class What : std::uint8_t { yes, no, day, place, tenancy, of_case, other, topic } what{};
  std::optional<DateValue> day;
  std::int64_t id{};                              // of the place, tenancy or case; the number of a menu's topic
};
struct QuestionRow {
  QuestionId id;
  PersonId asked;
  ChatId chat;                                    // where it was asked
  std::optional<CaseId> about;
  std::vector<Asked> asks;                        // confirm, or the slots asked for
  std::vector<Proposed> proposed;                 // facts not yet certain, opened
  std::vector<Choice> choices;
  std::string reminder;                           // the playbook reminder that asked, or empty
  std::int32_t tries{};                           // asked how often, from 1
  Instant asked_at;
};
struct FactRow {
  FactId id;
  ReportId report;
  std::optional<CaseId> of;
  std::optional<PlaceId> place;
  Intent intent{};
  bool negated{}, hedged{};
  std::vector<Found> slots;                       // open slots only; of a sealed slot the value is empty text and only its presence is told
  Instant said;
};
struct ReportRow {
  ReportId id;
  PersonId by;
  Instant said;
  bool retracted{};
  std::vector<FactRow> facts;
};
struct FragmentRow {
  FragmentId id;
  Instant sent;
  bool addressed{};                               // it mentioned the bot
};
struct KeptRow {                                  // media of the sender that came whole
  ChatId chat;
  MediaKind kind{};
  Instant at;
};
struct CardRow {
  std::optional<QuestionId> asks;                 // the question it puts
  Instant planned;
  std::vector<ButtonKey> buttons;                 // as numbered: the first is 1
};
inline const ButtonKey* numbered(const std::optional<CardRow>& card, std::uint32_t number) {
  return card && number >= 1 && number <= card->buttons.size() ? &card->buttons[number - 1] : nullptr;
}
struct Holder {
  PersonId person;
  std::string role;
  AreaId area;
  std::string level;                              // kind of that area: group, committee, street, ...
  bool on_duty{};                                 // by the rota, now; roles without a rota are always on duty
  bool reachable{};
};
struct AreaRow {
  AreaId id;
  std::string level;
  std::string kind;                               // village, compound, ... for a group; else empty
};
struct AroundRow {
  std::vector<AreaRow> path;                      // from the area itself up to the street
  std::vector<Holder> holders;                    // of the roles on that path
  std::vector<ChatRow> chats;                     // group chats bound to areas on the path
};
// What is around each area that was asked for. `of` aborts for an area that was not loaded.
class Arounds {
 public:
  void put(AreaId area, AroundRow row) { all_.emplace_back(area, std::move(row)); }
  bool has(AreaId area) const {
    for (auto& [id, row] : all_)
      if (id == area) return true;
    return false;
  }
  const AroundRow& of(AreaId area) const {
    for (auto& [id, row] : all_)
      if (id == area) return row;
    std::fprintf(stderr, "records: what is around area %lld was read but not loaded\n", static_cast<long long>(area.value));
    std::abort();
  }

 private:
  std::vector<std::pair<AreaId, AroundRow>> all_;
};

struct EnrolmentRow {
  EnrolmentId id;
  std::string code;                               // what the newcomer tells the committee worker
  std::optional<PlaceRow> place;
  std::optional<TenancyId> tenancy;               // the place's running tenancy, if there is one
  std::string platform_actor;                     // who wants in; 0-length once closed
  AccountId account;
  bool open{};
};

// ---- slots ---------------------------------------------------------------------------------------------------------------------------
// Aborts with the name of what was read in every build: a decision on records that were never loaded would be a silent guess.
template <class T>
class Slotted {
 public:
  explicit Slotted(const char* name) : name_(name) {}
  void put(T v) { v_.emplace(std::move(v)); }
  bool loaded() const { return v_.has_value(); }
  const T& operator*() const {
    if (!v_) not_loaded();
    return *v_;
  }
  const T* operator->() const { return &**this; }

 private:
  [[noreturn]] void not_loaded() const {
    std::fprintf(stderr, "records: '%s' was read but not loaded\n", name_);
    std::abort();
  }
  const char* name_;
  std::optional<T> v_;
};

struct SayHead {
  SayId id;
  std::optional<CaseId> of;
  std::optional<PersonId> to;
  bool escalation{};
};

struct Records {
  Slotted<SenderRow> sender{"sender"};
  Slotted<ChatRow> chat{"chat"};
  Slotted<std::vector<TenancyRow>> tenancies{"tenancies"};
  Slotted<std::vector<QuestionRow>> questions{"questions"};    // open, newest first
  Slotted<std::vector<ReportRow>> reports{"reports"};          // the sender's last five, newest first
  Slotted<std::vector<FragmentRow>> fragments{"fragments"};    // oldest first
  Slotted<std::vector<KeptRow>> kept{"kept"};                  // newest first
  Slotted<std::optional<CardRow>> card{"card"};                // none: no such message
  Slotted<std::vector<CaseRow>> cases{"cases"};
  Slotted<std::vector<PlaceRow>> places{"places"};
  Slotted<std::optional<CaseRow>> the_case{"the_case"};
  Slotted<std::optional<DueRow>> due{"due"};                   // none: gone, closed or already played
  Slotted<std::optional<QuestionRow>> question{"question"};    // none: no longer open
  Arounds arounds;
  Slotted<std::vector<CaseRow>> past_end{"past_end"};
  Slotted<std::optional<EnrolmentRow>> enrolment{"enrolment"};
  Slotted<std::optional<SayHead>> say{"say"};
};

}  // namespace linli
