#pragma once
// The command line as plain values. A wrong one is answered in at most three lines: what, where, what to do.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace linli {

enum class Command : std::uint8_t { adapter_check, demo, serve, import, config_check, understand, dates, rehearse, rebuild, why, link, sign_out, lexicon_suggest };

struct Arguments {
  Command command{};
  std::filesystem::path config;                 // folder, or the file in it; empty: found beside the program
  std::filesystem::path data;                   // empty: the command's own
  std::filesystem::path web;                    // empty: found beside the program
  std::filesystem::path folder;                 // import
  std::uint16_t port{8080};                     // demo
  bool fresh{};                                 // demo
  std::string wecom;                            // demo: address of a stand-in, host:port; empty: not connected
  std::vector<std::filesystem::path> files;     // rehearse
  bool restarts{}, mentions{};                  // rehearse
  std::string text;                             // understand, dates: of several words, with a blank between
  std::optional<std::string> role, chat, at, asked;  // understand; dates takes at
  bool explain{};                               // understand
  std::optional<std::filesystem::path> jsonl;   // understand, dates; "-": standard input
  std::string which;                            // why: a case or message; link, sign-out: a person; adapter check: an account
  std::vector<std::string> yes;                 // lexicon suggest: KIND=WORD, added without asking
  std::size_t people{2};                        // lexicon suggest: of at least so many people
  std::string to;                               // adapter check: who gets a test message
};

// How a command ends (docs/commands.md).
enum class Exit : int {
  fine = 0,
  failed = 1,          // it was done and something was not as it should be: rehearse differs, rebuild differs, import refused
  wrong = 2,           // the command line or the configuration is wrong: nothing was begun
  no_store = 3,        // the data cannot be opened, or another process holds it
  no_door = 4,         // it cannot listen
  stopped_hard = 5     // a second SIGTERM, or a failure that only a new start can mend
};

struct Parsed {
  std::optional<Arguments> arguments;           // none: `words` were shown, and the program ends with `exit`
  std::string words;
  Exit exit{Exit::fine};
};
Parsed parse_arguments(int count, const char* const* values);

}  // namespace linli
