// The three doors against a WeCom that is not ours to bend: the stand-in signs, posts, repeats, kicks and cuts as the platform does.
#include <gtest/gtest.h>

#include "adapters/wecom/api.hpp"
#include "adapters/wecom/bodies.hpp"
#include "adapters/wecom/doors.hpp"
#include "tests/standins/wecom/standin.hpp"
#include "tests/wecom/fakes.hpp"

namespace linli::wecom::doors_standin_test {

using namespace std::chrono_literals;
using namespace fakes;
namespace ws = wecom_standin;

// A small picture's beginning; what follows does not matter here.
const std::string picture = std::string("\xff\xd8\xff\xe0", 4) + std::string(2'000, 'p');

class Street {
 public:
  enum class By : std::uint8_t { callback, link };
  explicit Street(By by, ws::Manners manners = {}) : wecom(home.time, home.time, world(), manners) {
    auto& known = wecom.core().world;
    if (by == By::callback) known.bot_door.url = "https://office.example.invalid/wecom/bot";
    known.application.url = "https://office.example.invalid/wecom/app";
    Options set;
    set.bot_names = {known.bot_name};
    set.application.emplace();
    set.application->corp = known.corp, set.application->agent = known.agent, set.application->secret = secret(known.secret);
    set.application->callback = {"/wecom/app", secret(known.application.token), secret(known.application.key), known.corp};
    set.bot.emplace();
    set.bot->id = known.bot;
    if (by == By::callback) set.bot->callback = {"/wecom/bot", secret(known.bot_door.token), secret(known.bot_door.key), ""};
    else set.bot->secret = secret(known.bot_secret);
    for (auto& group : known.groups) set.groups.push_back({group.name, group.chat, nullptr});
    set.media_hosts = {"files.wecom-standin.invalid"};
    House house{.account = AccountId{3}, .loop = home.time, .io = home.time, .events = home.sink, .replies = home.replies, .aliases = home.aliases, .notices = home.told,
        .caller = wecom.calls(), .links = wecom.links(), .chance = [] { return 0.5; }, .random = [](std::size_t count) { return std::string(count, 'r'); }};
    api = std::make_shared<Api>(house, set);
    doors = std::make_unique<Doors>(house, set, api.get());
    wecom.post_with(doors->routes());
    doors->start();
    home.pass(1s);
  }

  static ws::World world() { return *ws::read_world(LINLI_SOURCE_DIR "/tests/standins/wecom/world.toml"); }
  const std::vector<Event>& events() const { return home.sink.events; }

  Home home;
  ws::Standin wecom;
  std::shared_ptr<Api> api;
  std::unique_ptr<Doors> doors;
};

struct WecomDoors : testing::TestWithParam<Street::By> {
  Street street{GetParam()};
};

TEST_P(WecomDoors, AGroupsMentionBecomesAnEventOfAPlainUserid) {
  street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
  street.home.pass(1s);
  ASSERT_EQ(street.events().size(), 1u);
  auto& event = street.events()[0];
  EXPECT_EQ(event.actor, "landlord68");
  EXPECT_EQ(event.platform_chat, "nanbang");
  EXPECT_EQ(std::get<MessageIn>(event.body).text, "302室租客5月3日返回");
  EXPECT_TRUE(std::get<MessageIn>(event.body).addressed);
}

TEST_P(WecomDoors, APersonOnTwoDoorsIsOnePersonInOneChat) {
  street.wecom.say({.as = "landlord68", .text = "我明天回来"});
  street.home.pass(1s);
  street.wecom.say({.as = "landlord68", .text = "我明天回来", .to = ws::To::application});
  street.home.pass(1s);
  ASSERT_EQ(street.events().size(), 2u);
  EXPECT_EQ(street.events()[0].actor, street.events()[1].actor);
  EXPECT_EQ(street.events()[0].platform_chat, "d:landlord68");
  EXPECT_EQ(street.events()[1].platform_chat, "d:landlord68");
}

TEST_P(WecomDoors, APictureIsFetchedAndOpened) {
  street.wecom.say({.as = "landlord68", .type = "image", .bytes = picture});
  street.home.pass(1s);
  ASSERT_EQ(street.events().size(), 1u);
  auto& media = std::get<MediaIn>(street.events()[0].body);
  EXPECT_EQ(media.got, MediaIn::Got::whole);
  EXPECT_EQ(media.type, "image/jpeg");
  EXPECT_EQ(media.bytes, picture);
}

TEST_P(WecomDoors, AVoiceIsWhatThePlatformUnderstood) {
  street.wecom.say({.as = "landlord68", .text = "我明天回来", .type = "voice"});
  street.home.pass(1s);
  ASSERT_EQ(street.events().size(), 1u);
  EXPECT_TRUE(std::get<MessageIn>(street.events()[0].body).spoken);
}

TEST_P(WecomDoors, AnOpenedChatIsAHello) {
  street.wecom.open_chat("landlord68");
  street.home.pass(1s);
  ASSERT_EQ(street.events().size(), 1u);
  EXPECT_TRUE(std::holds_alternative<HelloIn>(street.events()[0].body));
  EXPECT_EQ(street.events()[0].platform_chat, "d:landlord68");
}

INSTANTIATE_TEST_SUITE_P(Both, WecomDoors, testing::Values(Street::By::callback, Street::By::link),
    [](auto& info) { return info.param == Street::By::callback ? "Callback" : "LongConnection"; });

TEST(WecomDoorsCallback, ClaimedWordsAreSeenInTheGroup) {
  Street street(Street::By::callback);
  street.home.sink.claim = true;
  auto said = street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
  street.home.pass(1s);
  EXPECT_EQ(street.wecom.texts("nanbang"), (std::vector<std::string>{"made up words"}));
  EXPECT_TRUE(street.wecom.told(said).over);
  EXPECT_EQ(street.wecom.told(said).tries.at(0).wrong, "");
}

TEST(WecomDoorsCallback, AnOpenedChatIsGreeted) {
  Street street(Street::By::callback);
  street.home.sink.claim = true;
  street.wecom.open_chat("landlord68");
  street.home.pass(1s);
  EXPECT_EQ(street.wecom.texts(ws::with_bot("landlord68")), (std::vector<std::string>{"made up words"}));
}

TEST(WecomDoorsCallback, ACardInTheAnswerIsSeenPressedAndChanged) {
  Street street(Street::By::callback);
  street.home.sink.claim = true;
  street.home.replies.buttons = {{"q:12:0", "是"}, {"q:12:1", "不是"}};
  auto said = street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
  street.home.pass(1s);
  EXPECT_EQ(street.wecom.told(said).tries.at(0).wrong, "");
  auto* card = street.wecom.last("nanbang");
  ASSERT_TRUE(card);
  ASSERT_EQ(card->look.task, "say-7");
  auto pressed = street.wecom.press(card->number, "q:12:1", "landlord68");
  street.home.pass(1s);
  EXPECT_EQ(std::get<ButtonIn>(street.events().back().body).key, "q:12:1");
  auto click = street.doors->live().take_click("say-7");
  ASSERT_TRUE(click && click->answer);
  EXPECT_TRUE(click->answer(update_body("不是\n已登记", "say-7")));
  street.home.pass(1s);
  EXPECT_EQ(street.wecom.told(pressed).tries.at(0).wrong, "");
  ASSERT_EQ(street.wecom.last("nanbang")->changes, 1);
  auto before = street.events().size();
  street.wecom.press(card->number, "-", "landlord68");
  street.home.pass(5s);
  EXPECT_EQ(street.events().size(), before);
}

TEST(WecomDoorsCallback, ThePlatformsRepeatsEndWithTheWordsOnce) {
  for (bool same_nonce : {true, false}) {
    Street street(Street::By::callback, {.same_nonce = same_nonce});
    street.home.sink.claim = true;
    street.home.sink.refuse = {Refusal::busy, Refusal::busy};
    auto said = street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
    street.home.pass(30s);
    EXPECT_EQ(street.wecom.told(said).tries.size(), 3u);
    EXPECT_EQ(street.wecom.texts("nanbang"), (std::vector<std::string>{"made up words"}));
  }
}

TEST(WecomDoorsCallback, BothAddressesPassTheCheckOfThePlatform) {
  Street street(Street::By::callback);
  for (auto which : {ws::Doors::Which::bot, ws::Doors::Which::application}) {
    std::string wrong = "no answer";
    street.wecom.doors().check_address(which, [&](std::string what) { wrong = std::move(what); });
    street.home.pass(2s);
    EXPECT_EQ(wrong, "");
  }
}

TEST(WecomDoorsLink, ComesBackAfterACut) {
  Street street(Street::By::link);
  EXPECT_TRUE(street.doors->link()->up());
  street.wecom.gateway().cut_links();
  street.home.settle();
  EXPECT_FALSE(street.doors->link()->up());
  street.home.pass(2s);
  EXPECT_TRUE(street.doors->link()->up());
  EXPECT_EQ(street.doors->link()->generation(), 2u);
}

TEST(WecomDoorsLink, LetsASecondInstanceBe) {
  Street street(Street::By::link);
  street.wecom.gateway().second_instance();
  street.home.pass(299s);
  EXPECT_FALSE(street.doors->link()->up());
  street.home.pass(3s);
  EXPECT_TRUE(street.doors->link()->up());
}

TEST(WecomDoorsLink, ADayOfPingsKeepsOneConnection) {
  Street street(Street::By::link);
  street.home.pass(24h);
  EXPECT_TRUE(street.doors->link()->up());
  EXPECT_EQ(street.doors->link()->generation(), 1u);
}

TEST(WecomDoorsLink, SixHoursAwayEndWithAConnection) {
  Street street(Street::By::link);
  street.wecom.away(street.home.time.wall(), street.home.time.wall() + 6h);
  street.home.pass(6h);
  EXPECT_FALSE(street.doors->link()->up());
  street.home.pass(31s);
  EXPECT_TRUE(street.doors->link()->up());
  street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
  street.home.pass(1s);
  EXPECT_EQ(street.events().size(), 1u);
}

TEST(WecomDoorsLink, AReqIdAnswersInTheGroup) {
  Street street(Street::By::link);
  street.wecom.say({.as = "landlord68", .text = "302室租客5月3日返回", .group = "nanbang"});
  street.home.pass(1s);
  auto* request = street.doors->live().newest("nanbang", street.doors->link()->generation());
  ASSERT_TRUE(request);
  std::vector<std::expected<std::int64_t, http::Failure>> answers;
  street.doors->link()->request("aibot_respond_msg", request->request, R"({"msgtype":"stream","stream":{"id":"st-1","finish":true,"content":"已登记"}})",
      [&](std::expected<std::int64_t, http::Failure> answer) { answers.push_back(answer); });
  street.home.pass(1s);
  EXPECT_EQ(answers, (std::vector<std::expected<std::int64_t, http::Failure>>{0}));
  EXPECT_EQ(street.wecom.texts("nanbang"), (std::vector<std::string>{"已登记"}));
}

}  // namespace linli::wecom::doors_standin_test
