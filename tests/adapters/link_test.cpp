// A web socket outwards: against our own server, and against one that misbehaves byte by byte.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include "adapters/http/link.hpp"
#include "tests/adapters/raw_server.hpp"

namespace link_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

// What was told, in order; waited for by count.
class Heard final : public LinkEvents {
 public:
  void opened() override { note("opened"); }
  void text(std::string frame) override {
    auto then = on_text;
    note(std::move(frame));
    if (then) then();
  }
  void closed(std::string_view why) override { note("closed " + std::string(why)); }

  std::vector<std::string> first(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return said_.size() >= count; });
    return said_;
  }
  std::size_t count() {
    std::lock_guard lock(mutex_);
    return said_.size();
  }
  std::string last() {  // of a link that has ended
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return !said_.empty() && said_.back().starts_with("closed "); });
    return said_.empty() ? "" : said_.back();
  }
  std::function<void()> on_text;

 private:
  void note(std::string what) {
    std::lock_guard lock(mutex_);
    said_.push_back(std::move(what));
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> said_;
};

struct Linked {
  Going going;
  Heard heard;
  std::unique_ptr<Links> links;
  std::unique_ptr<Link> link;

  explicit Linked(std::uint16_t port, const std::string& url = "/ws", LinkLimits limits = {}) {
    there([&] {
      links = make_links(going.loop, {.hosts = {"127.0.0.1:" + std::to_string(port)}, .plain = true, .inner = true});
      link = links->open(url.starts_with("/") ? "ws://127.0.0.1:" + std::to_string(port) + url : url, heard, limits);
    });
  }
  ~Linked() {
    there([&] { link.reset(), links.reset(); });
  }
  void there(std::function<void()> work) { going.there(std::move(work)); }
  void say(std::string text) {
    there([&] { link->send(std::move(text)); });
  }
};
using Said = std::vector<std::string>;

// ---- our own server

class Echo final : public SocketEvents {
 public:
  explicit Echo(Signal& gone) : gone_(gone) {}
  void opened(Socket& socket) override { socket_ = &socket; }
  void text(std::string frame) override {
    if (frame == "close") return socket_->close(4000, "wished");
    socket_->send(std::move(frame));
  }
  void closed() override { gone_.reached(); }

 private:
  Signal& gone_;
  Socket* socket_{};
};
struct EchoRoom {
  Signal gone;
  Running running{Routes{{"GET", "/ws", Match::exact, {}, [this](const Request& r, const Admit& admit) {
    if (r.query == "no") return admit(text(401, "no"));
    admit(std::make_unique<Echo>(gone));
  }}}};
};

TEST(HttpLink, WhatIsSaidComesBackInOrder) {
  EchoRoom room;
  Linked linked(room.running.port);
  EXPECT_EQ(linked.heard.first(1), Said{"opened"});
  linked.there([&] {
    for (int i = 0; i < 100; ++i) linked.link->send("第" + std::to_string(i));
  });
  auto said = linked.heard.first(101);
  ASSERT_EQ(said.size(), 101U);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(said[std::size_t(i) + 1], "第" + std::to_string(i));
}

TEST(HttpLink, ClosingSendsWhatIsQueuedFirst) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.heard.first(1);
  linked.there([&] { linked.link->send("last"), linked.link->close(), linked.link->send("dropped"); });
  EXPECT_EQ(linked.heard.last(), "closed ended");
  EXPECT_TRUE(room.gone.wait());
  EXPECT_EQ(linked.heard.count(), 2U) << "after close() nothing is heard but the end";
}

TEST(HttpLink, AServerThatClosesHasLeft) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.heard.first(1);
  linked.say("close");
  EXPECT_EQ(linked.heard.last(), "closed left");
}

TEST(HttpLink, ARefusedUpgradeAndARefusedAddressAreTold) {
  EchoRoom room;
  EXPECT_EQ(Linked(room.running.port, "/ws?no").heard.last(), "closed refused");
  EXPECT_EQ(Linked(room.running.port, "/other").heard.last(), "closed refused");
  EXPECT_EQ(Linked(room.running.port, "ws://other.example/").heard.last(), "closed host");
  EXPECT_EQ(Linked(room.running.port, "http://127.0.0.1:" + std::to_string(room.running.port) + "/ws").heard.last(), "closed scheme");
  std::uint16_t nobody = 1;
  EXPECT_EQ(Linked(nobody).heard.last(), "closed connect");
}

