#include "service/dispatcher.hpp"

#include <algorithm>
#include <utility>

#include "service/way_out/outgoing.hpp"
#include "storage/reads.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

constexpr std::size_t first_page = 200, longest_page = 6'400, cards_at_once = 20;
constexpr std::chrono::milliseconds store_rest{1'000};   // after the store refused to write something down
constexpr std::chrono::microseconds longest_wait = std::chrono::seconds(30);

std::chrono::milliseconds up(std::chrono::microseconds wait) { return std::chrono::ceil<std::chrono::milliseconds>(wait); }

}  // namespace

struct Dispatcher::Seen {
  std::vector<SayRow> ready;
  std::vector<SettledCard> cards;
  std::optional<Instant> next_retry, next_not_before, claim_end;
  bool anything{};
  Instant bot_now, io_now;
};

struct Dispatcher::Waiter {
  std::function<void(bool)> then;
  Loop::TimerPtr limit;
};

struct Dispatcher::Attempt {
  SayRow row;
  Lane lane;
  Account* account{};
  Way way;
  std::uint32_t cost{1};                 // counted in the account's pace
  std::chrono::microseconds asked{};     // when
  std::string text;
};

Dispatcher::Dispatcher(Parts parts) : p_(std::move(parts)), page_(first_page) {}
Dispatcher::~Dispatcher() = default;

void Dispatcher::add(AccountId id, Adapter& adapter, SendingRules rules) {
  Account account;
  account.adapter = &adapter;
  account.rules = rules;
  account.pacing = Pacing(rules.pace);
  accounts_.insert_or_assign(id, std::move(account));
}

void Dispatcher::wake() { look(); }

void Dispatcher::look() {
  if (stopping_) return;
  if (looking_) {
    again_ = true;
    return;
  }
  looking_ = true;
  again_ = false;
  auto queued = p_.store.read([this, bot_now = p_.clock.now(), io_now = p_.io.wall(), page = page_](Reads& reads) {
    Seen found;
    found.ready = reads.ready_says(bot_now, io_now, page);
    found.cards = reads.cards_to_settle(cards_at_once);
    found.next_retry = reads.next_retry(io_now);
    found.next_not_before = reads.next_not_before(bot_now);
    found.claim_end = reads.first_claim_end();
    found.anything = reads.anything_to_say(bot_now);
    found.bot_now = bot_now;
    found.io_now = io_now;
    p_.loop.post([this, found = std::move(found)]() mutable { seen(std::move(found)); });
  });
  if (queued) return;
  looking_ = false;
  wake_within(store_rest);
}

void Dispatcher::seen(Seen found) {
  looking_ = false;
  if (stopping_) return;
  bool begun = false;
  for (auto& row : found.ready) begun = begin(row) || begun;
  for (auto& card : found.cards) settle_card(card);
  bool page_full = found.ready.size() >= page_;
  if (page_full && !begun && page_ < longest_page) {   // what waits for its pace must not hide the rest
    page_ *= 2;
    again_ = true;
  } else if (!page_full) {
    page_ = first_page;
  }
  if (found.next_retry) wake_within(*found.next_retry - found.io_now);
  if (found.claim_end) lapse(*found.claim_end - found.io_now);
  if (found.next_not_before && !p_.clock.held()) wake_within(*found.next_not_before - found.bot_now);
  if (again_) return look();
  if (!found.anything && lanes_.under_way() == 0 && cards_.empty()) idle_now();
}

// Claims that ended unheard are taken up like any other message.
void Dispatcher::lapse(std::chrono::microseconds wait) {
  if (wait.count() > 0) return wake_within(wait);
  if (std::exchange(lapsing_, true)) return;
  auto over = [this](bool stored) {
    lapsing_ = false;
    if (stored) look();
    else wake_within(store_rest);
  };
  auto queued = p_.store.write([at = p_.io.wall()](Writes& w) { w.lapse_claims(at); }, [this, over](std::expected<void, Refused> result) {
    p_.loop.post([over, stored = result.has_value()] { over(stored); });
  });
  if (!queued) over(false);
}

