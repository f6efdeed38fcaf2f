#include "service/knowledge/toml_reader.hpp"

#include <fstream>
#include <iterator>

namespace linli {
namespace {

constexpr Minutes end_of_day{1440};

Position position(const toml::source_region& region) { return {int(region.begin.line), int(region.begin.column)}; }

std::optional<Minutes> hour_of(const std::string& text) {
  if (text.size() == 5 && text.starts_with("24") && text.ends_with(":00")) return end_of_day;
  return parse_hour(text);
}

}  // namespace

Position position_of(const toml::node& node) { return position(node.source()); }

std::optional<std::chrono::seconds> parse_span(std::string_view text) {
  if (text.size() < 2 || text.size() > 6) return {};
  std::int64_t count = 0;
  for (char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return {};
    count = count * 10 + (c - '0');
  }
  switch (text.back()) {
    case 's': return std::chrono::seconds(count);
    case 'm': return std::chrono::minutes(count);
    case 'h': return std::chrono::hours(count);
    case 'd': return std::chrono::days(count);
    default: return {};
  }
}

std::optional<toml::table> parse_toml(const std::filesystem::path& path, std::vector<ConfigError>& errors) {
  auto file = path.generic_string();
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    errors.push_back({file, 0, 0, "cannot be read", {}});
    return {};
  }
  std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse_toml(file, text, errors);
}

std::optional<toml::table> parse_toml(const std::string& file, std::string_view text, std::vector<ConfigError>& errors) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& e) {
    auto at = position(e.source());
    std::string reason(e.description());
    for (char& c : reason)
      if (static_cast<unsigned char>(c) < ' ') c = ' ';  // one line for each error
    errors.push_back({file, at.line, at.column, std::move(reason), {}});
    return {};
  }
}

Position TomlReader::where() const { return position_of(*table_); }

Position TomlReader::where(std::string_view key) const {
  auto* node = table_->get(key);
  return node ? position_of(*node) : where();
}

void TomlReader::error(Position at, std::string reason, std::string likely) {
  errors_->push_back({file_, at.line, at.column, std::move(reason), std::move(likely)});
}

const toml::node* TomlReader::find(std::string_view key, bool must, std::string_view what) {
  known_.emplace_back(key);
  auto* node = table_->get(key);
  if (!node && must) error(where(), "'" + std::string(key) + "' is missing: " + std::string(what));
  return node;
}

std::string TomlReader::text(std::string_view key) {
  auto* node = find(key, true, "a word in quotes");
  if (!node) return {};
  if (auto value = node->value_exact<std::string>(); value && !value->empty()) return *value;
  error(position_of(*node), "'" + std::string(key) + "' must be a word in quotes");
  return {};
}

std::string TomlReader::text_or(std::string_view key, std::string otherwise) {
  if (has(key)) return text(key);
  find(key, false, {});
  return otherwise;
}

std::vector<Written> TomlReader::words(std::string_view key) {
  std::vector<Written> out;
  auto* node = find(key, false, {});
  if (!node) return out;
  auto* list = node->as_array();
  if (!list) error(position_of(*node), "'" + std::string(key) + "' must be a list of words");
  if (list)
    for (auto& one : *list) {
      auto value = one.value_exact<std::string>();
      if (value) out.push_back({*value, position_of(one)});
      else error(position_of(one), "'" + std::string(key) + "' must hold words in quotes only");
    }
  return out;
}

bool TomlReader::flag(std::string_view key, bool otherwise) {
  auto* node = find(key, false, {});
  if (!node) return otherwise;
  if (auto value = node->value_exact<bool>()) return *value;
  error(position_of(*node), "'" + std::string(key) + "' must be true or false");
  return otherwise;
}

