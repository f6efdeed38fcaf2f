#include "adapters/wecom/way_out.hpp"

#include <gmock/gmock.h>

#include "adapters/wecom/card.hpp"
#include "adapters/wecom/wire.hpp"
#include "tests/wecom/way_out_fakes.hpp"

namespace linli::wecom::way_out_test {

using fakes::secret, fakes::TestHouse;
using enum DeliveryOutcome;
using std::chrono::seconds, std::chrono::milliseconds, std::chrono::minutes;
using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::Not;

// A long connection whose frames are answered by the test.
struct Linked final : LongConnection {
  struct Frame {
    std::string command, request, body;
    Done done;
  };
  void start() override {}
  void stop(std::function<void()> done) override { done(); }
  bool up() const override { return is_up; }
  std::uint64_t generation() const override { return now; }
  void request(std::string command, std::string req_id, std::string body, Done done) override {
    seen.push_back(command + " " + req_id + " " + body);
    if (!is_up) return done(std::unexpected(http::Failure::not_sent));
    waiting.push_back({std::move(command), std::move(req_id), std::move(body), std::move(done)});
  }
  void request(std::string command, std::string body, Done done) override { request(std::move(command), "own", std::move(body), std::move(done)); }
  void answer(std::expected<std::int64_t, http::Failure> with) {
    auto one = std::move(waiting.front());
    waiting.pop_front();
    one.done(with);
  }
  bool is_up{true};
  std::uint64_t now{1};
  std::vector<std::string> seen;
  std::deque<Frame> waiting;
};

Options organisation() {
  Options o;
  o.bot_names = {"小邻"};
  o.application = Application{"ww-corp", 1000002, secret("secret-canary"), {}};
  o.bot = Bot{"aib-1", secret("bot-canary"), {}, {}};
  o.groups = {{"nanbang", "wr-chat", secret("key-canary-0001")}, {"beihe", "", secret("key-canary-0002")}, {"xitang", "wr-other", nullptr}};
  return o;
}

struct TheWaysOut : ::testing::Test {
  TestHouse h;
  Options options = organisation();
  LiveRequests live{h.io};
  Linked link;
  std::shared_ptr<WayOut> out;
  std::vector<Delivery> ends;

