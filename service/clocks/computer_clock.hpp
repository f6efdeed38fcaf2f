#pragma once
// The computer's own clocks, for a running service.
#include "adapters/loop.hpp"

namespace linli {

class ComputerClock final : public IoClock {
 public:
  Instant wall() const override;
  std::chrono::microseconds steady() const override;
};

}  // namespace linli
