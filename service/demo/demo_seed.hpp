#pragma once
// The street of `linli demo` as data (config/demo): who lives there, and what was written before the demo begins. The service imports the
// one and plays the other through the whole pipeline at the first start.
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "bot/model/time.hpp"
#include "service/import/import_files.hpp"

namespace linli {

struct DemoLine {
  Instant at;
  std::string actor;             // the writer's id on the chat room's account
  std::string platform_chat;     // a group; empty: the writer's direct chat
  std::string text;
  bool mention{};
};
struct DemoSeed {
  ImportSet set;
  std::vector<DemoLine> history; // ascending by time, all before `begins`
  Instant begins;                // where the bot's clock stands when the page is first opened
};

// Reads the CSV files and history.yaml of the folder. `account` is the chat room's account, on which the people of the history write.
std::expected<DemoSeed, std::vector<ConfigError>> demo_seed(const std::filesystem::path& folder, const ImportWords& words = {},
                                                            const std::string& account = "webchat");

}  // namespace linli
