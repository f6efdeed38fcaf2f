#pragma once
// The network thread: runs what is posted to it, timers, and every socket of the servers made with it. Nothing on it may block.
#include <chrono>
#include <exception>
#include <functional>
#include <memory>

#include "adapters/loop.hpp"

namespace linli::http {

class Loop final : public linli::Loop {
 public:
  Loop();
  ~Loop() override;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void post(std::function<void()> work) override;
  [[nodiscard]] TimerPtr after(std::chrono::milliseconds wait, std::function<void()> work) override;
  // SIGTERM and SIGINT: `work` at each, on the network thread.
  void on_stop_signal(std::function<void()> work);

  // Runs on the calling thread until stop(). What escapes from posted work goes to `failed` and the loop goes on.
  void run(std::function<void(const std::exception&)> failed);
  void stop();  // from any thread

  struct Impl;
  Impl& impl() { return *impl_; }  // for the sources of adapters/ that open sockets on it

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli::http