std::int64_t TomlReader::count(std::string_view key, std::int64_t least, std::int64_t most, std::optional<std::int64_t> otherwise) {
  auto* node = find(key, !otherwise, "a whole number");
  if (!node) return otherwise.value_or(least);
  auto value = node->value_exact<std::int64_t>();
  if (value && *value >= least && *value <= most) return *value;
  error(position_of(*node), "'" + std::string(key) + "' must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return least;
}

double TomlReader::number(std::string_view key, double least, double most) {
  auto* node = find(key, true, "a number");
  if (!node) return least;
  auto value = node->value<double>();
  if (value && node->is_number() && *value >= least && *value <= most) return *value;
  error(position_of(*node), "'" + std::string(key) + "' must be a number from " + std::to_string(int(least)) + " to " + std::to_string(int(most)));
  return least;
}

Minutes TomlReader::hour(std::string_view key, std::optional<Minutes> otherwise) {
  auto* node = find(key, !otherwise, "an hour like \"HH:MM\"");
  if (!node) return otherwise.value_or(Minutes{});
  auto value = node->value_exact<std::string>();
  if (value)
    if (auto hour = hour_of(*value)) return *hour;
  error(position_of(*node), "'" + std::string(key) + "' must be an hour like \"HH:MM\"");
  return otherwise.value_or(Minutes{});
}

std::vector<Minutes> TomlReader::hours(std::string_view key) {
  std::vector<Minutes> out;
  for (auto& word : words(key)) {
    if (auto hour = hour_of(word.text)) out.push_back(*hour);
    else error(word.at, "'" + std::string(key) + "' must hold hours like \"HH:MM\"");
  }
  return out;
}

std::chrono::seconds TomlReader::span(std::string_view key, std::optional<std::chrono::seconds> otherwise) {
  auto* node = find(key, !otherwise, "a span like \"2h\"");
  if (!node) return otherwise.value_or(std::chrono::seconds{});
  auto value = node->value_exact<std::string>();
  if (value)
    if (auto span = parse_span(*value)) return *span;
  error(position_of(*node), "'" + std::string(key) + "' must be a span like \"30m\", \"2h\" or \"14d\"");
  return otherwise.value_or(std::chrono::seconds{});
}

std::vector<std::chrono::seconds> TomlReader::spans(std::string_view key) {
  std::vector<std::chrono::seconds> out;
  for (auto& word : words(key)) {
    if (auto span = parse_span(word.text)) out.push_back(*span);
    else error(word.at, "'" + std::string(key) + "' must hold spans like \"30m\" or \"2h\"");
  }
  return out;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
  auto* node = find(key, false, {});
  if (!node) return {};
  if (auto* table = node->as_table()) return TomlReader(*table, file_, *errors_);
  error(position_of(*node), "'" + std::string(key) + "' must be a table");
  return {};
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
  std::vector<TomlReader> out;
  auto* node = find(key, false, {});
  if (!node) return out;
  auto* list = node->as_array();
  if (!list || !list->is_homogeneous(toml::node_type::table)) {
    error(position_of(*node), "write each '" + std::string(key) + "' as [[" + std::string(key) + "]]");
    return out;
  }
  for (auto& one : *list) out.emplace_back(*one.as_table(), file_, *errors_);
  return out;
}

std::vector<std::pair<Written, TomlReader>> TomlReader::named_tables() {
  std::vector<std::pair<Written, TomlReader>> out;
  for (auto& [key, node] : *table_) {
    known_.emplace_back(key.str());
    Written name{std::string(key.str()), position(key.source())};
    if (auto* table = node.as_table()) out.emplace_back(std::move(name), TomlReader(*table, file_, *errors_));
    else error(name.at, "'" + name.text + "' must be a table");
  }
  return out;
}

std::vector<std::pair<Written, Written>> TomlReader::named_words() {
  std::vector<std::pair<Written, Written>> out;
  for (auto& [key, node] : *table_) {
    known_.emplace_back(key.str());
    Written name{std::string(key.str()), position(key.source())};
    if (auto value = node.value_exact<std::string>()) out.emplace_back(std::move(name), Written{*value, position_of(node)});
    else error(name.at, "'" + name.text + "' must be a word in quotes");
  }
  return out;
}

void TomlReader::done() {
  for (auto& [key, node] : *table_) {
    std::string name(key.str());
    bool known = false;
    for (auto& k : known_) known = known || k == name;
    if (!known) error(position(key.source()), "unknown key '" + name + "'", likely_word(name, known_));
  }
}

}  // namespace linli
