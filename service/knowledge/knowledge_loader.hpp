#pragma once
// config/ as the bot's knowledge, whole or not at all. The vocabulary (config/lexicon) is read beside it and put in by the app.
#include <expected>
#include <filesystem>
#include <vector>

#include "bot/knowledge.hpp"
#include "service/knowledge/config_error.hpp"
#include "service/knowledge/playbook_loader.hpp"
#include "service/knowledge/settings_loader.hpp"

namespace linli {

struct Configured {
  Knowledge knowledge;                             // without its reader
  std::vector<PlaybookPlaces> where;               // of the knowledge's playbooks, in their order
  PlaceKinds places;                               // what import may name
};

// All errors of all files at once. Templates that playbooks name are checked where templates are loaded: Words::check(knowledge.playbooks, where).
std::expected<Configured, std::vector<ConfigError>> load_knowledge(const std::filesystem::path& config);

}  // namespace linli
