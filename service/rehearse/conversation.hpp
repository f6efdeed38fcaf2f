#pragma once
// A conversation file (docs/rehearse.md; the form is that of the label guide, "Conversation files"), read with its line numbers.
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/model/event.hpp"
#include "bot/model/time.hpp"
#include "service/rehearse/acts.hpp"

namespace linli::rehearse {

struct Known {                       // "A: 68号301 租客 小王 即 B"
  std::string landlord, address, renter, as;   // renter: name, or empty; as: who of the file is that renter, or empty
  int line{};
};
struct Given {                       // an earlier fact or an open question
  std::string by;                    // empty: the first landlord
  std::vector<ActText> acts;
  int line{};
};

struct Said {                        // somebody writes, speaks, sends a picture, or opens the direct chat
  std::string role, who;
  bool direct{};
  bool stranger{};
  Body body;                         // MessageIn, MediaIn or HelloIn
  bool beside{};                     // a further part of the line before
};
struct Bot {                         // what the bot is expected to do
  std::string to;                    // "bot>direct A": A; empty: in the chat, or to the writer
  std::vector<ActText> acts;
  std::string words;                 // after " | "
};
struct Clock { Instant at; };
struct Repeat {};                    // the platform delivers the last message once more
struct Line {
  std::variant<Said, Bot, Clock, Repeat> what;
  std::string text;                  // as it stands in the file
  int line{};
};

struct Conversation {
  std::string file, title;
  bool direct{};                     // chat: direct
  Instant reference;
  std::vector<Known> known;
  std::vector<Given> given;
  std::vector<Line> turns;
};

// One sentence with file and line where it is wrong.
std::expected<Conversation, std::string> read_conversation(const std::filesystem::path& file);

}  // namespace linli::rehearse
