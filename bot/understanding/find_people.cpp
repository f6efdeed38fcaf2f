// How many are coming: 一家三口, 夫妻俩, 两大一小, 带老婆, 就他自己.
#include <array>

#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

char32_t look(std::u32string_view s, std::size_t i) { return i < s.size() ? s[i] : 0; }
bool at_word(std::u32string_view s, std::size_t i, std::u32string_view word) { return s.substr(std::min(i, s.size()), word.size()) == word; }

constexpr std::array<std::u32string_view, 13> children{U"小毛头", U"毛头", U"囡囡", U"小孩子", U"小孩", U"孩子", U"小囡", U"小朋友", U"儿童", U"娃娃", U"娃", U"宝宝", U"小人"};
constexpr std::array<std::u32string_view, 3> adults{U"大人", U"成年人", U"成人"};

template <std::size_t N>
std::size_t one_of(std::u32string_view s, std::size_t i, const std::array<std::u32string_view, N>& words) {
  for (auto w : words)
    if (at_word(s, i, w)) return w.size();
  return 0;
}

std::optional<Number> small_number(std::u32string_view s, std::size_t i) {
  auto n = number_at(s, i);
  if (!n || n->value < 1 || n->value > 30 || n->digits > 2 || (n->style == Number::Style::spelled && n->digits > 1)) return {};
  return n;
}

// 两大一小, 2个大人1个小孩, 两个大人带一个孩子
std::optional<Found_count> big_and_small(std::u32string_view s, std::size_t at) {
  auto a = small_number(s, at);
  if (!a) return {};
  auto i = at + a->length;
  if (look(s, i) == U'个') ++i;
  bool short_form = look(s, i) == U'大' && look(s, i + 1) != U'人' && look(s, i + 1) != U'天';
  auto grown = short_form ? 1 : one_of(s, i, adults);
  if (grown == 0) return {};
  i += grown;
  auto j = i;
  if (look(s, j) == U' ' || look(s, j) == U',' || look(s, j) == U'、' || look(s, j) == U'加' || look(s, j) == U'和' || look(s, j) == U'带') ++j;
  if (look(s, j) == U'着') ++j;
  if (auto b = small_number(s, j)) {
    auto k = j + b->length;
    if (look(s, k) == U'个') ++k;
    auto little = look(s, k) == U'小' && one_of(s, k, children) == 0 ? 1 : one_of(s, k, children);
    if (little > 0) return Found_count{k + little, int(a->value + b->value), false, "people.big_and_small"};
  }
  if (short_form) return {};
  return Found_count{i, int(a->value), false, "people.adults"};
}

// 带个孩子, 加一个小孩: how many more
std::size_t with_child(std::u32string_view s, std::size_t i, int& more) {
  auto start = i;
  if (look(s, i) == U' ' || look(s, i) == U',') ++i;
  if (at_word(s, i, U"还有") || at_word(s, i, U"外加") || at_word(s, i, U"带着")) i += 2;
  else if (look(s, i) == U'带' || look(s, i) == U'加' || look(s, i) == U'和') ++i;
  else return start;
  int count = 1;
  if (auto n = small_number(s, i)) count = int(n->value), i += n->length;
  if (look(s, i) == U'个') ++i;
  auto child = one_of(s, i, children);
  if (child == 0) return start;
  more = count;
  return i + child;
}

