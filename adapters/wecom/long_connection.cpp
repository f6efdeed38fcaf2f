#include "adapters/wecom/long_connection.hpp"

#include <string_view>
#include <utility>

#include "adapters/wecom/line.hpp"
#include "adapters/wecom/link_steps.hpp"
#include "adapters/wecom/requests.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using Do = LinkStep::Do;

constexpr std::size_t untaken_most = 64, untaken_few = 32;   // reading stops above the one and goes on at the other
constexpr std::size_t requests_most = 256;
constexpr auto answer_within = 5s;                           // [SDK]
constexpr auto stop_within = 5s;
constexpr std::int64_t not_subscribed = 846609;

// The body, which may hold a secret, is written once into a buffer that does not grow: it leaves no second copy behind.
std::string frame(std::string_view command, std::string_view req_id, std::string_view body) {
  constexpr std::string_view before_body = R"(,"body":)";
  auto text = Json{{"cmd", command}, {"headers", {{"req_id", req_id}}}}.dump();
  if (body.empty()) return text;
  text.reserve(text.size() + before_body.size() + body.size());
  text.pop_back();
  text.append(before_body).append(body).push_back('}');
  return text;
}

class Connection final : public LongConnection, private http::LinkEvents {
 public:
  Connection(const House& house, const Options& options, std::shared_ptr<Inbound> inbound)
      : house_(house), bot_(*options.bot), url_(options.gateway),
        steps_({.heartbeat = options.heartbeat, .backoff_most = options.backoff_most, .refusals_most = options.refusals_most}, house.chance),
        line_(std::make_shared<Line>(house, std::move(inbound), [this] { fewer(); })), requests_(requests_most) {}
  ~Connection() override {
    link_.reset();
    end_requests();
  }

  void start() override { carry(steps_.start()); }

  void stop(std::function<void()> done) override {
    stopped_ = true;
    stopped_done_ = std::move(done);
    live_ = false;
    due_.reset();
    end_requests();
    timer_ = house_.loop.after(stop_within, [this] { ended(); });
    if (link_) link_->close();   // what is read until it is closed is still taken
    line_->last_tries();
    if (line_->waiting() == 0 && !link_) ended();
  }

  bool up() const override { return live_ && reading_; }
  std::uint64_t generation() const override { return generation_; }

  void request(std::string command, std::string body, Done done) override {
    auto id = own_id(command);
    request(std::move(command), std::move(id), std::move(body), std::move(done));
  }
  void request(std::string command, std::string req_id, std::string body, Done done) override {
    if (!up() || requests_.full()) return done(std::unexpected(http::Failure::not_sent));
    auto now = requests_.add(req_id, {frame(command, req_id, body), std::move(done)});
    if (now) send(req_id, std::move(*now));
  }

 private:
  // ---- what LinkSteps says
  void carry(LinkStep step) {
    if (stopped_) return;
    if (!step.alarm.empty()) house_.notices.alarm("wecom.link." + std::string(step.alarm), step.alarm);
    if (!step.mended.empty()) house_.notices.mended("wecom.link." + std::string(step.mended));
    if (step.what == Do::rest || step.what == Do::stop) timer_.reset();
    if (step.wait) timer_ = house_.loop.after(*step.wait, [this] { carry(steps_.elapsed(reading_)); });
    switch (step.what) {
      case Do::nothing: break;
      case Do::open: open(); break;
      case Do::subscribe: subscribe(); break;
      case Do::listen: listen(); break;
      case Do::ping: link_->send(frame("ping", pinged_ = own_id("ping"), {})); break;
      case Do::rest: case Do::stop: cut(); break;
    }
  }

  void open() {
    ++generation_;
    reading_ = true;
    link_ = house_.links.open(url_, *this);
  }

  // The secret is wiped in what is ours, here and by the link once the frame has left. What the JSON printer's growing buffer and TLS leave
  // behind is out of reach: this shortens the secret's life, it does not end it.
  void subscribe() {
    subscribed_ = own_id("aibot_subscribe");
    Json body{{"bot_id", bot_.id}, {"secret", bot_.secret->use([](auto& text) { return text; })}};
    if (!bot_.device.empty()) body["device_id"] = bot_.device;
    auto text = body.dump();
    link_->send(frame("aibot_subscribe", subscribed_, text));
    wipe(text);
    wipe(body["secret"].get_ref<std::string&>());
  }

