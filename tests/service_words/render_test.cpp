#include <gtest/gtest.h>

#include "tests/service_words/made_up.hpp"

namespace render_test {
using namespace made_up;

const Instant now = at("2020-02-11", 9, 31);

std::string said(const SayRow& row, const Street& street = {}) {
  auto out = words()->render(street.sight(), row, now);
  return out ? out->text : "NOT " + std::string(name_of(out.error().why)) + " " + out.error().tmpl + " " + out.error().name;
}
std::pair<std::string, Arg> fact() { return {"fact", arg::Fact{FactId{1}}}; }
std::pair<std::string, Arg> the_case() { return {"case", arg::Case{CaseId{1}}}; }

TEST(Render, TheGroupSeesPlaceAndDateOnly) {
  EXPECT_EQ(said(to_group("group.record", {{"place", arg::Place{{1}}}, {"date", on("2020-02-15")}})), "收到，南浜新村68号301 2月15日(周六)，已记。");
}

TEST(Render, TheWriterReadsBackWhatWasUnderstood) {
  EXPECT_EQ(said(to_person("record.return_report", {fact(), the_case()})),
            "记下了：南浜新村68号301 小王\n2月15日(周六)回来，从武汉，坐火车，3人\n不对请说“不对”，不算请说“撤回”。");
}

TEST(Render, ALunarDayIsReadBackInBothCalendars) {
  Street street;
  street.facts.at({1}).rules = {{Slot::date, "date.lunar"}};
  EXPECT_NE(said(to_person("record.return_report", {fact(), the_case()}), street).find("\n正月廿二(2月15日，周六)回来"), std::string::npos);
}

TEST(Render, PartsAreParagraphsAndButtonsHaveLabels) {
  auto row = to_person("follow_up", {{"at", at("2020-02-11", 20)}});
  row.say.parts.push_back({Act::advise_delete, "advise.delete", {}});
  row.say.buttons.push_back({QuestionChoice{QuestionId{7}, 0}, {Act::say, "button.yes", {}}});
  row.say.buttons.push_back({QuestionChoice{QuestionId{7}, 1}, {Act::say, "button.case", {the_case()}}});
  auto out = words()->render(Street().sight(), row, now);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->text, "今天晚上8点再问您。\n群里那条有身份证号，请您自己删掉，不用发证件号。");
  ASSERT_EQ(out->buttons.size(), 2U);
  EXPECT_EQ(out->buttons[0].key, "q:7:0");
  EXPECT_EQ(out->buttons[0].label, "对");
  EXPECT_EQ(out->buttons[1].label, "南浜新村68号301 小王 2月15日(周六)");
}

TEST(Render, AMissingValueIsAFailureNotAHole) {
  EXPECT_EQ(said(to_group("group.record", {{"place", arg::Place{{1}}}})), "NOT words.missing_value group.record date");
  EXPECT_EQ(said(to_group("button.place", {{"place", arg::Place{{99}}}})), "NOT words.missing_value button.place place");
  EXPECT_EQ(said(to_person("no.such", {})), "NOT words.no_template no.such ");
}

TEST(Render, AForgottenRenterIsLeftOutWhereASectionAsks) {
  Street street;
  street.cases.at({1}).renter_name = nullptr;
  street.facts.at({1}).sealed.clear();
  EXPECT_EQ(said(to_person("record.return_report", {fact(), the_case()}), street),
            "记下了：南浜新村68号301\n2月15日(周六)回来，坐火车，3人\n不对请说“不对”，不算请说“撤回”。");
}

TEST(Render, PrivateWordsNeverStandInANeighboursGroup) {
  EXPECT_EQ(said(to_group("record.return_report", {fact(), the_case()})), "NOT words.not_for_group record.return_report direct");
  EXPECT_EQ(said(to_group("steward.no_answer", {}, {1})), "NOT words.not_for_group steward.no_answer staff");
  EXPECT_EQ(said(to_group("steward.no_answer", {{"person", arg::Person{PersonId{1}}}}, {2})), "王房东：问了两次没有回，请您联系一下。");
}

TEST(Render, WordsOfTheirOwnForTheGroupAreUsedThere) {
  EXPECT_EQ(said(to_group("question.record", {the_case()})), "您报的都在，写门牌可以再问。");
}

TEST(Render, NamesAreNeverTemplates) {
  Street street;
  street.cases.at({1}).renter_name = secret("{{case.story}}{{#fact}}\u202E");
  auto text = said(to_person("record.arrived", {fact(), the_case()}), street);
  EXPECT_NE(text.find("{{case.story}}{{#fact}}，"), text.npos) << text;
}

TEST(Render, ACardListsWhatWasProposed) {
  Street street;
  QuestionRow q;
  q.id = {5};
  Proposed p;
  p.fact.intent = Intent::return_report;
  p.fact.slots = {found(Slot::date, on("2020-02-15")), found(Slot::origin, std::string("武汗")), found(Slot::room, std::string("301")),
                  found(Slot::id_number, std::string("310000000000000000"))};
  p.fact.slots[1].meant = Value(std::string("武汉"));
  p.place = PlaceId{1};
  q.proposed = {p};
  street.questions.emplace(q.id, q);
  EXPECT_EQ(said(to_person("confirm.return_report", {{"question", arg::Question{QuestionId{5}}}}), street),
            "请您看一下对不对：\n南浜新村68号301 2月15日(周六)回来，从武汉");
}

TEST(Render, ASettledCardSaysWhatCameOfIt) {
  SettledCard card;
  card.row = to_person("confirm.which", {});
  card.row.say.asks = QuestionId{5};
  card.row.say.buttons.push_back({QuestionChoice{QuestionId{5}, 0}, {Act::say, "button.yes", {}}});
  card.why = "answered";
  auto out = words()->render_settled(Street().sight(), card, now);
  ASSERT_TRUE(out);
  EXPECT_EQ(out->text, "这一张已经答好了。");
  EXPECT_TRUE(out->buttons.empty());
  card.why = "something_else";
  EXPECT_EQ(words()->render_settled(Street().sight(), card, now)->text, "这一张已经有结果了。");
}

TEST(Render, AnEnrolmentShowsItsCode) {
  EXPECT_EQ(said(to_person("enrol.again", {{"enrolment", arg::Enrolment{EnrolmentId{3}}}})), "请写您的门牌，再把代号 4821 告诉居委。");
}

}  // namespace render_test
