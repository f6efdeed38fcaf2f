#pragma once
// The vocabulary ready for look-up: the longest word that begins at a place of the text. Immutable after construction.
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bot/understanding/lexicon.hpp"

namespace linli::understanding {

class Words {
 public:
  struct Hit {
    std::size_t length{};  // in characters; 0: no word begins here
    WordKind kind{};
    std::uint16_t value{};  // index into `value()`
  };
  explicit Words(const Lexicon& lexicon);
  // The longest word at `at`. Where one word has several kinds, the one that was listed first.
  Hit longest(std::u32string_view text, std::size_t at) const;
  // The longest word of one kind at `at`.
  Hit longest(std::u32string_view text, std::size_t at, WordKind kind) const;
  bool is(std::u32string_view word, WordKind kind) const;
  const std::string& value(std::uint16_t index) const { return values_[index]; }
  // Places that sound like `word`, best known first; what `meant` stands on.
  std::u32string_view sounds_like_place(std::u32string_view word) const;

 private:
  struct Entry {
    WordKind kind;
    std::uint16_t value;
  };
  struct Node {
    std::uint32_t first{}, count{};  // entries
  };
  std::uint32_t step(std::uint32_t node, char32_t c) const;
  std::vector<std::uint32_t> starts_;                        // first step for every character of the basic plane, 0: none
  std::unordered_map<std::uint64_t, std::uint32_t> steps_;  // (node, character) -> node
  std::vector<Node> nodes_;
  std::vector<Entry> entries_;
  std::vector<std::string> values_;
  std::vector<std::u32string> places_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_sound_;
};

}  // namespace linli::understanding
