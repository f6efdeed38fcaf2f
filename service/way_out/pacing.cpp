#include "service/way_out/pacing.hpp"

#include <algorithm>

namespace linli {

using std::chrono::microseconds;

microseconds Window::wait(microseconds now, std::uint32_t cost, std::uint32_t most, microseconds in) const {
  auto room = std::size_t(most - std::min(cost, most));   // so many of the last ones may still be within the span
  if (left_.size() <= room) return {};
  return std::max(left_[left_.size() - room - 1] + in - now, microseconds(0));
}

void Window::take(microseconds now, std::uint32_t cost, microseconds in) {
  while (!left_.empty() && left_.front() <= now - in) left_.pop_front();
  left_.insert(left_.end(), cost, now);
}

void Window::give_back(microseconds taken, std::uint32_t cost) {
  auto [first, end] = std::ranges::equal_range(left_, taken);
  left_.erase(first, first + std::min(std::ptrdiff_t(cost), end - first));
}

template <class F>
void Pacing::each_count(const Way& way, microseconds now, F f) {
  for (std::size_t i = 0; i < pace_.limits.size(); ++i) {
    auto& limit = pace_.limits[i];
    if (!limit.ways.empty() && std::ranges::find(limit.ways, way.name) == limit.ways.end()) continue;
    auto& counts = counts_[i];
    if (counts.size() >= most_counts) std::erase_if(counts, [&](auto& c) { return c.second.empty(now, limit.in); });
    f(limit, counts[limit.each ? way.to : std::string()]);
  }
}

microseconds Pacing::ask(const Way& way, SayClass cls, std::uint32_t cost, microseconds now) {
  auto wait = std::max(all_silent_ - now, microseconds(0));
  if (auto silent = silent_.find({way.name, way.to}); silent != silent_.end()) {
    wait = std::max(wait, silent->second - now);
    if (silent->second <= now) silent_.erase(silent);
  }
  each_count(way, now, [&](const Limit& limit, Window& window) {
    auto most = cls == SayClass::escalation ? limit.most : limit.most - std::min(limit.kept_back, limit.most - 1);
    wait = std::max(wait, window.wait(now, cost, most, limit.in));
  });
  if (wait > microseconds(0)) return wait;
  count(way, cost, now);
  return {};
}

void Pacing::count(const Way& way, std::uint32_t cost, microseconds now) {
  each_count(way, now, [&](const Limit& limit, Window& window) { window.take(now, cost, limit.in); });
}

void Pacing::give_back(const Way& way, std::uint32_t cost, microseconds asked) {
  each_count(way, asked, [&](const Limit&, Window& window) { window.give_back(asked, cost); });
}

void Pacing::punish(const std::optional<Way>& way, microseconds now, std::optional<std::chrono::milliseconds> how_long) {
  auto until = now + microseconds(how_long.value_or(pace_.penalty));
  std::erase_if(silent_, [&](auto& s) { return s.second <= now; });
  auto& silent = way ? silent_[{way->name, way->to}] : all_silent_;
  silent = std::max(silent, until);
}

}  // namespace linli
