#include "service/lexicon/local_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "bot/understanding/text.hpp"
#include "service/knowledge/lexicon_loader.hpp"

namespace linli::lexicon {
namespace {

namespace fs = std::filesystem;

constexpr const char* head =
    "# Words of this place, added by `linli lexicon suggest` (docs/learning.md). They count before those of the other files. May be edited by hand;\n"
    "# comments other than this one are lost when a word is added.\n";

std::string kind_of(const Lexicon::Word& w) {
  std::string out(name_of(w.kind));
  return w.value.empty() ? out : out + "." + w.value;
}

std::string quoted(const std::string& word) {
  std::string out = "\"";
  for (char c : word) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

using Lists = std::map<std::string, std::vector<std::string>>;

std::string text_of(const Lists& lists) {
  std::string text = head;
  for (auto& [kind, list] : lists) {
    text += "\n[" + kind + "]\nwords = [";
    for (auto& word : list) text += (&word == &list.front() ? "" : ", ") + quoted(word);
    text += "]\n";
  }
  return text;
}

std::expected<void, std::string> checked(const std::string& text) {
  auto read = parse_lexicon(local_lexicon, text);
  if (read) return {};
  return std::unexpected(read.error().reason + (read.error().likely.empty() ? "" : "; did you mean '" + read.error().likely + "'?"));
}

bool written(const fs::path& path, const std::string& text) {
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return false;
  bool fine = ::write(fd, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(fd) == 0;
  return ::close(fd) == 0 && fine;
}

}  // namespace

std::expected<NewWord, std::string> parse_word(const std::string& text) {
  auto sign = text.find('=');
  if (sign == 0 || sign == text.npos || sign + 1 == text.size()) return std::unexpected("'" + text + "' is not KIND=WORD, as back=WORD or by.train=WORD");
  NewWord out{text.substr(0, sign), text.substr(sign + 1)};
  auto letters = understanding::to_chars(out.word);
  bool plain = !letters.empty() && std::ranges::all_of(letters, [](char32_t c) {
    return understanding::is_han(c) || understanding::is_latin(c) || understanding::is_digit(c);
  });
  if (!plain) return std::unexpected("a word is made of characters, small letters and digits alone");
  bool kind = std::ranges::all_of(out.kind, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; });
  if (!kind) return std::unexpected("'" + out.kind + "' is no kind of words");
  return out;
}

std::expected<void, std::string> fits(const NewWord& word) { return checked(text_of({{word.kind, {word.word}}})); }

std::expected<std::size_t, std::string> add_words(const fs::path& folder, std::span<const NewWord> words) {
  auto path = folder / local_lexicon;
  Lists lists;
  std::error_code none;
  if (fs::exists(path, none)) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return std::unexpected(path.string() + " cannot be read");
    auto there = parse_lexicon(path.string(), text.view());
    if (!there) return std::unexpected(describe(there.error()));
    for (auto& w : *there) lists[kind_of(w)].push_back(w.text);
  }
  std::size_t added = 0;
  for (auto& w : words) {
    auto& list = lists[w.kind];
    if (std::ranges::find(list, w.word) != list.end()) continue;
    list.push_back(w.word);
    ++added;
  }
  auto text = text_of(lists);
  if (auto right = checked(text); !right) return std::unexpected(right.error());
  if (added == 0) return 0;
  auto fresh = fs::path(path).concat(".new");
  if (!written(fresh, text)) return std::unexpected(fresh.string() + " cannot be written");
  fs::rename(fresh, path, none);
  if (none) return std::unexpected(path.string() + " cannot be replaced: " + none.message());
  return added;
}

}  // namespace linli::lexicon
