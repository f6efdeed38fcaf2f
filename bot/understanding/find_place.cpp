// Places that were heard or typed wrongly: 校感, 毫州, 连运港, 贵卅. A word that sounds or looks like a place counts as one only where a place
// stands, and is never put right in silence: what was meant is told beside it and asked about.
#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

bool stands(std::u32string_view s, std::size_t i, std::initializer_list<std::u32string_view> options) {
  for (auto o : options)
    if (s.substr(std::min(i, s.size()), o.size()) == o) return true;
  return false;
}

// What stands behind a place one comes from.
bool place_ends(std::u32string_view s, std::size_t i, const Words& words) {
  if (i >= s.size() || (!is_han(s[i]) && !is_latin(s[i]))) return true;
  if (stands(s, i, {U"省", U"市", U"县", U"人", U"那边", U"那儿", U"那头", U"这边", U"老家", U"乡下", U"屋头", U"开", U"坐", U"上车", U"飞", U"站"})) return true;
  auto hit = words.longest(s, i);
  if (hit.length == 0) return false;
  switch (hit.kind) {
    case come: case back: case depart: case by: case via_word: case arrive: case place: case home_town: return true;
    case de: return i + hit.length >= s.size() || !is_han(s[i + hit.length]);
    default: return false;
  }
}

// 会来, 要回: a word that tells when, and one that tells of coming.
bool comes(std::u32string_view written, const Words& words) {
  auto first = words.longest(written, 0);
  if (first.length == 0 || first.length >= written.size()) return false;
  auto verb = words.longest(written, first.length);
  bool moves = verb.kind == come || verb.kind == back || verb.kind == arrive || verb.kind == leave;
  bool modal = first.kind == future || first.kind == neg_not || first.kind == neg_have || first.kind == done || first.kind == hedge || first.kind == filler || first.kind == pronoun;
  return moves && modal && first.length + verb.length == written.size();
}

bool shares(std::u32string_view a, std::u32string_view b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    if (a[i] == b[i]) return true;
  return false;
}

}  // namespace

std::optional<Found_place> find_meant_place(std::u32string_view s, std::size_t at, const Words& words, Place_before before, const Rules& rules) {
  if (auto first = words.longest(s.substr(0, at + 1), at); first.length == 1 && s[at] != U'连')
    switch (first.kind) {  // 和, 从, 到
      case and_word: case with_word: case from_word: case come: case back: case arrive: case leave: return {};
      default: break;
    }
  if (s[at] == U'姓') return {};  // 姓邵
  bool called = (s[at] == U'小' || s[at] == U'老' || s[at] == U'阿') && words.longest(s, at + 1, family_name).length > 0;  // 恩施小向
  if (called && before == Place_before::larger && rules.fire("origin.name_behind")) return {};
  for (std::size_t n = 4; n >= 2; --n) {
    if (at + n > s.size()) continue;
    auto written = s.substr(at, n);
    bool han = true;
    for (char32_t c : written) han = han && is_han(c);
    if (!han) continue;
    bool negation = (written.find_first_of(U"勿弗") != written.npos) && rules.fire("origin.negation_inside");  // 伊勿来了
    if (negation) continue;
    if (words.longest(s, at).length >= n) continue;  // a word of its own
    auto meant = words.meant_place(written);
    if (meant.empty()) continue;
    if (before != Place_before::expected && comes(written, words) && rules.fire("origin.word_of_coming")) continue;
    bool ends = place_ends(s, at + n, words), alike = shares(written, meant);
    bool followed = ends || words.longest(s, at + n, place).length > 0;
    bool stands = before == Place_before::expected ? alike || followed : before == Place_before::larger ? followed : alike && ends;
    if (!stands) continue;
    return Found_place{at + n, to_utf8(meant)};
  }
  return {};
}

}  // namespace linli::understanding
