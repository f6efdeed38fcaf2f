#pragma once
// Values written by people on their way into a message: they must not be able to look like the bot's own words or turn a line around.
#include <cstddef>
#include <string>
#include <string_view>

namespace linli {

// Without control, direction and invisible format characters and what is not UTF-8; line ends and tabs become blanks, runs of blanks one.
std::string plain_value(std::string_view text);
// The same, at most `characters` code points; what is longer ends with an ellipsis.
std::string plain_value(std::string_view text, std::size_t characters);
// Mobile numbers (1, then 3 to 9, 11 digits) and identity numbers (15 or 18 digits, the last perhaps an X), with blanks and dashes within them,
// become asterisks; a hotline stays.
std::string without_numbers(std::string_view plain);
constexpr std::size_t longest_name = 64;   // code points

std::size_t count_characters(std::string_view utf8);
// Number of code points before byte `offset`; a byte inside a character counts as before it.
std::size_t characters_before(std::string_view utf8, std::size_t offset);

}  // namespace linli
