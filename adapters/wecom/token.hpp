#pragma once
// The application's access token (D-91039): fetched when it is needed, by one call at a time; whoever asks meanwhile waits for that call. Before
// its end a new one is fetched while the old one still serves. It stands in no log and in no error. Loop's thread only.
#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/house.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/outcome.hpp"

namespace linli::wecom {

class Token : public std::enable_shared_from_this<Token> {
 public:
  static constexpr std::size_t waiters_most = 256;         // more are told `not_sent` at once
  using Got = std::function<void(std::expected<SecretPtr, Answer> token)>;  // the answer of a failed fetch, with `before`

  Token(const House& house, Application application, std::string api, std::chrono::seconds before);

  // After a failed fetch the next one waits (1 s, doubled up to 60 s; a too-fast 60 s): until then everybody hears of that failure at once.
  void get(Got got);
  // The platform refused `used` (40014, 42001): dropped if it is still the one in use. Three times within a minute: the rest above.
  void stale(const SecretPtr& used);

 private:
  void fetch();
  void fetched(Answer answer);
  void rest(Answer why, std::chrono::microseconds how_long);
  std::chrono::microseconds now() const { return house_.io.steady(); }

  const House house_;
  Application application_;
  std::string api_;
  std::chrono::microseconds before_;
  SecretPtr current_;
  std::chrono::microseconds end_{}, rest_until_{}, stale_since_{};
  std::optional<Answer> refused_;                          // why there is no token, until rest_until_
  std::vector<Got> waiters_;
  int failures_{}, stales_{};
  bool fetching_{};
};

}  // namespace linli::wecom
