#pragma once
// The text cut into what it is made of: days, rooms, names, places, words of the vocabulary, and what is none of these.
#include <optional>
#include <string>
#include <vector>

#include "bot/understanding/dates.hpp"
#include "bot/understanding/rules.hpp"
#include "bot/understanding/text.hpp"
#include "bot/understanding/words.hpp"

namespace linli::understanding {

enum class Tok : std::uint8_t {
  word, date, time, room, renter, people, place, phone, id_number, vehicle, temperature, number, separator, unknown
};
enum class Gap : std::uint8_t { blank, comma, stop, line };  // separators: how far they part

struct Token {
  Tok tok{};
  WordKind kind{};            // tok word (and place: its level in `value`)
  std::uint16_t value{};      // index into Words::value
  std::uint32_t begin{}, end{};  // characters
  std::int32_t data{-1};      // dates, times or texts of the scan; people and numbers: the count itself
  Gap gap{};                  // tok separator
  bool weak{};                // room: a bare number; people: inferred or bare; place: unknown to the gazetteer
  bool denied{};              // 不是…, 没经过…: said not to be so
  bool aside{};               // of a feast or a meeting told beside a journey
  std::string_view rule;
};

struct Scan {
  const Text* text{};
  const Words* words{};
  std::vector<Token> tokens;
  std::vector<DateExpr> dates;
  std::vector<TimeExpr> times;
  std::vector<std::string> texts;  // normal forms of rooms, names, places, numbers
  bool personal_number{};
  std::vector<CueAt> cues;  // by where they begin

  std::u32string_view chars(const Token& t) const { return std::u32string_view(text->chars).substr(t.begin, t.end - t.begin); }
  bool word(std::size_t i, WordKind kind) const { return i < tokens.size() && tokens[i].tok == Tok::word && tokens[i].kind == kind; }
  bool is(std::size_t i, Tok tok) const { return i < tokens.size() && tokens[i].tok == tok; }
};

Scan scan(const Text& text, const Words& words, const Rules& rules);

// The recognisers. Each looks at one place of the text and answers where what it found ends.
struct Found_text {
  std::size_t end{};
  std::string text;
  bool weak{};
  std::string_view rule;
  std::size_t from{}, to{};  // names: without what only goes with them (姓, 的)
};
struct Found_count {
  std::size_t end{};
  int count{};
  bool weak{};
  std::string_view rule;
};
// An address of at least one numbered part; `alone` tells that it is nothing but N号, which may be a day.
struct Found_room {
  std::size_t end{};
  std::string text;
  bool alone{};
  int number{};  // of the first part
};
std::vector<CueAt> find_cues(std::u32string_view text, const Words& words, const Rules& rules);
std::optional<Found_room> find_room(std::u32string_view text, std::size_t at, const Rules& rules);
std::optional<Found_text> find_bare_room(std::u32string_view text, std::size_t at, bool labelled, const Rules& rules);
std::optional<Found_count> find_people(std::u32string_view text, std::size_t at, const Words& words, const Rules& rules);
// `open`: a name may stand here without any form of address (after 租客, 姓名:, or alone between blanks).
std::optional<Found_text> find_name(std::u32string_view text, std::size_t at, const Words& words, bool open, bool told);
// Whether a place is expected where a word stands (从, 老家), or right behind a larger one, or only possible (a word between blanks).
enum class Place_before : std::uint8_t { possible, larger, expected };
struct Found_place {
  std::size_t end{};
  std::string meant;
};
std::optional<Found_place> find_meant_place(std::u32string_view text, std::size_t at, const Words& words, Place_before before, const Rules& rules);
std::optional<Found_text> find_phone(std::u32string_view text, std::size_t at);
std::optional<Found_text> find_id_number(std::u32string_view text, std::size_t at);
std::optional<Found_text> find_vehicle(std::u32string_view text, std::size_t at, const Rules& rules);
std::optional<std::size_t> find_drive(std::u32string_view text, std::size_t at);  // where it ends
// How many days somebody stays (0: 住几天), told at such a verb; by "stay.longer" they are counted from the end that was known.
std::optional<Found_count> find_stay(std::u32string_view text, std::size_t at, const Rules& rules);
std::optional<Found_count> stay_around(std::u32string_view text, std::size_t at, const Rules& rules);  // 住三日: of which the day at `at` is only a part
bool ends_stay(std::u32string_view text, std::size_t at);                         // 住到20号: the day at `at` is the last
struct Found_degrees {
  std::size_t end{};
  double degrees{};
};
std::optional<Found_degrees> find_temperature(std::u32string_view text, std::size_t at, const Rules& rules);

}  // namespace linli::understanding
