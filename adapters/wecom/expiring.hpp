#pragma once
// What is remembered for a while and in bounds: each entry until its own time; when all room is taken, the entry goes that would go first anyway.
// Times are IoClock::steady(). One thread.
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace linli::wecom {

template <class Key, class Value>
class Expiring {
 public:
  using Time = std::chrono::microseconds;
  explicit Expiring(std::size_t most) : most_(most) {}

  // In place of what stood there.
  Value& put(Key key, Value value, Time until, Time now) {
    clear_until(now);
    erase(key);
    while (!ends_.empty() && slots_.size() >= most_) erase(Key(ends_.begin()->second));
    ends_.emplace(until, key);
    return slots_.emplace(std::move(key), Slot{std::move(value), until}).first->second.value;
  }
  Value* find(const Key& key, Time now) {
    clear_until(now);
    auto it = slots_.find(key);
    return it == slots_.end() ? nullptr : &it->second.value;
  }
  std::optional<Value> take(const Key& key, Time now) {
    auto* found = find(key, now);
    if (!found) return {};
    std::optional<Value> value(std::move(*found));
    erase(key);
    return value;
  }
  void erase(const Key& key) {
    auto it = slots_.find(key);
    if (it == slots_.end()) return;
    ends_.erase({it->second.until, it->first});
    slots_.erase(it);
  }
  std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    Value value;
    Time until;
  };
  void clear_until(Time now) {
    while (!ends_.empty() && ends_.begin()->first <= now) erase(Key(ends_.begin()->second));
  }

  std::size_t most_;
  std::map<Key, Slot> slots_;
  std::set<std::pair<Time, Key>> ends_;
};

}  // namespace linli::wecom
