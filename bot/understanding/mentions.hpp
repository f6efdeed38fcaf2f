#pragma once
// Every day and hour that a text names, as calendar programs write them (`linli dates`, docs/understanding.md). The recognisers are the reader's
// own; what differs is what is joined (an hour has its own mention, both ends of a span may have one) and what is meant: the next such day
// however far, weeks and months whole, a bare hour as it stands.
#include <vector>

#include "bot/understanding/dates.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {

struct Mention {
  enum class Kind : std::uint8_t { date, datetime, daterange, datetimerange, time, timerange };
  enum class Mod : std::uint8_t { none, before, after, since, approx };
  // Neither day nor hour: the end is open. Only an hour: no day was said.
  struct End {
    std::optional<Day> day;
    std::optional<std::chrono::seconds> of_day;
    bool open() const { return !day && !of_day; }
  };
  Kind kind{};
  Mod mod{};
  End start, end;  // days of a range are both inclusive
  Span words;
  std::string_view rule;
};

std::string_view name_of(Mention::Kind);
std::string_view name_of(Mention::Mod);  // "" for none

// Of a longer text only its beginning is read, as by the reader: nobody can keep it busy.
constexpr std::size_t longest_text_of_mentions = 2400;  // characters
std::vector<Mention> find_mentions(const Text& text, const Words& words, const Moment& written, const Rules& rules);

}  // namespace linli::understanding
