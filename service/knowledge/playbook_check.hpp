#pragma once
// What a playbook means, checked as a whole: names that name nothing, states nobody reaches or nobody leaves, limits that nothing waits for.
#include <map>
#include <string>
#include <vector>

#include "service/knowledge/playbook_loader.hpp"
#include "service/knowledge/toml_reader.hpp"

namespace linli {

// A name used somewhere in the file, and what it must name.
struct Mention {
  enum class What : std::uint8_t { state, date_or_day, counted_from, limit_anchor, limit, result, role, party_or_role, level, reason } what{};
  std::string name;
  Position at;
};

struct Draft {
  Playbook book;
  std::vector<Mention> mentions;
  std::map<std::string, Position> state_at, reminder_at, limit_at, result_at;   // where each is defined
  Position policy_at;
  PlaybookPlaces where;
};

// Adds what is wrong, through the reader's file and errors.
void check_meaning(const Draft& draft, const PlaybookSurroundings& around, TomlReader& file);

}  // namespace linli
