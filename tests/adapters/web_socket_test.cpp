// Web sockets: rubbish, floods, pages that do not read, and a stop.
#include <gtest/gtest.h>

#include "tests/adapters/client.hpp"

namespace web_socket_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

// Echoes; "close" closes; "flood N" sends N frames of 1 KB.
class Echo final : public SocketEvents {
 public:
  explicit Echo(Signal& gone) : gone_(gone) {}
  void opened(Socket& socket) override { socket_ = &socket; }
  void text(std::string frame) override {
    if (frame == "throw") throw std::runtime_error("x");
    if (frame == "close") return socket_->close(4000, "wished");
    if (frame.starts_with("flood ")) {
      for (int n = std::stoi(frame.substr(6)); n > 0; --n) socket_->send(std::string(1024, 'x'));
      return;
    }
    socket_->send(std::move(frame));
  }
  void closed() override { gone_.reached(); }

 private:
  Signal& gone_;
  Socket* socket_{};
};

struct Room {
  Signal gone;
  std::unique_ptr<Running> running;
  explicit Room(void (*change)(Options&) = [](Options&) {}) {
    Options options;
    change(options);
    Routes routes{{"GET", "/ws", Match::exact, {}, [this](const Request& r, const Admit& admit) {
      if (find(r.headers, "x-no")) return admit(text(401, "no"));
      admit(std::make_unique<Echo>(gone));
    }}};
    running = std::make_unique<Running>(std::move(routes), std::move(options));
  }
  Client open() const {
    Client client(running->port);
    EXPECT_EQ(client.upgrade("/ws").status, 101);
    return client;
  }
};

TEST(WebSocket, WhatIsSaidComesBackAndAClosingIsAnswered) {
  Room room;
  auto client = room.open();
  client.say("你好");
  EXPECT_EQ(client.frame().payload, "你好");
  client.send_frame(1, "in ", false), client.send_frame(0, "two parts");
  EXPECT_EQ(client.frame().payload, "in two parts");
  client.send_frame(9, "ping");
  auto pong = client.raw_frame();
  EXPECT_EQ(pong.opcode, 10);
  EXPECT_EQ(pong.payload, "ping");
  client.send_frame(8, std::string("\x03\xe8", 2));
  EXPECT_EQ(client.frame().code(), 1000);
  client.stop_sending();
  EXPECT_TRUE(client.ended());
  EXPECT_TRUE(room.gone.wait());
}

TEST(WebSocket, WeCloseWithACode) {
  Room room;
  auto client = room.open();
  client.say("close");
  auto frame = client.frame();
  EXPECT_EQ(frame.code(), 4000);
  client.send_frame(8, frame.payload);
  client.stop_sending();
  EXPECT_TRUE(client.ended());
  EXPECT_TRUE(room.gone.wait());
}

TEST(WebSocket, AnUpgradeMayBeRefusedAndOtherRequestsAreToldSo) {
  Room room;
  Client refused(room.running->port), plain(room.running->port);
  EXPECT_EQ(refused.upgrade("/ws", "X-No: 1\r\n").status, 401);
  plain.send(get("/ws"));
  EXPECT_EQ(plain.reply().status, 426);
  Client old(room.running->port);
  old.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_NE(old.reply().status, 101);
}

