#include "adapters/webchat/sessions.hpp"

#include <algorithm>
#include <map>

#include "adapters/webchat/bucket.hpp"
#include "adapters/webchat/decode.hpp"
#include "adapters/webchat/page.hpp"
#include "adapters/webchat/room.hpp"

namespace linli::webchat {
namespace {

using http::Admit;
using http::Answer;
using http::Request;
using http::Response;

constexpr std::string_view cookie_name = "__Host-linli";
constexpr std::size_t most_addresses = 4'096, most_body = 1'024;

std::string cookie_header(const std::string& secret, long seconds) {
  return std::string(cookie_name) + "=" + secret + "; Path=/; Max-Age=" + std::to_string(seconds) + "; Secure; HttpOnly; SameSite=Strict";
}
// What the service made itself, before it goes into a header.
bool is_secret(const std::string& secret) {
  auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !secret.empty() && secret.size() <= 256 && std::all_of(secret.begin(), secret.end(), fits);
}

struct Doors {
  std::shared_ptr<Room> room;
  std::map<std::string, Bucket> tries;  // of codes, by address

  bool from_our_page(const Request& request) const {
    auto* origin = http::find(request.headers, "origin");
    return origin && std::find(room->options.origins.begin(), room->options.origins.end(), *origin) != room->options.origins.end();
  }
  static bool is_json(const Request& request) {
    auto* type = http::find(request.headers, "content-type");
    return type && (*type == "application/json" || type->starts_with("application/json;"));
  }
  // Why an unsafe request is not even looked at; nothing if it may be.
  std::optional<Response> refused(const Request& request) const {
    if (!from_our_page(request)) return http::json(403, R"({"error":"origin"})");
    if (!is_json(request)) return http::json(415, R"({"error":"type"})");
    if (request.body.size() > most_body) return http::json(413, R"({"error":"too_long"})");
    return {};
  }
  bool may_try(const std::string& address) {
    if (tries.size() >= most_addresses) tries.clear();
    auto per_minute = room->options.limits.codes_per_minute;
    auto& bucket = tries.try_emplace(address, per_minute, 1, per_minute + 1).first->second;
    return bucket.take(std::chrono::steady_clock::now()) == Bucket::Answer::go;
  }

  void open(const Request& request, const Admit& admit) const {
    if (!from_our_page(request)) return admit(http::json(403, R"({"error":"origin"})"));
    if (room->options.demo) return admit(events_of(std::make_shared<Page>(room, "", "")));
    auto secret = http::cookie(request.headers, cookie_name);
    if (!is_secret(secret)) return admit(http::json(401, R"({"error":"session"})"));
    room->ports.sessions->check(secret, true, [held = room, admit, secret](std::optional<std::string> person) {
      if (!person) return admit(http::json(401, R"({"error":"session"})"));
      admit(events_of(std::make_shared<Page>(held, *person, secret)));
    });
  }

  void ask(const Request& request, const Answer& answer) const {
    if (room->options.demo) return answer(http::json(200, "{}"));
    auto secret = http::cookie(request.headers, cookie_name);
    if (!is_secret(secret)) return answer(http::json(401, R"({"error":"session"})"));
    room->ports.sessions->check(secret, false, [answer](const std::optional<std::string>& person) {
      answer(person ? http::json(200, "{}") : http::json(401, R"({"error":"session"})"));
    });
  }

  void spend(const Request& request, const Answer& answer) {
    if (room->options.demo) return answer(http::json(404, R"({"error":"demo"})"));
    if (auto why = refused(request)) return answer(std::move(*why));
    if (!may_try(request.from)) return answer(http::json(429, R"({"error":"busy"})"));
    auto flat = flat_json(request.body);
    const std::string* code = nullptr;
    if (flat)
      if (auto it = flat->find("code"); it != flat->end()) code = std::get_if<std::string>(&it->second);
    if (!code || !is_secret(*code)) return answer(http::json(401, R"({"error":"code"})"));
    room->ports.sessions->spend(*code, [answer](const std::optional<std::string>& secret) {
      if (!secret || !is_secret(*secret)) return answer(http::json(401, R"({"error":"code"})"));
      auto response = http::json(200, "{}");
      response.headers.push_back({"Set-Cookie", cookie_header(*secret, 12L * 3600)});
      answer(std::move(response));
    });
  }

  void leave(const Request& request, const Answer& answer) const {
    if (room->options.demo) return answer(http::json(404, R"({"error":"demo"})"));
    if (auto why = refused(request)) return answer(std::move(*why));
    auto response = http::json(200, "{}");
    response.headers.push_back({"Set-Cookie", cookie_header("", 0)});
    auto secret = http::cookie(request.headers, cookie_name);
    if (!is_secret(secret)) return answer(std::move(response));
    room->ports.sessions->end(secret, [held = room, answer, secret, response] {
      for (auto* page : held->pages_now())
        if (page->session() == secret) page->end(4401, "");
      answer(response);
    });
  }
};

}  // namespace

http::Routes session_routes(std::shared_ptr<Room> room) {
  auto doors = std::make_shared<Doors>(std::move(room));
  return {
      {.method = "GET", .path = "/chat/ws", .match = http::Match::exact, .handler = {}, .upgrade = [doors](const Request& r, const Admit& a) { doors->open(r, a); }},
      {.method = "GET", .path = "/chat/session", .match = http::Match::exact, .handler = [doors](const Request& r, const Answer& a) { doors->ask(r, a); }, .upgrade = {}},
      {.method = "POST", .path = "/chat/session", .match = http::Match::exact, .handler = [doors](const Request& r, const Answer& a) { doors->spend(r, a); }, .upgrade = {}},
      {.method = "POST", .path = "/chat/sign-out", .match = http::Match::exact, .handler = [doors](const Request& r, const Answer& a) { doors->leave(r, a); }, .upgrade = {}},
  };
}

}  // namespace linli::webchat
