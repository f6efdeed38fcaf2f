#pragma once
// One decision in the making: what was loaded, what is being decided, and the words collected for the group and for the direct chat.
// Every decider of bot/conversation works on a Turn and nothing else.
#include <optional>
#include <string>
#include <vector>

#include "bot/casework/casework.hpp"
#include "bot/knowledge.hpp"
#include "bot/model/decision.hpp"
#include "bot/model/event.hpp"
#include "bot/model/reading.hpp"

namespace linli {

// The words of one turn. In a group the line shows at most dwelling and date; everything else goes to the writer's direct chat.
struct Lines {
  std::vector<Part> group, direct;
  std::vector<Button> buttons;
  std::optional<Ref<QuestionId>> asks;
  std::optional<Ref<CaseId>> of;
  std::string why;
  bool out_of_sight{};               // a group must not even see that something was answered
};

struct Turn {
  const Knowledge& k;
  const Records& r;
  const Reading& reading;
  const Event& event;
  Instant now;
  Casework casework;
  Decision d;
  Lines lines;
  std::vector<Working> cases;        // the loaded cases of the sender, kept up to date
  bool asked_again{};                // a question was put in this turn already

  Turn(const Knowledge& knowledge, const Records& records, const Reading& read, const Event& what, Instant at);

  bool direct() const { return event.direct; }
  bool message() const { return std::holds_alternative<MessageIn>(event.body); }
  bool addressed() const;            // a direct chat, or the bot was mentioned: is always answered
  bool spoken() const;               // a transcript of a voice: read back before it counts
  PersonId sender() const { return r.sender->person->id; }
  ChatId chat() const { return r.chat->id; }
  Day today() const { return k.zone.day(event.sent); }
  const AroundRow& around(AreaId area) const;   // an empty one where nothing was loaded
  Standing standing(const std::optional<PersonId>& landlord, const std::optional<PersonId>& renter) const;
  bool staff() const;
  bool can_ask_direct() const { return direct() || r.sender->person->has_direct; }

  // Adds a part to the writer's direct chat; in a direct chat that is where they wrote.
  void tell(Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args = {});
  // Adds a part to the group's line, if the event came from a group.
  void line(Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args = {});
  // Adds a question and returns its handle.
  Ref<QuestionId> ask(NewQuestion question);
  // Words to somebody else, with a turn of their own.
  void notify(PersonId to, Act act, std::string tmpl, std::vector<std::pair<std::string, Arg>> args, std::optional<Ref<CaseId>> of, std::string why);

  // Turns the collected lines into planned messages.
  void finish();

  Ref<FactId> add_fact(NewFact fact);            // into the one report of this event
  Ref<FactId> add_fact(NewFact fact, Ref<PersonId> by);
  std::uint32_t facts() const { return facts_; }  // added so far: the next one's handle
  Instant card_again() const;                    // when an unanswered card is put once more: the next morning, at the hour of the manners
  void silent(std::string why);
  void close(QuestionId question, Ending how, std::string why);   // once: what one answer settled, no other settles again
  bool closed(QuestionId question) const;

 private:
  std::optional<std::size_t> report_;
  std::uint32_t facts_{};
};

}  // namespace linli
