#pragma once
// A platform made up for tests: it calls one host, hears what is posted to /parrot, and remembers what was done with it.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/platform.hpp"

namespace linli::platform_test {

// What became of all parrots; the platform itself goes with its account.
struct Seen {
  std::vector<std::string> delivered;
  std::vector<std::string> called;         // hosts that the house's caller was asked for
  std::vector<http::Allowed> allowed;      // with which the callers were made
  int started{}, stopped{};
};

class Parrot final : public Platform {
 public:
  Parrot(House house, std::string path, Seen& seen) : house_(house), path_(std::move(path)), seen_(seen) {}
  const Capabilities& capabilities() const override { return can_; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    seen_.delivered.push_back((words.platform_chat.empty() ? "@" + words.actor : words.platform_chat) + ": " + words.text);
    done({DeliveryOutcome::sent, "p:" + words.key, {}, {}});
  }
  http::Routes routes() override {
    return {{"POST", path_, http::Match::exact, [this](http::Request request, http::Answer answer) {
      Event event;
      event.account = house_.account;
      auto at = request.body.find(' ');
      event.actor = request.body.substr(0, at);
      event.platform_chat = "nest";
      event.dedupe = "p:" + request.body;
      event.sent = house_.io.wall();
      event.body = MessageIn{request.body.substr(at + 1), true, {}};
      house_.events.submit(std::move(event), [answer](std::expected<Taken, Refusal> taken) { answer(http::text(taken ? 200 : 503, "")); });
    }, {}}};
  }
  void start() override { ++seen_.started; }
  void stop(std::function<void()> done) override {
    ++seen_.stopped;
    house_.loop.post(std::move(done));
  }
  void check(std::string to, std::function<void(std::vector<Checked>)> done) override {
    http::Call call;
    call.url = "https://seeds.example.invalid/" + to;
    house_.caller.call(std::move(call), [this, done](std::expected<http::Response, http::CallFailed> got) {
      house_.notices.alarm("hunger", "no seeds");
      done({{"check.parrot.seeds", got ? Checked::How::fine : Checked::How::wrong, got ? "" : got.error().why}, {"check.parrot.songs", Checked::How::hint, ""}});
    });
  }

 private:
  House house_;
  std::string path_;
  Seen& seen_;
  Capabilities can_{.idempotent = true};
};

class ParrotPlan final : public PlatformPlan {
 public:
  ParrotPlan(std::string path, Seen& seen) : path_(std::move(path)), seen_(seen) {}
  http::Allowed allowed() const override { return {{"seeds.example.invalid"}, false, false}; }
  std::unique_ptr<Platform> open(House house) const override { return std::make_unique<Parrot>(house, path_, seen_); }

 private:
  std::string path_;
  Seen& seen_;
};

}  // namespace linli::platform_test
