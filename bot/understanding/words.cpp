#include "bot/understanding/words.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "bot/understanding/tables.hpp"
#include "bot/understanding/text.hpp"

namespace linli::understanding {
namespace {

constexpr std::size_t longest_word = 16;

std::uint16_t exact_sound(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF ? tables::exact_sounds[c - 0x4E00] : 0; }
std::uint16_t sound(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF ? tables::sounds[c - 0x4E00] : 0; }

// Four characters of up to sixteen bits; 0 for longer words.
std::uint64_t key_of(std::u32string_view word, auto&& part) {
  std::uint64_t key = 0;
  if (word.size() < 2 || word.size() > 4) return 0;
  for (char32_t c : word) {
    std::uint64_t s = part(c);
    if (s == 0 || s > 0xFFFF) return 0;
    key = key << 16 | s;
  }
  return key;
}

std::uint64_t arc(std::uint32_t node, char32_t c) { return std::uint64_t(node) << 32 | c; }
std::size_t slot_of(std::uint64_t key, std::size_t size) { return std::size_t((key * 0x9E3779B97F4A7C15ULL) >> 32) & (size - 1); }

bool needs_neighbours(WordKind kind) {
  using enum WordKind;
  switch (kind) {
    case common_place: case unit_slip: case alike: case kin_pair: case person: case child: case given_name: case form_label: return true;
    default: return false;
  }
}

}  // namespace

Words::Words(const Lexicon& lexicon) : starts_(65536), nodes_(1) {
  std::vector<std::vector<Entry>> at(1);
  std::unordered_map<std::uint64_t, std::uint32_t> arcs;
  std::vector<std::vector<Cue>> cues_at(1);
  std::map<std::string, std::uint16_t> known;
  for (auto& word : lexicon.words) {
    if (word.kind == WordKind::english) continue;  // english/vocabulary.cpp
    auto chars = normalise(word.text).chars;
    if (chars.empty() || chars.size() > longest_word) continue;
    if (word.kind == WordKind::alike) {
      for (char32_t c : chars) shapes_.emplace(c, chars.front());
      continue;
    }
    auto [value, fresh] = known.try_emplace(word.value, std::uint16_t(values_.size()));
    if (fresh) values_.push_back(word.value);
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < chars.size(); ++i) {
      auto c = chars[i];
      std::uint32_t& next = i == 0 && c < 65536 ? starts_[c] : arcs[arc(node, c)];
      if (next == 0) {
        next = std::uint32_t(at.size());
        at.emplace_back();
        cues_at.emplace_back();
      }
      node = next;
    }
    if (word.kind == WordKind::cue) {
      auto cue = std::ranges::find(cue_names, word.value) - cue_names.begin();
      if (std::size_t(cue) < cue_names.size()) cues_at[node].push_back(Cue(cue));
      continue;
    }
    at[node].push_back({word.kind, value->second});
    bool well_known = word.kind == WordKind::place && (word.value == "province" || word.value == "city" || word.value == "county");
    if (well_known) places_.push_back(chars);
  }
  for (std::uint32_t i = 0; i < places_.size(); ++i) {  // what is listed first is known best
    if (auto key = key_of(places_[i], sound); key != 0) by_sound_[key].push_back(i);
    if (auto key = key_of(places_[i], [&](char32_t c) { return shape(c); }); key != 0) by_shape_[key].push_back(i);
  }
  std::size_t size = 16;
  while (size < arcs.size() * 2) size *= 2;
  steps_.resize(size);
  for (auto& [key, node] : arcs) {
    auto i = slot_of(key, size);
    while (steps_[i].node != 0) i = (i + 1) & (size - 1);
    steps_[i] = {key, node};
  }
  nodes_.resize(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    auto first = std::uint32_t(entries_.size());
    std::ranges::copy_if(at[i], std::back_inserter(entries_), [](const Entry& e) { return !needs_neighbours(e.kind); });
    bool by_itself = entries_.size() > first;
    std::ranges::copy_if(at[i], std::back_inserter(entries_), [](const Entry& e) { return needs_neighbours(e.kind); });
    nodes_[i] = {first, std::uint32_t(at[i].size()), by_itself, std::uint32_t(cues_.size()), std::uint32_t(cues_at[i].size())};
    cues_.insert(cues_.end(), cues_at[i].begin(), cues_at[i].end());
  }
}

