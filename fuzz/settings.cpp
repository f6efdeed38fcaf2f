#include <algorithm>
#include <chrono>
#include <memory>

#include "bot/understanding/reader.hpp"
#include "fuzz/target.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/knowledge/playbook_loader.hpp"

namespace linli::fuzz {
namespace {

void tells_its_place(const ConfigError& error) {
  hold(error.file == "any.toml" && error.line >= 0 && error.column >= 0 && !error.reason.empty(), "an error has its place and a reason");
  hold(std::ranges::none_of(describe(error), [](char c) { return static_cast<unsigned char>(c) < ' '; }), "an error is one line");
}

}  // namespace

void settings(std::string_view bytes) {
  static const PlaybookSurroundings around{{"landlord", "renter", "steward", "volunteer", "officer"}, {"group", "village", "street"}, {"fever"}};
  std::vector<ConfigError> errors;
  auto playbook = parse_playbook("any.toml", bytes, around, errors);
  hold(playbook.has_value() == errors.empty(), "a playbook, or what is wrong with it");
  for (auto& e : errors) tells_its_place(e);

  auto words = parse_lexicon("any.toml", bytes);
  if (!words) return tells_its_place(words.error());
  for (auto& w : *words) hold(!w.text.empty() && w.text.size() <= 64, "words are short and there");
  auto lexicon = std::make_shared<Lexicon>();
  lexicon->words = *words;
  Reader reader(lexicon, Zone("Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}}));
  std::string text;
  for (auto& w : *words) text += w.text;
  for (auto& c : reader.read(text, Instant{}).candidates) hold(c.clause.end <= text.size(), "a vocabulary of any words can be read with");
}

}  // namespace linli::fuzz
