// A feast, a meeting or a repair with a day of its own, told beside a journey: 15号家里老人做寿，17号到我家. What stands in such a stretch (its
// day, whose feast it is, where and with how many) is of the journey no more than 廿六 is: it is read as an aside.
#include <algorithm>

#include "bot/understanding/facts.hpp"

namespace linli::understanding {
namespace {

using enum WordKind;

// What stands between two marks.
struct Stretch {
  std::size_t first{}, last{};  // tokens [first, last)
  bool occasion{}, moves{}, rides{}, asks{}, changes{}, day{}, subject{};
};

class Occasions {
 public:
  explicit Occasions(Scan& scan) : s_(scan) {}

  void find(const Rules& rules) {
    if (std::ranges::none_of(s_.cues, [](const CueAt& c) { return c.cue == Cue::occasion; })) return;
    cut();
    for (auto& stretch : stretches_)
      if (stretch.occasion && beside_a_journey(stretch) && rules.fire("clause.occasion")) set_aside(stretch);
  }

 private:
  void cut() {
    Stretch now;
    auto parts = Gap::comma;  // who writes no commas parts by blanks
    if (std::ranges::none_of(s_.tokens, [](const Token& t) { return t.tok == Tok::separator && t.gap == Gap::comma; })) parts = Gap::blank;
    for (std::size_t i = 0; i <= s_.tokens.size(); ++i) {
      if (i < s_.tokens.size() && !(s_.is(i, Tok::separator) && s_.tokens[i].gap >= parts)) {
        note(i, now);
        continue;
      }
      now.last = i;
      if (now.last > now.first) stretches_.push_back(now);
      now = Stretch{};
      now.first = i + 1;
    }
    for (auto& stretch : stretches_)
      for (auto& cue : s_.cues) {
        if (cue.begin < s_.tokens[stretch.first].begin || cue.end > s_.tokens[stretch.last - 1].end) continue;
        stretch.occasion = stretch.occasion || cue.cue == Cue::occasion;
        stretch.asks = stretch.asks || (cue.cue == Cue::asks && s_.text->chars[cue.begin] != U'报') || cue.cue == Cue::worry;
      }
    for (auto& stretch : stretches_) stretch.occasion = stretch.occasion && !stretch.moves && !stretch.asks;  // 吃好喜酒我7号到
  }
  bool said_before(std::size_t i, char32_t c) const { return s_.tokens[i].begin > 0 && s_.text->chars[s_.tokens[i].begin - 1] == c; }
  void note(std::size_t i, Stretch& now) const {
    auto said = s_.chars(s_.tokens[i]);
    bool kept = said.starts_with(U"走不") || said.starts_with(U"动不") || said.starts_with(U"脱不") || said.starts_with(U"离不");  // 装修收尾走不脱
    bool goes = (s_.word(i, leave) && said.size() > 1) || (s_.word(i, cancel) && !kept);
    now.moves = now.moves || goes || s_.word(i, back) || (s_.word(i, arrive) && !said_before(i, U'轮')) || s_.word(i, come) || s_.word(i, visits) || s_.word(i, registered);
    now.asks = now.asks || s_.word(i, asking) || s_.is(i, Tok::temperature) || s_.word(i, symptom);
    now.changes = now.changes || s_.word(i, change_sign) || s_.word(i, change_to) || s_.word(i, was_mark);
    now.rides = now.rides || s_.word(i, ticket) || s_.is(i, Tok::vehicle);  // 小裴26号的票，25号他家办酒
    now.day = now.day || s_.is(i, Tok::date);
    now.subject = now.subject || s_.is(i, Tok::renter) || s_.is(i, Tok::room) || s_.word(i, own) || s_.word(i, renter_word) || s_.word(i, self) || s_.word(i, here) || (now.moves && said.find(U'我') != said.npos);  // 到我这里
  }
  // Somebody comes in another stretch, which stands before it or names whom. 我儿子20号结婚，18号回来 tells of the son.
  bool beside_a_journey(const Stretch& occasion) const {
    bool day = false, journey = false, subject = false, before = false;
    for (auto& other : stretches_) {
      if (&other == &occasion || other.occasion) continue;
      day = day || other.day || (other.changes && !other.moves);
      bool tells = other.moves || other.changes || (other.rides && other.day);
      journey = journey || tells;
      before = before || (tells && other.first < occasion.first);
      subject = subject || other.subject;
    }
    return day && journey && (before || subject);
  }
  void set_aside(const Stretch& stretch) {
    for (auto i = stretch.first; i < stretch.last; ++i) s_.tokens[i].aside = true;
    auto from = s_.tokens[stretch.first].begin, to = s_.tokens[stretch.last - 1].end;
    std::erase_if(s_.cues, [&](const CueAt& c) { return c.begin >= from && c.end <= to; });
  }

  Scan& s_;
  std::vector<Stretch> stretches_;
};

}  // namespace

void find_occasions(Scan& scan, const Rules& rules) { Occasions(scan).find(rules); }

}  // namespace linli::understanding
