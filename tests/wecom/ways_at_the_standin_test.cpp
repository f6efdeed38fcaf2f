// The whole adapter against a WeCom that was written from the same facts by other hands (tests/standins/wecom): what its members see.
#include <gmock/gmock.h>

#include <set>

#include "adapters/wecom/bodies.hpp"
#include "adapters/wecom/markup.hpp"
#include "adapters/wecom/settings.hpp"
#include "adapters/wecom/wecom.hpp"
#include "adapters/wecom/wire.hpp"
#include "service/clocks/pretended.hpp"
#include "tests/standins/wecom/standin.hpp"
#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::standin_test {

using enum DeliveryOutcome;
using std::chrono::milliseconds, std::chrono::seconds, std::chrono::minutes;
using ::testing::ElementsAre, ::testing::IsEmpty, ::testing::UnorderedElementsAre;
using wecom_standin::Fault, wecom_standin::Standin, wecom_standin::with_application, wecom_standin::with_bot;

struct Taking final : EventSink {
  void submit(Event event, std::function<void(std::expected<Taken, Refusal>)> done) override {
    events.push_back(std::move(event));
    done(Taken{EventId{std::int64_t(events.size())}, false, {}});
  }
  std::vector<Event> events;
};

struct AtTheStandin : ::testing::Test {
  Pretended time{Instant(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::hours(2))};
  wecom_standin::World world = *wecom_standin::read_world(LINLI_SOURCE_DIR "/tests/standins/wecom/world.toml");
  Standin platform{time, time, world};
  Taking events;
  fakes::NoReplies replies;
  fakes::NoAliases aliases;
  fakes::Kept notices;
  std::unique_ptr<Wecom> linli;
  Options options;
  std::vector<Delivery> attempts;
  int numbers{};

