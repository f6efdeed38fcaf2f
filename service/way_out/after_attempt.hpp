#pragma once
// What follows from one attempt to deliver. Pure: the dispatcher asks it and carries it out.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "bot/model/event.hpp"
#include "bot/model/say.hpp"

namespace linli {

struct RetryRules {
  std::int32_t attempts{12};
  std::chrono::hours give_up{48};                          // since it was planned
  std::chrono::milliseconds first{1'000}, longest{600'000};  // full jitter between 0 and first * 2^n, at most longest
  std::chrono::milliseconds broken{300'000};               // while the account's configuration is wrong
};

struct Attempted {
  DeliveryOutcome outcome{};
  std::optional<std::chrono::milliseconds> after;          // as the platform asked
  SayClass cls{};
  std::int32_t attempts{1};                                // this one included
  std::chrono::microseconds age{};                         // since it was planned
  bool idempotent{};                                       // the platform knows a repetition by its key
  double chance{};                                         // 0..1, for the jitter
  bool too_fast{};                                         // it was a limit of the platform
};

namespace then {
struct Sent {};
struct Again { std::chrono::milliseconds after; };
struct Failed {};                                          // the bot is told where it was an escalation
}  // namespace then
struct AfterAttempt {
  std::variant<then::Sent, then::Again, then::Failed> what;
  std::string why;                                         // word key: the why of the ending or of the waiting
  enum class Way : std::uint8_t { fine, not_tried, failing, broken, too_fast } way{};  // what it says about the way it took
};

AfterAttempt after_attempt(const Attempted& attempt, const RetryRules& rules);
// A message whose last attempt was begun before the service ended, and nobody heard what became of it: may it be sent (once more)?
bool may_repeat(SayClass cls, bool idempotent);
std::chrono::milliseconds backoff(std::int32_t attempts, double chance, const RetryRules& rules);

}  // namespace linli
