#include <charconv>
#include <utility>

#include "service/room/asking.hpp"
#include "service/room/doors.hpp"
#include "service/timeline/timeline.hpp"

namespace linli::room {
namespace {

constexpr std::size_t most_cases = 200;

std::optional<CaseId> case_id(const std::string& text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return {};
  return CaseId{value};
}

class Cases final : public webchat::Cases {
 public:
  explicit Cases(House& house) : house_(house) {
    for (auto& [name, traits] : house_.knowledge.roles)
      if (traits.staff) staff_.push_back(name);
  }

  void list(std::string viewer, std::function<void(std::vector<webchat::CaseLine>)> done) override {
    ask_store(house_.store, house_.loop, [this, viewer = std::move(viewer), now = house_.clock.now()](Reads& reads) {
      std::vector<webchat::CaseLine> out;
      auto who = reads.person_of(house_.account, viewer);
      if (!who) return out;
      for (auto& of : reads.cases_seen_by(*who, staff_, most_cases)) out.push_back(case_line(house_.words, of, house_.knowledge.playbooks, now));
      return out;
    }, std::move(done), std::vector<webchat::CaseLine>());
  }

  void timeline(std::string viewer, std::string id, std::function<void(std::optional<webchat::Timeline>)> done) override {
    ask_store(house_.store, house_.loop, [this, viewer = std::move(viewer), id = std::move(id), now = house_.clock.now()](Reads& reads) {
      std::optional<webchat::Timeline> out;
      auto who = reads.person_of(house_.account, viewer);
      auto of = case_id(id);
      if (!who || !of || !reads.may_see(*who, *of, staff_)) return out;
      auto story = reads.story(*of);
      if (!story) return out;
      out = timeline_of(house_.words, sight_of(reads), *story, house_.knowledge.playbooks, {*who, reads.stands_above(*who, *of, staff_)}, now);
      return out;
    }, std::move(done), std::optional<webchat::Timeline>());
  }

 private:
  House& house_;
  std::vector<std::string> staff_;
};

}  // namespace

std::unique_ptr<webchat::Cases> cases_door(House& house) { return std::make_unique<Cases>(house); }

}  // namespace linli::room
