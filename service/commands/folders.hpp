#pragma once
// Where the program finds what it needs: config/, templates/, the built pages, the demo's data.
#include <expected>
#include <filesystem>
#include <string>

#include "service/commands/arguments.hpp"
#include "storage/store.hpp"

namespace linli {

struct Folders {
  std::filesystem::path config, templates, web;
  std::filesystem::path root;                   // the folder that holds config/ and templates/
};
// `program`: how it was called (argv[0]). Looks beside the program and above it (build/release/linli finds the sources), then in the share
// folder of where it is installed. One sentence where something is missing.
std::expected<Folders, std::string> find_folders(const Arguments& arguments, const std::filesystem::path& program);

// The demo's own folder: build/demo of the sources, else the user's data folder.
std::filesystem::path demo_data(const Folders& folders);

// The store's files in a data folder. The master key lies beside the folder, not in it: a copy of the folder cannot be read.
StoreOptions store_in(const std::filesystem::path& data);
std::filesystem::path control_socket(const std::filesystem::path& data);

}  // namespace linli
