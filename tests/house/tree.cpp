#include "tests/house/tree.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace house {
namespace fs = std::filesystem;
namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

bool skipped_folder(const std::string& path, const std::string& name) {
  constexpr std::array skipped{"build", "node_modules", ".git", "dist", "test-results", "playwright-report"};
  if (path == "tests/house/planted" || path == "demo") return true;
  for (auto* s : skipped)
    if (name == s) return true;
  return false;
}

bool is_text(const std::string& name) {
  constexpr std::array kinds{".cpp", ".hpp", ".h", ".ts", ".mts", ".js", ".mjs", ".vue", ".css", ".html", ".json", ".toml", ".yaml", ".csv",
      ".md", ".sh", ".txt", ".cmake", ".mustache"};
  for (auto* k : kinds)
    if (ends(name, k)) return true;
  return name == "run" || name == "test";
}

}  // namespace

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
bool ends(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Tree read_tree(const fs::path& top) {
  Tree tree{top.string(), {}};
  for (auto at = fs::recursive_directory_iterator(top); at != fs::end(at); ++at) {
    std::string path = fs::relative(at->path(), top).generic_string(), name = at->path().filename().string();
    if (at->is_directory()) {
      if (skipped_folder(path, name)) at.disable_recursion_pending();
    } else if (at->is_regular_file() && is_text(name)) {
      tree.files[path] = read_file(at->path());
    }
  }
  return tree;
}

Planted read_planted(const fs::path& file) {
  Planted planted;
  std::string* into = nullptr;
  for (const std::string& line : lines_of(read_file(file))) {
    if (starts(line, "=== ")) into = &planted.tree.files[line.substr(4)];
    else if (into) *into += line + "\n";
    else if (starts(line, "expect ")) planted.expected.push_back(line.substr(7));
    else if (!line.empty() && line[0] != '#') throw std::runtime_error(file.string() + ": neither comment nor expectation: " + line);
  }
  return planted;
}

}  // namespace house
