#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "service/words/meaning.hpp"
#include "service/words/templates.hpp"
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

TEST(Render, WhoWritesEnglishReadsEnglishAndTheGroupDoesNot) {
  auto row = to_person("record.return_report", {fact(), the_case()});
  row.manner.language = Language::en;
  EXPECT_EQ(said(row), "Noted: 南浜新村68号301 小王\nback Sat 15 Feb, from 武汉, by train, people: 3\nWrong? Write \"wrong\". To take it back: \"undo\".");
  auto group = to_group("group.record", {{"place", arg::Place{{1}}}, {"date", on("2020-02-15")}});
  group.manner.language = Language::en;
  EXPECT_EQ(said(group), "收到，南浜新村68号301 2月15日(周六)，已记。");
}

TEST(Render, WhatOnlyStaffReadStaysInTheirLanguage) {
  auto row = to_person("verb.hand_on_to", {});
  row.manner.language = Language::en;
  EXPECT_EQ(said(row), said(to_person("verb.hand_on_to", {})));
}

TEST(Render, WhoWantsShortWordsReadsOneSentence) {
  auto row = to_person("record.return_report", {fact(), the_case()});
  row.manner.plain = true;
  EXPECT_EQ(said(row), "记下了，2月15日(周六)回来，不对请说“不对”。");
  row.manner.language = Language::en;
  EXPECT_EQ(said(row), "Noted: back Sat 15 Feb. Wrong? Write \"wrong\".");
  EXPECT_EQ(said(to_person("follow_up", {{"at", at("2020-02-11", 20)}})), "今天晚上8点再问您。");
}

