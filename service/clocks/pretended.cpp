#include "service/clocks/pretended.hpp"

#include <utility>

namespace linli {

struct Pretended::Entry final : Loop::Timer {
  Entry(Pretended& owner, Key key) : owner_(owner), key_(key) {}
  ~Entry() override { owner_.timers_.erase(key_); }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  Pretended& owner_;
  Key key_;
};

// What waits may hold timers of its own, which look into timers_ when they go.
Pretended::~Pretended() {
  auto jobs = std::exchange(jobs_, {});
  jobs.clear();
  while (!timers_.empty()) auto last = timers_.extract(timers_.begin());
}

void Pretended::post(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(work));
  }
  came_.notify_one();
}

Loop::TimerPtr Pretended::after(std::chrono::milliseconds wait, std::function<void()> work) {
  Key key{passed_ + wait, ++numbers_};
  timers_.emplace(key, std::move(work));
  return std::make_unique<Entry>(*this, key);
}

bool Pretended::run_one(std::chrono::milliseconds wait) {
  std::function<void()> job;
  {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, wait, [&] { return !jobs_.empty(); })) return false;
    job = std::move(jobs_.front());
    jobs_.pop_front();
  }
  job();
  return true;
}

bool Pretended::run_while(const std::function<bool()>& unfinished, std::chrono::milliseconds patience) {
  while (unfinished())
    if (!run_one(patience)) return false;
  return true;
}

void Pretended::drain() {
  while (run_one(std::chrono::milliseconds(0))) {
  }
}

void Pretended::advance(std::chrono::microseconds by) {
  auto until = passed_ + by;
  while (!timers_.empty() && timers_.begin()->first.first <= until) {
    auto first = timers_.begin();
    passed_ = std::max(passed_, first->first.first);
    auto work = std::move(first->second);
    timers_.erase(first);
    work();
    drain();
  }
  passed_ = until;
}

}  // namespace linli
