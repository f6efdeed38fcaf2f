// linli: one program, a command for each thing that is done with it (docs/commands.md).
#include <cstdio>
#include <exception>

#include "service/commands/adapter.hpp"
#include "service/commands/arguments.hpp"
#include "service/commands/folders.hpp"
#include "service/commands/lexicon.hpp"
#include "service/commands/offline.hpp"
#include "service/commands/rehearse.hpp"
#include "service/commands/run.hpp"
#include "service/commands/understanding.hpp"

namespace {

linli::Exit run(const linli::Arguments& arguments, const linli::Folders& folders) {
  using linli::Command;
  switch (arguments.command) {
    case Command::adapter_check: return linli::run_adapter_check(arguments, folders);
    case Command::demo: return linli::run_demo(arguments, folders);
    case Command::serve: return linli::run_serve(folders);
    case Command::import: return linli::run_import(arguments, folders);
    case Command::config_check: return linli::run_config_check(folders);
    case Command::understand: return linli::run_understand(arguments, folders);
    case Command::dates: return linli::run_dates(arguments, folders);
    case Command::rehearse: return linli::run_rehearse(arguments, folders);
    case Command::rebuild: return linli::run_rebuild(arguments, folders);
    case Command::why: return linli::run_why(arguments, folders);
    case Command::link: return linli::run_link(arguments, folders);
    case Command::lexicon_suggest: return linli::run_lexicon_suggest(arguments, folders);
    case Command::sign_out: return linli::run_sign_out(arguments, folders);
  }
  return linli::Exit::wrong;
}

}  // namespace

int main(int count, char** values) {
  auto parsed = linli::parse_arguments(count, values);
  if (!parsed.arguments) {
    std::fputs(parsed.words.c_str(), parsed.exit == linli::Exit::fine ? stdout : stderr);
    return int(parsed.exit);
  }
  try {
    auto folders = linli::find_folders(*parsed.arguments, values[0]);
    if (!folders) {
      std::fprintf(stderr, "linli: %s\n", folders.error().c_str());
      return int(linli::Exit::wrong);
    }
    return int(run(*parsed.arguments, *folders));
  } catch (const std::exception&) {  // what it says may hold what nobody may read
    std::fputs("linli: an error escaped; nothing that was acknowledged is lost. Start it again\n", stderr);
    return int(linli::Exit::stopped_hard);
  }
}
