#pragma once
// A visitor who stays until some day: which open case is theirs, and what 走了, 再住两天, 明天走 say of it.
#include <optional>

#include "bot/conversation/items.hpp"

namespace linli {

// Whether a case is a visit: the end of one is known.
bool visits(const Turn& turn, const CaseRow& row);
// Whether exactly one visitor of the writer's is here, whose leaving would be heard.
bool has_visitor(const Turn& turn);
// The case (index in turn.cases) whose visitor was asked after.
std::optional<std::size_t> asked_whether_left(const Turn& turn);
// What is said of the visitor who was asked after, or of the only one, with its case; other items as they are.
Item of_visitor(const Turn& turn, Item item);
// A change of how long a visit is, as the day it ends.
void settle_end(const Turn& turn, Candidate& fact, const CaseRow& row);

}  // namespace linli
