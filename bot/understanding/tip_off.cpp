// Something irregular at somebody else's dwelling. Signs are cues (config/lexicon/tip_offs.toml); which of them together make a tip is the table
// below. A dwelling that is the writer's own, a neighbour's noise or repairs, and what is in the news are none.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum Cue;
using WordKind::arrive, WordKind::back, WordKind::come, WordKind::irregular, WordKind::landlord_word, WordKind::renter_word;

// 老沈家租客, 12组老徐家里, 老周把房子租给: a household called by its landlord's name.
bool others_household(const Scan& s, std::size_t i) {
  if (!s.is(i, Tok::renter) || i + 1 >= s.tokens.size()) return false;
  auto& text = s.text->chars;
  auto rest = std::u32string_view(text).substr(s.tokens[i].end);
  for (std::u32string_view home : {U"家", U"屋里", U"那里", U"那边", U"那排", U"那几间", U"的房子", U"的老房子", U"的出租", U"出租屋", U"的房客", U"的租客", U"收了", U"又收"})
    if (rest.starts_with(home)) return true;
  bool lets = rest.starts_with(U"把") || rest.starts_with(U"将") || rest.starts_with(U"又把");
  return lets && (rest.substr(0, 14).find(U'租') != rest.npos || rest.substr(0, 14).find(U"住人") != rest.npos);
}
// 周家那几间
bool family_house(const Scan& s, std::size_t i) {
  return s.word(i, WordKind::family_name) && i + 1 < s.tokens.size() && s.chars(s.tokens[i + 1]).starts_with(U'家') && s.tokens[i].end == s.tokens[i + 1].begin;
}

// 19号的租客: a house, told as a day is.
bool house_of_renters(const Scan& s, std::size_t i) {
  if (!s.is(i, Tok::date) || !s.word(i + 1, WordKind::de) || !s.word(i + 2, renter_word)) return false;
  auto& d = s.dates[std::size_t(s.tokens[i].data)];
  return d.first.form == DateAtom::Form::solar && d.first.month == 0 && d.first.day > 0 && !d.last && d.mod == DateExpr::Mod::none && s.chars(s.tokens[i]).back() == U'号';
}

constexpr auto any_sign = [](const Cues& c) {
  return c.any(let_out, odd_room, unreported, strangers, hides, says_otherwise, believed_empty, life, turnover, baggage, vehicle, unisolated, crowd);
};

// Whether a clause speaks of a dwelling that is somebody else's.
bool elsewhere_here(const Parsed& p, const Clause& c) {
  if (c.other_home || c.cues.has(there)) return true;
  if (c.cues.has(upstairs) && !c.renter && c.name < 0 && (!c.own || p.flags.cues.any(strangers, unreported, let_out, believed_empty))) return true;
  for (auto i = c.first; i < c.last; ++i)
    if ((others_household(p.scan, i) || family_house(p.scan, i)) && any_sign(p.flags.cues)) return true;
  for (auto i = c.first; i < c.last; ++i)
    if (!c.own && (c.irregular || p.flags.cues.any(unreported, unisolated)) && house_of_renters(p.scan, i) && p.rules.fire("tip.house_of_renters")) return true;
  if (!c.cues.has(near)) return false;
  for (auto& cue : p.scan.cues) {  // 后面58号, 前头那栋
    if (cue.cue != near || cue.begin < p.scan.tokens[c.first].begin || cue.end > p.scan.tokens[c.last - 1].end) continue;
    for (auto i = c.first; i < c.last; ++i)
      if (auto& t = p.scan.tokens[i]; t.begin >= cue.end) {
        if (t.tok == Tok::room || t.tok == Tok::renter || p.scan.chars(t).front() == U'那') return true;
        break;
      }
  }
  return false;
}

// A stretch of clauses with what the rules ask about it.
struct Told {
  Cues cues;
  std::size_t irregular_words{};
  bool third{};     // somebody else's dwelling is spoken of
  bool mine{};      // the writer's own is
  bool room{}, landlord{}, announced{}, comes{}, asks_neighbours{}, name{}, renter{};
  bool has(Cue cue) const { return cues.has(cue); }
  template <class... C>
  bool any(C... c) const { return cues.any(c...); }
  bool placed() const { return third || ((room || landlord) && !mine); }
  std::size_t signs() const {
    auto n = cues.count(odd_room, strangers, moved_in, hides, says_otherwise, life, noise, turnover, baggage, vehicle, crowd, uncared, believed_empty);
    return n + (n == 0 && irregular_words > 0);
  }
};

