#include "tests/standins/wecom/transport.hpp"

#include <deque>
#include <utility>

namespace wecom_standin {
namespace {

using http::CallFailed;
using http::Failure;
using Done = std::function<void(std::expected<http::Response, CallFailed>)>;

// Answers once: with what came, or with its limit.
struct Pending {
  Done done;
  linli::Loop::TimerPtr timer;
  void end(std::expected<http::Response, CallFailed> with) {
    timer.reset();
    if (auto told = std::exchange(done, nullptr)) told(std::move(with));
  }
};
std::shared_ptr<Pending> pending(linli::Loop& loop, std::chrono::milliseconds limit, Done done) {
  auto one = std::make_shared<Pending>();
  one->done = std::move(done);
  one->timer = loop.after(limit, [weak = std::weak_ptr(one)] {
    if (auto still = weak.lock()) still->end(std::unexpected(CallFailed{Failure::no_answer, "timeout"}));
  });
  return one;
}

http::Request as_request(const http::Call& call, Address address) {
  return {call.method, std::move(address.path), std::move(address.query), call.headers, call.body, "203.0.113.7"};
}

class Calls final : public http::Caller {
 public:
  Calls(Core& core, std::shared_ptr<Api> api, std::vector<std::string>& hosts) : core_(core), api_(std::move(api)), hosts_(hosts) {}

  void call(http::Call call, Done done) override {
    auto address = address_of(call.url);
    hosts_.push_back(address.host);
    bool known = address.host == address_of(core_.world.api).host || address.host == address_of(core_.world.files).host;
    auto wait = pending(core_.loop, call.limit, std::move(done));
    core_.loop.post([api = api_, known, wait, most = call.most, request = as_request(call, std::move(address))]() mutable {
      if (!known) return wait->end(std::unexpected(CallFailed{Failure::not_allowed, "host"}));
      api->answer(std::move(request), [wait, most](Api::Answered answer) {
        if (answer && answer->body.size() > most) return wait->end(std::unexpected(CallFailed{Failure::too_large, "body"}));
        if (answer) return wait->end(std::move(*answer));
        bool sent = answer.error() != Fault::What::not_sent;
        wait->end(std::unexpected(CallFailed{sent ? Failure::no_answer : Failure::not_sent, sent ? "cut" : "connect"}));
      });
    });
  }

 private:
  Core& core_;
  std::shared_ptr<Api> api_;
  std::vector<std::string>& hosts_;
};

constexpr std::size_t unread_most = 32;    // frames in the sockets' buffers

// What the two ends of one link share. The events belong to the service and go before it.
struct Wire {
  http::LinkEvents* events{};
  std::weak_ptr<Gateway> gateway;
  std::uint64_t number{};
  bool open{}, reading{true};
  std::deque<std::string> held;
  std::size_t unread{};                    // held, and on its way there

  void arrive(std::string text) {
    held.push_back(std::move(text));
    if (open) give();
    else lose();
  }
  void give() {
    while (events && open && reading && !held.empty()) {
      auto text = std::move(held.front());
      held.pop_front(), --unread;
      events->text(std::move(text));
    }
    auto there = number ? gateway.lock() : nullptr;
    if (there && open && unread < unread_most) there->room_again(number);
  }
  void lose() {
    open = false;
    auto there = gateway.lock();
    for (; !held.empty(); held.pop_front())
      if (there) there->unread(held.front());
  }
  void end(std::string_view why) {
    lose();
    if (auto* told = std::exchange(events, nullptr)) told->closed(why);
  }
  void leave() {
    if (auto there = number ? gateway.lock() : nullptr) there->closed(std::exchange(number, 0));
  }
};

class WirePeer final : public Peer {
 public:
  WirePeer(linli::Loop& loop, std::shared_ptr<Wire> wire) : loop_(loop), wire_(std::move(wire)) {}
  void send(std::string text) override {
    ++wire_->unread;
    loop_.post([wire = wire_, text = std::move(text)]() mutable { wire->arrive(std::move(text)); });
  }
  bool room() const override { return wire_->unread < unread_most; }
  void close() override {
    wire_->number = 0;
    loop_.post([wire = wire_] { wire->end("cut"); });
  }

