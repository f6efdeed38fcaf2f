#pragma once
// One connection from here to a server: resolved, looked at, connected, shaken hands with. Plain or TLS, it is one stream to what stands above
// it, so HTTP and web sockets are compiled once. For client.cpp, link.cpp and wire.cpp only.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/role.hpp>
#include <optional>

#include "adapters/http/deadline.hpp"
#include "adapters/http/outgoing.hpp"

namespace linli::http {

// What all connections of one caller share.
struct Outside {
  Outside(boost::asio::io_context& with_io, Allowed with_allowed, CallerLimits with_limits, Resolve with_resolve);

  boost::asio::io_context& io;
  const Allowed allowed;
  const CallerLimits limits;
  const Resolve resolve;
  boost::asio::ssl::context tls;
};

// A socket that counts how often a write was begun. One that fails has moved nothing, and the next is begun only after the one before moved
// something: so a message that failed has left in part if its writes were begun more than once. This holds beneath TLS too, whose own count
// tells nothing of the records that went out before a failure.
class CountedSocket {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using lowest_layer_type = Socket::lowest_layer_type;
  using executor_type = Socket::executor_type;

  explicit CountedSocket(boost::asio::io_context& io) : socket(io) {}
  lowest_layer_type& lowest_layer() { return socket.lowest_layer(); }
  executor_type get_executor() { return socket.get_executor(); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return socket.async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    ++writes;
    return socket.async_write_some(buffers, std::forward<Token>(token));
  }

  Socket socket;
  std::size_t writes{};
};

class Wire : public std::enable_shared_from_this<Wire> {
 public:
  using executor_type = CountedSocket::executor_type;

  explicit Wire(std::shared_ptr<Outside> outside);
  // Nothing, or why not ("cut" after cut()).
  static boost::asio::awaitable<std::optional<CallFailed>> open(std::shared_ptr<Wire> self, Target target);

  void cut();                                    // everything that waits on it ends
  void rest(std::chrono::milliseconds time);     // cut after that time, unless woken
  void wake() { deadline_.off(); }
  bool quiet();                                  // open, and the other side has neither ended it nor said anything
  void begin_request() { socket_.writes = 0; }
  bool left() const { return socket_.writes > 1; }       // after a failed write: some of the request left all the same

  executor_type get_executor() { return socket_.get_executor(); }
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>([this](auto handler, const Buffers& into) {
      if (tls_)
        tls_->async_read_some(into, std::move(handler));
      else
        socket_.async_read_some(into, std::move(handler));
    }, token, buffers);
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>([this](auto handler, const Buffers& from) {
      if (tls_)
        tls_->async_write_some(from, std::move(handler));
      else
        socket_.async_write_some(from, std::move(handler));
    }, token, buffers);
  }

 private:
  using Code = boost::system::error_code;
  boost::asio::awaitable<std::vector<std::string>> resolve(Target target);
  boost::asio::awaitable<bool> connect(std::vector<std::string> addresses, std::uint16_t port);
  boost::asio::awaitable<std::string_view> shake_hands(Target target);
  void limit(std::chrono::milliseconds time);

  std::shared_ptr<Outside> outside_;
  CountedSocket socket_;
  std::optional<boost::asio::ssl::stream<CountedSocket&>> tls_;
  Deadline deadline_;
  boost::asio::steady_timer wake_;
  bool cut_{};
};

// What came was not HTTP; otherwise it was no more of it.
bool is_nonsense(const boost::system::error_code& failure);

// How Beast's web socket ends what is below it: the closing frames were exchanged, nothing else is owed.
inline void beast_close_socket(Wire& wire) { wire.cut(); }
inline void teardown(boost::beast::role_type, Wire& wire, boost::system::error_code& failure) {
  failure = {};
  wire.cut();
}
template <class Handler>
void async_teardown(boost::beast::role_type, Wire& wire, Handler handler) {
  wire.cut();
  boost::asio::post(wire.get_executor(), [handler = std::move(handler)]() mutable { handler(boost::system::error_code()); });
}

}  // namespace linli::http
