#include "service/knowledge/knowledge_loader.hpp"

#include <algorithm>

#include "service/knowledge/playbook_loader.hpp"

namespace linli {
namespace {

std::vector<std::filesystem::path> playbook_files(const std::filesystem::path& folder, std::vector<ConfigError>& errors) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::ranges::sort(files);
  if (files.empty()) errors.push_back({folder.generic_string(), 0, 0, "there is no playbook in this folder", {}});
  return files;
}

}  // namespace

std::expected<Configured, std::vector<ConfigError>> load_knowledge(const std::filesystem::path& config) {
  std::vector<ConfigError> errors;
  Configured out;
  auto& k = out.knowledge;
  k.roles = load_roles(config / "roles.toml", errors);
  out.places = load_places(config / "places.toml", k.roles, errors.empty(), k.stewards, errors);
  std::optional<Zone> zone;
  load_manners(config / "linli.toml", k.manners, k.phrases, zone, errors);
  bool whole = errors.empty();
  if (zone) k.zone = std::move(*zone);

  PlaybookSurroundings around;
  for (auto& [name, role] : k.roles) around.roles.push_back(name);
  around.levels = out.places.levels;
  around.reasons.push_back(k.manners.fever_reason);
  around.whole = whole;
  for (auto& path : playbook_files(config / "playbooks", errors)) {
    PlaybookPlaces where;
    auto book = load_playbook(path, around, errors, &where);
    if (!book) continue;
    auto error = [&](Position at, std::string reason) { errors.push_back({where.file, at.line, at.column, std::move(reason), {}}); };
    for (auto& other : k.playbooks) {
      if (other.kind == book->kind && other.version == book->version)
        error(where.kind, "a second playbook '" + book->kind + "' of version " + std::to_string(book->version));
      for (auto intent : book->opens)
        if (other.kind != book->kind && std::ranges::find(other.opens, intent) != other.opens.end())
          error(where.opens, "'" + std::string(name_of(intent)) + "' already opens cases of '" + other.kind + "'");
      for (auto kind : book->opens_media)
        if (other.kind != book->kind && std::ranges::find(other.opens_media, kind) != other.opens_media.end())
          error(where.opens, "a " + std::string(name_of(kind)) + " already opens cases of '" + other.kind + "'");
    }
    k.playbooks.push_back(std::move(*book));
    out.where.push_back(std::move(where));
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace linli
