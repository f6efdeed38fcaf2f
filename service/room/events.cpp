#include "service/room/doors.hpp"

namespace linli::room {

webchat::Refusal refusal_of(Refused refused) {
  switch (refused) {
    case Refused::full_disk: return webchat::Refusal::full;
    case Refused::read_only: return webchat::Refusal::read_only;
    case Refused::poisoned: return webchat::Refusal::failed;
    case Refused::queue_full: case Refused::stopping: return webchat::Refusal::busy;
  }
  return webchat::Refusal::busy;
}

namespace {

class Events final : public webchat::EventSink {
 public:
  explicit Events(House& house) : house_(house) {}
  void submit(Event event, std::function<void(std::expected<void, webchat::Refusal>)> done) override {
    house_.pipeline.submit(std::move(event), [done = std::move(done)](std::expected<Outcome, Refused> result) {
      if (result) done({});
      else done(std::unexpected(refusal_of(result.error())));
    });
  }

 private:
  House& house_;
};

}  // namespace

std::unique_ptr<webchat::EventSink> events_door(House& house) { return std::make_unique<Events>(house); }

}  // namespace linli::room
