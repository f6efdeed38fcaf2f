#pragma once
// The stand-in on a pretended clock, and hands of a service: calls, a bot on the long connection.
#include <deque>
#include <optional>

#include "service/clocks/pretended.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace standins_wecom_test {

using namespace std::chrono_literals;
using namespace wecom_standin;
namespace http = linli::http;

inline World street() { return *read_world(std::string(LINLI_SOURCE_DIR) + "/tests/standins/wecom/world.toml"); }

// A bot of the long connection that keeps everything it hears.
struct Bot final : http::LinkEvents {
  std::unique_ptr<http::Link> link;
  std::vector<Json> heard;
  bool is_open{};
  std::string ended;
  void opened() override { is_open = true; }
  void text(std::string frame) override { heard.push_back(Json::parse(frame)); }
  void closed(std::string_view why) override { is_open = false, ended = why; }
  const Json* callback(std::size_t n = 0) const {
    for (auto& frame : heard)
      if (frame.contains("cmd") && n-- == 0) return &frame;
    return nullptr;
  }
};

class Scene {
 public:
  explicit Scene(World world = street(), Manners manners = {}) : wecom(time, time, std::move(world), manners) {}

  linli::Pretended time{linli::Instant(std::chrono::sys_days(std::chrono::February / 11 / 2020)) + 2h};
  Standin wecom;

  std::expected<http::Response, http::CallFailed> raw(const std::string& method, const std::string& target, std::string body = {},
      http::Headers headers = {}, std::chrono::milliseconds limit = 10s) {
    std::optional<std::expected<http::Response, http::CallFailed>> answer;
    http::Call call{method, target.starts_with("http") ? target : wecom.core().world.api + target, std::move(headers), std::move(body), limit, 1 << 20};
    wecom.calls().call(std::move(call), [&](auto got) { answer = std::move(got); });
    time.drain();
    if (!answer) time.advance(limit);
    return *answer;
  }
  Json post(const std::string& target, const Json& body) { return Json::parse(raw("POST", target, body.dump())->body); }
  Json get(const std::string& target) { return Json::parse(raw("GET", target)->body); }
  std::string token() {
    auto& world = wecom.core().world;
    return get("/cgi-bin/gettoken?corpid=" + world.corp + "&corpsecret=" + world.secret).value("access_token", "");
  }
  Json as_application(const std::string& path, const Json& body) { return post("/cgi-bin/" + path + "?access_token=" + token(), body); }
  Json to_member(const std::string& to, const std::string& text, Json more = Json::object()) {
    more.update({{"touser", to}, {"msgtype", "text"}, {"agentid", 1000002}, {"text", {{"content", text}}}});
    return as_application("message/send", more);
  }
  Json to_webhook(const Json& body) { return post("/cgi-bin/webhook/send?key=" + wecom.core().world.groups[0].webhook, body); }
  Json text_to_webhook(const std::string& text) { return to_webhook({{"msgtype", "text"}, {"text", {{"content", text}}}}); }

  std::unique_ptr<Bot> connect() {
    auto bot = std::make_unique<Bot>();
    bot->link = wecom.links().open(wecom.core().world.gateway, *bot);
    time.drain();
    return bot;
  }
  // The answer to a frame; null: none came.
  Json frame(Bot& bot, const std::string& command, const std::string& request, Json body = Json::object()) {
    auto before = bot.heard.size();
    bot.link->send(Json{{"cmd", command}, {"headers", {{"req_id", request}}}, {"body", std::move(body)}}.dump());
    time.drain();
    for (auto at = before; at < bot.heard.size(); ++at)
      if (!bot.heard[at].contains("cmd") && bot.heard[at]["headers"]["req_id"] == request) return bot.heard[at];
    return {};
  }
  Json subscribe(Bot& bot, const std::string& secret = "standin-bot-secret") {
    return frame(bot, "aibot_subscribe", "s1", {{"bot_id", "aibSTANDIN01"}, {"secret", secret}});
  }
  std::unique_ptr<Bot> subscribed() {
    auto bot = connect();
    subscribe(*bot);
    return bot;
  }
  static Json stream(const std::string& id, const std::string& text, bool finish) {
    return {{"msgtype", "stream"}, {"stream", {{"id", id}, {"finish", finish}, {"content", text}}}};
  }
  static Json markdown(const std::string& text) { return {{"msgtype", "markdown"}, {"markdown", {{"content", text}}}}; }
  Json push(Bot& bot, const std::string& chat, int type, Json body) {
    body["chatid"] = chat, body["chat_type"] = type;
    return frame(bot, "aibot_send_msg", "p1", std::move(body));
  }
  std::string request_of(const Bot& bot, std::size_t n = 0) const { return (*bot.callback(n))["headers"]["req_id"]; }
};

inline Json card(const std::string& task, Json buttons) {
  return {{"card_type", "button_interaction"}, {"main_title", {{"title", "返回登记"}, {"desc", "301室"}}}, {"task_id", task}, {"button_list", std::move(buttons)}};
}
inline Json two_buttons() { return {{{"text", "是"}, {"key", "yes"}, {"style", 1}}, {{"text", "不是"}, {"key", "no"}, {"style", 2}}}; }

}  // namespace standins_wecom_test