 private:
  linli::Loop& loop_;
  std::shared_ptr<Wire> wire_;
};

class LinkHere final : public http::Link {
 public:
  LinkHere(linli::Loop& loop, std::shared_ptr<Wire> wire) : loop_(loop), wire_(std::move(wire)) {}
  ~LinkHere() override {
    wire_->events = nullptr;
    wire_->lose();
    wire_->leave();
  }
  void send(std::string text) override {
    if (!wire_->open) return;
    loop_.post([wire = wire_, text = std::move(text)] {
      if (auto there = wire->number ? wire->gateway.lock() : nullptr) there->text(wire->number, text);
    });
  }
  void close() override {
    loop_.post([wire = wire_] { wire->leave(), wire->end("ended"); });
  }
  void read_on(bool reading) override {
    wire_->reading = reading;
    if (reading) loop_.post([wire = wire_] { wire->give(); });
  }

 private:
  linli::Loop& loop_;
  std::shared_ptr<Wire> wire_;
};

class GatewayLinks final : public http::Links {
 public:
  GatewayLinks(Core& core, std::shared_ptr<Gateway> gateway, std::vector<std::string>& hosts)
      : core_(core), gateway_(std::move(gateway)), hosts_(hosts) {}

  std::unique_ptr<http::Link> open(const std::string& url, http::LinkEvents& events, http::LinkLimits) override {
    auto wire = std::make_shared<Wire>();
    wire->events = &events, wire->gateway = gateway_;
    hosts_.push_back(address_of(url).host);
    bool known = hosts_.back() == address_of(core_.world.gateway).host;
    core_.loop.post([this, wire, known, weak = std::weak_ptr(gateway_)] {
      auto gateway = weak.lock();
      if (!wire->events || !gateway) return;
      if (!known) return wire->end("refused");
      if (core_.faults.due("link", core_.now())) return core_.note("link", -1, "planned"), wire->end("connect");
      core_.note("link", 0);
      wire->open = true;
      wire->number = gateway->opened(std::make_shared<WirePeer>(core_.loop, wire));
      wire->events->opened();
    });
    return std::make_unique<LinkHere>(core_.loop, wire);
  }

 private:
  Core& core_;
  std::shared_ptr<Gateway> gateway_;
  std::vector<std::string>& hosts_;
};

class Doorstep final : public http::Caller {
 public:
  Doorstep(linli::Loop& loop, http::Routes routes) : loop_(loop), routes_(std::make_shared<http::Routes>(std::move(routes))) {}

  void call(http::Call call, Done done) override {
    auto wait = pending(loop_, call.limit, std::move(done));
    loop_.post([this, routes = routes_, wait, request = as_request(call, address_of(call.url))]() mutable {
      for (auto& route : *routes) {
        bool here = route.match == http::Match::exact ? route.path == request.path : request.path.starts_with(route.path);
        if (!here || route.method != request.method || !route.handler) continue;
        return route.handler(std::move(request), answer(wait));
      }
      wait->end(http::text(404, "not found"));
    });
  }

 private:
  // A handler that drops its answer gives 500, as the server does.
  struct Once {
    linli::Loop& loop;
    std::shared_ptr<Pending> wait;
    bool answered{};
    ~Once() {
      if (!answered) loop.post([waiting = wait] { waiting->end(http::text(500, "")); });
    }
  };
  http::Answer answer(std::shared_ptr<Pending> wait) {
    auto once = std::make_shared<Once>(loop_, std::move(wait));
    return [once](http::Response response) {
      once->answered = true;
      once->loop.post([waiting = once->wait, response = std::move(response)]() mutable { waiting->end(std::move(response)); });
    };
  }

  linli::Loop& loop_;
  std::shared_ptr<http::Routes> routes_;
};

}  // namespace

Address address_of(const std::string& url) {
  auto scheme = url.find("://");
  auto from = scheme == std::string::npos ? 0 : scheme + 3;
  auto slash = std::min(url.find_first_of("/?", from), url.size());
  auto question = std::min(url.find('?', slash), url.size());
  Address address{url.substr(from, slash - from), url.substr(slash, question - slash), question < url.size() ? url.substr(question + 1) : ""};
  if (address.path.empty()) address.path = "/";
  return address;
}

std::unique_ptr<http::Caller> make_calls(Core& core, std::shared_ptr<Api> api, std::vector<std::string>& hosts) {
  return std::make_unique<Calls>(core, std::move(api), hosts);
}
std::unique_ptr<http::Links> make_gateway_links(Core& core, std::shared_ptr<Gateway> gateway, std::vector<std::string>& hosts) {
  return std::make_unique<GatewayLinks>(core, std::move(gateway), hosts);
}
std::unique_ptr<http::Caller> make_doorstep(linli::Loop& loop, http::Routes routes) { return std::make_unique<Doorstep>(loop, std::move(routes)); }

}  // namespace wecom_standin
