#pragma once
// Reads one playbook of config/playbooks/ and checks its form and its meaning (docs/playbooks.md). All errors of the file at once.
#include <filesystem>
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
};

// Nothing where the file has errors; they are added to `errors`.
std::optional<Playbook> load_playbook(const std::filesystem::path& path, const PlaybookSurroundings& around, std::vector<ConfigError>& errors);
// One file's text; `name` is what errors call it.
std::optional<Playbook> parse_playbook(const std::string& name, std::string_view toml, const PlaybookSurroundings& around, std::vector<ConfigError>& errors);

}  // namespace linli
