#pragma once
// config/platforms/<account>.toml: how the bot behaves on one account. Unknown keys, wrong kinds and ranges are errors with file, line and column.
#include <chrono>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "service/knowledge/config_error.hpp"
#include "service/way_out/sending_rules.hpp"

namespace linli {

class TomlReader;

struct SessionRules {
  std::chrono::minutes code{30}, idle{30};
  std::chrono::hours longest{12};
};
struct PlatformConfig {
  std::vector<std::string> bot_names;
  std::string supervisors;
  std::vector<std::string> suggestions;
  SendingRules sending;
  SessionRules session;
};

// The part that every platform's file has: answer_repeats, penalty, [[limit]] and [retry] (docs/serve.md).
SendingRules sending_rules(TomlReader& top);
std::expected<PlatformConfig, std::vector<ConfigError>> load_platform(const std::filesystem::path& file);

}  // namespace linli
