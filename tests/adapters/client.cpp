#include "tests/adapters/client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace adapters_test {

std::uint16_t Frame::code() const {
  if (opcode != 8 || payload.size() < 2) return 0;
  return std::uint16_t((static_cast<unsigned char>(payload[0]) << 8U) | static_cast<unsigned char>(payload[1]));
}

namespace {

void guard_against_hanging(int socket) {
  timeval limit{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}  // namespace

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  guard_against_hanging(socket_);
  EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  int at_once = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
}

Client::Client(const std::string& socket_file) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, socket_file.c_str(), sizeof address.sun_path - 1);
  guard_against_hanging(socket_);
  EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

Client Client::around(int socket) {
  Client client;
  client.socket_ = socket;
  guard_against_hanging(socket);
  int at_once = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  return client;
}

Client::Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(std::size_t(sent));
  }
  return true;
}

bool Client::fill() {
  char space[65536];
  auto got = ::recv(socket_, space, sizeof space, 0);
  if (got < 0) EXPECT_TRUE(errno == ECONNRESET || errno == EPIPE) << "nothing came for 20 s: " << std::strerror(errno);
  if (got <= 0) return false;
  buffer_.append(space, std::size_t(got));
  return true;
}

Reply Client::reply(bool head_only) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  Reply reply{.status = std::atoi(buffer_.c_str() + 9), .head = buffer_.substr(0, end + 2), .body = {}};
  buffer_.erase(0, end + 4);
  auto at = reply.head.find("Content-Length: ");
  std::size_t size = at == std::string::npos || head_only ? 0 : std::strtoul(reply.head.c_str() + at + 16, nullptr, 10);
  while (buffer_.size() < size)
    if (!fill()) break;
  reply.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return reply;
}

bool Client::ended() {
  return buffer_.empty() && !fill();
}

std::string Client::rest() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

std::string Client::request() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  end += 4;
  auto at = buffer_.find("Content-Length: ");
  if (at < end) end += std::strtoul(buffer_.c_str() + at + 16, nullptr, 10);
  while (buffer_.size() < end)
    if (!fill()) return {};
  auto request = buffer_.substr(0, end);
  buffer_.erase(0, end);
  return request;
}

void Client::reset() {
  linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

void Client::stop_sending() { ::shutdown(socket_, SHUT_WR); }

Reply Client::upgrade(std::string_view path, std::string_view more_headers) {
  send("GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + std::string(more_headers) + "\r\n");
  return reply();
}

bool Client::send_frame(int opcode, std::string_view payload, bool final, bool masked) {
  std::string frame(1, char((final ? 0x80 : 0) | opcode));
  auto mask = masked ? 0x80U : 0U;
  if (payload.size() < 126) {
    frame += char(mask | payload.size());
  } else if (payload.size() < 65536) {
    frame += char(mask | 126U), frame += char(payload.size() >> 8U), frame += char(payload.size() & 255U);
  } else {
    frame += char(mask | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) frame += char((payload.size() >> unsigned(shift)) & 255U);
  }
  const char key[] = {1, 2, 3, 4};
  if (masked) frame.append(key, 4);
  for (std::size_t i = 0; i < payload.size(); ++i) frame += masked ? char(payload[i] ^ key[i % 4]) : payload[i];
  return send(frame);
}

Frame Client::raw_frame() {
  auto need = [&](std::size_t n) {
    while (buffer_.size() < n)
      if (!fill()) return false;
    return true;
  };
  auto byte = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(buffer_[i])); };
  if (!need(2)) return {-1, {}};
  std::size_t size = byte(1) & 127U, head = 2;
  if (size >= 126) {
    std::size_t more = size == 126 ? 2 : 8;
    if (!need(2 + more)) return {-1, {}};
    size = 0;
    for (std::size_t i = 0; i < more; ++i) size = size * 256 + byte(2 + i);
    head += more;
  }
  if (!need(head + size)) return {-1, {}};
  Frame frame{int(byte(0) & 15U), buffer_.substr(head, size)};
  buffer_.erase(0, head + size);
  return frame;
}

Frame Client::frame() {
  for (;;) {
    auto frame = raw_frame();
    if (frame.opcode != 9) return frame;
    send_frame(10, frame.payload);
  }
}

std::string get(std::string_view path, std::string_view more_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string(more_headers) + "\r\n";
}
std::string post(std::string_view path, std::string_view body, std::string_view more_headers) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more_headers) +
         "\r\n" + std::string(body);
}

Running::Running(linli::http::Routes routes, linli::http::Options options, linli::http::Listener where)
    : Running([&](linli::http::Loop&) { return std::move(routes); }, std::move(options), std::move(where)) {}

Running::Running(std::function<linli::http::Routes(linli::http::Loop&)> routes, linli::http::Options options, linli::http::Listener where)
    : server(std::make_unique<linli::http::Server>(loop, routes(loop), std::move(options))) {
  auto listening = server->listen(where);
  EXPECT_TRUE(listening) << listening.error();
  port = listening.value_or(0);
  thread_ = std::thread([this] { loop.run([](const std::exception& e) { ADD_FAILURE() << e.what(); }); });
}

Running::~Running() {
  if (!thread_.joinable()) return;
  loop.post([this] { server->stop(std::chrono::milliseconds(0), [this] { loop.stop(); }); });
  thread_.join();
}

void Running::there(std::function<void()> work) {
  std::promise<void> done;
  loop.post([&] { work(), done.set_value(); });
  done.get_future().wait();
}

bool Running::becomes(const std::function<bool()>& so) {
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (bool is = false; std::chrono::steady_clock::now() < end;) {
    there([&] { is = so(); });
    if (is) return true;
  }
  return false;
}

void Running::stop(std::chrono::milliseconds limit) {
  loop.post([this, limit] { server->stop(limit, [this] { loop.stop(); }); });
  thread_.join();
}

void Signal::reached() {
  std::lock_guard lock(mutex_);
  ++count_;
  changed_.notify_all();
}
bool Signal::wait(int times) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return count_ >= times; });
}

}  // namespace adapters_test
