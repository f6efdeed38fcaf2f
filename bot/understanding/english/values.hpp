#pragma once
// What an English text is made of besides its verbs: days, hours, dwellings, counts of people, places, numbers. Each value knows its tokens.
#include <optional>
#include <string>
#include <vector>

#include "bot/understanding/dates.hpp"
#include "bot/understanding/english/vocabulary.hpp"

namespace linli::understanding::english {

// What the text says of days at one place, before it is known whether of a plan or of something past.
struct Day_said {
  DateExpr date;
  std::optional<DateAtom> other;   // 5/3: the fifth of March as well as May 3
  bool next_weekday{};             // next Friday: of next week, or the coming one
  bool open{};                     // not sure when
  bool until{};                    // not back until the 20th
  bool since{};                    // back since Saturday
  bool was{};                      // given up: not the 15th
};

struct Value {
  enum class Kind : std::uint8_t { day, time, room, people, origin, via, by, number, phone, id_number, temperature, renter };
  Kind kind{};
  std::size_t first{}, last{};     // tokens [first, last)
  Day_said day;
  TimeExpr time;
  std::string text;                // of all that are text
  std::vector<std::string> names;  // via
  long count{};
  double degrees{};
  bool denied{};                   // not two but three: the two
  std::string_view rule;
};

// One text while it is read.
struct Page {
  const Text& text;
  std::vector<Token> tokens;
  Rules rules;
  std::vector<Value> values;       // in the order of the text, none within another
  bool personal_number{};

  const Token& at(std::size_t i) const {
    static const Token none;
    return i < tokens.size() ? tokens[i] : none;
  }
  bool is(std::size_t i, Term t) const { return i < tokens.size() && tokens[i].terms.has(t); }
  const Value* value_at(std::size_t token) const {
    for (auto& v : values)
      if (token >= v.first && token < v.last) return &v;
    return nullptr;
  }
  Span span(std::size_t first, std::size_t last) const { return first < last && last <= tokens.size() ? text.span(tokens[first].begin, tokens[last - 1].end) : Span{}; }
  std::string said(std::size_t first, std::size_t last) const { return first < last && last <= tokens.size() ? text.said(tokens[first].begin, tokens[last - 1].end) : std::string(); }
};

// The values that begin at a token; each answers where it ends by `last`.
std::optional<Value> day_at(const Page& page, std::size_t at);     // dates.cpp
std::optional<Value> time_at(const Page& page, std::size_t at);    // times.cpp
std::optional<Value> room_at(const Page& page, std::size_t at);    // rooms.cpp
std::optional<Value> people_at(const Page& page, std::size_t at);  // people.cpp
std::optional<Value> renter_at(const Page& page, std::size_t at);  // people.cpp
void find_values(Page& page);                                      // values.cpp

// 1 to 12 in words, or digits.
std::optional<long> count_at(const Page& page, std::size_t at);
// The date as of a plan or of something past.
DateValue resolve(const Day_said& day, const Moment& written, Tense tense);

}  // namespace linli::understanding::english
