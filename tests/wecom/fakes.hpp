#pragma once
// A house for WeCom's doors whose every answer is in the test's hand, on a pretended loop and clock.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/house.hpp"
#include "adapters/wecom/application_port.hpp"
#include "adapters/wecom/options.hpp"
#include "service/clocks/pretended.hpp"
#include "tests/adapters/house_fakes.hpp"

namespace linli::wecom::fakes {

using namespace std::chrono_literals;

inline SecretPtr secret(std::string plain) { return std::make_shared<const Secret>(std::move(plain)); }
// The moment of the recorded samples.
inline Instant sample_time() { return Instant(std::chrono::seconds(1'767'225'600)); }

using linli::fakes::Sink, linli::fakes::Replies, linli::fakes::Known, linli::fakes::Told;

class Calls final : public http::Caller {
 public:
  using Done = std::function<void(std::expected<http::Response, http::CallFailed>)>;
  void call(http::Call call, Done done) override {
    made.push_back(call);
    waiting.push_back(std::move(done));
  }
  void answer(std::expected<http::Response, http::CallFailed> with) {
    auto done = std::move(waiting.front());
    waiting.pop_front();
    done(std::move(with));
  }
  std::vector<http::Call> made;
  std::deque<Done> waiting;
};

class Wires final : public http::Links {
 public:
  struct Wire {
    http::LinkEvents* events{};
    bool reading{true}, closing{}, gone{};
    std::vector<std::string> sent;
  };
  std::unique_ptr<http::Link> open(const std::string& url, http::LinkEvents& events, http::LinkLimits) override {
    urls.push_back(url);
    wires.push_back(std::make_shared<Wire>());
    wires.back()->events = &events;
    return std::make_unique<One>(wires.back());
  }
  Wire& last() { return *wires.back(); }
  std::vector<std::string> urls;
  std::vector<std::shared_ptr<Wire>> wires;

 private:
  struct One final : http::Link {
    explicit One(std::shared_ptr<Wire> it) : wire(std::move(it)) {}
    ~One() override { wire->gone = true; }
    void send(std::string text) override { wire->sent.push_back(std::move(text)); }
    void close() override { wire->closing = true; }
    void read_on(bool reading) override { wire->reading = reading; }
    std::shared_ptr<Wire> wire;
  };
};

class App final : public ApplicationPort {
 public:
  void userid(std::string open_userid, std::function<void(std::expected<std::string, http::Failure>)> done) override {
    asked.push_back(std::move(open_userid));
    waiting.push_back(std::move(done));
  }
  void media(std::string media_id, std::size_t, std::chrono::milliseconds, std::function<void(std::expected<std::string, http::Failure>)> done) override {
    media_asked.push_back(std::move(media_id));
    done(media_answer);
  }
  void answer(std::expected<std::string, http::Failure> with) {
    auto done = std::move(waiting.front());
    waiting.pop_front();
    done(std::move(with));
  }
  std::vector<std::string> asked, media_asked;
  std::deque<std::function<void(std::expected<std::string, http::Failure>)>> waiting;
  std::expected<std::string, http::Failure> media_answer;
};

struct Home {
  Pretended time{sample_time()};
  Sink sink{time};
  Replies replies{time};
  Known aliases;
  Told told;
  Calls calls;
  Wires wires;
  double chance{0.5};
  House house{.account = AccountId{3}, .loop = time, .io = time, .events = sink, .replies = replies, .aliases = aliases, .notices = told, .caller = calls,
      .links = wires, .chance = [this] { return chance; }, .random = [](std::size_t count) { return std::string(count, 'r'); }};

  void pass(std::chrono::microseconds by) {
    time.drain();
    time.advance(by);
    time.drain();
  }
  void settle() { time.drain(); }
};

// The recorded samples' tokens and keys; the group "nanbang" is the one they speak of.
inline Options options() {
  Options options;
  options.bot_names = {"社区助手"};
  options.application.emplace();
  options.application->corp = "wwf00d5eed0000cafe";
  options.application->agent = 1'000'002;
  options.application->callback = {"/wecom/callback", secret("hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo"), secret("daVM4tfP2zDAFh8k0OwsFo4GuWJLxmHrM0iWECXDBFw"), "wwf00d5eed0000cafe"};
  options.bot.emplace();
  options.bot->id = "aibMadeUpBot01";
  options.bot->callback = {"/wecom/bot", secret("Bot0Token7mNq"), secret("IcPoyFjErU87vd1Q7RzQKx1DfHNVg7MRJsmMIRIx2xR"), ""};
  options.groups = {{"nanbang", "wrkMadeUpGroup01", nullptr}};
  options.api = "https://bot.example.invalid";
  options.media_hosts = {"files.example.invalid"};
  return options;
}

}  // namespace linli::wecom::fakes
