#pragma once
// Slips of hand and ear that lose nothing by being put right before anything is read: 租克, 3hao, 四囗人, 2o1. Places are never put right here.
#include "bot/understanding/rules.hpp"
#include "bot/understanding/text.hpp"
#include "bot/understanding/words.hpp"

namespace linli::understanding {

Text put_right(Text text, const Words& words, const Rules& rules);  // every character keeps its bytes of the written text

}  // namespace linli::understanding
