#pragma once
// What reading one text costs: of every text its median of several rounds, so that an interrupt is not counted as the text's cost; of all texts
// the median and the 99th percentile. bench/understanding.sh reads the line that `tell` prints.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace bench {

constexpr int rounds = 50;

class Costs {
 public:
  template <class Work>
  void time(Work&& work) {
    std::vector<double> took;
    for (int i = 0; i < rounds; ++i) {
      auto begin = std::chrono::steady_clock::now();
      work();
      took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(took, took.begin() + rounds / 2);
    each_.push_back(took[rounds / 2]);
  }
  // Microseconds; 0 when nothing was timed.
  double at(double share) {
    std::ranges::sort(each_);
    return each_.empty() ? 0 : each_[std::min(each_.size() - 1, std::size_t(share * double(each_.size())))];
  }
  void tell(const char* what, std::size_t found) {
    std::printf("%zu texts, %zu %s: median %.1f us, p99 %.1f us, slowest %.1f us\n", each_.size(), found / rounds, what, at(0.5), at(0.99), at(1));
  }

 private:
  std::vector<double> each_;
};

}  // namespace bench
