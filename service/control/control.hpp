#pragma once
// The door for the commands of this machine: a socket file in the data folder that its owner alone can open. HTTP, so that nothing new has to be
// parsed: POST /link, POST /sign-out with a person's id as the body, GET /why/<case>, GET /lexicon/<people>, POST
// /check/<account> with whom to send a test message as the body (409: something is wrong).
#include <expected>
#include <filesystem>
#include <string>

#include "adapters/http/http.hpp"
#include "service/app.hpp"
#include "service/platform/connected.hpp"
#include "service/room/room.hpp"

namespace linli::control {

// The service's side. `address`: of the chat page, before "#code=".
http::Routes routes(App& app, Loop& loop, room::Room& room, const Connections& connections, std::string address);

struct Reply {
  int status{};
  std::string body;
};
// The command's side: asks a running service and waits. Nothing listens: `not_running`.
enum class Silence { not_running, failed };
std::expected<Reply, Silence> ask(const std::filesystem::path& socket, const std::string& method, const std::string& path, const std::string& body);

}  // namespace linli::control
