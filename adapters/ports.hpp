#pragma once
// What every platform's adapter needs from the house. An adapter translates between its platform and these doors; it holds no rule of the
// business. All calls are made on the loop's thread and return at once; every `done` is called exactly once, on the loop's thread, also
// when the answer is a refusal or the service stops.
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "bot/model/event.hpp"

namespace linli {

// Why an event was not taken down. Nothing was stored, as far as anybody knows; except for `failed` the same may be sent again.
enum class Refusal : std::uint8_t {
  busy,       // too much waits, it took too long, or the service is stopping
  full,       // no room on the disk
  read_only,  // the store cannot be written
  failed      // this one could not be worked on; it lies among the dead letters
};

struct Taken {
  EventId event;
  bool repeated{};               // known before: nothing was changed
  std::optional<SayId> claimed;  // Event::passive: the planned message that this event's own answer may carry (see PassiveReplies)
};

class EventSink {
 public:
  virtual ~EventSink() = default;
  // `done` only after the event is durable, or was refused. An event seen before (account, dedupe) changes nothing and counts as taken.
  virtual void submit(Event event, std::function<void(std::expected<Taken, Refusal>)> done) = 0;
};

// Words in the platform request's own answer. Such a message was claimed in the commit of its event, so nobody else sends it.
class PassiveReplies {
 public:
  virtual ~PassiveReplies() = default;
  // Its words, rendered and sealed before they are handed out, so that a repeat of the request (Taken::repeated with the same `claimed`) gets
  // the same. Nothing where it has lost its reason, or was given to the ordinary route meanwhile.
  virtual void words(SayId say, std::function<void(std::optional<Outgoing>)> done) = 0;
  // It left in the answer; or the answer could not be given in time and the ordinary route takes it. `platform_id` as in Delivery.
  virtual void settle(SayId say, bool given, std::string platform_id) = 0;
};

// Platform ids that mean the same person: what one door calls them, and what the account's people are bound to. Stored (sealed), so that each
// is asked of the platform once.
class Aliases {
 public:
  virtual ~Aliases() = default;
  virtual void find(AccountId account, std::string alias, std::function<void(std::optional<std::string> actor)> done) = 0;
  virtual void keep(AccountId account, std::string alias, std::string actor) = 0;
};

// For logs and the console: a word and ids, never names, phones, texts or keys.
class Notices {
 public:
  virtual ~Notices() = default;
  virtual void info(std::string_view what, std::string_view why = {}) = 0;
  virtual void warning(std::string_view what, std::string_view why = {}) = 0;   // the same one: a line a minute at most
  // Somebody must do something: shown by /readyz and `linli adapter check` until `mended` is said with the same `what`.
  virtual void alarm(std::string_view what, std::string_view why) = 0;
  virtual void mended(std::string_view what) = 0;
};

}  // namespace linli
