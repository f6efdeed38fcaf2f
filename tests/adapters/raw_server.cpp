#include "tests/adapters/raw_server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace adapters_test {

using namespace linli::http;

RawServer::RawServer(Script script) : script_(std::move(script)), listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(listening_, 256), 0);
  ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  threads_.emplace_back([this] { accept_all(); });
}

RawServer::~RawServer() {
  ::shutdown(listening_, SHUT_RDWR);
  threads_.front().join();
  threads_.pop_front();
  ::close(listening_);
  {
    std::lock_guard lock(mutex_);
    for (int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  for (auto& thread : threads_) thread.join();
}

void RawServer::accept_all() {
  for (int socket; (socket = ::accept(listening_, nullptr, nullptr)) >= 0;) {
    std::lock_guard lock(mutex_);
    ++connections_;
    // A second name for the same socket, so that ending it never meets a number that was given away.
    open_.push_back(::dup(socket));
    threads_.emplace_back([this, socket, mine = open_.back()] {
      auto peer = Client::around(socket);
      script_(peer);
      std::lock_guard held(mutex_);
      open_.remove(mine);
      ::close(mine);
    });
  }
}

std::string RawServer::url(const std::string& rest, const std::string& host, const std::string& scheme) const {
  return scheme + "://" + host + ":" + std::to_string(port) + rest;
}

bool RawServer::end_has_come() const {
  for (int socket = 3; socket < 1'024; ++socket) {
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0 || peer.sin_family != AF_INET || ntohs(peer.sin_port) != port) continue;
    pollfd one{.fd = socket, .events = POLLRDHUP, .revents = 0};
    if (::poll(&one, 1, 20'000) != 1) return false;
  }
  return true;
}

std::string answer_200(std::string_view body, std::string_view more_headers) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more_headers) + "\r\n" + std::string(body);
}

std::string in_words(const Outcome& outcome) {
  if (outcome) return std::to_string(outcome->status) + " " + outcome->body;
  constexpr const char* names[] = {"not_allowed ", "not_sent ", "no_answer ", "too_large "};
  return names[std::size_t(outcome.error().what)] + outcome.error().why;
}

Going::Going() : thread_([this] { loop.run([](const std::exception& e) { ADD_FAILURE() << e.what(); }); }) {}
Going::~Going() {
  loop.stop();
  thread_.join();
}
void Going::there(std::function<void()> work) {
  std::promise<void> done;
  loop.post([&] { work(), done.set_value(); });
  done.get_future().wait();
}

Calling::Calling(Allowed allowed, CallerLimits limits, Resolve resolve) {
  going.there([&] { caller_ = make_caller(going.loop, std::move(allowed), limits, std::move(resolve)); });
}
Calling::Calling(const RawServer& server, CallerLimits limits)
    : Calling({.hosts = {"127.0.0.1:" + std::to_string(server.port)}, .plain = true, .inner = true}, limits) {}
Calling::~Calling() { end(); }
void Calling::end() {
  going.there([&] { caller_.reset(); });
}

std::future<Outcome> Calling::begin(Call call) {
  auto promise = std::make_shared<std::promise<Outcome>>();
  going.loop.post([this, promise, call = std::move(call)]() mutable {
    caller_->call(std::move(call), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  });
  return promise->get_future();
}
Outcome Calling::call(Call call) {
  auto outcome = begin(std::move(call));
  if (outcome.wait_for(std::chrono::seconds(20)) == std::future_status::ready) return outcome.get();
  return std::unexpected(CallFailed{Failure::no_answer, "the test waited 20 s"});
}
std::string Calling::get(const std::string& url) {
  Call one;
  one.url = url;
  return in_words(call(std::move(one)));
}

}  // namespace adapters_test
