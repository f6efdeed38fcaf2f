#pragma once
// One service with WeCom over the stand-in: 10 groups and 10 direct chats, everything on one pretended clock. What climbs is for a leader of
// landlord 12's area and a worker, whom no way reaches, then for the supervisors' chat, which the bot is not in, and at last for a supervisor.
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/wecom/wecom.hpp"
#include "service/app.hpp"
#include "service/clocks/pretended.hpp"
#include "service/log/json_log.hpp"
#include "service/platform/aliases.hpp"
#include "service/platform/event_door.hpp"
#include "service/platform/notices.hpp"
#include "service/platform/passive_replies.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace faults_test {

using linli::Instant, linli::SayClass;

// A planned message of the test, as the store has it in the end.
struct Ended {
  std::string chat;                  // as the stand-in names it
  int number{};                      // 0 ..: in the order in which it was planned in its chat
  SayClass cls{};
  std::string text;                  // empty: never tried
  std::string ending, why;           // "sent", "merged", "waived", "failed"; empty: not yet
  int unsure{};                      // attempts of which nobody knows what became
};

// A fault put between the service and its adapter, to see the checks fail.
enum class Planted : std::uint8_t {
  nothing,
  heard_lost,      // one message is said to be taken, and is not
  said_twice,      // one delivery is made again, as after an outcome that nobody knew
  overtaken,       // in one chat, two messages change places
  next_way_hidden, // what is to be tried by another way is said to be gone
  webhook_off,     // no group's webhook is configured
  not_told,        // the case does not hear that an escalation failed
  reason_lost      // one message ends as failed, and nothing says why
};

class Street {
 public:
  static constexpr int groups = 10, persons = 10;
  explicit Street(Instant begin, Planted planted = Planted::nothing);
  ~Street();

  linli::Pretended time;
  std::unique_ptr<wecom_standin::Standin> wecom;

  std::string group(int n) const;                          // 0..9
  std::string landlord(int n) const;                       // 0..19: of group n, or of direct chat n - 10
  std::vector<std::string> chats() const;                  // all 20, as the stand-in names them
  // Plans one message into each of the 20 chats: words that are its own.
  void plan(SayClass cls, std::optional<std::chrono::hours> not_after = {});
  // Time passes in steps; after each all that can happen has happened.
  void pass(std::chrono::seconds by, std::chrono::seconds step);
  bool resting();                                          // nothing is to say any more
  std::vector<Ended> ended();                              // of all that plan() planned
  std::map<std::string, int> tally();                      // of every message of the service: "sent", "failed send.unsure", ... -> how many
  int heard() const;                                       // events of the platform that the store knows, each once
  std::size_t read() const { return read_.size(); }        // messages of the platform that reached the adapter, each once
  // How often these words were shown to the members of a chat, when first, and by which way then.
  struct Shown { int times{}; std::uint64_t first{}; wecom_standin::By by{}; };
  std::map<std::pair<std::string, std::string>, Shown> shown() const;   // by chat and words
  // Of what plan() planned for that chat: how much was shown by which way.
  std::map<wecom_standin::By, int> ways_to(const std::string& chat);
  // By what the platform still lets the service speak there: "bot", "webhook", "application"; empty: by nothing.
  std::string way_left(const std::string& chat) const;
  // Escalations of cases that failed, and what followed in the case from each.
  struct Fallen {
    std::int64_t say{}, of{};        // of: the case
    std::string why;
    bool told{};                     // the case has a step for it
    bool next{};                     // somebody else is told of the case because of it, or was told at the same time and has heard it
    bool heard{};                    // a later escalation of the case was sent
  };
  std::vector<Fallen> fallen() const;

 private:
  class Recorder;
  class Counter;
  void settle();

  Instant begin_;
  std::filesystem::path folder_;
  std::unique_ptr<linli::Log> log_;
  std::unique_ptr<linli::App> app_;
  linli::AccountId account_;
  std::unique_ptr<linli::AccountNotices> notices_;
  std::unique_ptr<linli::EventSink> events_;
  std::unique_ptr<Counter> counter_;
  std::unique_ptr<linli::PassiveReplies> replies_;
  std::unique_ptr<linli::Aliases> aliases_;
  std::unique_ptr<linli::wecom::Wecom> platform_;
  std::unique_ptr<Recorder> recorder_;
  std::vector<linli::Audience> audiences_;                 // of the 20 chats
  struct Planned { int number{}; SayClass cls{}; };
  std::map<std::int64_t, Planned> planned_;                // by event
  std::map<std::string, std::string> texts_;               // "say:<id>" -> the words of each attempt
  std::map<std::string, int> unsure_;                      // by the same key
  std::set<std::string> read_;                             // dedupe ids
  std::size_t answered_{};                                 // by the store, to the adapter
  int count_{};
};

// What is wrong in the end, one line each; `said`: messages that members wrote.
std::vector<std::string> complaints(Street& street, std::size_t said);

}  // namespace faults_test
