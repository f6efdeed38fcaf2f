#include "service/scheduler.hpp"

#include <algorithm>
#include <utility>

#include "bot/model/second_reading.hpp"
#include "storage/reads.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

constexpr std::size_t at_a_time = 500;
constexpr std::chrono::milliseconds longest_wait{30'000}, store_rest{1'000};
constexpr std::chrono::milliseconds words_limit{10'000};   // of a move, at each moment, for what it planned to go out

}  // namespace

void Scheduler::look(std::size_t limit, std::function<void(Seen)> then) {
  looking_ = true;
  looked_ = p_.io.wall();
  auto shared = std::make_shared<std::function<void(Seen)>>(std::move(then));
  auto queued = p_.store.read([this, shared, now = p_.clock.now(), limit, stuck = stuck_](Reads& reads) {
    Seen found;
    for (auto& due : reads.ripe_dues(now, limit + stuck.size())) {
      if (stuck.contains(due.id) || found.ripe.size() == limit) continue;
      std::optional<BurstView> burst;
      if (due.kind == DueKind::burst) burst = reads.burst(due.id);
      found.ripe.push_back({std::move(due), std::move(burst)});
    }
    found.next = reads.next_due();
    found.next_not_before = reads.next_not_before(now);
    p_.loop.post([this, shared, found = std::move(found)]() mutable {
      looking_ = false;
      if (next_.has_value() != found.next.has_value() || (next_ && !(next_->due == found.next->due))) {
        next_ = found.next;
        if (changed_) changed_();
      }
      (*shared)(std::move(found));
    });
  });
  if (queued) return;
  looking_ = false;
  timer_ = p_.loop.after(store_rest, [this, shared, limit] {
    auto keep = std::move(timer_);
    look(limit, std::move(*shared));
  });
}

void Scheduler::wake() {
  if (stopping_) return;
  if (looking_ || playing_ || move_) {
    again_ = true;
    return;
  }
  tick();
}

void Scheduler::tick() {
  again_ = false;
  look(at_a_time, [this](Seen found) {
    if (stopping_) return;
    if (move_) return step();                       // a move was begun meanwhile: it plays them at their own times
    if (!found.ripe.empty()) return play(std::move(found.ripe), [this] { if (move_) step(); else tick(); });
    if (again_) return tick();
    auto wait = longest_wait;
    if (found.next) {
      auto until = std::chrono::ceil<std::chrono::milliseconds>(found.next->due.at - p_.clock.now());
      bool passed = until.count() <= 0;             // only stuck ones are past and not ripe
      if (!passed) wait = std::min(wait, until);
    }
    timer_ = p_.loop.after(wait, [this] {
      auto keep = std::move(timer_);
      wake();
    });
  });
}

Event Scheduler::event_of(const Ripe& ripe) const {
  Event event;
  event.dedupe = "due:" + std::to_string(ripe.due.id.value);
  event.sent = p_.clock.now();
  event.received = event.sent;
  event.body = DueIn{ripe.due.id};
  if (ripe.burst) {
    event.account = ripe.burst->account;
    event.platform_chat = ripe.burst->platform_chat;
    event.direct = ripe.burst->direct;
    event.actor = ripe.burst->actor;
    event.body = ripe.burst->in;
  }
  return event;
}

// All of them are handed in at once: the writer takes them in this order and commits them together.
void Scheduler::play(std::vector<Ripe> ripe, std::function<void()> then) {
  playing_ = true;
  auto left = std::make_shared<std::size_t>(ripe.size());
  auto last = std::make_shared<std::function<void()>>(std::move(then));
  for (auto& one : ripe) {
    auto played = [this, left, last, id = one.due.id](std::expected<Outcome, Refused> result) {
      bool in_vain = result ? result->repeated : result.error() == Refused::poisoned;
      bool rest = result ? result->again : result.error() != Refused::poisoned;
      if (in_vain) {
        stuck_.insert(id);
        p_.log.error("due_played_in_vain", {{"due", id.value}});
      }
      if (--*left > 0) return;
      playing_ = false;
      if (stopping_) return;
      if (!rest) return (*last)();
      timer_ = p_.loop.after(store_rest, [this, last] {
        auto keep = std::move(timer_);
        (*last)();
      });
    };
    if (one.due.name == second_reading_due) p_.pipeline.submit_unread(event_of(one), std::move(played));
    else p_.pipeline.submit(event_of(one), std::move(played));
  }
}

bool Scheduler::move(Instant to, std::function<void()> progress, std::function<void()> done) {
  if (move_ || stopping_) return false;
  timer_.reset();
  move_ = Move{std::max(to, p_.clock.now()), std::move(progress), std::move(done)};
  p_.clock.hold(p_.clock.now());
  if (!looking_ && !playing_) step();               // else the tick that is under way goes on with it
  return true;
}

void Scheduler::step() {
  wait_for_words([this] { look(1, [this](Seen found) { step_to(std::move(found)); }); });
}

void Scheduler::step_to(Seen found) {
  if (stopping_) return;
  if (!found.ripe.empty()) return play(std::move(found.ripe), [this] { step(); });
  std::optional<Instant> at;
  if (found.next && found.next->due.at > p_.clock.now()) at = found.next->due.at;
  if (found.next_not_before && (!at || *found.next_not_before < *at)) at = found.next_not_before;
  if (at && *at <= move_->to && *at > p_.clock.now()) return stand_at(*at, [this] { step(); });
  if (p_.clock.now() < move_->to) return stand_at(move_->to, [this] { step(); });
  finish();
}

void Scheduler::wait_for_words(std::function<void()> then) {
  p_.dispatcher.when_idle(words_limit, [this, then = std::move(then)](bool idle) {
    if (!idle) p_.log.warning("move_did_not_wait", {{"under_way", std::int64_t(p_.dispatcher.under_way())}});
    then();
  });
}

// The clock shows it only when it is stored: after a restart it goes on from here.
void Scheduler::stand_at(Instant at, std::function<void()> then) {
  auto shared = std::make_shared<std::function<void()>>(std::move(then));
  auto go_on = [this, at, shared] {
    p_.loop.post([this, at, shared] {
      p_.clock.hold(at);
      if (move_ && move_->progress) move_->progress();
      p_.dispatcher.wake();
      (*shared)();
    });
  };
  auto queued = p_.store.write([anchor = ClockAnchor{at, p_.io.wall()}](Writes& w) { w.set_clock(anchor); },
    [go_on](std::expected<void, Refused>) { go_on(); });
  if (!queued) go_on();
}

void Scheduler::finish() {
  auto move = std::move(*move_);
  move_.reset();
  p_.clock.let_go();
  if (move.progress) move.progress();
  if (move.done) move.done();
  wake();
}

}  // namespace linli
