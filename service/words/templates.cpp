#include "service/words/templates.hpp"

#include <algorithm>
#include <set>
#include <toml++/toml.h>

#include "service/words/fields.hpp"
#include "service/words/template_text.hpp"
#include "service/words/vocabulary.hpp"

namespace linli {
namespace {

namespace fs = std::filesystem;
using Errors = std::vector<ConfigError>;

ConfigError at(const std::string& file, const toml::node& node, std::string reason, std::string likely = {}) {
  auto begin = node.source().begin;
  return {file, int(begin.line), int(begin.column), std::move(reason), std::move(likely)};
}

std::string shown(const fs::path& folder, const fs::path& file) {
  return (folder.filename() / fs::relative(file, folder)).generic_string();
}

std::optional<toml::table> parse(const fs::path& path, const std::string& file, Errors& errors) {
  try {
    return toml::parse_file(path.string());
  } catch (const toml::parse_error& e) {
    errors.push_back({file, int(e.source().begin.line), int(e.source().begin.column), std::string(e.description()), {}});
    return std::nullopt;
  }
}

// What stands in a file of templates before it is checked. `line` and `column` are where the text's first character stands.
struct Written {
  Template what;
  int line{}, column{};
  std::string text_of;                   // "text" or "in_group", for errors
};

ConfigError inside(const Written& w, const std::string& text, std::size_t offset, std::string reason, std::string likely = {}) {
  auto before = std::string_view(text).substr(0, offset);
  int lines = int(std::ranges::count(before, '\n'));
  auto last = before.rfind('\n');
  int column = lines == 0 ? w.column + int(offset) : int(offset - last);
  return {w.what.file, w.line + lines, column, std::move(reason), std::move(likely)};
}

// Where a string's first character stands: after its quotes, and a line later where """ ends its line.
std::pair<int, int> text_begins(const std::vector<std::string>& lines, const toml::node& node) {
  int line = int(node.source().begin.line), column = int(node.source().begin.column);
  auto& raw = lines[std::size_t(line - 1)];
  auto quotes = raw.find("\"\"\"");
  if (quotes == raw.npos) return {line, column + 1};
  return quotes + 3 >= raw.size() ? std::pair{line + 1, 1} : std::pair{line, column + 3};
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> out(1);
  std::string text;
  if (std::FILE* f = std::fopen(path.c_str(), "rb")) {
    char buffer[4096];
    for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, f)) > 0;) text.append(buffer, n);
    std::fclose(f);
  }
  for (char c : text)
    if (c == '\n') out.emplace_back();
    else if (c != '\r') out.back() += c;
  return out;
}

class TemplateFiles {
 public:
  TemplateFiles(const std::map<std::string, AudienceRule>& audiences, Errors& errors) : audiences_(audiences), errors_(errors) {}

  std::vector<Template> templates;
  std::set<std::string> names;           // also of those with faults

  void file(const fs::path& path, const std::string& name, const toml::table& table) {
    lines_ = lines_of(path);
    file_ = name;
    table_of(table, "");
  }

 private:
  void table_of(const toml::table& table, const std::string& prefix) {
    bool is_template = table.contains("text") && !table.at("text").is_table();
    if (is_template) one(table, prefix);
    for (auto& [key, value] : table) {
      std::string name(key.str());
      if (auto* inner = value.as_table()) table_of(*inner, prefix.empty() ? name : prefix + "." + name);
      else if (!is_template) {
        names.insert(prefix);
        errors_.push_back(at(file_, value, prefix.empty() ? "'" + name + "' stands outside a template" : "template '" + prefix + "' has no text",
                             likely_word(name, {"text", "audience", "in_group", "plain"})));
      }
    }
  }

