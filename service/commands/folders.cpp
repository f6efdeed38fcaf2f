#include "service/commands/folders.hpp"

#include <cstdlib>
#include <system_error>

namespace linli {
namespace {

namespace fs = std::filesystem;

bool is_root(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "config", none) && fs::is_directory(folder / "templates", none);
}

fs::path root_above(fs::path folder) {
  for (int i = 0; i < 5 && !folder.empty(); ++i) {
    if (is_root(folder)) return folder;
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return {};
}

fs::path real_program(const fs::path& called) {
  std::error_code none;
  auto self = fs::read_symlink("/proc/self/exe", none);
  return none ? fs::weakly_canonical(called, none) : self;
}

}  // namespace

std::expected<Folders, std::string> find_folders(const Arguments& arguments, const fs::path& program) {
  std::error_code none;
  Folders out;
  auto beside = real_program(program).parent_path();
  if (!arguments.config.empty()) {
    out.config = fs::absolute(arguments.config, none).lexically_normal();
    if (out.config.filename().empty()) out.config = out.config.parent_path();
    if (fs::is_regular_file(out.config, none)) out.config = out.config.parent_path();
    if (!fs::is_directory(out.config, none))
      return std::unexpected("there is no configuration in " + arguments.config.string() + "; --config takes the folder config/ or linli.toml in it");
    out.root = out.config.parent_path();
  }
  auto found = out.root.empty() || !is_root(out.root) ? root_above(beside) : out.root;
  if (found.empty() && is_root(beside.parent_path() / "share" / "linli")) found = beside.parent_path() / "share" / "linli";
  if (found.empty() && is_root(fs::current_path(none))) found = fs::current_path(none);
  if (found.empty()) return std::unexpected("config/ and templates/ are neither beside the program nor here; name them with --config FOLDER");
  if (out.root.empty()) out.root = found;
  if (out.config.empty()) out.config = found / "config";
  out.templates = fs::is_directory(out.root / "templates", none) ? out.root / "templates" : found / "templates";
  out.web = arguments.web;
  for (auto candidate : {found / "build" / "web", beside / "web", beside.parent_path() / "web", found / "web" / "dist"})
    if (out.web.empty() && fs::is_regular_file(candidate / "index.html", none)) out.web = candidate;
  return out;
}

fs::path demo_data(const Folders& folders) {
  std::error_code none;
  if (fs::is_directory(folders.root / "build", none)) return folders.root / "build" / "demo";
  if (auto* data = std::getenv("XDG_DATA_HOME"); data && *data) return fs::path(data) / "linli" / "demo";
  if (auto* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".local" / "share" / "linli" / "demo";
  return fs::current_path(none) / "linli-demo";
}

StoreOptions store_in(const fs::path& data) {
  StoreOptions out;
  out.data = data / "linli.db";
  out.keys = data / "keys" / "keys.db";
  out.master_key = fs::path(data).concat(".key");
  return out;
}

fs::path control_socket(const fs::path& data) { return data / "control.sock"; }

}  // namespace linli
