// What places, days, rooms and names are for: where somebody comes from, passes or goes to; a day given up; a name that is the writer's.
#include "bot/understanding/clauses.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

class Roles {
 public:
  explicit Roles(Parsed& parsed) : scan_(parsed.scan), roles_(parsed.roles) { roles_.assign(scan_.tokens.size(), Part_role::plain); }

  void find() {
    for (std::size_t i = 0; i < size(); ++i) {
      if (scan_.is(i, Tok::unknown)) unknown_place(i);
      if (i >= size()) break;
      auto& t = scan_.tokens[i];
      if (t.tok == Tok::place || (t.tok == Tok::word && t.kind == here)) roles_[i] = place(i);
      if (t.tok == Tok::date) roles_[i] = date(i);
      if (t.tok == Tok::room || t.tok == Tok::people || (t.tok == Tok::word && t.kind == by)) roles_[i] = denied_before(i) ? Part_role::denied : Part_role::plain;
      if (t.tok == Tok::renter) roles_[i] = name(i);
      if (t.tok == Tok::room) house(i);
    }
  }

 private:
  std::size_t size() const { return scan_.tokens.size(); }
  bool separator(std::size_t i) const { return i >= size() || scan_.tokens[i].tok == Tok::separator; }
  bool word(std::size_t i, WordKind kind) const { return scan_.word(i, kind); }
  bool said_is(std::size_t i, std::u32string_view what) const { return i < size() && scan_.chars(scan_.tokens[i]) == what; }
  // The token before `i` that says something, small words and nothing else between; size() when there is none in the clause.
  std::size_t before(std::size_t i) const {
    for (int steps = 0; i-- > 0 && steps < 12; ++steps) {
      if (scan_.tokens[i].tok == Tok::separator) {
        bool after_label = said_is(i, U":") && i > 0 && (word(i - 1, label) || word(i - 1, via_word) || word(i - 1, home_town));
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
    if (a < size() && a == i + 1 && word(a, change_to)) {  // 301改成302, but 301改到20号
      auto other = after(a);
      return other < size() && scan_.tokens[other].tok == scan_.tokens[i].tok && scan_.tokens[i].tok != Tok::renter;
    }
    auto b = before(i);
    if (b < size() && word(b, denied)) return !(i > 0 && b > 0 && word(b - 1, asking));
    // 不是68号是86号: a 是 between takes the denial away; small words are skipped above, so look for it
    return false;
  }

  // 我是71号的，我家203: one address in two places. The house is the writer's, and nothing else is told beside it.
  void house(std::size_t i) {
    auto& t = scan_.tokens[i];
    auto written = scan_.chars(t);
    if (!t.weak) {
      bool whole = written.ends_with(U'号') || written.ends_with(U'幢') || written.ends_with(U'栋') || written.ends_with(U"号楼");
      house_ = whole && roles_[i] == Part_role::plain && told_alone(i) ? int(i) : -1;
      return;
    }
    if (house_ < 0 || std::size_t(house_) + 1 >= i || roles_[i] == Part_role::denied) return;
    scan_.texts[std::size_t(t.data)].insert(0, scan_.texts[std::size_t(scan_.tokens[std::size_t(house_)].data)]);
    t.weak = false;
    roles_[std::size_t(house_)] = Part_role::denied;
  }
  bool told_alone(std::size_t i) const {
    auto other = [&](std::size_t k) {
      auto& t = scan_.tokens[k];
      bool moves = t.tok == Tok::word && (t.kind == other_home || t.kind == back || t.kind == come || t.kind == arrive || t.kind == leave || t.kind == vacant || t.kind == change_to || t.kind == irregular);
      return moves || t.tok == Tok::date || t.tok == Tok::renter || t.tok == Tok::people;
    };
    std::size_t from = i, to = i + 1;
    while (from > 0 && !separator(from - 1) && i - from < 8) --from;
    while (!separator(to) && to - i < 8) ++to;
    for (auto k = from; k < to; ++k)
      if (other(k)) return false;
    return separator(to);
  }

  // 从虎北来的, 老家阿克塞: a word that no gazetteer knows, where only a place can stand.
  void unknown_place(std::size_t i) {
    auto& t = scan_.tokens[i];
    auto length = t.end - t.begin;
    if (length < 2 || length > 5) return;
    auto b = before(i);
    bool from = b < size() && (word(b, from_word) || (word(b, home_town) && !separator(i + 1)));
    bool moves = i + 1 < size() && (word(i + 1, come) || word(i + 1, back) || word(i + 1, depart) || word(i + 1, arrive) || word(i + 1, by));
    if (!from || !(moves || separator(i + 1) || word(i + 1, de))) return;
    t.tok = Tok::place;
    t.weak = true;
    t.rule = "origin.unknown_place";
    t.data = std::int32_t(scan_.texts.size());
    scan_.texts.push_back(to_utf8(scan_.chars(t)));
    t.value = 0;
  }

  Part_role place(std::size_t i) const {
    auto& t = scan_.tokens[i];
    bool local = t.tok == Tok::word;
    if (!local && listed_after_via(i)) return Part_role::via;
    auto b = before(i), a = after(i);
    bool blank = separator(i + 1), opens = i == 0 || separator(i - 1);
    if (b < size()) {
      if (word(b, denied)) return said_is(b, U"绕不开") ? Part_role::denied : Part_role::denied;
      if (word(b, via_word)) return Part_role::via;
      if (said_is(b, U"走") && b + 1 == i && !local) return Part_role::via;
      if (word(b, change_to)) return said_is(b, U"改走") ? Part_role::via : local ? Part_role::destination : Part_role::origin;
      if (word(b, from_word)) {
        if (word(a, denied) || (a < size() && said_is(a, U"绕不开"))) return Part_role::denied;
        if (a < size() && word(a, via_word) && !said_is(a, U"出发")) return Part_role::via;
        return Part_role::origin;
      }
      if (word(b, home_town) || (word(b, label) && scan_.words->value(scan_.tokens[b].value) == "origin")) return Part_role::origin;
      bool goes = word(b, back) || word(b, arrive) || word(b, leave) || (word(b, by) && scan_.chars(scan_.tokens[b]).back() == U'飞');
      if (goes && b + 1 == i && !said_is(b, U"走")) return Part_role::destination;
      bool goes_to = said_is(b, U"去") || said_is(b, U"往") || (scan_.is(b, Tok::unknown) && b + 1 == i && scan_.chars(scan_.tokens[b]).ends_with(U'去'));
      if (goes_to) return Part_role::destination;
      if (word(b, away)) return Part_role::origin;
      if (said_is(b, U"在") && b + 1 == i) {
        bool stuck = b > 0 && scan_.tokens[b - 1].tok == Tok::unknown && scan_.tokens[b - 1].end == scan_.tokens[b].begin;
        if (a < size() && word(a, via_word)) return Part_role::via;
        return stuck ? Part_role::none : Part_role::origin;
      }
    }
    if (local) return Part_role::none;
    if (a < size() && a == i + 1) {
      if (word(a, via_word)) return Part_role::via;
      if (word(a, home_town)) return b < size() && word(b, leave) ? Part_role::destination : Part_role::origin;
      if (said_is(a, U"人")) return Part_role::origin;
      if (word(a, come) || word(a, depart) || (word(a, back) && !said_is(a, U"回"))) return Part_role::origin;
    }
    if (word(i + 1, de) && (separator(i + 2) || word(i + 2, filler) || word(i + 2, ba))) return Part_role::origin;
    if (t.weak) return opens && blank ? Part_role::bare_origin : Part_role::none;
    return Part_role::bare_origin;
  }

  // 途经芜湖、南京; 经过襄阳和信阳
  bool listed_after_via(std::size_t i) const {
    auto joins = [&](std::size_t k) { return word(k, and_word) || word(k, with_word) || (scan_.is(k, Tok::separator) && scan_.tokens[k].gap <= Gap::comma) || said_is(k, U"再") || said_is(k, U"还有"); };
    auto k = i;
    for (int steps = 0; k > 0 && steps < 2 && joins(k - 1); ++steps) --k;
    if (k == 0 || !scan_.is(k - 1, Tok::place) || roles_[k - 1] != Part_role::via) return false;
    if (k == i) return true;
    auto a = i + 1;  // 途经芜湖,南京来的 is another matter
    return separator(a) || word(a, and_word) || word(a, with_word) || word(a, via_word) || word(a, filler);
  }

  Part_role date(std::size_t i) const {
    auto b = i;  // immediately before, small words aside
    auto c = before(i);
    (void)b;
    if (c < size() && word(c, denied)) return Part_role::was;
    if (c < size() && word(c, was_mark)) return Part_role::was;
    auto a = after(i);
    if (a < size() && word(a, said) && scan_.chars(scan_.tokens[a]).back() == U'的') return Part_role::told_on;
    if (a < size() && word(a, retract) && said_is(a, U"作废")) return Part_role::was;
    if (a < size() && a == i + 1 && (word(a, change_to) || word(a, no))) return Part_role::was;
    if (a < size() && word(a, busy_with)) return Part_role::other_matter;
    if (a < size() && word(a, register_word)) return Part_role::other_matter;
    return Part_role::plain;
  }

  Part_role name(std::size_t i) const {
    auto b = before(i);
    if (b < size() && b + 1 == i && word(b, landlord_word)) return Part_role::none;  // 房东周阿姨 writes
    bool i_am = i >= 2 && word(i - 2, self) && said_is(i - 1, U"是");
    if (i_am) return Part_role::none;
    if (denied_before(i)) return Part_role::denied;
    return Part_role::plain;
  }

  Scan& scan_;
  std::vector<Part_role>& roles_;
  int house_{-1};
};

}  // namespace

void find_roles(Parsed& parsed) { Roles(parsed).find(); }

}  // namespace linli::understanding
