#pragma once
// Who is who in `linli serve`: one-time codes of personal links, and sessions. Codes and secrets are random; only their hashes are stored.
#include <functional>
#include <optional>
#include <string>

#include "adapters/webchat/ports.hpp"
#include "adapters/loop.hpp"
#include "service/platform/platform_config.hpp"
#include "storage/store.hpp"

namespace linli::room {

class Sessions final : public webchat::Sessions {
 public:
  Sessions(Store& store, Loop& loop, const IoClock& io, AccountId account, SessionRules rules)
      : store_(store), loop_(loop), io_(io), account_(account), rules_(rules) {}

  void spend(std::string code, std::function<void(std::optional<std::string>)> done) override;
  void check(std::string secret, bool used, std::function<void(std::optional<std::string>)> done) override;
  void end(std::string secret, std::function<void()> done) override;

  // A code for the person known here by `actor`, good once and for as long as the rules say; nothing for whom nobody knows.
  void new_code(std::string actor, std::function<void(std::optional<std::string>)> done);
  // Ends all sessions of that person; how many, or nothing for whom nobody knows.
  void sign_out(std::string actor, std::function<void(std::optional<std::size_t>)> done);

 private:
  void write(std::function<void(Writes&)> job, std::function<void(bool)> done);
  Store& store_;
  Loop& loop_;
  const IoClock& io_;
  AccountId account_;
  SessionRules rules_;
};

}  // namespace linli::room
