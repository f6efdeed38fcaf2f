#pragma once
// Between putting clauses together (groups.cpp) and filling slots (slots.cpp).
#include "bot/understanding/facts.hpp"

namespace linli::understanding {

// What a household's clauses say as a whole: a tip-off, a list without a verb, a move-out, or only a question. conclude.cpp
void conclude(const Parsed& parsed, Group& group);

// 一个到了，另一个后天: the rest of the same household.
inline constexpr std::string_view some_of_several = "group.some_of_several";
// The rule by which the clause begins another group; empty when it does not: borders.cpp.
std::string_view border(const Parsed& parsed, const Group& group, const Clause& clause);

}  // namespace linli::understanding
