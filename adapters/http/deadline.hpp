#pragma once
// One deadline at a time; for sources of this folder only. One that was taken back never strikes, also when its time had just come.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace linli::http {

class Deadline {
 public:
  explicit Deadline(boost::asio::io_context& io) : timer_(io) {}

  // Instead of the one before: `late` is called after `time`. `owner` keeps this alive until then.
  template <class Late>
  void arm(std::chrono::milliseconds time, std::shared_ptr<void> owner, Late late) {
    timer_.expires_after(time);
    timer_.async_wait([this, owner = std::move(owner), round = ++round_, late = std::move(late)](const boost::system::error_code& failure) {
      if (!failure && round == round_) late();
    });
  }
  void off() {
    ++round_;
    timer_.cancel();
  }

 private:
  boost::asio::steady_timer timer_;
  std::uint64_t round_{};
};

}  // namespace linli::http