  void SetUp() override { make(); }
  void make(bool with_link = true) {
    out = std::make_shared<WayOut>(h.house, options, std::make_shared<Api>(h.house, options), live, with_link ? &link : nullptr);
  }
  static Outgoing words(std::string chat, std::string text = "记下了。") {
    Outgoing w;
    w.key = "say:7";
    (chat.starts_with("@") ? w.actor : w.platform_chat) = chat.starts_with("@") ? chat.substr(1) : chat;
    w.text = std::move(text);
    return w;
  }
  static Outgoing card(std::string chat, std::string text = "2月15日回来，对吗？") {
    auto w = words(std::move(chat), std::move(text));
    w.buttons = {{"q:12:0", "对"}, {"q:12:1", "不对"}};
    return w;
  }
  std::string way(const Outgoing& w) { return out->way({w.platform_chat, w.actor, w.cause}).name; }
  // As the dispatcher does it: the way is asked for, then taken.
  void deliver(Outgoing w) {
    w.way = out->way({w.platform_chat, w.actor, w.cause});
    out->deliver(std::move(w), [this](Delivery d) { ends.push_back(std::move(d)); });
  }
  void heard(std::int64_t event, std::string chat, std::string request, bool hello = false, SecretPtr url = nullptr) {
    live.heard(EventId{event}, {hello, std::move(chat), std::move(request), link.now}, std::move(url));
  }
  Json body(std::size_t call) { return parse(h.platform.seen.at(call).body); }
};
constexpr std::string_view fine = R"({"errcode":0,"errmsg":"ok"})";
std::string error(int number) { return R"({"errcode":)" + std::to_string(number) + R"(,"errmsg":"x"})"; }

TEST_F(TheWaysOut, AGroupIsReachedByTheRequestThatAskedElseByPushElseByItsWebhook) {
  auto w = words("nanbang");
  w.cause = EventId{5};
  EXPECT_EQ(way(w), "push");
  heard(5, "nanbang", "req-5");
  EXPECT_EQ(way(w), "reply");
  link.is_up = false;
  EXPECT_EQ(way(w), "webhook");
  EXPECT_EQ(way(words("beihe")), "webhook") << "the bot's chat there is not known";
  EXPECT_EQ(out->way({"nanbang", "", {}}).to, "nanbang");
}

TEST_F(TheWaysOut, AnAnswerNeverGoesToAnotherChatThanTheRequestCameFrom) {
  heard(5, "nanbang", "req-5");
  auto direct = words("@landlord68");
  direct.cause = EventId{5};
  EXPECT_EQ(way(direct), "push");
}

TEST_F(TheWaysOut, ARequestOfAnEarlierConnectionIsDead) {
  heard(5, "nanbang", "req-5");
  link.now = 2;
  auto w = words("nanbang");
  w.cause = EventId{5};
  EXPECT_EQ(way(w), "push");
}

TEST_F(TheWaysOut, ADirectChatIsTheOneThatIsConfigured) {
  EXPECT_EQ(way(words("@landlord68")), "push");
  EXPECT_EQ(way(words("d:landlord68")), "push");
  EXPECT_EQ(out->way({"", "landlord68", {}}).to, "d:landlord68");
  link.is_up = false;
  EXPECT_EQ(way(words("@landlord68")), "application");
  link.is_up = true;
  options.direct = Direct::application;
  make();
  EXPECT_EQ(way(words("@landlord68")), "application");
}

TEST_F(TheWaysOut, AResponseUrlIsTheLastWayAndIsUsedOnce) {
  options.application.reset();
  make(false);
  heard(5, "d:landlord68", "", false, secret("https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=code-canary"));
  auto w = words("@landlord68");
  w.cause = EventId{5};
  EXPECT_EQ(way(w), "reply");
  deliver(w);
  ASSERT_EQ(h.platform.seen.size(), 1u);
  EXPECT_TRUE(h.platform.seen[0].url.ends_with("response_code=code-canary"));
  EXPECT_EQ(body(0)["markdown"]["content"], "记下了。");
  EXPECT_FALSE(live.has_response_url(EventId{5})) << "claimed before it was used";
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[0].outcome, sent);
  deliver(w);
  EXPECT_NE(ends[1].outcome, sent);
}

// ---- what is sent

TEST_F(TheWaysOut, AWebhookGetsTextAndTheMentionOfTheWriter) {
  auto w = words("beihe", "@all 记下了 <@landlord2>");
  w.mention = "landlord68";
  deliver(w);
  EXPECT_EQ(h.platform.seen[0].url, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-canary-0002");
  EXPECT_EQ(h.platform.seen[0].body, R"({"msgtype":"text","text":{"content":"＠all 记下了 ＜@landlord2>","mentioned_list":["landlord68"]}})");
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[0].outcome, sent);
}

TEST_F(TheWaysOut, APushNamesItsKindOfChatAndMentionsNobody) {
  auto w = words("nanbang", "**记下了**");
  w.mention = "landlord68";
  deliver(w);
  EXPECT_THAT(link.seen, ElementsAre(R"(aibot_send_msg own {"chatid":"wr-chat","chat_type":2,"msgtype":"markdown","markdown":{"content":"＊＊记下了＊＊"}})"));
  link.answer(0);
  deliver(words("@landlord68"));
  EXPECT_THAT(link.seen[1], HasSubstr(R"({"chatid":"landlord68","chat_type":1,)"));
}

