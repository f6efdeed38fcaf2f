#include "service/rehearse/door.hpp"

#include <utility>

namespace linli::rehearse {
namespace {

std::string word_of(Refused refused) {
  switch (refused) {
    case Refused::queue_full: return "the queue is full";
    case Refused::full_disk: return "the disk is full";
    case Refused::read_only: return "the store cannot be written";
    case Refused::poisoned: return "the unit failed twice";
    case Refused::stopping: return "the store is stopping";
  }
  return "refused";
}

class Listener final : public Adapter {
 public:
  const Capabilities& capabilities() const override { return can_; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    done({DeliveryOutcome::sent, words.replaces.value_or("m:" + words.key), {}, {}});
  }

 private:
  Capabilities can_{.edit = true, .buttons = true, .mention = true, .idempotent = true};
};

class Straight final : public Door {
 public:
  void open(App& app, AccountId account, Pretended&, Log&) override {
    app_ = &app;
    app.connect(account, listener_, {});
  }
  void let_go() override { app_ = nullptr; }
  void send(Event event, std::function<void(std::optional<std::string>)> done) override {
    app_->pipeline().submit(std::move(event), [done = std::move(done)](std::expected<Outcome, Refused> result) {
      done(result ? std::nullopt : std::optional(word_of(result.error())));
    });
  }

 private:
  Listener listener_;
  App* app_{};
};

}  // namespace

std::unique_ptr<Door> straight_door() { return std::make_unique<Straight>(); }

}  // namespace linli::rehearse
