#pragma once
// What the bot said, as acts: of one planned message, its parts with their arguments looked up while they still hold.
#include <string>
#include <vector>

#include "bot/model/time.hpp"
#include "service/rehearse/acts.hpp"
#include "storage/views.hpp"

namespace linli {
class Reads;
}

namespace linli::rehearse {

struct Heard {
  EventId cause;
  std::uint32_t turn{};
  std::string chat;                  // of a group; empty for a direct chat
  std::string actor;                 // whose direct chat; empty in a group
  Instant at;                        // when it left, by the bot's clock
  std::vector<ActText> acts;         // one for each part, `say` among them
  std::string text;                  // the words
};
Heard hear(Reads& reads, const SayRow& row, const std::string& text, Instant at, const Zone& zone);

// Messages of one turn as one: the line in a group and the read-back in the direct chat count as one act; what is no act of the guide counts
// only where there is nothing else.
struct Turn {
  EventId cause;
  std::uint32_t turn{};
  std::vector<std::string> groups;   // chats it was shown in
  std::vector<std::string> actors;   // whose direct chats were written in
  std::vector<ActText> acts;
  std::vector<std::string> texts;
};
std::vector<Turn> turns_of(const std::vector<Heard>& heard);

}  // namespace linli::rehearse
