#pragma once
// The talk with the administrator: each word is shown, and what they say to it counts.
#include <iosfwd>
#include <span>
#include <vector>

#include "service/lexicon/local_file.hpp"
#include "service/lexicon/suggest.hpp"

namespace linli::lexicon {

// What is to be added. `in` null: nobody is there to answer, the words are only shown.
std::vector<NewWord> offer(std::span<const Suggestion> suggestions, std::istream* in, std::ostream& out);

}  // namespace linli::lexicon
