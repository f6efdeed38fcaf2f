#pragma once
// config/platforms/<account>.toml: how the bot behaves on one account. Unknown keys, wrong kinds and ranges are errors with file, line and column.
#include <chrono>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "service/knowledge/config_error.hpp"
#include "service/way_out/after_attempt.hpp"
#include "service/way_out/pacing.hpp"

namespace linli {

struct SessionRules {
  std::chrono::minutes code{30}, idle{30};
  std::chrono::hours longest{12};
};
struct PlatformConfig {
  std::vector<std::string> bot_names;
  std::string supervisors;
  std::vector<std::string> suggestions;
  Pace pace;
  RetryRules retry;
  SessionRules session;
};

std::expected<PlatformConfig, std::vector<ConfigError>> load_platform(const std::filesystem::path& file);

}  // namespace linli
