#pragma once
// The contract of a platform. An adapter authenticates and decodes what its platform sends into Events, and delivers words; it holds no
// business rule, decides nothing, stores nothing. Retrying, pacing and remembering belong to the dispatcher.
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/model/event.hpp"
#include "bot/model/say.hpp"

namespace linli {

struct Capabilities {
  bool only_mentions{};            // hears only messages that mention the bot
  bool push{true};                 // may write without being asked
  bool edit{}, recall{};           // may change or take back what it sent
  bool buttons{};                  // callback buttons; without them a card becomes numbered choices
  bool mention{};
  bool idempotent{};               // honours Outgoing::key
};

// By which of its ways the platform would carry words now, and whose share of that way they take. config/platforms gives each way its limits;
// an account is given up for a while way by way.
struct Way {
  std::string name;                // "webhook", "push", ...; empty: the only one
  std::string to;                  // a webhook, a chat, a member
  std::chrono::milliseconds wait{};  // above 0: it is closed, and so are the others (no connection, ...); asked again after so long, without an attempt
  friend bool operator==(const Way&, const Way&) = default;
};
struct OutgoingButton {
  std::string key, label;
};
// Rendered words on their way out.
struct Outgoing {
  std::string key;                 // idempotency key: "say:<id>:<mark of the store>", never used again
  std::string platform_chat;       // group; or empty and `actor` is set for a direct chat
  std::string actor;
  std::string text;                // paragraphs separated by line ends; plain. The adapter splits what is too long for one message
  std::vector<OutgoingButton> buttons;
  std::string mention;             // platform id of the person to mention, or empty
  std::optional<std::string> replaces;  // platform id of an earlier message of ours that these words replace (a settled card)
  bool may_repeat{};               // may be sent again if the outcome is unknown
  SayClass cls{SayClass::reply};
  EventId cause;                   // the event it answers (of a settled card: that ended it), where there is one: a platform may still have a way
                                   // to answer that very message or press
  Way way;                         // what Adapter::way answered for this attempt; without a name the adapter chooses
  std::string about;               // id of the case it belongs to, for a platform of ours that can open it; or empty
};

// What became of one attempt (platforms' outcomes, see docs/adapters.md).
struct Delivery {
  DeliveryOutcome outcome{};
  std::string platform_id;                     // sent: the platform's id of the message
  std::optional<std::chrono::milliseconds> after;  // retry_after; 0: at once, nothing was tried
  std::string why;                             // for logs: a word, no personal data
  // retry_after because of a limit: silence for `after`, or for the configured penalty where the platform named no time: on this way to this
  // recipient (also whenever `after` is above 0), or of the whole account.
  enum class TooFast : std::uint8_t { no, here, everywhere } too_fast{};
};

struct Destination {
  std::string platform_chat, actor;  // as in Outgoing
  EventId cause;
  bool update{};                   // the words replace an earlier message of ours
};

class Adapter {
 public:
  virtual ~Adapter() = default;
  virtual const Capabilities& capabilities() const = 0;
  // Asked before each attempt. Where `deliver` finds that way closed, it answers retry_after 0 and says another one next time.
  virtual Way way(const Destination& to) const { return {"", to.platform_chat.empty() ? "@" + to.actor : to.platform_chat}; }
  // How many of the platform's messages these words would be now: a long text leaves in parts, one after the other within one delivery, and
  // each counts against the limits of `words.way`. A retry goes on with the first part that has not left.
  virtual std::uint32_t cost(const Outgoing& /*words*/) const { return 1; }
  // One attempt, by `words.way`; calls `done` once, on the network thread, within the send limit (10 s), also when it is cancelled by stopping.
  virtual void deliver(Outgoing words, std::function<void(Delivery)> done) = 0;
};

}  // namespace linli
