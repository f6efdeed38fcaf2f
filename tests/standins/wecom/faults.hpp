#pragma once
// What goes wrong, when, how often. The first plan that fits is used.
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/time.hpp"

namespace wecom_standin {

struct Fault {
  enum class What : std::uint8_t {
    status,       // an HTTP status instead of an answer: 429, 503 …; a frame's link is cut
    error,        // an errcode instead of an effect
    not_sent,     // nobody can be reached: no connection, no link
    cut_before,   // the connection is cut, nothing was done
    cut_after,    // it was done, then the connection is cut: the caller cannot know
    slow,         // it is done, the answer comes after `wait`
    expired       // the token is dead from now on (§5.1), then as usual
  };
  // "gettoken", "message/send", "webhook/send", … as after /cgi-bin/; a command of the long connection ("aibot_send_msg"); "link" for opening
  // it; "files" for media; empty: everything.
  std::string on{};
  What what{};
  std::int64_t value{};                        // status, errcode
  std::chrono::milliseconds wait{};
  std::size_t times{1};                        // how often; `always` for as long as it lasts
  linli::Instant from{linli::Instant::min()}, until{linli::Instant::max()};
  static constexpr std::size_t always = std::numeric_limits<std::size_t>::max();
};

class Faults {
 public:
  void plan(Fault fault) { plans_.push_back(std::move(fault)); }
  void clear() { plans_.clear(); }
  std::optional<Fault> due(std::string_view on, linli::Instant now) {
    for (auto& plan : plans_) {
      if (!plan.times || now < plan.from || now >= plan.until || !(plan.on.empty() || plan.on == on)) continue;
      if (plan.times != Fault::always) --plan.times;
      return plan;
    }
    return {};
  }

 private:
  std::vector<Fault> plans_;
};

}  // namespace wecom_standin
