#pragma once
// Plays what is due: at the next due by the bot's clock, at the latest every 30 seconds, ripe dues become events, at most 500 at a time, in
// their order. What was played is state in the store, so nothing is skipped or doubled over a restart. It also moves the bot's clock (demo,
// tests, rehearse): each due is played at its own time, in order, and the move waits at each until what it planned has gone out.
// Loop's thread only.
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "service/clocks/bot_clock.hpp"
#include "service/dispatcher.hpp"
#include "service/log/log.hpp"
#include "service/pipeline.hpp"
#include "storage/store.hpp"
#include "storage/views.hpp"

namespace linli {

class Scheduler {
 public:
  struct Parts {
    Store& store;
    Loop& loop;
    const IoClock& io;
    BotClock& clock;
    Pipeline& pipeline;
    Dispatcher& dispatcher;
    Log& log;
  };
  explicit Scheduler(Parts parts) : p_(parts) {}

  void wake();                                     // a due may have been added, or the clock moved
  // Moves the bot's clock to `to` (not back). `progress` at each moment that is played; `done` at the end. False: a move is under way.
  bool move(Instant to, std::function<void()> progress, std::function<void()> done);
  bool moving() const { return move_.has_value(); }
  std::optional<Instant> moving_to() const { return move_ ? std::optional(move_->to) : std::nullopt; }
  // The next due as last seen in the store, for the strip with the clock.
  const std::optional<NextDue>& next() const { return next_; }
  void on_next(std::function<void()> changed) { changed_ = std::move(changed); }
  void stop() { stopping_ = true; timer_.reset(); }
  Instant looked() const { return looked_; }       // when it last looked, by the I/O clock: silence is visible
  std::size_t stuck() const { return stuck_.size(); }
  bool quiet() const { return !looking_ && !playing_ && !move_; }

 private:
  struct Move {
    Instant to;
    std::function<void()> progress, done;
  };
  struct Ripe {
    DueRow due;
    std::optional<BurstView> burst;
  };
  struct Seen {
    std::vector<Ripe> ripe;
    std::optional<NextDue> next;
    std::optional<Instant> next_not_before;
  };
  void look(std::size_t limit, std::function<void(Seen)> then);
  void tick();
  void play(std::vector<Ripe> ripe, std::function<void()> then);
  Event event_of(const Ripe& ripe) const;
  void step();                                     // of a move
  void step_to(Seen found);
  void wait_for_words(std::function<void()> then);
  void stand_at(Instant at, std::function<void()> then);
  void finish();

  Parts p_;
  std::optional<NextDue> next_;
  std::optional<Move> move_;
  std::set<DueId> stuck_;                          // played in vain: not again before the next start
  std::function<void()> changed_;
  Loop::TimerPtr timer_;
  Instant looked_{};
  bool looking_{}, playing_{}, again_{}, stopping_{};
};

}  // namespace linli
