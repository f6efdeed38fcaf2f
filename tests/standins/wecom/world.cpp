#include "tests/standins/wecom/world.hpp"

#include <algorithm>
#include <toml++/toml.h>

namespace wecom_standin {
namespace {

template <class List, class Test>
auto* first(const List& list, Test test) {
  auto it = std::find_if(list.begin(), list.end(), test);
  return it == list.end() ? nullptr : &*it;
}

std::string text(const toml::table& table, std::string_view key, std::string otherwise = {}) { return table[key].value_or(std::move(otherwise)); }

Door door(const toml::table& table) { return {text(table, "callback"), text(table, "token"), text(table, "key")}; }

}  // namespace

const Group* World::group(std::string_view name) const {
  return first(groups, [&](auto& g) { return g.name == name; });
}
const Group* World::group_of_chat(std::string_view chat) const {
  return first(groups, [&](auto& g) { return g.chat == chat; });
}
const Group* World::group_of_webhook(std::string_view key) const {
  return key.empty() ? nullptr : first(groups, [&](auto& g) { return g.webhook == key; });
}
const Member* World::member(std::string_view id) const {
  return first(members, [&](auto& m) { return m.id == id; });
}

// A made-up mapping, readable on purpose: nobody outside may rely on its form.
std::string World::open_userid(std::string_view member) const {
  std::string out = "woSTANDIN";
  for (unsigned char c : member) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += digits[c >> 4U], out += digits[c & 15U];
  }
  return out;
}
std::string World::userid(std::string_view open) const {
  auto* one = first(members, [&](auto& m) { return open_userid(m.id) == open; });
  return one ? one->id : "";
}

std::expected<World, std::string> read_world(const std::string& file) {
  try {
    auto top = toml::parse_file(file);
    World world;
    auto* application = top["application"].as_table();
    auto* bot = top["bot"].as_table();
    if (!application || !bot) return std::unexpected(file + ": it needs [application] and [bot]");
    world.corp = text(top, "corp"), world.secret = text(*application, "secret"), world.agent = (*application)["agent"].value_or(std::int64_t{0});
    world.application = door(*application);
    world.bot = text(*bot, "id"), world.bot_secret = text(*bot, "secret"), world.bot_name = text(*bot, "name"), world.bot_door = door(*bot);
    world.encrypted = (*bot)["encrypted"].value_or(true);
    if (auto* groups = top["group"].as_array())
      for (auto& node : *groups) {
        auto* table = node.as_table();
        if (!table) continue;
        Group group{text(*table, "name"), text(*table, "chat"), text(*table, "webhook"), {}, (*table)["bot"].value_or(true)};
        if (auto* members = (*table)["members"].as_array())
          for (auto& one : *members) group.members.push_back(one.value_or(std::string()));
        world.groups.push_back(std::move(group));
      }
    if (auto* members = top["member"].as_array())
      for (auto& node : *members)
        if (auto* table = node.as_table()) world.members.push_back({text(*table, "id"), text(*table, "name"), (*table)["visible"].value_or(true)});
    for (auto& group : world.groups)
      for (auto& one : group.members)
        if (!world.member(one)) return std::unexpected(file + ": group " + group.name + " has the member " + one + ", who is no [[member]]");
    if (world.corp.empty() || world.bot.empty() || world.groups.empty()) return std::unexpected(file + ": it needs corp, bot.id and a [[group]]");
    return world;
  } catch (const toml::parse_error& e) {
    return std::unexpected(file + ":" + std::to_string(e.source().begin.line) + ": " + std::string(e.description()));
  }
}

}  // namespace wecom_standin
