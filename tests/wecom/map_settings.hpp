#pragma once
// A configuration in the test's hand: errors are kept as "key: reason".
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/settings.hpp"

namespace linli::wecom::fakes {

struct Table {
  std::map<std::string, std::string, std::less<>> values;                       // texts, counts, flags and secrets as text; spans in seconds
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  std::map<std::string, std::vector<Table>, std::less<>> tables;
};

class MapSettings final : public Settings {
 public:
  MapSettings(Table table, std::shared_ptr<std::vector<std::string>> errors, std::string where = {})
      : table_(std::move(table)), errors_(std::move(errors)), where_(std::move(where)) {}

  bool has(std::string_view key) const override { return table_.values.contains(key) || table_.lists.contains(key) || table_.tables.contains(key); }
  std::string text(std::string_view key) override {
    auto found = text_or(key, "");
    if (found.empty()) error(key, "is missing");
    return found;
  }
  std::string text_or(std::string_view key, std::string otherwise) override {
    auto found = value(key);
    return found ? *found : std::move(otherwise);
  }
  std::vector<std::string> texts(std::string_view key) override {
    asked_.insert(std::string(key));
    auto found = table_.lists.find(key);
    return found == table_.lists.end() ? std::vector<std::string>{} : found->second;
  }
  bool flag(std::string_view key, bool otherwise) override {
    auto found = value(key);
    return found ? *found == "true" : otherwise;
  }
  std::int64_t count(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> otherwise) override {
    auto found = value(key);
    if (!found && !otherwise) error(key, "is missing");
    auto number = found ? std::stoll(*found) : otherwise.value_or(least);
    if (number < least || number > most) error(key, "out of range");
    return number;
  }
  std::chrono::seconds span(std::string_view key, std::optional<std::chrono::seconds> otherwise) override {
    auto found = value(key);
    return found ? std::chrono::seconds(std::stoll(*found)) : otherwise.value_or(std::chrono::seconds(0));
  }
  SecretPtr secret(std::string_view key) override {
    auto found = value(key);
    return found ? std::make_shared<const Secret>(*found) : nullptr;
  }
  std::vector<std::unique_ptr<Settings>> tables(std::string_view key) override {
    asked_.insert(std::string(key));
    std::vector<std::unique_ptr<Settings>> out;
    auto found = table_.tables.find(key);
    if (found == table_.tables.end()) return out;
    for (auto& table : found->second) out.push_back(std::make_unique<MapSettings>(table, errors_, where_ + std::string(key) + "."));
    return out;
  }
  void error(std::string_view key, std::string reason) override { errors_->push_back(where_ + std::string(key) + ": " + reason); }
  void done() override {
    auto look = [&](auto& map) {
      for (auto& [key, unused] : map)
        if (!asked_.contains(key)) error(key, "nobody asked for it");
    };
    look(table_.values), look(table_.lists), look(table_.tables);
  }

 private:
  std::optional<std::string> value(std::string_view key) {
    asked_.insert(std::string(key));
    auto found = table_.values.find(key);
    return found == table_.values.end() ? std::nullopt : std::optional(found->second);
  }

  Table table_;
  std::shared_ptr<std::vector<std::string>> errors_;
  std::string where_;
  std::set<std::string, std::less<>> asked_;
};

// All that one group needs.
inline Table whole_account() {
  Table account;
  account.lists["bot_names"] = {"小邻"};
  account.tables["bot"] = {{{{"id", "aib-1"}, {"secret", "bot-canary"}}, {}, {}}};
  account.tables["application"] = {{{{"corp", "ww-corp"}, {"agent", "1000002"}, {"secret", "secret-canary"}}, {}, {}}};
  account.tables["group"] = {{{{"name", "nanbang"}, {"chat", "wr-chat"}, {"webhook", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-canary-0001"}}, {}, {}}};
  return account;
}
inline Table callback(std::string path) {
  return {{{"path", std::move(path)}, {"token", "tokenTOKEN123"}, {"key", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"}}, {}, {}};
}

}  // namespace linli::wecom::fakes