TEST(Render, SpansAndHoursAreEnglishToo) {
  auto span = on("2020-02-15");
  span.end = day("2020-02-16");
  span.certainty = Certainty::window;
  auto row = to_person("ask.date", {});
  row.say.parts = {{Act::say, "follow_up", {{"at", at("2020-02-11", 20, 5)}}}, {Act::say, "button.day", {{"date", span}}}};
  row.manner.language = Language::en;
  EXPECT_EQ(said(row), "I will ask again today 8:05 pm.\n15 Feb to 16 Feb");
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
  street.cases.at({1}).current.front().sealed.clear();
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

SettledCard card(std::string why) {
  SettledCard out;
  out.row = to_person("confirm.which", {});
  out.row.say.asks = QuestionId{5};
  out.row.say.of = CaseId{1};
  out.row.say.buttons.push_back({QuestionChoice{QuestionId{5}, 0}, {Act::say, "button.yes", {}}});
  out.why = std::move(why);
  out.text = secret("小王到了吗？");
  return out;
}
std::string settled(const SettledCard& one, const Street& street = {}) {
  auto out = words()->render_settled(street.sight(), one, now);
  if (!out) return "NOT " + out.error().tmpl;
  EXPECT_TRUE(out->buttons.empty());
  return out->text;
}

TEST(Render, ASettledCardKeepsItsWordsAndSaysBelowThemWhatWasAnswered) {
  Street street;
  auto& fact = street.facts.at({1});
  auto one = card("answered");
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 答好了");
  one.facts = {{1}};
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 南浜新村68号301 2月15日(周六)回来");
  fact.row.intent = Intent::arrived;
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 到了");
  fact.row.negated = true;
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 还没到");
  fact.row.negated = false;
  fact.row.intent = Intent::change;
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 改为2月15日(周六)");
  fact.row.intent = Intent::vacant;
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 空着");
  one.row = to_group("confirm.which", {});
  EXPECT_EQ(settled(one, street), "小王到了吗？\n✓ 记下了");
}

TEST(Render, ASettledCardOfStaffSaysWhoTookItAndWhatItCameTo) {
  auto one = card("taken_over");
  EXPECT_EQ(settled(one), "小王到了吗？\n已有人接手");
  one.by = PersonId{3};
  one.reason = "why.taken_over";
  EXPECT_EQ(settled(one), "小王到了吗？\n已由张组长接手");
  one.why = "closed";
  one.reason = "result.moved_out";
  EXPECT_EQ(settled(one), "小王到了吗？\n张组长已办结：已搬走");
  one.why = "state_changed";
  EXPECT_EQ(settled(one), "小王到了吗？\n张组长已办结：已搬走");
  one.why = "moved";
  one.reason = "why.retracted";
  EXPECT_EQ(settled(one), "小王到了吗？\n已撤回");
}

TEST(Render, ASettledCardWhoseWordsCannotBeOpenedSaysOnlyWhatCameOfIt) {
  auto one = card("something_else");
  one.text = nullptr;
  EXPECT_EQ(settled(one), "有结果了");
}

TEST(Render, WhoReportedThemselvesIsNotCalledByTheLabelGuidesWord) {
  Street street;
  street.facts.at({1}).sealed = {{Slot::renter, secret("self")}};
  auto& of = street.cases.at({1});
  of.current = {street.facts.at({1})};
  of.row.values[Slot::renter] = {1};
  QuestionRow q;
  q.id = {5};
  Proposed p;
  p.fact.intent = Intent::return_report;
  p.fact.slots = {found(Slot::date, on("2020-02-15")), found(Slot::renter, std::string("self"))};
  q.proposed = {p};
  street.questions.emplace(q.id, q);
  for (auto* tmpl : {"record.return_report", "record.arrived", "correct", "confirm.return_report"}) {
    auto text = said(to_person(tmpl, {fact(), the_case(), {"question", arg::Question{QuestionId{5}}}}), street);
    EXPECT_EQ(text.find("self"), text.npos) << text;
  }
  EXPECT_EQ(said(to_person("confirm.return_report", {{"question", arg::Question{QuestionId{5}}}}), street), "请您看一下对不对：\n2月15日(周六)回来");
  auto sight = street.sight();
  EXPECT_EQ(meaning_of({sight, words()->vocabulary(), words()->templates(), now}, street.facts.at({1})), "2月15日(周六)回来，坐火车，3人");
}

// words.toml with one word more: what only one playbook calls so.
TEST(Render, APlaybooksOwnWordIsFoundInTemplatesTimelineAndStoryAlike) {
  namespace fs = std::filesystem;
  std::string folder = (fs::temp_directory_path() / "linli-words-XXXXXX").string();
  fs::path root = mkdtemp(folder.data());
  fs::copy(std::string(LINLI_SOURCE_DIR) + "/templates", root / "templates", fs::copy_options::recursive);
  fs::remove_all(root / "templates/en");
  std::ofstream(root / "templates/zh-CN/words.toml", std::ios::app)
      << "\n[limit.return]\nunanswered = \"到了没有没人说\"\nlost = \"没有消息\"\n[result.return]\nfound = \"找到了\"\n";
  std::ofstream(root / "templates/zh-CN/zz.toml") << "[zz]\ntext = \"{{reason}}\"\naudience = \"staff\"\n[zz.result]\ntext = \"{{result}}\"\naudience = \"staff\"\n";
  auto own = Words::load(root / "templates", shanghai());
  fs::remove_all(root);
  ASSERT_TRUE(own) << describe(own.error().front());
  Street street;
  auto row = to_person("zz", {{"reason", arg::Word{"limit.lost"}}, {"case", arg::Case{CaseId{1}}}});
  auto text = [&] {
    auto out = (*own)->render(street.sight(), row, now);
    return out ? out->text : "NOT " + out.error().name;
  };
  EXPECT_EQ(text(), "没有消息");
  row.say.parts[0].args[0].second = arg::Word{"limit.unanswered"};
  EXPECT_EQ(text(), "到了没有没人说");
  EXPECT_EQ(reason_of((*own)->vocabulary(), "return", "limit.unanswered"), "到了没有没人说");
  EXPECT_EQ(reason_of((*own)->vocabulary(), "call_back", "limit.unanswered"), words()->word("limit.unanswered"));
  row.say.parts[0].args[1].second = arg::Word{"landlord"};   // no case in the part: none of its own
  EXPECT_EQ(text(), *words()->word("limit.unanswered"));
  row = to_person("zz", {{"reason", arg::Word{"duty"}}});    // a button's label has no case: the message's counts
  row.say.of = CaseId{1};
  EXPECT_EQ(text(), *words()->word("role.duty"));
  row.say.buttons.push_back({CaseVerb{CaseId{1}, "close", "found"}, {Act::say, "zz.result", {{"result", arg::Word{"result.found"}}}}});
  auto out = (*own)->render(street.sight(), row, now);
  ASSERT_TRUE(out) << out.error().name;
  EXPECT_EQ(out->buttons.at(0).label, "找到了");
}

TEST(Render, AnEnrolmentShowsItsCode) {
  EXPECT_EQ(said(to_person("enrol.again", {{"enrolment", arg::Enrolment{EnrolmentId{3}}}})), "请写您的门牌，再把代号 4821 告诉居委。");
}

}  // namespace render_test
