#include "adapters/http/server.hpp"

#include <sys/stat.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <algorithm>
#include <cstring>
#include <list>

#include "adapters/http/core.hpp"
#include "adapters/http/listener.hpp"
#include "adapters/http/loop_impl.hpp"

namespace linli::http {
namespace {

namespace asio = boost::asio;
using asio::use_awaitable;
using Code = boost::system::error_code;
constexpr auto tuple = asio::as_tuple(use_awaitable);

class Door {
 public:
  virtual ~Door() = default;
  virtual void shut() = 0;
};

// One listening socket. What cannot be accepted (no descriptors left) rests a while; the loop never ends for it.
template <class Protocol>
class Acceptor final : public Door {
 public:
  Acceptor(std::shared_ptr<Core> core, std::shared_ptr<asio::ssl::context> tls)
      : core_(std::move(core)), tls_(std::move(tls)), acceptor_(core_->io), rest_(core_->io) {}
  ~Acceptor() override { shut(); }

  Code open(const typename Protocol::endpoint& endpoint) {
    Code failure;
    acceptor_.open(endpoint.protocol(), failure);
    if (!failure && !file_.empty()) ::unlink(file_.c_str());
    if constexpr (std::is_same_v<Protocol, asio::ip::tcp>)
      if (!failure) acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
    if (!failure) acceptor_.bind(endpoint, failure);
    if (!failure && !file_.empty()) ::chmod(file_.c_str(), 0660);
    if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
    return failure;
  }
  typename Protocol::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  void own_file(std::string path) { file_ = std::move(path); }

  void shut() override {
    if (!acceptor_.is_open()) return;
    Code ignored;
    acceptor_.close(ignored);
    rest_.cancel();
    if (!file_.empty()) ::unlink(file_.c_str());
  }

  static asio::awaitable<void> run(std::shared_ptr<Acceptor> self) {
    while (self->acceptor_.is_open()) {
      auto [failure, socket] = co_await self->acceptor_.async_accept(tuple);
      if (!self->acceptor_.is_open()) break;
      if (failure) {
        self->core_->log("accept", ::strerror(failure.value()));
        self->rest_.expires_after(self->core_->options.limits.accept_rest);
        co_await self->rest_.async_wait(tuple);
        continue;
      }
      self->welcome(std::move(socket));
    }
  }

 private:
  void welcome(typename Protocol::socket socket) {
    if (core_->stopping || core_->members.size() >= core_->options.limits.connections) return;
    std::string from;
    std::optional<Seat> seat;
    constexpr bool tcp = std::is_same_v<Protocol, asio::ip::tcp>;
    if constexpr (tcp) {
      Code failure;
      auto peer = socket.remote_endpoint(failure);
      if (failure) return;
      from = peer.address().to_string();
      seat = Seat::take(core_, from);
      if (!seat) return;
      socket.set_option(asio::ip::tcp::no_delay(true), failure);
    }
    Arrival arrival{.socket = PlainSocket(std::move(socket)), .from = std::move(from), .behind_proxy = !tcp, .seat = std::move(seat)};
    if (tls_)
      serve_tls(core_, std::move(arrival), tls_);
    else
      serve_plain(core_, std::move(arrival));
  }

  std::shared_ptr<Core> core_;
  std::shared_ptr<asio::ssl::context> tls_;
  asio::basic_socket_acceptor<Protocol> acceptor_;
  asio::steady_timer rest_;
  std::string file_;
};

// Nobody answers there: a file left behind by a service that was killed.
bool somebody_listens(asio::io_context& io, const std::filesystem::path& path) {
  asio::local::stream_protocol::socket probe(io);
  Code failure;
  probe.connect(asio::local::stream_protocol::endpoint(path.string()), failure);
  return !failure;
}

}  // namespace

struct Server::Impl {
  std::shared_ptr<Core> core;
  std::list<std::shared_ptr<Door>> doors;
  std::unique_ptr<asio::steady_timer> patience;

