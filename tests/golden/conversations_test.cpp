// Each conversation file of this folder and of the label guide is a test: as it is, with a restart between any two lines, and as on a door that
// hears only what mentions the bot.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/golden/files.hpp"

namespace linli::conversations_test {

using namespace linli::rehearse;
namespace fs = std::filesystem;
using golden_files::files, golden_files::not_yet, golden_files::setup;
const fs::path source = golden_files::source();

constexpr const char* ways[]{"", "_restarted", "_only_mentions"};

class Golden : public testing::TestWithParam<std::tuple<fs::path, int>> {};

TEST_P(Golden, GoesAsTheFileSays) {
  auto& [file, way] = GetParam();
  auto conversation = read_conversation(file);
  ASSERT_TRUE(conversation) << conversation.error();
  Playing playing{way == 1, way == 2, straight_door};
  auto played = play(*conversation, setup(), source / "config", playing);
  auto known = not_yet.find(file.stem().string());
  if (known == not_yet.end()) EXPECT_TRUE(played.passed()) << describe(*conversation, played);
  else EXPECT_FALSE(played.passed()) << "it passes now: take it off the list of those that do not yet (" << known->second << ")";
}

INSTANTIATE_TEST_SUITE_P(Conversations, Golden, testing::Combine(testing::ValuesIn(files()), testing::Range(0, 3)), [](const auto& info) {
  return golden_files::test_name(std::get<0>(info.param)) + ways[std::size_t(std::get<1>(info.param))];
});

TEST(GoldenList, NamesOnlyFilesThatAreThere) {
  for (auto& [name, reason] : not_yet) EXPECT_TRUE(std::ranges::any_of(files(), [&](auto& f) { return f.stem() == name; })) << name;
}

// A wrong expectation must fail: each bot line of the story is turned wrong once, and exactly that line is told.
TEST(WrongExpectation, OfAnyLineIsFoundAtThatLine) {
  std::ifstream in(source / "tests/golden/01-the-story.yaml");
  std::stringstream text;
  text << in.rdbuf();
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  const std::pair<std::string, std::string> faults[] = {
    {"people: 3", "people: 4"}, {"remind{renter: 小王", "remind{renter: 小李"}, {"bot: ask_arrived{", "bot: ask_health{"}, {" + advise_register", ""},
    {"bot: record{intent: registered}", "bot: record{intent: registered} + ask_people"}, {"temperature: 36.5", "temperature: 36.6"}};
  auto file = fs::temp_directory_path() / ("linli-wrong-" + std::to_string(getpid()) + ".yaml");
  for (auto& [right, wrong] : faults) {
    auto changed = lines;
    int where = 0;
    for (std::size_t i = 0; i < changed.size() && !where; ++i)
      if (auto at = changed[i].find(right); at != std::string::npos) {
        changed[i].replace(at, right.size(), wrong);
        where = int(i) + 1;
      }
    ASSERT_GT(where, 0) << right;
    std::ofstream out(file);
    for (auto& line : changed) out << line << "\n";
    out.close();
    auto conversation = read_conversation(file);
    ASSERT_TRUE(conversation) << conversation.error();
    auto played = play(*conversation, setup(), source / "config", {});
    ASSERT_FALSE(played.passed()) << wrong;
    EXPECT_EQ(played.differences.front().line, where) << wrong;
  }
  fs::remove(file);
}

// A bot that should be quiet, or somebody who should be told and is not, is a difference too.
TEST(WrongExpectation, OfSilenceAndOfPeopleIsFound) {
  auto conversation = read_conversation(source / "tests/golden/03-withdrawn.yaml");
  ASSERT_TRUE(conversation);
  auto loud = *conversation;
  for (auto& line : loud.turns)
    if (auto* bot = std::get_if<linli::rehearse::Bot>(&line.what); bot && bot->acts.front().name == "retract") bot->acts = {{"stay_quiet", {}}};
  EXPECT_FALSE(play(loud, setup(), source / "config", {}).passed());
  auto other = *conversation;
  for (auto& line : other.turns)
    if (auto* bot = std::get_if<linli::rehearse::Bot>(&line.what); bot && bot->acts.front().name == "retract") bot->to = "B";
  EXPECT_FALSE(play(other, setup(), source / "config", {}).passed());
  auto words = *conversation;
  for (auto& line : words.turns)
    if (auto* bot = std::get_if<linli::rehearse::Bot>(&line.what); bot && bot->acts.front().name == "retract") bot->words = "别的话";
  EXPECT_FALSE(play(words, setup(), source / "config", {}).passed());
}

// Who speaks in a role that no street has is a slip of the pen.
TEST(WrongRole, IsToldOfWithItsLine) {
  auto conversation = read_conversation(source / "tests/golden/03-withdrawn.yaml");
  ASSERT_TRUE(conversation);
  for (auto& line : conversation->turns)
    if (auto* said = std::get_if<Said>(&line.what)) {
      said->role = "wizard";
      auto played = play(*conversation, setup(), source / "config", {});
      EXPECT_FALSE(played.passed());
      auto told = describe(*conversation, played);
      EXPECT_NE(told.find("line " + std::to_string(line.line) + ": 'wizard' is no role"), std::string::npos) << told;
      return;
    }
  FAIL() << "nobody speaks in it";
}

}  // namespace linli::conversations_test
