#pragma once
// A house of fakes for any platform's adapter: every answer in the test's hand. On a pretended loop.
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/house.hpp"

namespace linli::fakes {

class Sink final : public EventSink {
 public:
  using Done = std::function<void(std::expected<Taken, Refusal>)>;
  explicit Sink(Loop& loop) : loop_(loop) {}
  void submit(Event event, Done done) override {
    events.push_back(event);
    if (hold) return held.push_back({std::move(event), std::move(done)});
    answer(event, std::move(done));
  }
  void answer(const Event& event, Done done) {
    std::expected<Taken, Refusal> result;
    if (!refuse.empty()) {
      result = std::unexpected(refuse.front());
      refuse.pop_front();
    } else {
      auto [it, fresh] = known.try_emplace(event.dedupe, EventId{std::int64_t(known.size()) + 1});
      auto wanted = claim && event.passive ? std::optional(SayId{7}) : std::nullopt;
      if (fresh) claims[event.dedupe] = wanted;
      result = Taken{it->second, !fresh, event.passive ? claims[event.dedupe] : std::nullopt};
    }
    loop_.post([done = std::move(done), result] { done(result); });
  }
  void release() {
    for (auto& [event, done] : std::exchange(held, {})) answer(event, std::move(done));
  }

  bool hold{}, claim{};
  std::deque<Refusal> refuse;              // the next answers
  std::vector<Event> events;
  std::vector<std::pair<Event, Done>> held;
  std::map<std::string, EventId> known;
  std::map<std::string, std::optional<SayId>> claims;

 private:
  Loop& loop_;
};

class Replies final : public PassiveReplies {
 public:
  using Done = std::function<void(std::optional<Outgoing>)>;
  explicit Replies(Loop& loop) : loop_(loop) {}
  void words(SayId say, Done done) override {
    ++asked;
    auto given = [this, done = std::move(done), say] {
      std::optional<Outgoing> outgoing;
      if (!text.empty()) outgoing.emplace().key = "say:" + std::to_string(say.value), outgoing->text = text, outgoing->buttons = buttons, outgoing->platform_chat = chat;
      done(outgoing);
    };
    if (hold) return held.push_back(given);
    loop_.post(given);
  }
  void settle(SayId say, bool given, std::string platform_id) override { settled.push_back({say, given, std::move(platform_id)}); }

  struct Settled {
    SayId say;
    bool given{};
    std::string platform_id;
  };
  std::string text{"made up words"}, chat;   // chat: of the words, as the house knows it
  std::vector<OutgoingButton> buttons;
  bool hold{};
  int asked{};
  std::vector<std::function<void()>> held;
  std::vector<Settled> settled;

 private:
  Loop& loop_;
};

class Known final : public Aliases {
 public:
  void find(AccountId, std::string alias, std::function<void(std::optional<std::string>)> done) override {
    ++asked;
    auto it = kept.find(alias);
    done(it == kept.end() ? std::nullopt : std::optional(it->second));
  }
  void keep(AccountId, std::string alias, std::string actor) override { kept[alias] = std::move(actor); }
  int asked{};
  std::map<std::string, std::string> kept;
};

class Told final : public Notices {
 public:
  void info(std::string_view what, std::string_view why) override { add("info", what, why); }
  void warning(std::string_view what, std::string_view why) override { add("warning", what, why); }
  void alarm(std::string_view what, std::string_view why) override { add("alarm", what, why); }
  void mended(std::string_view what) override { add("mended", what, ""); }
  std::vector<std::string> lines;
  std::size_t count(const std::string& line) const { return std::size_t(std::count(lines.begin(), lines.end(), line)); }

 private:
  void add(std::string kind, std::string_view what, std::string_view why) { lines.push_back(kind.append(" ").append(what).append(" ").append(why)); }
};

}  // namespace linli::fakes