  void SetUp() override {
    options.bot_names = {world.bot_name};
    options.application = Application{world.corp, world.agent, fakes::secret(world.secret),
                                      Callback{"/wecom/app", fakes::secret("token"), fakes::secret("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"), world.corp}};
    options.bot = Bot{world.bot, fakes::secret(world.bot_secret), {}, {}};
    options.groups = {{"nanbang", world.group("nanbang")->chat, fakes::secret(world.group("nanbang")->webhook)},
                      {"office", "", fakes::secret("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + world.group("office")->webhook)}};
    linli = std::make_unique<Wecom>(House{AccountId{1}, time, time, events, replies, aliases, notices, platform.calls(), platform.links(), [] { return 0.5; },
                                          [this](std::size_t count) { return std::string(count, char('a' + ++numbers % 26)); }}, options);
    linli->start();
    pass(seconds(1));
  }
  void TearDown() override {
    bool stopped = false;
    linli->stop([&] { stopped = true; });
    pass(seconds(10));
    EXPECT_TRUE(stopped);
  }
  void pass(milliseconds how_long) {
    time.drain();
    for (milliseconds passed{}; passed < how_long; passed += milliseconds(100)) time.advance(milliseconds(100)), time.drain();
  }
  Outgoing words(std::string chat, std::string actor, std::string text) {
    Outgoing w;
    w.key = "say:" + std::to_string(++numbers);
    w.platform_chat = std::move(chat);
    w.actor = std::move(actor);
    w.text = std::move(text);
    return w;
  }
  Outgoing card(std::string chat, std::string actor) {
    auto w = words(std::move(chat), std::move(actor), "2月15日回来，对吗？");
    w.buttons = {{"q:12:0", "对"}, {"q:12:1", "不对"}};
    return w;
  }
  // As the dispatcher does it, six attempts at most.
  Delivery carry(Outgoing w) {
    for (int i = 0; i < 6; ++i) {
      w.way = linli->way({w.platform_chat, w.actor, w.cause});
      std::optional<Delivery> end;
      linli->deliver(w, [&](Delivery d) { end = std::move(d); });
      for (int waited = 0; !end && waited < 120; ++waited) pass(milliseconds(100));
      if (!end) return ADD_FAILURE() << "no end within the send limit", Delivery{};
      attempts.push_back(*end);
      if (end->outcome != retry_after && end->outcome != refresh_credential) return *end;
      pass(end->after.value_or(milliseconds(1'000)));
    }
    return attempts.back();
  }
  EventId say(std::string as, std::string text, std::string group = {}) {
    platform.say({.as = std::move(as), .text = std::move(text), .group = std::move(group)});
    pass(seconds(1));
    return EventId{std::int64_t(events.events.size())};
  }
};

TEST_F(AtTheStandin, AGroupSeesTheAnswerToItsMessageAndThenWhatIsPushed) {
  auto heard = say("landlord68", "我家301的租客明天回来", "nanbang");
  ASSERT_EQ(events.events.size(), 1u);
  EXPECT_EQ(events.events[0].actor, "landlord68");
  auto answer = words("nanbang", "", "记下了。");
  answer.cause = heard;
  EXPECT_EQ(carry(answer).outcome, sent);
  EXPECT_EQ(platform.last("nanbang")->by, wecom_standin::By::reply);
  EXPECT_EQ(carry(words("nanbang", "", "明天请记得登记。")).outcome, sent);
  EXPECT_EQ(platform.last("nanbang")->by, wecom_standin::By::push);
  EXPECT_THAT(platform.texts("nanbang"), ElementsAre("记下了。", "明天请记得登记。"));
}

TEST_F(AtTheStandin, AGroupWhereNobodyWroteYetIsReachedByItsWebhook) {
  auto w = words("office", "", "请看 @all");
  w.mention = "street1";
  EXPECT_EQ(carry(w).outcome, sent);
  auto* seen = platform.last("office");
  EXPECT_EQ(seen->by, wecom_standin::By::webhook);
  EXPECT_THAT(seen->look.mentions, ElementsAre("street1"));
}

// ---- escalations by webhook

struct WithAPage : AtTheStandin {
  WithAPage() { options.page = {"https://linli.example/chat/", "打开网页"}; }
};
Outgoing escalated(Outgoing w, std::string mention = {}) {
  w.cls = SayClass::escalation;
  w.mention = std::move(mention);
  return w;
}
Json shown(const wecom_standin::Seen& seen) { return parse(seen.look.raw); }

TEST_F(WithAPage, AnEscalationByWebhookIsACardThatOpensThePage) {
  auto w = escalated(words("office", "", "301室还没人接手\n<@all> 说过两次了"));
  EXPECT_EQ(linli->cost(w), 1u);
  EXPECT_EQ(carry(w).outcome, sent);
  ASSERT_THAT(platform.texts("office"), ElementsAre("301室还没人接手\n＜＠all> 说过两次了"));
  auto card = shown(*platform.last("office"));
  EXPECT_EQ(card["card_type"], "text_notice");
  EXPECT_EQ(card["main_title"]["title"], "301室还没人接手");
  EXPECT_EQ(card["sub_title_text"], "＜＠all> 说过两次了");
  EXPECT_EQ(card["card_action"], (Json{{"type", 1}, {"url", "https://linli.example/chat/"}}));
  EXPECT_EQ(card["jump_list"], Json::array({{{"title", "打开网页"}, {"type", 1}, {"url", "https://linli.example/chat/"}}}));
}

TEST_F(WithAPage, ACardCannotMentionSoTheMentionGoesAheadOfIt) {
  auto w = escalated(words("office", "", "301室还没人接手\n问过两次了"), "street1");
  EXPECT_EQ(linli->cost(w), 2u);
  EXPECT_EQ(carry(w).outcome, sent);
  auto seen = platform.seen("office");
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].look.type, "text");
  EXPECT_EQ(seen[0].look.text, w.text);
  EXPECT_THAT(seen[0].look.mentions, ElementsAre("street1"));
  EXPECT_EQ(seen[1].look.type, "template_card");
  EXPECT_EQ(seen[1].look.text, "301室还没人接手");
}

TEST_F(WithAPage, WhatTheCardCannotShowGoesAheadAndItsTitleIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "南浜新村三零一室还没人接手";
  EXPECT_EQ(carry(escalated(words("office", "", text))).outcome, sent);
  auto seen = platform.seen("office");
  ASSERT_EQ(seen.size(), 3u) << "3,510 bytes are two texts";
  EXPECT_EQ(seen[0].look.text + seen[1].look.text, text);
  EXPECT_EQ(shown(seen[2])["main_title"]["title"], "南浜新村三零一室还没人接手南浜新村三零一室还没人接…");
}

TEST_F(WithAPage, TheChoicesOfAnEscalationAreNumberedOnItsCard) {
  EXPECT_EQ(carry(escalated(card("office", ""))).outcome, sent);
  EXPECT_THAT(platform.texts("office"), ElementsAre("2月15日回来，对吗？\n1 对 (@小邻 1)\n2 不对 (@小邻 2)"));
  EXPECT_EQ(shown(*platform.last("office"))["card_type"], "text_notice");
}

TEST_F(WithAPage, OtherWordsAndOtherWaysGetNoSuchCard) {
  EXPECT_EQ(carry(words("office", "", "明天请登记")).outcome, sent);
  EXPECT_EQ(platform.last("office")->look.type, "text");
  say("landlord68", "在吗", "nanbang");
  EXPECT_EQ(carry(escalated(words("nanbang", "", "301室还没人接手"))).outcome, sent);
  EXPECT_EQ(platform.last("nanbang")->by, wecom_standin::By::push);
  EXPECT_EQ(platform.last("nanbang")->look.raw, "301室还没人接手");
}

TEST_F(WithAPage, WhatIsLeftOfAnEscalationStaysACardOnTheWebhookAndIsTextElsewhere) {
  auto w = escalated(words("office", "", "301室还没人接手"), "street1");
  Choice webhook, push;
  webhook.by = By::webhook;
  push.by = By::push;
  auto left = plan(webhook, w, options.page, {});
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(plan_again(webhook, w, left, {})[1].as, Piece::As::notice);
  EXPECT_EQ(plan_again(push, w, left, {})[1].as, Piece::As::text);
}

TEST_F(AtTheStandin, ACardThatIsLeftForTheWebhookIsNumberedWithTheMentionOfAGroup) {
  Choice webhook;
  webhook.by = By::webhook;
  EXPECT_EQ(plan_again(webhook, card("nanbang", ""), {{"对吗？", Piece::As::card, false}}, options.bot_names).at(0).text, "对吗？\n1 对 (@小邻 1)\n2 不对 (@小邻 2)");
}

TEST_F(AtTheStandin, WithoutAPageAnEscalationByWebhookIsMarkdownWhoseFirstLineWarns) {
  EXPECT_EQ(carry(escalated(words("office", "", "301室**还**没人接手</font>[点](http://x.invalid)<@all>\n# 问过两次了"), "street1")).outcome, sent);
  auto& look = platform.last("office")->look;
  EXPECT_EQ(look.type, "markdown");
  EXPECT_EQ(look.raw, "<font color=\"warning\">**301室＊＊还＊＊没人接手＜/font>［点］(http://x.invalid)＜＠all>**</font>\n＃ 问过两次了\n<@street1>");
  EXPECT_THAT(look.mentions, ElementsAre("street1"));
  for (auto* hostile : {"all", "@all", "x>**[点](http://x.invalid)", "x\n<@all"}) {
    EXPECT_EQ(carry(escalated(words("office", "", "301室还没人接手"), hostile)).outcome, sent);
    EXPECT_EQ(platform.last("office")->look.raw, "<font color=\"warning\">**301室还没人接手**</font>") << hostile;
  }
}

TEST_F(AtTheStandin, AnEscalationThatIsNoMarkdownForItsLengthIsText) {
  auto markup = as_warning("", "street1").size();
  std::string fits(webhook_markdown_bytes - markup, 'a');
  EXPECT_EQ(carry(escalated(words("office", "", fits), "street1")).outcome, sent);
  EXPECT_EQ(platform.last("office")->look.raw.size(), 4'096u);
  auto before = platform.last("office")->number;
  EXPECT_EQ(carry(escalated(words("office", "", fits + "a"), "street1")).outcome, sent);
  auto parts = platform.seen("office", before);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].look.text + parts[1].look.text, fits + "a");
  EXPECT_EQ(parts[0].look.type, "text");
  EXPECT_THAT(parts[0].look.mentions, ElementsAre("street1"));
  EXPECT_THAT(parts[1].look.mentions, IsEmpty());
}

TEST_F(AtTheStandin, AMemberWhoNeverWroteToTheBotIsReachedByTheApplication) {
  EXPECT_EQ(carry(words("", "landlord61", "您好")).outcome, sent);
  EXPECT_THAT(platform.texts(with_application("landlord61")), ElementsAre("您好"));
  say("landlord62", "在吗");
  EXPECT_EQ(carry(words("", "landlord62", "您好")).outcome, sent);
  EXPECT_THAT(platform.texts(with_bot("landlord62")), ElementsAre("您好"));
}

TEST_F(AtTheStandin, AMessageWhoseAnswerWasCutIsSeenOnceByTheMember) {
  platform.plan({.on = "message/send", .what = Fault::What::cut_after});
  EXPECT_EQ(carry(words("", "landlord61", "您好")).outcome, sent);
  EXPECT_GE(attempts.size(), 2u);
  EXPECT_THAT(platform.texts(with_application("landlord61")), ElementsAre("您好"));
  EXPECT_EQ(carry(words("", "landlord61", "您好")).outcome, sent);
  EXPECT_THAT(platform.texts(with_application("landlord61")), ElementsAre("您好", "您好")) << "another message of the same words is one of its own";
}

TEST_F(AtTheStandin, AWebhookWhoseAnswerWasCutIsAmbiguousAndSentOnce) {
  platform.plan({.on = "webhook/send", .what = Fault::What::cut_after});
  EXPECT_EQ(carry(words("office", "", "请看")).outcome, ambiguous);
  EXPECT_THAT(platform.texts("office"), ElementsAre("请看"));
}

TEST_F(AtTheStandin, ATokenThatDiedEarlyIsFetchedAgain) {
  EXPECT_EQ(carry(words("", "landlord61", "一")).outcome, sent);
  platform.api().kill_tokens();
  attempts.clear();
  EXPECT_EQ(carry(words("", "landlord61", "二")).outcome, sent);
  EXPECT_EQ(attempts.back().outcome, sent);
  EXPECT_THAT(platform.texts(with_application("landlord61")), ElementsAre("一", "二"));
  EXPECT_EQ(platform.called("gettoken"), 2u);
}

TEST_F(AtTheStandin, APressedCardOfAGroupBecomesItsResultForEverybody) {
  say("landlord68", "在吗", "nanbang");
  auto sent_card = carry(card("nanbang", ""));
  ASSERT_EQ(sent_card.outcome, sent);
  auto* shown = platform.last("nanbang");
  ASSERT_EQ(shown->look.buttons.size(), 2u);
  ASSERT_GT(platform.press(shown->number, "对", "landlord68"), 0u);
  pass(milliseconds(500));
  ASSERT_TRUE(std::holds_alternative<ButtonIn>(events.events.back().body));
  EXPECT_EQ(std::get<ButtonIn>(events.events.back().body).key, "q:12:0");
  auto settled = words("nanbang", "", "2月15日回来，对吗？\n✓ 记下了");
  settled.replaces = sent_card.platform_id;
  EXPECT_EQ(carry(settled).why, "");
  auto& look = platform.last("nanbang")->as("landlord60");
  ASSERT_EQ(look.buttons.size(), 1u);
  EXPECT_EQ(look.buttons[0].style, 4);
  EXPECT_EQ(look.buttons[0].label, "✓ 记下了");
  EXPECT_EQ(platform.last("nanbang")->changes, 1);
}

TEST_F(AtTheStandin, ACardToAMemberIsChangedWithoutAPress) {
  auto sent_card = carry(card("", "landlord61"));
  ASSERT_EQ(sent_card.outcome, sent);
  auto settled = words("", "landlord61", "2月15日回来，对吗？\n不用再处理了");
  settled.replaces = sent_card.platform_id;
  EXPECT_EQ(carry(settled).why, "");
  EXPECT_EQ(platform.last(with_application("landlord61"))->as("landlord61").buttons.size(), 1u);
}

TEST_F(AtTheStandin, ALongTextIsSeenWhole) {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "第" + std::to_string(i) + "户的租客今天从外地回到了小区里。";
  EXPECT_EQ(carry(words("office", "", text)).outcome, sent);
  EXPECT_EQ(carry(words("", "landlord61", text)).outcome, sent);
  for (auto& chat : {std::string("office"), with_application("landlord61")}) {
    std::string joined;
    for (auto& part : platform.seen(chat)) {
      EXPECT_FALSE(part.look.cut);
      joined += part.look.text;
    }
    EXPECT_EQ(joined, text) << chat;
  }
}

TEST_F(AtTheStandin, AGroupIsReachedWhileTheConnectionIsDown) {
  platform.gateway().cut_links();
  time.drain();
  EXPECT_EQ(carry(words("nanbang", "", "请看")).outcome, sent);
  EXPECT_EQ(platform.last("nanbang")->by, wecom_standin::By::webhook);
}

TEST_F(AtTheStandin, NothingIsCalledButTheHostsThatWereNamed) {
  say("landlord68", "在吗", "nanbang");
  carry(words("", "landlord61", "您好"));
  carry(words("office", "", "您好"));
  std::set<std::string> called(platform.hosts().begin(), platform.hosts().end());
  EXPECT_THAT(called, UnorderedElementsAre("qyapi.weixin.qq.com", "openws.work.weixin.qq.com"));
  EXPECT_THAT(Plan(options).allowed().hosts, UnorderedElementsAre("qyapi.weixin.qq.com", "openws.work.weixin.qq.com"));
}

TEST_F(AtTheStandin, EverythingIsFineWhenItIsChecked) {
  std::vector<std::string> wrong, told;
  bool done = false;
  linli->check("landlord61", [&](std::vector<Checked> checked) {
    for (auto& one : checked) (one.how == Checked::How::wrong ? wrong : told).push_back(one.what);
    done = true;
  });
  for (int i = 0; i < 300 && !done; ++i) pass(milliseconds(100));
  ASSERT_TRUE(done);
  EXPECT_THAT(wrong, ElementsAre());
  EXPECT_THAT(told, ::testing::IsSupersetOf({"check.wecom.token", "check.wecom.identities", "check.wecom.bot", "check.wecom.only_mentions", "check.wecom.message"}));
  EXPECT_EQ(platform.seen(with_application("landlord61")).size(), 1u) << "the bot may not write first there, so the next way was taken";
}

TEST_F(AtTheStandin, AGroupsWebhookIsTriedThoughTheMessageWentByPush) {
  say("landlord68", "在吗", "nanbang");
  std::vector<std::string> wrong, told;
  bool done = false;
  linli->check("nanbang", [&](std::vector<Checked> checked) {
    for (auto& one : checked) (one.how == Checked::How::wrong ? wrong : told).push_back(one.what + " " + one.detail);
    done = true;
  });
  for (int i = 0; i < 300 && !done; ++i) pass(milliseconds(100));
  ASSERT_TRUE(done);
  EXPECT_THAT(wrong, ElementsAre());
  EXPECT_THAT(told, ::testing::IsSupersetOf({"check.wecom.message push", "check.wecom.webhook nanbang"}));
  EXPECT_EQ(platform.last("nanbang")->by, wecom_standin::By::webhook);
}

}  // namespace linli::wecom::standin_test
