#include "service/pipeline.hpp"

#include <utility>

#include "storage/reads.hpp"

namespace linli {
namespace {

// NUL and other control characters say nothing; line ends and tabs do.
void clean(Event& event) {
  auto* message = std::get_if<MessageIn>(&event.body);
  if (!message) return;
  std::erase_if(message->text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f; });
}

}  // namespace

struct Pipeline::Work {
  Event event;
  Done done;
  std::chrono::seconds answer_repeats{};
  Loop::TimerPtr limit;
  std::int32_t taken{};
  std::string reread;                        // the text that was read a second time
  std::vector<Candidate> guessed;            // and what was made of it
};

void Pipeline::submit(Event event, Done done, std::chrono::seconds answer_repeats) {
  auto work = taken_up(std::move(event), std::move(done));
  work->answer_repeats = answer_repeats;
  begin(std::move(work));
}

// The text waits in the store: whatever becomes of the reader, or of this process, it is read.
void Pipeline::submit_unread(Event event, Done done) {
  auto work = taken_up(std::move(event), std::move(done));
  auto* burst = std::get_if<BurstIn>(&work->event.body);
  if (!second_ || !burst) return begin(std::move(work));
  work->reread = burst->joined;
  second_->read({burst->due, work->event.actor, burst->joined, burst->first_sent, bot_.read(work->event)}, [this, work](std::vector<Candidate> guessed) {
    work->guessed = std::move(guessed);
    begin(work);
  });
}

std::shared_ptr<Pipeline::Work> Pipeline::taken_up(Event event, Done done) {
  auto now = clock_.now();
  clean(event);
  if (event.received == Instant{}) event.received = now;
  if (event.sent == Instant{} || event.sent > now + limits_.future) event.sent = now;
  auto work = std::make_shared<Work>();
  work->event = std::move(event);
  work->done = std::move(done);
  ++in_hand_;
  return work;
}

void Pipeline::begin(std::shared_ptr<Work> work) {
  std::weak_ptr<Work> waits = work;
  work->limit = loop_.after(limits_.wait, [this, waits] {
    auto late = waits.lock();
    if (!late || !late->done) return;
    log_.warning("event_out_of_time", {{"account", late->event.account.value}});
    finish(late, std::unexpected(Refused::queue_full));
  });
  run(std::move(work));
}

// A guess stands only for the text it was made of.
Reading Pipeline::read(const Work& work) const {
  auto reading = bot_.read(work.event);
  auto* burst = std::get_if<BurstIn>(&work.event.body);
  if (burst && !work.guessed.empty() && burst->joined == work.reread) reading.candidates = work.guessed;
  return reading;
}

void Pipeline::run(std::shared_ptr<Work> work) {
  ++work->taken;
  Unit unit;
  unit.event = work->event;
  unit.reading = read(*work);
  unit.now = clock_.now();
  unit.io_now = clock_.computer();
  unit.answer_repeats = work->answer_repeats;
  unit.wanted = [this](const Event& e, const Reading& r, const Records* so_far) { return bot_.wanted(e, r, so_far); };
  unit.decide = [this](const Records& records, const Reading& r, const Event& e, Instant now) { return bot_.decide(records, r, e, now); };
  unit.done = [this, work](std::expected<Outcome, Refused> result) {
    loop_.post([this, work, result = std::move(result)]() mutable {
      bool again = result && result->again && work->taken < limits_.again;
      if (again) return reread(work);
      finish(work, std::move(result));
    });
  };
  if (!store_.run(std::move(unit))) finish(work, std::unexpected(Refused::queue_full));
}

// The records had moved on: another fragment came while this burst was on its way. It is opened and read anew.
void Pipeline::reread(const std::shared_ptr<Work>& work) {
  auto* burst = std::get_if<BurstIn>(&work->event.body);
  if (!burst) return run(work);
  auto queued = store_.read([this, work, due = burst->due](Reads& reads) {
    auto view = reads.burst(due);
    loop_.post([this, work, view = std::move(view)]() mutable {
      if (view) work->event.body = std::move(view->in);
      run(work);
    });
  });
  if (!queued) finish(work, std::unexpected(Refused::queue_full));
}

void Pipeline::finish(const std::shared_ptr<Work>& work, std::expected<Outcome, Refused> result) {
  if (!work->done) return;
  if (!result && result.error() == Refused::poisoned) log_.error("event_is_a_dead_letter", {{"account", work->event.account.value}});
  if (!result && work->event.once) log_.error("event_lost", {{"account", work->event.account.value}});   // nobody sends it again
  auto done = std::exchange(work->done, nullptr);
  work->limit.reset();
  --in_hand_;
  if (taken_) taken_(work->event, result);
  done(std::move(result));
}

}  // namespace linli
