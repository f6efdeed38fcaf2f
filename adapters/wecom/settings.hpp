#pragma once
// config/accounts/<name>.toml and config/platforms/wecom.toml as Options: every rule of what fits together, told as an error at its key.
#include <memory>

#include "adapters/platform.hpp"
#include "adapters/settings.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

// What was read, with the hosts it may call.
class Plan final : public PlatformPlan {
 public:
  explicit Plan(Options options) : options_(std::move(options)) {}
  http::Allowed allowed() const override;
  std::unique_ptr<Platform> open(House house) const override;
  const Options& options() const { return options_; }

 private:
  Options options_;
};

// ReadPlatform. A plan comes also where there were errors: the caller looks at them.
std::unique_ptr<PlatformPlan> read_wecom(Settings& account, Settings& limits);
Options read_options(Settings& account, Settings& limits);

}  // namespace linli::wecom
