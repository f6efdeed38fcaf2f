#include "service/knowledge/config_error.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace linli {

std::string describe(const ConfigError& error) {
  std::string out = error.file;
  if (error.line > 0) out += ":" + std::to_string(error.line) + ":" + std::to_string(error.column);
  out += ": " + error.reason;
  if (!error.likely.empty()) out += " (did you mean '" + error.likely + "'?)";
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';  // a key in quotes may hold anything; an error stays one line
  return out;
}

std::vector<std::string> describe(std::vector<ConfigError> errors, const std::filesystem::path& config) {
  auto before = config.parent_path().generic_string();
  if (!before.ends_with('/')) before += '/';
  for (auto& error : errors)
    if (error.file.starts_with(config.generic_string())) error.file.erase(0, before.size());
  auto place = [](const ConfigError& e) { return std::tie(e.file, e.line, e.column, e.reason); };
  std::ranges::sort(errors, [&](auto& a, auto& b) { return place(a) < place(b); });
  auto twice = std::ranges::unique(errors);
  errors.erase(twice.begin(), twice.end());
  std::vector<std::string> out;
  for (auto& error : errors) out.push_back(describe(error));
  return out;
}

std::string likely_word(const std::string& written, const std::vector<std::string>& known) {
  if (written.size() > 64) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(2, written.size() / 3) + 1;
  for (const auto& word : known) {
    // Levenshtein distance in one row.
    std::vector<std::size_t> row(word.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 1; i <= written.size(); ++i) {
      std::size_t corner = row[0]++;
      for (std::size_t j = 1; j <= word.size(); ++j) {
        std::size_t above = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (written[i - 1] != word[j - 1])});
        corner = above;
      }
    }
    if (row.back() < least) least = row.back(), best = word;
  }
  return best;
}

}  // namespace linli
