#include "service/way_out/after_attempt.hpp"

#include <algorithm>

namespace linli {

std::chrono::milliseconds backoff(std::int32_t attempts, double chance, const RetryRules& rules) {
  auto most = rules.first;
  for (std::int32_t i = 0; i < attempts && most < rules.longest; ++i) most *= 2;
  most = std::min(most, rules.longest);
  return std::chrono::milliseconds(std::int64_t(double(most.count()) * std::clamp(chance, 0.0, 1.0)));
}

bool may_repeat(SayClass cls, bool idempotent) { return idempotent || cls == SayClass::escalation; }

AfterAttempt after_attempt(const Attempted& a, const RetryRules& rules) {
  using Account = AfterAttempt::Account;
  auto again = [&](std::chrono::milliseconds wait, std::string why, Account account) -> AfterAttempt {
    bool over = a.attempts >= rules.attempts || a.age + wait >= rules.give_up;
    if (over) return {then::Failed{}, "send.gave_up", account};
    return {then::Again{wait}, std::move(why), account};
  };
  auto wait = backoff(a.attempts, a.chance, rules);
  switch (a.outcome) {
    case DeliveryOutcome::sent: return {then::Sent{}, "", Account::fine};
    case DeliveryOutcome::retry_after:
      return again(a.after ? std::max(*a.after, std::chrono::milliseconds(1)) : wait, "send.later", a.after ? Account::too_fast : Account::failing);
    case DeliveryOutcome::refresh_credential:  // the adapter fetches a new one with the next attempt
      return again(a.attempts == 1 ? std::chrono::milliseconds(0) : wait, "send.credential", Account::failing);
    case DeliveryOutcome::drop_message: return {then::Failed{}, "send.refused", Account::fine};
    case DeliveryOutcome::conversation_gone: return {then::Failed{}, "send.chat_gone", Account::fine};
    case DeliveryOutcome::recipient_gone: return {then::Failed{}, "send.person_gone", Account::fine};
    case DeliveryOutcome::configuration_error: return again(rules.broken, "send.configuration", Account::broken);
    case DeliveryOutcome::ambiguous:
      if (may_repeat(a.cls, a.idempotent)) return again(wait, "send.unsure", Account::failing);
      return {then::Failed{}, "send.unsure", Account::failing};
  }
  return {then::Failed{}, "send.refused", Account::fine};
}

}  // namespace linli
