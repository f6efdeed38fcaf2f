#include "adapters/wecom/line.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto budget = 30s;                 // for who it is and what is attached; media addresses live 5 minutes
constexpr int tries_for_identity = 24;       // about ten minutes: whoever is taken as a stranger meanwhile is not recorded as who they are
constexpr milliseconds first_pause{1'000}, most_pause{30'000};

}  // namespace

Line::Line(const House& house, std::shared_ptr<Inbound> inbound, std::function<void()> changed)
    : house_(house), inbound_(std::move(inbound)), changed_(std::move(changed)) {}

void Line::add(Heard heard, std::string request, std::uint64_t generation) {
  auto name = heard.chat.empty() ? "d:" + heard.from : heard.chat;
  auto& lane = lanes_[name];
  lane.frames.push_back({std::move(heard), std::move(request), generation, house_.io.wall()});
  ++waiting_;
  if (lane.frames.size() == 1) take(name);
}

void Line::take(const std::string& name) {
  auto& frame = lanes_.at(name).frames.front();
  Came came{.door = Door::link, .received = frame.received, .until = house_.io.steady() + budget, .as_it_is = ++frame.tries >= tries_for_identity,
      .request = frame.request, .generation = frame.generation};
  inbound_->take(frame.heard, std::move(came), [weak = weak_from_this(), name](std::expected<Taken, Refusal> result) {
    if (auto self = weak.lock()) self->taken(name, result);
  });
}

void Line::taken(const std::string& name, const std::expected<Taken, Refusal>& result) {
  auto& lane = lanes_.at(name);
  if (result || result.error() == Refusal::failed) return done(name);
  if (!last_tries_) return again(name, lane);
  house_.notices.warning("wecom.link.lost", "stopping");
  done(name);
}

void Line::again(const std::string& name, Lane& lane) {
  auto tries = std::min(lane.frames.front().tries, 6);
  auto pause = std::min(first_pause * (1 << (tries - 1)), most_pause);
  lane.pause = house_.loop.after(pause, [this, name] {
    auto over = std::move(lanes_.at(name).pause);   // from now on it does not wait, it is being taken
    take(name);
  });
}

void Line::done(const std::string& name) {
  auto it = lanes_.find(name);
  it->second.frames.pop_front();
  --waiting_;
  bool more = !it->second.frames.empty();
  if (!more) lanes_.erase(it);
  auto self = shared_from_this();
  changed_();
  if (more) house_.loop.post([weak = weak_from_this(), name] {
    if (auto line = weak.lock()) line->take(name);
  });
}

void Line::last_tries() {
  last_tries_ = true;
  std::vector<std::string> paused;
  for (auto& [name, lane] : lanes_)
    if (lane.pause) paused.push_back(name);
  for (auto& name : paused) {
    lanes_.at(name).pause.reset();
    take(name);
  }
}

}  // namespace linli::wecom
