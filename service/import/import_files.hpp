#pragma once
// A folder of CSV files (docs/import.md) as one ImportSet. Everything is read and checked before anything is stored; what only the store
// can know (whether a key was imported before) it checks itself, all or nothing.
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "service/knowledge/config_error.hpp"
#include "storage/import_set.hpp"

namespace linli {

// Words that a file may use where a list of them is kept in config/. Empty: not checked here.
struct ImportWords {
  std::vector<std::string> roles, place_kinds, area_kinds, accounts;
};

// All errors of all files, in the order of the files.
std::expected<ImportSet, std::vector<ConfigError>> read_import(const std::filesystem::path& folder, const ImportWords& words = {});

// What the store found, in the form of the other errors.
std::vector<ConfigError> as_config_errors(const std::filesystem::path& folder, const std::vector<ImportError>& errors);

}  // namespace linli
