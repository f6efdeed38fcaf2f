#pragma once
// Input of one JSON object a line, as `linli understand --jsonl` and `linli dates --jsonl` take it.
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace linli {

// What is wrong with a line, field first and without its words ("text is missing: a text"), or nothing.
using TakeLine = std::function<std::optional<std::string>(const std::string& line)>;

// Every line in its order; empty ones are passed over, a byte order mark at the beginning and CR before a line's end are no part of it. A line that
// `take` refuses is told on `err` with its number, and the next one is taken. The exit code: 0, or 1 where a line was refused or cannot be read.
int take_lines(std::istream& in, std::ostream& err, const TakeLine& take);

}  // namespace linli
