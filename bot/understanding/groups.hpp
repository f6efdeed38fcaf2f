#pragma once
// Between putting clauses together (groups.cpp) and filling slots (slots.cpp).
#include "bot/understanding/facts.hpp"

namespace linli::understanding {

// What a household's clauses say as a whole: a tip-off, a list without a verb, a move-out, or only a question. conclude.cpp
void conclude(const Parsed& parsed, Group& group);

}  // namespace linli::understanding
