#pragma once
#include <filesystem>

#include "service/app.hpp"
#include "service/import/import_files.hpp"

namespace linli {

// The words that the files of an import may use: those of config/.
ImportWords import_words(const Setup& setup, const std::filesystem::path& config);

}  // namespace linli
