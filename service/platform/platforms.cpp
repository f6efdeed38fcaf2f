#include "service/platform/platforms.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "adapters/wecom/settings.hpp"
#include "service/knowledge/toml_reader.hpp"
#include "service/platform/platform_config.hpp"
#include "service/room/room.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;

// A platform is a line here.
constexpr KnownPlatform known_to_linli[] = {
  {"wecom", wecom::read_wecom},
};

std::vector<fs::path> account_files(const fs::path& accounts) {
  std::vector<fs::path> out;
  std::error_code none;
  for (auto& entry : fs::directory_iterator(accounts, none))
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

bool plain_name(const std::string& name) {
  return !name.empty() && name.size() <= 40 &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

}  // namespace

std::span<const KnownPlatform> known_platforms() { return known_to_linli; }

AccountFolders account_folders(const fs::path& config) { return {config / "accounts", config / "platforms", secret_places(config)}; }

std::vector<std::string> account_names(const fs::path& accounts) {
  std::vector<std::string> out;
  for (auto& file : account_files(accounts)) out.push_back(file.stem().string());
  return out;
}

std::expected<AccountPlan, std::vector<ConfigError>> read_account(const fs::path& file, std::string_view text, const AccountFolders& folders,
                                                                  std::span<const KnownPlatform> known) {
  std::vector<ConfigError> errors;
  auto table = parse_toml(file.generic_string(), text, errors);
  if (!table) return std::unexpected(std::move(errors));
  TomlSettings account(TomlReader(*table, file.generic_string(), errors), folders.secrets);
  AccountPlan out;
  out.name = file.stem().string();
  if (!plain_name(out.name)) account.reader().error({}, "an account's file is named with a-z, 0-9, - and _: its name is the account's name");
  if (out.name == room::platform_name) account.reader().error({}, "this is the name of the built-in chat room, which needs no account file");
  out.platform = account.text("platform");
  auto found = std::ranges::find(known, out.platform, &KnownPlatform::name);
  if (found == known.end()) {
    std::vector<std::string> names;
    for (auto& one : known) names.emplace_back(one.name);
    if (!out.platform.empty()) account.reader().error(account.reader().where("platform"), "unknown platform '" + out.platform + "'", likely_word(out.platform, names));
    return std::unexpected(std::move(errors));
  }
  auto like = folders.platforms / (out.platform + ".toml");
  auto limits_table = parse_toml(like, errors);
  if (!limits_table) return std::unexpected(std::move(errors));
  TomlSettings limits(TomlReader(*limits_table, like.generic_string(), errors), folders.secrets);
  out.sending = sending_rules(limits.reader());
  out.plan = found->read(account, limits);
  account.done();
  limits.done();
  if (errors.empty() && !out.plan) account.reader().error({}, "this account cannot be connected");
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

std::expected<std::vector<AccountPlan>, std::vector<ConfigError>> read_accounts(const AccountFolders& folders, std::span<const KnownPlatform> known) {
  std::vector<ConfigError> errors;
  std::vector<AccountPlan> out;
  for (auto& file : account_files(folders.accounts)) {
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open()) {
      errors.push_back({file.generic_string(), 0, 0, "cannot be read", {}});
      continue;
    }
    auto plan = read_account(file, text, folders, known);
    if (plan) out.push_back(std::move(*plan));
    else errors.insert(errors.end(), plan.error().begin(), plan.error().end());
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace linli
