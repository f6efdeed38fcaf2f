#include "service/timeline/timeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/service_words/made_up.hpp"

namespace timeline_test {
using namespace made_up;
using webchat::Entry;
using webchat::EntryKind;

const Viewer staff{{3}, true}, landlord{{1}, false}, renter{{2}, false};
const Instant now = at("2020-02-15", 12, 1);

// The landlord's report, its answer in group and direct chat, a silent day, a climb, one reminder that came too late.
struct Told {
  Street street;
  Story story;

  Told() {
    auto& fact = street.facts.at({1});
    fact.event = {11};
    fact.spans = {{Slot::date, {24, 33}}, {Slot::origin, {36, 42}}};
    fact.rules = {{Slot::date, "date.month_day"}, {Slot::origin, "origin.from"}};
    story.head = street.cases.at({1});
    story.head.row.climb.step = 0;
    story.head.row.next = at("2020-02-15", 13);
    story.head.row.dues = {due(DueKind::climb, "", at("2020-02-15", 13)).due};
    story.head.owner_name = secret("张组长");
    story.facts = {fact};

    story.says.push_back(say(Act::record, "收到，南浜新村68号301 2月15日(周六)，已记。", at("2020-02-11", 9, 30), {}, "why.reported"));
    story.says.back().row.actor.clear();
    story.says.push_back(say(Act::record, "记下了：南浜新村68号301 小王\n从武汉", at("2020-02-11", 9, 30), PersonId{1}, "why.reported"));
    story.says.push_back(say(Act::ask_arrived, "到了吗", at("2020-02-15", 9), PersonId{1}, "reminder.day"));
    auto waived = say(Act::remind, "", at("2020-02-15", 12), PersonId{2}, "reminder.eve");
    waived.ended = Ending::waived;
    waived.why = "state_changed";
    story.says.push_back(waived);
    auto planned = say(Act::escalate, "", at("2020-02-15", 12), PersonId{3}, "why.unanswered");
    planned.ended.reset();
    planned.ended_at.reset();
    planned.row.say.not_before = at("2020-02-15", 12, 30);
    story.says.push_back(planned);

    StepRow climbed;
    climbed.kind = StepKind::climbed;
    climbed.state = climbed.from = "expected";
    climbed.at = at("2020-02-15", 12);
    climbed.owner.person = PersonId{3};
    climbed.why = "why.unanswered";
    climbed.duty = {{PersonId{3}, "group_leader", {4}, "group", true, true}, {PersonId{2}, "group_leader", {4}, "group", false, true}};
    story.steps = {climbed};

    story.dues = {due(DueKind::climb, "", at("2020-02-15", 13)), due(DueKind::reminder, "no_such_name", at("2020-02-14", 18))};
    story.dues[1].ended = Ending::waived;
    story.dues[1].why = "too_late";
    auto played = due(DueKind::limit, "", at("2020-02-15", 12));
    played.ended = Ending::sent;
    story.dues.push_back(played);
    story.silences = {{{12}, at("2020-02-12", 8), PersonId{1}, secret("王房东"), "ack"}};
  }
  static DueView due(DueKind kind, std::string name, Instant when) {
    DueView d;
    d.due.kind = kind;
    d.due.name = std::move(name);
    d.due.at = when;
    return d;
  }
  static SaidRow say(Act act, const char* text, Instant when, std::optional<PersonId> to, std::string why) {
    SaidRow s;
    s.row.say.parts.push_back({act, "some.template", {}});
    s.row.say.why = std::move(why);
    s.row.actor = "somebody";
    s.row.planned = when;
    s.ended = Ending::sent;
    s.ended_at = when;
    s.to = to;
    s.text = secret(text);
    return s;
  }
  webchat::Timeline seen_by(const Viewer& viewer) const {
    Playbook book;
    book.kind = "return";
    book.states = {{"expected", "blue", false}};
    book.policy = Playbook::Policy{};
    book.policy->steps.resize(3);
    book.policy->steps[0].level = "group";
    book.policy->steps[1].role = "committee worker";
    book.policy->steps[2].role = "supervisor";
    return timeline_of(*words(), street.sight(), story, {book}, viewer, now);
  }
};
const Entry* first(const std::vector<Entry>& all, EntryKind kind) {
  auto found = std::ranges::find(all, kind, &Entry::kind);
  return found == all.end() ? nullptr : &*found;
}
std::string everything(const webchat::Timeline& t) {
  std::string out = t.head.title;
  for (auto* part : {&t.past, &t.coming, &t.unsaid})
    for (auto& e : *part) out += "|" + e.text + "|" + e.words + "|" + e.why;
  return out;
}

TEST(Timeline, WordsAreMarkedInCharactersWithTheirRules) {
  auto timeline = Told().seen_by(staff);
  auto* said = first(timeline.past, EntryKind::said);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->text, "我家301的租客小王2月15号从武汉回来,一家三口,坐高铁");
  EXPECT_EQ(said->who, "王房东");
  ASSERT_EQ(said->marks.size(), 2U);
  EXPECT_EQ(said->marks[0].begin, 10U);        // bytes 24..33
  EXPECT_EQ(said->marks[0].end, 15U);
  EXPECT_EQ(said->marks[0].slot, "date");
  EXPECT_EQ(said->marks[0].rule, "date.month_day");
  EXPECT_EQ(said->marks[1].rule, "origin.from");
}

