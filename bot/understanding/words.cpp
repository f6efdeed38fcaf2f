#include "bot/understanding/words.hpp"

#include <algorithm>
#include <map>

#include "bot/understanding/tables.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {
namespace {

constexpr std::size_t longest_word = 16;

std::uint16_t sound(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF ? tables::sounds[c - 0x4E00] : 0; }

// Equal for words of the same sounds; 0 when a character has none.
std::uint64_t sound_key(std::u32string_view word) {
  std::uint64_t key = 0;
  if (word.empty() || word.size() > 4) return 0;
  for (char32_t c : word) {
    auto s = sound(c);
    if (s == 0) return 0;
    key = key << 16 | s;
  }
  return key;
}

}  // namespace

Words::Words(const Lexicon& lexicon) : starts_(65536), nodes_(1) {
  std::vector<std::vector<Entry>> at(1);
  std::map<std::string, std::uint16_t> known;
  for (auto& word : lexicon.words) {
    auto chars = normalise(word.text).chars;
    if (chars.empty() || chars.size() > longest_word) continue;
    auto [value, fresh] = known.try_emplace(word.value, std::uint16_t(values_.size()));
    if (fresh) values_.push_back(word.value);
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < chars.size(); ++i) {
      auto c = chars[i];
      std::uint32_t& next = i == 0 && c < 65536 ? starts_[c] : steps_[std::uint64_t(node) << 32 | c];
      if (next == 0) {
        next = std::uint32_t(at.size());
        at.emplace_back();
      }
      node = next;
    }
    at[node].push_back({word.kind, value->second});
    bool well_known = word.kind == WordKind::place && (word.value == "province" || word.value == "city" || word.value == "county");
    if (auto key = sound_key(chars); well_known && key != 0) {
      by_sound_.emplace(key, std::uint32_t(places_.size()));
      places_.push_back(chars);
    }
  }
  nodes_.resize(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    nodes_[i] = {std::uint32_t(entries_.size()), std::uint32_t(at[i].size())};
    entries_.insert(entries_.end(), at[i].begin(), at[i].end());
  }
}

std::uint32_t Words::step(std::uint32_t node, char32_t c) const {
  if (node == 0 && c < 65536) return starts_[c];
  auto it = steps_.find(std::uint64_t(node) << 32 | c);
  return it == steps_.end() ? 0 : it->second;
}

Words::Hit Words::longest(std::u32string_view text, std::size_t at) const {
  Hit hit;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size() && i < at + longest_word; ++i) {
    node = step(node, text[i]);
    if (node == 0) break;
    if (nodes_[node].count > 0) hit = {i + 1 - at, entries_[nodes_[node].first].kind, entries_[nodes_[node].first].value};
  }
  return hit;
}

Words::Hit Words::longest(std::u32string_view text, std::size_t at, WordKind kind) const {
  Hit hit;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size() && i < at + longest_word; ++i) {
    node = step(node, text[i]);
    if (node == 0) break;
    for (std::uint32_t e = 0; e < nodes_[node].count; ++e) {
      auto& entry = entries_[nodes_[node].first + e];
      if (entry.kind == kind) {
        hit = {i + 1 - at, kind, entry.value};
        break;
      }
    }
  }
  return hit;
}

bool Words::is(std::u32string_view word, WordKind kind) const { return !word.empty() && longest(word, 0, kind).length == word.size(); }

std::u32string_view Words::sounds_like_place(std::u32string_view word) const {
  auto key = sound_key(word);
  if (key == 0) return {};
  auto [from, to] = by_sound_.equal_range(key);
  if (from == to) return {};
  auto best = from->second;
  for (auto it = from; it != to; ++it) best = std::min(best, it->second);
  return places_[best];
}

}  // namespace linli::understanding
