#pragma once
// What is wrong in a configuration file, so that its author can go to the place: every loader of config/ answers with these.
#include <filesystem>
#include <string>
#include <vector>

namespace linli {

struct Position {
  int line{}, column{};
};

struct ConfigError {
  std::string file;
  int line{};          // from 1; 0 when the whole file is meant
  int column{};
  std::string reason;  // a sentence
  std::string likely;  // the word that was probably meant, or empty
  friend bool operator==(const ConfigError&, const ConfigError&) = default;
};

// "lexicon/places.toml:3:8: unknown kind of words 'plcae' (did you mean 'place'?)"
std::string describe(const ConfigError& error);
// All of them by file, line and column, each once. Paths are shown from the folder `config` on: config/playbooks/return.toml.
std::vector<std::string> describe(std::vector<ConfigError> errors, const std::filesystem::path& config);
// The word of `known` that differs from `written` in few letters, or empty.
std::string likely_word(const std::string& written, const std::vector<std::string>& known);

}  // namespace linli
