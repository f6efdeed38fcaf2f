#include "bot/understanding/numbers.hpp"

#include "bot/understanding/text.hpp"

namespace linli::understanding {
namespace {

int any_digit(char32_t c) {
  if (c == U'零' || c == U'〇') return 0;
  if (c == U'幺') return 1;
  int d = han_digit(c);
  return d > 0 ? d : -1;
}

// 十五, 二十, 廿五, 卅, 三十一, 一百零二, 两百; 一千二百零四; at most 9999.
std::optional<Number> counted(std::u32string_view s, std::size_t at) {
  std::size_t i = at;
  auto look = [&](std::size_t k) { return k < s.size() ? s[k] : char32_t(0); };
  long value = 0;
  bool any = false;
  if (int d = han_digit(look(i)); d > 0 && look(i + 1) == U'千') {
    value = d * 1000;
    i += 2;
    any = true;
    if (look(i) == U'零' && han_digit(look(i + 1)) > 0 && look(i + 2) != U'十') return Number{value + han_digit(look(i + 1)), i + 2 - at, Number::Style::counted, 0};
    if (look(i) == U'零') ++i;
  }
  if (int d = han_digit(look(i)); d > 0 && look(i + 1) == U'百') {
    value += d * 100;
    i += 2;
    any = true;
    if (look(i) == U'零' && han_digit(look(i + 1)) > 0) {
      value += han_digit(look(i + 1));
      return Number{value, i + 2 - at, Number::Style::counted, 0};
    }
  }
  if (look(i) == U'廿' || look(i) == U'卅') {
    value += look(i) == U'廿' ? 20 : 30;
    ++i;
    any = true;
    if (look(i) == U'十') ++i;
  } else if (int d = han_digit(look(i)); d > 0 && look(i + 1) == U'十') {
    value += d * 10;
    i += 2;
    any = true;
  } else if (look(i) == U'十') {
    value += 10;
    ++i;
    any = true;
  }
  if (!any) return {};
  if (int d = han_digit(look(i)); d > 0 && look(i) != U'两' && look(i + 1) != U'十') {
    value += d;
    ++i;
  }
  return Number{value, i - at, Number::Style::counted, 0};
}

}  // namespace

int han_digit(char32_t c) {
  switch (c) {
    case U'一': case U'壹': return 1;
    case U'二': case U'两': case U'贰': return 2;
    case U'三': case U'叁': return 3;
    case U'四': case U'肆': return 4;
    case U'五': case U'伍': return 5;
    case U'六': case U'陆': return 6;
    case U'七': case U'柒': return 7;
    case U'八': case U'捌': return 8;
    case U'九': case U'玖': return 9;
    default: return 0;
  }
}

bool is_han_number(char32_t c) { return any_digit(c) >= 0 || c == U'十' || c == U'廿' || c == U'卅' || c == U'百'; }

std::optional<Number> number_at(std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (is_digit(text[at])) {
    Number n{0, 0, Number::Style::ascii, 0};
    while (at + n.length < text.size() && is_digit(text[at + n.length]) && n.length < 9) n.value = n.value * 10 + long(text[at + n.length++] - U'0');
    n.digits = int(n.length);
    return n;
  }
  if (!is_han_number(text[at])) return {};
  if (auto n = counted(text, at)) return n;
  Number n{0, 0, Number::Style::spelled, 0};
  while (at + n.length < text.size() && n.length < 9) {
    int d = any_digit(text[at + n.length]);
    if (d < 0 || (n.length > 0 && text[at + n.length] == U'两')) break;  // 初九两天里
    n.value = n.value * 10 + d;
    ++n.length;
  }
  bool next_word = n.length > 3 && text[at + n.length - 1] == U'一' && at + n.length < text.size() && std::u32string_view(U"直共起样家户般向旦带个人对").find(text[at + n.length]) != std::u32string_view::npos;
  if (next_word) --n.length, n.value /= 10;  // 二零五一直空关
  n.digits = int(n.length);
  if (n.length == 0) return {};
  return n;
}

std::string digits_of(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) {
    if (is_digit(c)) out.push_back(char(c));
    else if (int d = any_digit(c); d >= 0) out.push_back(char('0' + d));
  }
  return out;
}

}  // namespace linli::understanding
