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

// All files of the folder in the order of their names. The first word of a kind counts where one word has several kinds.
std::expected<std::shared_ptr<const Lexicon>, ConfigError> load_lexicon(const std::filesystem::path& folder);
// One file's text; `name` is what errors call it.
std::expected<std::vector<Lexicon::Word>, ConfigError> parse_lexicon(const std::string& name, std::string_view toml);

}  // namespace linli
