#pragma once
// `linli adapter check ACCOUNT`: through the running service, or, where none runs, by opening the account for a moment.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_adapter_check(const Arguments& arguments, const Folders& folders);

}  // namespace linli
