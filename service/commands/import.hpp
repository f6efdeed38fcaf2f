#pragma once
// `linli import FOLDER`: areas, places, people, roles, tenancies, accounts, chats and the rota from CSV files; all or nothing, again = update.
#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "service/import/import_files.hpp"

namespace linli {

// Reads and checks the folder and hands it to `store`. The answer, or the errors, one line each.
std::expected<std::string, std::vector<std::string>> import_folder(
    const std::filesystem::path& folder, const ImportWords& words,
    const std::function<std::expected<ImportCounts, std::vector<ImportError>>(const ImportSet&)>& store);

}  // namespace linli
