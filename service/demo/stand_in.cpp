#include "service/demo/stand_in.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "service/knowledge/toml_reader.hpp"

namespace linli::demo {
namespace {

namespace fs = std::filesystem;
using Errors = std::vector<ConfigError>;

constexpr std::string_view placeholder = "{standin}";

bool write_for_owner(const fs::path& file, const std::string& text) {
  std::error_code none;
  fs::remove(file, none);
  int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool whole = write(fd, text.data(), text.size()) == ssize_t(text.size());
  return close(fd) == 0 && whole;
}

void write_secrets(const fs::path& from, const fs::path& folder, Errors& errors) {
  auto table = parse_toml(from, errors);
  if (!table) return;
  std::error_code failed;
  fs::create_directories(folder, failed);
  fs::permissions(folder, fs::perms::owner_all, failed);
  TomlReader file(*table, from.generic_string(), errors);
  for (auto& [name, secret] : file.named_words())
    if (!write_for_owner(folder / name.text, secret.text)) errors.push_back({(folder / name.text).generic_string(), 0, 0, "cannot be written", {}});
}

}  // namespace

std::expected<StandIn, Errors> stand_in(const fs::path& config, const std::string& platform, const std::string& address, const fs::path& data, ImportWords words) {
  Errors errors;
  auto folder = config / "demo" / platform;
  write_secrets(folder / "secrets.toml", data / "secrets", errors);
  auto path = folder / (platform + ".toml");
  std::ifstream in(path, std::ios::binary);
  if (!in) errors.push_back({path.generic_string(), 0, 0, "cannot be read", {}});
  if (!errors.empty()) return std::unexpected(std::move(errors));
  std::string text(std::istreambuf_iterator<char>(in), {});
  for (auto at = text.find(placeholder); at != text.npos; at = text.find(placeholder, at + address.size())) text.replace(at, placeholder.size(), address);
  auto account = read_account(path, text, {folder, config / "platforms", {data, {}}});
  if (!account) return std::unexpected(std::move(account.error()));
  words.accounts.push_back(account->name);
  auto rows = read_import(folder, words);
  if (!rows) return std::unexpected(std::move(rows.error()));
  return StandIn{std::move(*account), std::move(*rows)};
}

}  // namespace linli::demo
