#include "storage/writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <typeinfo>

namespace linli::store {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto longest_work = std::chrono::milliseconds(10);
constexpr double longest_wait_seconds = 2;
constexpr double share_of_repeatable = 0.8;  // of the queue; the rest is for what nobody will send again, and for what ends attempts

[[noreturn]] void end_process(const char* what) {
  std::fprintf(stderr, "storage: %s; whether the last commit happened is unknown, the process ends (%d) and recovery decides\n", what,
               exit_commit_unknown);
  std::_Exit(exit_commit_unknown);
}

// A failure's kind and place; texts of exceptions may hold what a message said, so only our own database errors are quoted.
std::string cause_of(const std::exception& e) {
  if (dynamic_cast<const db::DbError*>(&e)) return e.what();
  return typeid(e).name();
}

}  // namespace

Writer::Writer(db::Db& db, vault::Vault& vault, const Zone& zone, std::size_t queue, std::size_t batch)
    : db_(db), numbers_(db), context_{{db, vault, zone}, numbers_, false}, queue_size_(queue), batch_size_(batch), thread_([this] { run(); }) {}

Writer::~Writer() { stop(); }

bool Writer::push(Item item) {
  auto* unit = std::get_if<Unit>(&item);
  double share = unit && !unit->event.once ? share_of_repeatable : 1;
  {
    std::lock_guard lock(mutex_);
    bool full = double(queue_.size()) >= double(queue_size_) * share || waiting_seconds(queue_.size()) > longest_wait_seconds * share;
    if (stopping_ || full) return false;
    queue_.push_back(std::move(item));
  }
  wake_.notify_one();
  return true;
}

// Work of each item, and a flush for as many as fit into one commit.
double Writer::waiting_seconds(std::size_t queued) const {
  auto fit = work_seconds_ > 0 ? std::chrono::duration<double>(longest_work).count() / work_seconds_ : double(batch_size_);
  auto together = std::clamp(fit, 1.0, double(batch_size_));
  return double(queued) * work_seconds_ + std::ceil(double(queued) / together) * flush_seconds_;
}

void Writer::measured(double work, std::size_t items, double flush) {
  auto smooth = [](double& average, double now) { average = average == 0 ? now : 0.9 * average + 0.1 * now; };
  std::lock_guard lock(mutex_);
  smooth(work_seconds_, work / double(items));
  smooth(flush_seconds_, flush);
}

void Writer::on_commit(std::function<void()> hook) {
  std::lock_guard lock(mutex_);
  hook_ = std::move(hook);
}

void Writer::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::optional<Item> Writer::pop() {
  std::lock_guard lock(mutex_);
  if (queue_.empty()) return {};
  auto item = std::move(queue_.front());
  queue_.pop_front();
  return item;
}

void Writer::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) break;
    }
    batch();
  }
  try {
    db_.checkpoint(true);
  } catch (const db::DbError&) {
    // Readers may still hold the log back; the next start takes it over.
  }
}

bool Writer::begin(std::vector<Answer>& answers) {
  try {
    db_.run("BEGIN IMMEDIATE");
    context_.woke = false;
    return true;
  } catch (const db::DbError& e) {
    refuse(answers, e);
    return false;
  }
}

// Everything of a transaction that cannot be: nothing of it was stored.
void Writer::refuse(std::vector<Answer>& answers, const db::DbError& why) {
  if (!why.full() && !why.read_only()) end_process(why.what());
  if (db_.in_transaction()) db_.run("ROLLBACK");
  context_.vault.rollback();
  numbers_.store_again();
  for (auto& a : answers) a.outcome = std::unexpected(why.full() ? Refused::full_disk : Refused::read_only);
}

bool Writer::commit(std::vector<Answer>& answers) {
  try {
    numbers_.store();
    context_.vault.commit();
    db_.run("COMMIT");
    return true;
  } catch (const db::DbError& e) {
    refuse(answers, e);
    return false;
  }
}

