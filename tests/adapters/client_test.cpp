// Calls outwards: what leaves, what comes back, and what is known when nothing does.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/adapters/raw_server.hpp"

namespace client_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

Call get_of(std::string url, milliseconds limit = milliseconds(10'000)) {
  Call call;
  call.url = std::move(url), call.limit = limit;
  return call;
}
Call post_of(std::string url, std::string body) {
  auto call = get_of(std::move(url));
  call.method = "POST", call.body = std::move(body);
  return call;
}

TEST(HttpCaller, ACallLeavesAsItWasWrittenAndNothingElse) {
  std::string seen[3];
  RawServer server([&](Client& peer) {
    for (auto& one : seen) one = peer.request(), peer.send(answer_200("ok", "X-Id: 7\r\n"));
  });
  Calling calling(server);
  auto call = post_of(server.url("/send?key=k%20e/?&y"), "{\"a\":1}");
  call.headers = {{"Content-Type", "application/json"}, {"X-Two", "1"}, {"X-Two", "2"}};
  auto answer = calling.call(call);
  EXPECT_EQ(in_words(answer), "200 ok");
  EXPECT_EQ(*find(answer->headers, "x-id"), "7");
  auto at = "Host: 127.0.0.1:" + std::to_string(server.port) + "\r\n";
  EXPECT_EQ(seen[0], "POST /send?key=k%20e/?&y HTTP/1.1\r\n" + at + "Content-Type: application/json\r\nX-Two: 1\r\nX-Two: 2\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
  EXPECT_EQ(calling.get(server.url("")), "200 ok");
  EXPECT_EQ(seen[1], "GET / HTTP/1.1\r\n" + at + "\r\n");
  EXPECT_EQ(in_words(calling.call(post_of(server.url("/"), ""))), "200 ok");
  EXPECT_EQ(seen[2], "POST / HTTP/1.1\r\n" + at + "Content-Length: 0\r\n\r\n");
  EXPECT_EQ(server.connections(), 1);
}

TEST(HttpCaller, WhatIsNotAllowedIsSentNowhere) {
  RawServer server([](Client& peer) { peer.request(), peer.send(answer_200("")); });
  Calling calling(server);
  EXPECT_EQ(calling.get("http://127.0.0.1:1/"), "not_allowed host");
  EXPECT_EQ(calling.get(server.url("/", "127.0.0.1", "ws")), "not_allowed scheme");
  auto call = get_of(server.url("/"));
  call.headers = {{"X", "a\r\nX-Evil: 1"}};
  EXPECT_EQ(in_words(calling.call(call)), "not_allowed header");
  EXPECT_EQ(server.connections(), 0);
}

TEST(HttpCaller, ARedirectIsAnAnswerAndNotFollowed) {
  RawServer server([&](Client& peer) { peer.request(), peer.send("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"); });
  Calling calling(server);
  EXPECT_EQ(calling.get(server.url("/")), "302 ");
  EXPECT_EQ(server.connections(), 1);
}

// ---- names

struct Names {
  std::vector<std::vector<std::string>> answers;
  std::atomic<std::size_t> asked{};
  Resolve resolve() {
    return [this](const std::string&, const Found& found) -> std::shared_ptr<void> {
      auto n = asked++;
      if (n < answers.size()) found(answers[n]);  // later: never
      return {};
    };
  }
};

TEST(HttpCaller, ANameThatChangesItsAnswerIsLookedAtEachTime) {
  RawServer server([](Client& peer) { peer.request(), peer.send(answer_200("in", "Connection: close\r\n")); });
  Names names{.answers = {{"127.0.0.1"}, {"93.184.216.34", "127.0.0.1"}, {"::ffff:127.0.0.1"}, {"10.0.0.1"}, {"not an address"}, {}}};
  Calling calling({.hosts = {"moves.example:" + std::to_string(server.port)}, .plain = true}, {.resolve = milliseconds(50)}, names.resolve());
  auto url = server.url("/", "moves.example");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(calling.get(url), "not_allowed address") << i;
  EXPECT_EQ(calling.get(url), "not_sent resolve");
  EXPECT_EQ(calling.get(url), "not_sent resolve") << "no answer at all";
  EXPECT_EQ(server.connections(), 0);
}

TEST(HttpCaller, ANameIsAskedOnceAndWhatItSaidIsConnectedTo) {
  RawServer server([](Client& peer) { peer.request(), peer.send(answer_200("in", "Connection: close\r\n")); });
  Names names{.answers = {{"127.0.0.1"}, {"127.0.0.2"}}};
  Calling calling({.hosts = {"moves.example:" + std::to_string(server.port)}, .plain = true, .inner = true}, {}, names.resolve());
  EXPECT_EQ(calling.get(server.url("/", "moves.example")), "200 in");
  EXPECT_EQ(names.asked, 1U);
  EXPECT_EQ(calling.get(server.url("/", "moves.example")), "not_sent connect") << "nobody listens on 127.0.0.2";
}

TEST(HttpCaller, TheNextAddressIsTriedWhenOneDoesNotConnect) {
  RawServer server([](Client& peer) { peer.request(), peer.send(answer_200("in")); });
  Names names{.answers = {{"127.0.0.3", "127.0.0.2", "127.0.0.1"}}};
  Calling calling({.hosts = {"two.example:" + std::to_string(server.port)}, .plain = true, .inner = true}, {}, names.resolve());
  EXPECT_EQ(calling.get(server.url("/", "two.example")), "200 in");
}

TEST(HttpCaller, TheMachinesResolverKnowsThisMachine) {
  RawServer server([](Client& peer) { peer.request(), peer.send(answer_200("in")); });
  Calling inner({.hosts = {"localhost:" + std::to_string(server.port)}, .plain = true, .inner = true}, {.resolve = milliseconds(20'000)});
  Calling outer({.hosts = {"localhost:" + std::to_string(server.port)}, .plain = true});
  EXPECT_EQ(inner.get(server.url("/", "localhost")), "200 in");
  EXPECT_EQ(outer.get(server.url("/", "localhost")), "not_allowed address");
}

// ---- time

TEST(HttpCaller, ACallThatIsNotAnsweredInTimeIsUnknown) {
  RawServer server([](Client& peer) { peer.rest(); });
  Calling calling(server);
  EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(50)))), "no_answer timeout");
  EXPECT_EQ(server.connections(), 1);
}

TEST(HttpCaller, TheLimitHoldsWhileTheNameIsAsked) {
  Names never;
  Calling calling({.hosts = {"slow.example"}}, {.resolve = milliseconds(5'000)}, never.resolve());
  auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(in_words(calling.call(get_of("https://slow.example/", milliseconds(30)))), "not_sent timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(4'000));
}

TEST(HttpCaller, TheLimitOfConnectingEndsWithIt) {
  RawServer server([](Client& peer) { peer.rest(); });
  Calling calling(server, {.connect = milliseconds(250)});
  EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(400)))), "no_answer timeout");
}

TEST(HttpCaller, TheLimitIsForAllOfItNotForEachByte) {
  RawServer server([](Client& peer) {
    peer.request();
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (peer.send("x")) {
    }
  });
  Calling calling(server);
  EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(100)))), "no_answer timeout");
}

