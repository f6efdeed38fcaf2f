#include "adapters/webchat/lane.hpp"

#include <utility>

namespace linli::webchat {

void Lane::Place::go(std::function<void()> work) {
  ready_ = true;
  work_ = std::move(work);
  if (auto lane = lane_.lock()) (*lane)->advance();
}

std::shared_ptr<Lane::Place> Lane::take() {
  auto place = std::make_shared<Place>();
  place->lane_ = self_;
  places_.push_back(place);
  return place;
}

void Lane::advance() {
  std::weak_ptr<Lane*> alive = self_;
  while (!alive.expired() && !places_.empty() && places_.front()->ready_) {
    auto place = std::move(places_.front());
    places_.pop_front();
    if (auto work = std::exchange(place->work_, nullptr)) work();
  }
}

}  // namespace linli::webchat
