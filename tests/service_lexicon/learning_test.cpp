// From a contradiction in the chat to what the administrator may see of it, through the real service.
#include "service/lexicon/suggest.hpp"
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

}  // namespace learning_test
}  // namespace linli
