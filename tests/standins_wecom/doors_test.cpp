// Callbacks as the platform makes them (§4, §5.3, §7): sealed, signed, 5 s, three tries, clicks once; and what it does with the answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/standins_wecom/scene.hpp"

namespace standins_wecom_test {
namespace {

using linli::wecom::Envelope;
using testing::ElementsAre;

World with_callbacks() {
  auto world = street();
  world.bot_door.url = "http://linli.example.invalid/wecom/bot";
  world.application.url = "http://linli.example.invalid/wecom/app";
  return world;
}
linli::SecretPtr secret(const std::string& text) { return std::make_shared<const linli::Secret>(text); }

// A service whose doors do what the test says: `bot` gets the decrypted JSON and gives the plain answer, "" for an empty one, nothing for none.
struct Service {
  explicit Service(Scene& a_scene) : scene(a_scene) {
    scene.wecom.post_with(http::Routes{{"POST", "/wecom/bot", http::Match::exact, [this](http::Request r, http::Answer a) { heard(std::move(r), std::move(a)); }, {}},
        {"POST", "/wecom/app", http::Match::exact, [this](http::Request r, http::Answer a) { application(r, a); }, {}},
        {"GET", "/wecom/bot", http::Match::exact, [this](http::Request r, http::Answer a) { a(http::text(200, checked(r))); }, {}}});
  }
  Envelope envelope(bool for_bot) const {
    auto& world = scene.wecom.core().world;
    auto& door = for_bot ? world.bot_door : world.application;
    return *Envelope::make(secret(door.token), secret(door.key), for_bot ? "" : world.corp);
  }
  std::string open(const http::Request& request, const std::string& encrypted, bool for_bot) {
    auto query = parameters(request.query);
    EXPECT_TRUE(envelope(for_bot).signed_well(query["msg_signature"], query["timestamp"], query["nonce"], encrypted));
    nonces.push_back(query["nonce"]);
    return envelope(for_bot).open(encrypted).value_or("not opened");
  }
  std::string checked(const http::Request& request) { return open(request, parameters(request.query)["echostr"], true) + more_in_check; }
  void heard(http::Request request, http::Answer answer) {
    auto said = Json::parse(open(request, Json::parse(request.body)["encrypt"], true));
    hearings.push_back(said);
    auto plain = bot ? bot(said) : std::optional<std::string>("");
    if (!plain) return void(held.push_back(answer));
    if (plain->empty()) return answer(http::text(status, ""));
    auto sealed = envelope(true).seal(*plain, "0123456789abcdef"), nonce = other_nonce.empty() ? nonces.back() : other_nonce;
    answer(http::json(200, Json{{"encrypt", sealed}, {"msgsignature", envelope(true).signature("1581390000", nonce, sealed)}, {"timestamp", 1581390000},
        {"nonce", nonce}}.dump()));
  }
  void application(const http::Request& request, const http::Answer& answer) {
    xml.push_back(open(request, xml_field(request.body, "Encrypt"), false));
    if (passive.empty()) return answer(http::text(200, ""));
    auto sealed = envelope(false).seal(passive, "0123456789abcdef");
    answer(http::text(200, "<xml>" + cdata("Encrypt", sealed) + cdata("MsgSignature", envelope(false).signature("1581390000", nonces.back(), sealed)) +
        "<TimeStamp>1581390000</TimeStamp>" + cdata("Nonce", nonces.back()) + "</xml>"));
  }
  Scene& scene;
  std::function<std::optional<std::string>(const Json&)> bot;
  std::string passive, more_in_check, other_nonce;
  int status{200};
  std::vector<Json> hearings;
  std::vector<std::string> xml, nonces;
  std::vector<http::Answer> held;
};

struct Callbacks : testing::Test {
  Scene scene{with_callbacks()};
  Service service{scene};
  std::uint64_t say(std::string text) {
    auto number = scene.wecom.say({.as = "landlord68", .text = std::move(text), .group = "nanbang"});
    scene.time.drain();
    return number;
  }
};

TEST_F(Callbacks, AStreamAnswerIsSeenInTheGroup) {
  service.bot = [](auto&) { return Scene::stream("st", "已登记", true).dump(); };
  auto& told = scene.wecom.told(say("我5月3日返回"));
  EXPECT_THAT(scene.wecom.texts("nanbang"), ElementsAre("已登记"));
  EXPECT_TRUE(told.over);
  EXPECT_EQ(told.tries.size(), 1);
  EXPECT_EQ(service.hearings.at(0)["text"]["content"], "@小邻 我5月3日返回");
}

// §7.2: the most common mistake in public integrations
TEST_F(Callbacks, ATextIsNoAnswerToAMessage) {
  service.bot = [](auto&) { return Json{{"msgtype", "text"}, {"text", {{"content", "好"}}}}.dump(); };
  auto& told = scene.wecom.told(say("您好"));
  EXPECT_TRUE(scene.wecom.texts("nanbang").empty());
  EXPECT_EQ(told.tries.at(0).wrong, "invalid message type");
}

// §4.4
TEST_F(Callbacks, AnAnswerWithAnotherNonceIsOfNoUse) {
  service.other_nonce = "other";
  service.bot = [](auto&) { return Scene::stream("st", "已登记", true).dump(); };
  EXPECT_EQ(scene.wecom.told(say("一")).tries.at(0).wrong, "nonce of another request");
  EXPECT_TRUE(scene.wecom.texts("nanbang").empty());
}

// §4.5
TEST_F(Callbacks, FiveSecondsThreeTimesInAll) {
  service.bot = [](auto&) { return std::optional<std::string>(); };
  auto number = say("一");
  scene.time.advance(4'999ms);
  EXPECT_EQ(service.hearings.size(), 1);
  scene.time.advance(60s);
  EXPECT_EQ(service.hearings.size(), 3);
  EXPECT_EQ(service.hearings[0]["msgid"], service.hearings[2]["msgid"]);
  EXPECT_EQ(service.nonces[0], service.nonces[2]);
  EXPECT_FALSE(scene.wecom.told(number).lost.empty());
}

TEST_F(Callbacks, ARepeatMayCarryANewNonce) {
  scene.wecom.core().manners.same_nonce = false;
  service.status = 503;
  say("一");
  scene.time.advance(60s);
  ASSERT_EQ(service.nonces.size(), 3);
  EXPECT_NE(service.nonces[0], service.nonces[1]);
  EXPECT_EQ(service.hearings[0]["msgid"], service.hearings[1]["msgid"]);
}

TEST_F(Callbacks, AStatusIsAFailureOrNotAsSet) {
  scene.wecom.core().manners.repeats_after_status = false;
  service.status = 503;
  say("一");
  scene.time.advance(60s);
  EXPECT_EQ(service.nonces.size(), 1);
}

TEST_F(Callbacks, AClickComesOnceOnly) {
  service.bot = [](auto&) { return Json{{"msgtype", "template_card"}, {"template_card", card("t-1", two_buttons())}}.dump(); };
  say("一");
  auto number = scene.wecom.last("nanbang")->number;
  service.bot = [](auto&) { return std::optional<std::string>(); };
  ASSERT_NE(scene.wecom.press(number, "yes", "landlord60"), 0);
  scene.time.drain();
  scene.time.advance(60s);
  EXPECT_EQ(service.hearings.size(), 2);
  EXPECT_EQ(service.hearings[1]["event"]["template_card_event"]["event_key"], "yes");
  service.bot = [](auto&) { return Json{{"response_type", "update_template_card"}, {"template_card", card("t-1", {{{"text", "已确认"}, {"key", "noop"}}})}}.dump(); };
  scene.wecom.press(number, "yes", "landlord60");
  scene.time.drain();
  EXPECT_EQ(scene.wecom.last("nanbang")->look.buttons.at(0).label, "已确认");
}

// §7.2
TEST_F(Callbacks, AnUnfinishedStreamIsAskedForUntilItIsFinished) {
  int asked = 0;
  service.bot = [&](const Json& said) {
    if (said["msgtype"] != "stream") return Scene::stream("st", "正在登记", false).dump();
    return ++asked < 3 ? Scene::stream("st", "快好了", false).dump() : Scene::stream("st", "已登记", true).dump();
  };
  say("一");
  EXPECT_THAT(scene.wecom.texts("nanbang"), ElementsAre("正在登记"));
  scene.time.advance(60s);
  EXPECT_EQ(asked, 3);
  EXPECT_THAT(scene.wecom.texts("nanbang"), ElementsAre("已登记"));
}

TEST_F(Callbacks, AStreamThatNeverEndsIsAskedForSixMinutes) {
  int asked = 0;
  service.bot = [&](const Json& said) {
    asked += said["msgtype"] == "stream";
    return Scene::stream("st", "正在登记", false).dump();
  };
  say("一");
  scene.time.advance(1h);
  EXPECT_EQ(asked, 360);
}

// §7.4
TEST_F(Callbacks, AResponseUrlIsGoodOnceWithinAnHour) {
  say("一"), say("二");
  std::string first = service.hearings.at(0)["response_url"], second = service.hearings.at(1)["response_url"];
  EXPECT_EQ(scene.post(first, Scene::markdown("**已登记**"))["errcode"], 0);
  EXPECT_NE(scene.post(first, Scene::markdown("又一次"))["errcode"], 0);
  scene.time.advance(1h);
  EXPECT_NE(scene.post(second, Scene::markdown("太晚"))["errcode"], 0);
  EXPECT_THAT(scene.wecom.texts("nanbang"), ElementsAre("已登记"));
}

// §7.1
TEST_F(Callbacks, APictureLiesEncryptedFiveMinutes) {
  scene.wecom.say({.as = "landlord68", .type = "image", .bytes = "a picture"});
  scene.time.drain();
  std::string url = service.hearings.at(0)["image"]["url"];
  auto got = scene.raw("GET", url);
  EXPECT_EQ(got->body.size() % 32, 0);
  EXPECT_EQ(linli::wecom::open_media(got->body, secret(scene.wecom.core().world.bot_door.key)), "a picture");
  scene.time.advance(5min);
  EXPECT_EQ(scene.raw("GET", url)->status, 404);
}

// §5.3
TEST_F(Callbacks, TheApplicationHearsXmlAndAnswersWithAButton) {
  scene.wecom.say({.as = "landlord68", .text = "我家 <302> ]]> 退租", .to = To::application});
  scene.time.drain();
  EXPECT_EQ(xml_field(service.xml.at(0), "Content"), "我家 <302> ]]> 退租");
  EXPECT_EQ(xml_field(service.xml.at(0), "FromUserName"), "landlord68");
  scene.as_application("message/send", {{"touser", "landlord68"}, {"msgtype", "template_card"}, {"agentid", 1000002}, {"template_card", card("t-1", two_buttons())}});
  auto number = scene.wecom.last(with_application("landlord68"))->number;
  service.passive = "<xml>" + cdata("MsgType", "update_button") + "<Button>" + cdata("ReplaceName", "已确认") + "</Button></xml>";
  scene.wecom.press(number, "是", "landlord68");
  scene.time.drain();
  EXPECT_EQ(xml_field(service.xml.at(1), "EventKey"), "yes");
  EXPECT_EQ(scene.wecom.last(with_application("landlord68"))->look.buttons.at(0).label, "已确认");
  Json change{{"agentid", 1000002}, {"response_code", xml_field(service.xml.at(1), "ResponseCode")}, {"template_card", card("t-1", two_buttons())}};
  EXPECT_EQ(scene.as_application("message/update_template_card", change)["errcode"], 0);
}

TEST_F(Callbacks, AVoiceOfTheApplicationIsAMediaId) {
  scene.wecom.say({.as = "landlord68", .to = To::application, .type = "voice", .bytes = "#!AMR voice"});
  scene.time.drain();
  EXPECT_EQ(xml_field(service.xml.at(0), "Format"), "amr");
  auto target = "/cgi-bin/media/get?access_token=" + scene.token() + "&media_id=" + xml_field(service.xml.at(0), "MediaId");
  EXPECT_EQ(scene.raw("GET", target)->body, "#!AMR voice");
}

// §4.3
TEST_F(Callbacks, TheAddressIsCheckedByteByByte) {
  std::string wrong = "not asked";
  scene.wecom.doors().check_address(Doors::Which::bot, [&](std::string told) { wrong = std::move(told); });
  scene.time.drain();
  EXPECT_EQ(wrong, "");
  service.more_in_check = "\n";
  scene.wecom.doors().check_address(Doors::Which::bot, [&](std::string told) { wrong = std::move(told); });
  scene.time.drain();
  EXPECT_EQ(wrong, "the body is not exactly the decrypted word");
}

// §8.1: a bot has one of the two doors
TEST_F(Callbacks, ABotInUrlModeCannotSubscribe) { EXPECT_EQ(scene.subscribe(*scene.connect())["errcode"], 853000); }

}  // namespace
}  // namespace standins_wecom_test
