#include "service/commands/import_words.hpp"

#include "service/platform/platforms.hpp"
#include "service/room/room.hpp"

namespace linli {

ImportWords import_words(const Setup& setup, const std::filesystem::path& config) {
  ImportWords out;
  for (auto& [role, traits] : setup.knowledge->roles) out.roles.push_back(role);
  out.place_kinds = setup.places.places;
  out.area_kinds = setup.places.areas;
  out.accounts = account_names(config / "accounts");
  out.accounts.emplace_back(room::platform_name);
  return out;
}

}  // namespace linli
