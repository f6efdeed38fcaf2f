// From a contradiction in the chat to what the administrator may see of it, through the real service.
#include <algorithm>
#include <sstream>

#include "service/control/control.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/lexicon/offer.hpp"
#include "tests/service/house.hpp"

namespace linli {
namespace learning_test {
using house::Service;

std::vector<LessonView> lessons(Service& s) {
  return s.app->look([](Reads& r) { return r.lessons(); });
}
std::string said(const LessonView& v) { return given::open_plain(v.words); }

struct Learning : testing::Test {
  given::Folder folder;
  Service s{folder.path};
};

TEST_F(Learning, ARecordTakenBackIsKeptWithItsWords) {
  s.say("a", "301租客2月18号从武汉回来");
  ASSERT_EQ(s.cases().size(), 1u);
  EXPECT_TRUE(lessons(s).empty());
  s.say("b", "撤回", true);
  ASSERT_EQ(lessons(s).size(), 1u);
  EXPECT_EQ(lessons(s)[0].why, LessonWhy::withdrawn);
  EXPECT_NE(said(lessons(s)[0]).find("回来"), std::string::npos);
}

TEST_F(Learning, ACardThatIsDeniedIsKeptAndWhatCameInsteadIsWhatWasMeant) {
  s.say("a", "301租客星期二从武汉回来", true);   // it is Tuesday: two readings, a card
  ASSERT_TRUE(s.cases().empty());
  s.say("b", "不对", true);
  ASSERT_EQ(lessons(s).size(), 1u);
  EXPECT_EQ(lessons(s)[0].why, LessonWhy::declined);
  s.say("c", "2月18号", true);
  ASSERT_EQ(s.cases().size(), 1u);
  EXPECT_EQ(lessons(s)[0].meant, Intent::return_report);
}

TEST_F(Learning, AWordFromOnePersonIsNotShown) {
  s.say("a", "301租客星期二从武汉蹿屋回来", true);
  s.say("b", "不对", true);
  auto shown = [&](std::size_t people) {
    return s.app->look([&](Reads& r) { return lexicon::suggest(r, *s.app->knowledge().reader, {.people = people}); });
  };
  EXPECT_TRUE(shown(2).empty());
  ASSERT_FALSE(shown(1).empty());
  for (auto& word : shown(1)) EXPECT_EQ(word.example.find("301"), std::string::npos) << word.example;
}

// What `linli lexicon suggest` hears at the door of the running service.
std::vector<lexicon::Suggestion> asked_at_the_door(Service& s) {
  room::Room room(s.time, s.time, *s.app, {}, {});
  Connections none;
  auto routes = control::routes(*s.app, s.time, room, none, "");
  auto route = std::ranges::find(routes, "/lexicon/", &http::Route::path);
  std::optional<http::Response> answer;
  http::Request request;
  request.path = "/lexicon/2";
  route->handler(std::move(request), [&](http::Response r) { answer = std::move(r); });
  EXPECT_TRUE(s.time.run_while([&] { return !answer; }));
  EXPECT_EQ(answer->status, 200);
  return lexicon::from_lines(answer->body);
}

// What a service that has just started records of a message with the word.
std::vector<Intent> heard_with(const Setup& setup) {
  given::Folder folder;
  Service s(folder.path, given::at(11), setup);
  s.say("a", "301租客18号蹿屋", true);
  std::vector<Intent> out;
  for (auto& one : s.cases())
    for (auto& fact : s.story(one.row.id).facts) out.push_back(fact.row.intent);
  return out;
}

// The whole way: two people use a word that nothing knows, their cards are denied, the administrator is shown the word and nobody's matters, says yes,
// and when the service starts anew the word is read.
TEST(Taught, AWordIsShownWithoutNamesAndReadAfterAYes) {
  given::Folder folder, installed;
  auto config = installed.path / "config";
  std::filesystem::copy(LINLI_SOURCE_DIR "/config", config, std::filesystem::copy_options::recursive);
  EXPECT_TRUE(heard_with(house::setup()).empty());
  {
    Service s(folder.path);
    s.say("b", "301租客小王星期二从武汉蹿屋回来,电话13912345678", true);
    s.say("c", "不对", true);
    s.submit(s.message("d", "我星期二从武汉蹿屋回来", "actor-wang", true));
    s.move(s.app->clock().now() + std::chrono::seconds(10));
    s.submit(s.message("e", "不对", "actor-wang", true));
    s.move(s.app->clock().now() + std::chrono::seconds(10));
    ASSERT_EQ(lessons(s).size(), 2u);
    EXPECT_TRUE(s.cases().empty());

    auto shown = asked_at_the_door(s);
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_EQ(shown[0].word, "蹿屋");
    for (auto* personal : {"小王", "小明", "301", "139", "武汉", "周五"}) EXPECT_EQ(shown[0].example.find(personal), std::string::npos) << shown[0].example;
    std::istringstream says("back\n");
    std::ostringstream told;
    auto words = lexicon::offer(shown, &says, told);
    EXPECT_EQ(told.str().find("小王"), std::string::npos);
    EXPECT_EQ(lexicon::add_words(config / "lexicon", words), 1u);
  }
  auto heard = heard_with(load_setup(config, LINLI_SOURCE_DIR "/templates").value());
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0], Intent::return_report);
}

}  // namespace learning_test
}  // namespace linli
