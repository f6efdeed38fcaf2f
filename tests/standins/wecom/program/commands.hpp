#pragma once
// What the program is asked to do.
#include <cstdint>
#include <string>
#include <variant>

namespace wecom_standin {

struct Serve {
  std::uint16_t port{};
  std::string world;               // file
  std::string callback;            // base address of the service's doors; empty: as the world says
  std::string state;               // file; empty: nothing outlives the program
  bool plain_ids{};
};
// A request to the one that serves: POST /standin/<path> with this JSON.
struct Ask {
  std::uint16_t port{};
  std::string path, body;
};
struct Watch {
  std::uint16_t port{};
};
struct Explain {                   // help, or what is wrong
  std::string words;
  int exit{};
};
using Command = std::variant<Serve, Ask, Watch, Explain>;
Command read_command(int count, char** values);

int serve(const Serve& wanted);
int ask(const Ask& wanted);
int watch(const Watch& wanted);

}  // namespace wecom_standin
