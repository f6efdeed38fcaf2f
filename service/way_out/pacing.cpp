#include "service/way_out/pacing.hpp"

#include <algorithm>
#include <cmath>

namespace linli {

std::uint32_t lower_limit(std::uint32_t a, std::uint32_t b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

// A third of the minute's number may leave at once, the rest trickles: together never more than the number in any 60 seconds.
Bucket::Bucket(std::uint32_t per_minute)
    : most_(std::max(1.0, std::floor(per_minute / 3.0))), per_microsecond_(std::max(1.0, per_minute - most_) / 60e6), left_(most_) {
  if (per_minute == 0) per_microsecond_ = 0;
}

double Bucket::tokens(std::chrono::microseconds now) const {
  return std::min(most_, left_ + per_microsecond_ * double((now - at_).count()));
}

std::chrono::microseconds Bucket::wait(std::chrono::microseconds now) const {
  auto have = tokens(now);
  if (per_microsecond_ <= 0 || have >= 1) return {};
  return std::chrono::microseconds(std::int64_t(std::ceil((1 - have) / per_microsecond_)));
}

void Bucket::take(std::chrono::microseconds now) {
  if (per_microsecond_ <= 0) return;
  left_ = tokens(now) - 1;
  at_ = now;
}

bool Bucket::full(std::chrono::microseconds now) const { return tokens(now) >= most_; }

std::chrono::microseconds Pacing::ask(const std::string& chat, std::chrono::microseconds now) {
  if (now < silent_until_) return silent_until_ - now;
  auto found = chats_.find(chat);
  if (found == chats_.end()) {
    if (chats_.size() >= most_chats) std::erase_if(chats_, [&](const auto& c) { return c.second.full(now); });
    found = chats_.emplace(chat, Bucket(pace_.per_minute_chat)).first;
  }
  auto wait = std::max(bot_.wait(now), found->second.wait(now));
  if (wait > std::chrono::microseconds(0)) return wait;
  bot_.take(now);
  found->second.take(now);
  return {};
}

void Pacing::punish(std::chrono::microseconds now, std::optional<std::chrono::milliseconds> how_long) {
  silent_until_ = std::max(silent_until_, now + std::chrono::microseconds(how_long.value_or(pace_.penalty)));
}

}  // namespace linli
