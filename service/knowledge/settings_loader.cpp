#include "service/knowledge/settings_loader.hpp"

#include <algorithm>

#include "service/knowledge/toml_reader.hpp"
#include "service/knowledge/zone_loader.hpp"

namespace linli {

std::map<std::string, RoleTraits> load_roles(const std::filesystem::path& path, std::vector<ConfigError>& errors) {
  std::map<std::string, RoleTraits> roles;
  auto table = parse_toml(path, errors);
  if (!table) return roles;
  TomlReader file(*table, path.generic_string(), errors);
  for (auto& row : file.tables("role")) {
    RoleTraits role{row.text("name"), row.flag("staff"), row.flag("enrols")};
    auto name = role.name;
    if (!name.empty() && !roles.emplace(name, std::move(role)).second) row.error(row.where("name"), "a second role '" + name + "'");
    row.done();
  }
  if (roles.empty()) file.error(file.where(), "there is no [[role]]");
  file.done();
  return roles;
}

PlaceKinds load_places(const std::filesystem::path& path, const std::map<std::string, RoleTraits>& roles, bool roles_whole,
                       std::map<std::string, std::string>& stewards, std::vector<ConfigError>& errors) {
  PlaceKinds kinds;
  auto table = parse_toml(path, errors);
  if (!table) return kinds;
  TomlReader file(*table, path.generic_string(), errors);
  auto once = [&](const std::vector<Written>& words, std::vector<std::string>& into) {
    for (auto& word : words) {
      if (std::ranges::find(into, word.text) != into.end()) file.error(word.at, "a second '" + word.text + "'");
      into.push_back(word.text);
    }
  };
  once(file.words("place_kinds"), kinds.places);
  once(file.words("levels"), kinds.levels);
  if (kinds.places.empty()) file.error(file.where("place_kinds"), "'place_kinds' must name at least one kind of place");
  if (kinds.levels.empty()) file.error(file.where("levels"), "'levels' must name the levels of areas, from the smallest up");
  std::vector<std::string> known;
  for (auto& [name, role] : roles) known.push_back(name);
  if (auto areas = file.table("area_kinds"))
    for (auto& [name, area] : areas->named_tables()) {
      kinds.areas.push_back(name.text);
      auto steward = area.text("steward");
      if (roles_whole && !steward.empty() && !roles.contains(steward)) area.error(area.where("steward"), "unknown role '" + steward + "'", likely_word(steward, known));
      stewards[name.text] = steward;
      area.done();
    }
  file.done();
  return kinds;
}

void load_manners(const std::filesystem::path& path, Manners& manners, Phrases& phrases, std::optional<Zone>& zone, std::vector<ConfigError>& errors) {
  auto table = parse_toml(path, errors);
  if (!table) return;
  TomlReader file(*table, path.generic_string(), errors);
  auto name = file.text("zone");
  if (!name.empty()) {
    auto loaded = load_zone(name);
    if (loaded) zone = std::move(*loaded);
    else file.error(file.where("zone"), loaded.error());
  }
  if (auto p = file.table("phrases")) {
    auto read = [&](std::string_view key, std::vector<std::string>& into) {
      for (auto& word : p->words(key)) into.push_back(word.text);
    };
    read("plain_on", phrases.plain_on);
    read("plain_off", phrases.plain_off);
    read("hand_back", phrases.hand_back);
    read("help", phrases.help);
    read("beside", phrases.beside);
    p->done();
  }
  if (auto help = file.table("help"))
    for (auto& [who, choices] : help->named_tables()) {
      for (auto& word : choices.words("choices")) phrases.choices[who.text].push_back(word.text);
      if (phrases.choices[who.text].empty() || phrases.choices[who.text].size() > 9) choices.error(choices.where("choices"), "one to nine choices, each with a number");
      choices.done();
    }
  auto t = file.table("manners");
  if (!t) return file.error(file.where("manners"), "[manners] is missing: how the bot behaves");
  manners.quiet_from = t->hour("quiet_from");
  manners.quiet_to = t->hour("quiet_to");
  manners.burst_silence = t->span("burst_silence");
  manners.burst_longest = t->span("burst_longest");
  manners.adds_within = t->span("adds_within");
  if (manners.burst_longest < manners.burst_silence) t->error(t->where("burst_longest"), "'burst_longest' must not be shorter than 'burst_silence'");
  manners.ask_tries = std::int32_t(t->count("ask_tries", 1, 20));
  manners.card_again = t->hour("card_again");
  manners.card_to_steward = t->hour("card_to_steward");
  if (manners.card_again >= manners.card_to_steward)
    t->error(t->where("card_to_steward"), "the hours must ascend: 'card_again' comes before 'card_to_steward'");
  manners.undo_window = std::chrono::duration_cast<std::chrono::hours>(t->span("undo_window"));
  manners.ways_in = std::int32_t(t->count("ways_in", 0, 20));
  manners.fever_from = t->number("fever_from", 30, 45);
  for (auto& word : t->words("fever_words")) manners.fever_words.push_back(word.text);
  manners.fever_reason = t->text("fever_reason");
  t->done();
}

}  // namespace linli
