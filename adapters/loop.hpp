#pragma once
// Where work runs: one thread, jobs in order, and timers of the I/O clock. In a running service the network loop (adapters/http/loop.hpp); tests
// and `rehearse` hand in a pretended one (service/clocks/pretended.hpp) whose time they move themselves.
#include <chrono>
#include <functional>
#include <memory>

#include "bot/model/time.hpp"

namespace linli {

class Loop {
 public:
  class Timer {                        // ends its timer when it goes; the work is then not run
   public:
    virtual ~Timer() = default;
  };
  using TimerPtr = std::unique_ptr<Timer>;

  virtual ~Loop() = default;
  // From any thread: `work` runs on the loop's thread, in the order of the calls from one thread.
  virtual void post(std::function<void()> work) = 0;
  // On the loop's thread, not earlier than `wait` from now by the I/O clock.
  [[nodiscard]] virtual TimerPtr after(std::chrono::milliseconds wait, std::function<void()> work) = 0;
};

// The clock of time-outs, retries and tokens. It cannot be moved in a running service.
class IoClock {
 public:
  virtual ~IoClock() = default;
  virtual Instant wall() const = 0;                      // for what is stored
  virtual std::chrono::microseconds steady() const = 0;  // for intervals
};

}  // namespace linli
