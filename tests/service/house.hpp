#pragma once
// An App in a folder of its own with a small made-up street, a pretended time, and a platform that remembers what reached it.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/app.hpp"
#include "service/clocks/pretended.hpp"
#include "service/log/json_log.hpp"
#include "storage/reads.hpp"
#include "storage/writes.hpp"
#include "tests/service/setup.hpp"
#include "tests/storage/given.hpp"

namespace linli::house {

class Ear final : public Adapter {
 public:
  const Capabilities& capabilities() const override { return can; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    heard.push_back(words);
    done({DeliveryOutcome::sent, "p:" + words.key, {}, {}});
  }
  Capabilities can{.edit = true, .buttons = true, .idempotent = true};
  std::vector<Outgoing> heard;
};

// 南浜新村68号301 is let by actor-zhou (周五) to 王小明; group-landlords is their group. It is 09:00 on 2020-02-11.
struct Service {
  std::filesystem::path folder;
  Pretended time;
  std::unique_ptr<Log> log = no_log();
  Ear ear;
  std::unique_ptr<App> app;
  AccountId account;

  Setup with;
  std::function<void(Service&)> before_start;

  explicit Service(std::filesystem::path where, Instant now = given::at(11), Setup built_with = setup(), std::function<void(Service&)> furnish = {})
      : folder(std::move(where)), time(now), with(std::move(built_with)), before_start(std::move(furnish)) {
    open();
  }
  ~Service() { close(); }

  void open() {
    auto built = App::build(with, given::options_in(folder), {time, time, *log, [] { return 0.5; }});
    if (!built) throw std::runtime_error(built.error());
    app = std::move(*built);
    app->set_clock(given::at(11));
    if (app->empty()) {
      auto set = given::street();
      set.roles[1].role = "group leader";
      set.roles[2].role = "committee worker";
      set.roles[3].role = "supervisor";
      if (!app->import(set)) throw std::runtime_error("the street was not imported");
    }
    account = app->account("webchat");
    app->connect(account, ear, {});
    if (before_start) before_start(*this);
    app->start(true);
  }
  void close() {
    if (!app) return;
    bool stopped = false;
    app->stop([&] { stopped = true; });
    time.run_while([&] { return !stopped; });
    app->close();
    time.drain();
    app.reset();
  }

  Event message(std::string id, std::string text, std::string actor = "actor-zhou", bool direct = false) {
    Event e;
    e.account = account;
    e.dedupe = std::move(id);
    e.direct = direct;
    e.platform_chat = direct ? "d:" + actor : "group-landlords";
    e.actor = std::move(actor);
    e.sent = e.received = app->clock().now();
    e.body = MessageIn{std::move(text), false};
    return e;
  }
  std::expected<Outcome, Refused> submit(Event event) {
    std::optional<std::expected<Outcome, Refused>> result;
    app->pipeline().submit(std::move(event), [&](std::expected<Outcome, Refused> r) { result = std::move(r); });
    EXPECT_TRUE(time.run_while([&] { return !result; }));
    return *result;
  }
  // Everything due until then is played, and everything said.
  void move(Instant to) {
    EXPECT_TRUE(time.run_while([&] { return app->scheduler().moving(); }));
    bool done = false;
    EXPECT_TRUE(app->scheduler().move(to, {}, [&] { done = true; }));
    EXPECT_TRUE(time.run_while([&] { return !done; }));
  }
  std::expected<Outcome, Refused> say(std::string id, std::string text, bool direct = false) {
    auto result = submit(message(std::move(id), std::move(text), "actor-zhou", direct));
    move(app->clock().now() + std::chrono::seconds(10));   // the silence after a burst
    return result;
  }
  std::vector<CaseView> cases() {
    return app->look([&](Reads& r) {
      auto who = r.person_of(account, "actor-zhou");
      return who ? r.cases_seen_by(*who, {}, 100) : std::vector<CaseView>();
    });
  }
  Story story(CaseId of) {
    return app->look([&](Reads& r) { return r.story(of).value(); });
  }
};

}  // namespace linli::house