  void one(const toml::table& table, const std::string& name) {
    Template t;
    t.name = name;
    t.file = file_;
    t.line = int(table.source().begin.line);
    t.column = int(table.source().begin.column);
    names.insert(name);
    bool good = true;
    for (auto& [key, value] : table) {
      if (value.is_table()) continue;
      if (key.str() != "text" && key.str() != "audience" && key.str() != "in_group" && key.str() != "plain") {
        errors_.push_back(at(file_, value, "unknown key '" + std::string(key.str()) + "' in template '" + name + "'",
                             likely_word(std::string(key.str()), {"text", "audience", "in_group", "plain"})));
        good = false;
      } else if (!value.is_string()) {
        errors_.push_back(at(file_, value, "'" + std::string(key.str()) + "' of template '" + name + "' must be a text"));
        good = false;
      }
    }
    if (!good) return;
    t.text = *table["text"].value<std::string>();
    t.in_group = table["in_group"].value_or(std::string());
    t.plain = table["plain"].value_or(std::string());
    t.audience = table["audience"].value_or(std::string("any"));
    if (!audiences_.contains(t.audience)) {
      std::vector<std::string> known;
      for (auto& [a, rule] : audiences_) known.push_back(a);
      auto* node = table.get("audience");
      errors_.push_back(at(file_, node ? *node : static_cast<const toml::node&>(table),
                           "unknown audience '" + t.audience + "'", likely_word(t.audience, known)));
      return;
    }
    check(t, *table.get("text"), t.text, audiences_.at(t.audience), t.audience);
    if (auto* node = table.get("in_group")) check(t, *node, t.in_group, audiences_.at("group"), "group");
    if (auto* node = table.get("plain")) check(t, *node, t.plain, audiences_.at("plain"), "plain");
    templates.push_back(std::move(t));
  }

  void check(const Template& t, const toml::node& node, const std::string& text, const AudienceRule& rule, const std::string& audience) {
    Written w{t, 0, 0, {}};
    std::tie(w.line, w.column) = text_begins(lines_, node);
    auto tags = tags_of(text);
    if (tags.error) {
      errors_.push_back(inside(w, text, tags.error->offset, tags.error->reason));
      return;
    }
    bool open_only = rule.open_only && !(audience != "group" && !t.in_group.empty());
    std::vector<const std::vector<Field>*> scopes{&root_fields()};
    std::vector<std::size_t> begun;
    for (auto& tag : tags.tags) {
      if (tag.kind == Tag::Kind::end) {
        scopes.resize(begun.back());
        begun.pop_back();
        continue;
      }
      auto found = find_field(scopes, tag.name);
      if (!found.field) {
        errors_.push_back(inside(w, text, tag.offset, "unknown value '" + tag.name + "' in template '" + t.name + "'", likely_word(found.unknown, found.known)));
      } else if (tag.kind == Tag::Kind::value && found.field->inside) {
        errors_.push_back(inside(w, text, tag.offset, "'" + tag.name + "' holds several values: name one of them, or open a section with {{#" + tag.name + "}}"));
      } else if (open_only && !found.field->open && (!found.field->inside || found.field->inside->empty())) {
        errors_.push_back(inside(w, text, tag.offset, "'" + tag.name + "' must not be read aloud in a group: only places, days and times may"));
      }
      if (tag.kind == Tag::Kind::value) continue;
      begun.push_back(scopes.size());
      if (found.field && found.field->inside && tag.kind == Tag::Kind::section) scopes.push_back(found.field->inside);
    }
    auto length = length_of(text, 4);
    auto too = [&](std::size_t is, std::size_t limit, const char* what) {
      errors_.push_back(inside(w, text, 0, "template '" + t.name + "' has " + std::to_string(is) + " " + what + "; words for '" + audience +
                                               "' have at most " + std::to_string(limit)));
    };
    if (length.lines > rule.lines) too(length.lines, rule.lines, "lines");
    if (length.characters > rule.characters) too(length.characters, rule.characters, "characters");
    if (text.find_first_not_of(" \n") == text.npos) errors_.push_back(inside(w, text, 0, "template '" + t.name + "' says nothing"));
  }

  const std::map<std::string, AudienceRule>& audiences_;
  Errors& errors_;
  std::vector<std::string> lines_;
  std::string file_;
};

void read_words(const toml::table& table, const std::string& prefix, const std::string& file, std::map<std::string, std::string, std::less<>>& words,
                Errors& errors) {
  for (auto& [key, value] : table) {
    auto name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (auto* inner = value.as_table()) read_words(*inner, name, file, words, errors);
    else if (auto* text = value.as_string()) words.emplace(name, text->get());
    else errors.push_back(at(file, value, "'" + name + "' must be a text"));
  }
}

// Groups of words of which one language is enough: what only staff and administrators read.
using OneLanguage = std::set<std::string, std::less<>>;
bool of_one_language(const OneLanguage& groups, std::string_view key) { return groups.contains(key.substr(0, key.find('.'))); }

