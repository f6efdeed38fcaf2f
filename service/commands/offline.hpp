#pragma once
// Commands that need the data but no running service: import, rebuild, why; and those that speak to a running one: link, sign-out.
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"

namespace linli {

Exit run_import(const Arguments& arguments, const Folders& folders);
Exit run_rebuild(const Arguments& arguments, const Folders& folders);
Exit run_why(const Arguments& arguments, const Folders& folders);
Exit run_link(const Arguments& arguments, const Folders& folders);
Exit run_sign_out(const Arguments& arguments, const Folders& folders);
Exit run_config_check(const Folders& folders);

}  // namespace linli
