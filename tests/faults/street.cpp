#include "tests/faults/street.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <stdexcept>

#include "service/knowledge/toml_reader.hpp"
#include "service/platform/platform_config.hpp"
#include "tests/service/setup.hpp"
#include "tests/storage/given.hpp"

namespace faults_test {

using namespace linli;
namespace fs = std::filesystem;
namespace ws = wecom_standin;

namespace {

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
SecretPtr secret(const std::string& text) { return std::make_shared<const Secret>(text); }

// The limits that are shipped.
SendingRules shipped_rules() {
  std::vector<ConfigError> errors;
  auto table = parse_toml(LINLI_SOURCE_DIR "/config/platforms/wecom.toml", errors);
  if (!table) throw std::runtime_error("config/platforms/wecom.toml");
  TomlReader top(*table, "wecom.toml", errors);
  return sending_rules(top);
}

}  // namespace

// Whether the attempt may have arrived. The application's are tried again while the platform remembers them (30 minutes), and are shown anew by one
// that comes after that: they are unsure as well, however they end.
bool nobody_knows(const Delivery& delivery) {
  bool no_word = delivery.why == "no_answer" || delivery.why == "too_large" || delivery.why == "unreadable" || (delivery.why.starts_with("status_5") && delivery.why != "status_503");
  return delivery.outcome == DeliveryOutcome::ambiguous || (delivery.outcome == DeliveryOutcome::retry_after && no_word);
}

// Notes the words of each attempt on their way to WeCom.
class Street::Recorder final : public Adapter {
 public:
  Recorder(Adapter& to, Street& street, Planted planted) : to_(to), street_(street), planted_(planted) {}
  const Capabilities& capabilities() const override { return to_.capabilities(); }
  linli::Way way(const Destination& to) const override { return to_.way(to); }
  std::uint32_t cost(const Outgoing& words) const override { return to_.cost(words); }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    street_.texts_[words.key] = words.text;
    done = [this, key = words.key, done = std::move(done)](Delivery delivery) {
      street_.unsure_[key] += nobody_knows(delivery);
      spoil(key, delivery);
      done(std::move(delivery));
    };
    bool here = words.platform_chat == "group00" && street_.count_ > 0;   // not yet the answers to what members wrote
    if (planted_ == Planted::overtaken && here && !held_) {
      held_.emplace(std::move(words));
      return done({DeliveryOutcome::sent, "planted", {}, {}});
    }
    if (planted_ == Planted::overtaken && here && std::exchange(planted_, Planted::nothing) == Planted::overtaken)
      return to_.deliver(std::move(words), [this, done = std::move(done)](Delivery first) {
        to_.deliver(std::move(*held_), [done, first](const Delivery&) { done(first); });
      });
    if (planted_ == Planted::said_twice && here) {
      planted_ = Planted::nothing;
      auto again = words;
      return to_.deliver(std::move(words), [this, again, done = std::move(done)](const Delivery&) { to_.deliver(again, done); });
    }
    to_.deliver(std::move(words), std::move(done));
  }

 private:
  void spoil(const std::string& key, Delivery& delivery) {
    using enum DeliveryOutcome;
    bool another_way = delivery.outcome == retry_after && delivery.after && delivery.after->count() == 0;
    if (planted_ == Planted::next_way_hidden && another_way) delivery.outcome = conversation_gone;
    if (planted_ == Planted::not_told && (delivery.outcome == conversation_gone || delivery.outcome == recipient_gone)) {
      Event event;
      event.dedupe = key.substr(0, key.rfind(':')), event.sent = street_.app_->clock().now(), event.body = DeliveryIn{};
      street_.app_->pipeline().submit(std::move(event), [](auto&&) {});
    }
    if (planted_ != Planted::reason_lost || street_.count_ == 0) return;
    planted_ = Planted::nothing;
    SayId id{std::stoll(key.substr(key.find(':') + 1))};
    (void)given::write(street_.app_->store(), [&](Writes& w) { w.ended(id, Ending::failed, "", street_.app_->clock().now()); });
  }

