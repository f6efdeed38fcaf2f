#pragma once
// Sliding windows, one a key: how many in the last minute, in the last hour.
#include <chrono>
#include <deque>
#include <initializer_list>
#include <map>
#include <string>

namespace wecom_standin {

struct Rate {
  std::size_t most{};
  std::chrono::microseconds span{};
};

class Counts {
 public:
  // Counts one more, unless one of the rates is used up: then nothing is counted.
  bool take(const std::string& key, std::chrono::microseconds now, std::initializer_list<Rate> rates) {
    auto& times = times_[key];
    std::chrono::microseconds longest{};
    for (auto& rate : rates) longest = std::max(longest, rate.span);
    while (!times.empty() && times.front() + longest <= now) times.pop_front();
    for (auto& rate : rates) {
      std::size_t within = 0;
      for (auto it = times.rbegin(); it != times.rend() && *it + rate.span > now; ++it) ++within;
      if (within >= rate.most) return false;
    }
    times.push_back(now);
    return true;
  }

 private:
  std::map<std::string, std::deque<std::chrono::microseconds>> times_;
};

}  // namespace wecom_standin
