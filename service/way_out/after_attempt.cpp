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
  using Way = AfterAttempt::Way;
  auto again = [&](std::chrono::milliseconds wait, std::string why, Way way) -> AfterAttempt {
    bool over = a.attempts >= rules.attempts || a.age + wait >= rules.give_up;
    if (over) return {then::Failed{}, "send.gave_up", way};
    return {then::Again{wait}, std::move(why), way};
  };
  auto wait = backoff(a.attempts, a.chance, rules);
  switch (a.outcome) {
    case DeliveryOutcome::sent: return {then::Sent{}, "", Way::fine};
    case DeliveryOutcome::retry_after: {
      bool closed = a.after && a.after->count() <= 0;        // the adapter found the way closed: it will say another one
      auto way = a.too_fast ? Way::too_fast : closed ? Way::not_tried : a.after ? Way::too_fast : Way::failing;
      return again(a.after ? std::max(*a.after, std::chrono::milliseconds(1)) : wait, "send.later", way);
    }
    case DeliveryOutcome::refresh_credential:  // the adapter fetches a new one with the next attempt
      return again(a.attempts == 1 ? std::chrono::milliseconds(0) : wait, "send.credential", Way::failing);
    case DeliveryOutcome::drop_message: return {then::Failed{}, "send.refused", Way::fine};
    case DeliveryOutcome::conversation_gone: return {then::Failed{}, "send.chat_gone", Way::fine};
    case DeliveryOutcome::recipient_gone: return {then::Failed{}, "send.person_gone", Way::fine};
    case DeliveryOutcome::configuration_error: return again(rules.broken, "send.configuration", Way::broken);
    case DeliveryOutcome::ambiguous:
      if (may_repeat(a.cls, a.idempotent)) return again(wait, "send.unsure", Way::failing);
      return {then::Failed{}, "send.unsure", Way::failing};
  }
  return {then::Failed{}, "send.refused", Way::fine};
}

}  // namespace linli
