// Every rule of the reader has a reason: tests/understanding/rules.txt holds sentences for each by name. With the rule they say what is written
// there, and without it something else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/understanding/reading.hpp"
#include "tests/understanding/score.hpp"

namespace rules_test {

using linli::Context, linli::RuleProbe;

// One line: "rule | who | text => said". `who`: landlord or renter, group or direct, what the bot had just asked, whether a visitor is here, and the time as @2020-02-11T09:30,
// of which only what is unusual is written ("-" for a landlord in a group, at that time, who was asked nothing). ⏎ in a text begins a line.
struct Example {
  std::string rule, who, text, said;
  std::string local() const {
    auto at = who.find('@');
    return at == std::string::npos ? "2020-02-11T09:30" : who.substr(at + 1, 16);
  }
  Context context() const {
    Context c;
    c.landlord = who.find("renter") == std::string::npos && who.find("resident") == std::string::npos;
    c.renter = who.find("renter") != std::string::npos && who.find("ask_renter") == std::string::npos;
    c.direct = who.find("direct") != std::string::npos;
    c.visitor = who.find("visitor") != std::string::npos;
    std::istringstream words(who);
    for (std::string word; words >> word;)
      if (auto asked = linli::asked_named(word)) c.asked.push_back(*asked);
    return c;
  }
  std::string reads(RuleProbe& probe) const { return reading::said(in_lines(text, "⏎", "\n"), context(), local(), &probe); }
  static std::string in_lines(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
  }
};

std::string source(const std::string& path) { return std::string(LINLI_SOURCE_DIR) + "/" + path; }

std::vector<Example> examples() {
  std::vector<Example> out;
  for (auto& line : score::lines_of(source("tests/understanding/rules.txt"))) {
    if (line.starts_with("#")) continue;
    auto a = line.find(" | "), b = line.find(" | ", a + 3), c = line.rfind(" => ");
    if (a == line.npos || b == line.npos || c == line.npos) {
      ADD_FAILURE() << line;
      continue;
    }
    out.push_back({line.substr(0, a), line.substr(a + 3, b - a - 3), line.substr(b + 3, c - b - 3), line.substr(c + 4)});
  }
  return out;
}

// The names in the reader's sources: what stands in quotes as "word.word". Those of `linli dates` alone have tests of their own (mentions_test.cpp).
std::set<std::string> names_in_sources() {
  std::set<std::string> out;
  for (auto& entry : std::filesystem::recursive_directory_iterator(source("bot/understanding"))) {
    auto name = entry.path().filename().string();
    if (!(entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") || name == "mentions.cpp" || name == "lexicon.cpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      for (std::size_t from = line.find('"'); from != line.npos; from = line.find('"', from + 1)) {
        auto to = line.find('"', from + 1);
        if (to == line.npos) break;
        auto word = line.substr(from + 1, to - from - 1);
        bool plain = std::ranges::all_of(word, [](char c) { return std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_' || c == '.'; });
        if (plain && word.find('.') != word.npos && word.find('.') + 1 < word.size() && word.front() != '.' && !word.ends_with(".hpp")) out.insert(word);
        from = to;
      }
  }
  return out;
}

TEST(Rules, HaveExamplesThatSayWhatIsWrittenBesideThem) {
  for (auto& e : examples()) {
    RuleProbe probe;
    EXPECT_EQ(e.reads(probe), e.said) << e.rule << ": " << e.text;
    EXPECT_TRUE(std::ranges::find(probe.fired, e.rule) != probe.fired.end()) << e.rule << " does not apply to " << e.text;
  }
}

TEST(Rules, AreMissedWhenTheyAreSwitchedOff) {
  for (auto& e : examples()) {
    RuleProbe without;
    without.off.insert(e.rule);
    EXPECT_NE(e.reads(without), e.said) << e.rule << " is not needed for " << e.text;
  }
}

// A rule that holds for one sentence alone is a sentence learnt by heart.
TEST(Rules, EachHaveTwoExamplesOrMore) {
  std::map<std::string, std::set<std::string>> texts;
  for (auto& e : examples()) texts[e.rule].insert(e.text);
  for (auto& name : names_in_sources()) EXPECT_GE(texts[name].size(), 2) << name;
}

// "text => said" and "asked | text => said" of the other files of tests/understanding/.
void add_sentences(const std::string& file, const std::string& who, std::vector<Example>& all) {
  for (auto& line : score::lines_of(file)) {
    if (line.starts_with("#")) continue;
    auto text = line.substr(0, line.find(" => "));
    auto bar = text.find(" | ");
    all.push_back({"", bar == text.npos ? who : text.substr(0, bar), bar == text.npos ? text : text.substr(bar + 3), ""});
  }
}

void add_messages(const std::string& file, std::vector<Example>& all) {
  for (auto& line : score::lines_of(file)) {
    auto m = nlohmann::json::parse(line);
    if (!m.contains("text") || !m.contains("reference")) continue;
    std::string role = m.value("role", "landlord"), who = role == "landlord" ? "" : role;
    if (m.value("chat", "group") == "direct") who += " direct";
    if (m.contains("context") && m["context"].contains("bot")) who += " " + m["context"]["bot"].get<std::string>();
    auto at = m["reference"].get<std::string>().substr(0, 16);
    if (at != "2020-02-11T09:30") who += " @" + at;
    if (who.starts_with(" ")) who.erase(0, 1);
    all.push_back({"", who.empty() ? "-" : who, Example::in_lines(m["text"], "\n", "⏎"), ""});
  }
}

// LINLI_RULES=file: proposes examples for rules that have fewer than two, out of all sentences of the tests and those of the file that
// LINLI_SENTENCES names ("text" or "who | text" a line); a person chooses.
TEST(Rules, AreProposedExamplesWhenAsked) {
  const char* path = std::getenv("LINLI_RULES");
  if (!path) GTEST_SKIP() << "LINLI_RULES names no file";
  std::vector<Example> all;
  if (auto* more = std::getenv("LINLI_SENTENCES")) add_sentences(more, "-", all);
  auto own = all.size();
  auto room = source("tests/understanding/");
  for (auto name : {"wordings.txt", "ordinary.txt", "answers.txt"}) add_sentences(room + name, "-", all);
  for (auto name : {"english.txt", "english_ordinary.txt"}) add_sentences(room + name, "renter direct", all);
  auto by_length = [](const Example& e) { return std::pair((e.who == "-" ? 0 : 1000) + e.text.size(), e.text); };
  std::ranges::sort(all.begin() + std::ptrdiff_t(own), all.end(), {}, by_length);
  auto ours = all.size();
  for (auto& entry : std::filesystem::recursive_directory_iterator(source("tests/fixtures")))
    if (entry.path().extension() == ".jsonl" && entry.path().string().find("/fifty") == std::string::npos) add_messages(entry.path().string(), all);
  std::ranges::sort(all.begin() + std::ptrdiff_t(ours), all.end(), {}, by_length);
  std::map<std::string, std::set<std::string>> have;
  std::map<std::string, int> fired;
  for (auto& e : examples()) have[e.rule].insert(e.text);
  std::ofstream out(path);
  for (auto& e : all) {
    if (e.text.find(" | ") != e.text.npos) continue;
    RuleProbe probe;
    e.said = e.reads(probe);
    for (auto& rule : std::set<std::string>(probe.fired.begin(), probe.fired.end())) {
      if (have[rule].size() >= 2 || have[rule].contains(e.text)) continue;
      RuleProbe without;
      without.off.insert(rule);
      auto other = e.reads(without);
      if (other == e.said) ++fired[rule];
      else out << rule << " | " << e.who << " | " << e.text << " => " << e.said << "\n", have[rule].insert(e.text);
    }
  }
  for (auto& name : names_in_sources())
    if (have[name].size() < 2) out << "# " << name << " has " << have[name].size() << ", applied without being needed " << fired[name] << " times\n";
}

}  // namespace rules_test
