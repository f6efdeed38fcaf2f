// Names and forms of address: 小王, 老孙, 阿芳, 张师傅, 李某某, 姓马, 赵大海.
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

char32_t look(std::u32string_view s, std::size_t i) { return i < s.size() ? s[i] : 0; }

// A character that may be part of a given name: no word of the vocabulary begins with it here.
bool given(std::u32string_view s, std::size_t i, const Words& words) {
  if (!is_han(look(s, i)) || is_han_number(s[i])) return false;
  auto hit = words.longest(s, i);
  if (hit.length == 0) return true;
  return hit.length == 1 && (hit.kind == WordKind::family_name || hit.kind == WordKind::address_end);
}

Found_text name(std::u32string_view s, std::size_t from, std::size_t to, std::string_view rule) { return {to, to_utf8(s.substr(from, to - from)), false, rule}; }

}  // namespace

std::optional<Found_text> find_name(std::u32string_view s, std::size_t at, const Words& words, bool open, bool told) {
  auto known = words.longest(s, at);
  bool family_only = known.length <= 2 && known.kind == WordKind::family_name;
  auto c = s[at];
  auto called = words.longest(s, at, WordKind::address_name);
  if (called.length > 0 && called.length >= known.length) return name(s, at, at + called.length, "renter.called");
  bool prefix = c == U'小' || c == U'老' || c == U'阿' || c == U'大';
  if (prefix) {
    if (known.length >= 2) return {};
    auto family = words.longest(s, at + 1, WordKind::family_name);
    auto word = words.longest(s, at + 1);
    bool taken = word.length > 1 && word.kind != WordKind::family_name;  // 小高铁
    if (c == U'阿') {
      if (!is_han(look(s, at + 1)) || is_han_number(look(s, at + 1)) || taken) return {};
      return name(s, at, at + 2, "renter.form_of_address");
    }
    if (c == U'大' || family.length == 0 || (taken && word.kind != WordKind::place)) return {};
    auto end = at + 1 + family.length;
    auto title = words.longest(s, end, WordKind::title);
    (void)title;
    return name(s, at, end, "renter.form_of_address");
  }
  if (c == U'姓') {
    auto family = words.longest(s, at + 1, WordKind::family_name);
    if (family.length == 0 || look(s, at + 1) == U'名') return {};
    auto out = name(s, at + 1, at + 1 + family.length, "renter.family_name");
    if (look(s, out.end) == U'的') ++out.end;
    return out;
  }
  auto family = words.longest(s, at, WordKind::family_name);
  if (family.length == 0 || (known.length > family.length && !family_only)) return {};
  auto end = at + family.length;
  if (look(s, end) == U'某') {
    ++end;
    if (look(s, end) == U'某') ++end;
    return name(s, at, end, "renter.hidden_name");
  }
  auto title = words.longest(s, end, WordKind::title);
  if (title.length > 0) return name(s, at, end + title.length, "renter.title");
  if (!open) return {};
  std::size_t characters = 0;
  while (characters < 2 && given(s, end, words)) ++end, ++characters;
  if (characters == 0) return {};
  auto next = look(s, end);
  bool bounded = next == 0 || !is_han(next) || words.longest(s, end).length > 0 || is_han_number(next);
  bool alone = next == 0 || (!is_han(next) && next != U'的');
  if (!bounded || (!told && !(alone || is_digit(next)))) return {};
  return name(s, at, end, "renter.name");
}

}  // namespace linli::understanding
