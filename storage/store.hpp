#pragma once
// The store: takes units of work, applies what the bot decided, commits many units with one flush. One writer thread commits and
// checkpoints; readers have read-only connections of their own. It is a concrete class until a second backend makes it an interface.
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/model/decision.hpp"
#include "bot/model/event.hpp"
#include "bot/model/reading.hpp"
#include "bot/model/records.hpp"

namespace linli {

enum class Refused : std::uint8_t {
  queue_full,   // 2,048 units wait, or the wait would be over 2 s: try again
  full_disk,    // nothing was stored; goes on when space returns
  read_only,    // the store cannot be written
  poisoned,     // this unit failed twice alone and lies among the dead letters
  stopping
};

// What became of an event; stored with its id, so that a repetition gets the same.
struct Outcome {
  EventId event;
  bool repeated{};              // seen before: nothing was changed
  bool again{};                 // the decision asked to be taken again: nothing was stored
  std::string why_silent;
  bool reported{};              // at least one fact, question or step came of it
  std::optional<SayId> claimed; // of a passive event: the planned message that the answer to its request may carry (storage/claims.hpp)
};

// One event on its way through the writer. The functions run on the writer's thread, must not block and not throw.
struct Unit {
  Event event;
  Reading reading;
  std::function<Keys(const Event&, const Reading&, const Records*)> wanted;
  std::function<Decision(const Records&, const Reading&, const Event&, Instant)> decide;
  Instant now;                                                     // the bot's time
  Instant io_now;                                                  // the computer's, and for how long a request is repeated whose answer was not
  std::chrono::seconds answer_repeats{};                           // heard: Event::passive
  std::function<void(std::expected<Outcome, Refused>)> done;       // called on the writer's thread after the flush, once
};

struct StoreOptions {
  std::filesystem::path data;          // the database file
  std::filesystem::path keys;          // the separate key store
  std::filesystem::path master_key;    // 32 bytes, readable by its owner alone; made on first use when `make_master_key`
  bool make_master_key{};
  std::size_t queue{2048};
  std::size_t batch{512};
  int readers{1};
  Zone zone{"Asia/Shanghai", {{Instant{}, std::chrono::hours(8)}}};  // whose days tenancies and the rota count
};

// The process ends with this code when a commit failed and whether it happened is unknown: start it again, recovery decides.
inline constexpr int exit_commit_unknown = 74;

struct OpenError {
  std::string what;                    // one sentence: what, where, what to do. No secrets
};

class Reads;                           // storage/reads.hpp: everything readers may ask, on a read-only connection

class Store {
 public:
  // Opens or makes the database, migrates it, takes the lock (one process a database file), checks it.
  static std::expected<std::unique_ptr<Store>, OpenError> open(const StoreOptions& options);
  ~Store();

  // Eight hexadecimal digits that were drawn once, when this store was made, and stay with it.
  const std::string& mark() const;
  // Queues a unit. False: the queue is full, `done` is not called. Full is four fifths of it for an event that its platform would send again.
  bool run(Unit unit);
  // A job on a reader's thread with a read-only view; must not keep references. False: queue full.
  bool read(std::function<void(Reads&)> job);
  // A job on the writer's thread inside the shared commit, for what is no event: import, settling of deliveries, clock, sessions, rota.
  // The job gets the connection behind Writes; `done` after the flush. A job that throws is rolled back alone (Refused::poisoned).
  bool write(std::function<void(class Writes&)> job, std::function<void(std::expected<void, Refused>)> done);
  // Called on the writer's thread after each commit that added planned messages or dues: wake the dispatcher and the scheduler.
  void on_commit(std::function<void()> hook);
  // Finishes what is queued, checkpoints, closes. Called by the destructor too.
  void stop();

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli
