#pragma once
// What a text can mean. A Reading is made without any context; `interpret` (bot/understanding/interpret.hpp) then says what it means to
// somebody who was just asked something. The words are those of the label guide, docs/understanding.md. Plain values, no thread rules.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/model/time.hpp"

namespace linli {

enum class Intent : std::uint8_t {
  none, return_report, change, cancel, arrived, stayed, away, leaving, vacant, unreachable, nothing_to_report, registered, health, tip_off,
  ack, yes, no, answer, question, human, retract
};
enum class Slot : std::uint8_t {
  date, was, origin, via, people, room, renter, landlord, phone, id_number, by, number, temperature, symptom, about,
  until   // of a visit, its end or how long it is: no slot of the label guide
};
enum class Certainty : std::uint8_t { exact, window, vague, unknown };
enum class PartOfDay : std::uint8_t { dawn, morning, noon, afternoon, evening, night };

// Names as the label guide and the playbooks write them ("return_report", "id_number", ...), and back.
std::string_view name_of(Intent);
std::string_view name_of(Slot);
std::string_view name_of(Certainty);
std::string_view name_of(PartOfDay);
std::optional<Intent> intent_named(std::string_view);
std::optional<Slot> slot_named(std::string_view);
std::optional<Certainty> certainty_named(std::string_view);
std::optional<PartOfDay> part_named(std::string_view);

struct DateValue {
  std::optional<Day> start, end;  // inclusive; both absent when unknown
  Certainty certainty{};
  std::optional<Minutes> time;    // clock time, minute of the day
  std::optional<PartOfDay> part;
  std::vector<Day> alternatives;  // other days it may mean; a date with alternatives is never certain
  friend bool operator==(const DateValue&, const DateValue&) = default;
};

// date, was: DateValue · until: DateValue, or int64 days from the date on · people: int64 · temperature: double · via: list of names (empty = denied) · all others: text
using Value = std::variant<DateValue, std::string, std::int64_t, double, std::vector<std::string>>;

struct Span {
  std::uint32_t begin{}, end{};  // bytes of the text as it was handed to `read`
  friend bool operator==(const Span&, const Span&) = default;
};

struct Found {
  Slot slot{};
  Value value;
  std::optional<Value> meant;  // the corrected form of what looks like a typing or speech-recognition error
  Span words;
  std::string rule;            // which rule found it, e.g. "date.weekday.next"
  friend bool operator==(const Found&, const Found&) = default;
};

struct Candidate {
  Intent intent{};
  bool negated{};
  bool hedged{};
  bool clear{};                // clearly meant as this, by rule 11 of the label guide; else only worth a question, or silence
  std::vector<Found> slots;
  std::string rule;            // which rule gave the intent
  Span clause;
  friend bool operator==(const Candidate&, const Candidate&) = default;
  const Found* find(Slot slot) const {
    for (auto& f : slots)
      if (f.slot == slot) return &f;
    return nullptr;
  }
};

struct Doubt {
  std::string rule;  // why something that looked like a report was not taken as one, e.g. "about.others"
  Span words;
  friend bool operator==(const Doubt&, const Doubt&) = default;
};

// What a text is written in: whoever writes alone with the bot is answered in the same language.
enum class Language : std::uint8_t { zh, en };
std::string_view name_of(Language);
std::optional<Language> language_named(std::string_view);

struct Reading {
  Language language{};                // zh where a text is both or neither (a number, an emoji)
  std::vector<Candidate> candidates;  // in the order of the text; empty: ordinary talk
  std::vector<Found> loose;           // slots that stand alone and could answer a question (18号, 301, 三个人)
  bool loose_hedged{};                // a loose day is called unsure
  bool loose_unread{};                // words that nobody reads stand beside the loose slots
  std::optional<Found> stay;          // 再住两天, 住到28号: how long somebody stays who is known of
  bool yes{}, no{}, ack{}, retract{}; // whole-message answers that need to know what was asked
  bool agrees{}, denies{};            // after a card: 就是你说的那样; 房号不对, 不是这间
  bool bare_no{};                     // 没有, 不: a no after a question, nothing elsewhere
  bool arrived_yes{}, arrived_no{};   // 到了 / 还没
  bool left_yes{};                    // 走了
  bool personal_number{};             // an identity number stands in the text: its writer is advised to delete it
  std::vector<Doubt> doubts;
  friend bool operator==(const Reading&, const Reading&) = default;
};

// What the bot had just said to the writer, in the words of the label guide.
enum class Asked : std::uint8_t {   // menu: numbered choices of help, which wait for nothing
  nothing, notice, confirm, date, room, people, origin, via, renter, phone, arrived, health, menu, leaving
};
std::string_view name_of(Asked);                        // "ask_date", "confirm", "notice", ...
std::optional<Asked> asked_named(std::string_view);

// A fact as understood, before the records add what they know (whose dwelling, which case).
struct Understood {
  Candidate fact;
  bool confirm{};        // must not be stored before a yes
  std::string reason;    // why certain or why not: "alternatives", "origin_meant", "unclear", "certain"
  friend bool operator==(const Understood&, const Understood&) = default;
};

}  // namespace linli
