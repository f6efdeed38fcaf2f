#include "service/lexicon/offer.hpp"

#include <istream>
#include <ostream>
#include <string>

namespace linli::lexicon {

std::vector<NewWord> offer(std::span<const Suggestion> suggestions, std::istream* in, std::ostream& out) {
  std::vector<NewWord> words;
  if (suggestions.empty()) out << "no word that several people used was left unread\n";
  for (auto& s : suggestions) {
    out << s.word << "   " << s.people << (s.people == 1 ? " person" : " people") << ", perhaps: " << s.kind << "\n    " << s.example << "\n";
    if (!in) continue;
    out << "    add it? y: as " << s.kind << ", KIND: as that, Enter: no, q: end  " << std::flush;
    std::string answer;
    if (!std::getline(*in, answer) || answer == "q") break;
    if (answer.empty() || answer == "n") continue;
    auto word = parse_word((answer == "y" ? s.kind : answer) + "=" + s.word);
    auto right = word ? fits(*word) : std::unexpected(word.error());
    if (right) words.push_back(*word);
    else out << "    " << right.error() << "; left out\n";
  }
  if (!in && !suggestions.empty()) out << "add one with --yes KIND=WORD\n";
  return words;
}

}  // namespace linli::lexicon
