// How long a visit is: 住三天, 待个两天, 住一个礼拜. 住三天了 has lasted already.
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

struct Unit {
  std::u32string_view said;
  int days;
};
constexpr Unit units[] = {{U"个礼拜", 7}, {U"个星期", 7}, {U"礼拜", 7}, {U"星期", 7}, {U"周", 7}, {U"个月", 30}, {U"天", 1}, {U"日", 1}, {U"晚上", 1}, {U"晚", 1}, {U"夜", 1}};

bool is_at(std::u32string_view text, std::size_t at, std::u32string_view what) { return at <= text.size() && text.substr(at, what.size()) == what; }

}  // namespace

std::optional<Found_count> find_stay(std::u32string_view text, std::size_t at, const Rules& rules) {
  constexpr std::u32string_view verbs = U"住待呆歇", small = U"个上";
  if (at >= text.size() || verbs.find(text[at]) == verbs.npos) return {};
  auto from = at + 1;
  while (from < text.size() && small.find(text[from]) != small.npos) ++from;
  auto count = number_at(text, from);
  if (!count || count->value < 1 || count->value > 365) return {};
  from += count->length;
  for (auto& unit : units) {
    if (!is_at(text, from, unit.said)) continue;
    auto end = from + unit.said.size();
    if ((is_at(text, end, U"了") || is_at(text, end, U"多") || is_at(text, end, U"以")) && rules.fire("stay.has_lasted")) return {};
    return Found_count{end, int(count->value) * unit.days, false, "stay.length"};
  }
  return {};
}

}  // namespace linli::understanding
