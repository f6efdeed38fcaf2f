#include "service/rehearse/stage.hpp"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "service/log/json_log.hpp"
#include "storage/reads.hpp"

namespace linli::rehearse {
namespace {

constexpr const char* stuck = "nothing came any more: the service stands still";

std::filesystem::path temporary_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "linli-rehearse-XXXXXX").string();
  auto* made = mkdtemp(pattern.data());
  return made ? std::filesystem::path(made) : std::filesystem::path();
}

std::string word_of(Refused refused) {
  switch (refused) {
    case Refused::queue_full: return "the queue is full";
    case Refused::full_disk: return "the disk is full";
    case Refused::read_only: return "the store cannot be written";
    case Refused::poisoned: return "the unit failed twice";
    case Refused::stopping: return "the store is stopping";
  }
  return "refused";
}

}  // namespace

class Stage::Listener final : public Adapter {
 public:
  const Capabilities& capabilities() const override { return can_; }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    done({DeliveryOutcome::sent, words.replaces.value_or("m:" + words.key), {}, {}});
  }

 private:
  Capabilities can_{.edit = true, .buttons = true, .mention = true, .idempotent = true};
};

Stage::Stage(const Setup& setup, Instant begin)
    : setup_(setup), begin_(begin), folder_(temporary_folder()), time_(begin), log_(no_log()), listener_(std::make_unique<Listener>()) {}

Stage::~Stage() {
  tear_down();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::expected<std::unique_ptr<Stage>, std::string> Stage::open(const Setup& setup, const Scene& scene, Instant begin) {
  std::unique_ptr<Stage> stage(new Stage(setup, begin));
  if (stage->folder_.empty()) return std::unexpected("no temporary folder can be made");
  if (auto wrong = stage->build()) return std::unexpected(*wrong);
  auto counts = stage->app_->import(scene.set);
  if (!counts) {
    auto& error = counts.error().front();
    return std::unexpected("the people of the file do not fit: " + error.table + ", " + error.column + ": " + error.reason);
  }
  if (auto wrong = stage->restart()) return std::unexpected(*wrong);
  return stage;
}

std::optional<std::string> Stage::build() {
  StoreOptions options;
  options.data = folder_ / "linli.db";
  options.keys = folder_ / "keys.db";
  options.master_key = folder_ / "master.key";
  options.make_master_key = true;
  auto app = App::build(setup_, options, {time_, time_, *log_, [] { return 0.5; }});
  if (!app) return app.error();
  app_ = std::move(*app);
  app_->set_clock(begin_);
  if (app_->empty()) return {};       // people and places come first: everything else stands on them
  account_ = app_->account(account_name);
  app_->connect(account_, *listener_, {});
  app_->dispatcher().on_sent([this](const SayRow& row, const std::string& text) { sent_.push_back({row, text, now()}); });
  app_->start(true);
  return {};
}

void Stage::tear_down() {
  if (!app_) return;
  bool stopped = false;
  app_->stop([&] { stopped = true; });
  time_.run_while([&] { return !stopped; });
  app_->close();
  time_.drain();
  app_.reset();
}

std::optional<std::string> Stage::restart() {
  tear_down();
  return build();
}

std::optional<std::string> Stage::send(Event event) {
  std::optional<std::expected<Outcome, Refused>> result;
  app_->pipeline().submit(std::move(event), [&](std::expected<Outcome, Refused> r) { result = std::move(r); });
  if (!time_.run_while([&] { return !result; })) return stuck;
  if (!*result) return word_of(result->error());
  return move(now());
}

std::optional<std::string> Stage::run(Unit unit) {
  std::optional<std::expected<Outcome, Refused>> result;
  unit.now = now();
  unit.done = [&](std::expected<Outcome, Refused> r) { time_.post([&result, r = std::move(r)] { result = r; }); };
  if (!app_->store().run(std::move(unit))) return word_of(Refused::queue_full);
  if (!time_.run_while([&] { return !result; })) return stuck;
  if (!*result) return word_of(result->error());
  return move(now());
}

std::optional<std::string> Stage::give(Event event, Reading reading) {
  auto& bot = app_->bot();
  Unit unit;
  unit.event = std::move(event);
  unit.reading = std::move(reading);
  unit.wanted = [&bot](const Event& e, const Reading& r, const Records* so_far) { return bot.wanted(e, r, so_far); };
  unit.decide = [&bot](const Records& records, const Reading& r, const Event& e, Instant at) { return bot.decide(records, r, e, at); };
  return run(std::move(unit));
}

std::optional<std::string> Stage::give_question(const std::string& asked, const std::vector<Asked>& asks, const std::vector<Proposed>& proposed) {
  Unit unit;
  unit.event.account = account_;
  unit.event.dedupe = "given:" + std::to_string(sent_.size()) + ":" + asked + std::string(name_of(asks.front()));
  unit.event.direct = true;
  unit.event.actor = asked;
  unit.event.sent = unit.event.received = now();
  unit.event.body = MessageIn{};
  unit.wanted = [](const Event&, const Reading&, const Records* so_far) {
    return so_far ? Keys{} : Keys{{key::Sender{}, key::Cases{}}};
  };
  unit.decide = [asks, proposed](const Records& records, const Reading&, const Event&, Instant) {
    Decision decision;
    if (!records.sender->person) return decision;
    NewQuestion question{records.sender->person->id, {}, {}, asks, proposed, {}, {}, 1};
    if (proposed.empty() && records.cases->size() == 1) question.about = Ref<CaseId>(records.cases->front().id);
    if (std::ranges::find(asks, Asked::confirm) != asks.end()) question.choices = {{Choice::What::yes, {}, 0}, {Choice::What::no, {}, 0}};
    decision.questions.push_back(std::move(question));
    return decision;
  };
  return run(std::move(unit));
}

std::optional<std::string> Stage::move(Instant to) {
  // A move that begins at start (what was missed) goes first.
  if (!time_.run_while([&] { return app_->scheduler().moving(); })) return stuck;
  bool done = false;
  if (!app_->scheduler().move(to, {}, [&] { done = true; })) return "the clock cannot be moved";
  if (!time_.run_while([&] { return !done; })) return stuck;
  return {};
}

std::vector<Heard> Stage::take_heard() {
  auto sent = std::exchange(sent_, {});
  std::optional<std::vector<Heard>> heard;
  auto queued = app_->store().read([&](Reads& reads) {
    std::vector<Heard> out;
    for (auto& one : sent) out.push_back(hear(reads, one.row, one.text, one.at, setup_.knowledge->zone));
    time_.post([&heard, out = std::move(out)] { heard = out; });
  });
  if (!queued) return {};
  time_.run_while([&] { return !heard; });
  return std::move(*heard);
}

}  // namespace linli::rehearse
