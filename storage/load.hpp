#pragma once
// Loads what a decision asked to see: each key of bot/model/records.hpp as its comment there says. Writer's thread, inside the unit. A chat
// that is seen for the first time is remembered here, so that what the decision makes can refer to it.
#include "bot/model/event.hpp"
#include "storage/context.hpp"
#include "storage/lookup.hpp"

namespace linli::store {

class Loader {
 public:
  Loader(WriteContext& c, const Event& event, Instant now) : c_(c), event_(event), now_(now) {}
  void load(const Keys& keys, Records& into);

  // What the event's writer and chat turned out to be; looked up once.
  std::optional<PersonId> sender();
  std::optional<ChatId> chat();
  // Where what comes of the event belongs if nothing else says so: the writer's street, else that of the chat's area, as far as they were
  // looked up (for ordinary talk nothing is); else the account's.
  StreetId street();

 private:
  void load(const key::Sender&, Records& r);
  void load(const key::Conversation&, Records& r);
  void load(const key::LastCard&, Records& r);
  void load(const key::Cases&, Records& r);
  void load(const key::Places& k, Records& r);
  void load(const key::Case& k, Records& r);
  void load(const key::Due& k, Records& r);
  void load(const key::Question& k, Records& r);
  void load(const key::Around& k, Records& r);
  void load(const key::PastEnd& k, Records& r);
  void load(const key::Enrolment& k, Records& r);
  void load(const key::PlannedSay& k, Records& r);
  void put_case(CaseId id, Records& r);
  void add_case(CaseId id, std::vector<CaseRow>& to);
  std::vector<FragmentRow> fragments(PersonId person, ChatId chat);
  ChatId remember_chat();

  WriteContext& c_;
  const Event& event_;
  Instant now_;
  std::optional<std::optional<PersonId>> sender_;
  std::optional<std::optional<ChatId>> chat_;
};

// Who holds which role on the way up from an area, who of them has duty at `now`, and the group chats bound there.
AroundRow around(Context& c, AreaId area, Instant now);

}  // namespace linli::store