bool Dispatcher::begin(const SayRow& row) {
  auto attempt = std::make_shared<Attempt>();
  attempt->row = row;
  attempt->lane = lane_of(row);
  auto found = accounts_.find(row.account);
  bool reachable = found != accounts_.end() && !(row.platform_chat.empty() && row.actor.empty());
  if (!reachable) {
    if (!lanes_.begin({row.account, "#" + std::to_string(row.id.value)})) return false;
    attempt->lane = {row.account, "#" + std::to_string(row.id.value)};
    fail(std::move(attempt), DeliveryOutcome::recipient_gone, "send.no_account");
    return true;
  }
  auto& account = found->second;
  attempt->account = &account;
  attempt->way = account.adapter->way({row.platform_chat, row.actor, row.cause});
  if (auto cost = costs_.find(row.id); cost != costs_.end()) attempt->cost = cost->second;
  auto now = p_.io.steady();
  auto& breaker = account.breakers[attempt->way.name];
  if (auto wait = breaker.wait(now); wait.count() > 0) return wake_within(wait), false;
  bool waits = attempt->way.wait.count() > 0, over = p_.clock.now() - row.planned >= account.rules.retry.give_up;
  if (waits && !over) return wake_within(attempt->way.wait), false;
  if (!lanes_.begin(attempt->lane)) return false;
  if (waits) {
    fail(std::move(attempt), DeliveryOutcome::retry_after, "send.gave_up");
    return true;
  }
  if (row.uncertain && !may_repeat(row.say.cls, account.adapter->capabilities().idempotent && !row.claimed)) {
    fail(std::move(attempt), DeliveryOutcome::ambiguous, "send.unsure");
    return true;
  }
  if (auto wait = account.pacing.ask(attempt->way, row.say.cls, attempt->cost, now); wait.count() > 0) {
    lanes_.end(attempt->lane);
    wake_within(wait);
    return false;
  }
  attempt->asked = now;
  breaker.begun();
  costs_.erase(row.id);
  auto fresh = std::make_shared<std::optional<SayRow>>();
  auto queued = p_.store.write([fresh, id = row.id, at = p_.clock.now()](Writes& writes) { *fresh = writes.begin_attempt(id, at); },
    [this, attempt, fresh](std::expected<void, Refused> result) {
      p_.loop.post([this, attempt, fresh, stored = result.has_value()] {
        if (stored && fresh->has_value()) {
          attempt->row = std::move(**fresh);
          // The words may have been read before the adapter heard that their event is stored. By now it has, and may know a better way.
          auto& row = attempt->row;
          auto way = attempt->account->adapter->way({row.platform_chat, row.actor, row.cause});
          if (way.name != attempt->way.name) return put_back(attempt, {}, 1);
          return render(attempt);
        }
        if (!stored) wake_within(store_rest);
        unused(*attempt);
        left(attempt);                                   // it has lost its reason, or the store could not write the attempt down
      });
    });
  if (!queued) {
    unused(*attempt);
    lanes_.end(attempt->lane);
    wake_within(store_rest);
  }
  return queued;
}

// Nothing of it was handed to the adapter: as if it had not been begun.
void Dispatcher::unused(const Attempt& attempt) {
  attempt.account->breakers[attempt.way.name].not_tried();
  attempt.account->pacing.give_back(attempt.way, attempt.cost, attempt.asked);
}

void Dispatcher::render(std::shared_ptr<Attempt> attempt) {
  auto queued = p_.store.read([this, attempt, now = p_.clock.now()](Reads& reads) {
    auto words = p_.words.render(reads, attempt->row, now);
    p_.loop.post([this, attempt, words = std::move(words)]() mutable {
      if (words) return deliver(std::move(attempt), std::move(*words));
      p_.log.error(name_of(words.error().why), {{"say", attempt->row.id.value}, {"template", words.error().tmpl}, {"name", words.error().name}});
      fail(std::move(attempt), DeliveryOutcome::drop_message, std::string(name_of(words.error().why)));
    });
  });
  if (!queued) put_back(std::move(attempt), store_rest, 1);
}

void Dispatcher::deliver(std::shared_ptr<Attempt> attempt, Rendered words) {
  auto& row = attempt->row;
  attempt->text = words.text;
  auto out = outgoing(row, std::move(words), attempt->account->adapter->capabilities(), p_.store.mark());
  out.way = attempt->way;
  // One was counted before there were words. What needs more than is left waits with its true number.
  if (auto cost = attempt->account->adapter->cost(out); cost > attempt->cost) {
    auto wait = attempt->account->pacing.ask(attempt->way, row.say.cls, cost - attempt->cost, p_.io.steady());
    if (wait.count() > 0) return put_back(std::move(attempt), wait, cost);
  }
  attempt->account->adapter->deliver(std::move(out), [this, attempt](Delivery delivery) { delivered(attempt, delivery); });
}

