// Who is let in at the callback addresses, and what the others learn: nothing.
#include "tests/wecom/callback_scene.hpp"

namespace linli::wecom::callback_gate_test {

using namespace std::chrono_literals;
using namespace fakes;

struct WecomGate : testing::Test {
  CallbackScene scene;

  static http::Response forbidden() { return http::text(403, ""); }
  void expect_refused(const http::Request& request, const std::string& why) {
    scene.home.told.lines.clear();
    auto asked = scene.ask(request);
    ASSERT_EQ(asked->answers.size(), 1u) << why;
    EXPECT_EQ(asked->answer().status, 403) << why;
    EXPECT_EQ(asked->answer().body, forbidden().body) << why;
    ASSERT_EQ(asked->answer().headers.size(), forbidden().headers.size()) << why;
    EXPECT_EQ(scene.home.told.lines, (std::vector<std::string>{"warning wecom.callback.refused " + why}));
    EXPECT_TRUE(scene.home.sink.events.empty()) << why;
  }
  static std::string replaced(std::string text, const std::string& what, const std::string& with) {
    auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
  }
};

TEST_F(WecomGate, AWellSignedMessageIsLetIn) {
  EXPECT_EQ(scene.ask(scene.to_bot(group_text()))->answer().status, 200);
  EXPECT_EQ(scene.home.sink.events.size(), 1u);
}

TEST_F(WecomGate, EveryRefusalIsTheSame403) {
  auto good = scene.to_bot(group_text());
  auto with = [&](auto&& change) {
    auto request = good;
    change(request);
    return request;
  };
  expect_refused(with([](auto& r) { r.query.clear(); }), "parameters");
  expect_refused(with([](auto& r) { r.query = replaced(r.query, "msg_signature", "msg_signatur"); }), "parameters");
  expect_refused(with([](auto& r) { r.query += "&nonce=n1"; }), "parameters");
  expect_refused(with([](auto& r) { r.query += "&signature=00"; }), "parameters");
  expect_refused(with([](auto& r) { r.query = replaced(r.query, "timestamp=1", "timestamp=x"); }), "parameters");
  expect_refused(with([](auto& r) { r.query = replaced(r.query, "nonce=n1", "nonce=%zz"); }), "parameters");
  expect_refused(with([](auto& r) { r.query = replaced(r.query, "nonce=n1", "nonce=n2"); }), "signature");
  expect_refused(with([](auto& r) { r.body.resize(64 * 1024 + 1, ' '); }), "size");
  expect_refused(with([](auto& r) { r.headers.push_back({"content-encoding", "gzip"}); }), "encoding");
  expect_refused(with([](auto& r) { r.body = "{}"; }), "envelope");
  expect_refused(with([](auto& r) { r.body.clear(); }), "envelope");
  expect_refused(with([](auto& r) { r.body = replaced(r.body, "\"encrypt\":\"", "\"encrypt\":\"AAAA"); }), "signature");
  expect_refused(scene.to_bot("no JSON"), "content");
  Callback other = *scene.set.bot->callback;
  other.receiver = "somebody else";
  expect_refused(scene.signed_request(CallbackScene::made(other), "/wecom/bot", group_text(), "n1"), "decryption");
}

TEST_F(WecomGate, ThePublishedOtherNamesOfTheSignatureAreTaken) {
  for (std::string name : {"signature", "msgsignature"}) {
    auto request = scene.to_bot(group_text(name));
    request.query = replaced(request.query, "msg_signature", name);
    EXPECT_EQ(scene.ask(request)->answer().status, 200) << name;
  }
}

TEST_F(WecomGate, TheClockWindowCountsBothWays) {
  CallbackScene other;
  auto now = other.to_bot(group_text("M1"), "n1");
  other.home.pass(600s);
  auto later = other.to_bot(group_text("M2"), "n2");
  other.home.pass(1s);
  auto too_early = other.to_bot(group_text("M3"), "n3");
  expect_refused(too_early, "window");
  EXPECT_EQ(scene.ask(later)->answer().status, 200) << "ten minutes ahead";
  scene.home.sink.events.clear();
  scene.home.pass(601s);
  expect_refused(now, "window");
  EXPECT_EQ(scene.ask(later)->answer().status, 200) << "a second ago; a repeat";
}

TEST_F(WecomGate, TheUrlCheckAnswersExactlyTheBytesAndAsksNoStore) {
  scene.home.sink.hold = true;
  auto echo = scene.bot.seal("8412094370066217835", "0123456789abcdef");
  auto query = [&](const std::string& text) {
    return "msg_signature=" + scene.bot.signature("1", "n1", echo) + "&timestamp=1&nonce=n1&echostr=" + text;
  };
  http::Request request{.method = "GET", .path = "/wecom/bot", .query = query(CallbackScene::encoded(echo)), .headers = {}, .body = {}, .from = {}};
  EXPECT_EQ(scene.ask(request)->answer().body, "8412094370066217835");
  request.query = query(echo);
  EXPECT_EQ(scene.ask(request)->answer().body, "8412094370066217835") << "a plus sign that was not encoded stays one";
  request.query += "&echostr=1";
  expect_refused(request, "parameters");
  request.query = replaced(query(echo), "nonce=n1", "nonce=n2");
  expect_refused(request, "signature");
}

TEST_F(WecomGate, ARepeatGetsTheSameAnswerAndNothingIsDoneAgain) {
  scene.home.sink.claim = true;
  auto request = scene.to_bot(group_text());
  auto first = scene.ask(request)->answer();
  scene.home.pass(3s);
  auto second = scene.ask(request)->answer();
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(scene.home.sink.events.size(), 1u);
  EXPECT_EQ(scene.home.replies.asked, 1);
}

TEST_F(WecomGate, ARepeatDuringTheFirstWaitsForTheSameAnswer) {
  scene.home.sink.hold = true;
  auto request = scene.to_bot(group_text());
  auto first = scene.ask(request), second = scene.ask(request);
  EXPECT_TRUE(first->answers.empty() && second->answers.empty());
  scene.home.sink.release();
  scene.home.settle();
  ASSERT_EQ(first->answers.size(), 1u);
  ASSERT_EQ(second->answers.size(), 1u);
  EXPECT_EQ(first->answer().body, second->answer().body);
  EXPECT_EQ(scene.home.sink.events.size(), 1u);
}

TEST_F(WecomGate, OnlyAnAnswerThatWasGivenIsRemembered) {
  scene.home.sink.refuse = {Refusal::busy};
  auto request = scene.to_bot(group_text());
  EXPECT_EQ(scene.ask(request)->answer().status, 503);
  EXPECT_EQ(scene.ask(request)->answer().status, 200) << "the platform's repeat is worked on";
  EXPECT_EQ(scene.home.sink.events.size(), 2u);
}

TEST_F(WecomGate, WhatIsRememberedIsBounded) {
  auto set = options();
  set.remember_most = 2;
  CallbackScene small(std::move(set));
  auto first = small.to_bot(group_text("M1"), "n1");
  small.ask(first);
  for (std::string n : {"n2", "n3"}) small.ask(small.to_bot(group_text(n), n));
  small.ask(first);
  EXPECT_EQ(small.home.sink.events.size(), 4u) << "forgotten here, and known to the store's inbox";
}

}  // namespace linli::wecom::callback_gate_test