struct Row {
  std::string_view rule;
  bool (*when)(const Told&);
};
using T = const Told&;
constexpr Row rows[] = {
    {"tip_off.announced", [](T t) {
       bool something = t.signs() > 0 || t.any(let_out, unreported, unisolated) || ((t.third || t.room) && !t.has(nuisance));
       return t.announced && something && !(t.has(nuisance) && t.signs() < 2 && !t.any(let_out, unreported, unisolated));
     }},
    {"tip_off.unreported", [](T t) {
       bool other = t.third || t.landlord || t.any(strangers, let_out, odd_room, turnover) || (t.room && t.has(crowd));
       return t.has(unreported) && other && !t.mine && !(t.renter && !t.third && !t.landlord) && !(t.name && !t.third && !t.landlord && !t.any(strangers, let_out));
     }},
    {"tip_off.letting", [](T t) { return t.has(let_out) && !t.mine && (t.third || !t.name || t.room) && (t.placed() || t.landlord || t.any(crowd, strangers, turnover, look_there)); }},
    {"tip_off.odd_lodging", [](T t) { return t.has(odd_room) && t.has(lodging) && t.placed() && !t.mine; }},
    {"tip_off.crowd_in_odd_room", [](T t) {  // 一车人都进了老厂房
       bool settle = t.comes || t.has(moved_in);
       return t.any(strangers, crowd) && t.has(odd_room) && settle && !t.mine && !t.name && !t.renter && !t.any(goods, trade, meeting, nuisance);
     }},
    {"tip_off.unisolated", [](T t) { bool out = t.has(isolation) && t.has(goes_out) && !t.has(isolation_over);
       return (t.has(unisolated) || out) && (t.third || (t.placed() && !t.name && !t.renter)); }},
    {"tip_off.believed_empty", [](T t) {
       bool somebody = t.any(life, moved_in, baggage, crowd, strangers, vehicle) || (t.comes && t.any(noise, hides));
       bool doubted = t.third || t.any(says_otherwise, strangers, hides, vehicle);
       return t.has(believed_empty) && somebody && doubted && t.placed() && !t.mine && !t.renter;
     }},
    {"tip_off.strangers", [](T t) {
       bool settle = t.comes || t.any(moved_in, baggage, turnover, noise, crowd, vehicle, life, lodging);
       bool sure = t.third || (t.placed() && t.signs() > 2 && !t.name && !t.renter);
       return t.has(strangers) && settle && sure && !t.mine;
     }},
    {"tip_off.strangers_of_landlord", [](T t) { return t.has(strangers) && t.any(says_otherwise, hides, moved_in) && (t.third || t.landlord) && !t.mine; }},
    {"tip_off.crowd", [](T t) { return t.has(crowd) && t.placed() && !t.mine && (t.third || !t.name) && (t.signs() > 1 || t.any(lodging, look_there)); }},
    {"tip_off.turnover", [](T t) { return t.has(turnover) && t.placed() && !t.mine && (t.third || !t.name) && t.any(strangers, let_out, baggage, noise, crowd); }},
    {"tip_off.secretly", [](T t) { return t.any(hides, says_otherwise) && t.placed() && !t.mine && (t.signs() > 1 || t.irregular_words > 1); }},
    {"tip_off.pointed_at", [](T t) { return t.has(look_there) && t.placed() && !t.mine && t.any(strangers, turnover, crowd, hides, odd_room, moved_in, believed_empty); }},
    {"tip_off.several_signs", [](T t) { return t.third && !t.mine && t.signs() > 2 && !t.has(nuisance) && !t.name; }},
    {"tip_off.irregular", [](T t) {
       bool placed = t.third || (t.landlord && t.room) || (t.irregular_words > 1 && !t.renter && !t.name);
       return t.irregular_words > 0 && placed && !t.mine && !t.has(nuisance) && !t.asks_neighbours;
     }},
};

}  // namespace

