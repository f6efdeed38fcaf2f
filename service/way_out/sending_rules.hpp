#pragma once
// How an account may send: config/platforms/<name>.toml.
#include "service/way_out/after_attempt.hpp"
#include "service/way_out/pacing.hpp"

namespace linli {

struct SendingRules {
  Pace pace;
  RetryRules retry;
  // For how long the platform may repeat a request whose answer it did not get: words claimed by an answer are given to its repeat for so long,
  // and then follow the rule of their class.
  std::chrono::seconds answer_repeats{20};
};

}  // namespace linli
