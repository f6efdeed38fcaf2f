#pragma once
// Whether one way of an account may be tried at all. Opens after 5 failures running or 10 of the last 20 attempts; then one probe at a time. Open means
// waiting: no attempt is used up.
#include <chrono>
#include <cstdint>
#include <deque>

namespace linli {

class Breaker {
 public:
  // How long until an attempt may begin; 0: now.
  std::chrono::microseconds wait(std::chrono::microseconds now) const;
  void begun() { probing_ = open_; }   // its outcome must be told by one of those below
  void succeeded();
  void not_tried() { probing_ = false; }
  void failed(std::chrono::microseconds now);
  // Nothing can go out before somebody mends the configuration: opens at once.
  void broken(std::chrono::microseconds now);
  bool open() const { return open_; }

 private:
  static constexpr std::int32_t running_most = 5, window = 20, window_most = 10;
  static constexpr std::chrono::microseconds first_rest = std::chrono::seconds(10), longest_rest = std::chrono::minutes(10);
  void trip(std::chrono::microseconds now);

  bool open_{}, probing_{};
  std::int32_t running_{};
  std::deque<bool> last_;              // true: failed
  std::chrono::microseconds rest_{first_rest}, until_{};
};

}  // namespace linli
