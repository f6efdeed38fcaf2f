#include <boost/asio/ssl/stream.hpp>

#include "adapters/http/connection.hpp"

namespace linli::http {

void serve_tls(const std::shared_ptr<Core>& core, Arrival arrival, const std::shared_ptr<boost::asio::ssl::context>& context) {
  using Stream = boost::asio::ssl::stream<PlainSocket>;
  Stream stream(std::move(arrival.socket), *context);
  auto connection = std::make_shared<Connection<Stream>>(core, std::move(stream), std::move(arrival.from), arrival.behind_proxy, std::move(arrival.seat));
  core->spawn(Connection<Stream>::run(std::move(connection)));
}

}  // namespace linli::http
