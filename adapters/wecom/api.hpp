#pragma once
// Calls to the platform: the application's with its token, those to a webhook or to a response_url with their own secret. A token the platform
// no longer knows is fetched once and the call repeated once. Loop's thread; each `done` once, on it.
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/house.hpp"
#include "adapters/wecom/application_port.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/outcome.hpp"
#include "adapters/wecom/token.hpp"

namespace linli::wecom {

class Api final : public ApplicationPort, public std::enable_shared_from_this<Api> {
 public:
  using Done = std::function<void(Answer)>;
  Api(const House& house, const Options& options);

  // POST <api><path>?access_token=…, `body` as JSON. Without an application: configuration_error (40013). `until`: IoClock::steady, when
  // `done` must have been called; at least one second is given to the call itself.
  void application(std::string_view path, std::string body, std::chrono::microseconds until, Done done);
  // POST <api>/cgi-bin/webhook/send?key=…
  void webhook(const SecretPtr& key, std::string body, std::chrono::microseconds until, Done done);
  // To a response_url, whose host the doors have looked at.
  void response(const SecretPtr& url, std::string body, std::chrono::microseconds until, Done done);
  // Whether the token can be had now.
  void token(Done done);

  void userid(std::string open_userid, std::function<void(std::expected<std::string, http::Failure>)> done) override;
  void media(std::string media_id, std::size_t most, std::chrono::milliseconds limit,
      std::function<void(std::expected<std::string, http::Failure>)> done) override;

 private:
  using Raw = std::expected<http::Response, http::CallFailed>;
  void post(std::string url, std::string body, std::chrono::microseconds until, Done done);
  void send(http::Call call, std::function<void(Raw)> done);
  void with_token(std::string path, std::string body, std::chrono::microseconds until, bool again, Done done);
  void fetch_media(std::string media_id, std::size_t most, std::chrono::microseconds until, bool again,
      std::function<void(std::expected<std::string, http::Failure>)> done);
  std::chrono::milliseconds left(std::chrono::microseconds until) const;

  const House house_;
  std::string api_;
  std::shared_ptr<Token> token_;         // null: no application
};

// The key of a group's webhook: as configured, or out of the whole address that people paste. Empty: neither.
std::string webhook_key(std::string_view configured);

}  // namespace linli::wecom
