// Every word a person reads stands in templates/ (the bot's) or in web/src/words/ (the pages' own), so that whoever looks after the words
// finds them all, and no programmer's sentence reaches a landlord.
//
// In C++ a literal with Han characters, or with escapes for them, is a finding. One exception: patterns for reading in bot/, as char32_t
// literals (U"月底"): they are compared with what people wrote and cannot be sent as they are. Vocabulary stands in config/lexicon/.
#include <array>

#include "tests/house/checks.hpp"
#include "tests/house/source.hpp"

namespace house {
namespace {

bool speaks(const std::string& path) {
  constexpr std::array rooms{"bot/", "adapters/", "storage/", "service/"};
  for (auto* r : rooms)
    if (starts(path, r)) return is_cpp(path);
  return false;
}

}  // namespace

Findings words(const Tree& tree) {
  Findings findings;
  for (auto& [path, text] : tree.files) {
    if (speaks(path)) {
      for (auto& literal : take_apart(text, Language::cpp).literals) {
        bool pattern = starts(path, "bot/") && starts(literal.prefix, "U");
        if (!pattern && has_han(literal.text))
          findings.push_back(found(path, literal.line, "words belong in templates/ (or config/lexicon/), not into C++: " + literal.text));
      }
    } else if (is_page(path) && !starts(path, "web/src/words/") && !starts(path, "web/tests/") && !starts(path, "web/e2e/")) {
      auto lines = lines_of(take_apart(text, Language::web).uncommented);
      for (std::size_t i = 0; i < lines.size(); ++i)
        if (has_han(lines[i])) findings.push_back(found(path, i + 1, "words of the pages belong in web/src/words/"));
    }
  }
  return findings;
}

}  // namespace house
