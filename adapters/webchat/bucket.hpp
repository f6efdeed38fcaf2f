#pragma once
// How often one page may speak. Time is handed in (the I/O clock).
#include <chrono>
#include <cstdint>

namespace linli::webchat {

class Bucket {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Answer : std::uint8_t { go, busy, flood };

  // `burst` at once, then `per_second`; more than `flood` in a minute is a flood. 0 flood: never.
  Bucket(std::uint32_t burst, std::uint32_t per_second, std::uint32_t flood) : burst_(burst), per_second_(per_second), flood_(flood), tokens_(burst) {}
  Answer take(Time now);

 private:
  std::uint32_t burst_, per_second_, flood_;
  double tokens_;
  Time last_{}, minute_{};
  std::uint32_t this_minute_{};
};

}  // namespace linli::webchat