TEST_F(TheWaysOut, AnAnswerIsAStreamThatIsFinishedAtOnce) {
  heard(5, "nanbang", "req-5");
  auto w = words("nanbang");
  w.cause = EventId{5};
  deliver(w);
  EXPECT_THAT(link.seen, ElementsAre(R"(aibot_respond_msg req-5 {"msgtype":"stream","stream":{"id":"say-7","finish":true,"content":"记下了。"}})"));
  link.answer(0);
  EXPECT_EQ(ends[0].outcome, sent);
}

TEST_F(TheWaysOut, AStreamThatAClientCannotShowIsRepeatedAsMarkdownAndRemembered) {
  heard(5, "nanbang", "req-5");
  auto w = words("nanbang");
  w.cause = EventId{5};
  deliver(w);
  link.answer(600039);
  EXPECT_THAT(link.seen.back(), HasSubstr(R"(aibot_respond_msg req-5 {"msgtype":"markdown")"));
  link.answer(0);
  EXPECT_EQ(ends[0].outcome, sent);
  deliver(w);
  EXPECT_THAT(link.seen.back(), HasSubstr("markdown"));
}

TEST_F(TheWaysOut, AnOpenedChatIsWelcomedOnceAndTheRestIsPushed) {
  heard(5, "d:landlord68", "req-hello", true);
  auto w = card("@landlord68", std::string(400, 'a') + "\n对吗？");
  w.cause = EventId{5};
  deliver(w);
  EXPECT_THAT(link.seen.back(), HasSubstr("aibot_respond_welcome_msg req-hello {\"msgtype\":\"text\""));
  link.answer(0);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(ends[0].after, milliseconds(0));
  deliver(w);
  EXPECT_THAT(link.seen.back(), HasSubstr("aibot_send_msg own"));
  EXPECT_THAT(link.seen.back(), HasSubstr("button_interaction"));
  link.answer(0);
  EXPECT_EQ(ends[1].outcome, sent);
}

TEST_F(TheWaysOut, AMemberGetsTheApplicationsMessageThatIsNotShownTwice) {
  link.is_up = false;
  deliver(words("@landlord68"));
  h.platform.token();
  EXPECT_EQ(h.platform.seen[1].body,
            R"({"touser":"landlord68","msgtype":"text","text":{"content":"记下了。"},"agentid":1000002,"safe":0,"enable_duplicate_check":1,"duplicate_check_interval":1800})");
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"m-1"})");
  EXPECT_EQ(ends[0].outcome, sent);
  EXPECT_EQ(ends[0].platform_id, "m-1");
}

TEST_F(TheWaysOut, ARepetitionToAMemberIsByteForByteTheSameWhateverWasRenderedSince) {
  link.is_up = false;
  deliver(words("@landlord68", "今天回来"));
  h.platform.token();
  h.platform.fail(http::Failure::no_answer);
  EXPECT_EQ(ends[0].outcome, retry_after);
  h.io.advance(minutes(20));
  link.is_up = true;                                       // another way is open now, and would show it twice
  deliver(words("@landlord68", "昨天回来"));
  EXPECT_EQ(h.platform.seen.back().body, h.platform.seen[1].body);
  EXPECT_TRUE(link.seen.empty());
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[1].outcome, sent);
}

TEST_F(TheWaysOut, ARepetitionThatThePlatformWouldShowIsNotMade) {
  link.is_up = false;
  deliver(words("@landlord68"));
  h.platform.token();
  h.platform.fail(http::Failure::no_answer);
  h.io.advance(minutes(30));
  deliver(words("@landlord68"));
  EXPECT_EQ(ends[1].outcome, ambiguous);
  EXPECT_EQ(h.platform.seen.size(), 2u);
}

TEST_F(TheWaysOut, TwoMessagesOfTheSameWordsToAMemberAreBothSeen) {
  link.is_up = false;
  deliver(words("@landlord68"));
  h.platform.token();
  h.platform.answer(std::string(fine));
  auto second = words("@landlord68");
  second.key = "say:8";
  deliver(second);
  EXPECT_EQ(body(2)["enable_duplicate_check"], 0);
  h.platform.fail(http::Failure::no_answer);
  EXPECT_EQ(ends[1].outcome, ambiguous) << "the platform would show this one twice";
}

