#pragma once
// The words of words.toml by dotted keys, and days and times made of them. Immutable.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/model/reading.hpp"
#include "bot/model/time.hpp"

namespace linli {

class Vocabulary {
 public:
  Vocabulary(std::map<std::string, std::string, std::less<>> words, Zone zone) : words_(std::move(words)), zone_(std::move(zone)) {}

  const std::string* find(std::string_view key) const;
  // The word, its {{names}} replaced. Empty for a key that is not there: keys used by the program itself are checked at start.
  std::string fill(std::string_view key, const std::vector<std::pair<std::string_view, std::string>>& values) const;

  // "2月15日(周六)", with the year where it is not that of `now`.
  std::string day(Day day, Instant now) const;
  // A day, a span, a guess or that it is open, with its hour or part of the day: "2月15日到16日", "2月20日左右", "2月15日(周六)下午3点".
  // `lunar`: it was said by the lunar calendar, and a single day is told in both: "正月初八(2月1日，周六)".
  std::string date(const DateValue& value, Instant now, bool lunar = false) const;
  // As seen from `now`: "今天晚上8点", "明天上午9点", "2月15日(周六)上午9点".
  std::string instant(Instant at, Instant now) const;
  // Shorter, for lists: "2月15日9:05".
  std::string stamp(Instant at) const;
  std::string hour(Minutes of_day) const;
  std::string join(const std::vector<std::string>& names) const;

  const Zone& zone() const { return zone_; }
  const std::map<std::string, std::string, std::less<>>& all() const { return words_; }

  // Keys that the program fills by itself, each with the names it hands in.
  static const std::vector<std::pair<std::string, std::vector<std::string>>>& needed();

 private:
  std::string month(unsigned month) const; // its name where the language has one, else its number
  std::string short_day(Day day, Instant now) const;
  std::string lunar_day(Day day) const;    // empty outside the calendar's years
  std::map<std::string, std::string, std::less<>> words_;
  Zone zone_;
};

}  // namespace linli
