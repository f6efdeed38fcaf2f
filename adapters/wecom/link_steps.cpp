#include "adapters/wecom/link_steps.hpp"

#include <algorithm>

namespace linli::wecom {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t busy = -1;               // the platform is, not we [D-90455]
constexpr std::int64_t too_many = 45009;
constexpr std::int64_t wrong_secret = 853000;
constexpr int crowds_to_tell = 5;

// first, twice that, four times ... up to `most`; `times` counts from 1.
milliseconds doubled(milliseconds first, int times, milliseconds most) {
  for (int i = 1; i < times && first < most; ++i) first *= 2;
  return std::min(first, most);
}

}  // namespace

LinkStep LinkSteps::start() {
  if (state_ != State::idle) return {};
  state_ = State::opening;
  return {LinkStep::Do::open, {}, {}, {}};
}

LinkStep LinkSteps::opened() {
  if (state_ != State::opening) return {};
  state_ = State::subscribing;
  return {LinkStep::Do::subscribe, rules_.answer, {}, {}};
}

LinkStep LinkSteps::subscribed(std::int64_t error) {
  if (state_ != State::subscribing) return {};
  if (error != 0) return refused(error);
  state_ = State::live;
  tries_ = refusals_ = crowds_ = unanswered_ = 0;
  alive_ = {};
  return {LinkStep::Do::listen, rules_.heartbeat, {}, std::exchange(crowd_alarm_, false) ? "crowded" : ""};
}

LinkStep LinkSteps::refused(std::int64_t error) {
  if (error == busy) return lost();
  if (error == too_many) {
    auto step = rest(doubled(rules_.crowded, ++crowds_, rules_.crowded_most));
    if (crowds_ == crowds_to_tell) step.alarm = "crowded", crowd_alarm_ = true;
    return step;
  }
  if (error != wrong_secret && ++refusals_ < rules_.refusals_most) return lost();
  state_ = State::stopped;
  return {LinkStep::Do::stop, {}, error == wrong_secret ? "wrong_secret" : "refused", {}};
}

LinkStep LinkSteps::ponged() {
  if (state_ == State::live) unanswered_ = 0;
  return {};
}

// The other one is let be: who fights for the connection loses frames on both sides.
LinkStep LinkSteps::kicked() {
  if (state_ == State::idle || state_ == State::stopped) return {};
  auto step = rest(doubled(rules_.kicked, ++kicks_, rules_.kicked_most));
  step.alarm = "second_instance";
  return step;
}

LinkStep LinkSteps::lost() {
  if (state_ == State::idle || state_ == State::stopped || state_ == State::resting) return {};
  constexpr milliseconds first{1'000};
  return rest(doubled(first, ++tries_, rules_.backoff_most));
}

LinkStep LinkSteps::rest(milliseconds wait) {
  state_ = State::resting;
  unanswered_ = 0;
  return {LinkStep::Do::rest, milliseconds(std::int64_t(double(wait.count()) * (0.75 + 0.5 * chance_()))), {}, {}};
}

LinkStep LinkSteps::elapsed(bool reading) {
  switch (state_) {
    case State::opening: case State::subscribing: return lost();
    case State::live: return unanswered_ == 2 ? lost() : alive_step(reading);
    case State::resting: state_ = State::opening; return {LinkStep::Do::open, {}, {}, {}};
    case State::idle: case State::stopped: break;
  }
  return {};
}

// Another instance would have come back from its own rest by now, had there been one.
LinkStep LinkSteps::alive_step(bool reading) {
  alive_ += rules_.heartbeat;
  unanswered_ = reading ? unanswered_ + 1 : 0;
  LinkStep step{LinkStep::Do::ping, rules_.heartbeat, {}, {}};
  if (kicks_ > 0 && alive_ > 2 * doubled(rules_.kicked, kicks_, rules_.kicked_most)) {
    kicks_ = 0;
    step.mended = "second_instance";
  }
  return step;
}

}  // namespace linli::wecom
