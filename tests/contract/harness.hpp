#pragma once
// One platform as the contract suite sees it: a message of a person going in, what its sender is answered, words going out, what members see
// of them. Behind it stands the platform's own adapter on a house of fakes and a pretended loop, and a stand-in that answers as the platform does.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "service/clocks/pretended.hpp"
#include "service/log/json_log.hpp"
#include "tests/adapters/house_fakes.hpp"

namespace linli::contract {

// What a platform may be without. Whoever lacks one says why, and is not asked for it.
enum class Feature : std::uint8_t {
  signatures,        // a message is let in by something its sender has to prove
  clock_window,      // and only for some time
  acknowledgement,   // the sender learns whether it was taken
  unknown_events,    // there are others than its messages
  own_answer,        // words can stand in the answer to the request that brought a message
  mention_in,        // people mention the bot in the text
  mention_out,       // the bot mentions people
  silence,           // a delivery may stay without an answer
  splitting,         // a message has a most
  partial_success,   // so that words may arrive in part
  few_buttons        // a message has a most of buttons
};

enum class Signature : std::uint8_t { right, wrong, missing, stale, replayed };  // replayed: the former one once more

struct Said {
  std::string id, text;                // digits, eight at least; without the mention
  Signature signature{};
  bool mention{};                      // of the bot, written as there
  bool unknown_fields{};               // beside those that are known
};
// What the sender sees.
struct Answer {
  enum class How : std::uint8_t { taken, again, refused } how{};  // again: the sender is to send it once more
  std::string seen;                    // every byte of it
};
// One message of the bot as a member sees it.
struct Seen {
  std::string text;
  std::vector<std::string> buttons, mentions;
  bool cut{};                          // the platform had to cut it
};

class LoggedNotices final : public Notices {
 public:
  void info(std::string_view what, std::string_view why) override { told.info(what, why), log->info(what, {{"why", why}}); }
  void warning(std::string_view what, std::string_view why) override { told.warning(what, why), log->warning(what, {{"why", why}}); }
  void alarm(std::string_view what, std::string_view why) override { told.alarm(what, why), log->error(what, {{"why", why}}); }
  void mended(std::string_view what) override { told.mended(what), log->info("mended", {{"what", what}}); }
  fakes::Told told;
  std::unique_ptr<Log> log{no_log()};
};

// The house, in the check's hand.
struct Scene {
  Pretended time{Instant(std::chrono::seconds(1'767'225'600))};
  fakes::Sink sink{time};
  fakes::Replies replies{time};
  fakes::Known aliases;
  LoggedNotices notices;
};

class Harness {
 public:
  virtual ~Harness() = default;
  virtual Scene& scene() = 0;
  virtual std::string lacks(Feature feature) const = 0;                 // why; empty: it has it
  virtual std::string lacks(DeliveryOutcome outcome) const = 0;         // why it cannot come to that there
  virtual std::size_t part_bytes() const = 0;                           // the most of one message; without one: of what is long there
  virtual std::size_t buttons_most() const = 0;                         // 0: none are shown
  virtual std::vector<std::string> canaries() const = 0;                // its secrets and its people's names, as words to look for

  // ---- in
  virtual std::size_t say(const Said& said) = 0;                        // its number
  virtual std::size_t unknown_event() = 0;
  virtual std::optional<Answer> answer(std::size_t number) = 0;         // once there is one
  // Somebody says it, and the platform shows members what stands in its answer; the first answer may be lost on its way.
  virtual void ask(const std::string& text, bool lost) = 0;
  virtual std::vector<Event> submitted() { return scene().sink.events; }

  // ---- out
  virtual Outgoing words(std::string text) = 0;                         // a message of ours to where it writes
  virtual std::string member() const = 0;                               // somebody there
  virtual Outgoing arrange(DeliveryOutcome outcome) = 0;                // words that will meet it: the platform's own answer, however often it is asked
  virtual Outgoing arrange_partial(std::string text) = 0;               // the second part is refused once: busy
  virtual Outgoing arrange_silence() = 0;                               // the platform does not answer in time
  virtual std::uint32_t cost(const Outgoing& words) = 0;                // by the way that the adapter names, as all below
  virtual void deliver(Outgoing words, std::function<void(Delivery)> done) = 0;
  virtual std::vector<Seen> seen() = 0;                                 // all the bot's messages, oldest first
  virtual void stop() = 0;                                              // begins to stop
  virtual bool stopped() = 0;                                           // and has ended it
  virtual std::vector<std::string> checked() { return {}; }             // what `linli adapter check` tells

  void pass(std::chrono::milliseconds how_long);
  // Every word for logs.
  const std::vector<std::string>& told() { return scene().notices.told.lines; }
};

using MakeHarness = std::unique_ptr<Harness> (*)();
struct Line {
  std::string_view name;
  MakeHarness make;
};
// Every adapter there is, a line each.
const std::vector<Line>& adapters();
std::unique_ptr<Harness> make_adapter(std::string_view name);

std::unique_ptr<Harness> webchat();
std::unique_ptr<Harness> wecom_callback();
std::unique_ptr<Harness> wecom_application();
std::unique_ptr<Harness> wecom_long_connection();

}  // namespace linli::contract
