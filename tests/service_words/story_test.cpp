#include <gtest/gtest.h>

#include <algorithm>

#include "service/words/story.hpp"
#include "service/words/templates.hpp"
#include "tests/service_words/made_up.hpp"

namespace story_test {
using namespace made_up;

Story silent_day(const Street& street) {
  Story story;
  story.head = street.cases.at({1});
  story.facts = {street.facts.at({1})};
  SaidRow asked;
  asked.row.say.cls = SayClass::reminder;
  asked.row.say.parts.push_back({Act::ask_arrived, "return.ask_arrived", {}});
  asked.ended = Ending::sent;
  asked.ended_at = at("2020-02-15", 9);
  asked.to = PersonId{1};
  story.says = {asked};
  StepRow climbed;
  climbed.kind = StepKind::climbed;
  climbed.state = climbed.from = "expected";
  climbed.at = at("2020-02-15", 12);
  climbed.owner.person = PersonId{3};
  climbed.why = "unanswered";
  story.steps = {climbed};
  return story;
}
std::string told(const Street& street, const Story& story) {
  auto sight = street.sight();
  return story_text({sight, words()->vocabulary(), words()->templates(), at("2020-02-15", 12)}, story);
}

TEST(CaseStory, SaysWhoReportedWhatWasAskedAndThatNobodyAnswered) {
  Street street;
  EXPECT_EQ(told(street, silent_day(street)),
            "2月11日9:30 王房东报：小王2月15日(周六)回来，从武汉，坐火车，3人\n2月15日9:00 问到了没有(王房东)\n2月15日12:00 没有人回，请张组长处理");
}

TEST(CaseStory, ALongStoryKeepsItsBeginningAndItsEnd) {
  Street street;
  auto story = silent_day(street);
  for (int i = 0; i < 20; ++i) {
    auto again = story.says.front();
    again.ended_at = at("2020-02-15", 9, i + 1);
    story.says.push_back(again);
  }
  auto text = told(street, story);
  EXPECT_EQ(std::ranges::count(text, '\n') + 1, std::ptrdiff_t(longest_story));
  EXPECT_TRUE(text.starts_with("2月11日9:30 王房东报"));
  EXPECT_NE(text.find("……中间还有15条"), text.npos) << text;
  EXPECT_TRUE(text.ends_with("没有人回，请张组长处理"));
}

TEST(CaseStory, OneClimbIsOneLineAndSaysWhoWasAskedInTurn) {
  Street street;
  street.names[{4}] = secret("孙大姐");
  auto story = silent_day(street);
  auto add = [&](StepKind kind, int hour, std::int64_t to, const char* why) {
    auto step = story.steps.front();
    step.kind = kind;
    step.at = at("2020-02-15", hour);
    step.owner.person = PersonId{to};
    step.why = why;
    story.steps.push_back(step);
  };
  add(StepKind::climbed, 13, 3, "unanswered");
  add(StepKind::passed_empty, 14, 4, "why.nobody_on_duty");
  add(StepKind::climbed, 15, 4, "unanswered");
  add(StepKind::climbed, 16, 3, "limit.fever");
  EXPECT_TRUE(told(street, story).ends_with("\n2月15日12:00 没有人回，请张组长、孙大姐处理\n2月15日16:00 有人发烧，请张组长处理")) << told(street, story);
}

TEST(CaseStory, ThingsAreToldInTheOrderTheyHappened) {
  Street street;
  auto story = silent_day(street);
  auto late = story.facts.front();
  late.row.intent = Intent::arrived;
  late.row.negated = true;
  late.row.said = at("2020-02-15", 13);
  story.facts.push_back(late);
  EXPECT_TRUE(told(street, story).ends_with("请张组长处理\n2月15日13:00 王房东报：还没到"));
}

TEST(CaseStory, TheWholeStoryIsOneMessageToStaff) {
  Street street;
  street.cases.at({1}).row.state = "awaited";
  street.cases.at({1}).row.climb.reason = "unanswered";
  street.stories.emplace(CaseId{1}, silent_day(street));
  auto row = to_person("return.escalation", {{"case", arg::Case{CaseId{1}}}, {"reason", arg::Word{"limit.unanswered"}}});
  auto out = words()->render(street.sight(), row, at("2020-02-15", 12));
  ASSERT_TRUE(out) << out.error().tmpl << " " << out.error().name;
  EXPECT_EQ(out->text,
            "问了没有人回：南浜新村68号301 小王(房东王房东)\n日子：2月15日(周六)，从武汉，3人\n"
            "2月11日9:30 王房东报：小王2月15日(周六)回来，从武汉，坐火车，3人\n2月15日9:00 问到了没有(王房东)\n"
            "2月15日12:00 没有人回，请张组长处理");
}

TEST(CaseStory, WhatWasTakenBackIsNotTold) {
  Street street;
  auto story = silent_day(street);
  story.facts.front().retracted = true;
  EXPECT_EQ(told(street, story).find("王房东报"), std::string::npos);
}

}  // namespace story_test
