#pragma once
// The conversation files of this folder and of the label guide, and what they are played on.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "service/rehearse/play.hpp"

namespace linli::golden_files {

std::filesystem::path source();
const Setup& setup();
std::vector<std::filesystem::path> files();
std::string test_name(const std::filesystem::path& file);

// Files that do not pass yet, each with its reason. The list is exact: one that passes must leave it.
inline const std::map<std::string, std::string> not_yet{
};

}  // namespace linli::golden_files
