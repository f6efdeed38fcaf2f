#pragma once
// What the pages of one chat room share; for sources of this folder only. Network thread only.
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "adapters/webchat/lane.hpp"
#include "adapters/webchat/redraw.hpp"
#include "adapters/webchat/webchat.hpp"

namespace linli::webchat {

class Page;

class Room : public std::enable_shared_from_this<Room> {
 public:
  Room(Loop& with_loop, Options with_options, Ports with_ports);

  Loop& loop;
  const Options options;
  Ports ports;
  std::set<Page*> pages;
  Redraw redraw;

  // A place in the order of this chat.
  std::shared_ptr<Lane::Place> place_in(const std::string& chat);
  // Shows a durable line to all who see its chat and have read so far.
  void show(const Line& line, const std::string& frame);
  void keep_to(std::size_t most, Page& newest);  // closes the oldest of the person's pages beyond
  std::vector<Page*> pages_now() const { return {pages.begin(), pages.end()}; }

  // Somebody's words: first to the house, then into the chat, before what the bot answers to them. `done` when both are durable.
  void say(Event what, std::string id, std::string name, std::string text, std::function<void(std::expected<void, Refusal>)> done);
  void deliver(Outgoing words, std::function<void(Delivery)> done);

 private:
  void append(Outgoing words, std::function<void(Delivery)> done);
  void change(Outgoing words, Line old, std::function<void(Delivery)> done);
  std::map<std::string, std::unique_ptr<Lane>> lanes_;
};

}  // namespace linli::webchat
