#pragma once
// The place where a handler's answer arrives; for sources of this folder only.
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace linli::http {

// Held by the connection that waits; whoever answers holds it weakly, so a client that has gone is simply not answered.
template <class T>
struct Waiting {
  boost::asio::io_context& io;
  std::function<void()> wake;
  std::optional<T> value;
  std::atomic<bool> settled{false};

  // From any thread; the first answer counts.
  static void settle(const std::weak_ptr<Waiting>& weak, T value) {
    auto self = weak.lock();
    if (!self || self->settled.exchange(true)) return;
    auto& io = self->io;
    boost::asio::dispatch(io, [self = std::move(self), value = std::move(value)]() mutable {
      self->value = std::move(value);
      self->wake();
    });
  }
};

// The callback that a handler is given. When its last copy goes unanswered, `unanswered` is.
template <class T>
std::function<void(T)> answer_to(const std::shared_ptr<Waiting<T>>& waiting, std::function<T()> unanswered) {
  struct Guard {
    std::weak_ptr<Waiting<T>> waiting;
    std::function<T()> unanswered;
    ~Guard() { Waiting<T>::settle(waiting, unanswered()); }
  };
  auto guard = std::make_shared<Guard>(waiting, std::move(unanswered));
  return [guard](T value) { Waiting<T>::settle(guard->waiting, std::move(value)); };
}

}  // namespace linli::http
