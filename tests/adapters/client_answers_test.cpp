// Whatever a server answers: whole answers, hostile ones, and a good one broken at every byte.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include "tests/adapters/raw_server.hpp"

namespace client_answers_test {

using namespace linli::http;
using namespace adapters_test;
using std::chrono::milliseconds;

std::string many(std::size_t count, const std::string& what) {
  std::string all;
  while (count--) all += what;
  return all;
}

// What comes of an answer that is sent whole to one call; then the server stops sending.
struct Answers {
  std::string answer;
  RawServer server{[this](Client& peer) { peer.request(), peer.send(answer), peer.stop_sending(), peer.rest(); }};
  Calling calling{server};

  Outcome after(std::string sent, const std::string& method = "GET") {
    answer = std::move(sent);
    Call call;
    call.method = method, call.url = server.url("/x?key=secret"), call.most = 1'000;
    auto before = server.connections();
    auto outcome = calling.call(std::move(call));
    EXPECT_EQ(server.connections(), before + 1) << "asked once";
    EXPECT_TRUE(server.end_has_come());  // or the next call might use a connection that was just ended
    return outcome;
  }
};

TEST(HttpAnswers, EachIsUnderstoodOrNamed) {
  const std::string ok = "HTTP/1.1 200 OK\r\n", five = "Content-Length: 5\r\n\r\nhello", chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  struct Case {
    const char* name;
    std::string answer, words;
  };
  const std::vector<Case> cases{
      // whole
      {"by length", ok + five, "200 hello"},
      {"no reason", "HTTP/1.1 200 \r\n" + five, "200 hello"},
      {"an error is an answer", "HTTP/1.1 500 Sorry\r\n" + five, "500 hello"},
      {"HTTP/1.0 until the end", "HTTP/1.0 200 OK\r\n\r\nhello", "200 hello"},
      {"HTTP/1.1 until the end", ok + "\r\nhello", "200 hello"},
      {"204", "HTTP/1.1 204 No Content\r\n\r\n", "204 "},
      {"304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "304 "},
      {"in parts", chunked + "3\r\nhel\r\n2;note=x\r\nlo\r\n0\r\nX-After: 1\r\n\r\n", "200 hello"},
      {"identity", ok + "Content-Encoding: identity\r\n" + five, "200 hello"},
      {"100 first", "HTTP/1.1 100 Continue\r\n\r\n" + ok + five, "200 hello"},
      {"103 with headers first", many(3, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n") + ok + five, "200 hello"},
      {"as much as allowed", ok + "Content-Length: 1000\r\n\r\n" + std::string(1'000, 'x'), "200 " + std::string(1'000, 'x')},
      {"the largest head", ok + "X: " + std::string(8'100, 'x') + "\r\n" + five, "200 hello"},
      // too much
      {"announced too long", ok + "Content-Length: 1001\r\n\r\n", "too_large body"},
      {"too long in parts", chunked + many(200, "6\r\nxxxxxx\r\n"), "too_large body"},
      {"one part without end", chunked + "ffffffffffffffff\r\n" + std::string(2'000, 'x'), "too_large body"},
      {"too long until the end", ok + "\r\n" + std::string(1'001, 'x'), "too_large body"},
      {"a head too long", ok + "X: " + std::string(9'000, 'x') + "\r\n" + five, "no_answer header"},
      {"a head of many", ok + many(2'000, "X: y\r\n") + five, "no_answer header"},
      {"a first line without end", "HTTP/1.1 200 " + std::string(100'000, 'x'), "no_answer header"},
      {"1xx for ever", many(100, "HTTP/1.1 102 Processing\r\n\r\n"), "no_answer broken"},
      {"a part's own head too long", chunked + "1;" + std::string(200'000, 'x'), "no_answer broken"},
      {"trailers too long", chunked + "0\r\n" + many(5'000, "X: yyyyyyyyyyyyyyyyyyyy\r\n") + "\r\n", "no_answer broken"},
      // packed
      {"gzip", ok + "Content-Encoding: gzip\r\n" + five, "no_answer encoding"},
      {"identity and br", ok + "Content-Encoding: identity\r\nContent-Encoding: br\r\n" + five, "no_answer encoding"},
      {"packed parts", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "no_answer encoding"},
      {"packed on the way", ok + "Transfer-Encoding: gzip\r\n\r\nabc", "no_answer encoding"},
      // nonsense
      {"nothing", "", "no_answer cut"},
      {"SSH", "SSH-2.0-none\r\n\r\n", "no_answer broken"},
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), "no_answer broken"},
      {"HTTP/2", std::string("\0\0\x12\x04\0\0\0\0\0", 9), "no_answer broken"},
      {"HTTP/3.0", "HTTP/3.0 200 OK\r\n" + five, "no_answer broken"},
      {"a number and no space", "HTTP/1.1 200\r\n" + five, "no_answer broken"},
      {"a long number", "HTTP/1.1 2000 OK\r\n" + five, "no_answer broken"},
      {"a short number", "HTTP/1.1 20 OK\r\n" + five, "no_answer broken"},
      {"a negative number", "HTTP/1.1 -20 OK\r\n" + five, "no_answer broken"},
      {"number 0", "HTTP/1.1 000 OK\r\n" + five, "no_answer broken"},
      {"an upgrade nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n" + ok + five, "no_answer broken"},
      {"no colon", ok + "Bad\r\n" + five, "no_answer broken"},
      {"a space before the colon", ok + "Bad : x\r\n" + five, "no_answer broken"},
      {"a control character", ok + "X: a\x01" "b\r\n" + five, "no_answer broken"},
      {"a zero byte", ok + "X: a" + std::string(1, '\0') + "b\r\n" + five, "no_answer broken"},
      {"a lone CR", ok + "X: a\rb\r\n" + five, "no_answer broken"},
      {"two lengths", ok + "Content-Length: 4\r\n" + five, "no_answer broken"},
      {"length and parts", ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "no_answer broken"},
      {"a negative length", ok + "Content-Length: -5\r\n\r\nhello", "no_answer broken"},
      {"a length with a sign", ok + "Content-Length: +5\r\n\r\nhello", "no_answer broken"},
      {"a length in hex", ok + "Content-Length: 0x5\r\n\r\nhello", "no_answer broken"},
      {"a length beyond numbers", ok + "Content-Length: 99999999999999999999999\r\n\r\nhello", "no_answer broken"},
      {"no length of a part", chunked + "\r\nhello", "no_answer broken"},
      {"a part's length beyond numbers", chunked + "fffffffffffffffff\r\nhello", "no_answer broken"},
      {"a negative part", chunked + "-3\r\nabc\r\n0\r\n\r\n", "no_answer broken"},
      {"a part longer than said", chunked + "3\r\nhello\r\n0\r\n\r\n", "no_answer broken"},
      // cut
      {"shorter than said", ok + "Content-Length: 50\r\n\r\nhello", "no_answer cut"},
      {"parts without end", chunked + "5\r\nhello\r\n", "no_answer cut"},
      {"1xx and no more", "HTTP/1.1 100 Continue\r\n\r\n", "no_answer cut"},
  };
  Answers answers;
  for (auto& one : cases) EXPECT_EQ(in_words(answers.after(one.answer)), one.words) << one.name;
}

TEST(HttpAnswers, HeadBringsNoBody) {
  EXPECT_EQ(in_words(Answers().after("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n", "HEAD")), "200 ");
}

TEST(HttpAnswers, BytesArePassedOnAsTheyAre) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += char(i);
  auto outcome = Answers().after(answer_200(all, "X-Bytes: \xe5\xb0\xbe\r\n"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->body, all);
  EXPECT_EQ(*find(outcome->headers, "X-Bytes"), "\xe5\xb0\xbe");
}

TEST(HttpAnswers, AGoodAnswerBrokenAtAnyByteIsNoAnswer) {
  const std::string good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  std::size_t size = 0;
  RawServer server([&](Client& peer) { peer.request(), peer.send(good.substr(0, size)), peer.stop_sending(), peer.rest(); });
  Calling calling(server);
  for (; size < good.size(); ++size) EXPECT_EQ(calling.get(server.url("/")), "no_answer cut") << size;
  EXPECT_EQ(calling.get(server.url("/")), "200 hello");
}

TEST(HttpAnswers, AnAnswerInSinglesIsTheSame) {
  const std::string good = "HTTP/1.1 100 Continue\r\n\r\n" + answer_200("hello");
  RawServer server([&](Client& peer) {
    peer.request();
    for (char c : good) peer.send({&c, 1});
  });
  Calling calling(server);
  EXPECT_EQ(calling.get(server.url("/")), "200 hello");
}

// ---- while the request is still leaving

Call long_post(const RawServer& server) {
  Call call;
  call.method = "POST", call.url = server.url("/"), call.body.assign(std::size_t(32) << 20U, 'x');
  return call;
}

TEST(HttpAnswers, WhoRefusesALongBodyBeforeItsEndIsHeard) {
  RawServer server([](Client& peer) { peer.send("HTTP/1.1 413 Too Long\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlong"); });
  Calling calling(server);
  EXPECT_EQ(in_words(calling.call(long_post(server))), "413 long");
}

TEST(HttpAnswers, ARequestThatLeftInPartIsUnknown) {
  RawServer resets([](Client& peer) {
    char first{};
    EXPECT_EQ(::recv(peer.descriptor(), &first, 1, 0), 1);
    peer.reset();
  });
  Calling one(resets);
  EXPECT_EQ(in_words(one.call(long_post(resets))), "no_answer cut");
  Signal stay;
  RawServer reads_nothing([&](Client&) { stay.wait(); });
  Calling two(reads_nothing);
  auto call = long_post(reads_nothing);
  call.limit = milliseconds(50);
  EXPECT_EQ(in_words(two.call(call)), "no_answer timeout");
  stay.reached();
}

// The connection dies between the look at it and the first byte: the one case in which a call may be tried again.
TEST(HttpAnswers, ACallOfWhichNothingLeftIsTriedOnAFreshConnection) {
  Signal die;
  std::atomic<int> requests{};
  RawServer fragile([&](Client& peer) {
    if (!peer.request().empty()) ++requests, peer.send(answer_200("x"));
    if (requests > 1) return;
    die.wait();
    peer.reset();
  });
  Going going;
  std::unique_ptr<Caller> caller;
  std::promise<std::string> first, second;
  auto post = [&](std::promise<std::string>& said) {
    Call call;
    call.method = "POST", call.url = fragile.url("/"), call.body = "money";
    caller->call(std::move(call), [&](const Outcome& outcome) { said.set_value(in_words(outcome)); });
  };
  going.there([&] {
    caller = make_caller(going.loop, {.hosts = {"127.0.0.1:" + std::to_string(fragile.port)}, .plain = true, .inner = true});
    post(first);
  });
  EXPECT_EQ(first.get_future().get(), "200 x");
  going.there([&] {
    post(second);             // it has looked, and writes when this work has ended
    die.reached(), fragile.end_has_come();
  });
  EXPECT_EQ(second.get_future().get(), "200 x");
  EXPECT_EQ(requests, 2);
  EXPECT_EQ(fragile.connections(), 2);
  going.there([&] { caller.reset(); });
}

}  // namespace client_answers_test