void Dispatcher::put_back(std::shared_ptr<Attempt> attempt, std::chrono::microseconds wait, std::uint32_t cost) {
  if (cost > 1) costs_[attempt->row.id] = cost;
  unused(*attempt);
  wake_within(wait);
  settle(attempt, [id = attempt->row.id](Writes& w) { w.not_tried(id); });
}

void Dispatcher::delivered(std::shared_ptr<Attempt> attempt, const Delivery& delivery) {
  auto& account = *attempt->account;
  auto& row = attempt->row;
  Attempted made{delivery.outcome, delivery.after, row.say.cls, std::max(row.attempts, 1), p_.clock.now() - row.planned,
                 account.adapter->capabilities().idempotent, p_.chance()};
  made.too_fast = delivery.too_fast != Delivery::TooFast::no;
  auto next = after_attempt(made, account.rules.retry);
  auto now = p_.io.steady();
  auto& breaker = account.breakers[attempt->way.name];
  switch (next.way) {
    case AfterAttempt::Way::fine: breaker.succeeded(); break;
    case AfterAttempt::Way::not_tried: breaker.not_tried(); break;
    case AfterAttempt::Way::failing: breaker.failed(now); break;
    case AfterAttempt::Way::broken: breaker.broken(now); break;
    case AfterAttempt::Way::too_fast:
      breaker.succeeded();
      account.pacing.punish(delivery.too_fast == Delivery::TooFast::everywhere ? std::nullopt : std::optional(attempt->way), now, delivery.after);
      break;
  }
  if (delivery.outcome != DeliveryOutcome::sent)
    p_.log.warning("not_delivered", {{"say", row.id.value}, {"attempt", row.attempts}, {"why", next.why}, {"platform", delivery.why}});
  if (std::holds_alternative<then::Failed>(next.what)) return fail(std::move(attempt), delivery.outcome, next.why);
  if (auto* again = std::get_if<then::Again>(&next.what)) {
    wake_within(again->after);
    return settle(attempt, [id = row.id, at = p_.io.wall() + again->after, why = next.why](Writes& w) { w.try_again(id, at, why); });
  }
  if (sent_) sent_(row, attempt->text);
  settle(attempt, [id = row.id, text = attempt->text, platform_id = delivery.platform_id, at = p_.clock.now()](Writes& w) {
    w.sent(id, text, platform_id, at);
  });
}

// The bot hears of a failed escalation before the message ends, so that a crash in between cannot swallow it; the event's id makes it one.
void Dispatcher::fail(std::shared_ptr<Attempt> attempt, DeliveryOutcome outcome, std::string why) {
  auto end = [this, attempt, why] {
    settle(attempt, [id = attempt->row.id, why, at = p_.clock.now()](Writes& w) { w.ended(id, Ending::failed, why, at); });
  };
  if (attempt->row.say.cls != SayClass::escalation) return end();
  Event event;
  event.dedupe = "say:" + std::to_string(attempt->row.id.value);
  event.sent = p_.clock.now();
  event.body = DeliveryIn{attempt->row.id, outcome};
  p_.pipeline.submit(std::move(event), [this, end](std::expected<Outcome, Refused> result) {
    if (!result) p_.log.error("failed_escalation_not_told", {});
    end();
  });
}

// Writes down what became of an attempt; the lane is free only then. A store that refuses is asked again: nothing else may leave meanwhile.
void Dispatcher::settle(std::shared_ptr<Attempt> attempt, std::function<void(Writes&)> job) {
  auto later = [this, attempt, job] {
    p_.loop.post([this, attempt, job] {
      retries_[attempt->row.id] = p_.loop.after(store_rest, [this, attempt, job] {
        auto keep = retries_.extract(attempt->row.id);   // the timer that runs lives until it has run
        settle(attempt, job);
      });
    });
  };
  auto queued = p_.store.write(job, [this, attempt, later](std::expected<void, Refused> result) {
    if (!result && result.error() != Refused::poisoned && result.error() != Refused::stopping) return later();
    p_.loop.post([this, attempt, stored = result.has_value()] {
      if (!stored) p_.log.error("attempt_not_settled", {{"say", attempt->row.id.value}});
      left(attempt);
    });
  });
  if (!queued) later();
}

void Dispatcher::left(const std::shared_ptr<Attempt>& attempt) {
  lanes_.end(attempt->lane);
  if (stopping_ && lanes_.under_way() == 0 && cards_.empty() && stopped_) return std::exchange(stopped_, nullptr)();
  look();
}

