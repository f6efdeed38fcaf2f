#pragma once
#include <memory>

#include "service/log/log.hpp"

namespace linli {

// JSON lines on the standard error stream, made by a serialiser.
std::unique_ptr<Log> json_log();
// Nothing is written: tests and `rehearse`.
std::unique_ptr<Log> no_log();

}  // namespace linli
