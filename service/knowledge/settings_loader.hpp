#pragma once
// The small files of config/: who may do what (roles.toml), what kinds of places and areas there are (places.toml), and how the bot behaves
// (linli.toml: `zone` and [manners]; other sections belong to other readers).
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/knowledge.hpp"
#include "service/knowledge/config_error.hpp"

namespace linli {

struct PlaceKinds {
  std::vector<std::string> places;                 // dwelling, shop, ...
  std::vector<std::string> levels;                 // of areas, from the smallest up
  std::vector<std::string> areas;                  // kinds of area: village, compound, ...
};

// Each adds its errors; what it returns is whole only where there were none; stewards are not checked against roles that are not whole.
std::map<std::string, RoleTraits> load_roles(const std::filesystem::path& path, std::vector<ConfigError>& errors);
PlaceKinds load_places(const std::filesystem::path& path, const std::map<std::string, RoleTraits>& roles, bool roles_whole,
                       std::map<std::string, std::string>& stewards, std::vector<ConfigError>& errors);
void load_manners(const std::filesystem::path& path, Manners& manners, Phrases& phrases, std::optional<Zone>& zone, std::vector<ConfigError>& errors);

}  // namespace linli
