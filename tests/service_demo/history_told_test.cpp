// The demo's history as it stands in the chats: everybody's own lines too, each before what the bot answered, however often it is told.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "service/clocks/pretended.hpp"
#include "service/demo/play_seed.hpp"
#include "service/log/json_log.hpp"
#include "storage/reads.hpp"

namespace history_told_test {
using namespace linli;
namespace fs = std::filesystem;
using Json = nlohmann::json;

class Demo {
 public:
  Demo() {
    std::string name = (fs::temp_directory_path() / "linli-told-XXXXXX").string();
    root_ = mkdtemp(name.data());
    setup_ = load_setup(fs::path(LINLI_SOURCE_DIR) / "config", fs::path(LINLI_SOURCE_DIR) / "templates").value();
    seed = demo_seed(fs::path(LINLI_SOURCE_DIR) / "config/demo").value();
  }
  ~Demo() {
    down();
    fs::remove_all(root_);
  }
  Demo(const Demo&) = delete;
  Demo& operator=(const Demo&) = delete;

  void up() {
    StoreOptions options;
    options.data = root_ / "linli.db";
    options.keys = root_ / "keys.db";
    options.master_key = root_ / "master.key";
    options.make_master_key = true;
    app_ = App::build(setup_, options, {time_, time_, *log_, [] { return 0.5; }}).value();
    app_->set_clock(seed.history.front().at);
    ASSERT_FALSE(demo::furnish(*app_, seed));
    PlatformConfig config;
    config.bot_names = {"小邻"};
    room_ = std::make_unique<room::Room>(time_, time_, *app_, config, room::Options{true, {}, {}});
    app_->start(true);
  }
  // `lines`: how many of them; then the clock stands where it stood.
  void tell(std::size_t lines) {
    auto part = seed;
    part.history.resize(lines);
    if (lines < seed.history.size()) part.begins = seed.history[lines].at;
    bool done = false;
    demo::tell_history(*app_, *room_, part, [&] { done = true; });
    ASSERT_TRUE(time_.run_while([&] { return !done; }));
  }
  void down() {
    if (!app_) return;
    bool stopped = false;
    app_->stop([&] { stopped = true; });
    time_.run_while([&] { return !stopped; });
    app_->close();
    time_.drain();
    room_.reset();
    app_.reset();
  }
  // As the page shows them: a changed line stands where it stood.
  std::vector<Json> lines(const std::string& chat) {
    auto found = app_->look([&](Reads& r) {
      std::vector<std::string> chats{chat};
      return r.room_after(room_->account(), chats, 0, 1'000);
    });
    std::vector<Json> out;
    for (auto& line : found) {
      out.push_back(Json::parse(line.body));
      if (!out.back().contains("first")) out.back()["first"] = line.n;
    }
    std::ranges::sort(out, {}, [](const Json& line) { return line["first"].get<std::int64_t>(); });
    return out;
  }
  DemoSeed seed;

 private:
  fs::path root_;
  Pretended time_{Instant(std::chrono::days(20'000))};
  std::unique_ptr<Log> log_ = no_log();
  Setup setup_;
  std::unique_ptr<App> app_;
  std::unique_ptr<room::Room> room_;
};

std::vector<std::string> by_people(const std::vector<Json>& lines) {
  std::vector<std::string> out;
  for (auto& line : lines)
    if (line["from"] != "bot") out.push_back(line["from"].get<std::string>() + " " + line["at"].get<std::string>() + " " + line["text"].get<std::string>());
  return out;
}

TEST(HistoryTold, EverybodysLinesStandInTheirChatsInOrder) {
  Demo demo;
  demo.up();
  demo.tell(demo.seed.history.size());
  std::map<std::string, std::size_t> told;
  for (auto& line : demo.seed.history) ++told[line.platform_chat.empty() ? webchat::direct_chat(line.actor) : line.platform_chat];
  for (auto& [chat, count] : told) {
    auto lines = demo.lines(chat);
    EXPECT_EQ(by_people(lines).size(), count) << chat;
    EXPECT_TRUE(std::ranges::is_sorted(lines, {}, [](const Json& line) { return line["at"].get<std::string>(); })) << chat;
  }
  auto group = demo.lines("g:landlords");
  ASSERT_GT(by_people(group).size(), 1U);
  EXPECT_EQ(by_people(group).front(), "l-jiang 2020-02-02T10:12:00+08:00 71号202小吴2月4号从南京回来，一个人，坐火车");
  EXPECT_FALSE(group[0]["name"].get<std::string>().empty());
  EXPECT_EQ(group[1]["from"], "bot");
  EXPECT_EQ(by_people(group).back(), "l-li 2020-02-10T17:44:00+08:00 菜场今天几点关门");
}

TEST(HistoryTold, ToldAgainOrBrokenOffNothingStandsTwice) {
  Demo demo;
  demo.up();
  demo.tell(4);
  demo.down();
  demo.up();
  demo.tell(demo.seed.history.size());
  auto jiang = demo.lines("d:l-jiang"), group = demo.lines("g:landlords");
  demo.down();
  demo.up();
  demo.tell(demo.seed.history.size());
  EXPECT_EQ(demo.lines("d:l-jiang"), jiang);
  EXPECT_EQ(demo.lines("g:landlords"), group);
  EXPECT_EQ(by_people(jiang).size(), std::size_t(std::ranges::count_if(demo.seed.history, [](auto& l) { return l.actor == "l-jiang" && l.platform_chat.empty(); })));
}

}  // namespace history_told_test