TEST_F(TheWaysOut, AMemberWhomThePlatformLeftOutWasNotReached) {
  options.direct = Direct::application;
  make();
  link.is_up = false;
  deliver(words("@landlord68"));
  h.platform.token();
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","invaliduser":"landlord68","msgid":"m-1"})");
  EXPECT_EQ(ends[0].outcome, retry_after);               // the bot may reach them, once its connection is back
  link.is_up = true;
  deliver(words("@landlord68"));
  link.answer(93001);
  EXPECT_EQ(ends[1].outcome, recipient_gone);
}

std::string sentences(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "租客" + std::to_string(100 + i) + "今天从外地回到了小区里。";
  return text;
}

TEST_F(TheWaysOut, ALongTextLeavesInPartsWithinItsBytesAndEachCounts) {
  auto w = words("beihe", sentences(100));
  w.mention = "landlord68";
  w.way = out->way({"beihe", "", {}});
  EXPECT_EQ(out->cost(w), 3u);
  deliver(w);
  std::string joined;
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(h.platform.seen.size(), std::size_t(i + 1)) << "one after the other";
    std::string content = body(std::size_t(i))["text"]["content"];
    EXPECT_LE(content.size(), 2048u);
    EXPECT_EQ(body(std::size_t(i))["text"].contains("mentioned_list"), i == 0);
    joined += content;
    h.platform.answer(std::string(fine));
  }
  EXPECT_EQ(joined, w.text);
  EXPECT_EQ(ends.size(), 1u);
  EXPECT_EQ(ends[0].outcome, sent);
}

TEST_F(TheWaysOut, ARetryGoesOnWithTheFirstPartThatHasNotLeft) {
  auto w = words("beihe", sentences(100));
  deliver(w);
  h.platform.answer(std::string(fine));
  h.platform.answer(error(45009));
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(ends[0].after, seconds(60));
  EXPECT_EQ(out->cost(w), 2u);
  deliver(w);
  EXPECT_EQ(h.platform.seen[2].body, h.platform.seen[1].body);
  h.platform.answer(std::string(fine));
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[1].outcome, sent);
  EXPECT_EQ(h.platform.seen.size(), 4u);
}

TEST_F(TheWaysOut, PartsThatTakeTooLongGoOnInTheNextAttempt) {
  auto w = words("beihe", sentences(100));
  deliver(w);
  h.io.advance(seconds(9));
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(ends[0].after, milliseconds(0));
  deliver(w);
  h.platform.answer(std::string(fine));
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[1].outcome, sent);
}

TEST_F(TheWaysOut, PartsThatAreLeftAreFittedToTheWayThatIsTakenNext) {
  auto w = words("nanbang", sentences(600));
  w.mention = "landlord68";
  deliver(w);
  link.answer(0);
  link.answer(93001);
  EXPECT_EQ(ends[0].outcome, retry_after);
  deliver(w);
  std::string joined;
  for (std::size_t i = 0; i < h.platform.seen.size() && i < 20; ++i) {
    std::string content = body(i)["text"]["content"];
    EXPECT_LE(content.size(), 2048u);
    EXPECT_FALSE(body(i)["text"].contains("mentioned_list")) << "its first part has left";
    joined += content;
    h.platform.answer(std::string(fine));
  }
  EXPECT_TRUE(w.text.ends_with(joined));
  EXPECT_GT(joined.size(), 2048u);
  EXPECT_EQ(ends[1].outcome, sent);
}

// ---- closed ways

