#include "service/clocks/computer_clock.hpp"

namespace linli {

Instant ComputerClock::wall() const { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::chrono::microseconds ComputerClock::steady() const {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace linli
