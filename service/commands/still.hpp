#pragma once
// What the commands share that work on the data of a service that does not run.
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/clocks/computer_clock.hpp"
#include "service/clocks/pretended.hpp"
#include "service/commands/arguments.hpp"
#include "service/commands/data.hpp"
#include "service/log/json_log.hpp"

namespace linli {

Exit complain(Exit exit, const std::vector<std::string>& errors);

// An App that nothing runs in: for what is done to the store alone.
struct Still {
  Pretended loop{ComputerClock().wall()};
  std::unique_ptr<Log> log = no_log();
  std::unique_ptr<App> app;
};
std::expected<std::unique_ptr<Still>, std::string> open_still(const Setup& setup, const StoreOptions& store);

}  // namespace linli
