// The demo's history, read, decided, stored and rendered: what the page shows when it is first opened. Without the service's loop: time moves from
// due to due.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <set>

#include "bot/bot.hpp"
#include "bot/understanding/reader.hpp"
#include "service/demo/demo_seed.hpp"
#include "service/knowledge/knowledge_loader.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "service/timeline/timeline.hpp"
#include "service/words/vocabulary.hpp"
#include "storage/reads.hpp"
#include "storage/store.hpp"
#include "storage/writes.hpp"

namespace history_played_test {
using namespace linli;
namespace fs = std::filesystem;

struct Sent {
  Instant at;
  std::string to, text;
  std::vector<std::string> buttons;
};

class Played {
 public:
  template <class F>
  auto read(F ask) {
    std::promise<decltype(ask(std::declval<Reads&>()))> promise;
    store_->read([&](Reads& reads) { promise.set_value(ask(reads)); });
    return promise.get_future().get();
  }

  Played() : seed_(demo_seed(fs::path(LINLI_SOURCE_DIR) / "config/demo").value()) {
    std::string name = (fs::temp_directory_path() / "linli-played-XXXXXX").string();
    root_ = mkdtemp(name.data());
    StoreOptions options;
    options.data = root_ / "linli.db";
    options.keys = root_ / "keys.db";
    options.master_key = root_ / "master.key";
    options.make_master_key = true;
    store_ = Store::open(options).value();
    auto config = fs::path(LINLI_SOURCE_DIR) / "config";
    auto knowledge = std::make_shared<Knowledge>(load_knowledge(config).value().knowledge);
    knowledge->reader = std::make_shared<Reader>(load_lexicon(config / "lexicon").value(), knowledge->zone);
    knowledge_ = knowledge;
    bot_ = std::make_unique<Bot>(knowledge_);
    words_ = Words::load(fs::path(LINLI_SOURCE_DIR) / "templates", knowledge_->zone).value();
    write([&](Writes& w) { EXPECT_TRUE(w.import(seed_.set, seed_.history.front().at)); });
    account_ = *read([](Reads& r) { return r.account("webchat"); });
    for (auto& line : seed_.history) {
      advance(line.at);
      say(line);
    }
    advance(seed_.begins);
  }
  ~Played() {
    store_.reset();
    fs::remove_all(root_);
  }
  Played(const Played&) = delete;
  Played& operator=(const Played&) = delete;

  void say(const DemoLine& line) {
    Event event;
    event.account = account_;
    event.dedupe = "line:" + std::to_string(++lines_);
    event.platform_chat = line.platform_chat.empty() ? "d:" + line.actor : line.platform_chat;
    event.direct = line.platform_chat.empty();
    event.actor = line.actor;
    event.sent = event.received = line.at;
    event.body = MessageIn{line.text, line.mention};
    run(event, line.at);
    deliver(line.at);
  }
  void advance(Instant to) {
    while (true) {
      auto ripe = read([&](Reads& r) { return r.ripe_dues(to, 1); });
      if (ripe.empty()) break;
      auto& due = ripe.front();
      deliver(due.at);
      Event event;
      event.dedupe = "due:" + std::to_string(due.id.value);
      event.sent = event.received = due.at;
      event.body = DueIn{due.id};
      if (due.kind == DueKind::burst) {
        auto burst = *read([&](Reads& r) { return r.burst(due.id); });
        event.account = burst.account;
        event.platform_chat = burst.platform_chat;
        event.actor = burst.actor;
        event.direct = burst.direct;
        event.sent = burst.in.first_sent;
        event.body = burst.in;
      }
      run(event, due.at);
      deliver(due.at);
    }
    deliver(to);
  }
  std::vector<CaseView> cases_seen_by(const std::string& actor) {
    std::vector<std::string> staff;
    for (auto& [name, role] : knowledge_->roles)
      if (role.staff) staff.push_back(name);
    return read([&](Reads& r) { return r.cases_seen_by(*r.person_of(account_, actor), staff, 100); });
  }
  webchat::Timeline timeline(CaseId id) {
    return read([&](Reads& r) { return timeline_of(*words_, sight_of(r), *r.story(id), knowledge_->playbooks, {PersonId{}, true}, seed_.begins); });
  }
  const Words& words() const { return *words_; }
  std::vector<Sent> sent;
  std::vector<std::string> failed;
  Instant begins() const { return seed_.begins; }

 private:
  void run(const Event& event, Instant now) {
    for (int tries = 0; tries < 3; ++tries) {
      std::promise<std::expected<Outcome, Refused>> promise;
      Unit unit;
      unit.event = event;
      unit.reading = bot_->read(event);
      unit.wanted = [this](const Event& e, const Reading& r, const Records* so_far) { return bot_->wanted(e, r, so_far); };
      unit.decide = [this](const Records& records, const Reading& r, const Event& e, Instant at) { return bot_->decide(records, r, e, at); };
      unit.now = now;
      unit.done = [&](auto result) { promise.set_value(std::move(result)); };
      ASSERT_TRUE(store_->run(std::move(unit)));
      auto outcome = promise.get_future().get();
      ASSERT_TRUE(outcome);
      if (!outcome->again) return;
    }
  }
  void write(std::function<void(Writes&)> job) {
    std::promise<bool> done;
    store_->write(std::move(job), [&](auto result) { done.set_value(bool(result)); });
    ASSERT_TRUE(done.get_future().get());
  }
  void deliver(Instant now) {
    while (true) {
      auto ready = read([&](Reads& r) { return r.ready_says(now, now, 50); });
      if (ready.empty()) return;
      for (auto& one : ready) {
        std::optional<SayRow> row;
        write([&](Writes& w) { row = w.begin_attempt(one.id, now); });
        if (!row) continue;
        auto rendered = read([&](Reads& r) { return words_->render(r, *row, now); });
        if (!rendered) {
          failed.push_back(std::string(name_of(rendered.error().why)) + " " + rendered.error().tmpl + " " + rendered.error().name);
          write([&](Writes& w) { w.ended(row->id, Ending::failed, std::string(name_of(rendered.error().why)), now); });
          continue;
        }
        Sent s{now, row->actor.empty() ? row->platform_chat : row->actor, rendered->text, {}};
        for (auto& b : rendered->buttons) s.buttons.push_back(b.label);
        sent.push_back(std::move(s));
        write([&](Writes& w) { w.sent(row->id, rendered->text, "m:" + std::to_string(row->id.value), now); });
      }
    }
  }

