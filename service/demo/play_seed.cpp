#include "service/demo/play_seed.hpp"

#include <memory>
#include <utility>

#include "adapters/webchat/encode.hpp"

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
    Event event;
    event.account = room_.account();
    event.dedupe = "seed:" + std::to_string(at_);
    event.direct = line.platform_chat.empty();
    event.platform_chat = event.direct ? webchat::direct_chat(line.actor) : line.platform_chat;
    event.actor = line.actor;
    event.sent = event.received = line.at;
    event.body = MessageIn{line.text, line.mention};
    show(event, line.text);
    ++at_;
    app_.pipeline().submit(std::move(event), [self = shared_from_this()](std::expected<Outcome, Refused>) { self->next(); });
  }

  // The room keeps its own history: what was written stands in it before what the bot said to it.
  void show(const Event& event, const std::string& text) {
    webchat::Shown shown{event.platform_chat, "seed-line-" + std::to_string(at_), event.actor, name_of_actor(event.actor), event.sent, text, {}, {}, {}};
    auto body = webchat::body_of(shown, app_.knowledge().zone);
    room_.history().append({0, shown.chat, shown.id, body}, [](std::expected<std::int64_t, webchat::Refusal>) {});
  }
  std::string name_of_actor(const std::string& actor) const {
    for (auto& account : seed_.set.accounts)
      for (auto& person : seed_.set.people)
        if (account.actor == actor && account.person == person.key) return person.name;
    return {};
  }

  App& app_;
  room::Room& room_;
  const DemoSeed& seed_;
  std::function<void()> done_;
  std::size_t at_{};
};

}  // namespace

std::optional<std::string> furnish(App& app, const DemoSeed& seed) {
  if (!app.empty()) return {};
  auto counts = app.import(seed.set);
  if (counts) return {};
  auto& error = counts.error().front();
  return "config/demo/" + error.table + ".csv:" + std::to_string(error.line) + ": " + error.column + ": " + error.reason;
}

void tell_history(App& app, room::Room& room, const DemoSeed& seed, std::function<void()> done) {
  if (app.clock().now() >= seed.begins) return done();
  std::make_shared<Teller>(app, room, seed, std::move(done))->next();
}

}  // namespace linli::demo
