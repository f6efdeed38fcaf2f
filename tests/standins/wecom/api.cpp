#include "tests/standins/wecom/api.hpp"

#include <array>

#include "tests/standins/wecom/api_parts.hpp"

namespace wecom_standin {
namespace {

using std::chrono::seconds;

constexpr std::string_view root = "/cgi-bin/";

int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
      out += char(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

http::Response as_json(const Json& body) {
  return http::json(200, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string word(Fault::What what) {
  constexpr std::array words{"status", "error", "not_sent", "cut_before", "cut_after", "slow", "expired"};
  return words.at(std::size_t(what));
}

}  // namespace

std::map<std::string, std::string> parameters(const std::string& query) {
  std::map<std::string, std::string> out;
  for (std::size_t at = 0; at < query.size();) {
    auto end = std::min(query.find('&', at), query.size());
    auto part = std::string_view(query).substr(at, end - at);
    auto middle = std::min(part.find('='), part.size());
    out.emplace(decoded(part.substr(0, middle)), middle < part.size() ? decoded(part.substr(middle + 1)) : "");
    at = end + 1;
  }
  return out;
}

std::string Api::name(const std::string& path) { return path.starts_with(root) ? path.substr(root.size()) : "files"; }

const Api::Line* Api::line(const std::string& path) {
  static const std::array<Line, 9> lines{{
      {"GET", "gettoken", false, &Api::gettoken},
      {"POST", "message/send", true, &Api::message_send},
      {"POST", "message/recall", true, &Api::message_recall},
      {"POST", "message/update_template_card", true, &Api::update_template_card},
      {"POST", "batch/openuserid_to_userid", true, &Api::openuserid_to_userid},
      {"POST", "media/upload", true, &Api::media_upload},
      {"POST", "webhook/send", false, &Api::webhook_send},
      {"POST", "webhook/upload_media", false, &Api::webhook_upload},
      {"POST", "aibot/response", false, &Api::aibot_response},
  }};
  for (auto& one : lines)
    if (one.path == path) return &one;
  return nullptr;
}

void Api::answer(http::Request asked, std::function<void(Answered)> done) {
  using What = Fault::What;
  auto what = name(asked.path);
  auto fault = core_.faults.due(what, core_.now());
  if (!fault) return done(reply(asked, what));
  auto told = word(fault->what);
  switch (fault->what) {
    case What::status: core_.note(what, fault->value, told); return done(http::text(int(fault->value), "busy"));
    case What::error: core_.note(what, fault->value, told); return done(as_json(failure(core_, fault->value, "planned")));
    case What::not_sent:
    case What::cut_before: core_.note(what, -1, told); return done(std::unexpected(fault->what));
    case What::cut_after: reply(asked, what); core_.calls.back().fault = told; return done(std::unexpected(fault->what));
    case What::expired: expire_tokens(); return done(reply(asked, what));
    case What::slow: {
      auto answer = reply(asked, what);
      core_.calls.back().fault = told;
      core_.later(fault->wait, [answer = std::move(answer), done = std::move(done)] { done(answer); });
      return;
    }
  }
}

http::Response Api::reply(const http::Request& request, const std::string& what) {
  auto noted = [&](const Json& json) {
    core_.note(what, json.value("errcode", std::int64_t{0}));
    return as_json(json);
  };
  if (what == "files") {
    auto answer = file(request.path);
    core_.note(what, answer.status == 200 ? 0 : answer.status);
    return answer;
  }
  Asked asked{request, parameters(request.query), {}, false};
  bool getting = what == "media/get";
  auto* one = line(what);
  if (!one && !getting) {
    core_.note(what, 404);
    return http::text(404, "not found");
  }
  if (getting || one->token)
    if (auto refused = check_token(asked)) return noted(*refused);
  if (getting) {
    auto answer = media_get(asked);
    core_.note(what, 0);
    return answer;
  }
  if (request.method != one->method) return noted(failure(core_, 43001 + (one->method == "POST"), "require " + std::string(one->method) + " method"));
  if (one->method == "POST" && what.find("upload") == what.npos)
    if (auto refused = check_body(asked)) return noted(*refused);
  return noted((this->*one->handler)(asked));
}

std::optional<Json> Api::check_token(const Asked& asked) {
  auto token = asked.text("access_token");
  if (token.empty()) return failure(core_, 41001, "access_token missing");
  auto it = tokens_.find(token);
  if (it == tokens_.end()) return failure(core_, 40014, "invalid access_token");
  if (core_.now() >= it->second) return failure(core_, 42001, "access_token expired");
  if (!core_.manners.trusted) return failure(core_, 60020, "not allow to access from your ip");
  return {};
}

// §2: a body that cannot be read is taken as one with nothing in it, and the answer warns.
std::optional<Json> Api::check_body(Asked& asked) {
  if (asked.request.body.empty()) return failure(core_, 44001, "empty media data");
  if (escapes(asked.request.body)) return failure(core_, 40033, "invalid charset. please check your request, if include \\uxxxx will create fail");
  asked.body = Json::parse(asked.request.body, nullptr, false);
  if (!asked.body.is_object()) asked.body = Json::object(), asked.wrong = true;
  return {};
}

void Api::expire_tokens() {
  for (auto& [token, until] : tokens_) until = std::min(until, core_.now());
}

// §5.1
Json Api::gettoken(Asked& asked) {
  if (asked.text("corpid").empty()) return failure(core_, 41002, "corpid missing");
  if (asked.text("corpsecret").empty()) return failure(core_, 41004, "corpsecret missing");
  if (asked.text("corpid") != core_.world.corp) return failure(core_, 40013, "invalid corpid");
  if (asked.text("corpsecret") != core_.world.secret)
    return core_.manners.says_40001 ? failure(core_, 40001, "invalid credential") : failure(core_, 40091, "secret is invalid");
  // The same token to everybody who asks, until it is close to its end; then a new one, and the old one lives to its own end.
  auto left = live_.empty() ? seconds(0) : std::chrono::duration_cast<seconds>(tokens_[live_] - core_.now());
  if (left < seconds(600)) {
    live_ = core_.id("standin-access-token-"), left = seconds(7200);
    tokens_[live_] = core_.now() + left;
  }
  auto answer = fine();
  answer["access_token"] = live_, answer["expires_in"] = left.count();
  return answer;
}

// §7.1
Json Api::openuserid_to_userid(Asked& asked) {
  Reader body(asked.body, asked.wrong);
  auto ids = body.texts("open_userid_list");
  if (ids.empty() || ids.size() > 1000) return failure(core_, 40058, "open_userid_list count. invalid Request Parameter", asked.wrong);
  auto answer = fine(asked.wrong);
  answer["userid_list"] = Json::array(), answer["invalid_open_userid_list"] = Json::array();
  for (auto& id : ids) {
    auto* member = core_.world.member(core_.world.userid(id));
    if (member && member->visible) answer["userid_list"].push_back({{"open_userid", id}, {"userid", member->id}});
    else answer["invalid_open_userid_list"].push_back(id);
  }
  return answer;
}

}  // namespace wecom_standin
