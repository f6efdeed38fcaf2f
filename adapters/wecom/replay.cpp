#include "adapters/wecom/replay.hpp"

namespace linli::wecom {

bool Replay::begin(const std::string& key, http::Answer answer) {
  forget_old();
  if (auto it = answered_.find(key); it != answered_.end()) {
    answer(it->second);
    return false;
  }
  auto [it, fresh] = in_work_.try_emplace(key);
  it->second.push_back(std::move(answer));
  return fresh;
}

void Replay::finish(const std::string& key, const http::Response& response) {
  auto waiting = in_work_.extract(key);
  if (waiting.empty()) return;
  if (response.status == 200) {
    answered_.emplace(key, response);
    order_.emplace_back(io_.steady() + bounds_.time, key);
    bytes_ += key.size() + response.body.size();
    forget_old();
  }
  for (auto& answer : waiting.mapped()) answer(response);
}

void Replay::forget_old() {
  while (!order_.empty() && (order_.front().first <= io_.steady() || answered_.size() > bounds_.most || bytes_ > bounds_.bytes)) {
    auto it = answered_.find(order_.front().second);
    bytes_ -= it->first.size() + it->second.body.size();
    answered_.erase(it);
    order_.pop_front();
  }
}

}  // namespace linli::wecom
