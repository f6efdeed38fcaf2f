#pragma once
// What a server's connections share; for sources of this folder only. Network thread only.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "adapters/http/server.hpp"

namespace linli::http {

// TCP and socket files alike: one instantiation of everything above it.
using PlainSocket = boost::asio::generic::stream_protocol::socket;

// A coroutine that is held by the group below, as seen by a stop.
class Member {
 public:
  virtual ~Member() = default;
  virtual void finish() = 0;  // what is in hand, then end
  virtual void cut() = 0;     // end now
};

class RouteTable {
 public:
  explicit RouteTable(Routes routes);
  // The route, or what to answer instead: 404, 405 with Allow, or the 403 of a silent path.
  std::expected<const Route*, Response> find(const std::string& method, const std::string& path) const;

 private:
  Routes routes_;
  std::unordered_map<std::string, std::vector<const Route*>> exact_;
  std::vector<const Route*> prefixes_;
};

class Core : public std::enable_shared_from_this<Core> {
 public:
  Core(boost::asio::io_context& with_io, Routes routes, Options with_options);

  boost::asio::io_context& io;
  const RouteTable routes;
  const Options options;
  std::set<Member*> members;
  bool stopping{};

  // Runs `work` in the group: it is waited for by stop(), and what it throws is logged.
  void spawn(boost::asio::awaitable<void> work);
  void when_empty(std::function<void()> done);
  bool take_seat(const std::string& address);  // false: this address holds as many as it may
  void leave_seat(const std::string& address);
  void log(std::string_view what, std::string_view why) const;

 private:
  std::size_t running_{};
  std::function<void()> when_empty_;
  std::map<std::string, std::size_t> seats_;
};

// One of the places an address may take, for as long as it lives.
class Seat {
 public:
  static std::optional<Seat> take(const std::shared_ptr<Core>& core, const std::string& address);
  Seat(Seat&&) = default;
  Seat& operator=(Seat&& other) noexcept;
  ~Seat();

 private:
  Seat(std::shared_ptr<Core> core, std::string address) : core_(std::move(core)), address_(std::move(address)) {}
  std::shared_ptr<Core> core_;
  std::string address_;
};

// A freshly accepted socket. Behind a proxy `seat` is empty: the address is known with each request's head.
struct Arrival {
  PlainSocket socket;
  std::string from;
  bool behind_proxy{};
  std::optional<Seat> seat;
};
void serve_plain(const std::shared_ptr<Core>& core, Arrival arrival);
void serve_tls(const std::shared_ptr<Core>& core, Arrival arrival, const std::shared_ptr<boost::asio::ssl::context>& context);

}  // namespace linli::http
