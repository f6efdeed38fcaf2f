// Whoever addresses the bot is answered: by a mention in a group, or in the direct chat. Only thanks that close a talk get no word, and a tip-off
// none in the group.
#include <gtest/gtest.h>
#include <sodium.h>

#include <stdexcept>

#include "service/rehearse/play.hpp"
#include "service/rehearse/scene.hpp"

namespace linli::addressed_test {

using namespace linli::rehearse;
namespace fs = std::filesystem;

const fs::path source = LINLI_SOURCE_DIR;

const Setup& setup() {
  static const Setup loaded = [] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium");
    auto setup = load_setup(source / "config", source / "templates");
    if (!setup) throw std::runtime_error(describe(setup.error().front()));
    return *setup;
  }();
  return loaded;
}

struct Spoke {
  bool group{}, direct{};
  std::string what;
};

// What the bot says to one message, within two minutes.
Spoke said_to(const std::string& role, const std::string& who, bool direct, Body body, bool reported = false) {
  Conversation c;
  c.title = "one line";
  c.reference = Instant(*parse_day("2020-02-11")) + std::chrono::minutes(90);
  c.known.push_back({"A", "南浜新村68号301", "小王", "", 1});
  c.known.push_back({"A", "南浜新村68号302", "阿兰", "", 1});
  if (reported) c.given.push_back({"", parse_acts("record{intent: return_report, renter: 小王, room: 南浜新村68号301, date: 2020-02-15}").value(), 1});
  c.turns.push_back({Said{role, who, direct, role == "stranger", std::move(body), false}, "", 1});
  c.turns.push_back({Clock{c.reference + std::chrono::minutes(2)}, "", 2});
  auto played = play(c, setup(), source / "config", {});
  EXPECT_TRUE(played.failure.empty()) << played.failure;
  Spoke out;
  for (auto& d : played.differences) {
    out.what += d.got + "\n";
    auto to = d.got.substr(0, d.got.find(" | "));
    out.group = out.group || to.find(std::string(" ") + group_chat) != to.npos;
    out.direct = out.direct || to.ends_with(" " + who);
  }
  return out;
}

constexpr const char* forty[]{
  "", "在吗", "你好", "今天天气不错", "18号晚上停水", "301团购的鸡蛋到了", "我表哥明天从武汉飞北京", "来了来了", "16号", "301", "三个人", "南通", "小王",
  "阿兰", "不对", "不是", "撤回", "发错群了 不算", "改到18号了", "他不回来了", "登记好了", "还没", "到了", "帮助", "要隔离几天", "出入证怎么办", "转人工",
  "租客要回来了", "他们还在老家没回来", "楼上空着", "我们一直在上海", "今天没人进出", "36.5 正常", "如果15号回来要隔离吗", "68号301", "70号201的租客15号回来",
  "小王15号从合肥回来,两个人", "2", "？？？", "我15号回来", "帮我查一下", "他们家15号有人来"};

TEST(Addressed, LinesInAGroupAreAnswered) {
  bool reported = false;  // every other one while a journey of theirs is known
  for (auto* text : forty) {
    auto spoke = said_to("landlord", "A", false, MessageIn{text, true, false}, reported);
    EXPECT_TRUE(spoke.group) << "'" << text << "' got no word in the group: " << spoke.what;
    reported = !reported;
  }
}

TEST(Addressed, LinesInTheDirectChatAreAnswered) {
  bool spoken = true;
  for (auto* text : forty) {
    EXPECT_TRUE(said_to("landlord", "A", true, MessageIn{text, false, spoken}, !spoken).direct) << (spoken ? "spoken: " : "") << text;
    spoken = !spoken;
  }
}

TEST(Addressed, PeopleWhoLetNothingAreAnsweredToo) {
  for (auto* text : {"在吗", "16号", "登记好了", "小王15号从合肥回来", "不对", "到了", "301空着没人住"}) {
    EXPECT_TRUE(said_to("resident", "C", false, MessageIn{text, true, false}).group) << text;
    EXPECT_TRUE(said_to("committee worker", "D", true, MessageIn{text, false, false}).direct) << text;
    EXPECT_TRUE(said_to("stranger", "X", false, MessageIn{text, true, false}).direct) << text;
  }
}

TEST(Addressed, PicturesAndVoicesAreAnswered) {
  for (auto kind : {MediaKind::picture, MediaKind::voice, MediaKind::video, MediaKind::file})
    for (auto got : {MediaIn::Got::whole, MediaIn::Got::too_large, MediaIn::Got::not_fetched})
      for (auto* role : {"landlord", "committee worker", "stranger"}) {
        MediaIn media{kind, got, "application/octet-stream", got == MediaIn::Got::whole ? "x" : "", false};
        std::string who = role == std::string("landlord") ? "A" : "D";
        EXPECT_TRUE(said_to(role, who, true, media).direct) << role << " " << name_of(kind);
        media.addressed = true;
        auto spoke = said_to(role, who, false, media);
        EXPECT_TRUE(spoke.group || (role == std::string("stranger") && spoke.direct)) << role << " " << name_of(kind);
      }
}

TEST(Addressed, ThanksAloneGetNoWordAndATipOffNoneInTheGroup) {
  for (auto* text : {"收到", "谢谢", "好的", "对的"}) {
    auto spoke = said_to("landlord", "A", false, MessageIn{text, true, false});
    EXPECT_TRUE(spoke.what.empty()) << text << ": " << spoke.what;
  }
  auto tip = said_to("resident", "C", false, MessageIn{"隔壁88号昨晚有人住进来了,没登记", true, false});
  EXPECT_FALSE(tip.group) << tip.what;
  EXPECT_TRUE(tip.direct) << tip.what;
}

TEST(Addressed, WhatNobodyMeantForTheBotStaysUnanswered) {
  for (auto* text : {"在吗", "今天天气不错", "18号晚上停水", "301团购的鸡蛋到了", "来了来了"})
    EXPECT_TRUE(said_to("landlord", "A", false, MessageIn{text, false, false}).what.empty()) << text;
  EXPECT_TRUE(said_to("landlord", "A", false, MediaIn{MediaKind::picture, MediaIn::Got::whole, "image/png", "x", false}).what.empty());
}

}  // namespace linli::addressed_test
