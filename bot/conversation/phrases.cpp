#include "bot/conversation/phrases.hpp"

#include <algorithm>

namespace linli {
namespace {

// Without blanks and marks: ASCII ones, general punctuation (U+2000 to U+206F), CJK ones (U+3000 to U+303F) and full-width ones
// (U+FF01 to U+FF0F, U+FF1A to U+FF20).
std::string bare(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    auto at = [&](std::size_t n) { return i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0U; };
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out += char(byte - 'A' + 'a');
      else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) out += char(byte);
      ++i;
      continue;
    }
    bool general = byte == 0xE2 && (at(1) == 0x80 || at(1) == 0x81), cjk = byte == 0xE3 && at(1) == 0x80;
    bool wide = byte == 0xEF && at(1) == 0xBC && ((at(2) >= 0x81 && at(2) <= 0x8F) || (at(2) >= 0x9A && at(2) <= 0xA0));
    if (general || cjk || wide) {
      i += 3;
      continue;
    }
    out += text[i++];
  }
  return out;
}

// Whether the text is made of these words; the longest that begins it is taken first.
bool nothing_but(const std::vector<std::string>& words, std::string_view text) {
  while (!text.empty()) {
    std::size_t longest = 0;
    for (auto& word : words)
      if (auto one = bare(word); text.starts_with(one)) longest = std::max(longest, one.size());
    if (longest == 0) return false;
    text.remove_prefix(longest);
  }
  return true;
}

}  // namespace

bool is_phrase(const Phrases& phrases, const std::vector<std::string>& words, std::string_view text) {
  constexpr std::size_t longest = 120;  // bytes; nobody says it in more words
  if (text.size() > longest) return false;
  auto said = bare(text);
  for (auto& word : words) {
    auto phrase = bare(word);
    auto found = said.find(phrase);
    if (phrase.empty() || found == said.npos) continue;
    if (nothing_but(phrases.beside, said.substr(0, found)) && nothing_but(phrases.beside, said.substr(found + phrase.size()))) return true;
  }
  return false;
}

}  // namespace linli
