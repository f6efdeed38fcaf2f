#pragma once
// How fast words may leave one account: a bucket for the bot and one for each chat, from data. In any 60 seconds no more than the stated number
// leaves, whatever happened before. Waiting is not failing. Holds no clock: `now` is the steady time of the I/O clock.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace linli {

struct Pace {
  std::uint32_t per_minute_bot{}, per_minute_chat{};   // 0: no limit
  std::chrono::milliseconds penalty{60'000};           // silence after the platform said "too fast" without saying for how long
};
// The lower of two limits, where 0 means none.
std::uint32_t lower_limit(std::uint32_t a, std::uint32_t b);

class Bucket {
 public:
  explicit Bucket(std::uint32_t per_minute);
  // How long until one may leave; nothing is taken. 0: now.
  std::chrono::microseconds wait(std::chrono::microseconds now) const;
  void take(std::chrono::microseconds now);
  bool full(std::chrono::microseconds now) const;

 private:
  double tokens(std::chrono::microseconds now) const;
  double most_, per_microsecond_, left_;
  std::chrono::microseconds at_{};
};

class Pacing {
 public:
  explicit Pacing(Pace pace) : pace_(pace), bot_(pace.per_minute_bot) {}
  // 0: it may leave now and is counted. Else how long to wait; nothing was counted.
  std::chrono::microseconds ask(const std::string& chat, std::chrono::microseconds now);
  // The platform said it was too fast: the whole account is silent for a while.
  void punish(std::chrono::microseconds now, std::optional<std::chrono::milliseconds> how_long);

 private:
  static constexpr std::size_t most_chats = 10'000;    // above it, chats that could speak freely anyway are forgotten
  Pace pace_;
  Bucket bot_;
  std::unordered_map<std::string, Bucket> chats_;
  std::chrono::microseconds silent_until_{};
};

}  // namespace linli