TEST(Timeline, AFactTellsItsMeaningItsRuleAndWhyItCounts) {
  auto timeline = Told().seen_by(staff);
  auto* fact = first(timeline.past, EntryKind::fact);
  ASSERT_TRUE(fact);
  EXPECT_EQ(fact->text, "小王2月15日(周六)回来，从武汉，坐火车，3人");
  EXPECT_EQ(fact->rule, "return.from");
  EXPECT_EQ(fact->why, "说得清楚");
  EXPECT_EQ(fact->words, "我家301的租客小王2月15号从武汉回来,一家三口,坐高铁");
}

TEST(Timeline, ThePastIsInTheOrderThingsHappened) {
  std::vector<EntryKind> kinds;
  for (auto& e : Told().seen_by(staff).past) kinds.push_back(e.kind);
  using enum EntryKind;
  EXPECT_EQ(kinds, (std::vector{said, fact, sent, sent, sent, step}));
}

TEST(Timeline, SentWordsNameTheirReaderAndTheirReason) {
  auto past = Told().seen_by(staff).past;
  EXPECT_EQ(past[2].to, "群里");
  EXPECT_EQ(past[2].why, "有人报了");
  EXPECT_EQ(past[3].to, "王房东");
  EXPECT_EQ(past[3].text, "记下了：南浜新村68号301 小王 从武汉");
}

TEST(Timeline, AClimbSaysWhoWasOnDuty) {
  auto timeline = Told().seen_by(staff);
  auto* step = first(timeline.past, EntryKind::step);
  ASSERT_TRUE(step);
  EXPECT_EQ(step->text, "没有人回，请张组长处理");
  EXPECT_EQ(step->why, "当时值班：张组长");
}

TEST(Timeline, WhatComesSaysWhenAndWhat) {
  auto coming = Told().seen_by(staff).coming;
  ASSERT_EQ(coming.size(), 2U);
  EXPECT_EQ(coming[0].text, "请人处理");
  EXPECT_EQ(coming[0].to, "张组长");
  EXPECT_EQ(coming[0].at, at("2020-02-15", 12, 30));
  EXPECT_EQ(coming[1].text, "没人接手就报给居委");
}

TEST(Timeline, AStepsReasonIsNotSaidTwice) {
  Told told;
  told.story.steps[0].kind = StepKind::passed_empty;
  auto timeline = told.seen_by(staff);
  EXPECT_EQ(first(timeline.past, EntryKind::step)->why, "没有人回；当时值班：张组长");
}

TEST(Timeline, StepsThatAMessageOrAFactTellsAreLeftOut) {
  Told told;
  for (auto kind : {StepKind::asked, StepKind::reminded, StepKind::answered, StepKind::corrected}) {
    auto step = told.story.steps[0];
    step.kind = kind;
    step.fact = FactId{1};
    told.story.steps.push_back(step);
  }
  EXPECT_EQ(std::ranges::count(told.seen_by(staff).past, EntryKind::step, &Entry::kind), 1);
}

