#pragma once
// The calls to qyapi.weixin.qq.com: tokens, messages, cards, ids, media, webhooks, late replies. HTTP status 200 with an errcode (§2).
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "adapters/http/http.hpp"
#include "tests/standins/wecom/core.hpp"

namespace wecom_standin {

namespace http = linli::http;

class Api {
 public:
  explicit Api(Core& core) : core_(core) {}
  // At once, or later on the loop's thread. Without an answer: how the connection failed (not_sent, cut_before, cut_after).
  using Answered = std::expected<http::Response, Fault::What>;
  void answer(http::Request asked, std::function<void(Answered)> done);
  // The name of a call as in Fault::on: what follows /cgi-bin/, or "files".
  static std::string name(const std::string& path);

  void kill_tokens() { tokens_.clear(), live_.clear(); }  // §5.1 "it may die early": 40014 from now on
  void expire_tokens();                                   // 42001 from now on

 private:
  struct Asked;
  using Handler = Json (Api::*)(Asked&);
  struct Line { std::string_view method, path; bool token; Handler handler; };
  static const Line* line(const std::string& path);

  http::Response reply(const http::Request& request, const std::string& what);
  std::optional<Json> check_token(const Asked& asked);
  std::optional<Json> check_body(Asked& asked);

  Json gettoken(Asked& asked);
  Json message_send(Asked& asked);
  Json message_recall(Asked& asked);
  Json update_template_card(Asked& asked);
  Json openuserid_to_userid(Asked& asked);
  Json media_upload(Asked& asked);
  Json webhook_send(Asked& asked);
  Json webhook_upload(Asked& asked);
  Json aibot_response(Asked& asked);
  http::Response media_get(Asked& asked);
  http::Response file(const std::string& path);
  Json keep_upload(Asked& asked, const std::string& owner);

  Core& core_;
  std::string live_;                               // the newest
  std::map<std::string, Instant> tokens_;          // given out, and when each ends
  std::map<std::string, std::pair<std::chrono::microseconds, Json>> before_;  // §5.2 duplicate check: by body
  std::map<std::string, std::chrono::microseconds> blocked_;  // webhooks
};

// name -> value of a query, percent-decoded.
std::map<std::string, std::string> parameters(const std::string& query);

}  // namespace wecom_standin
