#pragma once
// One table of a configuration file, read key by key: wrong types, wrong forms and keys that nobody asked for become ConfigErrors with their
// place. Used at start, on one thread.
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "bot/model/time.hpp"
#include "service/knowledge/config_error.hpp"

namespace linli {

// A word as written, with its place, for checks that need the whole file.
struct Written {
  std::string text;
  Position at;
};

class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string file, std::vector<ConfigError>& errors) : table_(&table), file_(std::move(file)), errors_(&errors) {}

  bool has(std::string_view key) const { return table_->contains(key); }
  bool is_table(std::string_view key) const { return table_->get_as<toml::table>(key) != nullptr; }   // [key], written once
  Position where() const;
  Position where(std::string_view key) const;               // of the value; of the table where there is none

  std::string text(std::string_view key);                   // must be there
  std::string text_or(std::string_view key, std::string otherwise = {});
  std::vector<Written> words(std::string_view key);         // a list of words; absent: none
  bool flag(std::string_view key, bool otherwise = false);
  std::int64_t count(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> otherwise = {});
  double number(std::string_view key, double least, double most);
  // "08:00"; "24:00" is the end of the day. Without `otherwise` it must be there.
  Minutes hour(std::string_view key, std::optional<Minutes> otherwise = {});
  std::vector<Minutes> hours(std::string_view key);
  // "90s", "30m", "2h", "14d".
  std::chrono::seconds span(std::string_view key, std::optional<std::chrono::seconds> otherwise = {});
  std::vector<std::chrono::seconds> spans(std::string_view key);

  std::optional<TomlReader> table(std::string_view key);    // absent: nothing
  std::vector<TomlReader> tables(std::string_view key);     // [[key]]
  std::vector<std::pair<Written, TomlReader>> named_tables();  // every key of this table, each a table
  std::vector<std::pair<Written, Written>> named_words();      // every key of this table, each a word

  void error(Position at, std::string reason, std::string likely = {});
  void done();                                              // keys nobody asked for
  const std::string& file() const { return file_; }

 private:
  const toml::node* find(std::string_view key, bool must, std::string_view what);
  const toml::table* table_;
  std::string file_;
  std::vector<ConfigError>* errors_;
  std::vector<std::string> known_;
};

Position position_of(const toml::node& node);
std::optional<std::chrono::seconds> parse_span(std::string_view text);

// Reads and parses a file. Nothing, and an error, where that fails.
std::optional<toml::table> parse_toml(const std::filesystem::path& path, std::vector<ConfigError>& errors);
// A file's text; `file` is what errors call it.
std::optional<toml::table> parse_toml(const std::string& file, std::string_view text, std::vector<ConfigError>& errors);

}  // namespace linli
