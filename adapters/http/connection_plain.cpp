#include "adapters/http/connection.hpp"

namespace linli::http {

void serve_plain(const std::shared_ptr<Core>& core, Arrival arrival) {
  auto connection = std::make_shared<Connection<PlainSocket>>(core, std::move(arrival.socket), std::move(arrival.from), arrival.behind_proxy,
      std::move(arrival.seat));
  core->spawn(Connection<PlainSocket>::run(std::move(connection)));
}

}  // namespace linli::http
