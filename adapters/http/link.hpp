#pragma once
// A web socket opened from here to a server, under the rules of client.hpp. Loop's thread only.
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/http/client.hpp"

namespace linli::http {

struct LinkLimits {
  std::chrono::milliseconds open{10'000};       // resolving, connecting, TLS and the upgrade together
  std::chrono::milliseconds write{10'000};      // for one frame
  std::size_t frame{1024 * 1024};               // bytes of one incoming message; more closes the link
  std::chrono::milliseconds close{5'000};       // for the closing handshake
  std::size_t waiting{4 * 1024 * 1024};         // bytes queued outwards; more closes the link
};

// What happens to it. After `closed` nothing more is called.
class LinkEvents {
 public:
  virtual ~LinkEvents() = default;
  virtual void opened() = 0;
  virtual void text(std::string frame) = 0;     // UTF-8
  // A word. Never opened: those of `refused` and CallFailed ("host", "address", "connect", "certificate", ...), "refused" (no upgrade), "timeout".
  // Was open: "cut", "left" (the server closed it), "too_large", "full" (too much waits outwards), "broken" (binary, not UTF-8, no frame),
  // "timeout" (a write), "fault" (opened() or text() threw). After close(): "ended".
  virtual void closed(std::string_view why) = 0;
};
class Link {
 public:
  virtual ~Link() = default;                    // cuts it; nothing of its LinkEvents is called afterwards
  virtual void send(std::string text) = 0;      // dropped when it is not open; wiped once it has left: it may hold a secret
  virtual void close() = 0;                     // politely, after what is queued; `closed("ended")` follows
  // False: no further frame is read until true (back-pressure). While it is false the server's pings are not answered, and an end is not seen.
  virtual void read_on(bool reading) = 0;
};

class Links {
 public:
  virtual ~Links() = default;
  // Begins at once; what comes of it is told to `events`, which must outlive the Link, and never from within open(), send() or close().
  // A Link may be destroyed from within its own events. It goes before the loop.
  virtual std::unique_ptr<Link> open(const std::string& url, LinkEvents& events, LinkLimits limits = {}) = 0;
};
std::unique_ptr<Links> make_links(Loop& loop, Allowed allowed, Resolve resolve = {});

}  // namespace linli::http
