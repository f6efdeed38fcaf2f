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
  // Ends every call: each `done` that is still due is called from here, "ended". So what a `done` touches must outlive the caller, and the caller
  // goes before the loop.
  virtual ~Caller() = default;
  // `done` once, on the loop's thread, never from within call() itself (but for a caller that is being ended: "ended", at once).
  virtual void call(Call call, std::function<void(std::expected<Response, CallFailed>)> done) = 0;
};

// One door outwards. `host` is compared with the URL's host byte by byte, lower case; "host" means the scheme's own port, "host:port" that one.
struct Allowed {
  std::vector<std::string> hosts;
  bool plain{};          // http and ws too: for stand-ins
  bool inner{};          // loopback and private addresses too, also written as numbers: for stand-ins
  std::string authority{};  // a PEM file of certificates to trust besides the machine's own; one that cannot be read trusts nobody
};
// Why a URL may not be called, as a word; empty: it may, as far as the text tells (the resolved address is looked at when connecting).
std::string refused(const std::string& url, const Allowed& allowed);

struct CallerLimits {
  std::chrono::milliseconds resolve{3'000}, connect{3'000}, tls{5'000};  // within the limit of the call
  std::chrono::milliseconds idle{30'000};                                // a connection waits this long for its next call
  std::size_t per_host{2};                                               // connections
  std::size_t at_once{64};                                               // calls
  std::size_t line{1'024};                                               // calls that wait for a place; one more: not_sent, "busy"
  std::uint32_t header{8 * 1024};                                        // bytes of an answer's head
};

// Turns a name into numeric addresses, once: `found` on the loop's thread, with none where there is no such name. Letting go of what is returned
// gives the question up. Empty: the machine's resolver. Tests hand in names of their own.
using Found = std::function<void(std::vector<std::string> addresses)>;
using Resolve = std::function<std::shared_ptr<void>(const std::string& name, Found found)>;

std::unique_ptr<Caller> make_caller(Loop& loop, Allowed allowed, CallerLimits limits = {}, Resolve resolve = {});

}  // namespace linli::http
