#include "adapters/split_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/utf8.hpp"

namespace linli {
namespace {

template <std::size_t N>
bool among(std::uint32_t c, const std::array<std::uint32_t, N>& set) {
  return std::ranges::find(set, c) != set.end();
}
// Numbers, since no sign a person reads stands in C++: the ends of sentences and the commas of Chinese and Latin texts, and what closes a quote.
bool ends_sentence(std::uint32_t c) { return among(c, std::to_array<std::uint32_t>({0x3002, 0xff01, 0xff1f, 0xff1b, 0x2026, '!', '?', ';'})); }
bool pauses(std::uint32_t c) { return among(c, std::to_array<std::uint32_t>({0xff0c, 0x3001, 0xff1a, ',', ' ', 0x3000})); }
bool closes(std::uint32_t c) { return among(c, std::to_array<std::uint32_t>({0x300d, 0x300f, 0x201d, 0x2019, 0xff09, ')', '"'})); }

// It belongs to the character before it: combining marks, variation selectors, joiners, skin tones, tags.
bool belongs(std::uint32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5bd) || (c >= 0x64b && c <= 0x65f) ||
         (c >= 0xe31 && c <= 0xe3a && c != 0xe32 && c != 0xe33) || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
         (c >= 0x20d0 && c <= 0x20ff) || (c >= 0x302a && c <= 0x302f) || c == 0x3099 || c == 0x309a || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0xfe20 && c <= 0xfe2f) || c == 0x200c || c == 0x200d || (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xe0020 && c <= 0xe007f) ||
         (c >= 0xe0100 && c <= 0xe01ef);
}
bool flag_letter(std::uint32_t c) { return c >= 0x1f1e6 && c <= 0x1f1ff; }

// How many bytes of `text` (longer than `most`) make the next part.
std::size_t cut(std::string_view text, std::size_t most) {
  std::size_t line = 0, sentence = 0, pause = 0, character = 0;
  std::uint32_t before = 0;
  bool ended = false;                                  // a sentence ended before `at`, and nothing but what closes it came since
  std::size_t flags = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto here = at;
    auto c = utf8::next(text, at);
    bool joined = here == 0 || belongs(c) || before == 0x200d || (flag_letter(c) && flags % 2 == 1);
    if (here > most) break;
    if (!joined) {
      character = here;
      if (ended && !closes(c) && !ends_sentence(c)) sentence = here;
      if (pauses(before)) pause = here;
      if (c == '\n') line = here;
    }
    if (!belongs(c)) ended = ends_sentence(c) || (ended && closes(c));
    flags = flag_letter(c) ? flags + 1 : 0;
    before = c;
  }
  for (auto good : {line, sentence, pause})
    if (good * 2 >= most) return good;
  if (character > 0) return character;
  std::size_t at = 0;                                  // one "character" longer than a part: only between code points then
  for (auto to = at; to < text.size(); at = to) {
    utf8::next(text, to);
    if (to > most) break;
  }
  return at;
}

std::string_view without_blanks(std::string_view text) {
  auto first = text.find_first_not_of(" \n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

}  // namespace

std::vector<std::string> split_text(std::string_view text, std::size_t most, const Measure& measure) {
  most = std::max<std::size_t>(most, 64);
  std::vector<std::string> parts;
  for (text = without_blanks(text); !text.empty(); text = without_blanks(text)) {
    auto taken = text.size();
    // A part that grows on the wire is cut shorter until it fits; bytes of one character grow at most threefold.
    for (auto room = most; measure(text.substr(0, taken)) > most;) {
      if (taken <= room) room = std::max<std::size_t>(8, taken - std::max<std::size_t>(1, (measure(text.substr(0, taken)) - most) / 3));
      taken = cut(text, std::min(room, text.size() - 1));
      if (room == 8) break;
    }
    auto part = text.substr(0, taken);
    text.remove_prefix(taken);
    part = part.substr(0, part.find_last_not_of(" \n") + 1);
    parts.emplace_back(part);
  }
  return parts;
}

}  // namespace linli
