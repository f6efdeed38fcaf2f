// Numbers that are no counts: telephones, identity numbers, trains and flights, temperatures.
#include "bot/understanding/numbers.hpp"
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

char32_t look(std::u32string_view s, std::size_t i) { return i < s.size() ? s[i] : 0; }

bool spoken_digit(char32_t c) { return is_digit(c) || c == U'零' || c == U'〇' || c == U'幺' || (han_digit(c) > 0 && c != U'两'); }

}  // namespace

std::optional<Found_text> find_phone(std::u32string_view text, std::size_t at) {
  if (!spoken_digit(look(text, at)) || (at > 0 && spoken_digit(text[at - 1]))) return {};
  std::size_t i = at;
  for (std::u32string_view country : {U"+86", U"0086", U"86"})  // the plus sign stands before `at`
    if (country[0] != U'+' && text.substr(at, country.size()) == country && at + country.size() + 11 <= text.size()) {
      i = at + country.size();
      while (look(text, i) == U'-' || look(text, i) == U' ') ++i;
      if (look(text, i) == U'1') break;
      i = at;
    }
  auto first = look(text, i);
  if (first != U'1' && first != U'幺' && first != U'一') return {};
  std::u32string digits;
  while (digits.size() < 12 && i < text.size()) {
    if (spoken_digit(text[i])) digits.push_back(text[i++]);
    else if ((text[i] == U'-' || text[i] == U' ' || text[i] == U'.') && (digits.size() == 3 || digits.size() == 7) && spoken_digit(look(text, i + 1))) ++i;
    else break;
  }
  if (digits.size() != 11) return {};
  auto out = digits_of(digits);
  if (out.size() != 11 || out[1] < '3') return {};
  return Found_text{i, out, false, "phone"};
}

std::optional<Found_text> find_id_number(std::u32string_view text, std::size_t at) {
  if (!is_digit(look(text, at)) || (at > 0 && is_digit(text[at - 1]))) return {};
  std::string out;
  std::size_t i = at;
  while (i < text.size() && out.size() < 19 && (is_digit(text[i]) || (text[i] == U' ' && is_digit(look(text, i + 1)) && (out.size() == 6 || out.size() == 14)))) {
    if (is_digit(text[i])) out.push_back(char(text[i]));
    ++i;
  }
  if (out.size() == 17 && look(text, i) == U'x') {
    out.push_back('X');
    ++i;
  }
  if (out.size() != 18) return {};
  int year = std::stoi(out.substr(6, 4)), month = std::stoi(out.substr(10, 2));
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return {};
  return Found_text{i, out, false, "id_number"};
}

std::optional<Found_text> find_vehicle(std::u32string_view text, std::size_t at, const Rules& rules) {
  if (at > 0 && (is_latin(text[at - 1]) || is_digit(text[at - 1]))) return {};
  auto c = look(text, at), second = look(text, at + 1);
  std::size_t i = at;
  std::string out;
  auto put = [&](char32_t letter) { out.push_back(char(is_latin(letter) ? letter - 32 : letter)), ++i; };
  auto digits_from = [&](std::size_t k) {
    std::size_t n = 0;
    while (is_digit(look(text, k + n))) ++n;
    return n;
  };
  // 3U8963: airlines whose mark begins or ends with a digit
  bool digit_first = is_digit(c) && is_latin(second) && digits_from(at + 2) >= 3;
  bool digit_second = is_latin(c) && is_digit(second) && std::u32string_view(U"gdckzt").find(c) == std::u32string_view::npos && digits_from(at + 1) == 5;
  bool short_label = (c == U'f' && second == U'h') || (c == U'r' && (second == U's' || second == U'q')) || (c == U's' && second == U'j');  // fh403: 房号
  bool two_letters = is_latin(c) && is_latin(second) && !(short_label && rules.fire("number.short_label")) && digits_from(look(text, at + 2) == U'-' ? at + 3 : at + 2) >= 3;
  bool train = std::u32string_view(U"gdckztsly").find(c) != std::u32string_view::npos && c != 0 && is_digit(second) && digits_from(at + 1) <= 4;
  // 1372次列车: old trains have no letter
  if (auto n = digits_from(at); n == 4 && look(text, at + 4) == U'次' && (look(text, at + 5) == U'列' || look(text, at + 5) == U'火' || look(text, at + 5) == U'车'))
    return Found_text{at + 5, to_utf8(text.substr(at, 4)), false, "number.train_old"};
  if (train) put(c);
  else if (digit_first || digit_second || two_letters) put(c), put(second);
  else return {};
  if (!train && look(text, i) == U'-') ++i;
  std::size_t digits = 0;
  while (i < text.size() && is_digit(text[i]) && digits < 5) out.push_back(char(text[i++])), ++digits;
  if (digits < (train ? 1U : 3U) || digits > 4 || is_latin(look(text, i))) return {};
  if (!train && (out.starts_with("FJ") || out.starts_with("RS"))) return {};
  auto c_next = look(text, i);
  bool usual = c == U'g' || c == U'd' || c == U'c' || c == U'k' || c == U'z' || c == U't';
  if (train && (c_next == U'高' || c_next == U'国') && rules.fire("number.road")) return {};  // G40高速
  if (train && !usual && c_next != U'次' && rules.fire("number.rare_letter")) return {};  // S5; L18次
  if (train && digits == 1 && (c_next == U'楼' || c_next == U'栋' || c_next == U'座' || c_next == U'幢') && rules.fire("number.building")) return {};  // D3栋
  if (c_next == U'次') ++i;
  return Found_text{i, out, !train, train ? "number.train" : "number.flight"};
}

