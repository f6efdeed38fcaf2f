#pragma once
// Comma-separated files as spreadsheets write them (RFC 4180): quotes, doubled quotes, line ends inside quotes, CRLF or LF, a byte-order mark.
// Text must be UTF-8. Blank lines are passed over.
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "service/knowledge/config_error.hpp"

namespace linli {

struct Cell {
  std::string text;                // without blanks around it, unless quoted
  int line{}, column{};            // where it begins, from 1; columns in characters
};
struct Sheet {
  std::vector<Cell> header;
  std::vector<std::vector<Cell>> rows;   // each as long as the header
};
// `file` is how errors name it. All errors of the file, at most 50.
std::expected<Sheet, std::vector<ConfigError>> read_csv(std::string_view text, const std::string& file);

}  // namespace linli
