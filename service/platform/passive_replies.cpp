#include "service/platform/passive_replies.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <utility>

#include "service/way_out/outgoing.hpp"
#include "storage/reads.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

constexpr std::chrono::milliseconds store_rest{1'000};   // after the store refused to write something down
constexpr int most_asked = 60;                           // a minute long

class Answers final : public PassiveReplies {
 public:
  explicit Answers(PassiveParts parts) : p_(parts) {}

  void words(SayId say, std::function<void(std::optional<Outgoing>)> done) override {
    auto begun = std::make_shared<std::optional<AnswerBegun>>();
    auto work = std::make_shared<Work>(Work{say, {}, std::move(done)});
    write([begun, say, now = p_.clock.now()](Writes& w) { *begun = w.begin_answer(say, now); }, [this, work, begun](Stored stored) {
      if (!stored) return give_back(work);
      if (!*begun) return std::exchange(work->done, nullptr)({});     // it has lost its reason, or somebody else has it
      work->row = std::move((*begun)->row);
      if ((*begun)->words) return hand_out(work, std::move(*(*begun)->words));
      render(work);
    });
  }

  void settle(SayId say, bool given, std::string platform_id) override {
    auto open = open_.find(say);
    bool others = open != open_.end() && --open->second.answers > 0;
    if (!given && others) return;                                     // another request still holds these words
    std::optional<Open> left;
    if (open != open_.end() && (given || !others)) left = std::move(open->second), open_.erase(open);
    if (!given) return write_back(say);
    auto mine = std::make_shared<bool>();
    write_down({say, [mine, say, id = std::move(platform_id), now = p_.clock.now()](Writes& w) { *mine = w.answered(say, id, now); },
      [this, mine, left = std::move(left)] {
        if (*mine && left) p_.dispatcher.answered(left->row, left->text);
      }});
  }

 private:
  struct Work {
    SayId say;
    SayRow row;
    std::function<void(std::optional<Outgoing>)> done;
  };
  struct Open {                        // handed out and not settled yet
    SayRow row;
    std::string text;
    int answers{};                     // requests that hold the words: the platform may repeat one before it has given up the other
  };

  struct Settlement {
    SayId say;
    std::function<void(Writes&)> job;
    std::function<void()> then;        // none: the words are given back
    int asked{1};
  };
  using Stored = std::expected<void, Refused>;

  // `then` on the loop's thread, with whether it was stored.
  void write(std::function<void(Writes&)> job, std::function<void(Stored)> then) {
    auto told = [this, then = std::move(then)](Stored stored) { p_.loop.post([then, stored] { then(stored); }); };
    if (!p_.store.write(std::move(job), told)) told(std::unexpected(Refused::queue_full));
  }

  // What became of an answer. A store that refuses is asked again for a while; not written down in the end, the claim lapses, and the rule of its
  // class holds.
  void write_down(Settlement what) {
    write(what.job, [this, what](Stored stored) mutable {
      if (stored) return what.then ? what.then() : void();
      bool in_vain = stored.error() == Refused::poisoned || stored.error() == Refused::stopping;
      if (in_vain || what.asked++ == most_asked) return p_.log.error("answer_not_settled", {{"say", what.say.value}});
      auto number = ++numbers_;
      retries_[number] = p_.loop.after(store_rest, [this, what, number] {
        auto keep = retries_.extract(number);                         // the timer that runs lives until it has run
        if (what.then || !open_.contains(what.say)) write_down(what);  // what is to be given back may have been handed out again since
      });
    });
  }
  void write_back(SayId say) { write_down({say, [say](Writes& w) { w.not_answered(say); }, nullptr}); }

  void render(std::shared_ptr<Work> work) {
    auto queued = p_.store.read([this, work, now = p_.clock.now()](Reads& reads) {
      auto words = p_.words.render(reads, work->row, now);
      p_.loop.post([this, work, words = std::move(words)]() mutable {
        auto* can = p_.dispatcher.capabilities(work->row.account);
        if (!words || !can) return give_back(work);                   // the ordinary route tells why there are no words
        AnswerWords out{std::move(words->text), {}};
        for (auto& button : words->buttons) out.buttons.emplace_back(std::move(button.key), std::move(button.label));
        hand_out(work, std::move(out));
      });
    });
    if (!queued) give_back(work);
  }

  void hand_out(std::shared_ptr<Work> work, AnswerWords words) {
    auto sealed = std::make_shared<std::optional<AnswerWords>>();
    write([sealed, say = work->say, words = std::move(words)](Writes& w) { *sealed = w.hand_out(say, words); }, [this, work, sealed](Stored stored) {
      if (!stored) return give_back(work);
      auto* can = p_.dispatcher.capabilities(work->row.account);
      if (!*sealed || !can) return std::exchange(work->done, nullptr)({});
      Rendered rendered{std::move((*sealed)->text), {}};
      for (auto& [key, label] : (*sealed)->buttons) rendered.buttons.push_back({std::move(key), std::move(label)});
      auto& open = open_[work->say];
      open.text = rendered.text;
      open.row = work->row;
      ++open.answers;
      auto out = outgoing(work->row, std::move(rendered), *can, p_.store.mark());
      p_.dispatcher.answering(work->row, out);
      std::exchange(work->done, nullptr)(std::move(out));
    });
  }

  // No words in time for this answer: the ordinary route, unless an answer has them already.
  void give_back(std::shared_ptr<Work> work) {
    if (!open_.contains(work->say)) write_back(work->say);
    std::exchange(work->done, nullptr)({});
  }

  PassiveParts p_;
  std::map<SayId, Open> open_;
  std::uint64_t numbers_{};
  std::map<std::uint64_t, Loop::TimerPtr> retries_;                   // of what the store refused to write down
};

}  // namespace

std::unique_ptr<PassiveReplies> passive_replies(PassiveParts parts) { return std::make_unique<Answers>(parts); }

}  // namespace linli
