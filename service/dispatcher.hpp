#pragma once
// The way out: planned messages leave here. For each one: has its lane nothing under way, may the account speak now by the way it would take
// (breaker, pace), has it still its reason (asked again in the store, which writes the attempt down) - then its words are rendered, delivered, and what became of
// it is written. Nothing waits in memory only: the rows are the queue. Loop's thread only.
#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "service/clocks/bot_clock.hpp"
#include "service/log/log.hpp"
#include "service/pipeline.hpp"
#include "service/way_out/breaker.hpp"
#include "service/way_out/lanes.hpp"
#include "service/way_out/sending_rules.hpp"
#include "service/words/words.hpp"
#include "storage/store.hpp"

namespace linli {

class Dispatcher {
 public:
  struct Parts {
    Store& store;
    Loop& loop;
    const IoClock& io;
    const BotClock& clock;
    const Words& words;
    Pipeline& pipeline;                 // a failed escalation is an event
    Log& log;
    std::function<double()> chance;     // 0..1
  };
  explicit Dispatcher(Parts parts);
  ~Dispatcher();

  void add(AccountId account, Adapter& adapter, SendingRules rules);
  // Something may be to say now: after a commit, after the clock was moved.
  void wake();
  // `then(true)` once nothing may leave at the bot's now and nothing is under way; `then(false)` after `limit`.
  void when_idle(std::chrono::milliseconds limit, std::function<void(bool idle)> then);
  // Each message as it left, with the words it had. For whoever follows a conversation: rehearse.
  void on_sent(std::function<void(const SayRow& row, const std::string& text)> hook) { sent_ = std::move(hook); }
  // ---- for words in a request's own answer (service/platform/passive_replies.hpp)
  const Capabilities* capabilities(AccountId account) const;
  // Such words are handed out: they count in the account's pace. And they left: the hook hears of them.
  void answering(const SayRow& row, const Outgoing& words);
  void answered(const SayRow& row, const std::string& text);

  // Begins nothing more; `done` once what is under way has been settled.
  void stop(std::function<void()> done);
  // Nothing is under way and nothing is being looked for; what is left waits for a time.
  bool resting() const { return !looking_ && !lapsing_ && lanes_.under_way() == 0 && cards_.empty(); }
  std::size_t under_way() const { return lanes_.under_way(); }

 private:
  struct Account {
    Adapter* adapter{};
    SendingRules rules;
    Pacing pacing{{}};
    std::map<std::string, Breaker> breakers;   // by the name of the way: one that is broken holds up no other
  };
  struct Seen;
  struct Waiter;
  struct Attempt;                       // one message on its way

  void look();
  void seen(Seen found);
  void lapse(std::chrono::microseconds wait);
  bool begin(const SayRow& row);        // true: under way, or ended at once
  void render(std::shared_ptr<Attempt> attempt);
  void deliver(std::shared_ptr<Attempt> attempt, Rendered words);
  void delivered(std::shared_ptr<Attempt> attempt, const Delivery& delivery);
  void fail(std::shared_ptr<Attempt> attempt, DeliveryOutcome outcome, std::string why);
  void put_back(std::shared_ptr<Attempt> attempt, std::chrono::microseconds wait, std::uint32_t cost);
  void unused(const Attempt& attempt);
  void settle(std::shared_ptr<Attempt> attempt, std::function<void(Writes&)> job);
  void left(const std::shared_ptr<Attempt>& attempt);
  void settle_card(const SettledCard& card);
  void card_done(SayId id);
  void wake_within(std::chrono::microseconds wait);
  void idle_now();

  Parts p_;
  std::map<AccountId, Account> accounts_;
  Lanes lanes_{64};
  std::set<SayId> cards_;               // being settled
  std::vector<std::shared_ptr<Waiter>> waiters_;
  std::map<SayId, std::uint32_t> costs_;     // of those that are more than one message and wait for the pace
  std::map<SayId, Loop::TimerPtr> retries_;  // settlements that the store refused
  Loop::TimerPtr timer_;
  std::chrono::microseconds timer_at_{};
  std::size_t page_{};
  bool looking_{}, again_{}, lapsing_{}, stopping_{};
  std::function<void()> stopped_;
  std::function<void(const SayRow&, const std::string&)> sent_;
};

}  // namespace linli