char32_t Words::shape(char32_t c) const {
  auto it = shapes_.find(c);
  return it == shapes_.end() ? c : it->second;
}

std::uint32_t Words::step(std::uint32_t node, char32_t c) const {
  if (node == 0 && c < 65536) return starts_[c];
  auto key = arc(node, c);
  for (auto i = slot_of(key, steps_.size()); steps_[i].node != 0; i = (i + 1) & (steps_.size() - 1))
    if (steps_[i].key == key) return steps_[i].node;
  return 0;
}

Words::Hit Words::longest(std::u32string_view text, std::size_t at) const {
  Hit hit;
  std::uint32_t node = 0;
  for (std::size_t i = at; i < text.size() && i < at + longest_word; ++i) {
    node = step(node, text[i]);
    if (node == 0) break;
    auto& n = nodes_[node];
    if (n.by_itself) hit = {i + 1 - at, entries_[n.first].kind, entries_[n.first].value};
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

std::size_t Words::ending(std::u32string_view text, std::size_t end, WordKind kind) const {
  for (std::size_t n = std::min<std::size_t>(3, end); n > 0; --n)
    if (is(text.substr(end - n, n), kind)) return n;
  return 0;
}

std::vector<CueAt> Words::cues(std::u32string_view text) const {
  std::vector<CueAt> out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::uint32_t node = 0;
    auto from = out.size();
    for (std::size_t i = at; i < text.size() && i < at + longest_word; ++i) {
      node = step(node, text[i]);
      if (node == 0) break;
      for (std::uint32_t k = 0; k < nodes_[node].cue_count; ++k) {
        auto cue = cues_[nodes_[node].first_cue + k];
        auto same = std::find_if(out.begin() + std::ptrdiff_t(from), out.end(), [&](const CueAt& c) { return c.cue == cue; });
        if (same == out.end()) out.push_back({cue, std::uint32_t(at), std::uint32_t(i + 1)});
        else same->end = std::uint32_t(i + 1);
      }
    }
  }
  return out;
}

bool Words::is_cue(std::u32string_view word, Cue cue) const {
  std::uint32_t node = 0;
  for (char32_t c : word) {
    node = step(node, c);
    if (node == 0) return false;
  }
  auto first = cues_.begin() + nodes_[node].first_cue;
  return node != 0 && std::find(first, first + nodes_[node].cue_count, cue) != first + nodes_[node].cue_count;
}

bool Words::is(std::u32string_view word, WordKind kind) const { return !word.empty() && longest(word, 0, kind).length == word.size(); }

std::u32string_view Words::meant_place(std::u32string_view word) const {
  auto found = [&](auto& index, std::uint64_t key) -> std::u32string_view {
    auto it = key == 0 ? index.end() : index.find(key);
    if (it == index.end()) return {};
    auto alike = [&](std::uint32_t i) {  // characters that are the same count most, then those that sound the same
      std::size_t n = 0;
      for (std::size_t k = 0; k < word.size(); ++k) n += places_[i][k] == word[k] ? 8 : exact_sound(places_[i][k]) == exact_sound(word[k]);
      return n;
    };
    auto& best = places_[std::ranges::max(it->second, {}, alike)];
    return best == word ? std::u32string_view() : std::u32string_view(best);
  };
  auto like = found(by_sound_, key_of(word, sound));
  return like.empty() ? found(by_shape_, key_of(word, [&](char32_t c) { return shape(c); })) : like;
}

}  // namespace linli::understanding
