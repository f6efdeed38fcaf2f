#pragma once
// Decides what the long connection does next. It owns no socket and reads no clock: it is told what happened and says what to do, and after how
// long of nothing else it wants to be told that time has passed. Rules: docs/wecom.md "The long connection" ([SDK], [D-101463]). Pure.
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace linli::wecom {

struct LinkRules {
  std::chrono::milliseconds heartbeat{30'000};
  std::chrono::milliseconds answer{10'000};          // to the subscribe frame
  std::chrono::milliseconds backoff_most{30'000};    // 1, 2, 4 ... s
  std::chrono::milliseconds crowded{60'000};         // after 45009, doubled up to crowded_most
  std::chrono::milliseconds crowded_most{600'000};
  std::chrono::milliseconds kicked{300'000};         // after another instance took over, doubled up to kicked_most
  std::chrono::milliseconds kicked_most{3'600'000};
  std::int32_t refusals_most{5};
};

struct LinkStep {
  enum class Do : std::uint8_t {
    nothing,
    open,        // a new connection
    subscribe,   // the first frame
    listen,      // subscribed: the connection is up
    ping,
    rest,        // cut it, whatever state it is in, and wait
    stop         // cut it and do not come again by ourselves
  } what{Do::nothing};
  std::optional<std::chrono::milliseconds> wait;     // until elapsed() unless another step says another time; none: as it was
  std::string_view alarm;                            // somebody must do something: "wrong_secret", "refused", "crowded", "second_instance"
  std::string_view mended;                           // such an alarm is over
  friend bool operator==(const LinkStep&, const LinkStep&) = default;
};

class LinkSteps {
 public:
  // `chance`: 0..1, the jitter of waits: a quarter more or less.
  LinkSteps(LinkRules rules, std::function<double()> chance) : rules_(rules), chance_(std::move(chance)) {}

  LinkStep start();
  LinkStep opened();
  LinkStep subscribed(std::int64_t error);           // the answer to the subscribe frame
  LinkStep ponged();                                 // an answer to a ping
  LinkStep kicked();                                 // disconnected_event: another instance subscribed
  LinkStep lost();                                   // closed, failed, or an answer said that we are not subscribed (846609)
  // The time passed. `reading`: frames are being read, so that a missing answer means something.
  LinkStep elapsed(bool reading);

 private:
  enum class State : std::uint8_t { idle, opening, subscribing, live, resting, stopped };
  LinkStep rest(std::chrono::milliseconds wait);
  LinkStep refused(std::int64_t error);
  LinkStep alive_step(bool reading);

  LinkRules rules_;
  std::function<double()> chance_;
  State state_{State::idle};
  int tries_{}, refusals_{}, crowds_{}, kicks_{};    // running
  int unanswered_{};                                 // pings
  std::chrono::milliseconds alive_{};                // since subscribed, in heartbeats
  bool crowd_alarm_{};
};

}  // namespace linli::wecom
