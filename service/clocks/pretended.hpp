#pragma once
// A loop and an I/O clock whose time stands still until it is moved: for tests and `rehearse`. The thread that calls run_while is the loop's.
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>

#include "adapters/loop.hpp"

namespace linli {

class Pretended final : public Loop, public IoClock {
 public:
  explicit Pretended(Instant wall) : start_(wall) {}
  ~Pretended() override;

  void post(std::function<void()> work) override;
  TimerPtr after(std::chrono::milliseconds wait, std::function<void()> work) override;
  Instant wall() const override { return start_ + passed_; }
  std::chrono::microseconds steady() const override { return passed_; }

  // Runs posted work for as long as `unfinished` says so. False: nothing came for `patience` of real time, so it never will.
  bool run_while(const std::function<bool()>& unfinished, std::chrono::milliseconds patience = std::chrono::seconds(20));
  // Moves the time; timers run in their order, each at its own time.
  void advance(std::chrono::microseconds by);
  // Runs what was posted so far, and what that posts on this thread.
  void drain();
  std::size_t timers() const { return timers_.size(); }

 private:
  struct Entry;
  using Key = std::pair<std::chrono::microseconds, std::uint64_t>;
  bool run_one(std::chrono::milliseconds wait);

  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::function<void()>> jobs_;
  std::map<Key, std::function<void()>> timers_;
  std::chrono::microseconds passed_{};
  std::uint64_t numbers_{};
  Instant start_;
};

}  // namespace linli
