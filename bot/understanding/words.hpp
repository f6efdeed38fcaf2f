#pragma once
// The vocabulary ready for look-up: the longest word that begins at a place of the text. Immutable after construction.
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bot/understanding/cues.hpp"
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
  // The longest word at `at`. Where one word has several kinds, the one that was listed first. Words that need their neighbours to count
  // (common places, slips of a measure) are only found by their kind.
  Hit longest(std::u32string_view text, std::size_t at) const;
  // The longest word of one kind at `at`.
  Hit longest(std::u32string_view text, std::size_t at, WordKind kind) const;
  // The longest word of one kind that ends at `end`, at most three characters; 0: none.
  std::size_t ending(std::u32string_view text, std::size_t end, WordKind kind) const;
  bool is(std::u32string_view word, WordKind kind) const;
  // Every cue of the text, in the order of their beginnings.
  std::vector<CueAt> cues(std::u32string_view text) const;
  // Whether a word of this cue stands at [from, to).
  bool is_cue(std::u32string_view word, Cue cue) const;
  const std::string& value(std::uint16_t index) const { return values_[index]; }
  // How many people a word of kind people, companion or kin_pair stands for.
  int count(const Hit& hit) const { return values_[hit.value][0] - '0'; }
  // The best known place that `word` sounds like, or looks like, without being it; what `meant` stands on. Empty when there is none.
  std::u32string_view meant_place(std::u32string_view word) const;

 private:
  struct Entry {
    WordKind kind;
    std::uint16_t value;
  };
  struct Node {
    std::uint32_t first{}, count{};  // entries
    bool by_itself{};                // the first entry needs no neighbours
    std::uint32_t first_cue{}, cue_count{};
  };
  struct Step {  // one arc of the tree, in an open hash table
    std::uint64_t key{};
    std::uint32_t node{};
  };
  std::uint32_t step(std::uint32_t node, char32_t c) const;
  char32_t shape(char32_t c) const;
  std::vector<std::uint32_t> starts_;  // first step for every character of the basic plane, 0: none
  std::vector<Step> steps_;            // a power of two of them, at most half full
  std::vector<Node> nodes_;
  std::vector<Entry> entries_;
  std::vector<Cue> cues_;
  std::vector<std::string> values_;
  std::vector<std::u32string> places_;
  std::unordered_map<char32_t, char32_t> shapes_;  // characters that look alike -> the first of them
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_sound_, by_shape_;
};

}  // namespace linli::understanding
