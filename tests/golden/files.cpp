#include "tests/golden/files.hpp"

#include <sodium.h>

#include <cctype>
#include <stdexcept>

namespace linli::golden_files {

namespace fs = std::filesystem;

fs::path source() { return LINLI_SOURCE_DIR; }

const Setup& setup() {
  static const Setup loaded = [] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium");
    auto read = load_setup(source() / "config", source() / "templates");
    if (!read) throw std::runtime_error(describe(read.error().front()));
    return *read;
  }();
  return loaded;
}

std::vector<fs::path> files() {
  std::vector<fs::path> out;
  for (auto* folder : {"tests/golden", "tests/fixtures/conversations", "tests/fixtures/dialogues"})
    for (auto& entry : fs::directory_iterator(source() / folder))
      if (entry.path().extension() == ".yaml") out.push_back(entry.path());
  std::ranges::sort(out);
  return out;
}

std::string test_name(const fs::path& file) {
  auto name = file.parent_path().filename().string() + "_" + file.stem().string();
  std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

}  // namespace linli::golden_files
