// Sessions, the clock, cases, and what happens to pages that break the rules.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/fake_house.hpp"

namespace webchat_manners_test {

using namespace adapters_test;
using Json = nlohmann::json;
using std::chrono::milliseconds;

Json next(Client& client) {
  auto frame = client.frame();
  if (frame.opcode != 1) return {{"closed", frame.code()}};
  auto json = Json::parse(frame.payload);
  return json["type"] == "upto" ? next(client) : json;
}
std::string say(const std::string& id, const std::string& text) { return Json{{"type", "say"}, {"id", id}, {"chat", "g:1"}, {"text", text}}.dump(); }
const std::string origin = "Origin: http://room.test\r\n", json_type = "Content-Type: application/json\r\n";

// ---- the clock and the cases
TEST(WebChat, TheClockIsMovedAndShownToAll) {
  TestRoom room;
  auto mover = room.page_of("p:wang"), watcher = room.page_of("");
  for (auto* to : {"now", "+1h", "next", "+1d"}) mover.say(Json{{"type", "clock"}, {"to", to}}.dump());
  ASSERT_TRUE(room.running->becomes([&] { return room.house.moves.size() == 4; }));
  room.there([&] {
    EXPECT_EQ(room.house.moves, (std::vector{wc::Move::now, wc::Move::hour, wc::Move::next, wc::Move::day}));
    room.house.now.running = true;
    room.house.now.to = room.house.now.now + std::chrono::hours(24);
    room.chat->clock_changed();
  });
  const Json expected{{"type", "clock"}, {"now", "2020-02-11T09:00:00+08:00"}, {"running", true}, {"to", "2020-02-12T09:00:00+08:00"}, {"next", nullptr}};
  EXPECT_EQ(next(mover), expected);
  EXPECT_EQ(next(watcher), expected);
  room.there([&] { room.house.may_move = false; });
  mover.say(R"({"type":"clock","to":"+1h"})");
  EXPECT_EQ(next(mover)["error"], "busy");
}

TEST(WebChat, TheClockNamesAHouseholdOnlyToWhoMaySeeItsCase) {
  TestRoom room;
  auto theirs = room.page_of("p:wang"), nobody = room.page_of("");
  room.there([&] {
    room.house.now.next = wc::Coming{room.house.now.now, "提醒房东和租客", "68号301"};
    room.house.now.seen_by = std::set<std::string>{"p:wang"};
    room.house.now.elsewhere = "别处的一件事";
    room.chat->clock_changed();
  });
  auto at = "2020-02-11T09:00:00+08:00";
  EXPECT_EQ(next(theirs)["next"], (Json{{"at", at}, {"what", "提醒房东和租客"}, {"place", "68号301"}}));
  auto other = next(nobody)["next"];
  EXPECT_EQ(other["at"], at);
  EXPECT_EQ(other["what"], "别处的一件事");
  EXPECT_EQ(other.value("place", ""), "");
  auto late = room.page();
  late.say(R"({"type":"hello","last":0,"person":""})");
  EXPECT_EQ(Json::parse(late.frame().payload)["clock"]["next"]["what"], "别处的一件事");
}

TEST(WebChat, CasesAreSentAgainWhenTheyChange) {
  TestRoom room;
  wc::CaseLine one{.id = "45", .title = "小王 返沪", .place = "68号301", .state = "expected", .colour = "blue", .owner = "王阿姨", .next = {}, .open = true};
  room.house.cases = {one};
  auto page = room.page_of("p:zhang"), other = room.page_of("p:wang");
  page.say(R"({"type":"cases"})");
  auto list = next(page);
  EXPECT_EQ(list["cases"][0], (Json{{"id", "45"}, {"title", "小王 返沪"}, {"place", "68号301"}, {"state", "expected"}, {"colour", "blue"}, {"owner", "王阿姨"},
      {"next", nullptr}, {"open", true}}));
  room.there([&] { room.chat->cases_changed(); });  // nothing that is seen
  ASSERT_TRUE(room.running->becomes([&] { return room.house.asked_for_cases == 2; }));
  room.there([&] {
    room.house.cases[0].state = "overdue";
    room.chat->cases_changed();
  });
  EXPECT_EQ(next(page)["cases"][0]["state"], "overdue");
  room.there([&] { EXPECT_EQ(room.house.asked_for_cases, 3); });  // only for the page that looks
}

TEST(WebChat, ATimelineShowsWordsRulesAndWhatIsNotForThisViewer) {
  TestRoom room;
  auto at = room.house.now.now;
  room.house.timelines["45"] = {.head = {.id = "45", .title = "t", .place = "p", .state = "expected", .colour = "blue", .owner = "o", .next = wc::Coming{at, "提醒", ""}, .open = true},
      .past = {{.at = at, .kind = wc::EntryKind::said, .text = "301明天回来", .who = "王阿姨", .why = "", .words = "", .rule = "", .to = "", .sealed = false,
                  .marks = {{0, 3, "room", "room"}}},
          {.at = at, .kind = wc::EntryKind::fact, .text = "2月12日", .who = "", .why = "", .words = "明天", .rule = "date.tomorrow", .to = "", .sealed = true, .marks = {}}},
      .coming = {{.at = at, .kind = wc::EntryKind::due, .text = "提醒", .who = "", .why = "", .words = "", .rule = "", .to = "王阿姨", .sealed = false, .marks = {}}},
      .unsaid = {}};
  auto page = room.page_of("p:zhang");
  page.say(R"({"type":"case","case":"45"})");
  auto story = next(page);
  EXPECT_EQ(story["type"], "timeline");
  EXPECT_EQ(story["case"]["next"], (Json{{"at", "2020-02-11T09:00:00+08:00"}, {"what", "提醒"}}));
  EXPECT_EQ(story["past"][0]["marks"][0], (Json{{"begin", 0}, {"end", 3}, {"rule", "room"}, {"slot", "room"}}));
  EXPECT_EQ(story["past"][1], (Json{{"at", "2020-02-11T09:00:00+08:00"}, {"kind", "fact"}, {"text", "2月12日"}, {"words", "明天"}, {"rule", "date.tomorrow"}, {"sealed", true}}));
  EXPECT_EQ(story["coming"][0]["to"], "王阿姨");
  page.say(R"({"type":"case","case":"46"})");
  EXPECT_TRUE(next(page)["case"].is_null());
}

TEST(WebChat, AnEndlessStoryIsCutToWhatAFrameMayHold) {
  TestRoom room;
  wc::Entry entry{.at = room.house.now.now, .kind = wc::EntryKind::step, .text = std::string(1'000, 'x'), .who = {}, .why = {}, .words = {}, .rule = {}, .to = {}, .sealed = {}, .marks = {}};
  room.house.timelines["45"].past.assign(1'000, entry);
  room.house.timelines["45"].past.back().text = "the last";
  auto page = room.page_of("p:zhang");
  page.say(R"({"type":"case","case":"45"})");
  EXPECT_NE(page.frame().payload.find("upto"), std::string::npos);
  auto frame = page.frame();
  EXPECT_LE(frame.payload.size(), 256U << 10U);
  EXPECT_NE(frame.payload.find("the last"), std::string::npos);
}

TEST(WebChat, ChangedPeopleAreWelcomedAgain) {
  TestRoom room;
  room.deliver({.key = "say:1", .platform_chat = "g:2", .actor = "", .text = "x", .buttons = {}, .mention = "", .replaces = {}, .may_repeat = false, .cause = {}, .way = {}, .about = ""});
  auto page = room.page_of("p:wang");
  room.there([&] {
    room.house.views["p:wang"].chats.push_back({"g:2", wc::ChatKind::group, "新群", ""});
    room.chat->people_changed();
  });
  EXPECT_EQ(next(page)["chats"].size(), 3U);
  EXPECT_EQ(next(page)["id"], "say:1");
}

// ---- who breaks the rules
TEST(WebChat, RubbishClosesOnlyItsOwnPage) {
  TestRoom room;
  auto good = room.page_of("p:wang");
  const std::vector<std::pair<std::string, std::string>> rubbish{{"", "not_json"}, {"hello", "not_json"}, {"[1]", "not_json"}, {"12", "not_json"}, {"null", "not_json"},
      {R"({"type":"say","id":{"a":1}})", "not_json"}, {R"({"type":"say","id":["a"]})", "not_json"}, {R"({"type":"cases","type":"cases"})", "not_json"},
      {R"({"type":"cases","n":1.5})", "not_json"}, {R"({"type":"cases","n":1e400})", "not_json"}, {R"({"type":"cases"}{"type":"cases"})", "not_json"},
      {R"({"type":"cases","x":"\ud800"})", "not_json"}, {std::string(16'000, '['), "not_json"}, {R"({"type":"cases","n":99999999999999999999})", "not_json"},
      {R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1})", "not_json"},
      {"{}", "unknown"}, {R"({"type":"sudo"})", "unknown"}, {R"({"type":7})", "unknown"}, {R"({"type":"say"})", "unknown"},
      {R"({"type":"say","id":"abcdefgh1","chat":"g:1","text":7})", "unknown"}, {R"({"type":"say","id":7,"chat":"g:1","text":"x"})", "unknown"},
      {R"({"type":"say","id":"short","chat":"g:1","text":"x"})", "unknown"}, {R"({"type":"say","id":"say:12345","chat":"g:1","text":"x"})", "unknown"},
      {R"({"type":"say","id":"abcdefgh1","chat":"g:1","text":"x","mention":"yes"})", "unknown"}, {R"({"type":"press","id":"abcdefgh1","chat":"g:1"})", "unknown"},
      {R"({"type":"clock","to":"+2h"})", "unknown"}, {R"({"type":"be"})", "unknown"}, {R"({"type":"case","case":""})", "unknown"},
      {R"({"type":"hello","last":0})", "not_now"}};
  for (auto& [frame, error] : rubbish) {
    SCOPED_TRACE(frame.substr(0, 80));
    auto bad = room.page_of("p:zhang");
    bad.say(frame);
    EXPECT_EQ(next(bad), (Json{{"type", "error"}, {"error", error}}));
    EXPECT_EQ(next(bad)["closed"], 1008);
  }
  for (auto* early : {R"({"type":"cases"})", R"({"type":"hello","last":-1})", R"({"type":"hello","last":"0"})"}) {
    auto bad = room.page();
    bad.say(early);
    EXPECT_EQ(next(bad)["type"], "error");
    EXPECT_EQ(next(bad)["closed"], 1008);
  }
  good.say(say("abcdefgh1", "还在"));
  EXPECT_EQ(next(good)["text"], "还在");
}

TEST(WebChat, WhoSpeaksTooFastIsToldAndWhoFloodsIsClosed) {
  TestRoom room(true, [](wc::Options& o) { o.limits.per_second = 0, o.limits.burst = 5, o.limits.flood_per_minute = 10; });
  auto page = room.page_of("p:wang"), other = room.page_of("p:zhang");
  for (int i = 1; i < 5; ++i) page.say(say("in-time-" + std::to_string(i), "x")), next(page), next(page);
  page.say(say("too-fast-1", "x"));
  EXPECT_EQ(next(page), (Json{{"type", "recorded"}, {"id", "too-fast-1"}, {"ok", false}, {"error", "busy"}}));
  page.say(R"({"type":"cases"})");
  EXPECT_EQ(next(page), (Json{{"type", "error"}, {"error", "busy"}}));
  for (int i = 0; i < 3; ++i) page.say(R"({"type":"cases"})");
  Json last;
  while (!(last = next(page)).contains("closed")) {
  }
  EXPECT_EQ(last["closed"], 1008);
  other.say(say("abcdefgh1", "安静的人"));
  while ((last = next(other))["type"] != "recorded") {
  }
  EXPECT_EQ(last["ok"], true);
}

TEST(WebChat, OnlySoMuchMayBeInHand) {
  TestRoom room(true, [](wc::Options& o) { o.limits.in_hand = 2; });
  auto page = room.page_of("p:wang");
  room.there([&] { room.house.hold_events = true; });
  for (auto* id : {"abcdefgh1", "abcdefgh2", "abcdefgh3"}) page.say(say(id, "x"));
  EXPECT_EQ(next(page), (Json{{"type", "recorded"}, {"id", "abcdefgh3"}, {"ok", false}, {"error", "busy"}}));
  room.there([&] {
    EXPECT_EQ(room.house.held.size(), 2U);
    for (auto& answer : std::exchange(room.house.held, {})) answer();
  });
}

TEST(WebChat, APageThatNeverBeginsIsClosed) {
  TestRoom room(true, [](wc::Options& o) { o.limits.hello = milliseconds(20); });
  auto page = room.page();
  EXPECT_EQ(next(page)["closed"], 1008);
}

TEST(WebChat, TheOldestOfTooManyPagesIsClosed) {
  TestRoom room(true, [](wc::Options& o) { o.limits.sockets_per_person = 2; });
  auto first = room.page_of("p:wang"), second = room.page_of("p:wang"), somebody = room.page_of("p:zhang"), third = room.page_of("p:wang");
  EXPECT_EQ(next(first)["closed"], 1008);
  second.say(say("abcdefgh1", "x"));
  EXPECT_EQ(next(second)["type"], "message");
}

TEST(WebChat, AnswersForAPageThatHasGoneFindNobody) {
  TestRoom room;
  auto stays = room.page_of("p:zhang");
  {
    auto page = room.page_of("p:wang");
    room.there([&] { room.house.hold_events = true; });
    page.say(say("abcdefgh1", "说完就走"));
    ASSERT_TRUE(room.running->becomes([&] { return room.house.held.size() == 1; }));
  }
  ASSERT_TRUE(room.running->becomes([&] { return room.chat->pages() == 1; }));
  room.there([&] { std::exchange(room.house.held, {})[0](); });
  EXPECT_EQ(next(stays)["text"], "说完就走");
}

// ---- who may come in
TEST(WebChat, AForeignPageIsRefused) {
  TestRoom room;
  for (std::string header : {"", "Origin: http://room.test:8081\r\n", "Origin: https://room.test\r\n", "Origin: null\r\n", "Origin: http://room.test.evil.test\r\n",
           "Origin: http://ROOM.test\r\n"}) {
    Client client(room.running->port);
    EXPECT_EQ(client.upgrade("/chat/ws", header).status, 403) << header;
  }
  EXPECT_EQ(room.chat->pages(), 0U);
}

TEST(WebChat, AServedRoomNeedsASession) {
  TestRoom room(false);
  room.house.codes["code-1"] = "secret-1";
  room.house.sessions["secret-1"] = "p:wang";
  Client client(room.running->port), stranger(room.running->port);
  EXPECT_EQ(stranger.upgrade("/chat/ws", origin).status, 401);
  stranger.send(get("/chat/session"));
  EXPECT_EQ(stranger.reply().status, 401);
  EXPECT_EQ(Client(room.running->port).upgrade("/chat/ws", origin + "Cookie: __Host-linli=guessed\r\n").status, 401);

  const std::string code = R"({"code":"code-1"})";
  client.send(post("/chat/session", code, json_type));
  EXPECT_EQ(client.reply().status, 403);  // no Origin
  client.send(post("/chat/session", code, json_type + "Origin: http://evil.test\r\n"));
  EXPECT_EQ(client.reply().status, 403);
  client.send(post("/chat/session", code, origin + "Content-Type: text/plain\r\n"));
  EXPECT_EQ(client.reply().status, 415);
  for (auto* wrong : {R"({"code":"code-2"})", R"({"code":""})", R"({"code":7})", "{}", "[]", R"({"code":"a b"})"}) {
    client.send(post("/chat/session", wrong, origin + json_type));
    EXPECT_EQ(client.reply().status, 401) << wrong;
  }
  client.send(get("/chat/session?code=code-1"));  // a link preview spends nothing
  EXPECT_EQ(client.reply().status, 401);
  client.send(post("/chat/session", code, origin + json_type));
  auto in = client.reply();
  EXPECT_EQ(in.status, 200);
  EXPECT_TRUE(in.has("Set-Cookie: __Host-linli=secret-1; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Strict"));
  client.send(post("/chat/session", code, origin + json_type));
  EXPECT_EQ(client.reply().status, 401);  // once
  const std::string cookie = "Cookie: a=b; __Host-linli=secret-1; c=d\r\n";
  client.send(get("/chat/session", cookie));
  EXPECT_EQ(client.reply().status, 200);

  Client page(room.running->port);
  ASSERT_EQ(page.upgrade("/chat/ws", origin + cookie).status, 101);
  page.say(R"({"type":"hello","last":0,"person":"p:zhang"})");  // who I am is the cookie's
  auto welcome = next(page);
  EXPECT_EQ(welcome["mode"], "serve");
  EXPECT_EQ(welcome["me"], "p:wang");

  client.send(post("/chat/sign-out", "{}", json_type + cookie));
  EXPECT_EQ(client.reply().status, 403);
  client.send(post("/chat/sign-out", "{}", origin + json_type + cookie));
  auto out = client.reply();
  EXPECT_EQ(out.status, 200);
  EXPECT_TRUE(out.has("Set-Cookie: __Host-linli=; Path=/; Max-Age=0"));
  EXPECT_EQ(next(page)["closed"], 4401);
  client.send(get("/chat/session", cookie));
  EXPECT_EQ(client.reply().status, 401);
}

TEST(WebChat, AServedRoomHasNoDemoInIt) {
  TestRoom room(false);
  room.house.sessions["secret-1"] = "p:wang";
  room.house.now.next = wc::Coming{room.house.now.now, "提醒", "别人家"};
  for (auto* frame : {R"({"type":"be","person":"p:zhang"})", R"({"type":"clock","to":"+1d"})"}) {
    Client page(room.running->port);
    ASSERT_EQ(page.upgrade("/chat/ws", origin + "Cookie: __Host-linli=secret-1\r\n").status, 101);
    page.say(R"({"type":"hello","last":0})");
    EXPECT_TRUE(next(page)["clock"]["next"].is_null());
    page.say(frame);
    EXPECT_EQ(next(page)["error"], "unknown");
    EXPECT_EQ(next(page)["closed"], 1008);
  }
  room.there([&] { EXPECT_TRUE(room.house.moves.empty()); });
}

TEST(WebChat, TheAdministratorSignsOutAndAnEndedSessionEndsItsSocket) {
  TestRoom room(false, [](wc::Options& o) { o.limits.recheck = milliseconds(10); });
  room.house.sessions["secret-1"] = "p:wang";
  auto open = [&] {
    Client page(room.running->port);
    EXPECT_EQ(page.upgrade("/chat/ws", origin + "Cookie: __Host-linli=secret-1\r\n").status, 101);
    page.say(R"({"type":"hello","last":0})");
    EXPECT_EQ(next(page)["me"], "p:wang");
    return page;
  };
  auto first = open();
  room.there([&] { room.chat->signed_out("p:wang"); });
  EXPECT_EQ(next(first)["closed"], 4401);
  auto second = open();
  room.there([&] { room.house.sessions.clear(); });
  EXPECT_EQ(next(second)["closed"], 4401);
}

TEST(WebChat, CodesAreNotGuessedInNumbers) {
  TestRoom room(false, [](wc::Options& o) { o.limits.codes_per_minute = 3; });
  room.house.codes["code-1"] = "secret-1";
  Client client(room.running->port);
  for (int i = 0; i < 3; ++i) {
    client.send(post("/chat/session", R"({"code":"guess"})", origin + json_type));
    EXPECT_EQ(client.reply().status, 401);
  }
  client.send(post("/chat/session", R"({"code":"code-1"})", origin + json_type));
  EXPECT_EQ(client.reply().status, 429);
}

}  // namespace webchat_manners_test
