// Days told as a choice are one span: 可能15也可能16号, 可能下礼拜 也可能下下礼拜.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

// 可能15也可能16号: the first day borrows what the second one says.
void bare_first_day(Scan& scan) {
  for (std::size_t i = 0; i + 2 < scan.tokens.size(); ++i) {
    auto number = scan.tokens[i].data;
    if (!scan.is(i, Tok::number) || number < 1 || number > 31) continue;
    auto said = scan.chars(scan.tokens[i + 1]);
    bool joins = said == U"也可能" || said == U"或者" || said == U"要么" || said == U"或" || said == U"还是";
    if (!joins || !scan.is(i + 2, Tok::date)) continue;
    auto& date = scan.dates[std::size_t(scan.tokens[i + 2].data)];
    if (date.first.form != DateAtom::Form::solar || date.last || date.first.day <= number) continue;
    date.last = date.first;
    date.first.day = number;
    scan.tokens.erase(scan.tokens.begin() + std::ptrdiff_t(i), scan.tokens.begin() + std::ptrdiff_t(i) + 2);
  }
}

// 可能下礼拜 也可能下下礼拜: one span
void join_alternatives(Scan& scan) {
  for (std::size_t i = 0; i < scan.tokens.size(); ++i) {
    if (!scan.is(i, Tok::date)) continue;
    bool other = false;
    std::size_t k = i + 1;
    for (; k < scan.tokens.size() && k < i + 6 && !scan.is(k, Tok::date); ++k) {
      auto& t = scan.tokens[k];
      auto said = scan.chars(t);
      bool joins = said == U"也可能" || said == U"可能" || said == U"或者" || said == U"要么" || said == U"或" || said == U"还是";
      other = other || joins;
      bool verb = t.tok == Tok::word && (t.kind == back || t.kind == come || t.kind == arrive);
      bool light = joins || verb || (t.tok == Tok::separator && t.gap <= Gap::comma) || small_word(t);
      if (!light) break;
    }
    if (!other || !scan.is(k, Tok::date)) continue;
    extend(scan.dates[std::size_t(scan.tokens[i].data)], scan.dates[std::size_t(scan.tokens[k].data)]);
    auto first = scan.tokens.begin() + std::ptrdiff_t(i) + 1, last = scan.tokens.begin() + std::ptrdiff_t(k) + 1;
    auto keeps = [](const Token& t) { return t.tok == Tok::word && (t.kind == back || t.kind == come || t.kind == arrive || t.kind == hedge); };
    scan.tokens.erase(std::remove_if(first, last, [&](const Token& t) { return !keeps(t); }), last);
  }
}

}  // namespace

void join_choices(Scan& scan) {
  bare_first_day(scan);
  join_alternatives(scan);
}

}  // namespace linli::understanding
