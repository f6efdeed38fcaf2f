#pragma once
// The built-in chat room on one App: its doors, the adapter, and the routes of its pages. Loop's thread only, after it was made.
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/http.hpp"
#include "adapters/loop.hpp"
#include "adapters/webchat/webchat.hpp"
#include "service/app.hpp"
#include "service/room/doors.hpp"
#include "service/room/sessions.hpp"

namespace linli::room {

inline constexpr const char* platform_name = "webchat";

struct Options {
  bool demo{};                             // choose who you are; the bot's clock can be moved
  std::vector<std::string> origins;
  std::filesystem::path web;               // built pages; empty: a plain page says how to build them
};

class Room {
 public:
  Room(Loop& loop, const IoClock& io, App& app, const PlatformConfig& config, Options options);
  ~Room();
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // The room's and its pages' routes, or one sentence saying what is wrong with the pages.
  std::expected<http::Routes, std::string> routes();
  AccountId account() const { return house_.account; }
  Sessions* sessions() { return sessions_.get(); }
  webchat::WebChat& chat() { return *chat_; }

 private:
  House house_;
  Options options_;
  std::unique_ptr<EventSink> events_;
  std::unique_ptr<webchat::Directory> directory_;
  std::unique_ptr<webchat::History> history_;
  std::unique_ptr<webchat::Cases> cases_;
  std::unique_ptr<webchat::RoomClock> clock_;
  std::unique_ptr<Sessions> sessions_;
  std::unique_ptr<webchat::WebChat> chat_;
};

}  // namespace linli::room