  Adapter& to_;
  Street& street_;
  Planted planted_;
  std::optional<Outgoing> held_;
};

// Counts what comes from WeCom on its way into the store, and the store's answers.
class Street::Counter final : public EventSink {
 public:
  Counter(EventSink& to, std::set<std::string>& read, std::size_t& answered, Planted planted)
      : to_(to), read_(read), answered_(answered), planted_(planted) {}
  void submit(Event event, std::function<void(std::expected<Taken, Refusal>)> done) override {
    read_.insert(event.dedupe);
    if (planted_ == Planted::heard_lost) return planted_ = Planted::nothing, done(Taken{});
    to_.submit(std::move(event), [this, done = std::move(done)](std::expected<Taken, Refusal> taken) { ++answered_, done(std::move(taken)); });
  }

 private:
  EventSink& to_;
  std::set<std::string>& read_;
  std::size_t& answered_;
  Planted planted_;
};

std::string Street::group(int n) const { return "group" + two_digits(n); }
std::string Street::landlord(int n) const { return "landlord" + two_digits(n); }

std::vector<std::string> Street::chats() const {
  std::vector<std::string> out;
  for (int n = 0; n < groups; ++n) out.push_back(group(n));
  for (int n = groups; n < groups + persons; ++n) out.push_back(landlord(n));
  return out;
}

