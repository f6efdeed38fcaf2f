// Yes and no in people's own words after a card: 就是你说的那样, 跟我报的一样, 房号不对 应该502, 不是这间 602才是. A clause agrees or denies when
// words of the one kind, pieces that go with them and small words are all it is made of ([cue.agree…], [cue.deny…] in answers.toml).
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

constexpr std::uint32_t longest = 48;       // characters of a message that can be such an answer
constexpr std::uint32_t longest_piece = 6;  // characters of a word of these cues

// Which characters a clause's words reach, as bits: with and without the word that decides.
struct Reach {
  std::uint64_t plain{1}, decided{};
  void step(std::uint32_t from, std::uint32_t to, bool decides) {
    if (plain >> from & 1) (decides ? decided : plain) |= 1ULL << to;
    if (decided >> from & 1) decided |= 1ULL << to;
  }
  bool at(std::uint32_t place) const { return (plain | decided) >> place & 1; }
};

struct Made_of {
  bool all{};      // nothing else stands in it
  bool decided{};  // and the word that decides does
};

class Card_answer {
 public:
  explicit Card_answer(const Parsed& parsed) : p_(parsed), s_(parsed.scan) {}

  bool agrees() const {
    bool decided = false;
    for (auto& c : p_.clauses) {
      auto made = made_of(c, Cue::agree, Cue::agree_part, [](const Token& t) { return t.tok == Tok::word && t.kind == yes; }, false);
      if (!made.all) return false;
      decided |= made.decided;
    }
    return decided && p_.rules.fire("whole.agrees");
  }

  // The first clause that says something denies; what comes after it is the right value, or what is wrong.
  bool denies() const {
    for (auto& c : p_.clauses) {
      auto made = made_of(c, Cue::deny, Cue::deny_part, [](const Token& t) { return t.tok == Tok::word && (t.kind == no || t.kind == denied); }, true);
      if (made.decided) return p_.rules.fire("whole.denies");
      if (only_not(c) && p_.clauses.size() > 1) return p_.rules.fire("whole.not_and_what");
      if (!made.all) return false;
    }
    return false;
  }
  // 是五个人不是四个: one value is denied for another.
  bool denies_value() const {
    for (std::size_t i = 0; i + 1 < s_.tokens.size(); ++i)
      if (s_.word(i, denied) && given_up(i + 1) && p_.rules.fire("whole.denies_value")) return true;
    return false;
  }

 private:
  // 不，他姓蔡; 没有三个，就两个: a bare not, or one with the value it is about
  bool only_not(const Clause& c) const {
    bool said_not = false;
    for (auto i = c.first; i < c.last; ++i) {
      bool negation = s_.word(i, neg_not) || s_.word(i, neg_have);
      said_not |= negation;
      if (!negation && content(s_.tokens[i]) && !given_up(i)) return false;
    }
    return said_not;
  }
  bool given_up(std::size_t i) const { return p_.roles[i] == Part_role::denied || p_.roles[i] == Part_role::was; }

  template <class Decides>
  Made_of made_of(const Clause& c, Cue core, Cue part, Decides decides, bool values) const {
    auto begin = s_.tokens[c.first].begin, end = s_.tokens[c.last - 1].end;
    if (end - begin >= 64) return {};
    Reach reach;
    std::size_t k = c.first;
    for (auto place = begin; place < end; ++place) {
      while (k < c.last && s_.tokens[k].begin < place) ++k;
      if (reach.at(place - begin) && k < c.last && s_.tokens[k].begin == place) {
        auto& t = s_.tokens[k];
        bool read = !values && t.tok == Tok::word && t.kind == ack;  // 收到，没错: having read it decides nothing
        bool small = !content(t) || read || (values && given_up(k));
        if (small || decides(t)) reach.step(place - begin, t.end - begin, decides(t));
      }
      if (!reach.at(place - begin)) continue;
      for (auto to = place + 1; to <= end && to <= place + longest_piece; ++to) {
        auto piece = std::u32string_view(s_.text->chars).substr(place, to - place);
        if (s_.words->is_cue(piece, core)) reach.step(place - begin, to - begin, true);
        else if (s_.words->is_cue(piece, part)) reach.step(place - begin, to - begin, false);
      }
    }
    return {reach.at(end - begin), (reach.decided >> (end - begin) & 1) != 0};
  }

  const Parsed& p_;
  const Scan& s_;
};

}  // namespace

void answer_card(const Parsed& parsed, Reading& out) {
  if (parsed.scan.text->chars.size() > longest) return;
  Card_answer answer(parsed);
  out.denies = answer.denies() || answer.denies_value();
  out.agrees = !out.denies && answer.agrees();
}

}  // namespace linli::understanding
