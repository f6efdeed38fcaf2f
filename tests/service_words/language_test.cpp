// What the code of bot/ and the store says by name must have words: names are found in the sources as they stand.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "service/words/meaning.hpp"
#include "service/words/templates.hpp"
#include "tests/service_words/made_up.hpp"

namespace language_test {
using namespace made_up;
namespace fs = std::filesystem;

std::vector<std::string> literals(const std::string& room, const std::string& before = "") {
  const std::regex literal(before + R"rx("([a-z]+(?:[._][a-z]+)*)")rx");
  std::vector<std::string> out;
  for (auto& entry : fs::recursive_directory_iterator(fs::path(LINLI_SOURCE_DIR) / room)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    std::string text((std::istreambuf_iterator<char>(in)), {});
    for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at) out.push_back((*at)[1]);
  }
  return out;
}

TEST(Language, EveryReasonNamedInCodeHasWords) {
  std::size_t seen = 0;
  for (auto& name : literals("bot"))
    if (name.starts_with("why.")) {
      ++seen;
      EXPECT_TRUE(words()->word(name)) << name;
    }
  EXPECT_GT(seen, 10U);
}

TEST(Language, EveryTemplateNamedInTheConversationIsThere) {
  std::set<std::string> families;
  for (auto& name : templates_in_code())
    if (name.find('.') != name.npos) families.insert(name.substr(0, name.find('.')));
  std::size_t seen = 0;
  for (auto& name : literals("bot/conversation")) {
    auto family = name.substr(0, name.find('.'));
    if (name.find('.') == name.npos || !families.contains(family)) continue;
    ++seen;
    EXPECT_TRUE(words()->templates().find(name)) << name;
    EXPECT_TRUE(std::ranges::find(templates_in_code(), name) != templates_in_code().end()) << name << " belongs into templates_in_code()";
  }
  EXPECT_GT(seen, 20U);
}

TEST(Language, WhyACardIsSettledIsSaidByTheBot) {
  auto said = literals("bot"), stored = literals("storage");
  said.insert(said.end(), stored.begin(), stored.end());
  std::size_t seen = 0;
  for (auto& name : templates_if_there()) {
    auto why = name.substr(name.find('.') + 1);
    why = why.substr(0, why.find('.'));
    if (!name.starts_with("settled.") || why == "fact" || why == "result") continue;
    ++seen;
    EXPECT_TRUE(std::ranges::find(said, why) != said.end() || std::ranges::find(said, "why." + why) != said.end()) << name;
  }
  EXPECT_GT(seen, 5U);
}

TEST(Language, EveryActIntentSlotAndStepHasWords) {
  for (int i = 0; i <= int(Act::ack); ++i) EXPECT_TRUE(words()->word("act." + std::string(name_of(Act(i))))) << i;
  for (int i = 0; i <= int(Intent::retract); ++i) EXPECT_TRUE(words()->word("intent." + std::string(name_of(Intent(i))))) << i;
  for (int i = 0; i <= int(Slot::about); ++i) EXPECT_TRUE(words()->word("slot." + std::string(name_of(Slot(i))))) << i;
}

TEST(Language, EveryEndingAndEverySilenceNamedInCodeHasAReason) {
  std::size_t seen = 0;
  for (std::string room : {"bot", "storage", "service"})
    for (std::string before : {R"(silent\()", R"(Ending::[a-z]+, )", R"(\bended\([^,]+, Ending::[a-z]+, )"})
      for (auto& name : literals(room, before)) {
        ++seen;
        EXPECT_TRUE(reason_of(words()->vocabulary(), "", name)) << name;
      }
  EXPECT_GT(seen, 20U);
}

TEST(Language, EveryStepDueAndEndingHasWords) {
  for (int i = 0; i <= int(StepKind::taken_over_late); ++i)
    EXPECT_TRUE(words()->templates().find("step." + std::string(name_of(StepKind(i))))) << name_of(StepKind(i));
  for (auto kind : {DueKind::reminder, DueKind::limit, DueKind::climb, DueKind::lease, DueKind::snooze, DueKind::digest, DueKind::card, DueKind::follow_up, DueKind::handover})
    EXPECT_TRUE(words()->word("due." + std::string(name_of(kind)))) << name_of(kind);
  for (auto how : {Ending::sent, Ending::merged, Ending::waived, Ending::failed}) EXPECT_TRUE(words()->word("ending." + std::string(name_of(how))));
}

}  // namespace language_test
