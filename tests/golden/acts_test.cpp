#include "service/rehearse/acts.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

#include "service/rehearse/conversation.hpp"

namespace linli::acts_test {

using namespace linli::rehearse;

std::vector<ActText> acts(std::string_view text) { return parse_acts(text).value(); }

TEST(Acts, AreReadWithListsAndSpans) {
  auto read = acts("record{intent: return_report, via: [合肥, 南京], date: 2020-02-13..2020-02-15} + ask_origin");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].args.at("via"), "合肥,南京");
  EXPECT_EQ(read[0].args.at("date"), "2020-02-13..2020-02-15");
  EXPECT_EQ(read[1].name, "ask_origin");
}

TEST(Acts, ThatDoNotExistAreAnError) {
  EXPECT_FALSE(parse_acts("recrod{date: 1}"));
  EXPECT_FALSE(parse_acts("record{date: 1"));
  EXPECT_FALSE(parse_acts("record{date}"));
  EXPECT_FALSE(parse_acts(""));
}

TEST(Acts, NamedArgumentsMustMatchOthersAreFree) {
  EXPECT_TRUE(same_acts(acts("record{people: 3}"), acts("record{people: 3, origin: 湖北}")));
  EXPECT_FALSE(same_acts(acts("record{people: 3}"), acts("record{people: 4}")));
  EXPECT_FALSE(same_acts(acts("record{people: 3}"), acts("record{origin: 湖北}")));
}

TEST(Acts, OneTooManyOrTooFewIsADifference) {
  EXPECT_FALSE(same_acts(acts("record"), acts("record + ask_people")));
  EXPECT_FALSE(same_acts(acts("record + ask_people"), acts("record")));
  EXPECT_TRUE(same_acts(acts("ask_people + record"), acts("record + ask_people")));
}

TEST(Acts, ABareActDoesNotTakeTheOneThatAnotherNames) {
  EXPECT_TRUE(same_acts(acts("record + record{room: 301}"), acts("record{room: 301} + record{room: 302}")));
  EXPECT_FALSE(same_acts(acts("record{room: 303} + record{room: 301}"), acts("record{room: 301} + record{room: 302}")));
}

TEST(Acts, AnInstantFitsTheDayItFallsOn) {
  EXPECT_TRUE(same_value("2020-02-13", "2020-02-13T09:00"));
  EXPECT_FALSE(same_value("2020-02-13T20:00", "2020-02-13T09:00"));
  EXPECT_FALSE(same_value("2020-02-13", "2020-02-14T09:00"));
}

TEST(ConversationFile, TellsTheLineThatIsWrong) {
  auto file = std::filesystem::temp_directory_path() / ("linli-conversation-" + std::to_string(getpid()) + ".yaml");
  std::ofstream(file) << "title: t\nchat: group\nreference: \"2020-02-11T09:30:00+08:00\"\nturns:\n  - \"landlord A: 好\"\n  - \"bot: recrod{}\"\n";
  auto read = read_conversation(file);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), file.string() + ":6: 'recrod' is no act of the bot");
  std::filesystem::remove(file);
  EXPECT_FALSE(read_conversation(file));
}

}  // namespace linli::acts_test