Writer::Done Writer::one(Item& item, std::expected<Outcome, Refused>& outcome) {
  db_.run("SAVEPOINT unit");
  auto back = [this] {
    db_.run("ROLLBACK TO unit");
    db_.run("RELEASE unit");
  };
  try {
    if (auto* unit = std::get_if<Unit>(&item)) {
      outcome = run_unit(context_, *unit);
      if (outcome && outcome->again) {
        back();
        return Done::again;
      }
    } else {
      Writes::Impl impl{context_};
      Writes writes(impl);
      std::get<Job>(item).work(writes);
    }
    db_.run("RELEASE unit");
    return Done::yes;
  } catch (const db::DbError& e) {
    auto kind = e.code() & 0xFF;
    bool of_the_store =
        e.full() || e.read_only() || kind == 10 /* IOERR */ || kind == 11 /* CORRUPT */ || kind == 7 /* NOMEM */ || !db_.in_transaction();
    if (of_the_store) throw;
    back();
    cause_ = cause_of(e);
  } catch (const std::exception& e) {
    back();
    cause_ = cause_of(e);
  } catch (...) {
    back();
    cause_ = "an exception of no known kind";
  }
  outcome = std::unexpected(Refused::poisoned);
  return Done::failed;
}

void Writer::batch() {
  std::vector<Answer> answers;
  std::vector<Unit> once_more;
  auto began = Clock::now();
  std::size_t taken = 0;
  bool woke = false;
  try {
    if (auto first = pop()) answers.push_back({std::move(*first), Outcome{}});
    if (!begin(answers)) return answer(answers);
    for (;;) {
      auto& current = answers.back();
      auto how = one(current.item, current.outcome);
      ++taken;
      if (how == Done::failed && std::holds_alternative<Unit>(current.item)) {
        once_more.push_back(std::move(std::get<Unit>(current.item)));
        answers.pop_back();
      }
      if (taken >= batch_size_ || Clock::now() - began > longest_work) break;
      auto next = pop();
      if (!next) break;
      answers.push_back({std::move(*next), Outcome{}});
    }
    auto worked = Clock::now();
    woke = commit(answers) && context_.woke;
    auto seconds = [](auto span) { return std::chrono::duration<double>(span).count(); };
    measured(seconds(worked - began), taken, seconds(Clock::now() - worked));
  } catch (const db::DbError& e) {
    for (auto& unit : once_more) answers.push_back({std::move(unit), Outcome{}});
    once_more.clear();
    refuse(answers, e);
  }
  std::function<void()> hook;
  {
    std::lock_guard lock(mutex_);
    hook = hook_;
  }
  answer(answers);
  if (woke && hook) hook();
  for (auto& unit : once_more) alone(std::move(unit));
}

void Writer::alone(Unit unit) {
  std::vector<Answer> answers;
  answers.push_back({std::move(unit), Outcome{}});
  bool woke = false;
  try {
    if (begin(answers)) {
      auto& a = answers.back();
      if (one(a.item, a.outcome) == Done::failed) bury(context_, std::get<Unit>(a.item), cause_);
      woke = commit(answers) && context_.woke;
    }
  } catch (const db::DbError& e) {
    refuse(answers, e);
  }
  std::function<void()> hook;
  {
    std::lock_guard lock(mutex_);
    hook = hook_;
  }
  answer(answers);
  if (woke && hook) hook();
}

void Writer::answer(std::vector<Answer>& answers) {
  for (auto& a : answers) {
    if (auto* unit = std::get_if<Unit>(&a.item)) {
      if (unit->done) unit->done(std::move(a.outcome));
    } else if (auto& job = std::get<Job>(a.item); job.done) {
      if (a.outcome) job.done({});
      else job.done(std::unexpected(a.outcome.error()));
    }
  }
}

}  // namespace linli::store
