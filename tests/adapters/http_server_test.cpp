// Requests, answers, files, and a stop that drains.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "adapters/http/static_files.hpp"
#include "tests/adapters/client.hpp"

namespace http_server_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

Route route(std::string method, std::string path, std::function<void(Request, Answer)> handler, Match match = Match::exact) {
  return {std::move(method), std::move(path), match, std::move(handler), {}};
}
void hello(const Request&, const Answer& answer) { answer(text(200, "hello\n")); }

TEST(HttpServer, OneConnectionBringsManyRequests) {
  Running running({route("GET", "/", hello)});
  Client client(running.port);
  for (int i = 0; i < 3; ++i) {
    client.send(get("/"));
    auto reply = client.reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hello\n");
  }
}

TEST(HttpServer, RequestsThatComeTogetherAreAnsweredInOrder) {
  Running running({route("GET", "/", [](Request r, const Answer& answer) { answer(text(200, r.query)); }),
      route("POST", "/", [](Request r, const Answer& answer) { answer(text(200, r.body)); })});
  Client client(running.port);
  client.send(get("/?1") + post("/", "2") + get("/?3"));
  for (auto* expected : {"1", "2", "3"}) EXPECT_EQ(client.reply().body, expected);
}

TEST(HttpServer, AnAnswerMayComeFromAnotherThread) {
  std::thread other;
  Running running({route("GET", "/", [&](const Request&, Answer answer) { other = std::thread([answer = std::move(answer)] { answer(text(200, "late")); }); })});
  Client client(running.port);
  client.send(get("/"));
  EXPECT_EQ(client.reply().body, "late");
  other.join();
}

TEST(HttpServer, UnknownPathsAndMethodsAreToldApart) {
  Running running({route("GET", "/a", hello), route("POST", "/a", hello), route("GET", "/files/", hello, Match::prefix)});
  Client client(running.port);
  client.send(get("/b"));
  EXPECT_EQ(client.reply().status, 404);
  client.send("DELETE /a HTTP/1.1\r\nHost: a\r\n\r\n");
  auto reply = client.reply();
  EXPECT_EQ(reply.status, 405);
  EXPECT_TRUE(reply.has("Allow: GET, POST"));
  client.send(get("/files/x/y"));
  EXPECT_EQ(client.reply().status, 200);
  client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
  reply = client.reply(true);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.has("Content-Length: 6"));
  client.send(get("/a", "Connection: Keep-Alive, Close\r\n"));
  EXPECT_EQ(client.reply().body, "hello\n");
  EXPECT_TRUE(client.ended());
}

TEST(HttpServer, AHandlerThatFailsAnswers500AndTheServerGoesOn) {
  Running running({route("GET", "/throw", [](const Request&, const Answer&) { throw std::runtime_error("x"); }), route("GET", "/forget", [](const Request&, const Answer&) {}),
      route("GET", "/split", [](const Request&, const Answer& answer) { answer({200, {{"X-A", "b\r\nX-C: d"}}, "", {}}); }), route("GET", "/", hello)});
  Client client(running.port);
  for (auto* path : {"/throw", "/forget", "/split"}) {
    client.send(get(path));
    auto reply = client.reply();
    EXPECT_EQ(reply.status, 500) << path;
    EXPECT_FALSE(reply.has("X-C: d"));
  }
  client.send(get("/"));
  EXPECT_EQ(client.reply().status, 200);
}

TEST(HttpServer, AClientThatWaitsForLeaveIsGivenIt) {
  Running running({route("POST", "/", [](Request r, const Answer& answer) { answer(text(200, r.body)); })});
  Client client(running.port);
  client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.reply().status, 100);
  client.send("body");
  EXPECT_EQ(client.reply().body, "body");
}