Street::Street(Instant begin, Planted planted) : time(begin), begin_(begin), log_(no_log()) {
  // In memory where there is such a place: thousands of commits, and the disk is not what is tried here.
  auto pattern = ((fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) / "linli-faults-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
  folder_ = pattern;
  ws::World world;
  world.corp = "wwFAULTS00000001", world.secret = "faults-application", world.agent = 1000002;
  world.bot = "aibFAULTS01", world.bot_secret = "faults-bot", world.bot_name = "小邻";
  wecom::Options options;
  options.bot_names = {"小邻"};
  options.application = wecom::Application{world.corp, world.agent, secret(world.secret), {}};
  options.bot = wecom::Bot{world.bot, secret(world.bot_secret), {}, {}};
  ImportSet rows;
  rows.areas = {{"street", "", "street", "", "Street", 1}, {"committee", "street", "committee", "", "Committee", 2}};
  for (int n = 0; n < groups + persons; ++n) {
    auto who = landlord(n), area = "area" + two_digits(n);
    rows.areas.push_back({area, "committee", "group", "village", "Group " + two_digits(n), n + 3});
    rows.people.push_back({who, "房东" + two_digits(n), "", "zh", n + 1});
    rows.roles.push_back({who, "landlord", area, n + 1});
    rows.accounts.push_back({who, "wecom", who, n + 1});
    world.members.push_back({who, who, true});
    if (n >= groups) continue;
    auto chat = "wrkFAULTS" + two_digits(n), key = "00000000-0000-4000-8000-0000000000" + two_digits(n);
    world.groups.push_back({group(n), chat, key, {who}, true});
    options.groups.push_back({group(n), chat, secret(key)});
    rows.chats.push_back({"wecom", group(n), area, "landlords", group(n), n + 1});
  }
  auto staff = [&](const std::string& who, const std::string& role, const std::string& area, bool visible) {
    rows.people.push_back({who, who, "", "zh", 1});
    rows.roles.push_back({who, role, area, 1});
    rows.accounts.push_back({who, "wecom", who, 1});
    world.members.push_back({who, who, visible});
  };
  for (int n = groups; n < groups + persons; ++n) {   // each of them lets a dwelling: their cases belong to its area
    rows.places.push_back({"place" + two_digits(n), "area" + two_digits(n), "dwelling", two_digits(n) + "号", n + 1});
    rows.tenancies.push_back({"place" + two_digits(n), landlord(n), "", {}, {}, n + 1});
  }
  staff("leader", "group leader", "area12", false);
  staff("worker", "committee worker", "committee", false);
  staff("supervisor", "supervisor", "street", true);
  world.groups.push_back({"supervisors", "wrkFAULTSsupervisors", "", {"supervisor"}, false});
  options.groups.push_back({"supervisors", "wrkFAULTSsupervisors", nullptr});
  rows.chats.push_back({"wecom", "supervisors", "street", "supervisors", "supervisors", 1});
  if (planted == Planted::webhook_off)
    for (auto& group : options.groups) group.webhook.reset();
  wecom = std::make_unique<ws::Standin>(time, time, world, ws::Manners{.kept = 5'000});

  auto built = App::build(house::setup(), given::options_in(folder_), {time, time, *log_, [] { return 0.5; }});
  if (!built) throw std::runtime_error(built.error());
  app_ = std::move(*built);
  app_->set_clock(begin);
  account_ = app_->account("wecom");
  if (!app_->import(rows)) throw std::runtime_error("the street was not imported");
  notices_ = std::make_unique<AccountNotices>(account_, time, *log_);
  auto rules = shipped_rules();
  events_ = event_door(app_->pipeline(), app_->store().mark(), rules.answer_repeats);
  counter_ = std::make_unique<Counter>(*events_, read_, answered_, planted);
  replies_ = passive_replies({app_->store(), time, app_->clock(), app_->words(), app_->dispatcher(), *log_});
  aliases_ = aliases(app_->store(), time, *log_);
  platform_ = std::make_unique<wecom::Wecom>(House{account_, time, time, *counter_, *replies_, *aliases_, *notices_, wecom->calls(), wecom->links(),
      [] { return 0.5; }, [n = 0](std::size_t count) mutable {
        std::string out(count, '\0');
        for (auto& c : out) c = char('a' + n++ % 26);
        return out;
      }}, std::move(options));
  recorder_ = std::make_unique<Recorder>(*platform_, *this, planted);
  app_->connect(account_, *recorder_, rules);
  app_->start(false);
  platform_->start();
  settle();

  app_->look([&](Reads& reads) {
    auto views = reads.chats(account_);
    for (auto& name : chats()) {
      auto it = std::ranges::find(views, name, &ChatView::platform_chat);
      if (it != views.end()) audiences_.emplace_back(ToChat{it->id});
      else audiences_.emplace_back(ToPerson{reads.person_of(account_, name).value()});
    }
    return 0;
  });
}

Street::~Street() {
  bool stopped = false;
  platform_->stop([&] { stopped = true; });
  time.run_while([&] { return !stopped; });
  stopped = false;
  app_->stop([&] { stopped = true; });
  time.run_while([&] { return !stopped; });
  app_->close();
  time.drain();
  platform_.reset();
  app_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Street::plan(SayClass cls, std::optional<std::chrono::hours> not_after) {
  int number = count_++;
  auto now = app_->clock().now();
  Say say;
  say.parts.push_back({Act::say, "group.follow_up", {{"at", begin_ + std::chrono::days(40) + std::chrono::minutes(number)}}});
  say.cls = cls, say.why = "why.asked";
  if (not_after) say.not_after = now + *not_after;
  Event event;
  event.account = account_, event.dedupe = "plan:" + std::to_string(number), event.direct = true;
  event.platform_chat = "d:" + landlord(0), event.actor = landlord(0), event.sent = event.received = now;
  event.body = MessageIn{"x", false};
  auto done = given::run(app_->store(), given::unit(std::move(event), {}, [&](const Records&, const Reading&, const Event&, Instant) {
    Decision decision;
    for (auto& to : audiences_) decision.says.push_back(say), decision.says.back().to = to;
    return decision;
  }, now));
  if (!done) throw std::runtime_error("nothing was planned");
  planned_[done->event.value] = {number, cls};
}

// Everything that can happen at this moment happens. What waits for the clock is left waiting: nothing moves over three rounds through the
// store's threads.
void Street::settle() {
  app_->dispatcher().wake();
  auto progress = [&] { return std::tuple(answered_, wecom->called().size(), wecom->core().book.revision(), texts_.size(), app_->dispatcher().under_way(), app_->pipeline().in_hand()); };
  for (int still = 0; still < 3;) {
    auto before = progress();
    time.drain();
    (void)given::write(app_->store(), [](Writes&) {});
    app_->look([](Reads&) { return 0; });
    time.drain();
    bool rests = app_->dispatcher().resting() && app_->pipeline().in_hand() == 0;
    still = progress() == before ? still + 1 : 0;
    if (rests && still > 1) break;
  }
}

void Street::pass(std::chrono::seconds by, std::chrono::seconds step) {
  for (std::chrono::seconds passed{0}; passed < by; passed += step) {
    time.advance(step);
    settle();
  }
}

bool Street::resting() {
  return app_->look([&](Reads& reads) { return reads.ready_says(Instant::max(), Instant::max(), 1).empty(); });
}

std::vector<Ended> Street::ended() {
  std::vector<Ended> out;
  SQLite::Database data(folder_ / "linli.db", SQLite::OPEN_READONLY);
  SQLite::Statement rows(data, "SELECT event_id, id, state, ended, end_why FROM says ORDER BY id");
  std::map<std::int64_t, std::size_t> places;      // of an event: which chat is next, in the order of chats()
  while (rows.executeStep()) {
    auto it = planned_.find(rows.getColumn(0).getInt64());
    if (it == planned_.end()) continue;
    auto chat = places[it->first]++;
    auto key = "say:" + std::to_string(rows.getColumn(1).getInt64()) + ":" + app_->store().mark();
    auto text = texts_.find(key);
    Ended one{chats()[chat], it->second.number, it->second.cls, text == texts_.end() ? "" : text->second, {}, {}, 0};
    if (auto unsure = unsure_.find(key); unsure != unsure_.end()) one.unsure = unsure->second;
    if (rows.getColumn(2).getInt() == 2) one.ending = name_of(Ending(rows.getColumn(3).getInt()));
    if (!rows.getColumn(4).isNull()) one.why = rows.getColumn(4).getString();
    out.push_back(std::move(one));
  }
  return out;
}

std::map<std::string, int> Street::tally() {
  std::map<std::string, int> out;
  SQLite::Database data(folder_ / "linli.db", SQLite::OPEN_READONLY);
  SQLite::Statement rows(data, "SELECT state, ended, coalesce(end_why, ''), count(*) FROM says GROUP BY 1, 2, 3");
  while (rows.executeStep()) {
    auto name = rows.getColumn(0).getInt() == 2 ? std::string(name_of(Ending(rows.getColumn(1).getInt()))) : "not ended";
    auto why = rows.getColumn(2).getString();
    out[why.empty() ? name : name + " " + why] += rows.getColumn(3).getInt();
  }
  return out;
}

int Street::heard() const {
  SQLite::Database data(folder_ / "linli.db", SQLite::OPEN_READONLY);
  return data.execAndGet("SELECT count(*) FROM inbox WHERE dedupe LIKE 'bot:%' OR dedupe LIKE 'app:%'").getInt();
}

std::map<std::pair<std::string, std::string>, Street::Shown> Street::shown() const {
  std::map<std::string, std::string> names;
  for (auto& chat : chats())
    for (auto& name : {chat, ws::with_bot(chat), ws::with_application(chat)}) names[name] = chat;
  std::map<std::pair<std::string, std::string>, Shown> out;
  for (auto& seen : wecom->seen()) {
    auto chat = names.find(seen.chat);
    if (chat == names.end() || seen.by == ws::By::member) continue;
    auto& one = out[{chat->second, seen.look.text}];
    if (!one.times++) one.first = seen.number, one.by = seen.by;
  }
  return out;
}

}  // namespace faults_test
