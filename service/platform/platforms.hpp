#pragma once
// The outside platforms that Linli knows, and the accounts that are configured on them: config/accounts/<name>.toml says `platform = "..."` and
// what belongs to this street; config/platforms/<platform>.toml says what the platform is like. A file that is there is an account that is
// connected. The built-in chat room needs none.
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/platform.hpp"
#include "service/knowledge/config_error.hpp"
#include "service/platform/settings.hpp"
#include "service/way_out/sending_rules.hpp"

namespace linli {

struct KnownPlatform {
  std::string_view name;                   // config/platforms/<name>.toml
  ReadPlatform read{};
};
std::span<const KnownPlatform> known_platforms();

// An account that is to be connected: everything that can be wrong in its files was read.
struct AccountPlan {
  std::string name;                        // the file's stem; column `account` of accounts.csv and chats.csv
  std::string platform;
  SendingRules sending;
  std::shared_ptr<const PlatformPlan> plan;
};

struct AccountFolders {
  std::filesystem::path accounts, platforms;
  SecretPlaces secrets;
};
// config/accounts, config/platforms, secrets beside them.
AccountFolders account_folders(const std::filesystem::path& config);

// By name. No folder: none. All errors of all files at once.
std::expected<std::vector<AccountPlan>, std::vector<ConfigError>> read_accounts(const AccountFolders& folders,
                                                                                std::span<const KnownPlatform> known = known_platforms());
// One of them, its text in hand: `file` is where errors are shown.
std::expected<AccountPlan, std::vector<ConfigError>> read_account(const std::filesystem::path& file, std::string_view text, const AccountFolders& folders,
                                                                  std::span<const KnownPlatform> known = known_platforms());
// The names alone, of what lies there, right or wrong: what an import may name.
std::vector<std::string> account_names(const std::filesystem::path& accounts);

}  // namespace linli
