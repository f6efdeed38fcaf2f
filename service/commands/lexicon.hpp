#pragma once
// `linli lexicon suggest`: which words were not understood, without names; after a yes they stand in the local vocabulary (docs/learning.md).
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_lexicon_suggest(const Arguments& arguments, const Folders& folders);

}  // namespace linli