void check_words(const toml::table& table, const std::string& file, const std::map<std::string, std::string, std::less<>>& words,
                 const OneLanguage* elsewhere, Errors& errors) {
  for (auto& [key, names] : Vocabulary::needed()) {
    auto word = words.find(key);
    if (word == words.end() && elsewhere && of_one_language(*elsewhere, key)) continue;
    if (word == words.end()) {
      std::vector<std::string> known;
      for (auto& [k, w] : words) known.push_back(k);
      auto* beside = table.get(key.substr(0, key.find('.')));
      auto reason = "the word '" + key + "' is missing";
      errors.push_back(beside ? at(file, *beside, reason, likely_word(key, known)) : ConfigError{file, 1, 1, reason, likely_word(key, known)});
      continue;
    }
    auto tags = tags_of(word->second);
    auto* node = table.at_path(key).node();
    auto where = [&](std::string reason, std::string likely = {}) {
      errors.push_back(node ? at(file, *node, std::move(reason), std::move(likely)) : ConfigError{file, 1, 1, std::move(reason), std::move(likely)});
    };
    if (tags.error) where(tags.error->reason);
    for (auto& tag : tags.tags)
      if (tag.kind != Tag::Kind::value || std::ranges::find(names, tag.name) == names.end())
        where("unknown value '" + tag.name + "' in the word '" + key + "'", likely_word(tag.name, names));
  }
}

std::map<std::string, AudienceRule> read_audiences(const fs::path& folder, OneLanguage& one_language, Errors& errors) {
  std::map<std::string, AudienceRule> out;
  auto file = shown(folder, folder / "audiences.toml");
  auto table = parse(folder / "audiences.toml", file, errors);
  if (!table) return out;
  for (auto& [name, value] : *table) {
    auto* one = value.as_table();
    if (auto* groups = value.as_array(); groups && name.str() == "one_language_words") {
      for (auto& group : *groups) one_language.insert(group.value_or(std::string()));
      continue;
    }
    if (!one) {
      errors.push_back(at(file, value, "'" + std::string(name.str()) + "' is no audience"));
      continue;
    }
    AudienceRule rule;
    for (auto& [key, v] : *one) {
      bool good = key == "lines" || key == "characters" ? v.is_integer() && *v.value<std::int64_t>() > 0 : key == "open_only" || key == "one_language" ? v.is_boolean() : key == "chats" && v.is_array();
      if (!good) errors.push_back(at(file, v, "'" + std::string(key.str()) + "' is unknown or not of its kind", likely_word(std::string(key.str()), {"lines", "characters", "open_only", "one_language", "chats"})));
    }
    rule.lines = std::size_t((*one)["lines"].value_or(std::int64_t(1)));
    rule.characters = std::size_t((*one)["characters"].value_or(std::int64_t(40)));
    rule.open_only = (*one)["open_only"].value_or(false);
    rule.one_language = (*one)["one_language"].value_or(false);
    if (auto* chats = (*one)["chats"].as_array())
      for (auto& chat : *chats) rule.chats.push_back(chat.value_or(std::string()));
    out.emplace(name.str(), std::move(rule));
  }
  for (std::string needed : {"group", "direct", "staff", "any", "plain"})
    if (!out.contains(needed)) errors.push_back({file, 1, 1, "the audience '" + needed + "' is missing", {}});
  return out;
}

struct Language {
  bool whole{true};                      // every file could be read as TOML: only then is something missing
  std::vector<Template> templates;
  std::set<std::string> names;           // also of those with faults
  std::map<std::string, std::string, std::less<>> words;
};

// `elsewhere`: it stands beside another, and these groups of words need not be in it.
Language read_language(const fs::path& folder, const std::string& language, const std::map<std::string, AudienceRule>& audiences,
                       const OneLanguage* elsewhere, Errors& errors) {
  Language out;
  TemplateFiles reading(audiences, errors);
  std::vector<fs::path> files;
  std::error_code none;
  for (auto& entry : fs::directory_iterator(folder / language, none))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::ranges::sort(files);
  if (files.empty()) errors.push_back({(folder.filename() / language).generic_string(), 0, 0, "no templates for this language", {}});
  bool words = false;
  for (auto& path : files) {
    auto file = shown(folder, path);
    auto table = parse(path, file, errors);
    words = words || path.filename() == "words.toml";
    out.whole = out.whole && table;
    if (!table) continue;
    if (path.filename() != "words.toml") {
      reading.file(path, file, *table);
      continue;
    }
    read_words(*table, "", file, out.words, errors);
    check_words(*table, file, out.words, elsewhere, errors);
  }
  if (!words && !files.empty()) errors.push_back({(folder.filename() / language / "words.toml").generic_string(), 0, 0, "the file is missing", {}});
  out.templates = std::move(reading.templates);
  out.names = std::move(reading.names);
  std::ranges::sort(out.templates, {}, [](const Template& t) { return std::tie(t.name, t.file, t.line); });
  for (std::size_t i = 1; i < out.templates.size(); ++i)
    if (out.templates[i].name == out.templates[i - 1].name)
      errors.push_back({out.templates[i].file, out.templates[i].line, out.templates[i].column, "template '" + out.templates[i].name + "' stands in " + out.templates[i - 1].file + " too", {}});
  return out;
}