TEST(HttpLink, DestroyingCutsAndNothingIsToldAfterwards) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.heard.first(1);
  linked.there([&] { linked.link->send("x"), linked.link.reset(); });
  EXPECT_TRUE(room.gone.wait());
  linked.there([] {});
  EXPECT_EQ(linked.heard.count(), 1U);
}

TEST(HttpLink, ALinkMayBeDestroyedFromWithinItsOwnEvents) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.there([&] { linked.heard.on_text = [&] { linked.link.reset(); }; });
  linked.heard.first(1);
  linked.there([&] { linked.link->send("one"), linked.link->send("two"); });
  EXPECT_TRUE(room.gone.wait());
  linked.there([] {});
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", "one"}));
}

// ---- one that misbehaves

void upgrade(Client& peer) {
  auto request = peer.request();
  auto at = request.find("Sec-WebSocket-Key: ");
  if (at == std::string::npos) return;
  auto key = request.substr(at + 19, 24) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH], accept[64];
  SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest);
  auto size = EVP_EncodeBlock(accept, digest, sizeof digest);
  peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
            std::string(reinterpret_cast<char*>(accept), std::size_t(size)) + "\r\n\r\n");
}
void frame(Client& peer, int opcode, std::string_view payload, bool final = true, bool masked = false) {
  peer.send_frame(opcode, payload, final, masked);
}

