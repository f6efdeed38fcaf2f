#pragma once
// The one thread that writes, commits and checkpoints. Whatever has queued while it flushed is done in one transaction, a savepoint each, at
// most `batch` items or 10 ms of work; answers are given after the commit returned. An item that throws is rolled back alone; a unit is then
// tried once more in a commit of its own, and after that lies among the dead letters. A commit that fails otherwise than for a full disk
// leaves open whether it happened: the process ends with `exit_commit_unknown`.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "storage/unit.hpp"

namespace linli::store {

struct Job {
  std::function<void(Writes&)> work;
  std::function<void(std::expected<void, Refused>)> done;
};
using Item = std::variant<Unit, Job>;

class Writer {
 public:
  Writer(db::Db& db, vault::Vault& vault, const Zone& zone, std::size_t queue, std::size_t batch);
  ~Writer();
  bool push(Item item);                          // false: full, or stopping
  void on_commit(std::function<void()> hook);
  void stop();                                   // finishes what is queued, checkpoints

 private:
  struct Answer {
    Item item;
    std::expected<Outcome, Refused> outcome;     // of a job: an empty one
  };
  void run();
  void batch();
  void alone(Unit unit);
  std::optional<Item> pop();
  double waiting_seconds(std::size_t queued) const;
  void measured(double work, std::size_t items, double flush);
  enum class Done : std::uint8_t { yes, again, failed };
  Done one(Item& item, std::expected<Outcome, Refused>& outcome);
  bool begin(std::vector<Answer>& answers);
  bool commit(std::vector<Answer>& answers);     // false: refused; the answers say why
  void refuse(std::vector<Answer>& answers, const db::DbError& why);
  void answer(std::vector<Answer>& answers);

  db::Db& db_;
  Numbers numbers_;
  WriteContext context_;
  std::size_t queue_size_, batch_size_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> queue_;
  std::function<void()> hook_;
  bool stopping_{};
  std::string cause_;                            // why the last item failed; no words of anybody
  double work_seconds_{}, flush_seconds_{};      // of an item, of a commit; smoothed: how long the queue lasts
  std::thread thread_;
};

}  // namespace linli::store