// A template that the program says and nobody wrote: told where its like stands, else in the file where it usually is.
ConfigError missing(const fs::path& folder, const std::string& language, const Language& base, const std::string& name) {
  auto reason = "template '" + name + "' is missing: the program says it";
  auto likely = likely_word(name, {base.names.begin(), base.names.end()});
  auto family = name.substr(0, name.find('.'));
  const Template* beside = nullptr;
  for (auto& t : base.templates)
    if (t.name == likely || (!beside && t.name.substr(0, t.name.find('.')) == family)) beside = &t;
  if (beside) return {beside->file, beside->line, beside->column, reason, likely};
  return {shown(folder, folder / language / usual_file(name)), 1, 1, reason, likely};
}

// What one language says and another does not.
void compare(const fs::path& folder, const std::string& language, const std::map<std::string, AudienceRule>& audiences, const OneLanguage& one_language,
             const Language& base, const Language& other, Errors& errors) {
  if (!base.whole || !other.whole) return;
  auto in = folder.filename() / language;
  for (auto& t : base.templates)
    if (!other.names.contains(t.name) && !audiences.at(t.audience).one_language)
      errors.push_back({(in / fs::path(t.file).filename()).generic_string(), 1, 1, "template '" + t.name + "' is missing in this language", {}});
  for (auto& t : other.templates)
    if (!base.names.contains(t.name))
      errors.push_back({t.file, t.line, t.column, "template '" + t.name + "' stands in this language only", likely_word(t.name, {base.names.begin(), base.names.end()})});
  for (auto& [key, word] : base.words)
    if (!other.words.contains(key) && !of_one_language(one_language, key)) errors.push_back({(in / "words.toml").generic_string(), 1, 1, "the word '" + key + "' is missing in this language", {}});
}

}  // namespace

std::expected<Templates, Errors> Templates::load(const fs::path& folder, const std::string& language) {
  Errors errors;
  Templates out;
  OneLanguage one_language;
  out.audiences_ = read_audiences(folder, one_language, errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  auto base = read_language(folder, language, out.audiences_, nullptr, errors);
  for (auto& name : templates_in_code())
    if (base.whole && !base.templates.empty() && !base.names.contains(name)) errors.push_back(missing(folder, language, base, name));
  if (!errors.empty()) return std::unexpected(std::move(errors));  // nothing is compared with what has faults itself
  std::error_code none;
  for (auto& entry : fs::directory_iterator(folder, none))
    if (entry.is_directory() && entry.path().filename() != language) {
      auto name = entry.path().filename().string();
      auto other = read_language(folder, name, out.audiences_, &one_language, errors);
      compare(folder, name, out.audiences_, one_language, base, other, errors);
      auto& beside = out.others_[name];
      beside.audiences_ = out.audiences_;
      beside.all_ = std::move(other.templates);
      for (auto& t : base.templates)
        if (!other.names.contains(t.name)) beside.all_.push_back(t);
      std::ranges::sort(beside.all_, {}, &Template::name);
      beside.words_ = std::move(other.words);
      beside.words_.insert(base.words.begin(), base.words.end());
    }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  out.all_ = std::move(base.templates);
  out.words_ = std::move(base.words);
  return out;
}

const Template* Templates::find(std::string_view name) const {
  auto at = std::ranges::lower_bound(all_, name, {}, [](const Template& t) -> std::string_view { return t.name; });
  return at != all_.end() && at->name == name ? &*at : nullptr;
}

std::vector<std::string> Templates::names() const {
  std::vector<std::string> out;
  for (auto& t : all_) out.push_back(t.name);
  return out;
}

}  // namespace linli
