#pragma once
// What the long connection heard and the store has not taken yet. One chat's frames go in one after the other, chats beside each other, so that a
// slow picture holds up nobody else. Nothing is dropped: the platform does not repeat. Loop's thread.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "adapters/house.hpp"
#include "adapters/wecom/inbound.hpp"

namespace linli::wecom {

class Line : public std::enable_shared_from_this<Line> {
 public:
  // `changed`: after the number of waiting frames became smaller.
  Line(const House& house, std::shared_ptr<Inbound> inbound, std::function<void()> changed);

  void add(Heard heard, std::string request, std::uint64_t generation);
  std::size_t waiting() const { return waiting_; }
  // From now on nothing is tried again: what the store refuses is given up, and said so.
  void last_tries();

 private:
  struct Frame {
    Heard heard;
    std::string request;
    std::uint64_t generation{};
    Instant received;
    int tries{};
  };
  struct Lane {
    std::deque<Frame> frames;
    Loop::TimerPtr pause;
  };
  void take(const std::string& lane);
  void taken(const std::string& lane, const std::expected<Taken, Refusal>& result);
  void again(const std::string& lane, Lane& in);
  void done(const std::string& lane);

  const House house_;
  std::shared_ptr<Inbound> inbound_;
  std::function<void()> changed_;
  std::map<std::string, Lane> lanes_;
  std::size_t waiting_{};
  bool last_tries_{};
};

}  // namespace linli::wecom
