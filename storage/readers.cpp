#include "storage/readers.hpp"

#include <cstdio>
#include <typeinfo>

namespace linli::store {

Readers::Readers(const std::filesystem::path& data, vault::Vault& vault, const Zone& zone, int threads, std::size_t queue)
    : vault_(vault), zone_(zone), queue_size_(queue) {
  for (int i = 0; i < std::max(1, threads); ++i) connections_.push_back(std::make_unique<db::Db>(data, db::Mode::read));
  for (auto& db : connections_) threads_.emplace_back([this, &db = *db] { run(db); });
}

Readers::~Readers() { stop(); }

bool Readers::push(std::function<void(Reads&)> job) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_size_) return false;
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void Readers::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& t : threads_)
    if (t.joinable()) t.join();
  connections_.clear();
}

void Readers::run(db::Db& db) {
  for (;;) {
    std::function<void(Reads&)> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    try {
      db.run("BEGIN");
      Reads::Impl impl{{db, vault_, zone_}};
      Reads reads(impl);
      job(reads);
    } catch (const std::exception& e) {
      auto* ours = dynamic_cast<const db::DbError*>(&e);
      std::fprintf(stderr, "storage: a reading job failed: %s\n", ours ? e.what() : typeid(e).name());
    } catch (...) {
      std::fprintf(stderr, "storage: a reading job failed\n");
    }
    job = nullptr;
    if (db.in_transaction()) db.run("COMMIT");
  }
}

}  // namespace linli::store
