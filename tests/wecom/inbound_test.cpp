// From what was heard to events: who, where, what, and once.
#include "tests/wecom/callback_scene.hpp"

namespace linli::wecom::inbound_test {

using namespace std::chrono_literals;
using namespace fakes;

struct WecomInbound : testing::Test {
  Home home;
  std::shared_ptr<LiveRequests> live = std::make_shared<LiveRequests>(home.time);
  App app;
  Options set = options();
  std::vector<std::expected<Taken, Refusal>> results;

  std::shared_ptr<Inbound> inbound(ApplicationPort* application = nullptr) {
    return make_inbound(home.house, set, make_identities(home.house, application), make_media(home.house, set, application), live);
  }
  std::shared_ptr<Inbound> plain = inbound();

  Came came(Door door = Door::bot) const {
    return {.door = door, .received = home.time.wall(), .until = home.time.steady() + 3'500ms, .as_it_is = {}, .request = door == Door::link ? "cb-1" : "", .generation = door == Door::link ? 1u : 0u};
  }
  static Heard message(std::string text, std::string chat = "wrkMadeUpGroup01") {
    Heard heard;
    heard.what = Heard::What::message;
    heard.id = "M1", heard.from = "u1", heard.chat = std::move(chat), heard.text = std::move(text);
    return heard;
  }
  void take(Heard heard, Came as, Inbound* into = nullptr) {
    (into ? into : plain.get())->take(std::move(heard), std::move(as), [this](std::expected<Taken, Refusal> result) { results.push_back(result); });
    home.settle();
  }
  const std::vector<Event>& events() const { return home.sink.events; }
  static Attached picture(const std::string& url = "https://files.example.invalid/a") { return {MediaKind::picture, secret(url), {}, {}}; }
};

TEST_F(WecomInbound, AGroupsMessageComesUnderItsNameWithoutTheMention) {
  take(message("@社区助手 302室租客5月3日返回"), came());
  ASSERT_EQ(events().size(), 1u);
  auto& event = events()[0];
  EXPECT_EQ(event.dedupe, "bot:M1");
  EXPECT_EQ(event.platform_chat, "nanbang");
  EXPECT_EQ(event.actor, "u1");
  EXPECT_FALSE(event.direct);
  EXPECT_TRUE(event.passive);
  EXPECT_FALSE(event.once);
  EXPECT_EQ(event.sent, home.time.wall());
  auto& text = std::get<MessageIn>(event.body);
  EXPECT_EQ(text.text, "302室租客5月3日返回");
  EXPECT_TRUE(text.addressed);
}

TEST_F(WecomInbound, AGroupThatIsNotConfiguredComesUnderItsChatid) {
  take(message("@社区助手 你好", "wrkOther"), came());
  EXPECT_EQ(events().at(0).platform_chat, "chat:wrkOther");
}

TEST_F(WecomInbound, AMentionAloneIsAMessage) {
  take(message("@社区助手"), came());
  EXPECT_EQ(std::get<MessageIn>(events().at(0).body).text, "");
}

TEST_F(WecomInbound, OnePersonIsInOneDirectChatWhicheverDoor) {
  take(message("我明天回来", ""), came(Door::bot));
  take(message("我明天回来", ""), came(Door::application));
  EXPECT_EQ(events().at(0).platform_chat, "d:u1");
  EXPECT_EQ(events().at(1).platform_chat, "d:u1");
  EXPECT_EQ(events().at(1).dedupe, "app:M1");
  EXPECT_TRUE(events().at(0).direct && events().at(1).direct);
  EXPECT_FALSE(std::get<MessageIn>(events().at(0).body).addressed);
}

TEST_F(WecomInbound, WhoWroteToTheBotIsKnownButNotWhoWroteToTheApplicationOrPressedAButton) {
  auto before = home.time.steady() - 1us;
  take(message("我明天回来", ""), came(Door::application));
  auto press = message("", "");
  press.what = Heard::What::click, press.task = "t-1", press.key = "q:1";
  take(press, came(Door::link));
  EXPECT_FALSE(live->written_since("d:u1", before));
  take(message("我明天回来", ""), came(Door::link));
  EXPECT_TRUE(live->written_since("d:u1", before));
  EXPECT_FALSE(live->written_since("d:u1", home.time.steady())) << "not after that";
  take(message("@社区助手 你好"), came(Door::bot));
  EXPECT_TRUE(live->written_since("nanbang", before));
}

TEST_F(WecomInbound, WhatIsOfNoKnownTypeIsAFileThatWasNotFetched) {
  for (std::string chat : {"", "wrkMadeUpGroup01"}) {
    auto strange = message("", chat);
    strange.attached = {{MediaKind::file, nullptr, {}, {}}};
    take(strange, came());
    auto& media = std::get<MediaIn>(events().back().body);
    EXPECT_EQ(media.kind, MediaKind::file);
    EXPECT_EQ(media.got, MediaIn::Got::not_fetched);
    EXPECT_EQ(media.addressed, !chat.empty());
  }
  EXPECT_EQ(events().size(), 2u);
}

TEST_F(WecomInbound, TheTimeOfSendingIsThePlatformsButNeverLaterThanNow) {
  auto early = message("a", ""), late = message("b", "");
  early.sent = 1'767'225'000s;
  late.sent = 1'767'999'999s;
  take(early, came()), take(late, came());
  EXPECT_EQ(events().at(0).sent, Instant(1'767'225'000s));
  EXPECT_EQ(events().at(1).sent, home.time.wall());
}

TEST_F(WecomInbound, ATranscriptIsSpoken) {
  auto heard = message("我明天回来", "");
  heard.spoken = true;
  take(heard, came());
  EXPECT_TRUE(std::get<MessageIn>(events().at(0).body).spoken);
}

TEST_F(WecomInbound, TextAndPictureBecomeTwoEventsOneAfterTheOther) {
  auto heard = message("@社区助手 现场照片");
  heard.attached = {picture()};
  take(heard, came());
  EXPECT_TRUE(events().empty()) << "the picture is fetched first";
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
  home.settle();
  ASSERT_EQ(events().size(), 2u);
  EXPECT_EQ(events()[0].dedupe, "bot:M1");
  EXPECT_EQ(events()[1].dedupe, "bot:M1#1");
  auto& media = std::get<MediaIn>(events()[1].body);
  EXPECT_EQ(media.got, MediaIn::Got::not_fetched);
  EXPECT_TRUE(media.addressed);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results[0]->event, home.sink.known["bot:M1"]);
}

TEST_F(WecomInbound, APictureAloneKeepsTheMessagesId) {
  auto heard = message("@社区助手 ");
  heard.attached = {picture(), picture()};
  take(heard, came());
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
  home.settle();
  ASSERT_EQ(events().size(), 2u);
  EXPECT_EQ(events()[0].dedupe, "bot:M1");
  EXPECT_EQ(events()[1].dedupe, "bot:M1#1");
}

TEST_F(WecomInbound, OnlyOneEventOfARequestCarriesItsAnswer) {
  home.sink.claim = true;
  auto heard = message("@社区助手 现场照片");
  heard.attached = {picture()};
  take(heard, came());
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
  home.settle();
  EXPECT_TRUE(events().at(0).passive);
  EXPECT_FALSE(events().at(1).passive);
  EXPECT_EQ(results.at(0)->claimed, SayId{7});
}

TEST_F(WecomInbound, ADeadLetterDoesNotTakeTheOthersWithIt) {
  home.sink.refuse = {Refusal::failed};
  auto heard = message("@社区助手 现场照片");
  heard.attached = {picture()};
  take(heard, came());
  home.calls.answer(std::unexpected(http::CallFailed{http::Failure::not_allowed, "host"}));
  home.settle();
  EXPECT_EQ(events().size(), 2u);
  EXPECT_TRUE(results.at(0).has_value());
}

TEST_F(WecomInbound, ATextBeyondTheBoundIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "返";
  take(message("a" + text, ""), came());
  auto& taken = std::get<MessageIn>(events().at(0).body).text;
  EXPECT_EQ(taken.size(), 11'998u);
  EXPECT_EQ(taken.substr(taken.size() - 3), "返");
}

TEST_F(WecomInbound, WhatComesFromNobodyAndUnknownEventsLeadToNothing) {
  auto nobody = message("x");
  nobody.from.clear();
  Heard other;
  take(nobody, came()), take(other, came());
  EXPECT_TRUE(events().empty());
  EXPECT_EQ(results.size(), 2u);
  EXPECT_TRUE(results[0] && results[1]);
}

TEST_F(WecomInbound, AMessageOnTheLongConnectionCanBeAnsweredByItsReqId) {
  take(message("@社区助手 你好"), came(Door::link));
  auto* request = live->find(results.at(0)->event);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->request, "cb-1");
  EXPECT_EQ(request->chat, "nanbang");
  EXPECT_FALSE(request->hello);
  EXPECT_FALSE(events().at(0).passive);
}

TEST_F(WecomInbound, AResponseUrlIsKeptOnlyOfSingleChatsAndOnlyToAllowedHosts) {
  auto with = [&](const std::string& chat, const std::string& url) {
    auto heard = message("@社区助手 你好", chat);
    heard.id = chat + url;
    heard.response = secret(url);
    take(heard, came());
    return live->has_response_url(results.back()->event);
  };
  EXPECT_TRUE(with("", "https://bot.example.invalid/cgi-bin/aibot/response?response_code=CODE1"));
  EXPECT_FALSE(with("wrkMadeUpGroup01", "https://bot.example.invalid/cgi-bin/aibot/response?response_code=CODE1"));
  EXPECT_FALSE(with("", "http://bot.example.invalid/cgi-bin"));
  EXPECT_FALSE(with("", "https://127.0.0.1/cgi-bin"));
  EXPECT_FALSE(with("", "https://bot.example.invalid.elsewhere.invalid/"));
  EXPECT_FALSE(with("", "https://bot.example.invalid@elsewhere.invalid/"));
}

TEST_F(WecomInbound, ACardsClickIsRegisteredBeforeItIsStored) {
  Heard heard;
  heard.what = Heard::What::click;
  heard.id = "M4", heard.from = "u1", heard.task = "task-1", heard.key = "q:12:0";
  home.sink.hold = true;
  take(heard, came(Door::link));
  auto held = live->take_click("task-1");
  ASSERT_TRUE(held);
  EXPECT_EQ(held->request, "cb-1");
  EXPECT_EQ(held->generation, 1u);
  EXPECT_TRUE(events().at(0).once);
  EXPECT_EQ(std::get<ButtonIn>(events().at(0).body).key, "q:12:0");
  heard.response = secret("CODE");
  take(heard, came(Door::application));
  EXPECT_TRUE(live->take_click("task-1")->code);
}

// ---- who it is
TEST_F(WecomInbound, AnEncryptedIdIsAskedOnceAndRememberedByTheHouse) {
  auto into = inbound(&app);
  take(message("@社区助手 a"), came(), into.get());
  take(message("@社区助手 b"), came(), into.get());
  EXPECT_EQ(app.asked, (std::vector<std::string>{"u1"}));
  app.answer("zhangsan");
  home.settle();
  ASSERT_EQ(events().size(), 2u);
  EXPECT_EQ(events()[0].actor, "zhangsan");
  EXPECT_EQ(events()[1].actor, "zhangsan");
  EXPECT_EQ(home.aliases.kept.at("u1"), "zhangsan");
  auto fresh = inbound(&app);
  take(message("@社区助手 c"), came(), fresh.get());
  EXPECT_EQ(app.asked.size(), 1u);
  EXPECT_EQ(events().at(2).actor, "zhangsan");
}

TEST_F(WecomInbound, AnIdThatHasNoOtherIsUsedAsItIsAndNotKept) {
  auto into = inbound(&app);
  take(message("@社区助手 a"), came(), into.get());
  app.answer("");
  home.settle();
  EXPECT_EQ(events().at(0).actor, "u1");
  EXPECT_FALSE(events().at(0).unnamed);
  EXPECT_TRUE(home.aliases.kept.empty());
}

TEST_F(WecomInbound, WhoIsNotKnownInTimeIsAskedForAgainByThePlatform) {
  auto into = inbound(&app);
  take(message("@社区助手 a"), came(), into.get());
  home.pass(3'500ms);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(results[0].error(), Refusal::busy);
  app.answer("zhangsan");
  take(message("@社区助手 a"), came(), into.get());
  EXPECT_EQ(app.asked.size(), 1u) << "the answer that came late served";
  EXPECT_EQ(events().at(0).actor, "zhangsan");
}

TEST_F(WecomInbound, TheLastTryUsesAnUnknownIdAsItIsWithAWarning) {
  auto into = inbound(&app);
  auto last = came(Door::link);
  last.as_it_is = true;
  take(message("@社区助手 a"), last, into.get());
  app.answer(std::unexpected(http::Failure::no_answer));
  home.settle();
  EXPECT_EQ(events().at(0).actor, "u1");
  EXPECT_TRUE(events().at(0).unnamed);
  EXPECT_EQ(home.told.count("warning wecom.identity used_as_it_is"), 1u);
}

TEST_F(WecomInbound, WhileTheApplicationMustBeMendedNobodyIsTakenForTheirEncryptedId) {
  auto into = inbound(&app);
  take(message("@社区助手 a"), came(), into.get());
  app.answer(std::unexpected(http::Failure::not_allowed));
  home.settle();
  take(message("@社区助手 b"), came(), into.get());
  ASSERT_EQ(events().size(), 2u);
  for (auto& event : events()) EXPECT_TRUE(event.actor == "u1" && event.unnamed);
}

TEST_F(WecomInbound, TheApplicationsOwnDoorNamesPeopleByThemselves) {
  auto into = inbound(&app);
  take(message("a", ""), came(Door::application), into.get());
  EXPECT_TRUE(app.asked.empty());
  EXPECT_EQ(events().at(0).actor, "u1");
}

}  // namespace linli::wecom::inbound_test
