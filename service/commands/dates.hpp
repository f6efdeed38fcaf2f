#pragma once
// `linli dates`: every day and hour that texts name, in the form that date suites are scored in (docs/understanding.md).
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "bot/model/time.hpp"

namespace linli {

struct DatesOptions {
  std::filesystem::path lexicon = "config/lexicon";
  std::string zone = "Asia/Shanghai";
  std::string text;  // a sentence; unused with `jsonl`
  std::optional<std::string> at;  // "2020-02-11T09:30", local; none: `now`
  Instant now;
  bool jsonl{};
};

// Prints the mentions of `text`, one a line with its words and its rule. With `jsonl` it reads {"id", "text", "reference"} a line, the reference a local
// time such as 2020-02-11T09:30:00, and writes {"id", "expect": [{"start", "end", "kind", "mod"?, "words"}], "us"} a line:
// 2020-02-15, 2020-02-15T14:00:00, T14:00:00, null for an open end; days of a range are both inclusive.
// The exit code: 0; 1 when a line was wrong (told on `err` with its number; the others are answered); 2 when the vocabulary or an option is wrong.
int run_dates(const DatesOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace linli
