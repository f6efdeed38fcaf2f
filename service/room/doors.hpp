#pragma once
// The doors of the built-in chat room (adapters/webchat/ports.hpp), opened onto the house. Loop's thread only.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/webchat/ports.hpp"
#include "bot/knowledge.hpp"
#include "service/clocks/bot_clock.hpp"
#include "service/pipeline.hpp"
#include "service/scheduler.hpp"
#include "service/words/words.hpp"
#include "storage/store.hpp"

namespace linli::room {

struct House {
  Store& store;
  Loop& loop;
  const IoClock& io;
  BotClock& clock;
  Pipeline& pipeline;
  Scheduler& scheduler;
  const Words& words;
  const Knowledge& knowledge;
  AccountId account;
};

struct Manner {                              // of config/platforms/webchat.toml
  bool demo{};
  std::string supervisors;                   // the audience whose group is shown as the supervisors'
  std::vector<std::string> suggestions;      // word keys, each with a word for each person who has one
};

std::unique_ptr<webchat::Directory> directory_door(House& house, Manner manner);
std::unique_ptr<webchat::History> history_door(House& house, std::int64_t last);
std::unique_ptr<webchat::Cases> cases_door(House& house);
// `moved`: the state says something new.
std::unique_ptr<webchat::RoomClock> clock_door(House& house, std::function<void()> moved);


}  // namespace linli::room