  void listen() {
    live_ = true;
    house_.notices.info("wecom.link", "up");
    press_back();
  }

  // It may be the link itself that is calling: it goes after that.
  void cut() {
    if (std::exchange(live_, false)) house_.notices.info("wecom.link", "down");
    subscribed_.clear();
    if (link_) house_.loop.post([gone = std::shared_ptr<http::Link>(std::move(link_))] {});
    due_.reset();
    end_requests();
  }

  // ---- LinkEvents
  void opened() override {
    if (link_) carry(steps_.opened());
  }
  void closed(std::string_view why) override {
    if (!link_) return;
    house_.notices.info("wecom.link.closed", why);
    if (!stopped_) return carry(steps_.lost());
    cut();
    if (line_->waiting() == 0) ended();
  }
  void text(std::string text) override {
    if (!link_) return;
    auto read = read_frame(text);
    if (!read) return house_.notices.warning("wecom.link.frame", "unreadable");
    if (read->command.empty()) return answered(read->request, *read->error);
    if (!read->heard) return house_.notices.warning("wecom.link.frame", "unreadable");
    using What = Heard::What;
    if (read->heard->what == What::disconnected) return carry(steps_.kicked());
    if (read->heard->what == What::other || read->heard->what == What::refresh) return;
    line_->add(std::move(*read->heard), std::move(read->request), generation_);
    press_back();
  }

  // ---- back-pressure
  void press_back() {
    if (!live_ || !reading_ || line_->waiting() <= untaken_most) return;
    reading_ = false;
    house_.notices.info("wecom.link", "waiting_for_the_store");
    link_->read_on(false);
  }
  void fewer() {
    if (stopped_ && line_->waiting() == 0 && !link_) return ended();
    if (!link_ || reading_ || line_->waiting() > untaken_few) return;
    reading_ = true;
    link_->read_on(true);
  }
  void ended() {
    timer_.reset();
    cut();
    if (auto done = std::exchange(stopped_done_, {})) done();
  }

  // ---- requests
  std::string own_id(std::string_view command) { return std::string(command) + "_" + std::to_string(++numbers_); }

  void send(const std::string& req_id, std::string text) {
    requests_.sent(req_id, house_.io.steady() + answer_within);
    link_->send(std::move(text));
    watch();
  }

  void answered(const std::string& req_id, std::int64_t error) {
    if (req_id == subscribed_) return carry(steps_.subscribed(error));
    if (req_id == pinged_) {
      if (error == not_subscribed) return carry(steps_.lost());
      return carry(steps_.ponged());
    }
    settle(req_id, error);
    if (error == not_subscribed) carry(steps_.lost());
  }

  void settle(const std::string& req_id, std::expected<std::int64_t, http::Failure> result) {
    std::optional<std::string> next;
    auto done = requests_.answered(req_id, next);
    if (!done) return;
    if (next) send(req_id, std::move(*next));
    else watch();
    (*done)(result);
  }

  void watch() {
    auto first = requests_.first_due();
    if (!first) return due_.reset();
    auto wait = std::chrono::ceil<std::chrono::milliseconds>(first->first - house_.io.steady());
    due_ = house_.loop.after(std::max(wait, 0ms), [this, id = first->second] { settle(id, std::unexpected(http::Failure::no_answer)); });
  }

  void end_requests() {
    for (auto& [done, sent] : requests_.end()) done(std::unexpected(sent ? http::Failure::no_answer : http::Failure::not_sent));
  }

  const House house_;
  const Bot bot_;
  std::string url_;
  LinkSteps steps_;
  std::shared_ptr<Line> line_;
  Requests<Done> requests_;
  std::unique_ptr<http::Link> link_;
  Loop::TimerPtr timer_, due_;
  bool live_{}, reading_{true}, stopped_{};
  std::function<void()> stopped_done_;
  std::string subscribed_, pinged_;
  std::uint64_t generation_{}, numbers_{};
};

}  // namespace

std::unique_ptr<LongConnection> make_long_connection(const House& house, const Options& options, std::shared_ptr<Inbound> inbound) {
  return std::make_unique<Connection>(house, options, std::move(inbound));
}

}  // namespace linli::wecom
