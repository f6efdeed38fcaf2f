#include "service/commands/understanding.hpp"

#include <fstream>
#include <iostream>

#include "service/clocks/computer_clock.hpp"
#include "service/commands/understand.hpp"

namespace linli {

Exit run_understand(const Arguments& arguments, const Folders& folders) {
  UnderstandOptions options;
  options.lexicon = folders.config / "lexicon";
  options.text = arguments.text;
  if (!arguments.role.empty()) options.role = arguments.role;
  if (!arguments.chat.empty()) options.chat = arguments.chat;
  options.at = arguments.at;
  options.asked = arguments.asked;
  options.explain = arguments.explain;
  options.jsonl = arguments.jsonl.has_value();
  options.now = ComputerClock().wall();
  if (!arguments.jsonl || *arguments.jsonl == "-") return Exit(run_understand(options, std::cin, std::cout, std::cerr));
  std::ifstream file(*arguments.jsonl);
  if (!file) {
    std::cerr << "linli understand: " << arguments.jsonl->string() << " cannot be read\n";
    return Exit::wrong;
  }
  return Exit(run_understand(options, file, std::cout, std::cerr));
}

}  // namespace linli
