#include "bot/understanding/pieces.hpp"

#include "bot/understanding/words.hpp"

namespace linli::understanding {
namespace {

constexpr std::uint32_t longest_given_name = 2;   // characters

Piece::What what_of(const Token& t) {
  using enum Piece::What;
  switch (t.tok) {
    case Tok::word: return t.kind == WordKind::family_name || t.kind == WordKind::address_name ? name : t.kind == WordKind::place ? place : word;
    case Tok::date: return day;
    case Tok::time: return hour;
    case Tok::room: return room;
    case Tok::renter: return name;
    case Tok::people: return people;
    case Tok::place: return place;
    case Tok::phone: return phone;
    case Tok::id_number: return identity;
    case Tok::vehicle: return vehicle;
    case Tok::temperature: return temperature;
    case Tok::number: return number;
    case Tok::separator: return mark;
    case Tok::unknown: return unread;
  }
  return unread;
}

}  // namespace

std::vector<Piece> pieces(const Scan& scan) {
  std::vector<Piece> out;
  out.reserve(scan.tokens.size());
  const Token* before = nullptr;
  auto add = [&](Piece::What what, std::uint32_t begin, std::uint32_t end) {
    out.push_back({what, scan.text->span(begin, end), to_utf8(std::u32string_view(scan.text->chars).substr(begin, end - begin))});
  };
  for (auto& t : scan.tokens) {
    auto what = what_of(t);
    bool family = before && before->end == t.begin && before->tok == Tok::word && before->kind == WordKind::family_name;
    auto begin = t.begin;
    if (what == Piece::What::unread && family) {   // 王 and what follows it: a given name
      auto end = std::min(t.end, begin + longest_given_name);
      add(Piece::What::name, begin, end);
      begin = end;
    }
    if (begin < t.end) add(what, begin, t.end);
    before = &t;
  }
  return out;
}

}  // namespace linli::understanding
