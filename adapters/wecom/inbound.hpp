#pragma once
// From what was heard to Events in the store: who it is, which chat it is, what was attached, the bot's mention out. The same for all doors.
// Loop's thread.
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "adapters/house.hpp"
#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/identities.hpp"
#include "adapters/wecom/live_requests.hpp"
#include "adapters/wecom/media.hpp"
#include "adapters/wecom/options.hpp"

namespace linli::wecom {

enum class Door : std::uint8_t { application, bot, link };  // callbacks of the application and of the bot; the long connection

struct Came {
  Door door{};
  Instant received;
  std::chrono::microseconds until{};   // IoClock::steady: who it is and what is attached must be known by then
  bool as_it_is{};                     // an id that could not be turned into a userid is used as it is: the last try
  std::string request;                 // link: its req_id and connection
  std::uint64_t generation{};
};

class Inbound {
 public:
  virtual ~Inbound() = default;
  // `done` once all events of it are taken (`event` and `claimed` of the first one that has them; none: nothing follows from it), or one was
  // refused: then all of it may come again, what was taken is not taken twice. `busy` also when it was not known in time who wrote.
  virtual void take(Heard heard, Came came, std::function<void(std::expected<Taken, Refusal>)> done) = 0;
};

std::shared_ptr<Inbound> make_inbound(const House& house, const Options& options, std::shared_ptr<Identities> identities, std::shared_ptr<Media> media,
    std::shared_ptr<LiveRequests> live);

}  // namespace linli::wecom
