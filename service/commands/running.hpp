#pragma once
// One running service: the network thread, the App, the room, the connected accounts, the listeners, and a stop in two steps.
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/loop.hpp"
#include "adapters/http/server.hpp"
#include "service/app.hpp"
#include "service/clocks/computer_clock.hpp"
#include "service/commands/arguments.hpp"
#include "service/platform/connected.hpp"
#include "service/room/room.hpp"
#include "service/second_reader/endpoint.hpp"

namespace linli {

struct RunningOptions {
  Setup setup;
  PlatformConfig platform;
  StoreOptions store;
  room::Options room;
  std::vector<AccountPlan> accounts;              // to be connected
  std::optional<second_reader::Config> second_reader;
  http::Listener listener;
  std::filesystem::path control;                 // socket of the commands of this machine
  std::string address;                           // of the chat page; `{port}` in it becomes the port
  std::optional<Instant> begin;                  // demo: where the bot's clock begins
  // Brings in what an empty store needs; what went wrong, or nothing.
  std::function<std::optional<std::string>(App&)> furnish;
  // On the loop's thread, before anybody is told the address: plays what must have happened before. May be empty.
  std::function<void(App&, room::Room&, std::function<void()> done)> before_open;
  std::function<void(const std::string& address)> started;
};

class Running {
 public:
  // Runs until it was told to stop. Errors go to the error stream, at most three lines.
  static Exit run(RunningOptions options);

 private:
  explicit Running(RunningOptions options);
  std::optional<Exit> begin();
  http::Routes health_routes();
  std::expected<http::Routes, std::string> routes();
  void ask_to_stop();

  RunningOptions options_;
  std::unique_ptr<Log> log_;
  http::Loop network_;
  ComputerClock io_;
  std::unique_ptr<App> app_;
  std::unique_ptr<room::Room> room_;
  Connections connections_;
  std::unique_ptr<http::Server> server_, control_;
  Loop::TimerPtr last_moment_;
  bool stopping_{};
  std::vector<Instant> failures_;                // of the last minute: escaped errors
};

}  // namespace linli
