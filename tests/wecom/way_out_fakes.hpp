#pragma once
// A house for the ways out: a platform that answers when the test says so, notices that are kept, ports that nobody may use.
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "adapters/house.hpp"
#include "service/clocks/pretended.hpp"

namespace linli::wecom::fakes {

class Called final : public http::Caller {
 public:
  using Done = std::function<void(std::expected<http::Response, http::CallFailed>)>;
  struct One {
    http::Call call;
    Done done;
  };
  void call(http::Call call, Done done) override {
    seen.push_back(call);
    waiting.push_back({std::move(call), std::move(done)});
  }
  // The oldest call that waits gets this answer.
  void answer(std::string body, int status = 200, std::string type = "application/json") {
    auto one = take();
    one.done(http::Response{status, {{"Content-Type", std::move(type)}}, std::move(body), nullptr});
  }
  void fail(http::Failure what) { take().done(std::unexpected(http::CallFailed{what, "test"})); }
  // A token, if one is asked for.
  void token(const std::string& token = "tok-canary", int seconds = 7200) {
    ASSERT_FALSE(waiting.empty());
    ASSERT_NE(waiting.front().call.url.find("/gettoken?"), std::string::npos) << "no token was asked for";
    answer(R"({"errcode":0,"errmsg":"ok","access_token":")" + token + R"(","expires_in":)" + std::to_string(seconds) + "}");
  }
  std::vector<http::Call> seen;
  std::deque<One> waiting;

 private:
  One take() {
    if (waiting.empty()) throw std::logic_error("nobody called");
    auto one = std::move(waiting.front());
    waiting.pop_front();
    return one;
  }
};

struct Kept final : Notices {
  void info(std::string_view what, std::string_view why) override { put("info", what, why); }
  void warning(std::string_view what, std::string_view why) override { put("warning", what, why); }
  void alarm(std::string_view what, std::string_view why) override { put("alarm", what, why); }
  void mended(std::string_view what) override { put("mended", what, {}); }
  void put(std::string kind, std::string_view what, std::string_view why) { said += kind + " " + std::string(what) + " " + std::string(why) + "\n"; }
  bool has(std::string_view text) const { return said.find(text) != std::string::npos; }
  std::string said;
};

struct NoEvents final : EventSink {
  void submit(Event, std::function<void(std::expected<Taken, Refusal>)> done) override { done(std::unexpected(Refusal::busy)); }
};
struct NoReplies final : PassiveReplies {
  void words(SayId, std::function<void(std::optional<Outgoing>)> done) override { done(std::nullopt); }
  void settle(SayId, bool, std::string) override {}
};
struct NoAliases final : Aliases {
  void find(AccountId, std::string, std::function<void(std::optional<std::string>)> done) override { done(std::nullopt); }
  void keep(AccountId, std::string, std::string) override {}
};
struct NoLinks final : http::Links {
  std::unique_ptr<http::Link> open(const std::string&, http::LinkEvents&, http::LinkLimits) override { return nullptr; }
};

struct TestHouse {
  Pretended io{Instant(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1))};
  Called platform;
  Kept notices;
  NoEvents events;
  NoReplies replies;
  NoAliases aliases;
  NoLinks links;
  House house{AccountId{3}, io, io, events, replies, aliases, notices, platform, links, [] { return 0.5; },
              [](std::size_t count) { return std::string(count, '\x5a'); }};
};

inline SecretPtr secret(std::string text) { return std::make_shared<const Secret>(std::move(text)); }

}  // namespace linli::wecom::fakes
