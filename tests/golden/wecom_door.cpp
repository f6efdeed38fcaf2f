// WeCom: the account as config/ has it, connected to the stand-in. Groups and the bot's single chat come in by its callback or its long
// connection; where the bot has only a callback, the direct chat is the application's.
#include <algorithm>
#include <map>
#include <set>
#include <fstream>
#include <stdexcept>

#include "service/platform/connected.hpp"
#include "service/rehearse/scene.hpp"
#include "storage/reads.hpp"
#include "tests/golden/doors.hpp"
#include "tests/standins/wecom/standin.hpp"

namespace linli::golden_doors {
namespace {

namespace ws = wecom_standin;
namespace fs = std::filesystem;

constexpr const char* other_group = "g:supervisors";
constexpr std::string_view token = "GoldenToken1", key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

ws::World world_for(Way way) {
  ws::World world;
  world.corp = "wwGOLDEN00000001";
  world.secret = "golden-application-secret";
  world.agent = 1000002;
  world.bot = "aibGOLDEN01";
  world.bot_secret = "golden-bot-secret";
  world.bot_name = "小邻";
  world.application = {"https://linli.invalid/wecom/app", std::string(token), std::string(key)};
  if (way == Way::callback) world.bot_door = {"https://linli.invalid/wecom/bot", std::string(token), std::string(key)};
  world.groups = {{rehearse::group_chat, "wrkGOLDEN01", "0b0b0b0b-0000-4000-8000-00000000c001", {}, true},
                  {other_group, "wrkGOLDEN02", "0b0b0b0b-0000-4000-8000-00000000c002", {}, true}};
  return world;
}

// The platform and its adapter live in the time of the conversation.
class TimeOfTheFile final : public IoClock {
 public:
  explicit TimeOfTheFile(App*& app) : app_(app) {}
  Instant wall() const override { return app_ ? app_->clock().now() : last_; }
  std::chrono::microseconds steady() const override { return wall().time_since_epoch(); }
  void keep() { last_ = wall(); }

