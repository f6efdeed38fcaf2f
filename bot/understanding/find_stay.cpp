// How long a visit is, 0 where it is not said (住几天): 住三天, 待个两天, 住半个月, 再住两天, 住到20号. 住三天了 has lasted already.
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

constexpr std::u32string_view verbs = U"住待呆歇";

struct Unit {
  std::u32string_view said;
  int days;
  long most;  // of what is counted: 住三日, but 15日 is a day
};
constexpr Unit units[] = {{U"个礼拜", 7, 52}, {U"个星期", 7, 52}, {U"礼拜", 7, 52}, {U"星期", 7, 52}, {U"周", 7, 52}, {U"个月", 30, 12}, {U"天", 1, 365}, {U"日", 1, 10}, {U"晚上", 1, 99}, {U"晚", 1, 99}, {U"夜", 1, 99}};

bool is_at(std::u32string_view text, std::size_t at, std::u32string_view what) { return at <= text.size() && text.substr(at, what.size()) == what; }
bool one_of(std::u32string_view text, std::size_t at, std::u32string_view which) { return at < text.size() && which.find(text[at]) != which.npos; }

// 再住, 多待, 还要住
bool once_more(std::u32string_view text, std::size_t verb) {
  auto before = text.substr(0, verb);
  return before.ends_with(U"再") || before.ends_with(U"多") || before.ends_with(U"还要") || before.ends_with(U"还想") || before.ends_with(U"再要");
}

struct Count {
  long value;
  std::size_t length;
};
// 三, 十来, 两三 (the more of the two)
std::optional<Count> count_at(std::u32string_view text, std::size_t at) {
  auto tens = at < text.size() ? han_digit(text[at]) : 0, ones = at + 1 < text.size() ? han_digit(text[at + 1]) : 0;
  if (tens > 0 && ones > tens) return Count{ones, 2};
  auto n = number_at(text, at);
  if (!n || n->value < 1) return {};
  return Count{n->value, n->length + (one_of(text, at + n->length, U"来几") ? 1 : 0)};
}

}  // namespace

std::optional<Found_count> find_stay(std::u32string_view text, std::size_t at, const Rules& rules) {
  if (!one_of(text, at, verbs)) return {};
  auto from = at + 1;
  while (one_of(text, from, U"个上")) ++from;
  auto rule = once_more(text, at) ? "stay.longer" : "stay.length";
  if (is_at(text, from, U"半个月")) return Found_count{from + 3, 15, false, rule};
  if (is_at(text, from, U"几天") || is_at(text, from, U"些天")) return Found_count{from + 2, 0, false, rule};
  auto count = count_at(text, from);
  if (!count) return {};
  from += count->length;
  for (auto& unit : units) {
    if (!is_at(text, from, unit.said)) continue;
    auto end = from + unit.said.size();
    if (count->value > unit.most || (one_of(text, end, U"了多以") && rules.fire("stay.has_lasted"))) return {};
    return Found_count{end, int(count->value) * unit.days, false, rule};
  }
  return {};
}

std::optional<Found_count> stay_around(std::u32string_view text, std::size_t at, const Rules& rules) {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back)
    if (auto found = find_stay(text, at - back, rules); found && found->end > at) return found;
  return {};
}

bool ends_stay(std::u32string_view text, std::size_t at) { return at > 1 && text[at - 1] == U'到' && one_of(text, at - 2, verbs); }

}  // namespace linli::understanding