std::optional<TipOff> find_tip(const Parsed& p) {
  TipOff tip{0, p.clauses.size(), {}};
  bool seen = false;
  for (std::size_t i = 0; i < p.clauses.size(); ++i) {
    auto& c = p.clauses[i];
    bool other = elsewhere_here(p, c), sign = other || any_sign(c.cues) || c.irregular || c.tip_open;
    bool report = !c.events.empty() && !sign && (c.own || c.name >= 0 || c.renter || c.room >= 0);
    if (report && !seen) tip.first = i + 1;
    if (report && seen && c.own) {
      tip.last = i;
      break;
    }
    seen = seen || sign || c.cues.any(isolation, moved_in, lodging, noise);
  }
  if (!seen || tip.first >= tip.last) return {};
  Told told;
  for (auto i = tip.first; i < tip.last; ++i) {
    auto& c = p.clauses[i];
    bool other = elsewhere_here(p, c);
    told.cues |= c.cues;
    told.third |= other;
    told.mine |= c.own && !other;
    told.room |= c.room >= 0;
    told.name |= c.name >= 0;
    told.renter |= c.renter;
    told.announced |= c.tip_open;
    told.asks_neighbours |= c.cues.has(neighbours);
    for (auto k = c.first; k < c.last; ++k) {
      told.irregular_words += p.scan.word(k, irregular);
      told.landlord |= p.scan.word(k, landlord_word);
      told.comes |= p.scan.word(k, come) || p.scan.word(k, back) || p.scan.word(k, arrive);
    }
  }
  if (told.asks_neighbours && !told.room) return {};
  if (told.has(other_town) && p.rules.fire("tip.of_another_town")) return {};
  for (auto& row : rows)
    if (row.when(told) && p.rules.fire(row.rule)) return tip.rule = row.rule, tip;
  return {};
}

// 26号一直关着门，昨天看到有人进去: beside another day, or where the house is spoken of, a bare N号 is the house.
std::optional<std::size_t> house_told_as_day(const Parsed& p, const Group& g) {
  if (g.room >= 0) return {};
  std::optional<std::size_t> house;
  std::size_t days = 0;
  bool spoken_of = false;
  for (auto c : g.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
      if (!p.scan.is(i, Tok::date)) continue;
      ++days;
      auto& d = p.scan.dates[std::size_t(p.scan.tokens[i].data)];
      bool bare = d.first.form == DateAtom::Form::solar && d.first.month == 0 && d.first.day > 0 && !d.last && d.mod == DateExpr::Mod::none && p.scan.chars(p.scan.tokens[i]).back() == U'号';
      if (!bare || house) continue;
      house = i;
      auto rest = std::u32string_view(p.scan.text->chars).substr(p.scan.tokens[i].end);
      bool into = i > p.clauses[c].first && (p.scan.chars(p.scan.tokens[i - 1]) == U"了" || p.scan.word(i - 1, arrive) || p.scan.word(i - 1, come));
      spoken_of = into || (i + 1 < p.clauses[c].last && p.scan.is(i + 1, Tok::renter) && others_household(p.scan, i + 1)) || rest.starts_with(U"的") || rest.starts_with(U"一直") || rest.starts_with(U"那") || rest.starts_with(U"有人") || rest.starts_with(U"又");
    }
  if (house && (days > 1 || spoken_of) && p.rules.fire("tip.house_told_as_day")) return house;
  return {};
}

Group tip_group(const Parsed& p, const TipOff& tip) {
  Group g;
  g.tip = true;
  Draft d;
  d.intent = Intent::tip_off;
  d.tense = Tense::past;
  d.rule = tip.rule;
  d.event = p.clauses[tip.first].first;
  for (auto i = tip.first; i < tip.last; ++i) {
    auto& c = p.clauses[i];
    g.clauses.push_back(i);
    if (g.room < 0) g.room = c.room;
    if (g.name < 0) g.name = c.name;
    g.other_home |= elsewhere_here(p, c);
    g.hypothetical |= c.hypothetical;
    g.former |= c.former;
  }
  if (auto house = house_told_as_day(p, g)) g.house = int(*house);
  d.clauses = d.events = g.clauses;
  g.drafts.push_back(d);
  for (auto i : g.clauses)  // 这种事该打哪个电话, beside what is told
    for (auto& e : p.clauses[i].events)
      if (e.intent == Intent::question && !any_sign(p.clauses[i].cues)) g.drafts.push_back({e.intent, false, false, e.tense, e.rule, e.token, {i}, {i}});
  return g;
}

