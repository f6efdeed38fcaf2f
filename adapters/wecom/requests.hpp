#pragma once
// Requests on the long connection: which may leave now, which answer is whose. Frames of one req_id go one after the other [SDK]. It owns no
// socket; times are the caller's. Pure.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace linli::wecom {

template <class Done>
class Requests {
 public:
  using Time = std::chrono::microseconds;
  struct Request {
    std::string frame;
    Done done;
  };
  explicit Requests(std::size_t most) : most_(most) {}

  bool full() const { return size_ >= most_; }
  std::size_t size() const { return size_; }
  // The frame to send now; nothing: it waits for the one before it.
  std::optional<std::string> add(const std::string& req_id, Request request) {
    auto& line = lines_[req_id];
    line.push_back({std::move(request), {}});
    ++size_;
    return line.size() == 1 ? std::optional(line.front().request.frame) : std::nullopt;
  }
  void sent(const std::string& req_id, Time until) { lines_.at(req_id).front().until = until; }

  // Whose answer came; nothing: nobody's. `next`: what may leave now.
  std::optional<Done> answered(const std::string& req_id, std::optional<std::string>& next) {
    auto it = lines_.find(req_id);
    if (it == lines_.end()) return {};
    std::optional<Done> done(std::move(it->second.front().request.done));
    it->second.pop_front();
    --size_;
    if (it->second.empty()) lines_.erase(it);
    else next = it->second.front().request.frame;
    return done;
  }
  // Whose answer is due first, and when.
  std::optional<std::pair<Time, std::string>> first_due() const {
    std::optional<std::pair<Time, std::string>> first;
    for (auto& [id, line] : lines_)
      if (!first || line.front().until < first->first) first.emplace(line.front().until, id);
    return first;
  }
  // All that wait, with whether they had been sent; nobody waits afterwards.
  std::vector<std::pair<Done, bool>> end() {
    std::vector<std::pair<Done, bool>> all;
    for (auto& [id, line] : lines_)
      for (std::size_t i = 0; i < line.size(); ++i) all.emplace_back(std::move(line[i].request.done), i == 0);
    lines_.clear();
    size_ = 0;
    return all;
  }

 private:
  struct Waiting {
    Request request;
    Time until;
  };
  std::size_t most_, size_{};
  std::map<std::string, std::deque<Waiting>> lines_;
};

}  // namespace linli::wecom
