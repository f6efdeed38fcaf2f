#include "adapters/webchat/redraw.hpp"

#include <algorithm>

#include "adapters/webchat/page.hpp"

namespace linli::webchat {

void Redraw::soon(const std::shared_ptr<Page>& page) {
  if (std::exchange(page->waits_to_be_drawn, true)) return;
  waiting_.push_back(page);
  step();
}

void Redraw::all(std::function<std::vector<std::shared_ptr<Page>>()> pages) {
  if (timer_) return;
  auto now = std::chrono::steady_clock::now();
  auto rest = std::chrono::ceil<std::chrono::milliseconds>(last_ + interval_ - now);
  auto round = [this, pages = std::move(pages)] {
    timer_.reset();
    last_ = std::chrono::steady_clock::now();
    for (auto& page : pages()) soon(page);
  };
  if (rest.count() <= 0) return round();
  timer_ = loop_.after(rest, std::move(round));
}

void Redraw::step() {
  if (drawing_) return;
  std::shared_ptr<Page> page;
  while (!page && !waiting_.empty()) {
    page = waiting_.front().lock();
    waiting_.pop_front();
  }
  if (!page) return;
  page->waits_to_be_drawn = false;
  drawing_ = true;
  page->draw([this, alive = std::weak_ptr(alive_)] {
    if (alive.expired()) return;
    loop_.post([this, alive] {
      if (alive.expired()) return;
      drawing_ = false;
      step();
    });
  });
}

}  // namespace linli::webchat
