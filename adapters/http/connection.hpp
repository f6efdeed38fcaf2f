#pragma once
// One connection: heads are scanned raw, bodies are read under a limit, requests are answered one after another. For connection_*.cpp only.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <random>

#include "adapters/http/head_scan.hpp"
#include "adapters/http/page_socket.hpp"
#include "adapters/http/waiting.hpp"

namespace linli::http {

template <class Stream>
class Connection final : public Member, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  Connection(std::shared_ptr<Core> core, Stream stream, std::string from, bool behind_proxy, std::optional<Seat> seat)
      : core_(std::move(core)), limits_(core_->options.limits), stream_(std::move(stream)), deadline_(core_->io), answer_time_(core_->io),
        from_(std::move(from)), behind_proxy_(behind_proxy), seat_(std::move(seat)) {
    core_->members.insert(this);
  }
  ~Connection() override { core_->members.erase(this); }

  static boost::asio::awaitable<void> run(std::shared_ptr<Connection> self) {
    try {
      co_await self->serve();
    } catch (const std::exception& e) {
      self->core_->log("connection", e.what());
    }
    self->deadline_.off();
    self->cut();
  }

  void finish() override {
    if (page_) return page_->close(1001);
    if (between_requests_) cut();
  }
  void cut() override {
    cut_ = true;
    Code ignored;
    lowest().close(ignored);
    answer_time_.cancel();
    if (page_) page_->cut();
  }

 private:
  using Code = boost::system::error_code;
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  static auto tuple() { return boost::asio::as_tuple(boost::asio::use_awaitable); }
  PlainSocket& lowest() { return boost::beast::get_lowest_layer(stream_); }

  // What is to be done after a step: go on with it, or say something and end, or just end.
  struct Step {
    bool on{};
    int status{};  // 0: nothing is said
  };

  boost::asio::awaitable<void> serve() {
    bool ready = co_await greet();
    for (bool first = true; ready && !cut_; first = false) ready = co_await serve_one(first);
  }

  boost::asio::awaitable<bool> greet() {
    if constexpr (!std::is_same_v<Stream, PlainSocket>) {
      limit(limits_.tls_time);
      auto [failure] = co_await stream_.async_handshake(boost::asio::ssl::stream_base::server, tuple());
      co_return !failure;
    }
    co_return true;
  }

  // True: the connection may bring another request.
  boost::asio::awaitable<bool> serve_one(bool first) {
    Step read = co_await read_head(first);
    if (!read.on) {
      if (read.status) co_await refuse(text(read.status, std::string(scan_.why()) + "\n"));
      co_return false;
    }
    auto& head = scan_.head();
    last_ = head.http_1_0 || core_->stopping;
    if (auto* wish = find(head.headers, "connection"); wish && boost::beast::http::token_list(*wish).exists("close")) last_ = true;
    std::optional<Seat> seat;
    if (behind_proxy_) {
      from_ = forwarded(head.headers);
      seat = Seat::take(core_, from_);
    }
    Request request = without_body();
    auto route = core_->routes.find(head.method, request.path);
    std::optional<Response> refusal;
    if (behind_proxy_ && !seat) refusal = text(429, "too many connections\n");
    if (!refusal && !route) refusal = std::move(route.error());
    if (!refusal && head.has_body() && core_->options.busy && core_->options.busy()) refusal = busy();
    if (!refusal && head.content_length.value_or(0) > limits_.body_bytes) refusal = refused(**route, 413, "body too long\n");
    if (refusal && !head.has_body()) {
      buffer_.consume(scan_.length());
      co_return co_await answer(std::move(*refusal));
    }
    if (refusal) {
      co_await refuse(std::move(*refusal));
      co_return false;
    }
    Parser parser;
    Step body = co_await read_body(parser);
    if (!body.on) {
      if (body.status) co_await refuse(refused(**route, body.status, "body\n"));
      co_return false;
    }
    request.body = std::move(parser.get().body());
    if ((*route)->upgrade) co_return co_await upgrade(**route, std::move(request), parser.release());
    Response response = co_await ask(**route, std::move(request));
    co_return co_await answer(std::move(response));
  }

