#pragma once
// The program, built once and by one way for serve, demo, rehearse and the tests: what the bot knows, its words, the store, the way in, the way
// out, and what is due. Clocks and the loop are handed in; platforms are added. Loop's thread only, except build and close.
#include <atomic>
#include <expected>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/bot.hpp"
#include "bot/knowledge.hpp"
#include "service/clocks/bot_clock.hpp"
#include "service/dispatcher.hpp"
#include "service/knowledge/settings_loader.hpp"
#include "service/log/log.hpp"
#include "service/pipeline.hpp"
#include "service/platform/platform_config.hpp"
#include "service/scheduler.hpp"
#include "service/words/words.hpp"
#include "storage/import_set.hpp"
#include "storage/store.hpp"

namespace linli {

// config/ and templates/ read and checked: everything that can be wrong before anything is opened. All errors at once; describe() sorts them.
struct Setup {
  std::shared_ptr<const Knowledge> knowledge;
  std::shared_ptr<const Words> words;
  PlaceKinds places;                               // what an import may name
};
std::expected<Setup, std::vector<ConfigError>> load_setup(const std::filesystem::path& config, const std::filesystem::path& templates);

class App {
 public:
  struct Surroundings {
    Loop& loop;
    const IoClock& io;
    Log& log;
    std::function<double()> chance;                // 0..1, for the jitter of retries
  };
  static std::expected<std::unique_ptr<App>, std::string> build(const Setup& setup, const StoreOptions& store, Surroundings around);
  ~App();

  // ---- before start, on the thread that built it
  // Areas, people and chats brought in as one; errors as the importer names them.
  std::expected<ImportCounts, std::vector<ImportError>> import(const ImportSet& set);
  bool empty();                                    // no street yet
  // Asks the store and waits for the answer.
  template <class Ask>
  auto look(Ask ask) {
    std::promise<decltype(ask(std::declval<Reads&>()))> answer;
    auto got = answer.get_future();
    while (!store_->read([&](Reads& reads) { answer.set_value(ask(reads)); })) std::this_thread::yield();
    return got.get();
  }
  Instant stored_now();                            // what the stored clock shows now; the computer's where none is stored
  AccountId account(const std::string& name);      // made when it is new
  void connect(AccountId account, Adapter& adapter, SendingRules rules);
  // Who reads a second time what the grammar left unread; the bot must know of it (Knowledge::second_reader).
  void read_again_with(std::unique_ptr<SecondReader> reader);
  // The bot's clock as it was stored; `begin` is where it begins where nothing is stored. Without it: the computer's clock.
  void set_clock(std::optional<Instant> begin);
  // Attempts nobody heard of are taken up again, and everything begins. What became due while the service was away is played now, or with
  // `at_its_own_time` (the demo) each at its own time.
  void start(bool at_its_own_time);

  // ---- running
  // After each commit that changed something worth showing, on the loop's thread.
  void on_change(std::function<void()> hook) { changed_ = std::move(hook); }
  // Nothing new begins; `done` once what was under way is settled.
  void stop(std::function<void()> done);
  // The rest: the store's queue is finished and the store closed. After it nothing of this object is called by the store any more; the
  // caller then lets the loop run empty, or never runs it again.
  void close();

  const Bot& bot() const { return bot_; }
  Store& store() { return *store_; }
  BotClock& clock() { return clock_; }
  Pipeline& pipeline() { return pipeline_; }
  Dispatcher& dispatcher() { return dispatcher_; }
  Scheduler& scheduler() { return scheduler_; }
  const Words& words() const { return *setup_.words; }
  const Knowledge& knowledge() const { return *setup_.knowledge; }

 private:
  App(Setup setup, std::unique_ptr<Store> store, Surroundings around);
  void woken();

  Setup setup_;
  Surroundings around_;
  Bot bot_;
  std::unique_ptr<Store> store_;
  BotClock clock_;
  Pipeline pipeline_;
  Dispatcher dispatcher_;
  Scheduler scheduler_;
  std::unique_ptr<SecondReader> second_;
  std::vector<AccountId> connected_;
  std::function<void()> changed_;
  std::atomic<bool> wake_posted_{};
  bool stopped_{};
};

}  // namespace linli
