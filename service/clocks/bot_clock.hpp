#pragma once
// The bot's clock: what is now and what is due. It runs with the computer's clock from a stored anchor, can be moved ahead (demo, tests), stands
// still while it is moved, and never goes back. Loop's thread only.
#include <optional>

#include "adapters/loop.hpp"

namespace linli {

class BotClock {
 public:
  explicit BotClock(const IoClock& io) : io_(io), bot_(io.wall()), real_(bot_), shown_(bot_) {}

  Instant now() const;
  Instant computer() const { return io_.wall(); }   // the other clock's moment, for what is stored of it
  // At start, from the stored anchor: showed `bot` when the computer's clock showed `real`.
  void anchor(Instant bot, Instant real);
  // Stands at `at` (or where it is, if that is later) until it is let go.
  void hold(Instant at);
  void let_go();
  bool held() const { return held_.has_value(); }

 private:
  const IoClock& io_;
  Instant bot_, real_;
  std::optional<Instant> held_;
  mutable Instant shown_;
};

}  // namespace linli
