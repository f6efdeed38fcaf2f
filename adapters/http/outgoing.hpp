#pragma once
// The rules of what may be called, all of them: which words an address is written in, which hosts, which addresses behind a name, and which
// headers a call may bring. Pure: text in, verdict out. For sources of this folder and their tests.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "adapters/http/client.hpp"

namespace linli::http {

// A URL that was read and found on the list.
struct Target {
  bool secure{};            // https, wss
  bool socket{};            // ws, wss
  bool numeric{};           // the host is an address: only where inner addresses are allowed
  std::string host;         // a name, or an address without brackets
  std::uint16_t port{};
  std::string authority;    // as the Host header wants it
  std::string resource;     // path and query as written, at least "/"
};
// Or why not, as a word: "url", "scheme", "userinfo", "fragment", "port", "host".
std::expected<Target, std::string_view> read_target(const std::string& url, const Allowed& allowed);

// Whether an address behind an allowed name may be connected to: IPv4 and IPv6 of the public network, and with `inner` also loopback, private and
// documentation ranges. An IPv4 address wrapped into IPv6 (mapped, compatible, 6to4, NAT64) counts as what it wraps. Never: unspecified, multicast.
// The ranges are those of IANA's special-purpose registries (RFC 6890 and its successors).
bool may_connect(std::string_view address, bool inner);

// Why a call cannot be sent as it is, as a word: "method", "header"; empty: it can. Control characters would begin a header of their own, and what
// frames a message (Host, Content-Length, Connection, ...) is ours.
std::string_view unfit(const Call& call);

}  // namespace linli::http
