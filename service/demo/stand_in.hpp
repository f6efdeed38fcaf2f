#pragma once
// The demo connected to a stand-in of an outside platform (config/demo/<platform>): its account with made-up secrets, and the rows that bind the
// demo's people and a group of theirs to it.
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "service/import/import_files.hpp"
#include "service/platform/platforms.hpp"

namespace linli::demo {

struct StandIn {
  AccountPlan account;
  ImportSet rows;
};
// `address`: host:port of the stand-in; it takes the place of {standin} in the account's file. The secrets are written below `data`, for its
// owner alone.
std::expected<StandIn, std::vector<ConfigError>> stand_in(const std::filesystem::path& config, const std::string& platform, const std::string& address,
                                                          const std::filesystem::path& data, ImportWords words);

}  // namespace linli::demo
