#pragma once
// Reads config/lexicon/*.toml. Each table is a kind of words (lexicon.hpp), or a kind and a value: [by.train]; its one key is `words`.
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bot/understanding/lexicon.hpp"
#include "service/knowledge/config_error.hpp"

namespace linli {

// The words of one installation (docs/learning.md): read before all others, so that they count.
inline constexpr const char* local_lexicon = "local.toml";
// All files of the folder, the local one first, the others in the order of their names. Where one word has several kinds the first counts.
std::expected<std::shared_ptr<const Lexicon>, ConfigError> load_lexicon(const std::filesystem::path& folder);
// One file's text; `name` is what errors call it.
std::expected<std::vector<Lexicon::Word>, ConfigError> parse_lexicon(const std::string& name, std::string_view toml);

}  // namespace linli
