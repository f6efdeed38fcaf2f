#pragma once
// `linli understand` with its streams: the text, standard input or a file.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_understand(const Arguments& arguments, const Folders& folders);

}  // namespace linli