const Capabilities* Dispatcher::capabilities(AccountId account) const {
  auto found = accounts_.find(account);
  return found == accounts_.end() ? nullptr : &found->second.adapter->capabilities();
}

void Dispatcher::answering(const SayRow& row, const Outgoing& words) {
  auto found = accounts_.find(row.account);
  if (found == accounts_.end()) return;
  auto& adapter = *found->second.adapter;
  found->second.pacing.count(adapter.way({row.platform_chat, row.actor, row.cause}), adapter.cost(words), p_.io.steady());
}

void Dispatcher::answered(const SayRow& row, const std::string& text) {
  if (sent_) sent_(row, text);
}

void Dispatcher::settle_card(const SettledCard& card) {
  auto found = accounts_.find(card.row.account);
  if (!cards_.insert(card.row.id).second) return;
  if (found == accounts_.end() || !found->second.adapter->capabilities().edit || card.platform_id.empty()) return card_done(card.row.id);
  auto& account = found->second;
  auto way = account.adapter->way({card.row.platform_chat, card.row.actor, card.ended_by, true});
  if (auto wait = account.pacing.ask(way, SayClass::reply, 1, p_.io.steady()); wait.count() > 0) {
    cards_.erase(card.row.id);
    return wake_within(wait);
  }
  auto queued = p_.store.read([this, card, &account, way, now = p_.clock.now()](Reads& reads) {
    auto words = p_.words.render_settled(reads, card, now);
    p_.loop.post([this, card, &account, way, words = std::move(words)]() mutable {
      if (!words) {
        p_.log.error(name_of(words.error().why), {{"say", card.row.id.value}, {"template", words.error().tmpl}, {"name", words.error().name}});
        return card_done(card.row.id);
      }
      Outgoing out;
      out.key = "settled:" + std::to_string(card.row.id.value);
      out.platform_chat = card.row.platform_chat;
      out.actor = card.row.actor;
      out.text = std::move(words->text);
      out.replaces = card.platform_id;
      out.cause = card.ended_by;
      out.way = way;
      out.may_repeat = true;
      account.adapter->deliver(std::move(out), [this, id = card.row.id](Delivery delivery) {
        bool later = delivery.outcome == DeliveryOutcome::retry_after || delivery.outcome == DeliveryOutcome::refresh_credential;
        if (!later) return card_done(id);
        cards_.erase(id);
        wake_within(delivery.after ? std::chrono::microseconds(*delivery.after) : std::chrono::microseconds(store_rest));
      });
    });
  });
  if (!queued) cards_.erase(card.row.id), wake_within(store_rest);
}

void Dispatcher::card_done(SayId id) {
  auto over = [this, id](bool stored) {
    p_.loop.post([this, id, stored] {
      cards_.erase(id);
      if (stopping_ && lanes_.under_way() == 0 && cards_.empty() && stopped_) return std::exchange(stopped_, nullptr)();
      if (stored) look();
      else wake_within(store_rest);
    });
  };
  auto queued = p_.store.write([id](Writes& w) { w.card_settled(id); }, [over](std::expected<void, Refused> result) { over(result.has_value()); });
  if (!queued) over(false);
}

void Dispatcher::wake_within(std::chrono::microseconds wait) {
  if (stopping_) return;
  wait = std::clamp(wait, std::chrono::microseconds(1'000), longest_wait);
  auto at = p_.io.steady() + wait;
  if (timer_ && timer_at_ <= at) return;
  timer_at_ = at;
  timer_ = p_.loop.after(up(wait), [this] {
    auto keep = std::move(timer_);
    look();
  });
}

void Dispatcher::when_idle(std::chrono::milliseconds limit, std::function<void(bool)> then) {
  auto waiter = std::make_shared<Waiter>();
  waiter->then = std::move(then);
  std::weak_ptr<Waiter> waits = waiter;
  waiter->limit = p_.loop.after(limit, [this, waits] {
    auto late = waits.lock();
    if (!late) return;
    std::erase(waiters_, late);
    std::exchange(late->then, nullptr)(false);
  });
  waiters_.push_back(std::move(waiter));
  look();
}

void Dispatcher::idle_now() {
  auto waiters = std::exchange(waiters_, {});
  for (auto& waiter : waiters) {
    waiter->limit.reset();
    waiter->then(true);
  }
}

void Dispatcher::stop(std::function<void()> done) {
  stopping_ = true;
  timer_.reset();
  if (lanes_.under_way() == 0 && cards_.empty()) return done();
  stopped_ = std::move(done);
}

}  // namespace linli
