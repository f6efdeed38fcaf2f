#include "adapters/http/loop_impl.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <exception>
#include <utility>

namespace linli::http {
namespace {

namespace asio = boost::asio;

// The work is run only while its owner still holds the timer.
class SteadyTimer final : public Loop::Timer {
 public:
  SteadyTimer(asio::io_context& io, std::chrono::milliseconds wait, std::function<void()> work)
      : timer_(io, wait), work_(std::make_shared<std::function<void()>>(std::move(work))) {
    timer_.async_wait([held = std::weak_ptr(work_)](const boost::system::error_code& failure) {
      if (failure) return;
      if (auto mine = held.lock()) std::exchange(*mine, nullptr)();
    });
  }

 private:
  asio::steady_timer timer_;
  std::shared_ptr<std::function<void()>> work_;
};

void wait_for_signal(asio::signal_set& signals, std::shared_ptr<std::function<void()>> work) {
  signals.async_wait([&signals, work](const boost::system::error_code& failure, int) {
    if (failure) return;
    wait_for_signal(signals, work);
    (*work)();
  });
}

}  // namespace

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::post(std::function<void()> work) { asio::post(impl_->io, std::move(work)); }

linli::Loop::TimerPtr Loop::after(std::chrono::milliseconds wait, std::function<void()> work) {
  return std::make_unique<SteadyTimer>(impl_->io, wait, std::move(work));
}

void Loop::on_stop_signal(std::function<void()> work) {
  impl_->signals = std::make_unique<asio::signal_set>(impl_->io, SIGTERM, SIGINT);
  wait_for_signal(*impl_->signals, std::make_shared<std::function<void()>>(std::move(work)));
}

void Loop::run(std::function<void(const std::exception&)> failed) {
  while (!impl_->io.stopped()) {
    try {
      impl_->io.run();
    } catch (const std::exception& e) {
      failed(e);
    }
  }
}

void Loop::stop() { impl_->io.stop(); }

}  // namespace linli::http