  // One deadline for the whole head, from its first byte; the wait before it is another.
  boost::asio::awaitable<Step> read_head(bool first) {
    scan_ = HeadScan{};
    between_requests_ = buffer_.size() == 0;
    if (between_requests_) buffer_.shrink_to_fit();  // an idle connection holds nothing
    limit(first || !between_requests_ ? limits_.header_time : limits_.idle);
    for (;;) {
      if (between_requests_ && buffer_.size() > 0) {
        between_requests_ = false;
        if (!first) limit(limits_.header_time);
      }
      std::string_view so_far(static_cast<const char*>(buffer_.data().data()), buffer_.size());
      auto verdict = scan_.look(so_far.substr(0, limits_.header_bytes));
      if (verdict == HeadScan::Verdict::complete) co_return Step{.on = true, .status = 0};
      if (verdict == HeadScan::Verdict::refused) {
        core_->log("head", scan_.why());
        co_return Step{.on = false, .status = 400};
      }
      if (so_far.size() >= limits_.header_bytes) co_return Step{.on = false, .status = 431};
      if (core_->stopping && between_requests_) co_return Step{};
      auto space = buffer_.prepare(4096);
      auto [failure, size] = co_await stream_.async_read_some(space, tuple());
      if (failure) co_return Step{.on = false, .status = timed_out_ && !between_requests_ ? 408 : 0};
      buffer_.commit(size);
    }
  }

  boost::asio::awaitable<Step> read_body(Parser& parser) {
    namespace http = boost::beast::http;
    limit(limits_.body_time);
    parser.header_limit(std::uint32_t(limits_.header_bytes));
    parser.body_limit(limits_.body_bytes);
    Code failure;
    auto used = parser.put(boost::asio::buffer(buffer_.data().data(), scan_.length()), failure);
    buffer_.consume(used);
    if (failure && failure != http::error::need_more) co_return Step{.on = false, .status = 400};
    if (!parser.is_header_done()) co_return Step{.on = false, .status = 400};
    if (parser.is_done()) co_return Step{.on = true, .status = 0};
    if (auto* expect = find(scan_.head().headers, "expect"); expect && !scan_.head().http_1_0) {
      boost::asio::const_buffer go_on("HTTP/1.1 100 Continue\r\n\r\n", 25);
      auto [unsent, size] = co_await boost::asio::async_write(stream_, go_on, tuple());
      if (unsent) co_return Step{};
    }
    auto [unread, size] = co_await http::async_read(stream_, buffer_, parser, tuple());
    if (!unread) co_return Step{.on = true, .status = 0};
    if (timed_out_) co_return Step{.on = false, .status = 408};
    if (unread == http::error::body_limit) co_return Step{.on = false, .status = 413};
    bool gone = unread == http::error::end_of_stream || unread == http::error::partial_message || unread.category() != http::make_error_code(http::error::body_limit).category();
    co_return Step{.on = false, .status = gone ? 0 : 400};
  }

  boost::asio::awaitable<Response> ask(const Route& route, Request request) {
    auto waiting = std::make_shared<Waiting<Response>>(core_->io, [this] { answer_time_.cancel(); });
    auto unanswered = [] { return text(500, "no answer\n"); };
    call([&] { route.handler(std::move(request), answer_to<Response>(waiting, unanswered)); });
    co_await settled(waiting);
    if (!waiting->value) co_return text(503, "too slow\n");
    co_return std::move(*waiting->value);
  }

  template <class Message>
  boost::asio::awaitable<bool> upgrade(const Route& route, Request request, Message message) {
    if (!boost::beast::websocket::is_upgrade(message)) co_return co_await answer(text(426, "web sockets only\n"));
    auto waiting = std::make_shared<Waiting<Admission>>(core_->io, [this] { answer_time_.cancel(); });
    auto unanswered = []() -> Admission { return text(500, "no answer\n"); };
    call([&] { route.upgrade(std::move(request), answer_to<Admission>(waiting, unanswered)); });
    co_await settled(waiting);
    if (!waiting->value) co_return co_await answer(text(503, "too slow\n"));
    if (auto* refusal = std::get_if<Response>(&*waiting->value)) co_return co_await answer(std::move(*refusal));
    auto events = std::get<std::unique_ptr<SocketEvents>>(std::move(*waiting->value));
    if (core_->stopping || cut_ || buffer_.size() > 0) co_return false;  // nothing may come before the upgrade is answered
    deadline_.off();
    page_.emplace(core_, stream_, std::move(events));
    co_await page_->run(std::move(message), this->shared_from_this());
    co_return false;
  }

