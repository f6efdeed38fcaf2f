#pragma once
// From the words that were misread to the words that the vocabulary lacks: what an administrator may see of them (docs/learning.md).
#include <span>
#include <string>
#include <vector>

#include "bot/understanding/reader.hpp"
#include "storage/views.hpp"

namespace linli {

class Reads;

namespace lexicon {

struct Suggestion {
  std::string word;
  std::string kind;        // a guess, as the files of config/lexicon/ name it: "back", "unknown_date.strong"
  std::size_t people{};    // how many different ones wrote it
  std::string example;     // a message with it: nothing but words of the vocabulary, <what was personal> and … for what was not read either
};

// What belongs to somebody and is no word, whoever writes it.
struct Known {
  std::vector<SecretPtr> names;
  std::vector<std::string> places;
};

struct Suggesting {
  std::size_t people{2};   // a word of fewer is not shown: it may be what somebody is called
  std::size_t most{20};
};

// The commonest first.
std::vector<Suggestion> suggest(std::span<const LessonView> lessons, const Reader& reader, const Known& known, const Suggesting& how = {});
std::vector<Suggestion> suggest(Reads& reads, const Reader& reader, const Suggesting& how = {});

// One a line, for the way between the service and the command.
std::string as_lines(std::span<const Suggestion> suggestions);
std::vector<Suggestion> from_lines(std::string_view lines);

}  // namespace lexicon
}  // namespace linli
