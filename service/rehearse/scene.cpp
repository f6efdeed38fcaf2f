#include "service/rehearse/scene.hpp"

#include <set>

#include <toml++/toml.h>

#include "bot/model/reading.hpp"

namespace linli::rehearse {
namespace {

std::string text(const toml::node_view<const toml::node>& node) { return node.value_or(std::string()); }

ImportSet::Area area(const toml::table& top, const char* which, const std::string& parent) {
  auto row = static_cast<const toml::table&>(top)[which];
  return {text(row["key"]), parent, text(row["level"]), text(row["kind"]), text(row["name"]), 0};
}

class Maker {
 public:
  Maker(const Conversation& conversation, const toml::table& top) : from_(conversation), top_(top) {
    auto street = area(top_, "street", ""), committee = area(top_, "committee", street.key), group = area(top_, "group", committee.key);
    home_ = group.key;
    out_.set.areas = {street, committee, group};
    kind_ = text(top_["place_kind"]);
    out_.set.chats.push_back({account_name, group_chat, home_, text(top_["audience"]), "", 0});
  }

  Scene make() {
    staff();
    for (auto& known : from_.known) tenancy(known);
    for (auto& line : from_.turns)
      if (auto* said = std::get_if<Said>(&line.what); said && !said->stranger) speaker(*said);
    return std::move(out_);
  }

 private:
  void person(const std::string& key, const std::string& name) {
    if (!made_.insert(key).second) return;
    out_.set.people.push_back({key, name, "", "", 0});
  }
  void account(const std::string& key) {
    if (with_account_.insert(key).second) out_.set.accounts.push_back({key, account_name, key, 0});
  }
  void role(const std::string& key, const std::string& role, const std::string& where) {
    if (!role.empty() && roles_.insert({key, role}).second) out_.set.roles.push_back({key, role, where, 0});
  }

  void staff() {
    auto* list = static_cast<const toml::table&>(top_)["staff"].as_array();
    if (!list) return;
    for (auto&& node : *list) {
      auto& row = *node.as_table();
      auto key = text(row["key"]);
      person(key, key);
      account(key);
      role(key, text(row["role"]), text(row["area"]));
      where_[text(row["role"])] = text(row["area"]);
    }
    if (auto* chats = static_cast<const toml::table&>(top_)["chat"].as_array())
      for (auto&& node : *chats) {
        auto& row = *node.as_table();
        out_.set.chats.push_back({account_name, text(row["key"]), text(row["area"]), text(row["audience"]), "", 0});
      }
  }

  void tenancy(const Known& known) {
    if (out_.first.empty()) out_.first = known.landlord;
    out_.people.insert(known.landlord);
    person(known.landlord, known.landlord);
    account(known.landlord);
    role(known.landlord, std::string(name_of(Slot::landlord)), home_);
    if (places_.insert(known.address).second) out_.set.places.push_back({known.address, home_, kind_, known.address, known.line});
    std::string renter;
    if (!known.renter.empty()) {
      bool speaks = !known.as.empty() || spoken().contains(known.renter);
      renter = !known.as.empty() ? known.as : speaks ? known.renter : known.landlord + "/" + known.renter;
      person(renter, known.renter);
      if (speaks) {
        out_.people.insert(renter);
        out_.renter_of[known.landlord] = renter;
        account(renter);
        role(renter, std::string(name_of(Slot::renter)), home_);
      }
    }
    out_.set.tenancies.push_back({known.address, known.landlord, renter, {}, {}, known.line});
  }

  void speaker(const Said& said) {
    out_.people.insert(said.who);
    person(said.who, said.who);
    account(said.who);
    auto where = where_.find(said.role);
    role(said.who, said.role, where == where_.end() ? home_ : where->second);
  }

  const std::set<std::string>& spoken() {
    if (spoken_.empty())
      for (auto& line : from_.turns)
        if (auto* said = std::get_if<Said>(&line.what)) spoken_.insert(said->who);
    return spoken_;
  }

  const Conversation& from_;
  const toml::table& top_;
  Scene out_;
  std::string home_, kind_;
  std::set<std::string> made_, with_account_, places_, spoken_;
  std::set<std::pair<std::string, std::string>> roles_;
  std::map<std::string, std::string> where_;
};

std::expected<toml::table, std::string> read_table(const std::filesystem::path& config, const std::string& name) {
  auto file = config / name;
  try {
    return toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    auto at = error.source().begin;
    return std::unexpected(name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + std::string(error.description()));
  }
}

std::expected<toml::table, std::string> street(const std::filesystem::path& config) { return read_table(config, "rehearse.toml"); }

// Whoever speaks in a role that the street does not know is told of with the line.
std::expected<void, std::string> known_roles(const Conversation& conversation, const std::filesystem::path& config) {
  auto top = read_table(config, "roles.toml");
  if (!top) return std::unexpected(top.error());
  std::set<std::string> known{"", "stranger"};
  if (auto* roles = (*top)["role"].as_array())
    for (auto&& node : *roles) known.insert(node.as_table() ? (*node.as_table())["name"].value_or(std::string()) : std::string());
  for (auto& line : conversation.turns)
    if (auto* said = std::get_if<Said>(&line.what); said && !known.contains(said->role))
      return std::unexpected("line " + std::to_string(line.line) + ": '" + said->role + "' is no role of roles.toml, nor 'stranger'");
  return {};
}

}  // namespace

std::expected<Scene, std::string> make_scene(const Conversation& conversation, const std::filesystem::path& config) {
  if (auto roles = known_roles(conversation, config); !roles) return std::unexpected(roles.error());
  auto top = street(config);
  if (!top) return std::unexpected(top.error());
  return Maker(conversation, *top).make();
}

std::expected<Home, std::string> load_home(const std::filesystem::path& config) {
  auto top = street(config);
  if (!top) return std::unexpected(top.error());
  auto home = static_cast<const toml::table&>(*top)["home"];
  return Home{text(home["address"]), text(home["renter"])};
}

}  // namespace linli::rehearse
