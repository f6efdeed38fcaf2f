#pragma once
// What the roles of places, days, rooms and names are told by: the words around a token.
#include "bot/understanding/remarks.hpp"

namespace linli::understanding {

class Around {
 public:
  explicit Around(Parsed& parsed) : scan_(parsed.scan), rules_(parsed.rules), roles_(parsed.roles) {}

 protected:
  std::size_t size() const { return scan_.tokens.size(); }
  bool separator(std::size_t i) const { return i >= size() || scan_.tokens[i].tok == Tok::separator; }
  bool word(std::size_t i, WordKind kind) const { return scan_.word(i, kind); }
  bool said_front(std::size_t i, char32_t c) const { return i < size() && scan_.chars(scan_.tokens[i]).front() == c; }
  bool is_unknown(std::size_t i) const { return scan_.is(i, Tok::unknown); }
  bool said_is(std::size_t i, std::u32string_view what) const { return i < size() && scan_.chars(scan_.tokens[i]) == what; }
  // The token before `i` that says something, small words and nothing else between; size() when there is none in the clause.
  std::size_t before(std::size_t i) const {
    for (int steps = 0; i-- > 0 && steps < 12; ++steps) {
      if (scan_.tokens[i].tok == Tok::separator) {
        bool after_label = said_is(i, U":") && i > 0 && (word(i - 1, WordKind::label) || word(i - 1, WordKind::via_word) || word(i - 1, WordKind::home_town));
        if (after_label) continue;
        return size();
      }
      if (!small_word(scan_.tokens[i]) || said_is(i, U"在")) return i;
    }
    return size();
  }
  std::size_t after(std::size_t i) const {
    for (int steps = 0; ++i < size() && steps < 12; ++steps) {
      if (scan_.tokens[i].tok == Tok::separator) return size();
      if (!small_word(scan_.tokens[i])) return i;
    }
    return size();
  }

  bool denied_before(std::size_t i) const {
    auto a = after(i);
    bool moves = a < size() && scan_.chars(scan_.tokens[a]).find_first_of(U"退租来回") != std::u32string_view::npos;  // 504退租搬走了，505…: of who lived there
    bool dropped = a == i + 1 && a < size() && !moves && (word(a, WordKind::change_to) || word(a, WordKind::cancel) || word(a, WordKind::retract)) && scan_.is(i, Tok::room) && other_room(a);
    if (dropped && rules_.fire("role.room_dropped")) return true;  // 202改掉，现在安排在304
    auto b = before(i);
    return b < size() && word(b, WordKind::denied) && !(i > 0 && b > 0 && word(b - 1, WordKind::asking)) && rules_.fire("role.denied");
  }

  bool other_room(std::size_t from) const {
    for (auto k = from + 1; k < size() && k < from + 8; ++k)
      if (scan_.is(k, Tok::room)) return true;
    return false;
  }

  Scan& scan_;
  const Rules& rules_;
  std::vector<Part_role>& roles_;
};

// What the day at `i` is for.
Part_role role_of_day(Parsed& parsed, std::size_t i);  // role_days.cpp
// What the place at `i` is for; the roles of the tokens before it are known.
Part_role role_of_place(Parsed& parsed, std::size_t i);  // role_places.cpp

}  // namespace linli::understanding
