#include "service/knowledge/lexicon_loader.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <toml++/toml.h>

namespace linli {
namespace {

constexpr std::size_t longest_word_bytes = 64;

struct LexiconFile {
  std::string name;
  std::vector<Lexicon::Word> words;
  std::optional<ConfigError> error;

  bool fail(const toml::node& at, std::string reason, std::string likely = {}) {
    error = ConfigError{name, int(at.source().begin.line), int(at.source().begin.column), std::move(reason), std::move(likely)};
    return false;
  }
};

// At most three digits, else -1.
int small_number(std::string_view text) {
  int n = text.empty() || text.size() > 3 ? -1 : 0;
  for (char c : text) {
    if (n < 0 || c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

bool a_named_day(std::string_view value) {
  if (value.starts_with("term-")) {
    int degrees = small_number(value.substr(5));
    return degrees >= 0 && degrees < 360 && degrees % 15 == 0;
  }
  bool lunar = value.starts_with("lunar-");
  if (!lunar && !value.starts_with("solar-")) return false;
  auto numbers = value.substr(6);
  auto dash = numbers.find('-');
  if (dash == numbers.npos) return false;
  int month = small_number(numbers.substr(0, dash)), day = small_number(numbers.substr(dash + 1));
  return month >= 1 && month <= 12 && day >= 1 && day <= (lunar ? 30 : 31);
}

bool only_keys(LexiconFile& file, const toml::table& table, const std::vector<std::string>& keys, const std::string& which) {
  for (auto&& [key, node] : table)
    if (std::ranges::find(keys, key.str()) == keys.end()) return file.fail(node, "unknown key '" + std::string(key.str()) + "'; " + which, likely_word(std::string(key.str()), keys));
  return true;
}

bool read_list(LexiconFile& file, const toml::node& at, const toml::table& table, const std::string& key, std::vector<std::string>& out) {
  auto* list = table[key].as_array();
  if (!list) return file.fail(at, key + " are missing: " + key + " = [\"…\", …]");
  for (auto&& item : *list) {
    auto* text = item.as_string();
    if (!text) return file.fail(item, "a word must be a text in quotation marks");
    auto& word = text->get();
    if (word.empty()) return file.fail(item, "an empty word");
    if (word.size() > longest_word_bytes) return file.fail(item, "a word longer than " + std::to_string(longest_word_bytes) + " bytes");
    if (std::ranges::find(out, word) != out.end()) return file.fail(item, "'" + word + "' stands twice in the same list");
    out.push_back(word);
  }
  return true;
}

// The words of one table: those listed, and those made of two parts, every start with every end (上次 + 报的, 先头 + 说的).
bool read_words(LexiconFile& file, const toml::node& at, const toml::table& table, WordKind kind, const std::string& value) {
  if (!only_keys(file, table, {"words", "made"}, "a table of words has the keys words and made")) return false;
  std::vector<std::string> words;
  bool only_made = table.contains("made") && !table.contains("words");
  if (!only_made && !read_list(file, at, table, "words", words)) return false;
  std::set<std::string> seen(words.begin(), words.end());
  if (table.contains("made")) {
    auto* made = table["made"].as_array();
    if (!made) return file.fail(at, "made must be a list of tables: [[….made]] with starts and ends");
    for (auto&& item : *made) {
      auto* parts = item.as_table();
      if (!parts) return file.fail(item, "made must be a list of tables with starts and ends");
      std::vector<std::string> starts, ends;
      bool read = only_keys(file, *parts, {"starts", "ends"}, "what is made has the keys starts and ends") && read_list(file, item, *parts, "starts", starts) && read_list(file, item, *parts, "ends", ends);
      if (!read) return false;
      for (auto& start : starts)
        for (auto& end : ends) {
          if (start.size() + end.size() > longest_word_bytes) return file.fail(item, "'" + start + end + "' is longer than " + std::to_string(longest_word_bytes) + " bytes");
          if (seen.insert(start + end).second) words.push_back(start + end);
        }
    }
  }
  for (auto& word : words) file.words.push_back({word, kind, value});
  return true;
}

// A table's parts in the order of the file: what is listed first counts.
std::vector<std::pair<std::string, const toml::node*>> in_order(const toml::table& table) {
  std::vector<std::pair<std::string, const toml::node*>> out;
  for (auto&& [key, node] : table) out.emplace_back(std::string(key.str()), &node);
  std::ranges::sort(out, [](auto& a, auto& b) { return a.second->source().begin.line < b.second->source().begin.line; });
  return out;
}

bool read_kind(LexiconFile& file, const std::string& name, const toml::node& node) {
  auto kind = word_kind_named(name);
  if (!kind) return file.fail(node, "unknown kind of words '" + name + "'", likely_word(name, word_kind_names()));
  auto* table = node.as_table();
  if (!table) return file.fail(node, "'" + name + "' must be a table with words = [\"…\", …]");
  auto& values = values_of(*kind);
  if (values.empty()) return read_words(file, node, *table, *kind, {});
  if (table->contains("words")) return file.fail(node, "words of kind '" + name + "' need a value: [" + name + ".…]");
  for (auto& [value, part] : in_order(*table)) {
    auto& inner = *part;
    auto* words = inner.as_table();
    if (!words) return file.fail(inner, "'" + name + "." + value + "' must be a table with words = [\"…\", …]");
    bool right = values.front() == "*" || std::ranges::find(values, value) != values.end();
    if (*kind == WordKind::holiday) right = a_named_day(value);
    if (!right)
      return file.fail(inner, "'" + value + "' is no value of '" + name + "'" + (*kind == WordKind::holiday ? ": lunar-MONTH-DAY, solar-MONTH-DAY or term-DEGREES of the sun" : ""),
                       values.front() == "*" ? "" : likely_word(value, values));
    if (!read_words(file, inner, *words, *kind, value)) return false;
  }
  return true;
}

}  // namespace

std::expected<std::vector<Lexicon::Word>, ConfigError> parse_lexicon(const std::string& name, std::string_view text) {
  LexiconFile file{name, {}, {}};
  try {
    auto root = toml::parse(text, name);
    for (auto& [key, node] : in_order(root))
      if (!read_kind(file, key, *node)) return std::unexpected(*file.error);
  } catch (const toml::parse_error& e) {
    return std::unexpected(ConfigError{name, int(e.source().begin.line), int(e.source().begin.column), std::string(e.description()), {}});
  }
  return std::move(file.words);
}

std::expected<std::shared_ptr<const Lexicon>, ConfigError> load_lexicon(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed))
    if (it->path().extension() == ".toml") files.push_back(it->path());
  if (failed) return std::unexpected(ConfigError{folder.string(), 0, 0, "cannot be read: " + failed.message(), {}});
  if (files.empty()) return std::unexpected(ConfigError{folder.string(), 0, 0, "holds no *.toml file", {}});
  auto place = [](const std::filesystem::path& file) { return std::pair(file.filename() != local_lexicon, file); };
  std::ranges::sort(files, {}, place);
  auto lexicon = std::make_shared<Lexicon>();
  for (auto& path : files) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return std::unexpected(ConfigError{path.string(), 0, 0, "cannot be read", {}});
    auto words = parse_lexicon(path.string(), text.view());
    if (!words) return std::unexpected(words.error());
    lexicon->words.insert(lexicon->words.end(), words->begin(), words->end());
  }
  return lexicon;
}

}  // namespace linli
