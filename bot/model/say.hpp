#pragma once
// A planned message: words decided but not yet gone. Words are rendered at sending from templates and arguments by id, with sealed fields
// opened then. A Say ends as sent, merged, waived or failed, always with a why.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bot/model/button.hpp"
#include "bot/model/ids.hpp"
#include "bot/model/reading.hpp"

namespace linli {

// What the bot does with a part of a message, in the words of the label guide. `say` is everything that is no act of the guide
// (greetings, menus of verbs, digests).
enum class Act : std::uint8_t {
  say, record, correct, retract, confirm, ask_room, ask_date, ask_people, ask_origin, ask_via, ask_renter, ask_phone, ask_arrived,
  ask_health, answer_question, follow_up, notify, advise_register, advise_delete, remind, escalate, ack
};
std::string_view name_of(Act);
std::optional<Act> act_named(std::string_view);

namespace arg {
struct Fact { Ref<FactId> fact; };                          // all it states, and its place: {intent, date, origin, room, ...}
struct Case { Ref<CaseId> of; };                            // the case's current values, its place and parties, and its story
struct Question { Ref<QuestionId> question; };              // what was proposed, alternatives, choices
struct Person { Ref<PersonId> person; };                    // the name
struct Place { PlaceId place; };                            // the address
struct Area { AreaId area; };                               // its name
struct Enrolment { Ref<EnrolmentId> enrolment; };           // code and place
struct Word { std::string key; };                           // a word of templates/words, e.g. "limit.register"; never personal text
}  // namespace arg
using Arg = std::variant<arg::Fact, arg::Case, arg::Question, arg::Person, arg::Place, arg::Area, arg::Enrolment, arg::Word, DateValue, Instant,
    std::int64_t, std::vector<CaseId>>;

struct Part {
  Act act{};
  std::string tmpl;                                         // name of a template, e.g. "return.recorded"
  std::vector<std::pair<std::string, Arg>> args;            // by the names the template uses
};

struct Button {
  ButtonKey key;
  Part label;                                               // a short template
};

struct ToChat { ChatId chat; };                             // a group or direct chat
struct ToPerson { Ref<PersonId> person; };                  // the person's direct chat, found at sending
struct ToActor { AccountId account; std::string actor; };   // a sender nobody knows, in the direct chat only
using Audience = std::variant<ToChat, ToPerson, ToActor>;

// Order on the way out, most urgent first.
enum class SayClass : std::uint8_t { escalation, reply, reminder, notice };
std::string_view name_of(SayClass);

struct WhileOpen { Ref<QuestionId> question; };             // waived once the question is answered or withdrawn
struct WhileState { Ref<CaseId> of; std::string state; };   // waived once the case leaves the state
struct WhileClimb { Ref<CaseId> of; std::string reason; };  // waived once somebody took over or the climb ended
using Depends = std::variant<std::monostate, WhileOpen, WhileState, WhileClimb>;

struct Say {
  std::uint32_t turn{};                                     // says of one turn count as one act (group line + direct read-back)
  std::vector<Part> parts;                                  // one message; parts are its paragraphs
  std::vector<Button> buttons;
  Audience to;
  std::optional<Ref<PersonId>> mention;                     // in a group: the writer
  SayClass cls{SayClass::reply};
  Instant not_before{};                                     // 0: at once
  std::optional<Instant> not_after;                         // past it the words are waived, with "too late"
  Depends depends;
  std::optional<Ref<CaseId>> of;                            // whose timeline shows it
  std::optional<Ref<QuestionId>> asks;                      // the question this message puts
  std::string why;                                          // word key: the reason it is said, for the timeline ("why.reported")
};

enum class Ending : std::uint8_t { sent, merged, waived, failed };
std::string_view name_of(Ending);

}  // namespace linli
