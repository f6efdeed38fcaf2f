#include "adapters/wecom/api.hpp"

#include <algorithm>
#include <utility>

#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

using std::chrono::milliseconds;
constexpr std::size_t answer_bytes = 64 * 1024;
constexpr milliseconds ask_limit{4'000};
constexpr std::int64_t no_application = 40013;           // invalid corpid: there is none

bool stale(const Answer& answer) { return answer.what == Answer::What::answered && (answer.error == 40014 || answer.error == 42001); }

}  // namespace

std::string webhook_key(std::string_view configured) {
  constexpr std::string_view name = "key=";
  if (auto query = configured.find('?'); query != std::string_view::npos) {
    auto at = configured.find(name, query);
    if (at == std::string_view::npos || (configured[at - 1] != '?' && configured[at - 1] != '&')) return {};
    configured.remove_prefix(at + name.size());
    configured = configured.substr(0, configured.find_first_of("&#"));
  }
  auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'; };
  bool good = configured.size() >= 8 && configured.size() <= 128 && std::ranges::all_of(configured, fits);
  return good ? std::string(configured) : std::string();
}

Api::Api(const House& house, const Options& options) : house_(house), api_(options.api) {
  if (options.application) token_ = std::make_shared<Token>(house, *options.application, options.api, options.token_before);
}

milliseconds Api::left(std::chrono::microseconds until) const {
  return std::max(std::chrono::duration_cast<milliseconds>(until - house_.io.steady()), milliseconds(1'000));
}

void Api::send(http::Call call, std::function<void(Raw)> done) { house_.caller.call(std::move(call), std::move(done)); }

void Api::post(std::string url, std::string body, std::chrono::microseconds until, Done done) {
  http::Call call;
  call.method = "POST";
  call.url = std::move(url);
  call.headers = {{"Content-Type", "application/json"}};
  call.body = std::move(body);
  call.limit = left(until);
  call.most = answer_bytes;
  send(std::move(call), [self = weak_from_this(), done = std::move(done)](Raw raw) {
    auto answer = read_answer(std::move(raw));
    auto api = self.lock();
    if (api && answer.what == Answer::What::answered && answer.error == misread) api->house_.notices.warning("wecom.misread");
    done(std::move(answer));
  });
}

void Api::application(std::string_view path, std::string body, std::chrono::microseconds until, Done done) {
  with_token(std::string(path), std::move(body), until, true, std::move(done));
}

void Api::with_token(std::string path, std::string body, std::chrono::microseconds until, bool again, Done done) {
  if (!token_) return done(answered(no_application));
  token_->get([self = shared_from_this(), path = std::move(path), body = std::move(body), until, again, done = std::move(done)](auto token) mutable {
    if (!token) return done(std::move(token.error()));
    auto url = self->api_ + path + "?access_token=";
    (*token)->use([&](const std::string& text) { url += percent(text); });
    auto repeat = again ? body : std::string();
    self->post(std::move(url), std::move(body), until,
      [self, path = std::move(path), repeat = std::move(repeat), until, again, used = *token, done = std::move(done)](Answer answer) mutable {
        if (!stale(answer)) return done(std::move(answer));
        self->token_->stale(used);
        if (!again) return done(std::move(answer));
        self->with_token(std::move(path), std::move(repeat), until, false, std::move(done));
      });
  });
}

void Api::webhook(const SecretPtr& key, std::string body, std::chrono::microseconds until, Done done) {
  auto url = api_ + "/cgi-bin/webhook/send?key=";
  key->use([&](const std::string& text) { url += webhook_key(text); });
  post(std::move(url), std::move(body), until, std::move(done));
}

void Api::response(const SecretPtr& url, std::string body, std::chrono::microseconds until, Done done) {
  std::string address;
  url->use([&](const std::string& text) { address = text; });
  post(std::move(address), std::move(body), until, std::move(done));
}

void Api::token(Done done) {
  if (!token_) return done(answered(no_application));
  token_->get([done = std::move(done)](auto token) { done(token ? answered(0) : std::move(token.error())); });
}

void Api::userid(std::string open_userid, std::function<void(std::expected<std::string, http::Failure>)> done) {
  auto body = dump(Json{{"open_userid_list", {open_userid}}});
  application("/cgi-bin/batch/openuserid_to_userid", std::move(body), house_.io.steady() + ask_limit,
    [open_userid = std::move(open_userid), done = std::move(done)](Answer answer) {
      if (!answer.fine()) {
        if (judge(By::application, answer).outcome == DeliveryOutcome::configuration_error) return done(std::unexpected(http::Failure::not_allowed));
        bool unheard = answer.what == Answer::What::failed && answer.failure == http::Failure::no_answer;
        return done(std::unexpected(unheard ? http::Failure::no_answer : http::Failure::not_sent));
      }
      auto told = parse(answer.body);
      auto list = told.find("userid_list");
      if (list != told.end() && list->is_array())
        for (auto& pair : *list)
          if (text_of(pair, "open_userid") == open_userid) return done(text_of(pair, "userid"));
      done(std::string());
    });
}

void Api::media(std::string media_id, std::size_t most, milliseconds limit, std::function<void(std::expected<std::string, http::Failure>)> done) {
  fetch_media(std::move(media_id), most, house_.io.steady() + limit, true, std::move(done));
}

void Api::fetch_media(std::string media_id, std::size_t most, std::chrono::microseconds until, bool again,
    std::function<void(std::expected<std::string, http::Failure>)> done) {
  if (!token_) return done(std::unexpected(http::Failure::not_allowed));
  token_->get([self = shared_from_this(), media_id = std::move(media_id), most, until, again, done = std::move(done)](auto token) mutable {
    if (!token) return done(std::unexpected(http::Failure::not_sent));
    http::Call call;
    call.url = self->api_ + "/cgi-bin/media/get?access_token=";
    (*token)->use([&](const std::string& text) { call.url += percent(text); });
    call.url += "&media_id=" + percent(media_id);
    call.limit = self->left(until);
    call.most = most;
    self->send(std::move(call), [self, media_id = std::move(media_id), most, until, again, used = *token, done = std::move(done)](Raw raw) mutable {
      if (!raw) return done(std::unexpected(raw.error().what));
      auto* type = http::find(raw->headers, "Content-Type");
      bool json = type && (type->starts_with("application/json") || type->starts_with("text/plain"));   // an error comes as JSON
      if (raw->status == 200 && !json) return done(std::move(raw->body));
      auto answer = read_answer(std::move(raw));
      if (stale(answer)) {
        self->token_->stale(used);
        if (again) return self->fetch_media(std::move(media_id), most, until, false, std::move(done));
      }
      done(std::unexpected(http::Failure::not_sent));
    });
  });
}

}  // namespace linli::wecom
