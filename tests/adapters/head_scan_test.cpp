// The raw scan, byte by byte and over real sockets, on the requests of raw_requests.txt.
#include "adapters/http/head_scan.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <sstream>

#include "tests/adapters/client.hpp"

namespace head_scan_test {

using namespace linli::http;
using adapters_test::Client;
using adapters_test::Running;

struct Case {
  bool taken{};
  int status{};
  std::string name, bytes;
};

std::string bytes_of(const std::string& written) {
  std::string bytes;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\') {
      bytes += written[i];
      continue;
    }
    switch (written[++i]) {
      case 'r': bytes += '\r'; break;
      case 'n': bytes += '\n'; break;
      case 't': bytes += '\t'; break;
      case '0': bytes += '\0'; break;
      case 'x': bytes += char(std::stoi(written.substr(i + 1, 2), nullptr, 16)), i += 2; break;
      default: bytes += written[i];
    }
  }
  return bytes;
}

std::vector<Case> cases() {
  std::ifstream in(LINLI_SOURCE_DIR "/tests/adapters/raw_requests.txt");
  std::vector<Case> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    Case one;
    std::string verdict;
    words >> verdict >> one.name >> std::ws;
    one.taken = verdict == "taken";
    one.status = one.taken ? 200 : verdict == "cut" ? 408 : 400;
    std::string written;
    std::getline(words, written);
    one.bytes = bytes_of(written);
    all.push_back(std::move(one));
  }
  return all;
}

TEST(HeadScan, FortyAndMoreBadRequestsAreAnswered400AndClosedAndNoHandlerRuns) {
  std::atomic<int> handled{0};
  Routes routes;
  auto echo = [&](Request request, const Answer& answer) { ++handled, answer(text(200, request.body)); };
  for (auto* method : {"GET", "POST"}) routes.push_back({method, "/echo", Match::exact, echo, {}});
  Options options;
  options.limits.body_time = milliseconds(200);
  Running running(std::move(routes), std::move(options));
  int refused = 0, taken = 0;
  for (auto& one : cases()) {
    SCOPED_TRACE(one.name);
    int before = handled;
    Client client(running.port);
    client.send(one.bytes);
    auto reply = client.reply();
    EXPECT_EQ(reply.status, one.status);
    EXPECT_EQ(handled - before, one.taken ? 1 : 0);
    if (one.taken) {
      ++taken;
      bool has_body = one.bytes.find("hello") != std::string::npos;
      EXPECT_EQ(reply.body, has_body ? "hello" : "");
    } else {
      ++refused;
      EXPECT_TRUE(client.ended());
    }
  }
  EXPECT_GE(refused, 40);
  EXPECT_GE(taken, 10);
}

TEST(HeadScan, ItDoesNotMatterInWhichPiecesTheBytesCome) {
  for (auto& one : cases()) {
    SCOPED_TRACE(one.name);
    HeadScan at_once, in_pieces;
    auto whole = at_once.look(one.bytes);
    auto verdict = HeadScan::Verdict::more;
    for (std::size_t n = 0; n <= one.bytes.size() && verdict == HeadScan::Verdict::more; ++n) verdict = in_pieces.look(std::string_view(one.bytes).substr(0, n));
    EXPECT_EQ(verdict, whole);
    bool in_the_body = one.name.starts_with("chunk_");  // these the parser refuses; the head is none of their fault
    EXPECT_EQ(whole, one.taken || in_the_body ? HeadScan::Verdict::complete : HeadScan::Verdict::refused);
    EXPECT_EQ(in_pieces.length(), at_once.length());
    EXPECT_EQ(in_pieces.why(), at_once.why());
  }
}

TEST(HeadScan, WhatComesAfterTheHeadIsLeftAlone) {
  HeadScan scan;
  std::string bytes = "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET";
  ASSERT_EQ(scan.look(bytes), HeadScan::Verdict::complete);
  EXPECT_EQ(bytes.substr(scan.length()), "abcGET");
  EXPECT_EQ(scan.head().method, "POST");
  EXPECT_EQ(scan.head().target, "/a?b=c");
  EXPECT_EQ(scan.head().content_length, 3U);
  EXPECT_FALSE(scan.head().chunked);
}

TEST(HeadScan, AHundredHeadersAreEnough) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 99; ++i) bytes += "X: y\r\n";
  HeadScan good, bad;
  EXPECT_EQ(good.look(bytes + "\r\n"), HeadScan::Verdict::complete);
  EXPECT_EQ(bad.look(bytes + "X: y\r\n\r\n"), HeadScan::Verdict::refused);
  EXPECT_EQ(bad.why(), "too_many_headers");
}

}  // namespace head_scan_test
