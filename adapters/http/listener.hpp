#pragma once
// From a Listener to sockets and certificates; for sources of this folder only.
#include <boost/asio/ssl/context.hpp>
#include <expected>
#include <memory>
#include <string>

#include "adapters/http/server.hpp"

namespace linli::http {

// TLS 1.2 and 1.3 with forward secrecy and authenticated ciphers only.
std::expected<std::shared_ptr<boost::asio::ssl::context>, std::string> tls_context(const Tls& tls);

}  // namespace linli::http