 private:
  App*& app_;
  Instant last_{};
};

class WecomDoor final : public rehearse::Door {
 public:
  WecomDoor(Way way, std::shared_ptr<Witness> witness) : way_(way), witness_(std::move(witness)) {
    auto pattern = (fs::temp_directory_path() / "linli-golden-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
    folder_ = pattern;
    fs::copy(fs::path(LINLI_SOURCE_DIR) / "config" / "platforms", folder_ / "platforms", fs::copy_options::recursive);
    write_secrets();
  }
  ~WecomDoor() override {
    look_around();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void open(App& app, AccountId account, Pretended& time, Log& log) override {
    app_ = &app;
    time_ = &time;
    if (!standin_) {
      clock_ = std::make_unique<TimeOfTheFile>(app_);
      standin_ = std::make_unique<ws::Standin>(time, *clock_, world_for(way_));
      for (auto& view : app.look([&](Reads& reads) { return reads.people(account); }))
        for (auto& [bound_to, actor] : view.bindings)
          if (bound_to == account) join(actor);
    }
    auto plan = read_account(folder_ / "accounts" / "wecom.toml", settings(), folders());
    if (!plan) throw std::runtime_error(describe(plan.error().front()));
    plan->name = rehearse::account_name;             // that of the file's people
    Outside outside;
    outside.caller = [this](http::Allowed) { return std::make_unique<Borrowed>(standin_->calls()); };
    outside.links = [this](http::Allowed) { return std::make_unique<BorrowedLinks>(standin_->links()); };
    outside.chance = [] { return 0.5; };
    outside.random = [n = 0](std::size_t count) mutable {
      std::string out(count, '\0');
      for (auto& c : out) c = char('a' + n++ % 26);
      return out;
    };
    connected_ = std::make_unique<Connected>(Connected::Parts{app, time, *clock_, log}, std::move(*plan), outside);
    standin_->post_with(connected_->platform().routes());
    app.pipeline().on_taken([this](const Event& event, const std::expected<Outcome, Refused>& result) { taken(event, result.has_value()); });
    connected_->platform().start();
    time.drain();
    time.advance(std::chrono::milliseconds(1));
    time.drain();
  }

  void close() override {
    bool stopped = false;
    connected_->platform().stop([&] { stopped = true; });
    time_->run_while([&] { return !stopped; });
  }
  void let_go() override {
    connected_.reset();
    clock_->keep();
    app_ = nullptr;
  }

  void send(Event event, std::function<void(std::optional<std::string>)> done) override {
    join(event.actor);
    look_around();
    if (std::holds_alternative<HelloIn>(event.body)) {
      waits_ = {"", std::move(done)};
      if (standin_->open_chat(event.actor) == 0) std::exchange(waits_.done, nullptr)({});   // the platform tells of the first visit of a day
      return;
    }
    ws::Words words;
    words.as = event.actor;
    words.group = event.direct ? "" : event.platform_chat;
    words.to = event.direct && way_ == Way::callback ? ws::To::application : ws::To::bot;
    words.msgid = number_of(event.dedupe);
    if (auto* message = std::get_if<MessageIn>(&event.body)) {
      words.text = message->text;
      words.type = message->spoken ? "voice" : "text";
      if (message->spoken) words.to = ws::To::bot;
    } else if (auto* media = std::get_if<MediaIn>(&event.body)) {
      words.bytes = media->bytes;
      words.type = media->kind == MediaKind::picture ? "image" : media->kind == MediaKind::video ? "video" : media->kind == MediaKind::file ? "file" : "voice";
      if (media->kind == MediaKind::voice) words.to = ws::To::application;   // the bot's voices come with words
    }
    waits_ = {(words.to == ws::To::application ? "app:" : "bot:") + words.msgid, std::move(done)};
    standin_->say(words);
  }

 private:
  struct Borrowed final : http::Caller {
    explicit Borrowed(http::Caller& real) : real_(real) {}
    void call(http::Call call, std::function<void(std::expected<http::Response, http::CallFailed>)> done) override { real_.call(std::move(call), std::move(done)); }
    http::Caller& real_;
  };
  struct BorrowedLinks final : http::Links {
    explicit BorrowedLinks(http::Links& real) : real_(real) {}
    std::unique_ptr<http::Link> open(const std::string& url, http::LinkEvents& events, http::LinkLimits limits) override { return real_.open(url, events, limits); }
    http::Links& real_;
  };
  struct Waits {
    std::string dedupe;                // empty: whatever comes next
    std::function<void(std::optional<std::string>)> done;
  };

  void join(const std::string& actor) {
    auto& world = standin_->core().world;
    if (world.member(actor)) return;
    world.members.push_back({actor, actor, true});
    for (auto& group : world.groups) group.members.push_back(actor);
  }

  // Cards change: what they showed before counts too.
  void look_around() {
    if (!standin_) return;
    for (auto& one : standin_->seen())
      if (one.from.empty() && looks_.insert(one.look.text).second) witness_->seen.push_back(one.look.text);
  }

  // Message ids of the platform are its own: digits.
  std::string number_of(const std::string& dedupe) {
    auto [found, fresh] = numbers_.try_emplace(dedupe, std::to_string(7'300'000'000'000 + std::int64_t(numbers_.size())));
    return found->second;
  }

  void taken(const Event& event, bool fine) {
    if (!waits_.done || (!waits_.dedupe.empty() && event.dedupe != waits_.dedupe)) return;
    auto done = std::exchange(waits_.done, nullptr);
    time_->post([done, fine] { done(fine ? std::nullopt : std::optional<std::string>("the service refused it")); });
  }

  AccountFolders folders() const { return {folder_ / "accounts", folder_ / "platforms", {folder_, {}}}; }

  void write_secrets() const {
    auto put = [&](const char* name, std::string_view text) {
      auto file = folder_ / name;
      std::ofstream(file) << text << "\n";
      fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    };
    auto world = world_for(way_);
    put("application", world.secret);
    put("bot", world.bot_secret);
    put("token", token);
    put("key", key);
    put("group-1", world.groups[0].webhook);
    put("group-2", world.groups[1].webhook);
  }

  std::string settings() const {
    std::string out = "platform = \"wecom\"\nbot_names = [\"小邻\"]\nmedia_hosts = [\"files.wecom-standin.invalid\"]\n";
    out += way_ == Way::callback ? "direct = \"application\"\n" : "direct = \"bot\"\n";
    out += "[application]\ncorp = \"wwGOLDEN00000001\"\nagent = 1000002\nsecret = \"file:application\"\n";
    out += "[application.callback]\npath = \"/wecom/app\"\ntoken = \"file:token\"\nkey = \"file:key\"\n";
    out += "[bot]\nid = \"aibGOLDEN01\"\n";
    if (way_ == Way::callback) out += "[bot.callback]\npath = \"/wecom/bot\"\ntoken = \"file:token\"\nkey = \"file:key\"\n";
    else out += "secret = \"file:bot\"\n";
    out += "[[group]]\nname = \"" + std::string(rehearse::group_chat) + "\"\nchat = \"wrkGOLDEN01\"\nwebhook = \"file:group-1\"\n";
    out += "[[group]]\nname = \"" + std::string(other_group) + "\"\nchat = \"wrkGOLDEN02\"\nwebhook = \"file:group-2\"\n";
    return out;
  }

  Way way_;
  std::shared_ptr<Witness> witness_;
  fs::path folder_;
  App* app_{};
  Pretended* time_{};
  std::unique_ptr<TimeOfTheFile> clock_;
  std::unique_ptr<ws::Standin> standin_;
  std::unique_ptr<Connected> connected_;
  std::map<std::string, std::string> numbers_;
  std::set<std::string> looks_;
  Waits waits_;
};

}  // namespace

std::unique_ptr<rehearse::Door> wecom_door(Way way, std::shared_ptr<Witness> witness) { return std::make_unique<WecomDoor>(way, std::move(witness)); }

}  // namespace linli::golden_doors
