#pragma once
// Which of the four ways carries words now (docs/wecom.md, "The four ways out"). Ways that the platform closed to a chat or member are not
// tried again for a while. Loop's thread.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/loop.hpp"
#include "adapters/wecom/expiring.hpp"
#include "adapters/wecom/live_requests.hpp"
#include "adapters/wecom/long_connection.hpp"
#include "adapters/wecom/options.hpp"
#include "adapters/wecom/outcome.hpp"

namespace linli::wecom {

// A Destination in WeCom's ids.
struct Target {
  std::string name;                    // Event::platform_chat of it: of the limits and of the closed ways
  std::string chat;                    // a group: the bot's chatid, where it is known
  SecretPtr webhook;                   // a group: its key, where it has one
  std::string member;                  // a direct chat: the userid
  bool direct() const { return !member.empty(); }
};

// One way of one target.
struct Choice {
  By by{};
  std::string request;                 // reply: the req_id
  bool hello{};                        // reply: of an opened chat, which takes one answer of its own kind
  bool by_url{};                       // reply: the response_url of the event
  bool unheard{};                      // nobody hears what is answered there: an application without callback
  std::uint64_t generation{};
  std::string mark;                    // by what it is closed
  std::string name;                    // of its Target
};

class Ways {
 public:
  Ways(const Options& options, const IoClock& io, LiveRequests& live, LongConnection* link);

  Target target(const Destination& to) const;
  // A way as such, without a request it answers.
  Choice plain(By by) const;
  // What is open now, best first.
  std::vector<Choice> open(const Target& target, EventId cause);
  // The first of them; none: the one that waits for its connection, else one that is closed, since there is nothing better. Cards are changed by a
  // way of their own, "update".
  Way way(const Destination& to);
  // A reply for good; else for half an hour, or for five minutes where somebody must mend the configuration. A push to a chat or member that is not
  // reached opens again when the bot is written to there: from then on the platform lets it speak.
  void close(const Choice& choice, DeliveryOutcome why);
  // Whether any way leads there at all, now or later.
  bool leads(const Target& target) const;
  // Whether the long connection leads there, once it is back.
  bool comes_back(const Target& target) const { return pushable(target) && !link_->up(); }

 private:
  struct Closed {
    std::chrono::microseconds since{};
    std::string until_written;         // in that chat; empty: that changes nothing
  };
  bool closed(const std::string& mark);
  bool pushable(const Target& target) const { return link_ && (target.direct() || !target.chat.empty()); }
  By last_resort(const Target& target) const;
  void add_reply(std::vector<Choice>& to, const Target& target, const LiveRequest* request);

  const Options& options_;
  const IoClock& io_;
  LiveRequests& live_;
  LongConnection* link_;
  Expiring<std::string, Closed> closed_{10'000};
};

}  // namespace linli::wecom
