// What strangers may use up. Limits are shortened, and what is waited for is an answer or an end, never a while.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>

#include <filesystem>

#include "tests/adapters/client.hpp"

namespace http_limits_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

Routes routes() {
  return {{"GET", "/", Match::exact, [](const Request&, const Answer& answer) { answer(text(200, "ok")); }, {}},
      {"POST", "/", Match::exact, [](const Request& r, const Answer& answer) { answer(text(200, std::to_string(r.body.size()))); }, {}}};
}
Options with(void (*change)(Limits&)) {
  Options options;
  change(options.limits);
  return options;
}
bool readable(const Client& client, int milliseconds) {
  pollfd one{.fd = client.descriptor(), .events = POLLIN, .revents = 0};
  return ::poll(&one, 1, milliseconds) > 0;
}

TEST(HttpLimits, AHeaderThatNeverEndsIsCut) {
  Running running(routes(), with([](Limits& l) { l.header_time = milliseconds(30); }));
  Client client(running.port);
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-");
  EXPECT_EQ(client.reply().status, 408);
  EXPECT_TRUE(client.ended());
}

TEST(HttpLimits, OneDeadlineIsForTheWholeHeaderNotForEachRead) {
  Running running(routes(), with([](Limits& l) { l.header_time = milliseconds(100); }));
  Client client(running.port);
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
  int sent = 0;
  while (!readable(client, 5) && sent < 2'000) client.send("x"), ++sent;  // a byte every 5 ms: each read comes in time
  EXPECT_LT(sent, 2'000);
  EXPECT_EQ(client.reply().status, 408);
}

TEST(HttpLimits, AClientThatSaysNothingIsClosedWithoutAWord) {
  Running running(routes(), with([](Limits& l) { l.header_time = milliseconds(20), l.idle = milliseconds(20); }));
  Client silent(running.port), idle(running.port);
  idle.send(get("/"));
  EXPECT_EQ(idle.reply().status, 200);
  EXPECT_EQ(silent.rest(), "");
  EXPECT_EQ(idle.rest(), "");
}

TEST(HttpLimits, ABodyThatNeverEndsIsCut) {
  Running running(routes(), with([](Limits& l) { l.body_time = milliseconds(30); }));
  Client client(running.port);
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
  EXPECT_EQ(client.reply().status, 408);
  EXPECT_TRUE(client.ended());
}

TEST(HttpLimits, AHeaderOver8KilobytesIs431) {
  Running running(routes());
  Client good(running.port), bad(running.port);
  good.send(get("/", "X: " + std::string(8'000, 'x') + "\r\n"));
  EXPECT_EQ(good.reply().status, 200);
  bad.send(get("/", "X: " + std::string(9'000, 'x') + "\r\n"));
  EXPECT_EQ(bad.reply().status, 431);
  EXPECT_TRUE(bad.ended());
}

TEST(HttpLimits, ABodyOver256KilobytesIs413) {
  Running running(routes());
  Client good(running.port), announced(running.port), chunked(running.port);
  good.send(post("/", std::string(256U << 10U, 'x')));
  EXPECT_EQ(good.reply().body, "262144");
  announced.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n");  // refused before any of it is sent
  EXPECT_EQ(announced.reply().status, 413);
  EXPECT_TRUE(announced.ended());
  chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 5; ++i) chunked.send("10000\r\n" + std::string(65'536, 'x') + "\r\n");
  EXPECT_EQ(chunked.reply().status, 413);
}

TEST(HttpLimits, ASilentPathRefusesEverythingInTheSameWords) {
  auto none = [](const Request&, const Answer& answer) { answer(text(403, "")); };
  Running running(Routes{{"GET", "/", Match::exact, none, {}, true}, {"POST", "/", Match::exact, none, {}, true}}, with([](Limits& l) { l.body_time = milliseconds(30); }));
  auto told = [&](std::string_view request, bool head_only = false) {
    Client client(running.port);
    client.send(request);
    auto reply = client.reply(head_only);
    auto fields = reply.head;
    for (auto* own : {"Connection: close\r\n", "Connection: keep-alive\r\n"})
      if (auto at = fields.find(own); at != std::string::npos) fields.erase(at, std::string_view(own).size());
    return fields + reply.body;
  };
  auto expected = told(post("/", "x"));
  EXPECT_TRUE(expected.starts_with("HTTP/1.1 403 ")) << expected;
  EXPECT_EQ(told("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"), expected) << "announced too long";
  std::string chunks;
  for (int i = 0; i < 5; ++i) chunks += "10000\r\n" + std::string(65'536, 'x') + "\r\n";
  EXPECT_EQ(told("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks), expected) << "found too long";
  EXPECT_EQ(told("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123"), expected) << "never ended";
  EXPECT_EQ(told("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", true), expected) << "a head with a body too long";
  EXPECT_EQ(told("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", true), expected);
  EXPECT_EQ(told("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"), expected) << "another method";
}

TEST(HttpLimits, OneConnectionTooManyIsClosedAtOnce) {
  Running running(routes(), with([](Limits& l) { l.connections = 2; }));
  auto first = std::make_unique<Client>(running.port);
  Client second(running.port);
  first->send(get("/")), second.send(get("/"));
  EXPECT_EQ(first->reply().status, 200);
  EXPECT_EQ(second.reply().status, 200);
  EXPECT_EQ(Client(running.port).rest(), "");
  first.reset();
  ASSERT_TRUE(running.becomes([&] { return running.server->connections() == 1; }));
  Client third(running.port);
  third.send(get("/"));
  EXPECT_EQ(third.reply().status, 200);
}

TEST(HttpLimits, OneAddressMayNotHoldThemAll) {
  Running running(routes(), with([](Limits& l) { l.per_address = 1; }));
  Client first(running.port);
  first.send(get("/"));
  EXPECT_EQ(first.reply().status, 200);
  EXPECT_EQ(Client(running.port).rest(), "");
}

TEST(HttpLimits, WhenTheHouseIsBusyABodyIsRefusedUnread) {
  auto options = with([](Limits&) {});
  options.busy = [] { return true; };
  Running running(routes(), options);
  Client client(running.port), reader(running.port);
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
  auto reply = client.reply();
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("Retry-After: "));
  reader.send(get("/"));
  EXPECT_EQ(reader.reply().status, 200);  // pages can still be looked at
}

TEST(HttpLimits, AHandlerThatDoesNotAnswerInTimeIs503) {
  Answer held;
  Routes slow{{"GET", "/", Match::exact, [&](const Request&, Answer answer) { held = std::move(answer); }, {}}};
  Running running(std::move(slow), with([](Limits& l) { l.answer_time = milliseconds(20); }));
  Client client(running.port);
  client.send(get("/"));
  EXPECT_EQ(client.reply().status, 503);
  held(text(200, "too late"));  // harmless
  client.send(get("/"));
  EXPECT_EQ(client.reply().status, 503);
  running.there([&] { held = {}; });
}

TEST(HttpLimits, AClientThatDoesNotReadIsCut) {
  auto much = std::make_shared<const std::string>(32U << 20U, 'x');
  Routes large{{"GET", "/", Match::exact, [&](const Request&, const Answer& answer) { answer({200, {}, {}, much}); }, {}}};
  Running running(std::move(large), with([](Limits& l) { l.write_time = milliseconds(50); }));
  Client client(running.port);
  client.send(get("/"));
  ASSERT_TRUE(readable(client, 20'000));
  EXPECT_TRUE(running.becomes([&] { return running.server->connections() == 0; }));
}

std::size_t open_descriptors() {
  return std::size_t(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator())) - 1;
}

TEST(HttpLimits, WithoutDescriptorsTheDoorRestsAndGoesOn) {
  Signal rested;
  auto options = with([](Limits& l) { l.accept_rest = milliseconds(5); });
  options.log = [&](std::string_view what, std::string_view) {
    if (what == "accept") rested.reached();
  };
  Running running(routes(), options);
  Client waiting(running.port);
  waiting.send(get("/"));
  EXPECT_EQ(waiting.reply().status, 200);
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  std::vector<int> held;  // all descriptors up to the limit, and one for the client
  auto none = before;
  none.rlim_cur = open_descriptors() + 8;
  ::setrlimit(RLIMIT_NOFILE, &none);
  int mine = ::dup(0);
  for (int fd = 0; (fd = ::dup(0)) >= 0;) held.push_back(fd);
  ::close(mine);
  Client late(running.port);  // takes the descriptor just freed; the kernel completes the handshake, nobody can accept
  EXPECT_TRUE(rested.wait(2));
  for (int fd : held) ::close(fd);
  ::setrlimit(RLIMIT_NOFILE, &before);
  late.send(get("/"));
  EXPECT_EQ(late.reply().status, 200);
}

}  // namespace http_limits_test
