#include "service/commands/import_words.hpp"

#include <system_error>

namespace linli {

ImportWords import_words(const Setup& setup, const std::filesystem::path& config) {
  ImportWords out;
  for (auto& [role, traits] : setup.knowledge->roles) out.roles.push_back(role);
  out.place_kinds = setup.places.places;
  out.area_kinds = setup.places.areas;
  std::error_code none;
  for (auto& file : std::filesystem::directory_iterator(config / "platforms", none))
    if (file.path().extension() == ".toml") out.accounts.push_back(file.path().stem().string());
  return out;
}

}  // namespace linli
