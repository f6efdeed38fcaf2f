#pragma once
// Reads one playbook of config/playbooks/ and checks its form and its meaning (docs/playbooks.md). All errors of the file at once.
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/casework/playbook.hpp"
#include "service/knowledge/config_error.hpp"

namespace linli {

// What a playbook may speak of besides itself.
struct PlaybookSurroundings {
  std::vector<std::string> roles;          // of config/roles.toml
  std::vector<std::string> levels;         // of areas, config/places.toml
  std::vector<std::string> reasons;        // for which a case may climb though no playbook names them (a fever)
  bool whole{true};                        // false: the files that define these have faults, so nothing is checked against them
};

// Where a playbook's words stand in its file, for faults that are found beside other files.
struct PlaybookPlaces {
  std::string file;
  Position kind, opens;
  std::map<std::string, std::vector<Position>> templates;   // of each template, wherever it is named, in the order of Words::check
  std::map<std::string, Position> names;                    // "title", "state.<name>", "reminder.<name>", "limit.<name or reason>", "result.<name>"
};

// Nothing where the file has errors; they are added to `errors`.
std::optional<Playbook> load_playbook(const std::filesystem::path& path, const PlaybookSurroundings& around, std::vector<ConfigError>& errors,
                                      PlaybookPlaces* where = nullptr);
// One file's text; `name` is what errors call it.
std::optional<Playbook> parse_playbook(const std::string& name, std::string_view toml, const PlaybookSurroundings& around, std::vector<ConfigError>& errors,
                                       PlaybookPlaces* where = nullptr);

}  // namespace linli
