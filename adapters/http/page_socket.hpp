#pragma once
// One web socket: a reader and a writer, joined. For connection_*.cpp only.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <deque>

#include "adapters/http/core.hpp"
#include "adapters/http/deadline.hpp"

namespace linli::http {

template <class Stream>
class PageSocket final : public Socket {
 public:
  using Steady = std::chrono::steady_clock;

  PageSocket(std::shared_ptr<Core> core, Stream& stream, std::unique_ptr<SocketEvents> events)
      : core_(std::move(core)), limits_(core_->options.sockets), ws_(stream), events_(std::move(events)), wake_(core_->io), deadline_(core_->io) {
    ws_.read_message_max(limits_.frame_bytes);
    ws_.control_callback([this](auto kind, auto) {
      heard_ = Steady::now();
      using boost::beast::websocket::frame_type;
      if (kind == frame_type::close) end_within();
      if (kind == frame_type::ping && ++pings_ > limits_.pings) close(1008, "pings");
    });
    ws_.text(true);
    ws_.auto_fragment(false);
  }

  // Answers the upgrade, then lives until the page or we end it. `owner` keeps this alive.
  template <class Request>
  boost::asio::awaitable<void> run(Request request, std::shared_ptr<void> owner) {
    owner_ = owner;
    limit(core_->options.limits.write_time);
    auto [failure] = co_await ws_.async_accept(request, tuple());
    deadline_.off();
    if (!failure) {
      heard_ = Steady::now(), next_ping_ = heard_ + limits_.ping_every;
      safely([&] { events_->opened(*this); });
      using namespace boost::asio::experimental::awaitable_operators;
      co_await (read_all() && write_all());
    }
    deadline_.off();
    open_ = false;
    safely([&] { events_->closed(); });
  }

  void send(std::string text) override {
    if (!open_ || close_code_) return;
    if (queue_.size() >= limits_.waiting_frames || bytes_ + text.size() > limits_.waiting_bytes) {
      core_->log("socket", "does_not_read");
      queue_.clear(), bytes_ = 0;
      return close(1013);
    }
    bytes_ += text.size();
    queue_.push_back(std::move(text));
    wake_.cancel();
  }

  void close(std::uint16_t code, std::string_view reason = {}) override {
    if (!open_ || close_code_) return;
    close_code_ = code, close_reason_ = reason.substr(0, 123);
    end_within();
    wake_.cancel();
  }

  std::size_t waiting() const override { return queue_.size() + (writing_ ? 1 : 0); }

  void cut() {
    open_ = false;
    boost::system::error_code ignored;
    boost::beast::get_lowest_layer(ws_).close(ignored);
    wake_.cancel();
  }

 private:
  static auto tuple() { return boost::asio::as_tuple(boost::asio::use_awaitable); }

  boost::asio::awaitable<void> read_all() {
    for (;;) {
      auto [failure, size] = co_await ws_.async_read(in_, tuple());
      if (failure) break;
      heard_ = Steady::now();
      std::string frame(static_cast<const char*>(in_.data().data()), size);
      in_.consume(size);
      if (close_code_) continue;  // only the end of the handshake is waited for
      if (!ws_.got_text()) {
        close(1003);
        continue;
      }
      safely([&] { events_->text(std::move(frame)); });
    }
    open_ = false;
    end_within();
    wake_.cancel();
  }

  boost::asio::awaitable<void> write_all() {
    while (open_) {
      if (!queue_.empty()) {
        co_await write_one();
      } else if (close_code_) {
        boost::beast::websocket::close_reason why(static_cast<boost::beast::websocket::close_code>(close_code_), close_reason_);
        co_await ws_.async_close(why, tuple());
        break;
      } else if (Steady::now() >= next_ping_) {
        co_await ping();
      } else {
        wake_.expires_at(next_ping_);
        co_await wake_.async_wait(tuple());
      }
    }
    cut();
  }

  boost::asio::awaitable<void> write_one() {
    std::string frame = std::move(queue_.front());
    queue_.pop_front();
    writing_ = true;
    if (!ending_) limit(core_->options.limits.write_time);
    boost::asio::const_buffer bytes(frame.data(), frame.size());
    auto [failure, size] = co_await ws_.async_write(bytes, tuple());
    writing_ = false;
    bytes_ -= std::min(bytes_, frame.size());
    if (!ending_) deadline_.off();
    if (failure) {
      open_ = false;
    } else if (queue_.empty() && !close_code_) {
      safely([&] { events_->drained(); });
    }
  }

  boost::asio::awaitable<void> ping() {
    auto now = Steady::now();
    next_ping_ = now + limits_.ping_every;
    pings_ = 0;
    if (now - heard_ >= limits_.silent || !ws_.is_open()) {
      open_ = false;
      co_return;
    }
    if (!ending_) limit(core_->options.limits.write_time);
    boost::beast::websocket::ping_data nothing;
    auto [failure] = co_await ws_.async_ping(nothing, tuple());
    if (!ending_) deadline_.off();
    if (failure) open_ = false;
  }

  // Whoever began the closing: it has an end, also when the other side keeps its half open.
  void end_within() {
    if (!std::exchange(ending_, true)) limit(limits_.close_time);
  }

  // One deadline at a time: for a write, or for the closing.
  void limit(milliseconds time) {
    deadline_.arm(time, owner_.lock(), [this] { cut(); });
  }

  // What its listener throws ends this socket alone.
  template <class Work>
  void safely(Work work) {
    try {
      work();
    } catch (const std::exception& e) {
      core_->log("socket", e.what());
      close(1011);
    }
  }

  std::shared_ptr<Core> core_;
  const SocketLimits& limits_;
  boost::beast::websocket::stream<Stream&> ws_;
  std::unique_ptr<SocketEvents> events_;
  boost::asio::steady_timer wake_;
  Deadline deadline_;
  boost::beast::flat_buffer in_;
  std::deque<std::string> queue_;
  std::size_t bytes_{};
  bool open_{true}, writing_{}, ending_{};
  std::size_t pings_{};                 // heard since we pinged last
  std::uint16_t close_code_{};
  std::string close_reason_;
  Steady::time_point heard_, next_ping_;
  std::weak_ptr<void> owner_;
};

}  // namespace linli::http
