// Days told as a choice are one span: 可能15也可能16号, 可能下礼拜 也可能下下礼拜.
#include <algorithm>

#include "bot/understanding/facts.hpp"
#include "bot/understanding/numbers.hpp"

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

// 廿八到，阴历: which calendar is told behind the day
void lunar_told_behind(Scan& scan, const Rules& rules) {
  std::u32string_view text = scan.text->chars;
  auto calendar_behind = [&](std::size_t end) {
    auto rest = text.substr(end, 14);
    rest = rest.substr(0, rest.find_first_of(U"。!?\n"));
    for (std::u32string_view calendar : {U"阴历", U"农历", U"老历", U"旧历"}) {
      auto at = rest.find(calendar);
      auto next = at != rest.npos && at + 2 < rest.size() ? rest[at + 2] : char32_t(0);
      bool other_day = next == U'初' || next == U'正' || next == U'腊' || is_digit(next) || is_han_number(next);
      if (at != rest.npos && !other_day) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i + 1 < scan.tokens.size(); ++i) {  // 十六动身十七到，农历的
    auto& t = scan.tokens[i];
    bool day = t.tok == Tok::number && t.data > 9 && t.data < 31 && t.end - t.begin > 1 && is_han_number(text[t.begin]) && scan.tokens[i + 1].begin == t.end;
    bool moves = scan.word(i + 1, come) || scan.word(i + 1, back) || scan.word(i + 1, arrive) || scan.word(i + 1, depart);
    if (!day || !moves || !calendar_behind(t.end) || !rules.fire("date.lunar.number")) continue;
    DateExpr expr;
    expr.begin = t.begin;
    expr.end = t.end;
    expr.first.form = DateAtom::Form::lunar;
    expr.first.day = t.data;
    expr.rule = "date.lunar.number";
    t.tok = Tok::date;
    t.rule = expr.rule;
    t.data = std::int32_t(scan.dates.size());
    scan.dates.push_back(expr);
  }
  for (auto& t : scan.tokens) {
    if (t.tok != Tok::date) continue;
    auto& d = scan.dates[std::size_t(t.data)];
    auto& a = d.first;
    bool bare = a.form == DateAtom::Form::solar && a.month == 0 && a.day > 0 && !d.last && scan.chars(t).find_first_of(U"号日0123456789") == std::u32string_view::npos;
    if (!bare) continue;
    if (calendar_behind(t.end) && rules.fire("date.lunar.told_behind")) a.form = DateAtom::Form::lunar;
  }
}

}  // namespace

void join_choices(Scan& scan, const Rules& rules) {
  lunar_told_behind(scan, rules);
  bare_first_day(scan);
  join_alternatives(scan);
}

}  // namespace linli::understanding
