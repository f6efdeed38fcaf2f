// Cards of another store of the same bot: its numbers are the same, its questions are not.
#include "service/platform/event_door.hpp"
#include "service/way_out/marks.hpp"
#include "tests/service/house.hpp"

namespace marks_test {

using namespace linli;

// Asks one question with buttons in a store of its own.
struct Asked {
  given::Folder folder;
  house::Service s{folder.path};
  std::unique_ptr<EventSink> door = event_door(s.app->pipeline(), s.app->store().mark());
  Outgoing card;

  Asked() {
    s.move(given::at(12, 0, 20));          // after midnight nobody can be sure which day tomorrow is
    EXPECT_TRUE(s.say("a", "小王明天从合肥到，两个人", true));
    for (auto& words : s.ear.heard)
      if (!words.buttons.empty()) card = words;
    s.ear.heard.clear();
  }
  std::vector<std::string> press(const std::string& id, const std::string& key) {
    auto event = s.message(id, "", "actor-zhou", true);
    event.body = ButtonIn{key};
    bool taken = false;
    door->submit(std::move(event), [&](std::expected<Taken, Refusal> t) { taken = t.has_value(); });
    EXPECT_TRUE(s.time.run_while([&] { return !taken; }));
    s.move(s.app->clock().now() + std::chrono::seconds(10));
    std::vector<std::string> out;
    for (auto& words : std::exchange(s.ear.heard, {}))
      if (!words.replaces) out.push_back(words.text);
    return out;
  }
};

TEST(Marks, APressOnACardOfAnotherStoreAnswersNoQuestionOfThisOne) {
  Asked before, now;
  ASSERT_FALSE(before.card.buttons.empty());
  ASSERT_FALSE(now.card.buttons.empty());
  auto old = before.card.buttons[0].key, ours = now.card.buttons[0].key;
  EXPECT_EQ(old.substr(0, old.find('@')), ours.substr(0, ours.find('@'))) << "the same numbers";
  EXPECT_NE(before.card.key, now.card.key) << "which the platform must be able to tell apart";
  EXPECT_EQ(now.press("p1", old), std::vector<std::string>{"这一张已经有结果了，不用再按。"});
  EXPECT_EQ(now.press("p2", ours.substr(0, ours.find('@'))), std::vector<std::string>{"这一张已经有结果了，不用再按。"}) << "nor on one of nobody";
  EXPECT_TRUE(now.s.cases().empty()) << "the question is still open";
  now.press("p3", ours);
  EXPECT_EQ(now.s.cases().size(), 1u);
}

TEST(Marks, AStoreKeepsItsMark) {
  given::Given g;
  auto mark = g.store->mark();
  EXPECT_EQ(mark.size(), 8u);
  g.close();
  g.open();
  EXPECT_EQ(g.store->mark(), mark);
  EXPECT_NE(given::Given().store->mark(), mark);
}

}  // namespace marks_test
