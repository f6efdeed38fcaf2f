#pragma once
// Calls from here to other servers. The rules of what may be called stand in one place: only https (http where it is allowed by name), only
// allowed hosts, the address resolved once and connected to as resolved, no loopback, private, link-local or mapped range unless allowed, no
// redirects, certificates checked against the machine's store. Loop's thread only.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/http.hpp"
#include "adapters/http/loop.hpp"

namespace linli::http {

struct Call {
  std::string method{"GET"};
  std::string url;                              // absolute: scheme, host, optional port, target as sent
  Headers headers;
  std::string body;
  std::chrono::milliseconds limit{10'000};      // for all of it; connecting 3 s and TLS 5 s are limits within
  std::size_t most{1024 * 1024};                // bytes of the answer's body
};

enum class Failure : std::uint8_t {
  not_allowed,   // scheme, host, port or address is not on the list: nothing was sent anywhere
  not_sent,      // resolving, connecting or TLS failed: the request never left
  no_answer,     // it left, wholly or in part, and no whole answer came: nobody knows what became of it
  too_large      // the answer was longer than `most`
};
struct CallFailed {
  Failure what{};
  std::string why;                              // a word for logs: "connect", "certificate", "timeout", ...; nothing of the call's content
};

class Caller {
 public:
  virtual ~Caller() = default;
  // `done` once, on the loop's thread; also when the caller is being ended (not_sent or no_answer).
  virtual void call(Call call, std::function<void(std::expected<Response, CallFailed>)> done) = 0;
};

// One door outwards. `host` is compared with the URL's host byte by byte, lower case; "host" means the scheme's own port, "host:port" that one.
struct Allowed {
  std::vector<std::string> hosts;
  bool plain{};        // http and ws too: for stand-ins
  bool inner{};        // loopback and private addresses too: for stand-ins
};
// Why a URL may not be called, as a word; empty: it may, as far as the text tells (the resolved address is looked at when connecting).
std::string refused(const std::string& url, const Allowed& allowed);

// Connections are kept for the next call to the same host (2 a host, 30 s), at most 64 calls at once; more wait in line (bound 1,024: not_sent).
std::unique_ptr<Caller> make_caller(Loop& loop, Allowed allowed);

}  // namespace linli::http