TEST(Timeline, TheSameWordsToSeveralAreOneEntry) {
  Told told;
  auto again = told.story.says[2];
  again.to = PersonId{3};
  told.story.says.push_back(again);
  auto past = told.seen_by(staff).past;
  auto* asked = &*std::ranges::find(past, "到了吗", &Entry::text);
  EXPECT_EQ(asked->to, "王房东、张组长");
  again.row.say.why = "why.asked";
  told.story.says.back() = again;
  EXPECT_EQ(std::ranges::count(told.seen_by(staff).past, "到了吗", &Entry::text), 2);
}

TEST(Timeline, ALongMessageIsToldByItsFirstAndLastLine) {
  Told told;
  told.story.says[2].text = secret("一\n二\n三\n四\n五\n六\n七");
  auto past = told.seen_by(staff).past;
  EXPECT_NE(std::ranges::find(past, "一 …… 七", &Entry::text), past.end());
}

TEST(Timeline, ALimitThatEscalatesSaysIf) {
  Told told;
  Playbook book;
  book.kind = "return";
  Playbook::Limit limit;
  limit.name = "unanswered";
  limit.escalate = true;
  book.limits = {limit};
  auto due = Told::due(DueKind::limit, "unanswered", now).due;
  EXPECT_EQ(due_words(*words(), due, told.story.head.row, {book}), "到时如果问了没有人回，就往上报");
  book.limits[0].escalate = false;
  EXPECT_EQ(due_words(*words(), due, told.story.head.row, {book}), "问了没有人回");
}

TEST(Timeline, AfterTheLastStepTheDigestIsWhatComes) {
  Told told;
  told.story.dues.clear();
  told.story.head.row.dues.clear();
  told.story.says.clear();
  told.story.head.row.climb.past_end = true;
  auto coming = told.seen_by(staff).coming;
  ASSERT_EQ(coming.size(), 1U);
  EXPECT_EQ(coming[0].text, "每天报一次还没办的");
  EXPECT_EQ(coming[0].at, at("2020-02-15", 13));
}

TEST(Timeline, WhatClimbsNextIsNamedByItsRole) {
  Told told;
  told.story.head.row.dues[0].count = 1;
  EXPECT_EQ(told.seen_by(staff).head.next->what, "没人接手就再催一次组里管事的人");
  told.story.head.row.dues[0].count = 0;
  told.story.head.row.climb.step = 1;
  EXPECT_EQ(told.seen_by(staff).head.next->what, "没人接手就报给街道平安办");
  told.story.head.row.climb.step = 2;
  EXPECT_EQ(told.seen_by(staff).head.next->what, "没人接手就往上报");
  EXPECT_EQ(due_words(*words(), told.story.head.row.dues[0], ""), "没人接手就往上报");
}

TEST(Timeline, WhatWasNotSaidSaysWhy) {
  auto unsaid = Told().seen_by(staff).unsaid;
  ASSERT_EQ(unsaid.size(), 3U);
  EXPECT_EQ(unsaid[0].who + "：" + unsaid[0].text + "：" + unsaid[0].why, "王房东：写了一句，小邻没有接话：只是应一声");
  EXPECT_EQ(unsaid[1].text, "提醒");
  EXPECT_EQ(unsaid[1].why, "晚了，不再说");
  EXPECT_EQ(unsaid[2].to, "小王");
  EXPECT_EQ(unsaid[2].why, "情况已经变了");
}

TEST(Timeline, AnEndingWithoutAKnownReasonStillSaysHowItEnded) {
  Told told;
  told.story.says[3].why = "some_new_reason";
  EXPECT_EQ(told.seen_by(staff).unsaid[2].why, "不用说了");
}

TEST(Timeline, ARenterDoesNotReadTheLandlordsWordsNorMessages) {
  auto timeline = Told().seen_by(renter);
  auto* said = first(timeline.past, EntryKind::said);
  ASSERT_TRUE(said);
  EXPECT_TRUE(said->sealed);
  EXPECT_TRUE(said->marks.empty());
  EXPECT_TRUE(first(timeline.past, EntryKind::fact)->sealed);
  EXPECT_EQ(everything(timeline).find("武汉"), std::string::npos) << everything(timeline);
  EXPECT_EQ(first(timeline.past, EntryKind::sent)->text, "收到，南浜新村68号301 2月15日(周六)，已记。");
}