TEST_F(TheWaysOut, AGroupThatRefusesPushesIsReachedByItsNewestRequestElseByItsWebhook) {
  for (auto number : {93001, 93006, 93008, 600039}) {
    SCOPED_TRACE(number);
    make();
    link.seen.clear();
    ends.clear();
    deliver(words("nanbang"));
    link.answer(number);
    EXPECT_EQ(ends[0].outcome, retry_after);
    EXPECT_EQ(ends[0].after, milliseconds(0));
    EXPECT_EQ(way(words("nanbang")), "webhook");
    heard(number, "nanbang", "req-" + std::to_string(number));
    EXPECT_EQ(way(words("nanbang")), "reply");
    deliver(words("nanbang"));
    EXPECT_THAT(link.seen.back(), HasSubstr("aibot_respond_msg req-" + std::to_string(number)));
    link.answer(0);
    EXPECT_EQ(ends[1].outcome, sent);
    EXPECT_EQ(way(words("xitang")), "push") << "another group is not concerned";
    link.now++;
  }
}

TEST_F(TheWaysOut, ARequestThatIsOverGivesWayToAPush) {
  for (auto number : {846605, 846608}) {
    heard(number, "nanbang", "req-" + std::to_string(number));
    auto w = words("nanbang");
    w.cause = EventId{number};
    deliver(w);
    link.answer(number);
    EXPECT_EQ(ends.back().outcome, retry_after);
    EXPECT_EQ(way(w), "push");
  }
}

TEST_F(TheWaysOut, AGroupWithoutAnotherWayIsGoneWhenItsOnlyOneIsRefused) {
  deliver(words("xitang"));
  link.answer(93006);
  EXPECT_EQ(ends[0].outcome, conversation_gone);
  deliver(words("beihe"));
  h.platform.answer(error(93006));
  EXPECT_EQ(ends[1].outcome, conversation_gone);
}

TEST_F(TheWaysOut, AMemberWhoNeverWroteToTheBotIsReachedByTheApplication) {
  deliver(words("@landlord68"));
  link.answer(93006);
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(way(words("@landlord68")), "application");
  options.application.reset();
  make();
  deliver(words("@landlord68"));
  link.answer(93006);
  EXPECT_EQ(ends[1].outcome, recipient_gone);
}

TEST_F(TheWaysOut, AWrongKeyIsAnAlarmAndAnotherWayIsTaken) {
  link.is_up = false;
  deliver(words("nanbang"));
  link.is_up = true;
  h.platform.answer(error(93000));
  EXPECT_TRUE(h.notices.has("alarm wecom.webhook error_93000"));
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(way(words("nanbang")), "push");
  deliver(words("beihe"));
  h.platform.answer(error(93000));
  EXPECT_EQ(ends[1].outcome, configuration_error);
  deliver(words("beihe"));                                 // mended
  h.platform.answer(std::string(fine));
  EXPECT_TRUE(h.notices.has("mended wecom.webhook"));
  link.is_up = false;
  h.io.advance(minutes(6));
  EXPECT_EQ(way(words("nanbang")), "webhook");
}

TEST_F(TheWaysOut, AWayThatClosedBetweenAskingAndTakingIsToldAtOnce) {
  auto w = words("nanbang");
  w.way = out->way({"nanbang", "", {}});
  link.is_up = false;
  out->deliver(w, [this](Delivery d) { ends.push_back(std::move(d)); });
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_EQ(ends[0].after, milliseconds(0));
  EXPECT_TRUE(h.platform.seen.empty());
}

TEST_F(TheWaysOut, WhereOnlyTheLostConnectionLeadsWordsWait) {
  link.is_up = false;
  EXPECT_GT(out->way({"xitang", "", {}}).wait, milliseconds(0)) << "without an attempt";
  EXPECT_EQ(out->way({"nanbang", "", {}}).wait, milliseconds(0));
  deliver(words("xitang"));
  EXPECT_EQ(ends[0].outcome, retry_after);
  EXPECT_GT(ends[0].after, milliseconds(0));
  deliver(words("nowhere"));
  EXPECT_TRUE(link.seen.empty());
}

