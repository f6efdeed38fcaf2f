// Each conversation file through the doors of the platforms: the chat room, WeCom's callbacks, WeCom's long connection. The acts are those of the
// file, and members see the words that the bot believes it said.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

#include "tests/golden/doors.hpp"
#include "tests/golden/files.hpp"

namespace linli::platforms_test {

using namespace linli::rehearse;
using namespace linli::golden_doors;
using golden_files::files, golden_files::setup, golden_files::source;

struct Platform {
  const char* name;
  bool only_mentions;
  std::unique_ptr<Door> (*door)(std::shared_ptr<Witness>);
  std::map<std::string, std::string> cannot;         // file -> what its door does not carry
};

const std::map<std::string, std::string> not_in_the_room{
  {"08-unknown-landlord", "whoever is in the room is known"},
  {"24-hello", "a page does not tell that a chat was opened"},
  {"25-pictures", "pages send words and buttons"},
  {"26-voice", "pages send words and buttons"},
  {"27-voice-in-words", "pages send words and buttons"},
  {"28-voice-answers", "pages send words and buttons"},
  {"33-tips-and-questions-of-strangers", "whoever is in the room is known"},
};

const std::map<std::string, std::string> not_on_wecom{
  {"25-pictures", "what is too large, lost on its way, or beside a text is sent to the doors in tests/wecom"},
};

const Platform platforms[] = {
  {"webchat", false, webchat_door, not_in_the_room},
  {"wecom_callback", true, [](std::shared_ptr<Witness> w) { return wecom_door(golden_doors::Way::callback, std::move(w)); }, not_on_wecom},
  {"wecom_long_connection", true, [](std::shared_ptr<Witness> w) { return wecom_door(golden_doors::Way::long_connection, std::move(w)); }, not_on_wecom},
};

// Letters and digits: what marks, mentions and cards add around the words is the platform's.
std::string bare(const std::string& text) {
  std::string out;
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) out += c;
  return out;
}

// Of a long text each line may be in another message.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}
bool seen(const Witness& witness, const std::string& line) {
  return std::ranges::any_of(witness.seen, [&](auto& text) { return bare(text).find(bare(line)) != std::string::npos; });
}

class Doors : public testing::TestWithParam<std::tuple<std::filesystem::path, std::size_t>> {};

TEST_P(Doors, CarryTheSameConversation) {
  auto& [file, which] = GetParam();
  auto& platform = platforms[which];
  auto name = file.stem().string();
  if (platform.cannot.contains(name)) GTEST_SKIP() << platform.cannot.at(name);
  auto conversation = read_conversation(file);
  ASSERT_TRUE(conversation) << conversation.error();
  auto witness = std::make_shared<Witness>();
  Playing playing{false, platform.only_mentions, [&] { return platform.door(witness); }};
  auto played = play(*conversation, setup(), source() / "config", playing);
  if (golden_files::not_yet.contains(name)) {
    EXPECT_FALSE(played.passed());
    return;
  }
  EXPECT_TRUE(played.passed()) << describe(*conversation, played);
  for (auto& text : played.said)
    for (auto& line : lines_of(text)) EXPECT_TRUE(seen(*witness, line)) << "nobody saw: " << line;
}

INSTANTIATE_TEST_SUITE_P(Platforms, Doors, testing::Combine(testing::ValuesIn(files()), testing::Range(std::size_t(0), std::size(platforms))),
                         [](const auto& info) {
  return golden_files::test_name(std::get<0>(info.param)) + "_" + platforms[std::get<1>(info.param)].name;
});

// A word that no member sees is found: the witness looks at the chats, not at what the service believes.
TEST(Witness, SeesTheChatsThemselves) {
  auto conversation = read_conversation(source() / "tests/golden/01-the-story.yaml");
  ASSERT_TRUE(conversation);
  for (auto& platform : platforms) {
    auto witness = std::make_shared<Witness>();
    auto played = play(*conversation, setup(), source() / "config", {false, platform.only_mentions, [&] { return platform.door(witness); }});
    EXPECT_FALSE(witness->seen.empty()) << platform.name;
    EXPECT_TRUE(seen(*witness, played.said.front().substr(0, played.said.front().find('\n')))) << platform.name;
    EXPECT_FALSE(seen(*witness, "谁也没说过的话")) << platform.name;
  }
}

}  // namespace linli::platforms_test
