#pragma once
// The HTTP server beneath all adapters: listeners, limits, sockets; a request is scanned byte by byte before any library parses it.
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "adapters/http/http.hpp"
#include "adapters/http/loop.hpp"

namespace linli::http {

using std::chrono::milliseconds;

// What a stranger may use up (docs/reliability: table of bounds).
struct Limits {
  std::size_t connections{10'000};       // in all; one more is closed at once
  std::size_t per_address{256};          // by address; behind a proxy by the address it forwards
  std::size_t header_bytes{8 * 1024};    // 431
  milliseconds header_time{5'000};       // for the whole header from its first byte: 408
  std::size_t body_bytes{256 * 1024};    // 413
  milliseconds body_time{10'000};        // for the whole body: 408
  milliseconds idle{30'000};             // between requests: closed
  milliseconds answer_time{15'000};      // a handler that does not answer: 503
  milliseconds write_time{10'000};       // for one whole answer, or one frame
  milliseconds tls_time{5'000};
  milliseconds linger{1'000};            // after a refusal: what is still being sent is read this long
  milliseconds accept_rest{100};         // after EMFILE and its like
};
struct SocketLimits {
  std::size_t frame_bytes{16 * 1024};    // from the page: closed with 1009
  std::size_t waiting_frames{256};       // to the page: closed with 1013
  std::size_t waiting_bytes{1024 * 1024};
  milliseconds ping_every{20'000};
  std::size_t pings{100};                // from the page between two of ours: closed with 1008
  milliseconds silent{60'000};           // nothing heard, not even a pong: closed
  milliseconds close_time{5'000};        // for the closing handshake
};

struct Tcp { std::string address; std::uint16_t port{}; };                   // loopback only; port 0: any free one
struct Tls { std::string address; std::uint16_t port{}; std::filesystem::path certificate, key; };  // PEM, the chain first
struct UnixSocket { std::filesystem::path path; };                           // for a proxy on this machine; its X-Forwarded-For is believed
using Listener = std::variant<Tcp, Tls, UnixSocket>;

// Nothing, or why this listener is refused: one sentence that says what to do. Opens no socket.
std::expected<void, std::string> check_listener(const Listener& listener);

struct Options {
  Limits limits;
  SocketLimits sockets;
  std::function<bool()> busy;                                    // true: 503 before a body is read; may be empty
  std::function<void(std::string_view what, std::string_view why)> log;  // words and ids, no content; may be empty
};

class Server {
 public:
  Server(Loop& loop, Routes routes, Options options);
  ~Server();  // after stop() has told that it is done, or after the loop has ended
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port it listens on (0 for a file), or one sentence saying why not. Before Loop::run or on the network thread.
  std::expected<std::uint16_t, std::string> listen(const Listener& listener);
  // Network thread. No new connections, no new requests; what runs may finish within `limit`, sockets are closed with 1001; then
  // everything is cut. `done` once nothing is left. A second call cuts at once.
  void stop(milliseconds limit, std::function<void()> done);
  std::size_t connections() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace linli::http
