#pragma once
// Requests, answers and web sockets as plain values, and the table that leads to them. No library's types here.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace linli::http {

struct Header {
  std::string name, value;
};
using Headers = std::vector<Header>;
// The first header of that name (ASCII case does not matter), or null.
const std::string* find(const Headers& headers, std::string_view name);
// A cookie of that name, or empty.
std::string cookie(const Headers& headers, std::string_view name);

struct Request {
  std::string method;
  std::string path;         // as sent, without the query; never decoded, compared byte by byte
  std::string query;        // as sent, without '?'
  Headers headers;
  std::string body;
  std::string from;         // address of the client; behind a proxy the one it names. For limits, never for logs of content
};

struct Response {
  int status{200};
  Headers headers;
  std::string body;
  std::shared_ptr<const std::string> shared;  // instead of body: one text for all who ask
};
Response text(int status, std::string body);
Response json(int status, std::string body);

// Answers one request, once; from any thread. If it is dropped without an answer, the client gets 500.
using Answer = std::function<void(Response)>;

// One page's socket, used on the network thread only. Alive until SocketEvents::closed() was called.
class Socket {
 public:
  virtual ~Socket() = default;
  // Queues a text frame. When too much waits (SocketLimits) the socket is closed with 1013 and later frames are dropped.
  virtual void send(std::string text) = 0;
  virtual void close(std::uint16_t code, std::string_view reason = {}) = 0;  // after what is queued; nothing is heard after it
  virtual std::size_t waiting() const = 0;                                   // frames not yet handed to the system
};
// What happens to it, on the network thread.
class SocketEvents {
 public:
  virtual ~SocketEvents() = default;
  virtual void opened(Socket& socket) = 0;
  virtual void text(std::string frame) = 0;   // UTF-8
  virtual void drained() {}                   // everything queued has been handed to the system
  virtual void closed() = 0;                  // the last call; the socket is gone after it
};
// Takes the socket, or says what the client is told instead (401 ...).
using Admission = std::variant<std::unique_ptr<SocketEvents>, Response>;
using Admit = std::function<void(Admission)>;

enum class Match : std::uint8_t { exact, prefix };
struct Route {
  std::string method;       // "GET" serves HEAD too
  std::string path;
  Match match{Match::exact};
  std::function<void(Request, Answer)> handler;
  std::function<void(Request, Admit)> upgrade;  // instead of handler: a web socket
  bool silent{};            // its path tells strangers nothing: a wrong method, a body too long, late or broken is an empty 403 as the handler's own refusals
};
using Routes = std::vector<Route>;

}  // namespace linli::http
