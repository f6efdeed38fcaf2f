#include "service/commands/rehearse.hpp"

#include <sodium.h>

#include <cstdio>

#include "service/rehearse/play.hpp"

namespace linli {

Exit run_rehearse(const Arguments& arguments, const Folders& folders) {
  if (sodium_init() < 0) return Exit::wrong;
  auto setup = load_setup(folders.config, folders.templates);
  if (!setup) {
    for (auto& error : describe(setup.error(), folders.config)) std::fprintf(stderr, "linli: %s\n", error.c_str());
    return Exit::wrong;
  }
  std::size_t passed = 0;
  for (auto& file : arguments.files) {
    auto conversation = rehearse::read_conversation(file);
    if (!conversation) {
      std::fprintf(stderr, "linli: %s\n", conversation.error().c_str());
      return Exit::wrong;
    }
    auto played = rehearse::play(*conversation, *setup, folders.config, {arguments.restarts, arguments.mentions});
    passed += played.passed();
    std::printf("%s %s: %s\n", played.passed() ? "ok  " : "FAIL", file.c_str(), conversation->title.c_str());
    if (!played.passed()) std::printf("%s", rehearse::describe(*conversation, played).c_str());
    std::fflush(stdout);
  }
  std::printf("%zu of %zu as expected\n", passed, arguments.files.size());
  return passed == arguments.files.size() ? Exit::fine : Exit::failed;
}

}  // namespace linli
