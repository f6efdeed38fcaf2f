#pragma once
// A text too long for one message, cut into several. Pure.
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace linli {

// What a part takes on the wire: its bytes, or more where the platform's markup makes it longer.
using Measure = std::function<std::size_t(std::string_view)>;

// Parts of at most `most` (at least 64), in order; blanks and line ends where it was cut are left out, nothing else is lost. Cut at a line
// end, else behind a sentence, else behind a comma or blank, and only where none of these lies in the second half, between two characters:
// never inside one, nor between a letter and what belongs to it (combining marks, joined emoji, flags, skin tones).
std::vector<std::string> split_text(std::string_view text, std::size_t most, const Measure& measure = &std::string_view::size);

}  // namespace linli
