#include "service/app.hpp"

#include <future>
#include <utility>

#include "bot/understanding/reader.hpp"
#include "service/knowledge/knowledge_loader.hpp"
#include "service/knowledge/lexicon_loader.hpp"
#include "storage/reads.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

std::expected<void, Refused> write_now(Store& store, std::function<void(Writes&)> job) {
  std::promise<std::expected<void, Refused>> done;
  auto result = done.get_future();
  bool queued = store.write(std::move(job), [&](std::expected<void, Refused> r) { done.set_value(std::move(r)); });
  return queued ? result.get() : std::unexpected(Refused::queue_full);
}

}  // namespace

std::expected<Setup, std::vector<ConfigError>> load_setup(const std::filesystem::path& config, const std::filesystem::path& templates) {
  std::vector<ConfigError> errors;
  auto add = [&](const std::vector<ConfigError>& more) {
    errors.insert(errors.end(), more.begin(), more.end());
  };
  Setup out;
  auto configured = load_knowledge(config);
  if (!configured) add(configured.error());
  auto lexicon = load_lexicon(config / "lexicon");
  if (!lexicon) add({lexicon.error()});
  auto zone = configured ? configured->knowledge.zone : Zone("UTC", {});
  auto words = Words::load(templates, zone);
  if (!words) add(words.error());
  else out.words = *words;
  if (configured && words) {
    auto missed = out.words->check(configured->knowledge.playbooks, configured->where);
    auto& phrases = configured->knowledge.phrases;
    for (auto& error : out.words->check(phrases)) missed.push_back(error);
    add(missed.empty() ? out.words->unnamed(configured->knowledge.playbooks, phrases) : missed);   // what one misspells, the other never says
  }
  if (configured && lexicon) {
    configured->knowledge.reader = std::make_shared<const Reader>(*lexicon, zone);
    out.places = std::move(configured->places);
    out.knowledge = std::make_shared<const Knowledge>(std::move(configured->knowledge));
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return out;
}

std::expected<std::unique_ptr<App>, std::string> App::build(const Setup& setup, const StoreOptions& options, Surroundings around) {
  auto store = Store::open(options);
  if (!store) return std::unexpected(store.error().what);
  return std::unique_ptr<App>(new App(setup, std::move(*store), std::move(around)));
}

App::App(Setup setup, std::unique_ptr<Store> store, Surroundings around)
    : setup_(std::move(setup)), around_(std::move(around)), bot_(setup_.knowledge), store_(std::move(store)), clock_(around_.io),
      pipeline_(bot_, *store_, around_.loop, clock_, around_.log),
      dispatcher_({*store_, around_.loop, around_.io, clock_, *setup_.words, pipeline_, around_.log, around_.chance}),
      scheduler_({*store_, around_.loop, around_.io, clock_, pipeline_, dispatcher_, around_.log}) {}

App::~App() { close(); }

std::expected<ImportCounts, std::vector<ImportError>> App::import(const ImportSet& set) {
  std::expected<ImportCounts, std::vector<ImportError>> result;
  auto stored = write_now(*store_, [&, now = clock_.now()](Writes& w) { result = w.import(set, now); });
  if (!stored) return std::unexpected(std::vector<ImportError>{{"", 0, "", "the store did not take it: nothing was changed"}});
  return result;
}

bool App::empty() {
  auto streets = look([](Reads& reads) { return reads.streets(); });
  return streets.empty();
}

AccountId App::account(const std::string& name) {
  auto known = look([&](Reads& reads) { return reads.account(name); });
  if (known) return *known;
  AccountId made{};
  auto streets = look([](Reads& reads) { return reads.streets(); });
  auto street = streets.empty() ? StreetId{} : streets.front();
  if (!write_now(*store_, [&](Writes& w) { made = w.ensure_account(name, street); })) return {};
  return made;
}

void App::connect(AccountId account, Adapter& adapter, SendingRules rules) {
  dispatcher_.add(account, adapter, rules);
  connected_.push_back(account);
}

void App::read_again_with(std::unique_ptr<SecondReader> reader) {
  pipeline_.second(reader.get());
  second_ = std::move(reader);
}

Instant App::stored_now() {
  auto stored = look([](Reads& reads) { return reads.clock(); });
  return stored ? stored->bot + (around_.io.wall() - stored->real) : around_.io.wall();
}

void App::set_clock(std::optional<Instant> begin) {
  if (!begin) return;
  auto stored = look([](Reads& reads) { return reads.clock(); });
  if (stored) return clock_.anchor(stored->bot, stored->real);
  clock_.anchor(*begin, around_.io.wall());
  write_now(*store_, [anchor = ClockAnchor{*begin, around_.io.wall()}](Writes& w) { w.set_clock(anchor); });
}

void App::start(bool at_its_own_time) {
  std::size_t uncertain = 0;
  write_now(*store_, [&](Writes& w) {
    uncertain = w.recover_attempts();
    w.connected(connected_);
  });
  if (uncertain > 0) around_.log.warning("attempts_taken_up_again", {{"count", std::int64_t(uncertain)}});
  store_->on_commit([this] {
    if (!wake_posted_.exchange(true)) around_.loop.post([this] { woken(); });
  });
  auto missed = look([](Reads& reads) { return reads.next_due(); });
  auto now = clock_.now();
  if (at_its_own_time && missed && missed->due.at < now) {
    clock_.anchor(missed->due.at, around_.io.wall());
    scheduler_.move(now, changed_, changed_);
    return;
  }
  around_.loop.post([this] { woken(); });
}

void App::woken() {
  wake_posted_ = false;
  if (stopped_) return;
  dispatcher_.wake();
  scheduler_.wake();
  if (changed_) changed_();
}

void App::stop(std::function<void()> done) {
  stopped_ = true;
  scheduler_.stop();
  dispatcher_.stop(std::move(done));
}

void App::close() {
  pipeline_.second(nullptr);
  second_.reset();
  if (store_) store_->stop();
}

}  // namespace linli
