#include "service/commands/lexicon.hpp"

#include <unistd.h>

#include <iostream>

#include "service/commands/still.hpp"
#include "service/control/control.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/lexicon/offer.hpp"
#include "storage/reads.hpp"

namespace linli {
namespace {

Exit add(const std::vector<lexicon::NewWord>& words, const std::filesystem::path& folder) {
  auto added = lexicon::add_words(folder, words);
  if (!added) return complain(Exit::wrong, {added.error()});
  std::cout << *added << " added to " << (folder / local_lexicon).string() << "\n";
  if (*added > 0) std::cout << "They count when the service starts anew: end it and start it again.\n";
  return Exit::fine;
}

}  // namespace

Exit run_lexicon_suggest(const Arguments& arguments, const Folders& folders) {
  auto folder = folders.config / "lexicon";
  std::vector<lexicon::NewWord> words;
  for (auto& text : arguments.yes) {
    auto word = lexicon::parse_word(text);
    if (!word) return complain(Exit::wrong, {word.error()});
    words.push_back(*word);
  }
  if (!words.empty()) return add(words, folder);
  auto talk = [&](const std::vector<lexicon::Suggestion>& suggestions) {
    auto wanted = lexicon::offer(suggestions, isatty(STDIN_FILENO) ? &std::cin : nullptr, std::cout);
    return wanted.empty() ? Exit::fine : add(wanted, folder);
  };
  auto data = data_of(arguments, folders);
  if (auto reply = control::ask(control_socket(data.folder), "GET", "/lexicon/" + std::to_string(arguments.people), "")) {
    if (reply->status != 200) return complain(Exit::failed, {reply->body});
    return talk(lexicon::from_lines(reply->body));
  }
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) return complain(Exit::wrong, describe(setup.error(), folders.config));
  std::error_code none;
  if (!std::filesystem::exists(data.store.data, none)) return complain(Exit::no_store, {no_data(data)});
  auto still = open_still(*setup, data.store);
  if (!still) return complain(Exit::no_store, {still.error()});
  lexicon::Suggesting how;
  how.people = arguments.people;
  auto& app = *(*still)->app;
  return talk(app.look([&](Reads& reads) { return lexicon::suggest(reads, *app.knowledge().reader, how); }));
}

}  // namespace linli