TEST(WebSocket, RubbishEndsOnlyTheSocketItCameBy) {
  Room room;
  auto good = room.open();
  struct Case {
    const char* name;
    std::function<void(Client&)> send;
    std::uint16_t code;  // 0: just the end
  };
  const std::vector<Case> cases{
      {"binary", [](Client& c) { c.send_frame(2, "abc"); }, 1003},
      {"not UTF-8", [](Client& c) { c.say("\xff\xfe"); }, 1007},
      {"UTF-8 cut short", [](Client& c) { c.say("\xe5\xb0"); }, 1007},
      {"a surrogate", [](Client& c) { c.say("\xed\xa0\x80"); }, 1007},
      {"too long", [](Client& c) { c.say(std::string(16'385, 'x')); }, 1009},
      {"too long in parts", [](Client& c) { for (int i = 0; i < 20; ++i) c.send_frame(i ? 0 : 1, std::string(1'000, 'x'), false); }, 1009},
      {"unmasked", [](Client& c) { c.send_frame(1, "abc", true, false); }, 1002},
      {"reserved opcode", [](Client& c) { c.send_frame(5, "abc"); }, 1002},
      {"a part that continues nothing", [](Client& c) { c.send_frame(0, "abc"); }, 1002},
      {"a long ping", [](Client& c) { c.send_frame(9, std::string(126, 'x')); }, 1002},
      {"a ping in parts", [](Client& c) { c.send_frame(9, "x", false); }, 1002},
      {"a closing of one byte", [](Client& c) { c.send_frame(8, "x"); }, 1002},
      {"HTTP again", [](Client& c) { c.send("GET / HTTP/1.1\r\n\r\n"); }, 1002},
      {"a listener that fails", [](Client& c) { c.say("throw"); }, 1011},
      {"gone without a word", [](Client& c) { c.stop_sending(); }, 0},
  };
  int expected = 0;
  for (auto& one : cases) {
    SCOPED_TRACE(one.name);
    auto bad = room.open();
    one.send(bad);
    auto frame = bad.frame();
    EXPECT_EQ(frame.code(), one.code);
    bad.stop_sending();
    bad.rest();
    EXPECT_TRUE(room.gone.wait(++expected));
    good.say("still here");
    EXPECT_EQ(good.frame().payload, "still here");
  }
}

TEST(WebSocket, APageThatDoesNotReadIsClosedAlone) {
  Room room([](Options& o) { o.sockets.close_time = milliseconds(50); });
  auto good = room.open(), lazy = room.open();
  for (int i = 0; i < 200; ++i) lazy.say("flood 200");  // far more than the system and the bound of frames hold
  EXPECT_TRUE(room.gone.wait(1));
  good.say("still here");
  EXPECT_EQ(good.frame().payload, "still here");
}

TEST(WebSocket, TooManyFramesWaitingAreClosedWith1013) {
  Room room;
  auto client = room.open();
  client.say("flood 257");  // queued in one go: none can leave in between
  Frame frame;
  while ((frame = client.frame()).opcode == 1) {
  }
  EXPECT_EQ(frame.code(), 1013);
  auto patient = room.open();
  patient.say("flood 256");
  for (int i = 0; i < 256; ++i) EXPECT_EQ(patient.frame().opcode, 1);
  patient.say("after");
  EXPECT_EQ(patient.frame().payload, "after");
}

TEST(WebSocket, ASilentPageIsPingedThenCut) {
  Room room([](Options& o) { o.sockets.ping_every = milliseconds(10), o.sockets.silent = milliseconds(50); });
  auto dead = room.open();
  EXPECT_EQ(dead.raw_frame().opcode, 9);
  while (dead.raw_frame().opcode == 9) {  // never answered
  }
  EXPECT_TRUE(room.gone.wait());
}

TEST(WebSocket, AFloodOfPingsIsClosed) {
  Room room;
  auto client = room.open();
  for (int i = 0; i < 101; ++i) client.send_frame(9, "x");
  Frame frame;
  while ((frame = client.raw_frame()).opcode == 10) {
  }
  EXPECT_EQ(frame.code(), 1008);
}

TEST(WebSocket, APageThatDoesNotAnswerAClosingIsCut) {
  Room room([](Options& o) { o.sockets.close_time = milliseconds(30); });
  auto deaf = room.open();
  deaf.say("close");
  EXPECT_EQ(deaf.frame().code(), 4000);
  EXPECT_TRUE(deaf.ended());
  EXPECT_TRUE(room.gone.wait());
}

TEST(WebSocket, APageThatClosesButKeepsItsHalfOpenIsCut) {
  Room room([](Options& o) { o.sockets.close_time = milliseconds(30); });
  auto client = room.open();
  client.send_frame(8, std::string("\x03\xe8", 2));
  EXPECT_EQ(client.frame().code(), 1000);
  EXPECT_TRUE(room.gone.wait());
}

TEST(WebSocket, AStopClosesPagesWith1001) {
  Room room;
  auto client = room.open();
  client.say("x");
  client.frame();
  Signal stopped;
  room.running->loop.post([&] { room.running->server->stop(milliseconds(20'000), [&] { stopped.reached(); }); });
  auto frame = client.frame();
  EXPECT_EQ(frame.code(), 1001);
  client.send_frame(8, frame.payload);
  client.stop_sending();
  EXPECT_TRUE(stopped.wait());
  EXPECT_TRUE(room.gone.wait());
}

}  // namespace web_socket_test
