#pragma once
// [serve] of linli.toml: where the service listens, and where its data lie.
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "adapters/http/server.hpp"
#include "service/knowledge/config_error.hpp"

namespace linli {

struct ServeConfig {
  std::filesystem::path data;
  std::filesystem::path master_key;      // empty: beside the data folder
  bool make_master_key{};
  http::Listener listener;
  std::vector<std::string> origins;      // as the page is opened: https://linli.example
};
// Certificate files, or loopback, or a socket file behind a proxy; anything else is refused.
std::expected<ServeConfig, std::vector<ConfigError>> load_serve(const std::filesystem::path& linli_toml);
// Whether the file has a [serve], or cannot be read as TOML.
bool serve_is_named(const std::filesystem::path& linli_toml);

}  // namespace linli