// 开了一宿车, 开了十二个钟头汽车: by car, however long
std::optional<std::size_t> find_drive(std::u32string_view text, std::size_t at) {
  if (look(text, at) != U'开') return {};
  auto i = at + 1;
  if (look(text, i) == U'了') ++i;
  if (look(text, i) == U'整' && look(text, i + 1) == U'整') i += 2;
  if (auto n = number_at(text, i)) i += n->length;
  else if (look(text, i) == U'半' || look(text, i) == U'几') ++i;
  else return {};
  constexpr std::u32string_view spans = U"个多来几小时钟头宿夜天晚整半公里百千路一的";
  auto from = i;
  while (look(text, i) != 0 && spans.find(text[i]) != spans.npos && i < from + 8) ++i;
  if (i == from) return {};
  if (look(text, i) == U'汽') ++i;
  if (look(text, i) != U'车') return {};
  return i + 1 + (look(text, i + 1) == U'子');
}

std::optional<Found_degrees> find_temperature(std::u32string_view text, std::size_t at, const Rules& rules) {
  if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == U'.')) return {};
  auto whole = number_at(text, at);
  if (!whole || whole->value < 34 || whole->value > 42 || (whole->style == Number::Style::ascii && whole->digits != 2)) return {};
  bool spelled = whole->style == Number::Style::spelled;  // 三六点五
  if (spelled && !(look(text, at + whole->length) == U'点' && han_digit(look(text, at + whole->length + 1)) > 0)) return {};
  std::size_t i = at + whole->length;
  auto tenths = [&](std::size_t k) -> int { return is_digit(look(text, k)) ? int(text[k] - U'0') : han_digit(look(text, k)); };
  auto c = look(text, i);
  bool point = c == U'.' || c == U'点' || c == U'。', degrees = c == U'度' || c == U'℃';
  if (!point && !degrees) return {};
  double value = double(whole->value);
  ++i;
  if (int d = tenths(i); (d > 0 || look(text, i) == U'0' || look(text, i) == U'零') && !(degrees && is_digit(look(text, i + 1)))) {
    value += d / 10.0;
    ++i;
    if (point && is_digit(look(text, i))) {  // 36.55
      if (is_digit(look(text, i + 1))) return {};
      ++i;
    }
  } else if (point) {
    return {};
  } else if (look(text, i) == U'半') {
    value += 0.5;
    ++i;
  }
  if (look(text, i) == U'度' || look(text, i) == U'℃') ++i;
  if (look(text, i) == U'整') ++i;  // 37度整
  auto next = look(text, i);
  if (next != 0 && std::u32string_view(U"元块%斤米平万").find(next) != std::u32string_view::npos && rules.fire("temperature.counted")) return {};  // 36.5元
  return Found_degrees{i, value};
}

}  // namespace linli::understanding
