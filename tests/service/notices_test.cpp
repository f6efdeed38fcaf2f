#include "service/platform/notices.hpp"

#include <gtest/gtest.h>

#include "service/clocks/pretended.hpp"
#include "service/platform/aliases.hpp"
#include "tests/storage/given.hpp"

namespace linli::notices_test {

class Lines final : public Log {
 public:
  void write(Level level, std::string_view what, std::initializer_list<Field> fields) noexcept override {
    lines.push_back((level == Level::info ? "info " : level == Level::warning ? "warning " : "error ") + std::string(what));
    for (auto& [name, value] : fields)
      if (name == "more") lines.back() += " and " + std::to_string(std::get<std::int64_t>(value)) + " more";
  }
  std::vector<std::string> lines;
};

TEST(Notices, AnAlarmIsKeptUntilItIsMendedAndToldOnce) {
  Pretended time{given::at(11)};
  Lines log;
  AccountNotices notices(AccountId{1025}, time, log);
  notices.warning("reconnecting", "refused");
  EXPECT_TRUE(notices.alarms().empty());
  notices.alarm("kicked", "another instance");
  time.advance(std::chrono::seconds(5));
  notices.alarm("kicked", "another instance");
  notices.alarm("no_token", "40001");
  auto alarms = notices.alarms();
  ASSERT_EQ(alarms.size(), 2u);
  EXPECT_EQ(alarms[0].what, "kicked");
  EXPECT_EQ(alarms[0].since, given::at(11)) << "since the first time";
  EXPECT_EQ(alarms[1].why, "40001");
  notices.mended("kicked");
  notices.mended("kicked");
  ASSERT_EQ(notices.alarms().size(), 1u);
  EXPECT_EQ(log.lines, (std::vector<std::string>{"warning reconnecting", "error kicked", "error no_token", "info mended"}));
}

TEST(Notices, AFloodOfOneWarningIsALineAMinuteWithHowMuchMoreThereWas) {
  Pretended time{given::at(11)};
  Lines log;
  AccountNotices notices(AccountId{1025}, time, log);
  for (int second = 0; second < 150; ++second) {
    for (int i = 0; i < 10; ++i) notices.warning("wecom.callback.refused", "signature");
    if (second == 30) notices.warning("wecom.callback.refused", "window");
    time.advance(std::chrono::seconds(1));
  }
  EXPECT_EQ(log.lines, (std::vector<std::string>{"warning wecom.callback.refused", "warning wecom.callback.refused",
                           "warning wecom.callback.refused and 599 more", "warning wecom.callback.refused and 599 more"}));
  log.lines.clear();
  time.advance(std::chrono::minutes(1));
  notices.warning("wecom.callback.refused", "window");
  EXPECT_EQ(log.lines, std::vector<std::string>{"warning wecom.callback.refused"}) << "nothing was kept back";
}

TEST(Notices, SoManyDifferentWarningsThatSomeAreForgottenAreStillWritten) {
  Pretended time{given::at(11)};
  Lines log;
  AccountNotices notices(AccountId{1025}, time, log);
  for (int i = 0; i < 1'000; ++i) notices.warning("w", std::to_string(i)), time.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(log.lines.size(), 1'000u);
}

TEST(Aliases, AreKeptAndFoundThroughTheirDoor) {
  given::Given g;
  Pretended time{given::at(11)};
  Lines log;
  auto door = aliases(*g.store, time, log);
  auto find = [&](std::string alias) {
    std::optional<std::optional<std::string>> found;
    door->find(g.account, std::move(alias), [&](std::optional<std::string> actor) { found = std::move(actor); });
    EXPECT_FALSE(found) << "never within the call";
    EXPECT_TRUE(time.run_while([&] { return !found; }));
    return *found;
  };
  EXPECT_FALSE(find("wo1"));
  door->keep(g.account, "wo1", "actor-zhou");
  EXPECT_TRUE(given::write(*g.store, [](Writes&) {}));
  EXPECT_EQ(find("wo1"), "actor-zhou");
  g.store->stop();
  EXPECT_FALSE(find("wo1")) << "a store that is gone knows nothing, and answers";
  door->keep(g.account, "wo2", "actor-zhou");
  EXPECT_EQ(log.lines, std::vector<std::string>{"warning alias_not_kept"});
}

}  // namespace linli::notices_test
