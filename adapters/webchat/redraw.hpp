#pragma once
// Cases and timelines are looked at again after each change of the store, for one page at a time and not oftener than people can read, so
// that a busy hour costs the reader's thread no more than a quiet one.
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "adapters/loop.hpp"

namespace linli::webchat {

class Page;

class Redraw {
 public:
  Redraw(Loop& loop, std::chrono::milliseconds interval) : loop_(loop), interval_(interval) {}

  void soon(const std::shared_ptr<Page>& page);  // the page asked
  // Something changed. `pages` is called when the round begins.
  void all(std::function<std::vector<std::shared_ptr<Page>>()> pages);

 private:
  void step();
  Loop& loop_;
  std::chrono::milliseconds interval_;
  std::deque<std::weak_ptr<Page>> waiting_;
  bool drawing_{};
  std::chrono::steady_clock::time_point last_{};
  Loop::TimerPtr timer_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace linli::webchat
