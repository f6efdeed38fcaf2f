#include "bot/understanding/remarks.hpp"

#include <algorithm>

namespace linli::understanding {

using enum WordKind;

bool side_remark(const Scan& scan, const Clause& c) {
  bool aside = c.events.empty() && c.date < 0 && !c.own && !c.renter && c.unknown > 1;
  if (!aside || (c.name >= 0 && std::size_t(c.name) + 1 == c.last)) return false;  // 模具厂那个小戴: who it is
  bool told = false;
  for (auto i = c.first; i < c.last; ++i) told = told || scan.word(i, said);
  return !told || (c.name >= 0 && by_office(scan, std::size_t(c.name)));
}

bool writers_act(const Scan& scan, const Event& event) {
  auto& t = scan.tokens[event.token];
  auto said = scan.chars(t);
  if (event.rule == "arrived.no_sign") return true;
  if (event.intent != Intent::change) return false;
  bool slip = scan.word(event.token, change_sign) || scan.word(event.token, retract) || scan.word(event.token, no);
  bool wrong = said.find_first_of(U"错岔漏反混串倒") != std::u32string_view::npos || (said.size() > 1 && std::u32string_view(U"写报填打登说讲听输记").find(said.front()) != std::u32string_view::npos);
  auto before = std::u32string_view(scan.text->chars).substr(0, t.begin);
  bool for_me = before.ends_with(U"帮我") || before.ends_with(U"给我") || before.ends_with(U"替我") || before.ends_with(U"帮我们") || before.ends_with(U"给我们");
  return (slip && wrong) || for_me;
}

std::uint32_t found_out_at(const Scan& scan, std::size_t token) {
  auto from = token;
  while (from > 0 && scan.tokens[from - 1].tok != Tok::separator && token - from < 16) --from;
  auto begin = scan.tokens[from].begin;
  auto text = std::u32string_view(scan.text->chars).substr(begin, scan.tokens[token].begin - begin);
  for (std::u32string_view verb : {U"才晓得", U"才知道", U"才发现", U"才发觉", U"才看见", U"才看到", U"才听说", U"方才晓得", U"才碰到", U"才弄清"})
    if (auto at = text.find(verb); at != text.npos && at > 0) return std::uint32_t(begin + at + verb.size());
  return 0;
}

bool fetches(const Scan& scan, const Clause& c, std::size_t event) {
  bool goes = false;
  for (auto i = c.first; i < event && i < c.last; ++i) {
    if (goes && (scan.word(i, relative) || scan.word(i, companion) || scan.word(i, outsider) || scan.is(i, Tok::people) || scan.word(i, child))) return true;
    goes = goes || scan.chars(scan.tokens[i]).ends_with(U'接');
  }
  return false;
}

bool by_office(const Scan& scan, std::size_t name) {
  auto& t = scan.tokens[name];
  return t.rule == "renter.title" || (t.rule == "renter.called" && scan.chars(t).starts_with(U"老板"));
}

}  // namespace linli::understanding