std::optional<Found_count> counted(std::u32string_view s, std::size_t at, const Words& words) {
  auto i = at;
  bool family = at_word(s, i, U"一家子") || at_word(s, i, U"一家");
  if (family) i += at_word(s, i, U"一家子") ? 3 : 2;
  if (family && look(s, i) == U'老') ++i;
  if (!family && (at_word(s, i, U"一行"))) i += 2;
  auto n = small_number(s, i);
  if (!n) return {};
  i += n->length;
  if (look(s, i) == U'口') {
    ++i;
    if (look(s, i) == U'人' || look(s, i) == U'子') ++i;
    return Found_count{i, int(n->value), false, "people.mouths"};
  }
  bool measure = look(s, i) == U'个' || look(s, i) == U'位' || look(s, i) == U'名';
  if (look(s, i) == U'位' && n->value == 1) return {};
  if (measure) ++i;
  else if (look(s, i) == U'人' && look(s, i + 1) != U'次' && look(s, i + 1) != U'民') return Found_count{i + 1, int(n->value), false, "people.count"};
  else return {};
  if (look(s, i) == U'人' && look(s, i + 1) != U'民') return Found_count{i + 1, int(n->value), false, "people.count"};
  if (at_word(s, i, U"男的") || at_word(s, i, U"女的") || at_word(s, i, U"民工") || at_word(s, i, U"工人")) return Found_count{i + 2, int(n->value), false, "people.count"};
  if (at_word(s, i, U"小伙子")) return Found_count{i + 3, int(n->value), false, "people.count"};
  auto next = look(s, i);
  if (next == U'月' || next == U'半') return {};
  auto hit = words.longest(s, i);
  bool word = hit.length > 0 && (hit.kind == WordKind::irregular || hit.kind == WordKind::renter_word || hit.kind == WordKind::le || hit.kind == WordKind::de ||
                                 hit.kind == WordKind::back || hit.kind == WordKind::come || hit.kind == WordKind::filler || hit.kind == WordKind::neg_have ||
                                 hit.kind == WordKind::arrive || hit.kind == WordKind::ba || hit.kind == WordKind::from_word || hit.kind == WordKind::hedge);
  bool ends = next == 0 || (!is_han(next) && !is_latin(next) && !is_digit(next));
  if (!word && !ends) return {};
  return Found_count{i, int(n->value), true, "people.bare"};
}

// 带老婆, 跟他女朋友, 老婆孩子都来
std::optional<Found_count> companions(std::u32string_view s, std::size_t at, const Words& words) {
  auto i = at;
  auto with = words.longest(s, i, WordKind::with_word);
  bool led = with.length > 0;
  if (led) {
    i += with.length;
    if (look(s, i) == U'着' || look(s, i) == U'了') ++i;
    if (look(s, i) == U'他' || look(s, i) == U'她' || look(s, i) == U'我') ++i;
  }
  auto who = words.longest(s, i, WordKind::companion);
  if (who.length == 0) return {};
  i += who.length;
  bool family = words.value(who.value) == "family";
  bool also = look(s, i) == U'都' || look(s, i) == U'也';
  auto verb = also ? i + 1 : i;
  bool all = at_word(s, verb, U"一起") || at_word(s, verb, U"一道") || at_word(s, verb, U"同来") ||
             (also && (look(s, verb) == U'来' || look(s, verb) == U'回' || at_word(s, verb, U"过来") || look(s, verb) == U'跟' || look(s, verb) == U'到'));
  if (!led && !all) return {};
  int count = family ? 3 : 2;
  auto more = words.longest(s, look(s, i) == U'和' || look(s, i) == U'、' || look(s, i) == U'跟' ? i + 1 : i, WordKind::companion);
  if (more.length > 0 && !family) {
    i += more.length + (look(s, i) == U'和' || look(s, i) == U'、' || look(s, i) == U'跟' ? 1 : 0);
    count = 3;
  }
  if (at_word(s, i, U"都来")) i += 1;
  return Found_count{i, count, true, "people.companions"};
}

}  // namespace

std::optional<Found_count> find_people(std::u32string_view text, std::size_t at, const Words& words) {
  if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == U'第' || text[at - 1] == U'.')) return {};
  int more = 0;
  auto hit = words.longest(text, at, WordKind::people);
  if (hit.length > 0 && words.longest(text, at).length <= hit.length) {
    auto end = at + hit.length;
    int count = words.value(hit.value)[0] - '0';
    if (count > 1) end = with_child(text, end, more);
    return Found_count{end, count + more, false, "people.word"};
  }
  if (auto p = big_and_small(text, at)) return p;
  if (auto p = counted(text, at, words)) {
    if (!p->weak) p->end = with_child(text, p->end, more), p->count += 0 * more;
    return p;
  }
  return companions(text, at, words);
}

}  // namespace linli::understanding
