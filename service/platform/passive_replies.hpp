#pragma once
// Words in a platform request's own answer (adapters/ports.hpp). Their claim was made in the commit of the event (storage/claims.hpp); here it
// is looked at again, the words are rendered and sealed, and what became of them is written down. Loop's thread only.
#include <memory>

#include "adapters/ports.hpp"
#include "service/clocks/bot_clock.hpp"
#include "service/dispatcher.hpp"
#include "service/log/log.hpp"
#include "service/words/words.hpp"
#include "storage/store.hpp"

namespace linli {

struct PassiveParts {
  Store& store;
  Loop& loop;
  const BotClock& clock;
  const Words& words;
  Dispatcher& dispatcher;
  Log& log;
};
std::unique_ptr<PassiveReplies> passive_replies(PassiveParts parts);

}  // namespace linli
