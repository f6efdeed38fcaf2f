// Calls, the line they wait in, and the connections they share.
#include "adapters/http/client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <map>
#include <set>

#include "adapters/http/loop_impl.hpp"
#include "adapters/http/wire.hpp"

namespace linli::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Code = boost::system::error_code;
using Outcome = std::expected<Response, CallFailed>;
using Done = std::function<void(Outcome)>;
constexpr auto tuple = asio::as_tuple(asio::use_awaitable);
constexpr int most_interim = 8;                 // 1xx answers before the real one
constexpr std::size_t most_buffer = 64 * 1024;  // read ahead; a chunk's own head must fit

Outcome failed(Failure what, std::string_view why) { return std::unexpected(CallFailed{what, std::string(why)}); }

class Exchange;

// The line, the places, and the connections at rest.
struct Pool : std::enable_shared_from_this<Pool> {
  explicit Pool(std::shared_ptr<Outside> with) : outside(std::move(with)) {}

  void take(std::shared_ptr<Exchange> exchange);
  void go_on();                                                       // whoever has a place now begins
  void leave(const Exchange& exchange, std::shared_ptr<Wire> usable);  // its place is free; its connection may serve another call
  std::shared_ptr<Wire> connection_to(const std::string& host);       // one at rest, or none
  void end();

  struct Host {
    std::size_t busy{};
    std::vector<std::shared_ptr<Wire>> resting;
  };
  std::shared_ptr<Outside> outside;
  std::set<std::shared_ptr<Exchange>> open;      // every call whose `done` is still due
  std::list<std::shared_ptr<Exchange>> line;
  std::map<std::string, Host> hosts;             // bounded by the list of allowed hosts
  std::size_t busy{};
  bool ending{};
};

// One call, from the line to its `done`.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(std::shared_ptr<Pool> pool, Call call, Target target, Done done)
      : pool_(std::move(pool)), call_(std::move(call)), target_(std::move(target)), done_(std::move(done)), deadline_(pool_->outside->io) {}

  std::string host() const { return (target_.secure ? "s:" : "p:") + target_.host + ":" + std::to_string(target_.port); }
  bool has_place{};

  void begin_waiting() {
    deadline_.arm(call_.limit, shared_from_this(), [this] { give_up("timeout"); });
  }
  void begin() {
    has_place = true;
    wire_ = pool_->connection_to(host());
    asio::post(pool_->outside->io, [self = shared_from_this()] {
      if (self->done_) asio::co_spawn(self->pool_->outside->io, run(self), [](const std::exception_ptr& failure) {
        if (failure) std::rethrow_exception(failure);
      });
    });
  }
  void refuse_soon(Failure what, std::string_view why) {
    refusal_ = CallFailed{what, std::string(why)};
    asio::post(pool_->outside->io, [self = shared_from_this()] { self->finish(std::unexpected(*self->refusal_)); });
  }
  // In the line: at once. On its way: what has left by then decides.
  void give_up(std::string_view why) {
    given_up_ = why;
    if (!has_place) return finish(failed(Failure::not_sent, why));
    if (wire_) wire_->cut();
  }
  void end() {
    if (refusal_) return finish(std::unexpected(*refusal_));
    if (wire_) wire_->cut();
    finish(failed(asked_ ? Failure::no_answer : Failure::not_sent, "ended"));
  }

 private:
  using Parser = beast::http::response_parser<beast::http::string_body>;

  static asio::awaitable<void> run(std::shared_ptr<Exchange> self) {
    Outcome outcome = failed(Failure::no_answer, "fault");
    try {
      outcome = co_await self->carry_out();
    } catch (const std::exception&) {
      if (!self->asked_) outcome = failed(Failure::not_sent, "fault");
    }
    self->finish(std::move(outcome));
  }

  asio::awaitable<Outcome> carry_out() {
    if (wire_) {
      auto outcome = co_await converse();
      if (outcome) co_return std::move(*outcome);
    }
    wire_ = std::make_shared<Wire>(pool_->outside);
    if (!given_up_.empty()) co_return failed(Failure::not_sent, given_up_);
    auto trouble = co_await Wire::open(wire_, target_);
    if (trouble) co_return failed(trouble->what, why(trouble->why));
    auto outcome = co_await converse();
    if (outcome) co_return std::move(*outcome);
    co_return failed(Failure::not_sent, why("cut"));
  }

  // Nothing: not one byte of the request left, so it may be tried on another connection.
  asio::awaitable<std::optional<Outcome>> converse() {
    auto request = message();
    wire_->begin_request();
    asked_ = true;
    auto [unsent, size] = co_await beast::http::async_write(*wire_, request, tuple);
    asked_ = !unsent || wire_->left();
    if (!asked_) co_return std::nullopt;
    beast::flat_buffer buffer(most_buffer);
    for (int interim = 0; interim < most_interim; ++interim) {  // also when it was cut short: who refuses a long body says so before its end
      Parser parser;
      parser.header_limit(pool_->outside->limits.header);
      parser.body_limit(call_.most);
      parser.skip(call_.method == "HEAD");
      auto [failure, got] = co_await beast::http::async_read(*wire_, buffer, parser, tuple);
      if (failure) co_return broken(failure);
      auto status = parser.get().result_int();
      if (status < 100 || status == 101) break;  // 101: to nothing that was asked for
      if (status >= 200) {
        reusable_ = !unsent && parser.keep_alive() && buffer.size() == 0;
        co_return understood(parser.release());
      }
    }
    co_return failed(Failure::no_answer, "broken");
  }

  beast::http::request<beast::http::span_body<const char>> message() const {
    namespace http = beast::http;
    http::request<http::span_body<const char>> message{http::string_to_verb(call_.method), target_.resource, 11};
    message.set(http::field::host, target_.authority);
    for (auto& h : call_.headers) message.insert(h.name, h.value);
    bool bodiless = call_.body.empty() && (call_.method == "GET" || call_.method == "HEAD" || call_.method == "DELETE");
    if (!bodiless) message.content_length(call_.body.size());
    message.body() = beast::span<const char>(call_.body.data(), call_.body.size());
    return message;
  }

  // Nothing is ever unpacked: an answer that is packed all the same is none.
  Outcome understood(beast::http::response<beast::http::string_body> message) {
    namespace http = beast::http;
    auto is = [&](http::field name, std::string_view value) {
      auto range = message.equal_range(name);
      return std::all_of(range.first, range.second, [&](auto& field) { return beast::iequals(field.value(), value); });
    };
    if (!is(http::field::content_encoding, "identity") || !is(http::field::transfer_encoding, "chunked")) {
      reusable_ = false;
      return failed(Failure::no_answer, "encoding");
    }
    Response response{.status = int(message.result_int()), .headers = {}, .body = std::move(message.body()), .shared = {}};
    for (auto& field : message) response.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    return response;
  }

  Outcome broken(const Code& failure) const {
    namespace http = beast::http;
    if (failure == http::error::body_limit) return failed(Failure::too_large, "body");
    if (failure == http::error::header_limit) return failed(Failure::no_answer, "header");
    return failed(Failure::no_answer, why(is_nonsense(failure) ? "broken" : "cut"));
  }
  std::string_view why(std::string_view otherwise) const { return given_up_.empty() ? otherwise : given_up_; }

  void finish(Outcome outcome) {
    auto done = std::exchange(done_, nullptr);
    if (!done) return;
    auto self = shared_from_this();
    deadline_.off();
    if (!reusable_ && wire_) wire_->cut();
    pool_->leave(*this, reusable_ ? wire_ : nullptr);
    done(std::move(outcome));
  }

  std::shared_ptr<Pool> pool_;
  Call call_;
  Target target_;
  Done done_;
  Deadline deadline_;
  std::shared_ptr<Wire> wire_;
  std::optional<CallFailed> refusal_;
  std::string_view given_up_;  // why, when it was told to end
  bool asked_{};               // the first byte of the request may have left
  bool reusable_{};
};

