#include "bot/conversation/learning.hpp"

#include <algorithm>

#include "bot/model/sealing.hpp"

namespace linli {

void learn(Turn& turn, PersonId by, std::span<const Proposed> misread, LessonWhy why) {
  for (auto& p : misread) {
    bool known = std::ranges::any_of(turn.d.lessons, [&](const NewLesson& l) { return l.words == p.words; });
    if (!p.words.empty() && !known && !hides_source(p.fact.intent)) turn.d.lessons.push_back({by, why, p.fact.intent, p.words, {}});
  }
}

void learn(Turn& turn, const ReportRow& withdrawn) {
  for (auto& fact : withdrawn.facts)
    if (!hides_source(fact.intent)) turn.d.lessons.push_back({withdrawn.by, LessonWhy::withdrawn, fact.intent, {}, fact.id});
}

bool contradicts(std::span<const Proposed> proposed, const std::vector<Found>& right) {
  return std::ranges::any_of(proposed, [&](const Proposed& p) {
    return std::ranges::any_of(right, [&](const Found& f) {
      auto* held = p.fact.find(f.slot);
      return held && held->value != f.value;
    });
  });
}

}  // namespace linli
