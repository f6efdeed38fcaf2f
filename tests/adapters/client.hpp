#pragma once
// A client that can send anything, good or bad: blocking sockets, every byte by hand. Reads fail a test after 20 s instead of hanging it.
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "adapters/http/server.hpp"

namespace adapters_test {

struct Reply {
  int status{};            // 0: closed without a word
  std::string head, body;  // body by Content-Length
  bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

struct Frame {
  int opcode{};            // 1 text, 2 binary, 8 close, 9 ping, 10 pong; -1: the connection ended
  std::string payload;
  std::uint16_t code() const;  // of a close frame
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  explicit Client(const std::string& socket_file);
  static Client around(int socket);       // one that was accepted
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  ~Client();

  bool send(std::string_view bytes);      // false: the other side has gone
  Reply reply(bool head_only = false);
  bool ended();                           // waits for the end; false if something came instead
  std::string rest();                     // everything until the end
  std::string request();                  // as a server: a head and its body by Content-Length; empty at the end
  void stop_sending();
  void reset();                           // ends it with RST
  int descriptor() const { return socket_; }

  Reply upgrade(std::string_view path, std::string_view more_headers = {});
  bool send_frame(int opcode, std::string_view payload, bool final = true, bool masked = true);
  bool say(std::string_view text) { return send_frame(1, text); }
  Frame frame();                          // pings are answered and skipped
  Frame raw_frame();

 private:
  Client() = default;
  bool fill();                            // reads more into buffer_; false at the end
  int socket_{-1};
  std::string buffer_;
};

std::string get(std::string_view path, std::string_view more_headers = {});
std::string post(std::string_view path, std::string_view body, std::string_view more_headers = {});

// A server on a thread of its own, on a free loopback port (or where told).
class Running {
 public:
  explicit Running(std::function<linli::http::Routes(linli::http::Loop&)> routes, linli::http::Options options = {},
      linli::http::Listener where = linli::http::Tcp{"127.0.0.1", 0});
  explicit Running(linli::http::Routes routes, linli::http::Options options = {}, linli::http::Listener where = linli::http::Tcp{"127.0.0.1", 0});
  ~Running();
  // Runs `work` on the network thread and waits for it.
  void there(std::function<void()> work);
  // Asks there until it is so; every question is a round trip. False after 20 s.
  bool becomes(const std::function<bool()>& so);
  void stop(std::chrono::milliseconds limit);  // returns when nothing is left

  linli::http::Loop loop;
  std::unique_ptr<linli::http::Server> server;
  std::uint16_t port{};

 private:
  std::thread thread_;
};

// Waits until `reached` was called `times` times.
class Signal {
 public:
  void reached();
  bool wait(int times = 1);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_{};
};

}  // namespace adapters_test
