// A playbook is data: the engine knows no state's name, no role, no hour, no number of days. This check reads every playbook in
// config/playbooks/ and looks for its own words in the C++ of bot/, service/, storage/ and adapters/:
//   * a literal that is a name the playbook gives (kind, states, reminders, limits, reasons of escalation, dates) or a role it addresses,
//   * a literal with one of its times of day ("18:00"),
//   * in bot/, a time written as code that is one of its times of day, spans or numbers of days (hours{2}, 2h, days(14), 14 * 24).
// Words that the label guide and the playbook share ("arrived", "registered", "landlord") may stand in bot/model/reading.cpp, where the label guide's
// words are spelled out; everything else asks name_of().
#include <map>
#include <regex>
#include <set>
#include <toml++/toml.h>

#include "tests/house/checks.hpp"
#include "tests/house/source.hpp"

namespace house {
namespace {

struct Said {
  std::map<std::string, std::string> names;  // word -> what it is, "the state arrived of return.toml"
  std::map<std::string, std::string> clock;  // "18:00" -> where
  std::set<long> hours, minutes, days;       // spans and times of day, as numbers
};

class Reading {
 public:
  Reading(std::string file, Said& said) : file_(std::move(file)), said_(said) {}

  void read(const toml::table& playbook) {
    if (auto kind = playbook["kind"].value<std::string>()) name(*kind, "kind");
    if (auto* dates = playbook["dates"].as_table())
      for (auto& [key, value] : *dates) name(std::string(key.str()), "date");
    for (auto* list : {"state", "reminder", "limit"})
      if (auto* rows = playbook[list].as_array())
        for (auto& row : *rows)
          if (auto* table = row.as_table())
            if (auto n = (*table)["name"].value<std::string>()) name(*n, list);
    walk(playbook, "");
  }

 private:
  void name(const std::string& word, const std::string& what) { said_.names.emplace(word, "the " + what + " \"" + word + "\" of " + file_); }

  void walk(const toml::node& node, const std::string& key) {
    if (auto* table = node.as_table()) {
      for (auto& [k, value] : *table) walk(value, std::string(k.str()));
    } else if (auto* array = node.as_array()) {
      for (auto& value : *array) walk(value, key);
    } else if (auto text = node.value<std::string>(); text && node.is_string()) {
      if (key == "role" || key == "roles" || key == "to_role" || key == "by") name(*text, "role");
      else if (key == "escalate") name(*text, "reason");
      else time(*text);
    } else if (auto number = node.value<std::int64_t>(); number && key == "days") {
      said_.days.insert(long(*number));
    }
  }

  void time(const std::string& text) {
    static const std::regex clock(R"((\d\d):(\d\d))"), span(R"(^[+-]?(\d+)([dhm])$)");
    for (std::sregex_iterator it(text.begin(), text.end(), clock), end; it != end; ++it) {
      said_.clock.emplace(it->str(), "a time of day of " + file_);
      if (it->str(2) == "00" && it->str(1) != "00") said_.hours.insert(std::stol(it->str(1)));
    }
    std::smatch m;
    if (!std::regex_match(text, m, span)) return;
    long n = std::stol(m.str(1));
    if (n == 0) return;
    auto& into = m.str(2) == "d" ? said_.days : m.str(2) == "h" ? said_.hours : said_.minutes;
    into.insert(n);
  }

  std::string file_;
  Said& said_;
};

void times_in_code(const std::string& path, const std::string& code, const Said& said, Findings& findings) {
  static const std::regex made(R"(\b(days|hours|minutes|Days|Hours|Minutes)\s*[({]\s*(\d+)\s*[)}]|\b(\d+)(h|min)\b|\b(\d+)\s*\*\s*(24|60)\b)");
  for (std::sregex_iterator it(code.begin(), code.end(), made), end; it != end; ++it) {
    std::string unit = !it->str(1).empty() ? it->str(1) : !it->str(4).empty() ? it->str(4) : it->str(6);
    std::string number = !it->str(2).empty() ? it->str(2) : !it->str(3).empty() ? it->str(3) : it->str(5);
    char kind = unit == "24" ? 'd' : unit == "60" ? 'h' : char(std::tolower(unit[0]));
    auto& of = kind == 'd' ? said.days : kind == 'h' ? said.hours : said.minutes;
    if (number.size() < 6 && of.contains(std::stol(number)) && number != "1")
      findings.push_back(found(path, line_of(code, std::size_t(it->position())), "\"" + it->str() + "\" is a time that a playbook sets"));
  }
}

}  // namespace

Findings playbook_words(const Tree& tree) {
  Findings findings;
  Said said;
  for (auto& [path, text] : tree.files) {
    if (!starts(path, "config/playbooks/") || !ends(path, ".toml")) continue;
    try {
      Reading(path.substr(path.rfind('/') + 1), said).read(toml::parse(text));
    } catch (const toml::parse_error& e) {
      findings.push_back(found(path, e.source().begin.line, "cannot be read: " + std::string(e.description())));
    }
  }
  for (auto& [path, text] : tree.files) {
    bool engine = starts(path, "bot/");
    if (!is_cpp(path) || !(engine || starts(path, "service/") || starts(path, "storage/") || starts(path, "adapters/"))) continue;
    auto source = take_apart(text, Language::cpp);
    for (auto& literal : source.literals) {
      if (auto it = said.names.find(literal.text); it != said.names.end() && path != "bot/model/reading.cpp")
        findings.push_back(found(path, literal.line, "knows " + it->second + ": the engine plays any playbook"));
      for (auto& [hour, where] : said.clock)
        if (literal.text.find(hour) != std::string::npos) findings.push_back(found(path, literal.line, "knows " + where + ": " + hour));
    }
    if (engine) times_in_code(path, source.code, said, findings);
  }
  return findings;
}

}  // namespace house
