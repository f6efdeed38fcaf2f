#pragma once
// The bot: reads, says what it needs to see, decides. Pure and thread-safe; everything it knows is in its Knowledge.
#include <memory>

#include "bot/model/decision.hpp"
#include "bot/model/event.hpp"
#include "bot/model/reading.hpp"
#include "bot/model/records.hpp"

namespace linli {

struct Knowledge;

class Bot {
 public:
  explicit Bot(std::shared_ptr<const Knowledge> knowledge) : k_(std::move(knowledge)) {}

  // What the event's words can mean; an empty Reading for events without words. On the receiving side, before the unit.
  Reading read(const Event& event) const;
  // What to load: first with no records, then once more with what the first round found. No keys: nothing (more) is needed.
  Keys wanted(const Event& event, const Reading& reading, const Records* so_far) const;
  // Total: unclear and impossible are decisions too. `now` is the bot's time.
  Decision decide(const Records& records, const Reading& reading, const Event& event, Instant now) const;

  const Knowledge& knowledge() const { return *k_; }

 private:
  std::shared_ptr<const Knowledge> k_;
};

}  // namespace linli