TEST(HttpLink, RubbishEndsItWithAWord) {
  struct Case {
    const char* name;
    RawServer::Script script;
    const char* why;
  };
  const std::vector<Case> cases{
      {"binary", [](Client& c) { frame(c, 2, "abc"); }, "closed broken"},
      {"not UTF-8", [](Client& c) { frame(c, 1, "\xff\xfe"); }, "closed broken"},
      {"a surrogate", [](Client& c) { frame(c, 1, "\xed\xa0\x80"); }, "closed broken"},
      {"UTF-8 cut short", [](Client& c) { frame(c, 1, "\xe5\xb0"); }, "closed broken"},
      {"too long", [](Client& c) { frame(c, 1, std::string(1'001, 'x')); }, "closed too_large"},
      {"too long in parts", [](Client& c) { for (int i = 0; i < 5; ++i) frame(c, i ? 0 : 1, std::string(300, 'x'), false); }, "closed too_large"},
      {"masked", [](Client& c) { frame(c, 1, "abc", true, true); }, "closed broken"},
      {"reserved opcode", [](Client& c) { frame(c, 5, "abc"); }, "closed broken"},
      {"a part that continues nothing", [](Client& c) { frame(c, 0, "abc"); }, "closed broken"},
      {"a long ping", [](Client& c) { frame(c, 9, std::string(126, 'x')); }, "closed broken"},
      {"a closing of one byte", [](Client& c) { frame(c, 8, "x"); }, "closed broken"},
      {"HTTP again", [](Client& c) { c.send("HTTP/1.1 200 OK\r\n\r\n"); }, "closed broken"},
      {"cut in a frame", [](Client& c) { c.send("\x81\x05" "ab"); c.stop_sending(); }, "closed cut"},
      {"gone without a word", [](Client& c) { c.stop_sending(); }, "closed cut"},
      {"reset", [](Client& c) { c.reset(); }, "closed cut"},
      {"a polite closing", [](Client& c) { frame(c, 8, std::string("\x03\xe8" "bye", 5)); }, "closed left"},
  };
  for (auto& one : cases) {
    SCOPED_TRACE(one.name);
    RawServer server([&](Client& peer) {
      upgrade(peer);
      one.script(peer);
      if (peer.descriptor() >= 0) peer.rest();
    });
    LinkLimits limits;
    limits.frame = 1'000, limits.close = milliseconds(100);
    Linked linked(server.port, "/", limits);
    EXPECT_EQ(linked.heard.last(), one.why);
    EXPECT_EQ(linked.heard.first(1).front(), "opened");
  }
}

TEST(HttpLink, AnUpgradeThatIsNoneIsRefused) {
  struct Case {
    const char *answer, *why;
  };
  const Case cases[] = {
      {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "closed refused"},
      {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "closed refused"},
      {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", "closed refused"},
      {"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "closed refused"},
      {"SSH-2.0-none\r\n\r\n", "closed refused"},
      {"HTTP/1.1 101 Switching", "closed cut"},
      {"", "closed cut"},
  };
  for (auto& one : cases) {
    RawServer server([&](Client& peer) { peer.request(), peer.send(one.answer), peer.stop_sending(), peer.rest(); });
    EXPECT_EQ(Linked(server.port).heard.last(), one.why) << one.answer;
  }
}

TEST(HttpLink, AServerThatNeverAnswersTheUpgradeIsLeftInTime) {
  RawServer server([](Client& peer) { peer.rest(); });
  LinkLimits limits;
  limits.open = milliseconds(50);
  EXPECT_EQ(Linked(server.port, "/", limits).heard.last(), "closed timeout");
}

TEST(HttpLink, AServerThatNeverAnswersOurClosingIsLeftInTime) {
  RawServer server([](Client& peer) { upgrade(peer), peer.rest(); });
  LinkLimits limits;
  limits.close = milliseconds(50);
  Linked linked(server.port, "/", limits);
  linked.heard.first(1);
  linked.there([&] { linked.link->close(); });
  EXPECT_EQ(linked.heard.last(), "closed ended");
}

TEST(HttpLink, AServerThatDoesNotReadIsLeftWhenAFrameTakesTooLong) {
  Signal stay;
  RawServer server([&](Client& peer) { upgrade(peer), stay.wait(); });
  LinkLimits limits;
  limits.write = milliseconds(50), limits.waiting = std::size_t(64) << 20U;
  Linked linked(server.port, "/", limits);
  linked.heard.first(1);
  linked.say(std::string(std::size_t(32) << 20U, 'x'));
  EXPECT_EQ(linked.heard.last(), "closed timeout");
  stay.reached();
}

TEST(HttpLink, TooMuchWaitingOutwardsEndsIt) {
  Signal stay;
  RawServer server([&](Client& peer) { upgrade(peer), stay.wait(); });
  LinkLimits limits;
  limits.waiting = 1'000;
  Linked linked(server.port, "/", limits);
  linked.heard.first(1);
  linked.there([&] {
    for (int i = 0; i < 4; ++i) linked.link->send(std::string(300, 'x'));
  });
  EXPECT_EQ(linked.heard.last(), "closed full");
  stay.reached();
}

TEST(HttpLink, WhatHasLeftWaitsNoLonger) {
  EchoRoom room;
  LinkLimits limits;
  limits.waiting = 1'000;
  Linked linked(room.running.port, "/ws", limits);
  linked.heard.first(1);
  for (std::size_t i = 1; i <= 10; ++i) {
    linked.say(std::string(300, 'x'));
    ASSERT_EQ(linked.heard.first(i + 1).back(), std::string(300, 'x')) << i;
  }
}

TEST(HttpLink, AMessageOfExactlyTheLimitIsHeard) {
  RawServer server([](Client& peer) { upgrade(peer), frame(peer, 1, std::string(1'000, 'x')), peer.rest(); });
  LinkLimits limits;
  limits.frame = 1'000;
  Linked linked(server.port, "/", limits);
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", std::string(1'000, 'x')}));
}

// What stands in frames as a client sends them: the first byte of each, and what it brings.
Said unmasked(std::string_view bytes) {
  auto byte = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(bytes[i])); };
  Said all;
  while (bytes.size() >= 6) {
    std::size_t size = byte(1) & 127U, head = 2, more = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (more) size = 0;
    for (std::size_t i = 0; i < more; ++i) size = size * 256 + byte(head++);
    if (bytes.size() < head + 4 + size) break;
    std::string one(1, bytes[0]);
    for (std::size_t i = 0; i < size; ++i) one += char(bytes[head + 4 + i] ^ bytes[head + i % 4]);
    all.push_back(std::move(one));
    bytes.remove_prefix(head + 4 + size);
  }
  return all;
}

TEST(HttpLink, EachTextLeavesWholeInOneFrameAndTheEndIsSaid) {
  std::promise<std::string> sent;
  RawServer server([&](Client& peer) { upgrade(peer), sent.set_value(peer.rest()); });
  LinkLimits limits;
  limits.close = milliseconds(50);
  Linked linked(server.port, "/", limits);
  linked.heard.first(1);
  const std::string text(100'000, 'x');
  linked.there([&] { linked.link->send("你好"), linked.link->send(text), linked.link->close(), linked.link->send("too late"); });
  EXPECT_EQ(linked.heard.last(), "closed ended");
  EXPECT_TRUE((unmasked(sent.get_future().get()) == Said{"\x81你好", "\x81" + text, "\x88\x03\xe8"}));
}

TEST(HttpLink, WhatTheServerSaysAfterOurClosingIsNotTold) {
  Signal speak;
  RawServer server([&](Client& peer) { upgrade(peer), speak.wait(), frame(peer, 1, "too late"), peer.rest(); });
  LinkLimits limits;
  limits.waiting = std::size_t(64) << 20U, limits.close = milliseconds(50);
  Linked linked(server.port, "/", limits);
  linked.heard.first(1);
  linked.there([&] { linked.link->send(std::string(std::size_t(32) << 20U, 'x')), linked.link->close(); });
  speak.reached();
  linked.heard.last();
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", "closed ended"}));
}

TEST(HttpLink, OneThatIsClosedBeforeItIsOpenEnds) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.heard.first(1);
  linked.there([&] {
    linked.link = linked.links->open("ws://127.0.0.1:" + std::to_string(room.running.port) + "/ws", linked.heard);
    linked.link->close();
  });
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", "closed ended"}));
}

TEST(HttpLink, TheLimitsOfOpeningAndOfAFrameEndWithThem) {
  EchoRoom room;
  LinkLimits limits;
  limits.open = limits.write = milliseconds(300);
  Linked linked(room.running.port, "/ws", limits), quiet(room.running.port, "/ws", limits);
  quiet.heard.first(1);
  linked.heard.first(1);
  linked.say("x");
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", "x"}));
  Signal later;
  Loop::TimerPtr timer;
  linked.there([&] { timer = linked.going.loop.after(milliseconds(400), [&] { later.reached(); }); });
  EXPECT_TRUE(later.wait());
  linked.there([&] { timer.reset(); });
  EXPECT_EQ(quiet.heard.count(), 1U);
  EXPECT_EQ(linked.heard.count(), 2U);
}

TEST(HttpLink, WhatIsSaidBeforeItIsOpenIsDropped) {
  EchoRoom room;
  Linked linked(room.running.port);
  linked.heard.first(1);
  linked.there([&] {
    linked.link = linked.links->open("ws://127.0.0.1:" + std::to_string(room.running.port) + "/ws", linked.heard);
    linked.link->send("too early");
  });
  linked.heard.first(2);
  linked.say("now");
  EXPECT_EQ(linked.heard.first(3), (Said{"opened", "opened", "now"}));
}

TEST(HttpLink, PingsAreAnsweredAndPartsAreJoined) {
  std::string pong;
  RawServer server([&](Client& peer) {
    upgrade(peer);
    frame(peer, 9, "are you there");
    auto answer = peer.raw_frame();
    pong = std::to_string(answer.opcode);
    frame(peer, 1, "in \xe4", false), frame(peer, 9, "between"), frame(peer, 0, "\xbd\xa0 parts");
    peer.rest();
  });
  Linked linked(server.port);
  EXPECT_EQ(linked.heard.first(2), (Said{"opened", "in 你 parts"}));
  EXPECT_EQ(pong, "10");
}

TEST(HttpLink, WhatIsNotWantedYetIsNotRead) {
  Signal begin;
  RawServer server([&](Client& peer) {
    upgrade(peer), begin.wait();
    for (int i = 0; i < 10; ++i) frame(peer, 1, std::to_string(i));
    frame(peer, 9, "ping");
    peer.rest();
  });
  Linked linked(server.port);
  linked.there([&] { linked.heard.on_text = [&] { linked.link->read_on(false); }; });
  begin.reached();
  for (std::size_t i = 1; i <= 10; ++i) {
    EXPECT_EQ(linked.heard.first(i + 1).size(), i + 1);
    for (int turn = 0; turn < 20; ++turn) linked.there([] {});
    EXPECT_EQ(linked.heard.count(), i + 1);
    linked.there([&] { linked.link->read_on(true); });
  }
}

TEST(HttpLink, AListenerThatThrowsEndsItsLinkAlone) {
  EchoRoom room;
  std::string barrier;
  Heard heard;
  heard.on_text = [] { throw std::runtime_error("x"); };
  Loop loop;
  auto links = make_links(loop, {.hosts = {"127.0.0.1:" + std::to_string(room.running.port)}, .plain = true, .inner = true});
  auto link = links->open("ws://127.0.0.1:" + std::to_string(room.running.port) + "/ws", heard);
  std::thread thread([&] { loop.run([&](const std::exception& e) { barrier = e.what(); }); });
  heard.first(1);
  loop.post([&] { link->send("x"); });
  EXPECT_EQ(heard.last(), "closed fault");
  loop.post([&] { loop.stop(); });
  thread.join();
  EXPECT_EQ(barrier, "x");
}

}  // namespace link_test
