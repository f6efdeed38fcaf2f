#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service_platform/aviary.hpp"

namespace connected_test {
using namespace linli;
using namespace linli::platform_test;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty, testing::Not, testing::SizeIs;

TEST(Connected, AnAccountIsAddedToTheAppWithItsHostsAndItsRoutes) {
  Aviary a;
  a.connections = a.open({{"polly", "/parrot"}});
  EXPECT_THAT(a.seen.allowed, SizeIs(1));
  EXPECT_THAT(a.seen.allowed.at(0).hosts, ElementsAre("seeds.example.invalid"));
  EXPECT_EQ(a.post("stranger hello"), 200);
  a.service.time.run_while([&] { return a.seen.delivered.empty(); });
  EXPECT_THAT(a.seen.delivered.at(0), HasSubstr("@stranger")) << "an unknown sender is answered through the account that heard them";
}

TEST(Connected, TwoAccountsOnOnePathAreRefused) {
  Aviary a;
  a.connections = a.open({{"polly", "/parrot"}, {"jack", "/parrot"}});
  EXPECT_EQ(routes_of(a.connections, {}).error(), "the account 'jack' wants the path /parrot, which is taken: give it another");
  http::Routes taken{{"POST", "/parrot", http::Match::exact, {}, {}}};
  a.connections.pop_back();
  EXPECT_FALSE(routes_of(a.connections, taken));
}

TEST(Connected, AllAreStoppedBeforeItIsOver) {
  Aviary a;
  a.connections = a.open({{"polly", "/a"}, {"jack", "/b"}});
  bool over = false;
  stop_all(a.connections, [&] { over = true; });
  EXPECT_FALSE(over);
  a.service.time.run_while([&] { return !over; });
  EXPECT_EQ(a.seen.stopped, 2);
  over = false;
  stop_all({}, [&] { over = true; });
  EXPECT_TRUE(over);
}

TEST(Connected, TheCheckSaysWhatWorksWhatDoesNotAndWhoIsNotBound) {
  Aviary a;
  a.connections = a.open({{"polly", "/parrot"}});
  a.post("stranger hello");
  auto report = a.check("x");
  EXPECT_FALSE(report.fine) << "an alarm is open";
  EXPECT_THAT(report.text, HasSubstr("正常  check.parrot.seeds\n")) << "a thing without words is shown by its key";
  EXPECT_THAT(report.text, HasSubstr("记住  check.parrot.songs\n"));
  EXPECT_THAT(report.text, HasSubstr("报警  check.hunger  no seeds"));
  EXPECT_THAT(report.text, HasSubstr("polly,nest,"));
  EXPECT_THAT(report.text, HasSubstr(",polly,stranger\n"));
  EXPECT_THAT(a.seen.called, ElementsAre("https://seeds.example.invalid/x"));
}

TEST(CheckReport, WhatIsWrongComesWithWhatToDo) {
  auto& words = *house::setup().words;
  std::vector<Checked> checked{{"check.wecom.token", Checked::How::wrong, "40091"}, {"check.wecom.token", Checked::How::not_tried, ""}};
  auto report = check_report(words, "wecom", checked, {}, {{"chat:wrkX", "nanbang"}, {}});
  EXPECT_FALSE(report.fine);
  EXPECT_THAT(report.text, testing::StartsWith("不对  "));
  EXPECT_THAT(report.text, HasSubstr("  40091\n      "));
  EXPECT_THAT(report.text, HasSubstr("chat = \"wrkX\"\n"));
  EXPECT_THAT(report.text, HasSubstr("wecom,nanbang,"));
  EXPECT_THAT(report.text, Not(HasSubstr("check.")));
  EXPECT_TRUE(check_report(words, "wecom", {{"check.wecom.token", Checked::How::fine, ""}}, {}, {}).fine);
}

TEST(CheckReport, AGroupThatIsConfiguredNeedsOneLineAndThenNone) {
  auto& words = *house::setup().words;
  Unbound heard{{"chat:wrkX"}, {}};
  auto before = check_report(words, "wecom", {}, {}, heard, {{"nanbang", ""}, {"beihe", "wrkY"}}).text;
  EXPECT_THAT(before, HasSubstr("nanbang"));
  EXPECT_THAT(before, HasSubstr("      chat = \"wrkX\"\n"));
  EXPECT_THAT(before, testing::AllOf(Not(HasSubstr("name =")), Not(HasSubstr("beihe"))));
  EXPECT_EQ(check_report(words, "wecom", {}, {}, heard, {{"nanbang", "wrkX"}, {"beihe", ""}}).text, "");
  EXPECT_THAT(check_report(words, "wecom", {}, {}, heard, {{"beihe", "wrkY"}}).text, HasSubstr("[[group]]\n"));
}

}  // namespace connected_test
