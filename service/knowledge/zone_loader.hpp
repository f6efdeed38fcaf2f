#pragma once
// A time zone of the system's database as the table that the bot reads. Called at start.
#include <expected>
#include <string>

#include "bot/model/time.hpp"

namespace linli {

// The error is one sentence.
std::expected<Zone, std::string> load_zone(const std::string& name);

}  // namespace linli