// A door with one place before it: who comes after the one who stands there is not even heard.
struct FullDoor {
  int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  std::uint16_t port{};
  std::optional<Client> first;
  FullDoor() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listening, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listening, 0), 0);
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    first.emplace(port);
  }
  ~FullDoor() { ::close(listening); }
};

TEST(HttpCaller, AServerThatDoesNotAcceptIsLeftInTime) {
  FullDoor door;
  auto at = "127.0.0.1:" + std::to_string(door.port);
  Calling calling({.hosts = {at}, .plain = true, .inner = true}, {.connect = milliseconds(50)});
  EXPECT_EQ(in_words(calling.call(get_of("http://" + at + "/", milliseconds(2'000)))), "not_sent connect");
}

// ---- kept connections

TEST(HttpCaller, AConnectionThatWasEndedWhileItRestedIsNotUsed) {
  RawServer server([&](Client& peer) { peer.request(), peer.send(answer_200("once")), peer.stop_sending(), peer.rest(); });
  Calling calling(server);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(calling.get(server.url("/")), "200 once");
    EXPECT_TRUE(server.end_has_come());
  }
  EXPECT_EQ(server.connections(), 5);
}

TEST(HttpCaller, AConnectionThatDiesUnderTheSecondCallIsUnknownAndNothingIsSentTwice) {
  std::atomic<int> requests{};
  RawServer server([&](Client& peer) {
    peer.request(), ++requests, peer.send(answer_200("first"));
    if (peer.request().empty()) return;
    ++requests, peer.reset();
  });
  Calling calling(server);
  EXPECT_EQ(calling.get(server.url("/")), "200 first");
  EXPECT_EQ(in_words(calling.call(post_of(server.url("/"), "money"))), "no_answer cut");
  EXPECT_EQ(requests, 2);
  EXPECT_EQ(calling.get(server.url("/")), "200 first");
  EXPECT_EQ(server.connections(), 2);
}

TEST(HttpCaller, AConnectionThatIsToEndAsTheServerSaysIsNotUsedAgain) {
  RawServer server([](Client& peer) { while (!peer.request().empty()) peer.send(answer_200("x", "Connection: close\r\n")); });
  Calling calling(server);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(calling.get(server.url("/")), "200 x");
  EXPECT_EQ(server.connections(), 3);
}

TEST(HttpCaller, AConnectionRestsOnlyItsTime) {
  Signal gone;
  RawServer server([&](Client& peer) { peer.request(), peer.send(answer_200("x")), peer.rest(), gone.reached(); });
  Calling calling(server, {.idle = milliseconds(20)});
  EXPECT_EQ(calling.get(server.url("/")), "200 x");
  EXPECT_TRUE(gone.wait());
}

TEST(HttpCaller, WordsNobodyAskedForEndAConnection) {
  RawServer server([](Client& peer) { while (!peer.request().empty()) peer.send(answer_200("x") + answer_200("smuggled")); });
  Calling calling(server);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(calling.get(server.url("/")), "200 x");
  EXPECT_EQ(server.connections(), 3);
}

TEST(HttpCaller, AKeptConnectionServesItsOwnHostAndSchemeAlone) {
  RawServer server([](Client& peer) { while (!peer.request().empty()) peer.send(answer_200("x")); });
  Names names{.answers = {4, {"127.0.0.1"}}};
  auto port = ":" + std::to_string(server.port);
  Calling calling({.hosts = {"a.example" + port, "b.example" + port}, .plain = true, .inner = true}, {.tls = milliseconds(50)}, names.resolve());
  EXPECT_EQ(calling.get(server.url("/", "a.example")), "200 x");
  EXPECT_EQ(calling.get(server.url("/", "b.example")), "200 x");
  EXPECT_EQ(server.connections(), 2);
  EXPECT_EQ(calling.get(server.url("/", "a.example", "https")), "not_sent tls") << "never in plain words what was to be said in secret";
}

TEST(HttpCaller, WordsThatCameWhileAConnectionRestedEndIt) {
  Signal heard, said;
  RawServer server([&](Client& peer) {
    if (peer.request().empty()) return;
    peer.send(answer_200("x")), heard.wait(), peer.send(answer_200("smuggled")), said.reached(), peer.rest();
  });
  Calling calling(server);
  EXPECT_EQ(calling.get(server.url("/")), "200 x");
  heard.reached();
  EXPECT_TRUE(said.wait());
  EXPECT_EQ(calling.get(server.url("/")), "200 x");
  EXPECT_EQ(server.connections(), 2);
}

// ---- places

TEST(HttpCaller, TwoConnectionsToAHostAndTheRestWaitInLine) {
  std::atomic<int> now{}, most{};
  RawServer server([&](Client& peer) {
    while (!peer.request().empty()) {
      most = std::max(most.load(), ++now);
      --now, peer.send(answer_200("x"));
    }
  });
  Calling calling(server);
  std::vector<std::future<Outcome>> all;
  for (int i = 0; i < 100; ++i) all.push_back(calling.begin(get_of(server.url("/"))));
  for (auto& one : all) EXPECT_EQ(in_words(one.get()), "200 x");
  EXPECT_LE(server.connections(), 2);
  EXPECT_LE(most, 2);
}

TEST(HttpCaller, AFullLineIsBusyAndTimeInLineCounts) {
  RawServer server([](Client& peer) { peer.rest(); });
  Calling calling(server, {.per_host = 1, .line = 2});
  auto begun = calling.begin(get_of(server.url("/")));
  auto first = calling.begin(get_of(server.url("/"), milliseconds(30))), second = calling.begin(get_of(server.url("/"), milliseconds(30)));
  EXPECT_EQ(calling.get(server.url("/")), "not_sent busy");
  EXPECT_EQ(in_words(first.get()), "not_sent timeout");
  EXPECT_EQ(in_words(second.get()), "not_sent timeout");
  calling.end();
  EXPECT_EQ(in_words(begun.get()), "no_answer ended");
}

TEST(HttpCaller, OneHostThatHangsDoesNotHoldUpAnother) {
  RawServer hangs([](Client& peer) { peer.rest(); }), answers([](Client& peer) { while (!peer.request().empty()) peer.send(answer_200("x")); });
  Calling calling({.hosts = {"127.0.0.1:" + std::to_string(hangs.port), "127.0.0.1:" + std::to_string(answers.port)}, .plain = true, .inner = true});
  std::vector<std::future<Outcome>> stuck;
  for (int i = 0; i < 50; ++i) stuck.push_back(calling.begin(get_of(hangs.url("/"))));
  EXPECT_EQ(calling.get(answers.url("/")), "200 x");
}

TEST(HttpCaller, MoreCallsThanAllowedAtOnceWaitWhateverTheirHost) {
  RawServer hangs([](Client& peer) { peer.rest(); }), answers([](Client& peer) { while (!peer.request().empty()) peer.send(answer_200("x")); });
  Calling calling({.hosts = {"127.0.0.1:" + std::to_string(hangs.port), "127.0.0.1:" + std::to_string(answers.port)}, .plain = true, .inner = true},
                  {.at_once = 1});
  auto stuck = calling.begin(get_of(hangs.url("/")));
  EXPECT_EQ(in_words(calling.call(get_of(answers.url("/"), milliseconds(50)))), "not_sent timeout");
  EXPECT_EQ(answers.connections(), 0);
}

TEST(HttpCaller, ACallThatGaveUpInLineTakesNoPlace) {
  Signal go_on;
  RawServer server([&](Client& peer) { while (!peer.request().empty()) go_on.wait(), peer.send(answer_200("x")); });
  Calling calling(server, {.per_host = 1});
  auto first = calling.begin(get_of(server.url("/")));
  EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(30)))), "not_sent timeout");
  go_on.reached();
  EXPECT_EQ(in_words(first.get()), "200 x");
  EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(2'000)))), "200 x");
}

TEST(HttpCaller, ACallThatFailedGivesItsPlaceBack) {
  RawServer server([](Client& peer) { peer.request(), peer.reset(); });
  Calling calling(server, {.per_host = 1, .at_once = 1});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(in_words(calling.call(get_of(server.url("/"), milliseconds(2'000)))), "no_answer cut");
}

// ---- the end

TEST(HttpCaller, EndingTheCallerAnswersEveryCallOnce) {
  Signal asked;
  RawServer server([&](Client& peer) { peer.request(), asked.reached(), peer.rest(); });
  Names never;
  Calling calling({.hosts = {"127.0.0.1:" + std::to_string(server.port), "slow.example:80"}, .plain = true, .inner = true}, {.per_host = 1}, never.resolve());
  auto waiting = calling.begin(get_of(server.url("/")));
  EXPECT_TRUE(asked.wait());
  auto in_line = calling.begin(get_of(server.url("/"))), resolving = calling.begin(get_of("http://slow.example/"));
  auto refused = calling.begin(get_of("http://nobody.example/"));
  calling.end();
  EXPECT_EQ(in_words(waiting.get()), "no_answer ended");
  EXPECT_EQ(in_words(in_line.get()), "not_sent ended");
  EXPECT_EQ(in_words(resolving.get()), "not_sent ended");
  EXPECT_EQ(in_words(refused.get()), "not_allowed host");
}

TEST(HttpCaller, ADoneThatThrowsGoesToTheBarrierAndTheOthersAreCalled) {
  Loop loop;
  std::vector<std::string> barrier;
  int called = 0;
  Names never;
  auto caller = make_caller(loop, {.hosts = {"slow.example"}}, {}, never.resolve());
  for (int i = 0; i < 3; ++i)
    caller->call(get_of("https://slow.example/"), [&](const Outcome&) {
      ++called;
      throw std::runtime_error("x");
    });
  caller->call(get_of("https://nobody.example/"), [&](const Outcome&) { throw std::runtime_error("y"); });
  loop.post([&] { caller.reset(), loop.post([&] { loop.stop(); }); });
  loop.run([&](const std::exception& e) { barrier.emplace_back(e.what()); });
  EXPECT_EQ(called, 3);
  EXPECT_EQ(barrier.size(), 4U);
}

TEST(HttpCaller, ACallMadeWhileTheCallerEndsIsAnsweredAtOnce) {
  Going going;
  std::unique_ptr<Caller> caller;
  std::string first, second;
  Names never;
  going.there([&] {
    caller = make_caller(going.loop, {.hosts = {"slow.example"}}, {}, never.resolve());
    caller->call(get_of("https://slow.example/"), [&, raw = caller.get()](Outcome outcome) {
      first = in_words(outcome);
      raw->call(get_of("https://slow.example/"), [&](Outcome again) { second = in_words(again); });
    });
    caller.reset();
  });
  EXPECT_EQ(first, "not_sent ended");
  EXPECT_EQ(second, "not_sent ended");
}

}  // namespace client_test