  std::expected<std::uint16_t, std::string> listen_tcp(const std::string& address, std::uint16_t port, std::shared_ptr<asio::ssl::context> tls) {
    auto door = std::make_shared<Acceptor<asio::ip::tcp>>(core, std::move(tls));
    if (auto failure = door->open({asio::ip::make_address(address), port}))
      return std::unexpected("cannot listen on " + address + " port " + std::to_string(port) + ": " + failure.message());
    doors.push_back(door);
    core->spawn(Acceptor<asio::ip::tcp>::run(door));
    return door->endpoint().port();
  }
  std::expected<std::uint16_t, std::string> listen_on(const Tcp& tcp) { return listen_tcp(tcp.address, tcp.port, nullptr); }
  std::expected<std::uint16_t, std::string> listen_on(const Tls& tls) {
    auto context = tls_context(tls);
    if (!context) return std::unexpected(context.error());
    return listen_tcp(tls.address, tls.port, std::move(*context));
  }
  std::expected<std::uint16_t, std::string> listen_on(const UnixSocket& file) {
    if (somebody_listens(core->io, file.path)) return std::unexpected("another service listens on " + file.path.string());
    auto door = std::make_shared<Acceptor<asio::local::stream_protocol>>(core, nullptr);
    door->own_file(file.path.string());
    if (auto failure = door->open(file.path.string())) return std::unexpected("cannot listen on " + file.path.string() + ": " + failure.message());
    doors.push_back(door);
    core->spawn(Acceptor<asio::local::stream_protocol>::run(door));
    return 0;
  }
};

Server::Server(Loop& loop, Routes routes, Options options)
    : impl_(std::make_shared<Impl>(std::make_shared<Core>(loop.impl().io, std::move(routes), std::move(options)))) {}
Server::~Server() = default;

std::expected<std::uint16_t, std::string> Server::listen(const Listener& listener) {
  if (auto ok = check_listener(listener); !ok) return std::unexpected(ok.error());
  return std::visit([&](auto& one) { return impl_->listen_on(one); }, listener);
}

std::size_t Server::connections() const { return impl_->core->members.size(); }

void Server::stop(milliseconds limit, std::function<void()> done) {
  auto& core = *impl_->core;
  auto cut = [held = impl_->core] {
    for (auto* member : std::set<Member*>(held->members)) member->cut();
  };
  bool again = std::exchange(core.stopping, true);
  for (auto& door : impl_->doors) door->shut();
  if (again) {
    cut();
  } else {
    for (auto* member : std::set<Member*>(core.members)) member->finish();
    impl_->patience = std::make_unique<asio::steady_timer>(core.io, limit);
    impl_->patience->async_wait([cut](const Code& failure) {
      if (!failure) cut();
    });
  }
  core.when_empty([held = impl_, done = std::move(done)] {
    held->patience.reset();
    if (done) done();
  });
}

// ---- what the connections share

Core::Core(asio::io_context& with_io, Routes with_routes, Options with_options)
    : io(with_io), routes(std::move(with_routes)), options(std::move(with_options)) {}

void Core::spawn(asio::awaitable<void> work) {
  ++running_;
  asio::co_spawn(io, std::move(work), [this, held = shared_from_this()](const std::exception_ptr& failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& e) {
      log("connection", e.what());
    }
    if (--running_ == 0 && when_empty_) std::exchange(when_empty_, nullptr)();
  });
}

void Core::when_empty(std::function<void()> done) {
  auto before = std::exchange(when_empty_, nullptr);
  when_empty_ = [before = std::move(before), done = std::move(done)] {
    if (before) before();
    done();
  };
  if (running_ == 0) std::exchange(when_empty_, nullptr)();
}

bool Core::take_seat(const std::string& address) {
  auto& taken = seats_[address];
  if (taken >= options.limits.per_address) return false;
  ++taken;
  return true;
}
void Core::leave_seat(const std::string& address) {
  auto it = seats_.find(address);
  if (it != seats_.end() && --it->second == 0) seats_.erase(it);
}
void Core::log(std::string_view what, std::string_view why) const {
  if (options.log) options.log(what, why);
}

std::optional<Seat> Seat::take(const std::shared_ptr<Core>& core, const std::string& address) {
  if (!core->take_seat(address)) return {};
  return Seat(core, address);
}
Seat& Seat::operator=(Seat&& other) noexcept {
  std::swap(core_, other.core_);
  std::swap(address_, other.address_);
  return *this;
}
Seat::~Seat() {
  if (core_) core_->leave_seat(address_);
}

RouteTable::RouteTable(Routes routes) : routes_(std::move(routes)) {
  for (auto& route : routes_) {
    if (route.match == Match::exact)
      exact_[route.path].push_back(&route);
    else
      prefixes_.push_back(&route);
  }
  std::sort(prefixes_.begin(), prefixes_.end(), [](auto* a, auto* b) { return a->path.size() > b->path.size(); });
}

std::expected<const Route*, Response> RouteTable::find(const std::string& method, const std::string& path) const {
  std::string allowed;
  bool silent = false;
  auto fits = [&](const Route* route) {
    if (route->method == method || (route->method == "GET" && method == "HEAD" && !route->upgrade)) return true;
    allowed += (allowed.empty() ? "" : ", ") + route->method;
    silent = silent || route->silent;
    return false;
  };
  if (auto it = exact_.find(path); it != exact_.end())
    for (auto* route : it->second)
      if (fits(route)) return route;
  for (auto* route : prefixes_)
    if (path.starts_with(route->path) && fits(route)) return route;
  if (allowed.empty()) return std::unexpected(text(404, "not found\n"));
  if (silent) return std::unexpected(text(403, ""));
  auto refusal = text(405, "method not allowed\n");
  refusal.headers.push_back({"Allow", allowed});
  return std::unexpected(std::move(refusal));
}

}  // namespace linli::http
