#pragma once
// The running service's loop: the network thread, and the computer's clocks.
#include "adapters/http/loop.hpp"
#include "service/clocks/loop.hpp"

namespace linli {

class NetworkLoop final : public Loop {
 public:
  explicit NetworkLoop(http::Loop& loop) : loop_(loop) {}
  void post(std::function<void()> work) override { loop_.post(std::move(work)); }
  TimerPtr after(std::chrono::milliseconds wait, std::function<void()> work) override;

 private:
  http::Loop& loop_;
};

class ComputerClock final : public IoClock {
 public:
  Instant wall() const override;
  std::chrono::microseconds steady() const override;
};

}  // namespace linli
