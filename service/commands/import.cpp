#include "service/commands/import.hpp"

namespace linli {
namespace {

std::vector<std::string> lines(const std::vector<ConfigError>& errors) {
  constexpr std::size_t most = 50;
  std::vector<std::string> out;
  for (auto& error : errors) {
    if (out.size() == most) {
      out.push_back("... and " + std::to_string(errors.size() - most) + " more");
      break;
    }
    out.push_back(describe(error));
  }
  return out;
}

}  // namespace

std::expected<std::string, std::vector<std::string>> import_folder(
    const std::filesystem::path& folder, const ImportWords& words,
    const std::function<std::expected<ImportCounts, std::vector<ImportError>>(const ImportSet&)>& store) {
  auto set = read_import(folder, words);
  if (!set) return std::unexpected(lines(set.error()));
  auto counts = store(*set);
  if (!counts) return std::unexpected(lines(as_config_errors(folder, counts.error())));
  return "added " + std::to_string(counts->added) + ", changed " + std::to_string(counts->changed) + ", the same " + std::to_string(counts->same);
}

}  // namespace linli
