#include "bot/understanding/hearsay.hpp"

#include <algorithm>
#include <initializer_list>

namespace linli::understanding {
namespace {

using enum WordKind;
using Chars = std::u32string_view;
using Any_of = std::initializer_list<Chars>;

Chars text_of(const Scan& s, std::uint32_t from, std::uint32_t to) { return Chars(s.text->chars).substr(from, to > from ? to - from : 0); }
Chars text_of(const Scan& s, const Clause& c) { return text_of(s, s.tokens[c.first].begin, s.tokens[c.last - 1].end); }
bool holds(Chars text, Any_of words) {
  return std::ranges::any_of(words, [&](Chars w) { return text.find(w) != text.npos; });
}
bool ends(Chars text, Any_of words) {
  return std::ranges::any_of(words, [&](Chars w) { return text.ends_with(w); });
}

// 大概八点到的: the hour is unsure, not that somebody came
bool of_the_hour(const Scan& s, std::uint32_t end) {
  for (std::size_t i = 0; i < s.tokens.size(); ++i)
    if (s.tokens[i].end > end && (s.is(i, Tok::time) || !small_word(s.tokens[i]))) return s.is(i, Tok::time);
  return false;
}

}  // namespace

bool guessed(const Parsed& p, std::size_t clause, std::size_t event) {
  auto& s = p.scan;
  auto& c = p.clauses[clause];
  auto from = s.tokens[c.first].begin, to = s.tokens[c.last - 1].end;
  auto text = text_of(s, from, to);
  for (Chars word : Any_of{U"应该", U"好像", U"好象", U"像是", U"似乎", U"可能", U"估计", U"估摸", U"大概", U"大约", U"多半", U"八成", U"也许", U"说不定", U"没准", U"兴许", U"恐怕", U"怕是", U"看样子", U"十有八九", U"感觉", U"大致", U"差不多"}) {
    auto at = text.find(word);
    if (at == text.npos) continue;
    bool front = from + at < s.tokens[event].begin, last = at + word.size() + 1 >= text.size();
    if ((front || last) && !of_the_hour(s, std::uint32_t(from + at + word.size()))) return true;
  }
  auto rest = text_of(s, s.tokens[event].end, to);
  return rest == U"吧" || rest == U"了吧" || rest == U"的吧";
}

namespace {

// 隔壁讲, 听楼下说, 保安看到: whoever tells it is neither who came nor the writer
bool told_by_others(const Scan& s, const Clause& c, std::size_t event) {
  auto text = text_of(s, s.tokens[c.first].begin, s.tokens[event].begin);
  auto tells = std::min(text.find_first_of(U"讲说"), text.find(U"看"));
  if (tells == text.npos || tells == 0) return false;
  auto who = text.substr(0, tells);
  if (ends(who, {U"听", U"听人", U"听别人", U"有人", U"人家", U"大家"})) return true;
  return ends(who, {U"隔壁", U"邻居", U"楼下", U"楼上", U"楼里", U"对门", U"对面", U"保安", U"门卫", U"楼里人", U"隔壁人", U"隔壁人家", U"邻舍", U"村里人", U"隔壁阿姨", U"楼下阿姨", U"楼上阿姨", U"居委", U"物业", U"门口大爷", U"别人"});
}

// 我还没碰到, 人我没见着: the writer has not seen it
bool not_seen(const Scan& s, const Clause& c) {
  auto text = text_of(s, c);
  auto i = text.find(U'我');
  if (i == text.npos || c.date >= 0) return false;
  auto rest = text.substr(i + 1);
  for (Chars word : Any_of{U"们", U"本人", U"自己", U"倒", U"是", U"也", U"还", U"都", U"到现在", U"人"})
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  for (Chars no : Any_of{U"没有", U"没", U"未", U"呒没", U"勿曾"})
    if (rest.starts_with(no)) {
      rest.remove_prefix(no.size());
      for (Chars seen : Any_of{U"碰到", U"碰着", U"碰见", U"碰上", U"看到", U"看见", U"见到", U"见着", U"见过", U"遇到", U"遇见", U"瞧见", U"亲眼", U"照过面", U"打过照面", U"核实", U"确认"})
        if (rest.starts_with(seen)) return true;
    }
  return false;
}

}  // namespace

bool supposed(const Parsed& p, std::size_t clause, std::size_t event) {
  auto& c = p.clauses[clause];
  if (guessed(p, clause, event) || told_by_others(p.scan, c, event)) return true;
  for (auto k = clause + 1; k < p.clauses.size() && k < clause + 3 && p.clauses[k].before < Gap::line && p.clauses[k].room < 0 && p.clauses[k].name < 0; ++k)
    if (not_seen(p.scan, p.clauses[k])) return true;
  return false;
}

bool still_under_way(const Parsed& p, std::size_t clause, std::size_t event) {
  auto& s = p.scan;
  auto said = s.chars(s.tokens[event]);
  bool to_town = said.find_first_of(U"沪海申桥站场东") != said.npos || said.starts_with(U"下") || said == U"落地" || s.is(event + 1, Tok::place) || s.word(event + 1, not_place) || s.is(event + 1, Tok::unknown);
  if (!s.word(event, arrive) || !to_town) return false;
  for (auto k = clause + 1; k < p.clauses.size() && k < clause + 3; ++k) {
    auto& c = p.clauses[k];
    if (c.before >= Gap::line || c.room >= 0 || c.name >= 0) return false;
    auto text = text_of(s, c);
    bool rides = holds(text, {U"在地铁", U"在公交", U"在车上", U"在路上", U"在大巴", U"在出租", U"在高铁", U"在高速", U"在半路", U"在途中", U"在打车", U"在叫车", U"在排队", U"在等车", U"在等公交", U"在等地铁", U"在转车", U"在换乘", U"在取行李", U"在拿行李", U"在等行李", U"在出站", U"在坐", U"在乘", U"坐着地铁", U"正打车", U"正坐", U"正往"});
    bool not_home = holds(text, {U"没到家", U"没到屋", U"没进门", U"没到门口", U"没到村", U"没到小区"});
    bool rides_on = holds(text, {U"还要转", U"还要换", U"还要坐", U"还要倒", U"还要乘", U"还要打车", U"还得转", U"还得坐", U"还得换", U"还得倒", U"再转", U"再坐", U"再换乘", U"转地铁", U"换地铁", U"坐地铁过", U"坐地铁回", U"打车过来", U"打车回来", U"等车来"});
    bool fetched = text.ends_with(U"接") || holds(text, {U"去接他", U"去接她", U"去接伊", U"去接人", U"来接他", U"来接她", U"等人接", U"等人来接"});
    bool done = holds(text, {U"接到了", U"接回", U"接来了", U"已经到家"});
    if ((rides || rides_on || not_home || (fetched && holds(text, {U"等", U"叫", U"让", U"喊", U"我去", U"我现在去", U"准备去", U"正去", U"还没"}))) && !done) return true;
  }
  return false;
}

}  // namespace linli::understanding