// Values that stand in a tip without being of it: 到今天没报, 过年时候还黑着灯, 一间塞八个, 我跟老伴看到的, an hour of another clause.
bool told_in_tip(const Parsed& p, std::size_t clause, std::size_t i) {
  auto& s = p.scan;
  auto& c = p.clauses[clause];
  auto& t = s.tokens[i];
  auto before = i > c.first ? i - 1 : i;
  switch (t.tok) {
    case Tok::date: {
      bool until = before != i && (s.chars(s.tokens[before]) == U"到" || s.chars(s.tokens[before]) == U"至");
      bool while_empty = c.cues.has(believed_empty) && !c.cues.any(moved_in, life, strangers, baggage, vehicle) && !c.cues.has(noise);
      return !(until && p.rules.fire("tip.date_until_now")) && !(while_empty && p.rules.fire("tip.date_while_empty"));
    }
    case Tok::time: return c.date >= 0 || !p.rules.fire("tip.hour_of_something");
    case Tok::people: {
      auto moves = [&](std::size_t k) {
        bool by_train = s.word(k, WordKind::by) && (s.chars(s.tokens[k]).ends_with(U'来') || s.chars(s.tokens[k]).ends_with(U'回'));
        bool lodges = s.is(k, Tok::unknown) && (s.chars(s.tokens[k]).ends_with(U'住') || s.chars(s.tokens[k]).ends_with(U'带') || s.chars(s.tokens[k]).ends_with(U'给'));
        return s.word(k, come) || s.word(k, back) || s.word(k, arrive) || s.word(k, WordKind::live) || by_train || lodges;
      };
      bool done = before > c.first && s.word(before, WordKind::le);
      bool moved = before != i && (moves(before) || (done && moves(before - 1)));
      bool by_itself = c.last == c.first + 1;  // 几个？五个。
      bool crowd_in_it = t.weak && !by_itself && !moved && p.rules.fire("tip.bare_count");
      bool witness = c.self && !elsewhere_here(p, c) && c.room < 0 && p.rules.fire("tip.witnesses");
      return !crowd_in_it && !witness;
    }
    case Tok::word: {
      if (t.kind != WordKind::by) return true;
      auto said = s.chars(t);
      bool travels = said.find(U'回') != said.npos || said.find(U'来') != said.npos || s.word(i + 1, back) || s.word(i + 1, come);
      return travels || !p.rules.fire("tip.vehicle_at_the_door");
    }
    default: return true;
  }
}

// Who lets it: named after 房东, before 家 or 屋里, or simply named, for the renter of a neighbour has no name; 租客小王 is a renter.
std::optional<std::size_t> landlord_of(const Parsed& p, const Group& g) {
  for (auto c : g.clauses)
    for (auto i = p.clauses[c].first; i < p.clauses[c].last; ++i) {
      if (!p.scan.is(i, Tok::renter) || p.roles[i] == Part_role::denied) continue;
      bool renters = i > 0 && p.scan.word(i - 1, renter_word);
      bool spoken_to = i + 1 < p.clauses[c].last && p.scan.chars(p.scan.tokens[i + 1]).starts_with(U'你');
      bool adverb = std::ranges::any_of(p.scan.cues, [&](const CueAt& cue) { return cue.cue == says_otherwise && cue.begin == p.scan.tokens[i].begin; });
      bool building = i > p.clauses[c].first && (p.scan.chars(p.scan.tokens[i - 1]).ends_with(U'栋') || p.scan.chars(p.scan.tokens[i - 1]).ends_with(U'幢'));  // 那栋小楼
      bool told = i > 0 && p.scan.word(i - 1, landlord_word);
      bool guessed = p.scan.tokens[i].rule.starts_with("renter.name") && !told && !others_household(p.scan, i);  // 日租房一天三拨人
      if (!renters && !spoken_to && !adverb && !building && !guessed) return i;
    }
  return {};
}

}  // namespace linli::understanding