TEST(Timeline, TheWriterReadsTheirOwnWords) {
  auto timeline = Told().seen_by(landlord);
  EXPECT_FALSE(first(timeline.past, EntryKind::said)->sealed);
  EXPECT_NE(everything(timeline).find("从武汉"), std::string::npos);
}

TEST(Timeline, WhatWasTakenBackStaysAndSaysSo) {
  Told told;
  told.story.facts[0].retracted = true;
  EXPECT_EQ(first(told.seen_by(staff).past, EntryKind::fact)->why, "撤回了");
}

TEST(Timeline, TwoFactsOfOneClauseAreSaidOnce) {
  Told told;
  told.story.facts.push_back(told.story.facts[0]);
  auto past = told.seen_by(staff).past;
  EXPECT_EQ(std::ranges::count(past, EntryKind::said, &Entry::kind), 1);
  EXPECT_EQ(std::ranges::count(past, EntryKind::fact, &Entry::kind), 2);
}

TEST(Timeline, TheHeadNamesStateColourOwnerAndWhatIsNext) {
  auto head = Told().seen_by(staff).head;
  EXPECT_EQ(head.title, "租客回来 · 小王");
  EXPECT_EQ(head.place, "南浜新村68号301");
  EXPECT_EQ(head.colour, "blue");
  EXPECT_EQ(head.owner, "张组长");
  ASSERT_TRUE(head.next);
  EXPECT_EQ(head.next->what, "没人接手就报给居委");
  EXPECT_TRUE(head.open);
}

TEST(Timeline, AHiddenSourceHasNoName) {
  Told told;
  for (auto& fact : told.story.facts) fact.source_hidden = true, fact.by_name = nullptr;
  for (auto& said : told.story.says) said.to_source = said.to == PersonId{1}, said.to = said.to_source ? std::nullopt : said.to;
  auto past = told.seen_by(staff).past;
  EXPECT_EQ(first(past, EntryKind::said)->who, "反映的人");
  EXPECT_EQ(first(past, EntryKind::fact)->who, "反映的人");
  EXPECT_TRUE(std::ranges::any_of(past, [](const Entry& e) { return e.kind == EntryKind::sent && e.to == "反映的人"; }));
}

TEST(Timeline, AsTextItHasThreeParts) {
  auto text = timeline_text(*words(), Told().seen_by(staff));
  EXPECT_NE(text.find("已经发生\n  2月11日9:30  王房东  我家301"), std::string::npos) << text;
  EXPECT_NE(text.find("date=2月15号 [date.month_day]"), std::string::npos) << text;  // each slot with its words and its rule
  EXPECT_NE(text.find("接下来\n"), std::string::npos);
  EXPECT_NE(text.find("没有说的\n"), std::string::npos);
}

TEST(Timeline, TellsWhatWasSentAndWhatDidNotCome) {
  Told told;
  told.story.media = {{{13}, at("2020-02-12", 9), secret("王房东"), false, MediaKind::picture, MediaIn::Got::whole},
                      {{14}, at("2020-02-12", 10), secret("王房东"), false, MediaKind::video, MediaIn::Got::too_large},
                      {{15}, at("2020-02-12", 11), secret("王房东"), false, MediaKind::voice, MediaIn::Got::not_fetched}};
  auto line = told.seen_by(staff);
  std::vector<std::pair<std::string, std::string>> sent;
  for (auto& e : line.past)
    if (e.kind == EntryKind::said && e.at >= at("2020-02-12", 9)) sent.emplace_back(e.text, e.why);
  EXPECT_EQ(sent, (std::vector<std::pair<std::string, std::string>>{{"发来一张图片", ""}, {"发来一段视频", "太大，没有存下"}, {"发来一段语音", "没有收到内容"}}));
  auto text = timeline_text(*words(), line);
  EXPECT_NE(text.find("王房东  发来一张图片"), std::string::npos) << text;
}

TEST(Timeline, SaysThatAVoiceWasReadBackBeforeItCounted) {
  Told told;
  told.story.facts.front().reason = "confirmed_spoken";
  auto line = told.seen_by(staff);
  auto fact = std::ranges::find(line.past, EntryKind::fact, &Entry::kind);
  ASSERT_NE(fact, line.past.end());
  EXPECT_EQ(fact->why, "是语音，读给本人看，本人说对");
}

}  // namespace timeline_test
