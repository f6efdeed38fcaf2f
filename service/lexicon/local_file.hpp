#pragma once
// config/lexicon/local.toml: the words that this street's people use. It belongs to the installation, so it outlives updates; where a word stands in other
// files too, this one counts.
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace linli::lexicon {

struct NewWord {
  std::string kind;        // "back", or with its value "by.train"
  std::string word;
};
// KIND=WORD.
std::expected<NewWord, std::string> parse_word(const std::string& text);
// Whether the kind is one, with a value where it needs one.
std::expected<void, std::string> fits(const NewWord& word);
// Adds what is not there yet and writes the file anew, all or nothing: under another name, then in its place. How many were new; the error is one
// sentence.
std::expected<std::size_t, std::string> add_words(const std::filesystem::path& folder, std::span<const NewWord> words);

}  // namespace linli::lexicon
