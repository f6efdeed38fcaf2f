#include "service/platform/event_door.hpp"

#include <utility>

namespace linli {
namespace {

class EventDoor final : public EventSink {
 public:
  explicit EventDoor(Pipeline& pipeline) : pipeline_(pipeline) {}
  void submit(Event event, std::function<void(std::expected<Taken, Refusal>)> done) override {
    pipeline_.submit(std::move(event), [done = std::move(done)](std::expected<Outcome, Refused> result) {
      if (result) done(Taken{result->event, result->repeated, {}});
      else done(std::unexpected(refusal_of(result.error())));
    });
  }

 private:
  Pipeline& pipeline_;
};

}  // namespace

std::unique_ptr<EventSink> event_door(Pipeline& pipeline) { return std::make_unique<EventDoor>(pipeline); }

Refusal refusal_of(Refused refused) {
  switch (refused) {
    case Refused::full_disk: return Refusal::full;
    case Refused::read_only: return Refusal::read_only;
    case Refused::poisoned: return Refusal::failed;
    case Refused::queue_full: case Refused::stopping: return Refusal::busy;
  }
  return Refusal::busy;
}

}  // namespace linli
