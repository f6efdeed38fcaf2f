#pragma once
// The master key's file: 32 random bytes that their owner alone may read.
#include <array>
#include <expected>
#include <filesystem>

#include "storage/store.hpp"

namespace linli::vault {

std::expected<std::array<unsigned char, 32>, OpenError> read_master_key(const std::filesystem::path& file, bool make);

}  // namespace linli::vault
