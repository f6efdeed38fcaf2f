#pragma once
// A case's story in a few short lines, for the person whom it has climbed to: who reported what and when, what was asked and told, what came
// of it. For staff only: it names people, origins and health.
#include <string>

#include "service/words/context.hpp"

namespace linli {

constexpr std::size_t longest_story = 9;   // lines; the message around it adds at most three

// Lines of the templates story.*, oldest first. What is too much in the middle becomes one line that says how much.
std::string story_text(const Opening& open, const Story& story);

}  // namespace linli
