#pragma once
// Plays a conversation file and says what differs. The whole way: pipeline, store, bot, words, dispatcher, scheduler, under a pretended clock.
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/rehearse/door.hpp"
#include "service/rehearse/conversation.hpp"

namespace linli::rehearse {

struct Difference {
  int line{};
  std::string expected, got;         // either may be empty: too few, too many
};
struct Played {
  std::vector<Difference> differences;
  std::vector<std::string> said;     // every text as it left, in order
  std::string failure;               // what kept it from being played to its end, or empty
  bool passed() const { return differences.empty() && failure.empty(); }
};

struct Playing {
  bool restarts{};                   // the service is torn down and built again after every line
  // As on a door that hears only mentions: group lines whose answer is stay_quiet are not sent, all others mention the bot.
  bool only_mentions{};
  MakeDoor door = straight_door;
};
Played play(const Conversation& conversation, const Setup& setup, const std::filesystem::path& config, Playing playing);
// One line for each difference, with file and line.
std::string describe(const Conversation& conversation, const Played& played);

}  // namespace linli::rehearse
