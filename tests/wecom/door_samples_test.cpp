// The recorded requests of the vectors through the real doors.
#include "tests/vectors/vectors.hpp"
#include "tests/wecom/callback_scene.hpp"

namespace linli::wecom::door_samples_test {

using namespace std::chrono_literals;
using namespace fakes;

TEST(WecomDoorSamples, EveryRecordedRequestIsAnsweredAsItExpects) {
  std::size_t run = 0;
  for (auto& file : vectors::read(vectors::folder())) {
    if (!file.content.contains("http_samples")) continue;
    for (auto& sample : file.content.at("http_samples")) {
      auto request = vectors::request_of(sample);
      if (!request || !request->path.starts_with("/wecom/")) continue;
      auto id = vectors::text_of(sample, "id");
      auto set = options();
      auto& callback = request->path == "/wecom/bot" ? *set.bot->callback : *set.application->callback;
      callback.token = secret(vectors::text_of(sample, "token")), callback.key = secret(vectors::text_of(sample, "encoding_aes_key"));
      callback.receiver = vectors::text_of(sample, "receiveid");
      CallbackScene scene(std::move(set));
      scene.home.sink.claim = true;
      http::Request sent{.method = request->method, .path = request->path, .query = request->target.substr(request->target.find('?') + 1), .headers = {}, .body = request->body, .from = {}};
      for (auto& [name, value] : request->headers) sent.headers.push_back({name, value});
      auto asked = scene.ask(sent);
      while (!scene.home.calls.waiting.empty()) scene.home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
      scene.home.settle();
      scene.home.pass(4s);
      ASSERT_EQ(asked->answers.size(), 1u) << id;
      auto& expected = sample.at("expect");
      EXPECT_EQ(asked->answer().status, expected.at("status")) << id;
      if (expected.contains("body")) EXPECT_EQ(asked->answer().body, vectors::text_of(expected, "body")) << id;
      if (sample.contains("sample_reply") && !asked->answer().body.empty()) {
        auto nonce = request->query.at("nonce");
        EXPECT_EQ(scene.opened(asked->answer(), nonce).at("msgtype"), sample.at("sample_reply").at("plain").value("msgtype", "")) << id;
      }
      ++run;
    }
  }
  EXPECT_GE(run, 14u);
}

TEST(WecomDoorSamples, WhatTheySayBecomesEvents) {
  auto events = [](const std::string& wanted) {
    std::vector<Event> result;
    for (auto& file : vectors::read(vectors::folder()))
      for (auto& sample : file.content.value("http_samples", Json::array())) {
        if (vectors::text_of(sample, "id") != wanted) continue;
        auto request = vectors::request_of(sample);
        CallbackScene scene;
        scene.ask({.method = request->method, .path = request->path, .query = request->target.substr(request->target.find('?') + 1), .headers = {}, .body = request->body, .from = {}});
        while (!scene.home.calls.waiting.empty()) scene.home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
        scene.home.settle();
        result = scene.home.sink.events;
      }
    return result;
  };
  auto text = events("http-bot-group-text");
  ASSERT_EQ(text.size(), 1u);
  EXPECT_EQ(text[0].platform_chat, "nanbang");
  EXPECT_EQ(std::get<MessageIn>(text[0].body).text, "302室租客5月3日返回");
  auto voice = events("http-bot-single-voice");
  ASSERT_EQ(voice.size(), 1u);
  EXPECT_TRUE(std::get<MessageIn>(voice[0].body).spoken);
  EXPECT_EQ(voice[0].platform_chat, "d:woMadeUpOpenUserid01");
  EXPECT_EQ(events("http-bot-mixed").size(), 2u);
  ASSERT_EQ(events("http-bot-enter-chat").size(), 1u);
  EXPECT_TRUE(std::holds_alternative<HelloIn>(events("http-bot-enter-chat")[0].body));
  ASSERT_EQ(events("http-bot-card-click").size(), 1u);
  EXPECT_EQ(std::get<ButtonIn>(events("http-bot-card-click")[0].body).key, "confirm_return");
  EXPECT_TRUE(events("http-bot-feedback").empty());
  EXPECT_TRUE(events("http-app-contact-delete").empty());
  EXPECT_EQ(events("http-app-text").at(0).dedupe, "app:7324187234567890123");
}

}  // namespace linli::wecom::door_samples_test