  // Waits for the handler's answer at most as long as the table of limits says.
  template <class Wait>
  boost::asio::awaitable<void> settled(std::shared_ptr<Wait> waiting) {
    deadline_.off();
    if (waiting->value || cut_) co_return;
    answer_time_.expires_after(limits_.answer_time);
    co_await answer_time_.async_wait(tuple());
  }

  // A handler that throws leaves its callback unanswered, and so says 500.
  template <class Work>
  void call(Work work) {
    try {
      work();
    } catch (const std::exception& e) {
      core_->log("handler", e.what());
    }
  }

  boost::asio::awaitable<bool> answer(Response response) {
    namespace http = boost::beast::http;
    for (auto& h : response.headers)
      if (h.name.find_first_of(":\r\n ") != std::string::npos || h.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
        core_->log("handler", "bad_header");
        response = text(500, "bad header\n");
        break;
      }
    bool last = last_ || core_->stopping || cut_;
    const std::string& body = response.shared ? *response.shared : response.body;
    bool bare = response.status == 304 || response.status == 204;
    auto size = bare || scan_.head().method == "HEAD" ? 0 : body.size();
    http::response<http::span_body<const char>> message{http::int_to_status(unsigned(response.status)), 11};
    for (auto& h : response.headers) message.insert(h.name, h.value);
    message.keep_alive(!last);
    if (!bare) message.content_length(body.size());
    message.body() = boost::beast::span<const char>(body.data(), size);
    limit(limits_.write_time);
    auto [failure, sent] = co_await http::async_write(stream_, message, tuple());
    deadline_.off();
    co_return !failure && !last;
  }

  // Says why and ends. What is still being sent to us is read for a moment, or the reset would take our words away.
  boost::asio::awaitable<void> refuse(Response response) {
    last_ = true;
    co_await answer(std::move(response));
    Code ignored;
    limit(limits_.linger);
    if constexpr (!std::is_same_v<Stream, PlainSocket>) {
      co_await stream_.async_shutdown(tuple());
    } else {
      stream_.shutdown(boost::asio::socket_base::shutdown_send, ignored);
      for (std::size_t heard = 0; heard < limits_.body_bytes;) {
        buffer_.clear();
        auto space = buffer_.prepare(4096);
        auto [failure, size] = co_await stream_.async_read_some(space, tuple());
        if (failure) break;
        heard += size;
      }
    }
  }

  static Response refused(const Route& route, int status, std::string why) { return route.silent ? text(403, "") : text(status, std::move(why)); }

  Response busy() {
    static thread_local std::minstd_rand chance{std::random_device{}()};
    auto response = text(503, "busy\n");
    response.headers.push_back({"Retry-After", std::to_string(std::uniform_int_distribution<int>(1, 5)(chance))});
    return response;
  }

  Request without_body() {
    auto& head = scan_.head();
    auto question = head.target.find('?');
    return {.method = head.method, .path = head.target.substr(0, question),
        .query = question == std::string::npos ? std::string() : head.target.substr(question + 1), .headers = head.headers, .body = {}, .from = from_};
  }

  // The address that our own proxy added last; what stands before it anybody may have written.
  static std::string forwarded(const Headers& headers) {
    std::string last = "proxy";
    for (auto& h : headers)
      if (boost::beast::iequals(h.name, "x-forwarded-for")) last = h.value.substr(h.value.find_last_of(", ") + 1);
    return last.substr(0, 64);
  }

  void limit(milliseconds time) {
    timed_out_ = false;
    deadline_.arm(time, this->shared_from_this(), [this] {
      timed_out_ = true;
      Code ignored;
      lowest().cancel(ignored);
    });
  }

  std::shared_ptr<Core> core_;
  const Limits& limits_;
  Stream stream_;
  boost::beast::flat_buffer buffer_;
  Deadline deadline_;
  boost::asio::steady_timer answer_time_;
  HeadScan scan_;
  std::string from_;
  bool behind_proxy_, between_requests_{}, timed_out_{}, cut_{}, last_{};
  std::optional<Seat> seat_;
  std::optional<PageSocket<Stream>> page_;
};

}  // namespace linli::http
