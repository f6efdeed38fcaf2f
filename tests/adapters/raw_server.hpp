#pragma once
// The other side of a call, misbehaving byte by byte: each connection plays a script on a thread of its own. And a caller to call it with.
#include <atomic>
#include <list>

#include "adapters/http/client.hpp"
#include "tests/adapters/client.hpp"

namespace adapters_test {

class RawServer {
 public:
  using Script = std::function<void(Client& peer)>;  // when it returns the connection is closed
  explicit RawServer(Script script);
  ~RawServer();                                      // ends what is open
  std::string url(const std::string& rest, const std::string& host = "127.0.0.1", const std::string& scheme = "http") const;
  // Waits until the kernel has told this side of every open connection to the server that the other side ended it.
  bool end_has_come() const;
  int connections() const { return connections_; }   // accepted so far

  std::uint16_t port{};

 private:
  void accept_all();
  Script script_;
  int listening_{-1};
  std::atomic<int> connections_{};
  std::mutex mutex_;
  std::list<int> open_;
  std::list<std::thread> threads_;
};
std::string answer_200(std::string_view body, std::string_view more_headers = {});

using Outcome = std::expected<linli::http::Response, linli::http::CallFailed>;
// "200 body", or "not_sent connect".
std::string in_words(const Outcome& outcome);

// A loop on a thread of its own, for what goes out.
class Going {
 public:
  Going();
  ~Going();  // after `there` has taken down what uses the loop
  void there(std::function<void()> work);
  linli::http::Loop loop;

 private:
  std::thread thread_;
};

class Calling {
 public:
  explicit Calling(linli::http::Allowed allowed, linli::http::CallerLimits limits = {}, linli::http::Resolve resolve = {});
  explicit Calling(const RawServer& server, linli::http::CallerLimits limits = {});
  ~Calling();
  std::future<Outcome> begin(linli::http::Call call);
  Outcome call(linli::http::Call call);               // waits
  std::string get(const std::string& url);            // in words
  void end();                                         // the caller goes

  Going going;

 private:
  std::unique_ptr<linli::http::Caller> caller_;
};

}  // namespace adapters_test
