#include "service/demo/demo_seed.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

namespace linli {
namespace {

using Errors = std::vector<ConfigError>;

// "2020-02-11T09:00:00+08:00"
std::optional<Instant> instant_of(const std::string& text) {
  auto number = [&](std::size_t at, std::size_t length) -> std::optional<int> {
    int out = 0;
    auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, out);
    return error == std::errc() && end == text.data() + at + length ? std::optional(out) : std::nullopt;
  };
  if (text.size() != 25 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || (text[19] != '+' && text[19] != '-') || text[22] != ':') return std::nullopt;
  auto day = parse_day(text.substr(0, 10));
  auto h = number(11, 2), m = number(14, 2), s = number(17, 2), zone_h = number(20, 2), zone_m = number(23, 2);
  if (!day || !h || !m || !s || !zone_h || !zone_m || *h > 23 || *m > 59 || *s > 59 || *zone_h > 14 || *zone_m > 59) return std::nullopt;
  auto local = Instant(day->time_since_epoch()) + std::chrono::hours(*h) + std::chrono::minutes(*m) + std::chrono::seconds(*s);
  auto offset = std::chrono::hours(*zone_h) + std::chrono::minutes(*zone_m);
  return text[19] == '+' ? local - offset : local + offset;
}

class History {
 public:
  History(DemoSeed& seed, std::string file, const std::string& account, Errors& errors)
      : seed_(seed), file_(std::move(file)), account_(account), errors_(errors) {}

  void read(const YAML::Node& root) {
    if (!root.IsMap()) return error(root, "the file must name 'begins' and 'lines'");
    for (auto entry : root) known(entry.first, {"begins", "lines"});
    if (auto begins = at(root, "begins")) seed_.begins = *begins;
    auto lines = root["lines"];
    if (lines && !lines.IsSequence()) return error(lines, "'lines' must be a list");
    for (auto line : lines) one(line);
    // The file tells matter by matter; the street lived them together. Lines of the same instant keep their order.
    std::vector<std::pair<Instant, std::size_t>> order;
    for (std::size_t i = 0; i < seed_.history.size(); ++i) order.emplace_back(seed_.history[i].at, i);
    std::ranges::sort(order);
    std::vector<DemoLine> sorted;
    for (auto& [when, i] : order) sorted.push_back(std::move(seed_.history[i]));
    seed_.history = std::move(sorted);
  }

 private:
  void error(const YAML::Node& node, std::string reason, std::string likely = {}) {
    errors_.push_back({file_, node.Mark().line + 1, node.Mark().column + 1, std::move(reason), std::move(likely)});
  }
  void known(const YAML::Node& key, const std::vector<std::string>& names) {
    auto name = key.as<std::string>(std::string());
    if (std::ranges::find(names, name) == names.end()) error(key, "unknown key '" + name + "'", likely_word(name, names));
  }
  std::optional<Instant> at(const YAML::Node& map, const std::string& key) {
    auto node = map[key];
    if (!node) return error(map, "'" + key + "' is missing"), std::nullopt;
    auto out = instant_of(node.as<std::string>(std::string()));
    if (!out) error(node, "'" + key + "' is no time; times are written YYYY-MM-DDTHH:MM:SS+HH:MM");
    return out;
  }

  void one(const YAML::Node& line) {
    if (!line.IsMap()) return error(line, "a line names at, person, chat and text");
    for (auto entry : line) known(entry.first, {"at", "person", "chat", "text", "mention"});
    DemoLine out;
    if (auto when = at(line, "at")) out.at = *when;
    if (out.at >= seed_.begins) error(line, "this is not before the demo begins");
    auto text = [&](const char* key) {
      auto node = line[key];
      auto value = node ? node.as<std::string>(std::string()) : std::string();
      if (value.empty()) error(line, "'" + std::string(key) + "' is missing");
      return value;
    };
    auto person = text("person"), chat = text("chat");
    out.text = text("text");
    out.mention = line["mention"] && line["mention"].as<bool>(false);
    std::vector<std::string> people, chats{"direct"};
    for (auto& a : seed_.set.accounts)
      if (a.account == account_) {
        people.push_back(a.person);
        if (a.person == person) out.actor = a.actor;
      }
    for (auto& c : seed_.set.chats)
      if (c.account == account_) chats.push_back(c.platform_chat);
    if (!person.empty() && out.actor.empty()) error(line["person"], "'" + person + "' has no account here", likely_word(person, people));
    if (!chat.empty() && std::ranges::find(chats, chat) == chats.end()) error(line["chat"], "unknown chat '" + chat + "'", likely_word(chat, chats));
    if (chat != "direct") out.platform_chat = chat;
    seed_.history.push_back(std::move(out));
  }

  DemoSeed& seed_;
  std::string file_;
  const std::string& account_;
  Errors& errors_;
};

}  // namespace

std::expected<DemoSeed, Errors> demo_seed(const std::filesystem::path& folder, const ImportWords& words, const std::string& account) {
  auto set = read_import(folder, words);
  if (!set) return std::unexpected(std::move(set.error()));
  DemoSeed out;
  out.set = std::move(*set);
  auto path = folder / "history.yaml";
  auto file = (folder.filename() / "history.yaml").generic_string();
  Errors errors;
  try {
    History(out, file, account, errors).read(YAML::LoadFile(path.string()));
  } catch (const YAML::BadFile&) {
    errors.push_back({file, 0, 0, "the file cannot be read", {}});
  } catch (const YAML::Exception& e) {
    errors.push_back({file, e.mark.line + 1, e.mark.column + 1, e.msg, {}});
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

}  // namespace linli
