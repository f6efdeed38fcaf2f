// Who reads what of a case at the room's door: staff of the areas above it, and others only as the parties they are.
#include <gtest/gtest.h>

#include "bot/bot.hpp"
#include "service/clocks/pretended.hpp"
#include "service/knowledge/knowledge_loader.hpp"
#include "service/log/json_log.hpp"
#include "service/room/doors.hpp"
#include "storage/import_set.hpp"
#include "tests/storage/given.hpp"

namespace cases_door_test {
using namespace linli;

struct Door {
  given::Given g;
  Pretended time{given::at(11)};
  BotClock clock{time};
  std::unique_ptr<Log> log = no_log();
  std::shared_ptr<const Knowledge> k = std::make_shared<const Knowledge>(load_knowledge(LINLI_SOURCE_DIR "/config").value().knowledge);
  Bot bot{k};
  std::shared_ptr<const Words> words = Words::load(LINLI_SOURCE_DIR "/templates", k->zone).value();
  Pipeline pipeline{bot, *g.store, time, clock, *log};
  Dispatcher dispatcher{{*g.store, time, time, clock, *words, pipeline, *log, [] { return 1.0; }}};
  Scheduler scheduler{{*g.store, time, time, clock, pipeline, dispatcher, *log}};
  room::House house{*g.store, time, time, clock, pipeline, scheduler, *words, *k, g.account};
  std::unique_ptr<webchat::Cases> cases = room::cases_door(house);

  ~Door() {
    g.store->stop();
    time.drain();
  }
  // The words in which somebody's report stands in a timeline; empty where the viewer may not read them.
  std::optional<std::string> said(const char* viewer, CaseId of) {
    std::optional<std::optional<webchat::Timeline>> got;
    cases->timeline(viewer, std::to_string(of.value), [&](std::optional<webchat::Timeline> found) { got = std::move(found); });
    EXPECT_TRUE(time.run_while([&] { return !got; }));
    if (!got || !*got) return std::nullopt;
    for (auto& entry : (*got)->past)
      if (entry.kind == webchat::EntryKind::said) return entry.sealed ? std::string() : entry.text;
    return std::string();
  }
};

TEST(CasesDoor, ALeaderOfAnotherGroupWhoRentsHereReadsAsARenter) {
  Door door;
  auto of = given::opened_case(door.g);
  std::expected<ImportCounts, std::vector<ImportError>> imported;
  ASSERT_TRUE(given::write(*door.g.store, [&](Writes& w) {
    auto set = given::street();
    set.roles.push_back({"li", "group leader", "g1", 5});
    set.roles.push_back({"wang", "group leader", "g2", 6});
    imported = w.import(set, given::at(11));
  }));
  ASSERT_TRUE(imported);
  EXPECT_EQ(door.said("actor-li", of), "我家301的租客小王2月15号从武汉回来");
  EXPECT_EQ(door.said("actor-zhou", of), "我家301的租客小王2月15号从武汉回来");
  EXPECT_EQ(door.said("actor-wang", of), "");
  EXPECT_EQ(door.said("actor-chen", of), std::nullopt);
}

}  // namespace cases_door_test
