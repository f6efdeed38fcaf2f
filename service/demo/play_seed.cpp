#include "service/demo/play_seed.hpp"

#include <memory>
#include <utility>

namespace linli::demo {
namespace {

// One line after the other; holds itself while it runs.
class Teller : public std::enable_shared_from_this<Teller> {
 public:
  Teller(App& app, room::Room& room, const DemoSeed& seed, std::function<void()> done)
      : app_(app), room_(room), seed_(seed), done_(std::move(done)) {}

  void next() {
    bool over = at_ == seed_.history.size();
    auto to = over ? seed_.begins : seed_.history[at_].at;
    app_.scheduler().move(to, {}, [self = shared_from_this(), over] {
      if (over) return self->done_();
      self->tell();
    });
  }

 private:
  void tell() {
    auto& line = seed_.history[at_];
    webchat::Spoken words{.person = line.actor, .chat = line.platform_chat.empty() ? webchat::direct_chat(line.actor) : line.platform_chat,
        .id = "seed:" + std::to_string(at_), .text = line.text, .mention = line.mention, .at = line.at};
    ++at_;
    room_.chat().say(std::move(words), [self = shared_from_this()](std::expected<void, Refusal>) { self->next(); });
  }

  App& app_;
  room::Room& room_;
  const DemoSeed& seed_;
  std::function<void()> done_;
  std::size_t at_{};
};

}  // namespace

std::optional<std::string> furnish(App& app, const DemoSeed& seed) {
  return app.empty() ? furnish_also(app, seed.set, "") : std::nullopt;
}

std::optional<std::string> furnish_also(App& app, const ImportSet& set, const std::string& folder) {
  auto counts = app.import(set);
  if (counts) return {};
  auto& error = counts.error().front();
  return "config/demo/" + folder + error.table + ".csv:" + std::to_string(error.line) + ": " + error.column + ": " + error.reason;
}

void tell_history(App& app, room::Room& room, const DemoSeed& seed, std::function<void()> done) {
  if (app.clock().now() >= seed.begins) return done();
  std::make_shared<Teller>(app, room, seed, std::move(done))->next();
}

}  // namespace linli::demo
