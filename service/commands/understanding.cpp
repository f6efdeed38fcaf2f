#include "service/commands/understanding.hpp"

#include <fstream>
#include <iostream>

#include "service/clocks/computer_clock.hpp"
#include "service/commands/dates.hpp"
#include "service/commands/understand.hpp"

namespace linli {
namespace {

template <typename Run>
Exit with_input(const Arguments& arguments, const char* command, Run run) {
  if (!arguments.jsonl || *arguments.jsonl == "-") return Exit(run(std::cin));
  std::ifstream file(*arguments.jsonl);
  if (file) return Exit(run(file));
  std::cerr << "linli " << command << ": " << arguments.jsonl->string() << " cannot be read\n";
  return Exit::wrong;
}

}  // namespace

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
  return with_input(arguments, "understand", [&](std::istream& in) { return run_understand(options, in, std::cout, std::cerr); });
}

Exit run_dates(const Arguments& arguments, const Folders& folders) {
  DatesOptions options;
  options.lexicon = folders.config / "lexicon";
  options.text = arguments.text;
  options.at = arguments.at;
  options.jsonl = arguments.jsonl.has_value();
  options.now = ComputerClock().wall();
  return with_input(arguments, "dates", [&](std::istream& in) { return run_dates(options, in, std::cout, std::cerr); });
}

}  // namespace linli
