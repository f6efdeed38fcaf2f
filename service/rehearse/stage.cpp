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
// Time passes outside as well, as far as the paces of platforms look back: without it the words of many days would be too many for one minute.
constexpr std::chrono::microseconds outside = std::chrono::minutes(2);
constexpr const char* busy = "the store did not take it";

std::filesystem::path temporary_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "linli-rehearse-XXXXXX").string();
  auto* made = mkdtemp(pattern.data());
  return made ? std::filesystem::path(made) : std::filesystem::path();
}

}  // namespace

Stage::Stage(const Setup& setup, Instant begin, std::unique_ptr<Door> door)
    : setup_(setup), begin_(begin), folder_(temporary_folder()), time_(begin), log_(no_log()), door_(std::move(door)) {}

Stage::~Stage() {
  tear_down();
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::expected<std::unique_ptr<Stage>, std::string> Stage::open(const Setup& setup, const Scene& scene, Instant begin, std::unique_ptr<Door> door) {
  std::unique_ptr<Stage> stage(new Stage(setup, begin, std::move(door)));
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
  door_->open(*app_, account_, time_, *log_);
  at_the_door_ = true;
  app_->dispatcher().on_sent([this](const SayRow& row, const std::string& text) { sent_.push_back({row, text, now()}); });
  app_->start(true);
  return {};
}

void Stage::tear_down() {
  if (!app_) return;
  bool stopped = false;
  if (at_the_door_) door_->close();
  app_->stop([&] { stopped = true; });
  time_.run_while([&] { return !stopped; });
  app_->close();
  time_.drain();
  if (std::exchange(at_the_door_, false)) door_->let_go();
  app_.reset();
}

std::optional<std::string> Stage::restart() {
  tear_down();
  return build();
}

std::optional<std::string> Stage::send(Event event) {
  std::optional<std::optional<std::string>> wrong;
  door_->send(std::move(event), [&](std::optional<std::string> what) { wrong = std::move(what); });
  if (!comes([&] { return !wrong; })) return stuck;
  if (*wrong) return *wrong;
  return move(now());
}

std::optional<std::string> Stage::run(Unit unit) {
  std::optional<std::expected<Outcome, Refused>> result;
  unit.now = now();
  unit.done = [&](std::expected<Outcome, Refused> r) { time_.post([&result, r = std::move(r)] { result = r; }); };
  if (!app_->store().run(std::move(unit))) return busy;
  if (!comes([&] { return !result; })) return stuck;
  if (!*result) return busy;
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

// Where nothing comes by itself, something waits for a moment of the I/O clock: a platform is asked again, another way is tried.
bool Stage::comes(const std::function<bool()>& unfinished) {
  constexpr std::chrono::milliseconds quiet{50}, moment{20}, longest{8'000};
  for (auto passed = moment; passed < longest; passed += moment) {
    if (time_.run_while(unfinished, quiet)) return true;
    time_.advance(moment);
  }
  return time_.run_while(unfinished);
}

std::optional<std::string> Stage::move(Instant to) {
  // A move that begins at start (what was missed) goes first.
  if (!comes([&] { return app_->scheduler().moving(); })) return stuck;
  if (auto gap = to - now(); gap.count() > 0) {
    app_->clock().hold(now());
    time_.advance(std::min<std::chrono::microseconds>(gap, outside));
  }
  bool done = false;
  if (!app_->scheduler().move(to, {}, [&] { done = true; })) return "the clock cannot be moved";
  if (!comes([&] { return !done; })) return stuck;
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
