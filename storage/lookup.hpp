#pragma once
// Small questions that loading, applying and reading all ask: people, places, areas, chats, cases' heads and their open matters.
#include <optional>
#include <string>
#include <vector>

#include "bot/model/decision.hpp"
#include "storage/context.hpp"
#include "storage/fold.hpp"
#include "storage/views.hpp"

namespace linli::store {

// ---- who and where
std::optional<PersonId> person_of(Context& c, AccountId account, const std::string& actor);
std::optional<std::string> actor_of(Context& c, PersonId person, AccountId account);
bool reachable(Context& c, PersonId person);                   // has an account somewhere
SecretPtr name_of_person(Context& c, PersonId person);
Manner manner_of(Context& c, PersonId person);
Manner manner_of_newcomer(Context& c, std::int64_t newcomer);
std::vector<RoleRow> roles_of(Context& c, PersonId person);
PlaceRow place(Context& c, PlaceId id);                        // an empty row for 0
struct AreaFull {
  AreaRow row;
  std::optional<AreaId> parent;
  std::string name;
};
std::optional<AreaFull> area(Context& c, AreaId id);
std::vector<AreaRow> way_up(Context& c, AreaId from);          // from the area itself to the street
// At most 8 places whose address fits, the nearest areas first, within one the best fit first.
std::vector<PlaceRow> places_fitting(Context& c, AreaId near, const std::string& written);
AreaId root_of(Context& c, StreetId street);                   // the street as an area; 0 where there is none

// ---- chats
struct ChatFull {
  ChatId id;
  AccountId account;
  std::string platform;                                        // opened
  bool direct{};
  std::optional<PersonId> person;
  std::optional<std::int64_t> newcomer;
  std::optional<AreaId> area;
  std::string audience, title;
};
std::optional<ChatFull> chat(Context& c, ChatId id);
std::optional<ChatId> chat_of(Context& c, AccountId account, const std::string& platform_chat);
// Of a person on several accounts: one that is connected, and of these the one where they were heard last.
std::optional<AccountId> account_of(Context& c, PersonId person);
std::optional<ChatId> direct_chat_of(Context& c, PersonId person);   // on that account; the newest seen
// One lane a chat: the direct chat with somebody is the same lane however it was named.
std::int64_t lane_of(std::optional<ChatId> chat, std::optional<PersonId> person, std::optional<std::int64_t> newcomer);
std::string open_text(const SecretPtr& secret);                // empty where absent; for platform ids only

// ---- newcomers: platform accounts that nobody knows
std::optional<std::int64_t> newcomer_of(Context& c, AccountId account, const std::string& actor);
std::string actor_of_newcomer(Context& c, std::int64_t newcomer);

std::optional<EnrolmentRow> enrolment(Context& c, EnrolmentId id, Instant now);

// ---- cases
std::optional<Head> head(Context& c, CaseId id);
CaseRow row_of(Context& c, const Head& head);                  // with its place, pending dues and open questions
std::optional<CaseRow> the_case(Context& c, CaseId id);
std::vector<DueRow> dues_of(Context& c, CaseId id);
std::optional<DueRow> pending_due(Context& c, DueId id);
std::optional<QuestionRow> question(Context& c, QuestionId id, bool also_ended);
std::optional<TenancyId> running_tenancy(Context& c, PlaceId place, Instant now);

// ---- facts
struct FactFull {
  FactRow row;
  std::string rule, reason, hash;
  std::optional<PersonId> about;
  vault::Holder words_holder;
  std::string sealed_words, sealed_matter, sealed_person;
};
std::optional<FactFull> fact(Context& c, FactId id);

}  // namespace linli::store
