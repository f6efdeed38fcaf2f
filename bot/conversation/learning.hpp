#pragma once
// What is kept to learn from: words whose reading somebody contradicted, and words that a person had to take over (docs/learning.md).
#include <span>

#include "bot/conversation/items.hpp"

namespace linli {

void learn(Turn& turn, PersonId by, std::span<const Proposed> misread, LessonWhy why);
void learn(Turn& turn, const ReportRow& withdrawn);
// Whether another value stands in `right` for what was proposed.
bool contradicts(std::span<const Proposed> proposed, const std::vector<Found>& right);

}  // namespace linli
