#include "adapters/wecom/identities.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "adapters/wecom/expiring.hpp"

namespace linli::wecom {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;

constexpr std::size_t most_known = 10'000, most_asked = 1'000;
constexpr auto known_for = 24h;      // a person may be bound to another id; Aliases knows it longer
constexpr auto plain_for = 1h;       // who was out of the application's sight may come into it
constexpr auto left_for = 5min;      // the application may have been mended; nobody waits for that with every message

class Asked final : public Identities, public std::enable_shared_from_this<Asked> {
 public:
  Asked(const House& house, ApplicationPort& application) : house_(house), application_(application), known_(most_known) {}

  void resolve(std::string id, microseconds until, std::function<void(std::optional<Identity>)> done) override {
    if (auto* known = known_.find(id, house_.io.steady())) return done(*known);
    if (!asked_.contains(id) && asked_.size() == most_asked) return done({});
    auto& asked = asked_[id];
    bool first = asked.waiting.empty() && !asked.running;
    asked.waiting.push_back({++numbers_, std::move(done), nullptr});
    auto wait = std::max(std::chrono::ceil<std::chrono::milliseconds>(until - house_.io.steady()), 0ms);
    asked.waiting.back().timer = house_.loop.after(wait, [this, id, number = numbers_] { give_up(id, number); });
    if (first) look(id);
  }

  void leave(const std::string& id) override {
    auto now = house_.io.steady();
    known_.put(id, {id, true}, now + left_for, now);
  }

 private:
  struct Waiting {
    std::uint64_t number{};
    std::function<void(std::optional<Identity>)> done;
    Loop::TimerPtr timer;
  };
  struct Question {
    bool running{};
    std::vector<Waiting> waiting;
  };

  void look(const std::string& id) {
    asked_[id].running = true;
    house_.aliases.find(house_.account, id, [weak = weak_from_this(), id](std::optional<std::string> actor) {
      auto self = weak.lock();
      if (!self) return;
      if (actor) return self->settle(id, Identity{*actor}, known_for);
      self->ask(id);
    });
  }

  void ask(const std::string& id) {
    application_.userid(id, [weak = weak_from_this(), id](std::expected<std::string, http::Failure> answer) {
      auto self = weak.lock();
      if (!self) return;
      if (!answer && answer.error() == http::Failure::not_allowed) {
        self->house_.notices.warning("wecom.identity", "used_as_it_is");
        return self->settle(id, Identity{id, true}, left_for);
      }
      if (!answer) return self->settle(id, {}, 0s);
      if (answer->empty()) return self->settle(id, Identity{id}, plain_for);
      self->house_.aliases.keep(self->house_.account, id, *answer);
      self->settle(id, Identity{*answer}, known_for);
    });
  }

  void settle(const std::string& id, std::optional<Identity> actor, microseconds keep) {
    auto now = house_.io.steady();
    if (actor) known_.put(id, *actor, now + keep, now);
    auto question = asked_.extract(id);
    if (question.empty()) return;
    for (auto& one : question.mapped().waiting) {
      one.timer.reset();
      one.done(actor);
    }
  }

  // One who waited goes; the question stays, its answer serves the next.
  void give_up(const std::string& id, std::uint64_t number) {
    auto it = asked_.find(id);
    if (it == asked_.end()) return;
    auto& waiting = it->second.waiting;
    auto one = std::find_if(waiting.begin(), waiting.end(), [&](auto& w) { return w.number == number; });
    if (one == waiting.end()) return;
    auto done = std::move(one->done);
    waiting.erase(one);
    done({});
  }

  const House house_;
  ApplicationPort& application_;
  Expiring<std::string, Identity> known_;
  std::map<std::string, Question> asked_;
  std::uint64_t numbers_{};
};

class AsTheyAre final : public Identities {
 public:
  void resolve(std::string id, microseconds, std::function<void(std::optional<Identity>)> done) override { done(Identity{std::move(id)}); }
  void leave(const std::string&) override {}
};

}  // namespace

std::shared_ptr<Identities> make_identities(const House& house, ApplicationPort* application) {
  if (!application) return std::make_shared<AsTheyAre>();
  return std::make_shared<Asked>(house, *application);
}

}  // namespace linli::wecom
