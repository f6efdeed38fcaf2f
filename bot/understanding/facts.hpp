#pragma once
// From clauses to facts: which clauses speak of one matter, what was meant by them together, and whether it is clearly a report.
#include <optional>
#include <vector>

#include "bot/understanding/remarks.hpp"
#include "bot/understanding/reader.hpp"

namespace linli::understanding {

// A fact while it is being put together.
struct Draft {
  Intent intent{};
  bool negated{};
  bool weak{};                        // no event of it could stand alone
  Tense tense{Tense::plan};
  std::string_view rule;
  std::size_t event{};                // the token of its first event
  std::vector<std::size_t> clauses;   // indices into Parsed::clauses
  std::vector<std::size_t> events;    // clauses that hold an event of it
  int day_of{-1};                     // token of the day of another one told before: 302也是
};

// 退租: of somebody expected a cancellation, of somebody who left no more than that.
inline constexpr std::string_view gave_up = "cancel.gave_up", gave_up_long_ago = "leaving.gave_up";

// 往后挪三天: of what was given up before it, another day.
inline constexpr std::string_view change_shifts = "change.shifts";

// 没音信: nothing has been heard, of somebody away no more than that.
inline constexpr std::string_view unreachable_without_word = "unreachable.without_word";

// 等天气好了再来: the day is open.
inline constexpr std::string_view return_once = "return.once";

// Clauses about one household or person.
struct Group {
  std::vector<std::size_t> clauses;
  std::vector<Draft> drafts;
  std::vector<std::size_t> pending;   // clauses before the first event
  int room{-1}, name{-1}, spot{-1};   // tokens
  int origin{-1};                     // 一个南阳一个随县: told behind several of them
  int house{-1};                      // of a tip: a day that is a house number
  bool own{}, renter{}, pronoun{}, self{}, relative{}, outsider{}, other_home{}, visits{};
  bool hypothetical{}, former{}, tip{}, day{}, guest{}, open{};
  bool some{};                        // the rest of a household, some of which were told of before
  bool subject() const { return own || renter || pronoun || room >= 0 || name >= 0; }
};

void join_choices(Scan& scan, const Rules& rules);                                                              // choices.cpp
void find_occasions(Scan& scan, const Rules& rules);                                       // occasions.cpp: feasts and meetings beside a journey
void find_whose_day(Scan& scan, const Rules& rules);                                       // whose_day.cpp: days that are no day of coming
void find_questions(Parsed& parsed);                                                        // questions.cpp: events that ask
void settle_questions(const Parsed& parsed, Group& group);                                  // what is only asked, not told
std::optional<Found> topic_of(const Parsed& parsed, const Draft& draft);
// The clauses that tell of something irregular at somebody else's dwelling, if any do: tip_off.cpp.
struct TipOff {
  std::size_t first{}, last{};  // clauses [first, last)
  std::string_view rule;
};
std::optional<TipOff> find_tip(const Parsed& parsed);
Group tip_group(const Parsed& parsed, const TipOff& tip);
bool told_in_tip(const Parsed& parsed, std::size_t clause, std::size_t token);              // whether a value is of the tip or only stands in it
std::optional<std::size_t> landlord_of(const Parsed& parsed, const Group& group);           // token of the landlord named in a tip
void whole_message(const Parsed& parsed, Reading& out);                                     // whole_message.cpp: yes, no, 到了
void answer_card(const Parsed& parsed, Reading& out);                                        // card_answer.cpp: 跟我报的一样, 不是这间
void acknowledge(const Parsed& parsed, Reading& out);                                       // 收到 beside other facts
void find_loose(const Parsed& parsed, const Moment& written, Reading& out);                 // loose.cpp
void find_stay_alone(const Parsed& parsed, const Moment& written, Reading& out);
bool content(const Token& token);                                                           // says something of its own

std::vector<Group> group_clauses(const Parsed& parsed);                                     // groups.cpp
// Slots of a draft, days resolved; `doubts` and `clear` are decided in judge.cpp.
std::vector<Candidate> fill(const Parsed& parsed, const Group& group, const Draft& draft, const Moment& written);  // slots.cpp
// A filled fact and what its clauses name, to be told of each one it is about: each_one.cpp.
struct Told_of {
  Candidate fact;
  std::vector<std::size_t> rooms, tokens;
  Moment written;
  Tense tense;
};
std::vector<Candidate> each_one(const Parsed& parsed, const Draft& draft, const Told_of& told);
std::optional<Found> loose_date(const Parsed& parsed, std::size_t token, const Moment& written, Tense tense);
std::optional<Found> found_at(const Parsed& parsed, std::size_t token, Slot slot);
// Why a draft is no report at all (a rule name), or nothing; `clear` tells whether it is clearly one.
std::optional<std::string_view> against(const Parsed& parsed, const Group& group, const Draft& draft, bool& clear);  // judge.cpp

// The means of travel that a word names, a ticket too: 火车票; of length 0 where it names none.
Words::Hit way_of(const Parsed& parsed, const Draft& draft, std::size_t token);

}  // namespace linli::understanding