void Pool::take(std::shared_ptr<Exchange> exchange) {
  exchange->begin_waiting();
  line.push_back(std::move(exchange));
  go_on();
}

void Pool::go_on() {
  for (auto it = line.begin(); it != line.end() && busy < outside->limits.at_once;) {
    auto& host = hosts[(*it)->host()];
    if (host.busy >= outside->limits.per_host) {
      ++it;
      continue;
    }
    ++host.busy, ++busy;
    (*it)->begin();
    it = line.erase(it);
  }
}

void Pool::leave(const Exchange& exchange, std::shared_ptr<Wire> usable) {
  open.erase(std::const_pointer_cast<Exchange>(exchange.shared_from_this()));
  if (!exchange.has_place) {
    std::erase_if(line, [&](auto& one) { return one.get() == &exchange; });
    return;
  }
  auto& host = hosts[exchange.host()];
  --host.busy, --busy;
  if (usable && !ending && host.busy + host.resting.size() < outside->limits.per_host) {
    usable->rest(outside->limits.idle);
    host.resting.push_back(std::move(usable));
  }
  if (!ending) go_on();
}

std::shared_ptr<Wire> Pool::connection_to(const std::string& host) {
  auto& resting = hosts[host].resting;
  while (!resting.empty()) {
    auto wire = std::move(resting.back());
    resting.pop_back();
    wire->wake();
    if (wire->quiet()) return wire;
    wire->cut();
  }
  return {};
}

void Pool::end() {
  ending = true;
  for (auto& [name, host] : hosts)
    for (auto& wire : host.resting) wire->cut();
  while (!open.empty()) {
    auto one = *open.begin();
    try {
      one->end();
    } catch (...) {  // goes to the loop's barrier, as from any other `done`
      asio::post(outside->io, [failure = std::current_exception()] { std::rethrow_exception(failure); });
    }
  }
}

class PooledCaller final : public Caller {
 public:
  PooledCaller(Loop& loop, Allowed allowed, CallerLimits limits, Resolve resolve)
      : pool_(std::make_shared<Pool>(std::make_shared<Outside>(loop.impl().io, std::move(allowed), limits, std::move(resolve)))) {}
  ~PooledCaller() override { pool_->end(); }

  void call(Call call, Done done) override {
    if (pool_->ending) return done(failed(Failure::not_sent, "ended"));
    auto target = read_target(call.url, pool_->outside->allowed);
    std::string_view refusal = target ? unfit(call) : target.error();
    if (target && target->socket) refusal = "scheme";
    auto exchange = std::make_shared<Exchange>(pool_, std::move(call), target.value_or(Target{}), std::move(done));
    pool_->open.insert(exchange);
    if (!refusal.empty()) return exchange->refuse_soon(Failure::not_allowed, refusal);
    if (pool_->line.size() >= pool_->outside->limits.line) return exchange->refuse_soon(Failure::not_sent, "busy");
    pool_->take(std::move(exchange));
  }

 private:
  std::shared_ptr<Pool> pool_;
};

}  // namespace

std::unique_ptr<Caller> make_caller(Loop& loop, Allowed allowed, CallerLimits limits, Resolve resolve) {
  return std::make_unique<PooledCaller>(loop, std::move(allowed), limits, std::move(resolve));
}

}  // namespace linli::http
