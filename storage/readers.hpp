#pragma once
// Threads with read-only connections of their own. Each job sees one snapshot; a job that throws is reported on stderr and ends alone.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/context.hpp"

namespace linli::store {

class Readers {
 public:
  Readers(const std::filesystem::path& data, vault::Vault& vault, const Zone& zone, int threads, std::size_t queue);
  ~Readers();
  bool push(std::function<void(Reads&)> job);
  void stop();                                   // finishes what is queued

 private:
  void run(db::Db& db);
  vault::Vault& vault_;
  const Zone& zone_;
  std::size_t queue_size_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void(Reads&)>> queue_;
  bool stopping_{};
  std::vector<std::unique_ptr<db::Db>> connections_;
  std::vector<std::thread> threads_;
};

}  // namespace linli::store
