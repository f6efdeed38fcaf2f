#include "service/clocks/network_loop.hpp"

#include <utility>

namespace linli {
namespace {

struct NetworkTimer final : Loop::Timer {
  explicit NetworkTimer(std::unique_ptr<http::Loop::Timer> timer) : timer_(std::move(timer)) {}
  std::unique_ptr<http::Loop::Timer> timer_;
};

}  // namespace

Loop::TimerPtr NetworkLoop::after(std::chrono::milliseconds wait, std::function<void()> work) {
  return std::make_unique<NetworkTimer>(loop_.after(wait, std::move(work)));
}

Instant ComputerClock::wall() const { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::chrono::microseconds ComputerClock::steady() const {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace linli
