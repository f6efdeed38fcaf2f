#include <utility>

#include "service/room/asking.hpp"
#include "service/room/doors.hpp"
#include "service/timeline/timeline.hpp"

namespace linli::room {
namespace {

class Clock final : public webchat::RoomClock {
 public:
  Clock(House& house, std::function<void()> moved) : house_(house), moved_(std::move(moved)) {
    house_.scheduler.on_next([this] { look(); });
    look();
  }

  webchat::ClockState state() const override { return {house_.clock.now(), house_.scheduler.moving(), house_.scheduler.moving_to(), next_}; }

  bool move(webchat::Move to) override {
    auto now = house_.clock.now();
    auto target = now;
    switch (to) {
      case webchat::Move::now: target = std::max(now, house_.io.wall()); break;
      case webchat::Move::hour: target = now + std::chrono::hours(1); break;
      case webchat::Move::day: target = now + std::chrono::days(1); break;
      case webchat::Move::next:
        if (auto& next = house_.scheduler.next()) target = std::max(now, next->due.at);
        break;
    }
    return house_.scheduler.move(target, moved_, [this] {
      moved_();
      look();
    });
  }

 private:
  // The next due in words; its case says where its escalation stands.
  void look() {
    auto next = house_.scheduler.next();
    if (!next) {
      next_.reset();
      return moved_();
    }
    ask_store(house_.store, house_.loop, [this, next = *next](Reads& reads) {
      auto of = next.due.of ? reads.the_case(*next.due.of) : std::nullopt;
      auto what = of ? due_words(house_.words, next.due, of->row, house_.knowledge.playbooks) : due_words(house_.words, next.due, "");
      return webchat::Coming{next.due.at, what, next.place};
    }, [this](webchat::Coming coming) {
      next_ = std::move(coming);
      moved_();
    }, webchat::Coming{next->due.at, "", next->place});
  }

  House& house_;
  std::function<void()> moved_;
  std::optional<webchat::Coming> next_;
};

}  // namespace

std::unique_ptr<webchat::RoomClock> clock_door(House& house, std::function<void()> moved) {
  return std::make_unique<Clock>(house, std::move(moved));
}

}  // namespace linli::room