TEST_F(TheWaysOut, APushWithoutAnAnswerIsAmbiguousAndANotSentOneIsNot) {
  deliver(words("xitang"));
  link.answer(std::unexpected(http::Failure::no_answer));
  EXPECT_EQ(ends[0].outcome, ambiguous);
  deliver(words("xitang"));
  link.answer(std::unexpected(http::Failure::not_sent));
  EXPECT_EQ(ends[1].outcome, retry_after);
}

// ---- cards

TEST_F(TheWaysOut, ACardIsPushedWithItsButtonsAndKnownByItsTask) {
  deliver(card("nanbang"));
  EXPECT_EQ(link.seen[0],
            R"(aibot_send_msg own {"chatid":"wr-chat","chat_type":2,"msgtype":"template_card","template_card":{"card_type":"button_interaction",)"
            R"("main_title":{"title":"2月15日回来，对吗？"},"task_id":"say-7","button_list":[{"text":"对","style":1,"key":"q:12:0"},{"text":"不对","style":1,"key":"q:12:1"}]}})");
  link.answer(0);
  EXPECT_EQ(ends[0].platform_id, "say-7");
}

TEST_F(TheWaysOut, WhereNoCardCanStandItsChoicesAreNumbered) {
  deliver(card("beihe"));
  EXPECT_EQ(body(0)["text"]["content"], "2月15日回来，对吗？\n1 对 (@小邻 1)\n2 不对 (@小邻 2)") << "only a mention is heard there";
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[0].platform_id, "") << "nothing to change later";
  auto many = card("nanbang");
  for (int i = 0; i < 5; ++i) many.buttons.push_back({"k" + std::to_string(i), "x"});
  deliver(many);
  EXPECT_THAT(link.seen.back(), HasSubstr("markdown"));
  EXPECT_THAT(link.seen.back(), HasSubstr("2 不对 (@小邻 2)"));
  link.answer(0);
  many.platform_chat = "d:landlord68";
  deliver(many);
  EXPECT_THAT(link.seen.back(), HasSubstr(R"(1 对\n2 不对\n3 x)")) << "in a direct chat a number is enough";
  link.answer(0);
  auto wide = card("nanbang");
  wide.buttons[0].label = "一二三四五六七八九十一";
  deliver(wide);
  EXPECT_THAT(link.seen.back(), HasSubstr("markdown"));
  link.answer(0);
  auto big = card("nanbang");
  big.buttons[0].key = std::string(1025, 'k');
  deliver(big);
  EXPECT_THAT(link.seen.back(), HasSubstr("markdown"));
}

TEST_F(TheWaysOut, WhatACardCannotShowGoesAheadOfItAndCounts) {
  auto w = card("nanbang", sentences(10) + "\n都对吗？");
  w.way = out->way({"nanbang", "", {}});
  EXPECT_EQ(out->cost(w), 2u);
  deliver(w);
  EXPECT_THAT(link.seen[0], HasSubstr("markdown"));
  link.answer(0);
  EXPECT_THAT(link.seen[1], HasSubstr(R"("main_title":{"title":"都对吗？"})"));
  link.answer(0);
  EXPECT_EQ(ends[0].platform_id, "say-7");
}

Outgoing settled(std::string chat, std::string task = "say-7") {
  auto w = TheWaysOut::words(std::move(chat), "2月15日回来，对吗？\n✓ 记下了");
  w.key = "settled:7";
  w.replaces = std::move(task);
  return w;
}

TEST_F(TheWaysOut, AClickOnTheConnectionIsAnsweredWithTheSettledCard) {
  Click click;
  click.request = "req-click";
  click.generation = link.now;
  live.clicked("say-7", std::move(click), seconds(5));
  deliver(settled("nanbang"));
  EXPECT_EQ(link.seen[0],
            R"(aibot_respond_update_msg req-click {"response_type":"update_template_card","template_card":{"card_type":"button_interaction",)"
            R"("main_title":{"title":"2月15日回来，对吗？"},"sub_title_text":"✓ 记下了","task_id":"say-7","button_list":[{"text":"✓ 记下了","style":4,"key":"-"}]}})");
  link.answer(0);
  EXPECT_EQ(ends[0].outcome, sent);
  EXPECT_EQ(ends[0].why, "");
}

