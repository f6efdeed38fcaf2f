#include "adapters/wecom/markup.hpp"

#include <algorithm>
#include <cstdint>

#include "adapters/utf8.hpp"

namespace linli::wecom {
namespace {

// The full-width form of an ASCII sign: it looks alike and means nothing to a parser.
constexpr std::uint32_t wide(std::uint32_t sign) { return sign - 0x20 + 0xff00; }
constexpr std::uint32_t ellipsis = 0x2026;

bool digit(char c) { return c >= '0' && c <= '9'; }

bool all_follows(std::string_view text, std::size_t at) {
  constexpr std::string_view all = "all";
  if (text.size() - at < all.size()) return false;
  for (std::size_t i = 0; i < all.size(); ++i)
    if ((text[at + i] | 0x20) != all[i]) return false;
  return true;
}

// A userid as an administrator may make it. Anything else could end the mention and begin something else, or mean everybody.
bool userid(std::string_view text) {
  return !text.empty() && text.front() != '@' && text != "all" && std::ranges::all_of(text, [](char c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.' || c == '@';
  });
}

// Signs that mean something only where a line begins: headings, quotes, lists, rules.
bool begins_block(char c) { return c == '#' || c == '>' || c == '-' || c == '+' || c == '=' || c == ':'; }

}  // namespace

std::string as_text(std::string_view plain) {
  auto text = utf8::clean(plain);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool mention = (text[at] == '<' && at + 1 < text.size() && text[at + 1] == '@') || (text[at] == '@' && all_follows(text, at + 1));
    if (mention) utf8::append(out, wide(std::uint32_t(text[at])));
    else out += text[at];
  }
  return out;
}

std::string as_markdown(std::string_view plain) {
  auto text = utf8::clean(plain);
  std::string out;
  bool begins = true;                                    // only blanks since the line began
  std::size_t blanks = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\n') begins = true, blanks = 0, out += c;
    else if (begins && c == ' ') {
      if (++blanks <= 3) out += c;                       // four make a block of code
    } else {
      constexpr std::string_view anywhere = "*_`[]<~|\\&$";
      bool number = false;                               // "3. " and "3) " are lists
      if (begins && digit(c)) {
        auto end = at;
        while (end < text.size() && digit(text[end])) out += text[end++];
        number = end < text.size() && (text[end] == '.' || text[end] == ')');
        at = number ? end : end - 1;
        if (!number) {
          begins = false;
          continue;
        }
        c = text[at];
      }
      bool means = number || anywhere.find(c) != std::string_view::npos || (begins && begins_block(c)) || (c == '@' && all_follows(text, at + 1));
      if (means) utf8::append(out, wide(std::uint32_t(static_cast<unsigned char>(c))));
      else out += c;
      begins = begins && begins_block(c);                // "##", "> >", "---": all of them
    }
  }
  return out;
}

std::string as_warning(std::string_view plain, std::string_view mention) {
  auto text = as_markdown(plain);
  auto end = std::min(text.find('\n'), text.size());
  auto out = "<font color=\"warning\">**" + text.substr(0, end) + "**</font>" + text.substr(end);
  if (userid(mention)) out += "\n<@" + std::string(mention) + ">";
  return out;
}

std::string shortened(std::string_view plain, std::size_t most) {
  if (utf8::characters(plain) <= most) return std::string(plain);
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < most && at < plain.size(); ++i) utf8::next(plain, at);
  auto out = std::string(plain.substr(0, at));
  utf8::append(out, ellipsis);
  return out;
}

}  // namespace linli::wecom
