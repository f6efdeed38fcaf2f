#pragma once
// The English words ready for look-up: the longest phrase that begins at a word. Immutable after construction. A text is cut into words, numbers
// and marks first; a phrase is words with one blank between them.
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bot/understanding/english/terms.hpp"
#include "bot/understanding/lexicon.hpp"
#include "bot/understanding/rules.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding::english {

// A word, a number, a mark, or (later) a phrase of the vocabulary.
struct Token {
  enum class Kind : std::uint8_t { word, number, mark, han };
  Kind kind{Kind::mark};
  bool glued{};        // no blank before it
  bool capital{};      // written with a capital letter
  bool fuzzy{};        // a slip of the pen, read as the word it is nearest to
  std::uint32_t begin{}, end{};  // characters
  std::string text;    // small letters and digits; of a phrase its words; of a mark the mark
  long value{-1};      // of a number with at most nine digits
  Terms terms;
  bool is(Term t) const { return terms.has(t); }
  bool mark(std::string_view m) const { return kind == Kind::mark && text == m; }
  bool number() const { return kind == Kind::number; }
};

std::vector<Token> cut(const Text& text);

class Vocabulary {
 public:
  explicit Vocabulary(const Lexicon& lexicon);
  // Whether the words of a text without context are English: more known words than others, and one that no Chinese message would hold.
  bool english(const std::vector<Token>& tokens) const;
  // A text of nothing but places (Hefei; Hefei, Anhui): an answer, in no language.
  bool only_places(const std::vector<Token>& tokens) const;
  // Words that make a phrase become one token with its terms; slips of long day names are put right.
  std::vector<Token> phrases(std::vector<Token> tokens, const Rules& rules) const;

 private:
  const Terms* find(const std::string& phrase) const;
  void put_right(Token& token, const Rules& rules) const;
  std::unordered_map<std::string, Terms> terms_;
  std::unordered_set<std::string> parts_;      // words that only stand in phrases
  std::unordered_set<std::string> syllables_;
  std::vector<std::string> day_names_;  // long enough to be known with a slip
  std::size_t longest_{1};              // words of a phrase
};

}  // namespace linli::understanding::english
