#pragma once
// Between the two halves of finding mentions: what stands in the text (mentions.cpp), and what it means (mention_values.cpp).
#include <optional>

#include "bot/understanding/date_parts.hpp"
#include "bot/understanding/mentions.hpp"

namespace linli::understanding {

// A day, an hour, or both.
struct Point {
  std::optional<DateAtom> day;
  int weekday{};                              // said beside a day: 6月1日周六
  std::optional<int> beside;                  // 次日 1, 当天 0, 前一天 -1: from the beginning, or from the day of writing
  std::optional<std::chrono::seconds> off;    // 三小时后: from the moment of writing
  std::optional<PartOfDay> part;
  std::optional<Clock> clock;
  std::size_t day_end{};                      // where the day ends that the hour may follow
  bool dated() const { return day || beside; }
  bool timed() const { return part || clock; }
};

struct MentionExpr {
  Point first;
  std::optional<Point> last;
  Behind behind{};
  bool to_now{};  // 至今
  std::string_view rule;
};

// Nothing for days that do not exist.
std::optional<Mention> value_of(const MentionExpr& expr, const Moment& written);

}  // namespace linli::understanding
