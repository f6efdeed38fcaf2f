#pragma once
// `linli demo` and `linli serve`: the App with its chat room and an HTTP server, until it is told to stop.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_demo(const Arguments& arguments, const Folders& folders);
Exit run_serve(const Folders& folders);

}  // namespace linli
