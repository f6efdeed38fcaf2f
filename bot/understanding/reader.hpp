#pragma once
// Reads Chinese chat messages: a text and the time it was sent in, a Reading out. Pure and thread-safe after construction; a message of
// ordinary length costs tens of microseconds, and 100 KB of the worst text under 5 ms. Vocabulary is data: config/lexicon/.
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bot/model/reading.hpp"
#include "bot/understanding/piece.hpp"
#include "bot/understanding/rules.hpp"

namespace linli {

struct Lexicon;  // bot/understanding/lexicon.hpp: parsed vocabulary, immutable

class Reader {
 public:
  Reader(std::shared_ptr<const Lexicon> lexicon, Zone zone);
  ~Reader();
  // `text` is UTF-8; bytes that are not are read as if they were not there. Never fails: what says nothing gives an empty Reading.
  // `probe` switches rules off and learns which applied; without one all do.
  Reading read(std::string_view text, Instant sent_at, RuleProbe* probe = nullptr) const;
  // All of a text in its order; of a long one its beginning. What may be a name counts as one.
  std::vector<Piece> cut(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

// 走了, said of the one visitor who is here without being asked.
inline constexpr std::string_view visitor_left = "leaving.of_visitor";
// 没啥不舒服: of the body in so many words; told of somebody by name or dwelling it counts unasked.
inline constexpr std::string_view well_in_body = "health.well_in_body";

// The conversation a message came from, as far as understanding needs it.
struct Context {
  std::vector<Asked> asked;  // what the bot had just asked this writer; several slots may be asked in one message
  bool renter{};             // the writer is a renter: 我 is the traveller
  bool landlord{};           // the writer lets a dwelling: 租客, 他 may be the writer's renter
  bool direct{};             // a direct chat, or the bot was mentioned
  bool visitor{};            // one visitor of the writer's is here, as far as is known
};

// What the reading means in that conversation. Empty: ordinary talk, nothing to say. `sent_at` is that of the message.
std::vector<Understood> interpret(const Reading& reading, const Context& context, RuleProbe* probe = nullptr);

}  // namespace linli
