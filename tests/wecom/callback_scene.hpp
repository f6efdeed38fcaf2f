#pragma once
// The platform's side of a callback: requests signed and sealed now, answers opened.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/wecom/doors.hpp"
#include "adapters/wecom/envelope.hpp"
#include "tests/wecom/fakes.hpp"

namespace linli::wecom::fakes {

using Json = nlohmann::json;

struct Asked {
  std::vector<http::Response> answers;     // of one request: one, or none yet
  const http::Response& answer() const { return answers.at(0); }
};

class CallbackScene {
 public:
  explicit CallbackScene(Options given = options(), ApplicationPort* application = nullptr)
      : set(std::move(given)), doors(std::make_unique<Doors>(home.house, set, application)), bot(made(*set.bot->callback)), app(made(*set.application->callback)) {}

  static Envelope made(const Callback& callback) { return *Envelope::make(callback.token, callback.key, callback.receiver); }

  std::string now() const { return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(home.time.wall().time_since_epoch()).count()); }
  static std::string encoded(const std::string& text) {
    std::string result;
    for (char c : text) {
      char escape[4];
      std::snprintf(escape, sizeof escape, "%%%02X", unsigned(static_cast<unsigned char>(c)));
      result += std::isalnum(static_cast<unsigned char>(c)) ? std::string(1, c) : escape;
    }
    return result;
  }
  // A request of the platform as it would be sent now.
  http::Request to_bot(const std::string& json, const std::string& nonce = "n1") { return signed_request(bot, "/wecom/bot", json, nonce); }
  http::Request to_app(const std::string& xml, const std::string& nonce = "n1") { return signed_request(app, "/wecom/callback", xml, nonce); }
  http::Request signed_request(const Envelope& envelope, const std::string& path, const std::string& message, const std::string& nonce) const {
    auto encrypted = envelope.seal(message, "0123456789abcdef");
    auto query = "msg_signature=" + envelope.signature(now(), nonce, encrypted) + "&timestamp=" + now() + "&nonce=" + nonce;
    auto body = path == "/wecom/bot" ? Json{{"encrypt", encrypted}}.dump()
                                     : "<xml><ToUserName><![CDATA[wwf00d5eed0000cafe]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    return {.method = "POST", .path = path, .query = query, .headers = {}, .body = body, .from = "192.0.2.1"};
  }

  std::shared_ptr<Asked> ask(const http::Request& request) {
    auto asked = std::make_shared<Asked>();
    for (auto& route : doors->routes()) {
      if (route.method != request.method || route.path != request.path) continue;
      route.handler(request, [asked](const http::Response& response) { asked->answers.push_back(response); });
    }
    home.settle();
    return asked;
  }

  // What the bot's answer says, judged as the platform does.
  Json opened(const http::Response& response, const std::string& nonce = "n1") const {
    EXPECT_EQ(response.status, 200);
    auto body = Json::parse(response.body);
    EXPECT_EQ(body.at("nonce"), nonce);
    EXPECT_TRUE(body.at("timestamp").is_number());
    EXPECT_TRUE(bot.signed_well(body.at("msgsignature").get<std::string>(), body.at("timestamp").dump(), nonce, body.at("encrypt").get<std::string>()));
    return Json::parse(*bot.open(body.at("encrypt").get<std::string>()));
  }

  Home home;
  Options set;
  std::unique_ptr<Doors> doors;
  Envelope bot, app;
};

inline std::string group_text(const std::string& id = "M1", const std::string& text = "@社区助手 302室租客5月3日返回") {
  return Json{{"msgid", id}, {"aibotid", "aibMadeUpBot01"}, {"chatid", "wrkMadeUpGroup01"}, {"chattype", "group"}, {"from", {{"userid", "u1"}}}, {"msgtype", "text"},
      {"text", {{"content", text}}}}.dump();
}
inline std::string direct_text(const std::string& id = "M2") {
  return Json{{"msgid", id}, {"aibotid", "aibMadeUpBot01"}, {"chattype", "single"}, {"from", {{"userid", "u1"}}}, {"msgtype", "text"}, {"text", {{"content", "我明天回来"}}},
      {"response_url", "https://bot.example.invalid/cgi-bin/aibot/response?response_code=CODE1"}}.dump();
}
inline std::string hello(const std::string& id = "M3") {
  return Json{{"msgid", id}, {"create_time", 1767225590}, {"aibotid", "aibMadeUpBot01"}, {"from", {{"userid", "u1"}}}, {"msgtype", "event"}, {"event", {{"eventtype", "enter_chat"}}}}.dump();
}
inline std::string click(const std::string& id = "M4") {
  return Json{{"msgid", id}, {"create_time", 1767225590}, {"aibotid", "aibMadeUpBot01"}, {"chatid", "wrkMadeUpGroup01"}, {"chattype", "group"}, {"from", {{"userid", "u1"}}}, {"msgtype", "event"},
      {"event", {{"eventtype", "template_card_event"}, {"template_card_event", {{"card_type", "button_interaction"}, {"event_key", "q:12:0"}, {"task_id", "task-1"}}}}}}.dump();
}

}  // namespace linli::wecom::fakes
