#include "service/clocks/bot_clock.hpp"

#include <algorithm>

namespace linli {

Instant BotClock::now() const {
  auto at = held_ ? *held_ : bot_ + (io_.wall() - real_);
  shown_ = std::max(shown_, at);
  return shown_;
}

void BotClock::anchor(Instant bot, Instant real) {
  bot_ = bot;
  real_ = real;
  shown_ = bot + std::max(io_.wall() - real, std::chrono::microseconds(0));
}

void BotClock::hold(Instant at) { held_ = std::max(now(), at); }

void BotClock::let_go() {
  if (!held_) return;
  bot_ = *held_;
  real_ = io_.wall();
  held_.reset();
}

}  // namespace linli
