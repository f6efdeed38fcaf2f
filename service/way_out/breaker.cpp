#include "service/way_out/breaker.hpp"

#include <algorithm>

namespace linli {

std::chrono::microseconds Breaker::wait(std::chrono::microseconds now) const {
  if (!open_) return {};
  if (probing_) return first_rest;
  return std::max(until_ - now, std::chrono::microseconds(0));
}

void Breaker::succeeded() {
  if (open_) last_.clear();
  open_ = probing_ = false;
  running_ = 0;
  rest_ = first_rest;
  last_.push_back(false);
  if (std::ssize(last_) > window) last_.pop_front();
}

void Breaker::failed(std::chrono::microseconds now) {
  ++running_;
  last_.push_back(true);
  if (std::ssize(last_) > window) last_.pop_front();
  if (open_ || running_ >= running_most || std::ranges::count(last_, true) >= window_most) trip(now);
}

void Breaker::broken(std::chrono::microseconds now) { trip(now); }

void Breaker::trip(std::chrono::microseconds now) {
  if (open_) rest_ = std::min(rest_ * 2, longest_rest);
  open_ = true;
  probing_ = false;
  until_ = now + rest_;
}

}  // namespace linli
