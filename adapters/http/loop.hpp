#pragma once
// The network thread: runs what is posted to it, timers, and every socket of the servers made with it. Nothing on it may block.
#include <chrono>
#include <functional>
#include <memory>

namespace linli::http {

class Loop {
 public:
  // Ends its timer when it goes; the work is then not run.
  class Timer {
   public:
    virtual ~Timer() = default;
  };

  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // From any thread: `work` runs on the network thread, in the order of the calls from one thread.
  void post(std::function<void()> work);
  // On the network thread. By the steady clock (the I/O clock).
  [[nodiscard]] std::unique_ptr<Timer> after(std::chrono::milliseconds wait, std::function<void()> work);
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
