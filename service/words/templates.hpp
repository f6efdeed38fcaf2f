#pragma once
// The files of templates/<language>: read once, checked once, then only looked up. What may be said to whom, and how long, stands in
// templates/audiences.toml.
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/knowledge/config_error.hpp"

namespace linli {

struct AudienceRule {
  std::size_t lines{}, characters{};     // at most; a value counts as four characters
  bool one_language{};                   // such words need not be there in every language
  bool open_only{};                      // only values that may be read aloud in a group
  std::vector<std::string> chats;        // group chats, by the audience that the import gives them, where its words may stand
};

struct Template {
  std::string name, audience, text;      // audience: a name of audiences.toml, "any" where the file names none
  std::string in_group;                  // the words for a group chat where they differ; empty: `text`
  std::string plain;                     // one short sentence for who asked for that; empty: `text`
  std::string file;
  int line{}, column{};                  // of the name
};

class Templates {
 public:
  using Places = std::map<std::string, std::pair<std::string, int>>;   // of each word: file and line

  // Reads audiences.toml and all files of the language, checks each template by itself, that the words the program needs are there, that
  // what the program's code says is there, and that every other language beside it has the same names.
  static std::expected<Templates, std::vector<ConfigError>> load(const std::filesystem::path& folder, const std::string& language);

  const Template* find(std::string_view name) const;
  std::vector<std::string> names() const;
  const std::map<std::string, AudienceRule>& audiences() const { return audiences_; }
  const std::map<std::string, std::string, std::less<>>& words() const { return words_; }
  const std::vector<Template>& all() const { return all_; }
  // The other languages by the name of their folder; what one need not have stands in them in this language.
  const std::map<std::string, Templates>& others() const { return others_; }

 private:
  std::map<std::string, AudienceRule> audiences_;
  std::vector<Template> all_;            // by name
  std::map<std::string, std::string, std::less<>> words_;
  std::map<std::string, Templates> others_;
};

// Names that the code of bot/ and service/ says by itself; a test compares them with the sources.
const std::vector<std::string>& templates_in_code();
// Names that the code looks for and does without: a settled card's line for each why, what a fact means, what a step is.
const std::vector<std::string>& templates_if_there();
// The file in which a template of this name usually stands, for whoever misses it.
std::string usual_file(std::string_view name);

}  // namespace linli
