#pragma once
// One source file taken apart, so that a check on code is not fooled by comments and words, nor a check on words by code.
#include <string>
#include <string_view>
#include <vector>

namespace house {

struct Literal {
  std::size_t line{};  // from 1, where it begins
  std::string prefix;  // "", "u8", "U", "R", ... ; '' for a character
  std::string text;    // between the quotes, escapes as written
};

struct Source {
  std::string code;       // as written, but comments and what stands between quotes replaced by spaces; line ends kept
  std::string uncommented; // as written, but comments replaced by spaces
  std::vector<Literal> literals;
};

enum class Language { cpp, web };  // web: TypeScript, Vue, HTML, CSS

Source take_apart(std::string_view text, Language language);
std::size_t line_of(std::string_view text, std::size_t at);  // from 1

// Han characters, or the punctuation and full-width forms that go with them, or an escape that writes one.
bool has_han(std::string_view utf8);

}  // namespace house
