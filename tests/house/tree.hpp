#pragma once
// The source tree as the house tests see it: text files by path, relative to the top, '/' between folders. Either read from disk, or
// planted: one text file that holds a small tree with a fault in it, and what must be found there.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace house {

struct Tree {
  std::string top;                           // where it was read from; empty for a planted one
  std::map<std::string, std::string> files;  // path -> text
};

// Sources, scripts, configuration and documents; no build folders, node_modules, or anything planted.
Tree read_tree(const std::filesystem::path& top);

struct Planted {
  Tree tree;
  std::vector<std::string> expected;  // findings, each "path:line: message"
};
// "# …" comments, "expect <finding>" lines, then "=== <path>" before the lines of each file.
Planted read_planted(const std::filesystem::path& file);

bool starts(std::string_view text, std::string_view with);
bool ends(std::string_view text, std::string_view with);
std::vector<std::string> lines_of(const std::string& text);

}  // namespace house
