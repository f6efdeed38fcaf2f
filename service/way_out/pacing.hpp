#pragma once
// How fast words may leave one account: limits from data, several at once. What a platform counts together is one count here: of one way or
// of several, for the whole account or for each chat or member that a way names. In any span of `in` no more than `most` leave, whatever
// happened before. Waiting is not failing. Holds no clock: `now` is the steady time of the I/O clock.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/model/say.hpp"

namespace linli {

struct Limit {                               // [[limit]] of config/platforms
  std::vector<std::string> ways;             // counted together; none: every way
  bool each{};                               // one count for each `Way::to`, else one for the account
  std::uint32_t most{1};
  std::chrono::seconds in{60};
  std::uint32_t kept_back{};                 // the last ones of a count are for escalations, so that they never wait behind notices
};
struct Pace {
  std::vector<Limit> limits;                 // none: no limit
  std::chrono::milliseconds penalty{60'000}; // silence after the platform said "too fast" without saying for how long
};

// What left in the last `in`: exact, so that the promise holds at every moment.
class Window {
 public:
  // How long until `cost` more may leave so that no more than `most` do in any `in`; 0: now. What could never leave counts as `most`.
  std::chrono::microseconds wait(std::chrono::microseconds now, std::uint32_t cost, std::uint32_t most, std::chrono::microseconds in) const;
  void take(std::chrono::microseconds now, std::uint32_t cost, std::chrono::microseconds in);
  void give_back(std::chrono::microseconds taken, std::uint32_t cost);   // as they were taken; what is over anyway is not missed
  bool empty(std::chrono::microseconds now, std::chrono::microseconds in) const { return left_.empty() || left_.back() <= now - in; }

 private:
  std::deque<std::chrono::microseconds> left_;   // oldest first
};

class Pacing {
 public:
  explicit Pacing(Pace pace) : pace_(std::move(pace)), counts_(pace_.limits.size()) {}
  // 0: `cost` requests may leave now by this way, and are counted. Else how long to wait; nothing was counted.
  std::chrono::microseconds ask(const Way& way, SayClass cls, std::uint32_t cost, std::chrono::microseconds now);
  // What left without asking, in the answer of a request: it counts all the same.
  void count(const Way& way, std::uint32_t cost, std::chrono::microseconds now);
  // What `ask` counted at `asked` did not leave at all: its place is free again.
  void give_back(const Way& way, std::uint32_t cost, std::chrono::microseconds asked);
  // The platform said it was too fast: silence on this way to this recipient, or (no way) of the whole account.
  void punish(const std::optional<Way>& way, std::chrono::microseconds now, std::optional<std::chrono::milliseconds> how_long);

 private:
  static constexpr std::size_t most_counts = 10'000;    // of one limit; above it, those that hold nothing any more are forgotten
  template <class F>
  void each_count(const Way& way, std::chrono::microseconds now, F f);

  Pace pace_;
  std::vector<std::unordered_map<std::string, Window>> counts_;   // as pace_.limits
  std::map<std::pair<std::string, std::string>, std::chrono::microseconds> silent_;   // until; by way and recipient
  std::chrono::microseconds all_silent_{};
};

}  // namespace linli
