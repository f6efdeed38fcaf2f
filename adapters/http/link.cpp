// A web socket from here to a server: a reader that runs while it is wanted, a writer that runs while something waits.
#include "adapters/http/link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>

#include "adapters/http/loop_impl.hpp"
#include "adapters/http/wire.hpp"
#include "bot/model/secret.hpp"

namespace linli::http {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using Code = boost::system::error_code;
constexpr auto tuple = asio::as_tuple(asio::use_awaitable);

// Lives until its last coroutine has left; nothing is told after it was forgotten or is over.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(std::shared_ptr<Outside> outside, Target target, LinkEvents& events, LinkLimits limits)
      : outside_(std::move(outside)), target_(std::move(target)), events_(&events), limits_(limits),
        wire_(std::make_shared<Wire>(outside_)), ws_(*wire_), deadline_(outside_->io) {
    ws_.read_message_max(limits_.frame);
    ws_.text(true);
    ws_.auto_fragment(false);
  }

  void begin() {
    limit(limits_.open);
    spawn(&Session::come_up);
  }
  void refuse_soon(std::string_view why) {
    asio::post(outside_->io, [self = shared_from_this(), why] { self->end(why); });
  }
  void forget() {
    events_ = nullptr;
    end({});
  }

  void send(std::string text) {
    if (!open_ || closing_) return;
    if (bytes_ + text.size() > limits_.waiting) {
      open_ = false;
      return refuse_soon("full");
    }
    bytes_ += text.size();
    queue_.emplace_back(std::move(text));
    write_on();
  }
  void close() {
    if (over_ || std::exchange(closing_, true)) return;
    if (!open_) return refuse_soon("ended");
    write_on();
  }
  void read_on(bool wanted) {
    wanted_ = wanted;
    if (open_ && wanted_ && !reading_) {
      reading_ = true;
      spawn(&Session::read);
    }
  }

 private:
  using Work = asio::awaitable<void> (Session::*)();

  // What escapes from an event ends this link, and goes on to the loop's barrier.
  void spawn(Work work) {
    asio::post(outside_->io, [self = shared_from_this(), work] {
      asio::co_spawn(self->outside_->io, run(self, work), [self](const std::exception_ptr& failure) {
        if (!failure) return;
        self->end("fault");
        std::rethrow_exception(failure);
      });
    });
  }
  static asio::awaitable<void> run(std::shared_ptr<Session> self, Work work) {
    if (!self->over_) co_await ((*self).*work)();
  }

  asio::awaitable<void> come_up() {
    auto trouble = co_await Wire::open(wire_, target_);
    if (trouble) co_return end(trouble->why);
    websocket::response_type answer;
    auto [failure] = co_await ws_.async_handshake(answer, target_.authority, target_.resource, tuple);
    if (failure) co_return end(is_nonsense(failure) || word_for(failure) == "broken" ? "refused" : "cut");
    if (over_) co_return;
    deadline_.off();
    ws_.set_option(websocket::stream_base::timeout{limits_.close, websocket::stream_base::none(), false});  // the closing handshake, whoever begins it
    open_ = true;
    events_->opened();
    read_on(wanted_);
  }

  asio::awaitable<void> read() {
    while (open_ && wanted_) {
      auto [failure, size] = co_await ws_.async_read(in_, tuple);
      if (failure) co_return end(word_for(failure));
      if (!ws_.got_text()) co_return end("broken");
      std::string frame(static_cast<const char*>(in_.data().data()), size);
      in_.consume(size);
      if (open_ && !closing_) events_->text(std::move(frame));
    }
    reading_ = false;
  }

  void write_on() {
    if (std::exchange(writing_, true)) return;
    spawn(&Session::write);
  }
  asio::awaitable<void> write() {
    while (open_ && !queue_.empty()) {
      limit(limits_.write);
      auto frame = queue_.front().use([](auto& text) { return asio::const_buffer(text.data(), text.size()); });  // stays there until it has left
      auto [failure, size] = co_await ws_.async_write(frame, tuple);
      deadline_.off();
      if (failure) co_return end(word_for(failure));
      bytes_ -= frame.size();
      queue_.pop_front();
    }
    writing_ = false;
    if (!open_ || !closing_) co_return;
    co_await ws_.async_close(websocket::close_code::normal, tuple);
    end("ended");
  }

  static std::string_view word_for(const Code& failure) {
    if (failure == websocket::error::closed) return "left";
    if (failure == websocket::error::message_too_big || failure == websocket::error::buffer_overflow) return "too_large";
    return failure.category() == websocket::make_error_code(websocket::error::closed).category() ? "broken" : "cut";
  }

  void limit(std::chrono::milliseconds time) {
    deadline_.arm(time, shared_from_this(), [this] {
      late_ = true;
      wire_->cut();
    });
  }

  // Once; the first reason counts.
  void end(std::string_view why) {
    if (std::exchange(over_, true)) return;
    open_ = false;
    deadline_.off();
    wire_->cut();
    if (late_) why = "timeout";
    if (closing_) why = "ended";
    if (auto* events = std::exchange(events_, nullptr)) events->closed(why);
  }

  std::shared_ptr<Outside> outside_;
  Target target_;
  LinkEvents* events_;
  LinkLimits limits_;
  std::shared_ptr<Wire> wire_;
  websocket::stream<Wire&> ws_;
  Deadline deadline_;
  boost::beast::flat_buffer in_;
  std::deque<Secret> queue_;
  std::size_t bytes_{};
  bool open_{}, over_{}, closing_{}, late_{};
  bool wanted_{true}, reading_{}, writing_{};
};

class WebLink final : public Link {
 public:
  explicit WebLink(std::shared_ptr<Session> session) : session_(std::move(session)) {}
  ~WebLink() override { session_->forget(); }
  void send(std::string text) override { session_->send(std::move(text)); }
  void close() override { session_->close(); }
  void read_on(bool reading) override { session_->read_on(reading); }

 private:
  std::shared_ptr<Session> session_;
};

class WebLinks final : public Links {
 public:
  WebLinks(Loop& loop, Allowed allowed, Resolve resolve)
      : outside_(std::make_shared<Outside>(loop.impl().io, std::move(allowed), CallerLimits{}, std::move(resolve))) {}

  std::unique_ptr<Link> open(const std::string& url, LinkEvents& events, LinkLimits limits) override {
    auto target = read_target(url, outside_->allowed);
    std::string_view refusal = target ? "" : target.error();
    if (target && !target->socket) refusal = "scheme";
    auto session = std::make_shared<Session>(outside_, target.value_or(Target{}), events, limits);
    if (refusal.empty())
      session->begin();
    else
      session->refuse_soon(refusal);
    return std::make_unique<WebLink>(std::move(session));
  }

 private:
  std::shared_ptr<Outside> outside_;
};

}  // namespace

std::unique_ptr<Links> make_links(Loop& loop, Allowed allowed, Resolve resolve) {
  return std::make_unique<WebLinks>(loop, std::move(allowed), std::move(resolve));
}

}  // namespace linli::http
