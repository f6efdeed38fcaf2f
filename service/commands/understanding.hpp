#pragma once
// `linli understand` and `linli dates` with their streams: the text, standard input or a file.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_understand(const Arguments& arguments, const Folders& folders);
Exit run_dates(const Arguments& arguments, const Folders& folders);

}  // namespace linli
