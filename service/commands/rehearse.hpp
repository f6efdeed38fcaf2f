#pragma once
// `linli rehearse FILE...`: plays conversation files and says what differs.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_rehearse(const Arguments& arguments, const Folders& folders);

}  // namespace linli
