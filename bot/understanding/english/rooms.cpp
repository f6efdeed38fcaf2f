// Dwellings: room 301, flat 2-501, building 3 room 402. Written in the normal form of the label guide, so that they are found in the records.
#include <array>

#include "bot/understanding/english/values.hpp"

namespace linli::understanding::english {
namespace {

// A part of an address before its number; `rank`: the large before the small.
struct Part_word {
  Term term;
  std::u32string_view form;
  int rank;
};
constexpr std::array parts{Part_word{Term::lane_word, U"弄", 0}, Part_word{Term::building_word, U"号楼", 2}, Part_word{Term::house_word, U"号", 1}, Part_word{Term::unit_word, U"单元", 3},
    Part_word{Term::floor_word, U"楼", 4}, Part_word{Term::room_word, U"", 5}};

bool like_room(const Token& t) { return t.number() && (t.text.size() == 3 || t.text.size() == 4) && t.value % 100 != 0 && t.value % 100 <= 40 && t.value < 4000 && t.value >= 100; }
bool ordinal_end(const Token& t) { return t.glued && (t.text == "st" || t.text == "nd" || t.text == "rd" || t.text == "th"); }

struct Address {
  std::array<std::string, 6> part{};
  int count{};
  void put(int rank, std::string text) {
    auto& p = part[std::size_t(rank)];
    if (p.empty()) p = std::move(text), ++count;
  }
  std::string text() const {
    std::string out;
    for (auto& p : part) out += p;
    return out;
  }
};

// 301, 12B, 2-501 behind a word for a room
std::size_t number_of_room(const Page& p, std::size_t i, Address& address) {
  auto& a = p.at(i);
  if (!a.number() || a.text.size() > 4) return 0;
  if (p.at(i + 1).mark("-") && p.at(i + 1).glued && p.at(i + 2).number() && p.at(i + 2).glued) {
    address.put(1, a.text + to_utf8(U"号"));
    address.put(5, p.at(i + 2).text);
    return i + 3;
  }
  auto& letter = p.at(i + 1);
  bool lettered = letter.kind == Token::Kind::word && letter.glued && letter.text.size() == 1;
  address.put(5, a.text + (lettered ? std::string(1, char(letter.text[0] - 32)) : std::string()));
  return i + (lettered ? 2 : 1);
}

std::size_t one_part(const Page& p, std::size_t i, Address& address) {
  if (p.at(i).number() && ordinal_end(p.at(i + 1)) && p.is(i + 2, Term::floor_word) && p.rules.fire("en.room.floor")) {  // 2nd floor
    address.put(4, p.at(i).text + to_utf8(U"楼"));
    return i + 3;
  }
  for (auto& word : parts) {
    if (!p.is(i, word.term)) continue;
    auto k = i + 1;
    if (p.at(k).mark(".") || p.at(k).mark("#") || p.at(k).mark(":")) ++k;
    while (p.at(k).text == "number" || p.at(k).text == "no" || (p.at(k).mark(".") && p.at(k).glued)) ++k;
    if (!p.at(k).number() || p.at(k).text.size() > 4) continue;
    bool flat = word.term == Term::unit_word && like_room(p.at(k)) && p.rules.fire("en.room.unit");  // unit 705
    if (word.term == Term::room_word || flat) return number_of_room(p, k, address);
    address.put(word.rank, p.at(k).text + to_utf8(word.form));
    return k + 1;
  }
  return 0;
}

}  // namespace

std::optional<Value> room_at(const Page& p, std::size_t at) {
  Value out;
  out.kind = Value::Kind::room;
  out.first = at;
  Address address;
  std::size_t i = at;
  while (auto end = one_part(p, i, address)) {
    i = end;
    auto next = i;
    while (p.at(next).mark(",") || p.at(next).text == "in" || p.at(next).text == "on" || p.at(next).text == "of" || p.at(next).text == "the") ++next;
    if (auto more = address; one_part(p, next, more) == 0) break;
    i = next;
  }
  // building 3, 402
  if (address.count == 1 && !address.part[5].size() && i > at && like_room(p.at(i + (p.at(i).mark(",") ? 1U : 0U))) && p.rules.fire("en.room.behind_building")) {
    i += p.at(i).mark(",") ? 1U : 0U;
    address.put(5, p.at(i++).text);
  }
  if (address.count > 0 && i > at && p.rules.fire("en.room")) {
    if (address.count == 1 && p.is(at, Term::house_word) && !address.part[1].empty() && !p.at(at).text.starts_with("house") && p.rules.fire("en.room.number_of_anything")) return {};  // no 3 is anything
    out.text = address.text();
    out.last = i;
    out.rule = "en.room";
    return out;
  }
  // 2-501, and 301 where one lives
  auto before = at > 0 ? p.at(at - 1) : Token{};
  bool alone = at == 0 || before.kind == Token::Kind::mark;
  auto& dash = p.at(at + 1);
  if (p.at(at).number() && p.at(at).text.size() <= 3 && dash.mark("-") && dash.glued && like_room(p.at(at + 2)) && p.at(at + 2).glued && !p.at(at + 3).mark("-") && p.rules.fire("en.room.pair")) {
    number_of_room(p, at, address);
    out.text = address.text();
    out.last = at + 3;
    out.rule = "en.room.pair";
    return out;
  }
  bool after_fine = !p.at(at + 1).glued || p.at(at + 1).mark(",") || p.at(at + 1).mark(".") || p.at(at + 1).mark(":") || p.at(at + 1).mark("!") || p.at(at + 1).mark("?");
  bool counted = p.at(at + 1).terms.any(Term::of_us, Term::day_word, Term::week_word, Term::news) || p.at(at + 1).kind == Token::Kind::word;
  auto& who = p.at(at > 1 ? at - 2 : p.tokens.size());
  bool year = before.text == "in" && p.at(at).value >= 1950 && p.at(at).value <= 2035 && !who.is(Term::tenant) && !(who.capital && who.terms.none());  // I came here in 2016
  bool said = !year && before.terms.any(Term::living, Term::vacant);
  said = said || before.text == "room" || before.text.ends_with(" in");
  if (like_room(p.at(at)) && after_fine && (said || alone) && (!counted || before.text == "live in" || p.at(at + 1).terms.any(Term::back, Term::arrive, Term::and_, Term::am, Term::vacant, Term::will, Term::leave, Term::come, Term::have, Term::registered, Term::not_, Term::stay, Term::you)) &&
      p.rules.fire("en.room.bare")) {
    out.text = p.at(at).text;
    out.last = at + 1;
    out.rule = "en.room.bare";
    return out;
  }
  return {};
}

}  // namespace linli::understanding::english