  DemoSeed seed_;
  fs::path root_;
  std::unique_ptr<Store> store_;
  std::shared_ptr<const Knowledge> knowledge_;
  std::unique_ptr<Bot> bot_;
  std::shared_ptr<const Words> words_;
  AccountId account_;
  int lines_{};
};

// LINLI_SHOW=1 prints what everybody was told, and the timelines.
void show(Played& demo) {
  if (!std::getenv("LINLI_SHOW")) return;
  for (auto& s : demo.sent) {
    std::string buttons;
    for (auto& b : s.buttons) buttons += " [" + b + "]";
    std::printf("%s → %s: %s%s\n", demo.words().vocabulary().stamp(s.at).c_str(), s.to.c_str(), s.text.c_str(), buttons.c_str());
  }
  for (auto& of : demo.cases_seen_by("g-zhang")) std::printf("\n%s", timeline_text(demo.words(), demo.timeline(of.row.id)).c_str());
}

TEST(HistoryPlayed, ThreeCasesAreThereWhenTheDemoBegins) {
  Played demo;
  EXPECT_THAT(demo.failed, testing::IsEmpty());
  std::map<std::string, std::string> states;
  for (auto& of : demo.cases_seen_by("g-zhang")) states[of.row.place.address] = of.row.state;
  EXPECT_EQ(states, (std::map<std::string, std::string>{{"南浜新村66号201", "awaited"}, {"南浜新村62号301", "unregistered"}, {"南浜新村71号202", "observed"}}));
}

TEST(HistoryPlayed, WordsAreShortAndTheNeighboursHearNoNames) {
  Played demo;
  show(demo);
  ASSERT_FALSE(demo.sent.empty());
  for (auto& s : demo.sent) {
    EXPECT_LE(std::ranges::count(s.text, '\n') + 1, 12) << s.text;
    if (s.to != "g:landlords") continue;
    for (auto* name : {"小吴", "小周", "小孙", "南京", "蚌埠", "合肥"}) EXPECT_EQ(s.text.find(name), s.text.npos) << s.text;
  }
}

TEST(HistoryPlayed, EveryTimelineTellsWhatComes) {
  Played demo;
  for (auto& of : demo.cases_seen_by("g-zhang")) {
    auto timeline = demo.timeline(of.row.id);
    EXPECT_FALSE(timeline.past.empty());
    EXPECT_FALSE(timeline.coming.empty()) << of.row.state;
    for (auto* part : {&timeline.past, &timeline.coming, &timeline.unsaid})
      for (auto& entry : *part) EXPECT_FALSE(entry.text.empty());
    for (auto& entry : timeline.unsaid) EXPECT_FALSE(entry.why.empty()) << entry.text;
  }
}

TEST(HistoryPlayed, WhoAskedForAPersonHasNothingToRegister) {
  Played demo;
  auto at = demo.begins() + std::chrono::minutes(5);
  demo.say({at, "v-yan", "", "转人工", true});
  auto before = demo.sent.size();
  at += std::chrono::minutes(5);
  demo.say({at, "v-yan", "", "已经登记好了", false});
  EXPECT_EQ(demo.sent.size(), before);   // it waits in the case for whoever answers: nothing is registered, nobody is told that it was
}

// Everything that people wrote in the fixtures, said by people of the street in the group and in direct chats, and three weeks after it: whatever the
// bot answers has all its words.
TEST(HistoryPlayed, WhateverIsWrittenNoWordsAreMissing) {
  Played demo;
  std::vector<std::string> texts;
  std::ifstream lines(std::string(LINLI_SOURCE_DIR) + "/tests/fixtures/fifty/sentences.jsonl");
  if (auto* more = std::getenv("LINLI_TEXTS")) lines = std::ifstream(more);
  for (std::string line; std::getline(lines, line);) texts.push_back(nlohmann::json::parse(line).at("text"));
  ASSERT_GE(texts.size(), 50U);
  auto at = demo.begins();
  const char* people[]{"l-wang", "l-li", "r-68-301", "c-sun", "g-zhang", "s-he", "v-yan"};
  std::size_t n = 0;
  for (auto& text : texts)
    for (bool direct : {false, true}) {
      at += std::chrono::minutes(7);
      demo.advance(at);
      demo.say({at, people[n++ % std::size(people)], direct ? "" : "g:landlords", text, n % 3 == 0});
    }
  demo.advance(at + std::chrono::days(21));
  show(demo);
  std::set<std::string> failed(demo.failed.begin(), demo.failed.end());
  EXPECT_THAT(failed, testing::IsEmpty());
  for (auto& of : demo.cases_seen_by("s-he")) {
    auto timeline = demo.timeline(of.row.id);
    for (auto* part : {&timeline.past, &timeline.coming, &timeline.unsaid})
      for (auto& entry : *part) EXPECT_FALSE(entry.text.empty() || (part == &timeline.unsaid && entry.why.empty())) << of.row.id.value;
  }
}

}  // namespace history_played_test
