// Something irregular at somebody else's dwelling.
#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

// 老沈家租客
bool others_renter(const Scan& s, std::size_t i) {
  auto before = i > 0 ? s.chars(s.tokens[i - 1]) : std::u32string_view();
  bool neighbour = before == U"楼上" || before == U"楼下";
  if (s.is(i, Tok::renter) && neighbour && i + 1 < s.tokens.size() && s.chars(s.tokens[i + 1]) == U"家") return true;
  return s.is(i, Tok::renter) && i + 2 < s.tokens.size() && s.chars(s.tokens[i + 1]) == U"家" && s.word(i + 2, WordKind::renter_word);
}

}  // namespace

bool tip_off(const Parsed& p, Group& g) {
  std::size_t irregular = 0;
  bool open = false, third = g.other_home, landlord = false;
  for (auto c : g.clauses) {
    auto& clause = p.clauses[c];
    open = open || clause.tip_open;
    for (auto i = clause.first; i < clause.last; ++i) {
      if (p.scan.word(i, WordKind::irregular)) ++irregular;
      if (p.scan.word(i, WordKind::landlord_word)) landlord = true;
      if (others_renter(p.scan, i)) third = true, g.other_home = true;
    }
  }
  bool mine = g.own && !third;
  g.tip = open || (irregular > 0 && third) || (irregular > 0 && landlord && !mine && irregular + (g.room >= 0) > 1) || (irregular > 1 && !mine && !g.renter && g.name < 0);
  if (!g.tip) return false;
  Draft d;
  d.intent = Intent::tip_off;
  d.tense = Tense::past;
  d.rule = open ? "tip_off.announced" : third ? "tip_off.other_dwelling" : "tip_off.irregular";
  d.clauses = d.events = g.clauses;
  d.event = p.clauses[g.clauses.front()].first;
  g.drafts = {d};
  g.pending.clear();
  return true;
}

}  // namespace linli::understanding
