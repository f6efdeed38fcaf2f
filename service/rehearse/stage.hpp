#pragma once
// One App on a temporary store, a pretended time, and a door: where a conversation is played. It can be torn down and built again on the same data
// between any two lines.
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/clocks/pretended.hpp"
#include "service/rehearse/door.hpp"
#include "service/rehearse/heard.hpp"
#include "service/rehearse/scene.hpp"

namespace linli::rehearse {

class Stage {
 public:
  static std::expected<std::unique_ptr<Stage>, std::string> open(const Setup& setup, const Scene& scene, Instant begin,
                                                                 std::unique_ptr<Door> door = straight_door());
  ~Stage();

  Instant now() const { return app_->clock().now(); }
  AccountId account() const { return account_; }
  // The event, through the door, and everything that leaves or falls due at this moment. What went wrong, or nothing.
  std::optional<std::string> send(Event event);
  // A fact or an open question as if it had been said: through the store and the bot's decision, with a reading made by hand.
  std::optional<std::string> give(Event event, Reading reading);
  // An open question that the bot put earlier.
  std::optional<std::string> give_question(const std::string& asked, const std::vector<Asked>& asks, const std::vector<Proposed>& proposed);
  std::optional<std::string> move(Instant to);
  std::optional<std::string> restart();
  // What was said since the last call.
  std::vector<Heard> take_heard();

 private:
  struct Sent {
    SayRow row;
    std::string text;
    Instant at;
  };
  Stage(const Setup& setup, Instant begin, std::unique_ptr<Door> door);
  std::optional<std::string> build();
  void tear_down();
  std::optional<std::string> run(Unit unit);
  bool comes(const std::function<bool()>& unfinished);

  Setup setup_;
  Instant begin_;
  std::filesystem::path folder_;
  Pretended time_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<Door> door_;
  bool at_the_door_{};                 // an App without people has none
  std::unique_ptr<App> app_;
  AccountId account_;
  std::vector<Sent> sent_;
};

}  // namespace linli::rehearse
