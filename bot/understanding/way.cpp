// The means of travel that a word names: by train, in a car, a ticket too.
#include "bot/understanding/facts.hpp"

namespace linli::understanding {

using enum WordKind;

Words::Hit way_of(const Parsed& p, const Draft& draft, std::size_t i) {
  auto& s = p.scan;
  auto& t = s.tokens[i];
  if (s.word(i, arrive) && s.chars(t).front() == U'下') {  // 下火车
    auto hit = s.words->longest(s.text->chars, t.begin + 1, by);
    return hit.length + 1 == t.end - t.begin && p.rules.fire("by.got_off") ? hit : Words::Hit{};
  }
  if (s.word(i, depart) && s.chars(t).front() == U'上') {  // 上飞机
    auto hit = s.words->longest(s.text->chars, t.begin + 1, by);
    return hit.length + 1 == t.end - t.begin && p.rules.fire("by.boarded") ? hit : Words::Hit{};
  }
  if (s.word(i, by)) return {t.end - t.begin, by, t.value};
  if (!s.word(i, ticket) || draft.intent == Intent::cancel) return {};  // 机票退掉了
  auto hit = s.words->longest(s.text->chars, t.begin, by);
  return hit.length == t.end - t.begin ? hit : Words::Hit{};
}

}  // namespace linli::understanding
