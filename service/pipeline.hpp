#pragma once
// The way in: an event is read on the receiving side, then goes through the store as one unit of work. Loop's thread only.
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>

#include "bot/bot.hpp"
#include "service/clocks/bot_clock.hpp"
#include "service/log/log.hpp"
#include "service/second_reader/second_reader.hpp"
#include "storage/store.hpp"

namespace linli {

struct PipelineLimits {
  std::chrono::milliseconds wait{4'000};     // for the flush; then the sender is told to come again. The unit goes on by itself
  std::int32_t again{5};                     // how often a unit is taken again because its records had moved on
  std::chrono::minutes future{5};            // an event of a later time than this from now counts as sent now
};

class Pipeline {
 public:
  using Done = std::function<void(std::expected<Outcome, Refused>)>;
  Pipeline(const Bot& bot, Store& store, Loop& loop, const BotClock& clock, Log& log, PipelineLimits limits = {})
      : bot_(bot), store_(store), loop_(loop), clock_(clock), log_(log), limits_(limits) {}

  // `done` on the loop's thread, exactly once: after the event is durable, or refused. Out of time is Refused::queue_full: nobody knows yet
  // whether it was stored, and the inbox makes it safe to send it again.
  // `answer_repeats`: for how long a passive event's request is repeated whose answer was not heard.
  void submit(Event event, Done done, std::chrono::seconds answer_repeats = {});
  // A stored burst that is shown to the second reader first, where there is one; without it, and where it is silent, as `submit`.
  void submit_unread(Event event, Done done);
  void second(SecondReader* reader) { second_ = reader; }
  // Each event once it was taken or refused. For whoever follows a conversation: rehearse.
  void on_taken(std::function<void(const Event&, const std::expected<Outcome, Refused>&)> hook) { taken_ = std::move(hook); }
  std::size_t in_hand() const { return in_hand_; }

 private:
  struct Work;
  std::shared_ptr<Work> taken_up(Event event, Done done);
  void begin(std::shared_ptr<Work> work);
  Reading read(const Work& work) const;
  void run(std::shared_ptr<Work> work);
  void finish(const std::shared_ptr<Work>& work, std::expected<Outcome, Refused> result);
  void reread(const std::shared_ptr<Work>& work);

  const Bot& bot_;
  Store& store_;
  Loop& loop_;
  const BotClock& clock_;
  Log& log_;
  PipelineLimits limits_;
  SecondReader* second_{};
  std::size_t in_hand_{};
  std::function<void(const Event&, const std::expected<Outcome, Refused>&)> taken_;
};

}  // namespace linli