TEST(HttpServer, AStopFinishesWhatItHoldsAndTakesNothingNew) {
  Signal begun;
  Answer held;
  Running running({route("GET", "/slow", [&](const Request&, Answer answer) { held = std::move(answer), begun.reached(); }), route("GET", "/", hello)});
  Client busy(running.port), idle(running.port);
  idle.send(get("/"));
  EXPECT_EQ(idle.reply().status, 200);
  busy.send(get("/slow"));
  ASSERT_TRUE(begun.wait());
  Signal stopped;
  running.loop.post([&] { running.server->stop(milliseconds(20'000), [&] { stopped.reached(); }); });
  EXPECT_TRUE(idle.ended());  // nothing was in hand there
  EXPECT_TRUE(running.becomes([&] { return running.server->connections() == 1; }));
  held(text(200, "finished"));
  auto reply = busy.reply();
  EXPECT_EQ(reply.body, "finished");
  EXPECT_TRUE(reply.has("Connection: close"));
  EXPECT_TRUE(stopped.wait());
}

TEST(HttpServer, WhatDoesNotFinishInTimeIsCut) {
  Signal begun;
  Answer held;
  Running running({route("GET", "/slow", [&](const Request&, Answer answer) { held = std::move(answer), begun.reached(); })});
  Client busy(running.port);
  busy.send(get("/slow"));
  ASSERT_TRUE(begun.wait());
  running.stop(milliseconds(1));
  EXPECT_TRUE(busy.ended());
}

// ---- files
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("linli-static-" + std::to_string(::getpid()));
  Folder() {
    std::filesystem::create_directories(path / "assets");
    write("index.html", "<!doctype html><title>x</title>");
    write("assets/app-1a2b.js", "console.log(1)");
    write("assets/app-1a2b.js.gz", "pretended gzip");
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& content) const { std::ofstream(path / name) << content; }
};

TEST(StaticFiles, AreServedFromAListMadeAtStart) {
  Folder folder;
  auto routes = static_files({.folder = folder.path, .under = "/chat/"});
  ASSERT_TRUE(routes) << routes.error();
  Running running(std::move(*routes));
  folder.write("late.html", "later");
  Client client(running.port);
  client.send(get("/chat/"));
  auto page = client.reply();
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Content-Type: text/html; charset=utf-8"));
  EXPECT_TRUE(page.has("Cache-Control: no-cache"));
  EXPECT_TRUE(page.has("require-trusted-types-for 'script'"));
  EXPECT_TRUE(page.has("X-Content-Type-Options: nosniff"));
  EXPECT_TRUE(page.has("Referrer-Policy: no-referrer"));
  auto tag = page.head.substr(page.head.find("ETag: ") + 6, 26);
  client.send(get("/chat/", "If-None-Match: " + tag + "\r\n"));
  EXPECT_EQ(client.reply().status, 304);
  client.send(get("/chat/assets/app-1a2b.js"));
  auto plain = client.reply();
  EXPECT_EQ(plain.body, "console.log(1)");
  EXPECT_TRUE(plain.has("immutable"));
  client.send(get("/chat/assets/app-1a2b.js", "Accept-Encoding: deflate, gzip\r\n"));
  auto packed = client.reply();
  EXPECT_EQ(packed.body, "pretended gzip");
  EXPECT_TRUE(packed.has("Content-Encoding: gzip"));
  EXPECT_TRUE(packed.has("text/javascript"));
  for (auto* path : {"/chat/late.html", "/chat/../etc/passwd", "/chat/%2e%2e/etc/passwd", "/chat/assets/", "/chat/assets/app-1a2b.js.gz", "/chat//index.html"}) {
    client.send(get(path));
    EXPECT_EQ(client.reply().status, 404) << path;
  }
}

TEST(StaticFiles, AMissingBundleIsSaidAtStart) {
  auto routes = static_files({.folder = "/nowhere", .under = "/chat/"});
  ASSERT_FALSE(routes);
  EXPECT_NE(routes.error().find("index.html"), std::string::npos);
}

}  // namespace http_server_test
