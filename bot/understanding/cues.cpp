// Cues of the vocabulary, and those that are a pattern rather than a word.
#include <algorithm>

#include "bot/understanding/scan.hpp"

namespace linli::understanding {
namespace {

// 开不开, 放勿放, 记没记: a verb said twice with a denial between asks.
bool verb_or_not(std::u32string_view s, std::size_t i) {
  if (i + 2 >= s.size() || s[i] != s[i + 2] || !is_han(s[i])) return false;
  constexpr std::u32string_view denials = U"不勿弗没";
  return denials.find(s[i + 1]) != denials.npos && denials.find(s[i]) == denials.npos;
}

// 一人一证还是一户一证, 要抢还是摇号: one or the other is asked, where the parts are alike or what is asked stands before them; never 还是没来.
bool either_or(std::u32string_view s, std::size_t i) {
  if (s.substr(i, 2) != U"还是" || i == 0 || i + 3 >= s.size() || !is_han(s[i - 1])) return false;
  if (std::u32string_view(U"没不要得会很有可能老来回在一那这").find(s[i + 2]) != s.npos && s.substr(i + 2, 2) != U"一户" && s.substr(i + 2, 2) != U"一家" && s.substr(i + 2, 2) != U"在自" && s.substr(i + 2, 2) != U"在家") return false;
  for (auto k = i; k-- > 0 && i - k < 12 && is_han(s[k]);)
    if (std::u32string_view(U"是要该在去找先用带凭抢").find(s[k]) != s.npos || (std::u32string_view(U"的了").find(s[k]) == s.npos && s.substr(i + 2, 6).find(s[k]) != s.npos)) return true;
  return false;
}

// 登记要不要: the denial belongs to the asking form.
bool asks_whether(std::u32string_view s, const CueAt& denial) {
  return denial.begin > 0 && denial.end == denial.begin + 1 && verb_or_not(s, denial.begin - 1);
}

// Two cues close to one another that are together a third.
struct Pair {
  std::string_view rule;
  Cue first, second, together;
  std::uint32_t gap;  // characters between them, at most
};
constexpr Pair pairs[] = {
    {"cue.nobody_told", Cue::denial, Cue::tell, Cue::unreported, 3},   // 没一个登记的, 谁也没吱声
    {"cue.shut_in_how_long", Cue::kept_in, Cue::how_long, Cue::shut_in, 6},   // 在屋里蹲几天, 关在家里好多天
    {"cue.how_long_shut_in", Cue::how_long, Cue::let_free, Cue::let_out_when, 3},   // 几天才好出门, 啥时候可以撕封条
    {"cue.pass_of_the_door", Cue::enter, Cue::pass_card, Cue::pass, 3},   // 出门的那张卡
    {"cue.told_nobody", Cue::tell, Cue::denial, Cue::unreported, 1},   // 登记都没有, 招呼也不打
};

}  // namespace

std::vector<CueAt> find_cues(std::u32string_view text, const Words& words, const Rules& rules) {
  auto cues = words.cues(text);
  auto sorry = [&](const CueAt& c) { return c.cue == Cue::asks && c.end < text.size() && text[c.begin] == U'对' && (text[c.end] == U'起' || text[c.end] == U'住'); };
  if (std::ranges::any_of(cues, sorry) && rules.fire("cue.sorry")) std::erase_if(cues, sorry);  // 昨天没报，对不起
  auto said = cues.size();  // in the order of their beginnings
  for (std::size_t i = 0; i < text.size(); ++i)
    if (verb_or_not(text, i) && rules.fire("asks.verb_or_not")) cues.push_back({Cue::asks, std::uint32_t(i), std::uint32_t(i + 3)});
  for (std::size_t i = 0; i < text.size(); ++i)
    if (either_or(text, i) && rules.fire("asks.either_or")) cues.push_back({Cue::asks, std::uint32_t(i), std::uint32_t(i + 2)});
  for (std::size_t k = 0, n = cues.size(); k < n; ++k) {  // 皖K, 豫牌: a car from elsewhere
    if (cues[k].cue != Cue::plate || cues[k].end >= text.size()) continue;
    auto next = text[cues[k].end];
    if ((is_latin(next) || next == U'牌') && rules.fire("cue.number_plate")) cues.push_back({Cue::vehicle, cues[k].begin, cues[k].end + 1});
  }
  for (std::size_t k = 0; k < said; ++k)
    for (auto& pair : pairs) {
      if (cues[k].cue != pair.first || asks_whether(text, cues[k])) continue;
      auto i = std::size_t(std::ranges::lower_bound(cues.begin(), cues.begin() + std::ptrdiff_t(said), cues[k].end, {}, &CueAt::begin) - cues.begin());
      for (; i < said && cues[i].begin - cues[k].end <= pair.gap; ++i)
        if (cues[i].cue == pair.second && !asks_whether(text, cues[i]) && rules.fire(pair.rule)) cues.push_back({pair.together, cues[k].begin, cues[i].end});
    }
  std::ranges::sort(cues, {}, [](const CueAt& c) { return std::pair(c.begin, c.cue); });
  return cues;
}

}  // namespace linli::understanding
