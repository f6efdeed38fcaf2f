#include "service/platform/event_door.hpp"

#include <utility>

#include "service/way_out/marks.hpp"

namespace linli {
namespace {

class EventDoor final : public EventSink {
 public:
  EventDoor(Pipeline& pipeline, std::string mark, std::chrono::seconds answer_repeats) : pipeline_(pipeline), mark_(std::move(mark)), answer_repeats_(answer_repeats) {}
  void submit(Event event, std::function<void(std::expected<Taken, Refusal>)> done) override {
    if (auto* press = std::get_if<ButtonIn>(&event.body)) press->key = unmarked(press->key, mark_);
    pipeline_.submit(std::move(event), [done = std::move(done)](std::expected<Outcome, Refused> result) {
      if (result) done(Taken{result->event, result->repeated, result->claimed});
      else done(std::unexpected(refusal_of(result.error())));
    }, answer_repeats_);
  }

 private:
  Pipeline& pipeline_;
  std::string mark_;
  std::chrono::seconds answer_repeats_;
};

}  // namespace

std::unique_ptr<EventSink> event_door(Pipeline& pipeline, std::string mark, std::chrono::seconds answer_repeats) {
  return std::make_unique<EventDoor>(pipeline, std::move(mark), answer_repeats);
}

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
