#include <set>
#include <utility>

#include "service/room/asking.hpp"
#include "service/room/doors.hpp"
#include "service/timeline/timeline.hpp"

namespace linli::room {
namespace {

class Clock final : public webchat::RoomClock {
 public:
  Clock(House& house, std::function<void()> moved) : house_(house), moved_(std::move(moved)), elsewhere_(house.words.word("clock.elsewhere").value_or("")) {
    for (auto& [name, traits] : house_.knowledge.roles)
      if (traits.staff) staff_.push_back(name);
    house_.scheduler.on_next([this] { look(); });
    look();
  }

  webchat::ClockState state() const override { return {house_.clock.now(), house_.scheduler.moving(), house_.scheduler.moving_to(), next_.coming, next_.seen_by, elsewhere_}; }

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
  struct Next {
    std::optional<webchat::Coming> coming;
    std::optional<std::set<std::string>> seen_by;
  };

  // The next due in words; its case says where its escalation stands.
  void look() {
    auto next = house_.scheduler.next();
    if (!next) {
      next_ = {};
      return moved_();
    }
    ask_store(house_.store, house_.loop, [this, next = *next](Reads& reads) {
      auto of = next.due.of ? reads.the_case(*next.due.of) : std::nullopt;
      auto what = of ? due_words(house_.words, next.due, of->row, house_.knowledge.playbooks) : due_words(house_.words, next.due, "");
      return Next{webchat::Coming{next.due.at, what, next.place}, next.due.of ? std::optional(readers(reads, *next.due.of)) : std::nullopt};
    }, [this](Next found) {
      next_ = std::move(found);
      moved_();
    }, Next{webchat::Coming{next->due.at, "", ""}, std::nullopt});
  }

  std::set<std::string> readers(Reads& reads, CaseId of) const {
    std::set<std::string> out;
    for (auto& person : reads.people(house_.account))
      if (reads.may_see(person.id, of, staff_))
        for (auto& [account, actor] : person.bindings)
          if (account == house_.account) out.insert(actor);
    return out;
  }

  House& house_;
  std::function<void()> moved_;
  std::string elsewhere_;
  std::vector<std::string> staff_;
  Next next_;
};

}  // namespace

std::unique_ptr<webchat::RoomClock> clock_door(House& house, std::function<void()> moved) {
  return std::make_unique<Clock>(house, std::move(moved));
}

}  // namespace linli::room
