#pragma once
// From understood facts to what is recorded, asked or confirmed. `take` is the one place where the rules of the label guide ("When the bot is
// unsure") are applied, in their order; the files beside it do what each rule asks for.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bot/conversation/placing.hpp"
#include "bot/conversation/turn.hpp"

namespace linli {

// A fact on its way: as said, with what an earlier card or question already settled about it.
struct Item {
  Candidate fact;
  bool confirm{};                    // must be confirmed first
  bool confirmed{};                  // was confirmed, or the right value was given
  bool spoken{};                     // heard, not read: it counts only after a yes
  std::string reason;                // why it counts or why not yet
  std::string words;                 // the clause it came from
  std::optional<PlaceId> place;      // settled by a choice
  std::optional<TenancyId> tenancy;
  std::optional<CaseId> of;
};

std::string_view whole_text(const Event& event);
std::string topic_of(const Candidate& question);
// A read-back that asks nothing: it is over with the next message.
inline bool is_notice(const QuestionRow& question) { return question.asks == std::vector{Asked::notice}; }
// Facts of the present message, with their clauses.
std::vector<Item> items_of(const Turn& turn, const std::vector<Understood>& facts);
Proposed propose(const Item& item);
Item item_of(const Proposed& proposed);

// Records what is certain, asks what is missing, confirms what is not certain, keeps silent about the rest. A message that is incomplete
// waits as a fragment for the rest of its burst.
void take(Turn& turn, std::vector<Item> items);

// What is said of a journey already known and without its day (我们其实三个人, 我坐高铁来的): adds to the one open case it can be about, or
// changes it. False where it fits no one case.
bool take_known(Turn& turn, Item item);

// Whether something the fact needs is missing, so that it cannot be stored yet.
bool incomplete(const Turn& turn, const Item& item);
Placed place_of_item(const Turn& turn, const Item& item);
// A report of another day for a journey that is open already, as the change of it that it must be asked about; others as they are.
Item as_change(const Turn& turn, Item item);
// The index in turn.cases of the case the item is about, or of several; none where there is none.
std::vector<std::size_t> cases_of_item(const Turn& turn, const Item& item);

// recording.cpp
// A fact that opens a case of this kind (the one that such a fact opens, if absent), or adds to one it would open. The index in turn.cases.
std::optional<std::size_t> record_report(Turn& turn, const Item& item, const Placed& placed, const Playbook* kind = nullptr);
// A new case, told as this act. `carried` gives it what is known from elsewhere, and says from which facts.
std::size_t open_case(Turn& turn, const Item& item, const Placed& placed, const Playbook& book, Act act,
                      const std::function<std::vector<FactId>(Working&)>& carried);
void record_about(Turn& turn, const Item& item, std::size_t which, Act act);         // a fact about an open case
void record_status(Turn& turn, const Item& item, const std::optional<PlaceRow>& place);  // a fact about a dwelling or household, no case
void record_health(Turn& turn, const Item& item);
bool fever_in(const Turn& turn, const Candidate& fact);

// asking.cpp
void ask_missing(Turn& turn, const std::vector<Item>& items);                        // dwelling first, then date
void confirm(Turn& turn, const std::vector<Item>& items, std::vector<Choice> choices = {});
void ask_right_day(Turn& turn, const Working& w);                                    // of one case, where the last message told of several
// Keeps the message as a fragment. Each fragment has its own due, `silence` after it; the last one's reads them all, or one that makes the
// whole complete, at once.
void wait_for_rest(Turn& turn, bool complete = false);
// Keeps a message or burst that nothing was read in for its second reading, which a due of its own begins at once.
void wait_for_second_reading(Turn& turn);
inline constexpr const char* burst_complete = "complete";                           // name of such a due
Instant burst_ends(const Turn& turn, Instant first, Instant last);
void to_steward(Turn& turn, const QuestionRow& question, AreaId area);               // two tries without an answer

// answering.cpp: true when the message answered an open question and was used up by that
bool answer_question(Turn& turn, std::vector<Item>& items);
void choose(Turn& turn, const QuestionRow& question, std::uint32_t choice);          // a button, or its number written
std::vector<Asked> open_slots(const Turn& turn, const QuestionRow& question);        // what a question still lacks

// carrying.cpp
// Rule 15: what is wanted and was said of the same renter's journey that was called off last. The facts it came from.
std::vector<FactId> carry_over(Turn& turn, const Playbook& book, Working& to);
// A change that says only where (错了 是101): the writer's last report is meant of that dwelling, or renter. False where it is no such change.
bool take_to_right_place(Turn& turn, const Item& item);

// tips.cpp
bool unplaced(const Item& tip);                                                      // no address yet to which somebody could go
void ask_tip(Turn& turn, const Item& tip);                                           // thanks, and where it is
void take_tip(Turn& turn, const Item& tip);                                          // records it and says so
// Without a word: a case of its own, or more of an open one. `area`: whose steward looks where no place is known.
Ref<CaseId> record_tip(Turn& turn, const Item& tip, Ref<PersonId> by, AreaId area);

// undoing.cpp
// 撤回, or with `ask_for_right_value` 不对: takes the writer's last report back and names what it said. A 不对 to a report of several cases asks
// which is meant, and takes nothing back: the right value replaces the wrong one.
void retract_last(Turn& turn, bool ask_for_right_value);
// A burst that ends with 撤回 takes itself back: nothing of it was recorded, and nothing older is meant. True where it is one.
bool takes_itself_back(Turn& turn, const std::vector<Item>& items);
const ReportRow* last_report(const Turn& turn);                                      // within the undo window, not retracted

}  // namespace linli