TEST_F(TheWaysOut, AHeldRequestIsAnsweredWithTheSettledCard) {
  std::string json;
  Click click;
  click.answer = [&](const std::string& update) { return json = update, true; };
  live.clicked("say-7", std::move(click), seconds(4));
  deliver(settled("nanbang"));
  EXPECT_THAT(json, HasSubstr("update_template_card"));
  EXPECT_EQ(ends[0].outcome, sent);
}

TEST_F(TheWaysOut, ACardToAMemberIsChangedByItsCodeWhetherItWasPressedOrNot) {
  options.application->callback = Callback{"/wecom/app", secret("token-canary"), secret("callback-key-canary"), "ww-corp"};
  make();
  link.is_up = false;
  deliver(card("@landlord68"));
  h.platform.token();
  h.platform.answer(R"({"errcode":0,"errmsg":"ok","msgid":"m-1","response_code":"code-canary"})");
  EXPECT_EQ(ends[0].platform_id, "say-7");
  deliver(settled("@landlord68"));
  EXPECT_THAT(h.platform.seen[2].url, HasSubstr("/cgi-bin/message/update_template_card?access_token="));
  EXPECT_EQ(body(2)["response_code"], "code-canary");
  EXPECT_EQ(body(2)["userids"][0], "landlord68");
  EXPECT_EQ(body(2)["template_card"]["button_list"][0]["style"], 4);
  h.platform.answer(std::string(fine));
  EXPECT_EQ(ends[1].outcome, sent);
  deliver(settled("@landlord68"));
  EXPECT_EQ(h.platform.seen.size(), 3u) << "a code is good once";
  EXPECT_EQ(ends[2].why, "not_updated");
}

TEST_F(TheWaysOut, ACardThatCannotBeChangedStaysAndIsNotSaidAgain) {
  deliver(settled("nanbang"));
  EXPECT_EQ(ends[0].outcome, sent);
  EXPECT_EQ(ends[0].why, "not_updated");
  EXPECT_TRUE(link.seen.empty());
  EXPECT_TRUE(h.platform.seen.empty());
  Click click;
  click.request = "req-click";
  click.generation = link.now;
  live.clicked("say-7", std::move(click), seconds(5));
  deliver(settled("nanbang"));
  link.answer(846605);
  EXPECT_EQ(ends[1].outcome, sent);
  EXPECT_EQ(ends[1].why, "not_updated_error_846605");
  EXPECT_EQ(link.seen.size(), 1u);
}

TEST_F(TheWaysOut, NoNameTextKeyOrTokenStandsInANoticeOrAWhy) {
  auto w = words("beihe", "王小明 13800001111");
  for (auto number : {45009, 93000, 93017, 123456, 40058}) {
    deliver(w);
    h.platform.answer(R"({"errcode":)" + std::to_string(number) + R"(,"errmsg":"王小明 key-canary-0002 13800001111"})");
    h.io.advance(minutes(40));
  }
  auto d = words("@landlord68", "王小明");
  options.direct = Direct::application;
  make();
  deliver(d);
  h.platform.token("tok-canary");
  h.platform.answer(error(60011));
  auto told = h.notices.said;
  for (auto& end : ends) told += end.why;
  for (auto* secret : {"王小明", "canary", "13800001111"}) EXPECT_THAT(told, Not(HasSubstr(secret)));
  EXPECT_THAT(told, HasSubstr("error_123456"));
}

TEST_F(TheWaysOut, IsStillWhenEverythingUnderWayHasEnded) {
  bool still = false;
  deliver(words("beihe"));
  out->when_still([&] { still = true; });
  EXPECT_FALSE(still);
  h.platform.answer(std::string(fine));
  EXPECT_TRUE(still);
}

}  // namespace linli::wecom::way_out_test
