#include "service/commands/running.hpp"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "service/control/control.hpp"
#include "service/log/json_log.hpp"
#include "service/platform/outside.hpp"
#include "service/room/asking.hpp"
#include "storage/writes.hpp"

namespace linli {
namespace {

constexpr std::chrono::milliseconds drain{20'000};
constexpr std::chrono::seconds silence_most{90};     // the scheduler looks every 30 s; longer means that something stands still
constexpr std::chrono::milliseconds checking_most{120'000};   // `linli adapter check` tries one thing after the other
constexpr std::size_t failures_most = 5;             // escaped errors a minute

// Opened names and phones must not reach a core file or another process of the same user.
void keep_memory_closed() {
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// Not a reason to be taken out of service: everything else goes on.
std::string alarms(const Connections& connections) {
  std::string out;
  for (auto& one : connections)
    for (auto& alarm : one->alarms()) out += "alarm " + one->name() + " " + alarm.what + " " + alarm.why + "\n";
  return out;
}

Exit say(Exit exit, const std::string& what) {
  std::fprintf(stderr, "linli: %s\n", what.c_str());
  return exit;
}

}  // namespace

Running::Running(RunningOptions options) : options_(std::move(options)), log_(json_log()) {}

Exit Running::run(RunningOptions options) {
  keep_memory_closed();
  if (sodium_init() < 0) return say(Exit::wrong, "libsodium cannot be used on this machine");
  Running running(std::move(options));
  if (auto over = running.begin()) return *over;
  bool gave_up = false;
  running.network_.run([&](const std::exception&) {
    running.log_->error("error_escaped");
    auto now = running.io_.wall();
    std::erase_if(running.failures_, [&](Instant at) { return now - at > std::chrono::minutes(1); });
    running.failures_.push_back(now);
    if (running.failures_.size() <= failures_most) return;
    gave_up = true;                                  // doubtful state is thrown away and read again from the store
    running.network_.stop();
  });
  running.app_->close();
  running.log_->info("stopped");
  return gave_up ? Exit::stopped_hard : Exit::fine;
}

std::optional<Exit> Running::begin() {
  std::error_code failed;
  auto folder = options_.store.data.parent_path();
  for (auto& made : {folder, options_.store.keys.parent_path()}) {
    std::filesystem::create_directories(made, failed);
    if (!failed) std::filesystem::permissions(made, std::filesystem::perms::owner_all, failed);
    if (failed) return say(Exit::no_store, "the data folder cannot be made: " + made.string() + ": " + failed.message());
  }
  if (auto fit = http::check_listener(options_.listener); !fit) return say(Exit::wrong, fit.error());
  if (options_.second_reader) options_.setup = second_reader::told(std::move(options_.setup));
  auto app = App::build(options_.setup, options_.store, {network_, io_, *log_, real_chance()});
  if (!app) return say(Exit::no_store, app.error());
  app_ = std::move(*app);
  app_->set_clock(options_.begin);
  if (options_.second_reader) {
    auto outside = http::make_caller(network_, second_reader::allowed(*options_.second_reader));
    app_->read_again_with(std::make_unique<second_reader::Endpoint>(
        second_reader::Endpoint::Parts{app_->store(), network_, io_, *log_, app_->knowledge().reader, app_->knowledge().zone, std::move(outside)}, *options_.second_reader));
  }
  if (options_.furnish)
    if (auto wrong = options_.furnish(*app_)) return say(Exit::wrong, *wrong);
  if (app_->empty())
    return say(Exit::wrong, "nobody lives in " + folder.string() + " yet; bring a street in first: linli import FOLDER (docs/import.md)");
  room_ = std::make_unique<room::Room>(network_, io_, *app_, options_.platform, options_.room);
  connections_ = connect({*app_, network_, io_, *log_}, std::move(options_.accounts), real_outside(network_));
  auto mounted = routes();
  if (!mounted) return say(Exit::wrong, mounted.error());
  http::Options options;
  options.busy = [this] { return stopping_; };
  options.log = [this](std::string_view what, std::string_view why) { log_->info(what, {{"why", why}}); };
  server_ = std::make_unique<http::Server>(network_, std::move(*mounted), options);
  auto port = server_->listen(options_.listener);
  if (!port) return say(Exit::no_door, port.error());
  auto address = options_.address;
  if (auto at = address.find("{port}"); at != std::string::npos) address.replace(at, 6, std::to_string(*port));
  auto control_options = options;
  control_options.limits.answer_time = checking_most;
  control_ = std::make_unique<http::Server>(network_, control::routes(*app_, network_, *room_, connections_, address), control_options);
  std::filesystem::remove(options_.control, failed);
  if (auto open = control_->listen(http::UnixSocket{options_.control}); !open) log_->warning("no_control_socket");
  else std::filesystem::permissions(options_.control, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
  network_.on_stop_signal([this] { ask_to_stop(); });
  app_->start(options_.begin.has_value());
  log_->info("started", {{"port", std::int64_t(*port)}});
  auto open = [this, address] {
    for (auto& one : connections_) one->platform().start();
    if (options_.started) options_.started(address);
  };
  if (options_.before_open) network_.post([this, open] { options_.before_open(*app_, *room_, open); });
  else open();
  return {};
}

std::expected<http::Routes, std::string> Running::routes() {
  auto out = room_->routes();
  if (!out) return out;
  for (auto& route : health_routes()) out->push_back(std::move(route));
  auto callbacks = routes_of(connections_, *out);
  if (!callbacks) return callbacks;
  for (auto& route : *callbacks) out->push_back(std::move(route));
  return out;
}

// Alive: the loop answers. Ready: the store takes writes, and the scheduler has looked lately.
http::Routes Running::health_routes() {
  http::Routes out;
  out.push_back({"GET", "/healthz", http::Match::exact, [](http::Request, http::Answer answer) { answer(http::text(200, "ok\n")); }, {}});
  out.push_back({"GET", "/readyz", http::Match::exact, [this](http::Request, http::Answer answer) {
    if (stopping_) return answer(http::text(503, "stopping\n"));
    if (io_.wall() - app_->scheduler().looked() > silence_most) return answer(http::text(503, "the scheduler stands still\n"));
    if (app_->scheduler().stuck() > 0) return answer(http::text(503, "something due was played in vain; see the log\n"));
    auto queued = app_->store().write([](Writes&) {}, [this, answer](std::expected<void, Refused> result) {
      network_.post([this, answer, fine = result.has_value()] {
        answer(fine ? http::text(200, "ready\n" + alarms(connections_)) : http::text(503, "the store takes no writes\n"));
      });
    });
    if (!queued) answer(http::text(503, "the store's queue is full\n"));
  }, {}});
  return out;
}

// First: finish what is held. Second: at once; what was not committed comes again.
void Running::ask_to_stop() {
  if (stopping_) std::_Exit(int(Exit::stopped_hard));
  stopping_ = true;
  log_->info("stopping");
  last_moment_ = network_.after(drain + std::chrono::milliseconds(2'000), [this] { network_.stop(); });
  control_->stop(std::chrono::milliseconds(100), [] {});
  // What is under way is settled first; a platform's links are closed last, since words may be on their way through them.
  server_->stop(drain, [this] { app_->stop([this] { stop_all(connections_, [this] { network_.stop(); }); }); });
}

}  // namespace linli
