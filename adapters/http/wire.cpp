#include "adapters/http/wire.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>

namespace linli::http {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using Code = boost::system::error_code;
constexpr auto tuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_addresses = 3;  // tried one after another; each has its share of the time

CallFailed not_sent(std::string_view why) { return {Failure::not_sent, std::string(why)}; }

// The machine's resolver. A question that was given up is not asked any more, if it has not begun.
Resolve resolver_of(asio::io_context& io) {
  return [&io](const std::string& name, Found found) -> std::shared_ptr<void> {
    auto resolver = std::make_shared<tcp::resolver>(io);
    resolver->async_resolve(name, "", tcp::resolver::address_configured, [found = std::move(found)](const Code& failure, const tcp::resolver::results_type& results) {
      std::vector<std::string> addresses;
      if (!failure)
        for (auto& one : results) addresses.push_back(one.endpoint().address().to_string());
      found(std::move(addresses));
    });
    return resolver;
  };
}

// TLS 1.2 and later; the certificate must lead to an authority of the machine's store, or to ours.
ssl::context trusting(const std::string& authority) {
  ssl::context context(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(ssl::verify_peer);
  Code failure;
  if (!authority.empty()) context.load_verify_file(authority, failure);
  if (!failure) context.set_default_verify_paths(failure);
  return context;
}

}  // namespace

Outside::Outside(asio::io_context& with_io, Allowed with_allowed, CallerLimits with_limits, Resolve with_resolve)
    : io(with_io), allowed(std::move(with_allowed)), limits(with_limits), resolve(with_resolve ? std::move(with_resolve) : resolver_of(with_io)),
      tls(trusting(allowed.authority)) {}

Wire::Wire(std::shared_ptr<Outside> outside)
    : outside_(std::move(outside)), socket_(outside_->io), deadline_(outside_->io), wake_(outside_->io) {}

asio::awaitable<std::optional<CallFailed>> Wire::open(std::shared_ptr<Wire> self, Target target) {
  auto addresses = co_await self->resolve(target);
  if (self->cut_) co_return not_sent("cut");
  if (addresses.empty()) co_return not_sent("resolve");
  for (auto& address : addresses)
    if (!may_connect(address, self->outside_->allowed.inner)) co_return CallFailed{Failure::not_allowed, "address"};
  bool connected = co_await self->connect(std::move(addresses), target.port);
  if (!connected) co_return not_sent("connect");
  if (!target.secure) co_return std::nullopt;
  auto trouble = co_await self->shake_hands(target);
  if (!trouble.empty()) co_return not_sent(trouble);
  co_return std::nullopt;
}

bool is_nonsense(const Code& failure) {
  namespace http = boost::beast::http;
  if (failure == http::error::end_of_stream || failure == http::error::partial_message) return false;
  return failure.category() == http::make_error_code(http::error::bad_version).category();
}

void Wire::cut() {
  cut_ = true;
  deadline_.off();
  wake_.cancel();
  Code ignored;
  socket_.socket.close(ignored);
}

void Wire::rest(std::chrono::milliseconds time) {
  deadline_.arm(time, shared_from_this(), [this] { cut(); });
}

bool Wire::quiet() {
  if (cut_ || !socket_.socket.is_open()) return false;
  char byte{};
  return ::recv(socket_.socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

asio::awaitable<std::vector<std::string>> Wire::resolve(Target target) {
  if (target.numeric) co_return std::vector{target.host};
  auto answer = std::make_shared<std::optional<std::vector<std::string>>>();
  wake_.expires_after(outside_->limits.resolve);
  auto question = outside_->resolve(target.host, [answer, weak = weak_from_this()](std::vector<std::string> addresses) {
    *answer = std::move(addresses);
    if (auto self = weak.lock()) self->wake_.cancel();
  });
  if (!*answer && !cut_) co_await wake_.async_wait(tuple);
  question.reset();
  co_return answer->value_or(std::vector<std::string>());
}

asio::awaitable<bool> Wire::connect(std::vector<std::string> addresses, std::uint16_t port) {
  auto tries = std::min(addresses.size(), most_addresses);
  for (std::size_t i = 0; i < tries && !cut_; ++i) {
    Code failure;
    tcp::endpoint endpoint(asio::ip::make_address(addresses[i]), port);
    socket_.socket.close(failure);
    limit(outside_->limits.connect / int(tries));
    std::tie(failure) = co_await socket_.socket.async_connect(endpoint, tuple);
    deadline_.off();
    if (failure || cut_) continue;
    socket_.socket.set_option(tcp::no_delay(true), failure);
    co_return true;
  }
  co_return false;
}

// Empty, or what went wrong.
asio::awaitable<std::string_view> Wire::shake_hands(Target target) {
  tls_.emplace(socket_, outside_->tls);
  auto* handle = tls_->native_handle();
  bool named = false;  // without a name to hold it to, any certificate of the store would do
  if (target.numeric) {
    named = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(handle), target.host.c_str()) == 1;
  } else {
    SSL_set_hostflags(handle, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    named = SSL_set1_host(handle, target.host.c_str()) == 1 && SSL_set_tlsext_host_name(handle, target.host.c_str()) == 1;
  }
  if (!named) co_return "tls";
  limit(outside_->limits.tls);
  auto [failure] = co_await tls_->async_handshake(ssl::stream_base::client, tuple);
  deadline_.off();
  if (!failure && !cut_) co_return "";
  co_return SSL_get_verify_result(handle) == X509_V_OK ? "tls" : "certificate";
}

void Wire::limit(std::chrono::milliseconds time) {
  deadline_.arm(time, shared_from_this(), [this] {
    Code ignored;
    socket_.socket.close(ignored);
  });
}

}  // namespace linli::http
