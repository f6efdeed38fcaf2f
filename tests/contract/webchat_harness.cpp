// The built-in chat room: pages come in with a one-time code, words stand in its history.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "tests/adapters/fake_house.hpp"
#include "tests/contract/harness.hpp"

namespace linli::contract {
namespace at_webchat {

namespace wc = linli::webchat;
using adapters_test::FakeHouse;
using Json = nlohmann::json;
using enum DeliveryOutcome;

constexpr const char *group = "g:1", *writer = "p:wang", *origin = "https://room.invalid";

// A history that may be slow; whoever waits is told when the store stops.
class Slow final : public wc::History {
 public:
  explicit Slow(FakeHouse& house) : house_(house) {}
  void append(wc::Line line, std::function<void(std::expected<std::int64_t, Refusal>)> done) override {
    if (std::exchange(hold, false)) return held_.push_back(std::move(done));
    house_.append(std::move(line), std::move(done));
  }
  void change(std::string id, std::string body, std::function<void(std::expected<std::int64_t, Refusal>)> done) override { house_.change(std::move(id), std::move(body), std::move(done)); }
  std::int64_t last() const override { return house_.last(); }
  void find(std::string id, std::function<void(std::optional<wc::Line>)> done) override { house_.find(std::move(id), std::move(done)); }
  void after(std::int64_t n, std::vector<std::string> chats, std::size_t limit, std::function<void(std::vector<wc::Line>)> done) override {
    house_.after(n, std::move(chats), limit, std::move(done));
  }
  void stop() {
    for (auto& done : std::exchange(held_, {})) done(std::unexpected(Refusal::busy));
  }
  bool hold{};

 private:
  FakeHouse& house_;
  std::vector<std::function<void(std::expected<std::int64_t, Refusal>)>> held_;
};

// One page of a person, which says one thing.
struct Visit final : http::Socket {
  void send(std::string text) override { frames.push_back(std::move(text)); }
  void close(std::uint16_t code, std::string_view) override { closed = code; }
  std::size_t waiting() const override { return 0; }
  std::optional<Answer> answer() const {
    if (refused) return Answer{Answer::How::refused, *refused};
    for (auto& frame : frames) {
      auto json = Json::parse(frame);
      if (json["type"] == "error") return Answer{Answer::How::refused, frame};
      if (json["type"] != "recorded") continue;
      if (json["ok"] == true) return Answer{Answer::How::taken, frame};
      return Answer{json["error"] == "failed" ? Answer::How::refused : Answer::How::again, frame};
    }
    return {};
  }
  std::unique_ptr<http::SocketEvents> events;
  std::vector<std::string> frames;
  std::uint16_t closed{};
  std::optional<std::string> refused;
};

class WebchatHarness final : public Harness {
 public:
  WebchatHarness() : slow_(house_) {
    for (auto& [id, view] : house_.views) view.me.name = "金丝雀";
    wc::Options options{.demo = false, .account = AccountId{1}, .origins = {origin}, .bot_names = {"小邻"}, .zone = &zone_, .limits = {}};
    options.limits.codes_per_minute = 1'000;
    options.limits.sockets_per_person = 1'000;
    chat_ = std::make_unique<wc::WebChat>(scene_.time, options, wc::Ports{scene_.sink, house_, slow_, house_, house_, &house_});
    routes_ = chat_->routes();
  }
  ~WebchatHarness() override {
    stop();
    for (auto& visit : visits_)
      if (visit->events) visit->events->closed();
  }

  Scene& scene() override { return scene_; }
  std::string lacks(Feature feature) const override {
    switch (feature) {
      case Feature::clock_window: return "a one-time code is ended by its keeper; the room only asks";
      case Feature::unknown_events: return "its only sender is our own page: a frame nobody knows is an error of it, and closes it";
      case Feature::own_answer: return "a page is answered that it was recorded, and hears words as everybody does";
      case Feature::silence: return "its history is in this process: it answers, or is stopped";
      case Feature::splitting: return "a line of the room takes whatever the bot says";
      case Feature::partial_success: return "a line stands in the history or does not";
      case Feature::few_buttons: return "a line takes as many buttons as there are";
      case Feature::signatures:
      case Feature::acknowledgement:
      case Feature::mention_in:
      case Feature::mention_out: return "";
    }
    return {};
  }
  std::string lacks(DeliveryOutcome outcome) const override {
    switch (outcome) {
      case sent: case retry_after: case drop_message: return "";
      case refresh_credential: return "words need no credential: the room is in this process";
      case conversation_gone: case recipient_gone: return "a line of the history needs nobody who reads it";
      case configuration_error: return "nothing is configured that could be wrong for one message";
      case ambiguous: return "the history takes a known key once: a repetition is seen once";
    }
    return {};
  }
  std::size_t part_bytes() const override { return 12'000; }
  std::size_t buttons_most() const override { return 100; }
  std::vector<std::string> canaries() const override { return {"canary", "金丝雀"}; }
  std::string member() const override { return writer; }

  std::size_t say(const Said& said) override {
    visits_.push_back(std::make_unique<Visit>());
    auto& visit = *visits_.back();
    if (said.signature == Signature::right) {
      code_ = "code-canary-" + std::to_string(visits_.size());
      house_.codes[code_] = "secret-canary-" + std::to_string(visits_.size());
      house_.sessions[house_.codes[code_]] = writer;
    }
    auto code = said.signature == Signature::wrong ? "code-guessed" : code_;
    http::Request asked{.method = "POST", .path = "/chat/session", .query = {}, .headers = {{"Origin", origin}, {"Content-Type", "application/json"}},
        .body = said.signature == Signature::missing ? "{}" : Json{{"code", code}}.dump(), .from = "192.0.2.1"};
    route("/chat/session", "POST").handler(asked, [this, &visit, said](const http::Response& response) {
      auto* cookie = http::find(response.headers, "Set-Cookie");
      if (response.status != 200 || !cookie) return void(visit.refused = std::to_string(response.status) + "\n" + response.body);
      come_in(visit, cookie->substr(0, cookie->find(';')), said);
    });
    return visits_.size() - 1;
  }
  void ask(const std::string& text, bool) override { say({.id = "20000001", .text = text}); }
  std::size_t unknown_event() override { return 0; }
  std::optional<Answer> answer(std::size_t number) override { return visits_.at(number)->answer(); }

  Outgoing words(std::string text) override {
    Outgoing words;
    words.key = "say:" + std::to_string(++numbers_);
    words.platform_chat = group;
    words.text = std::move(text);
    return words;
  }
  Outgoing arrange(DeliveryOutcome outcome) override {
    house_.refuse_append = outcome == sent ? std::nullopt : std::optional(outcome == drop_message ? Refusal::failed : Refusal::busy);
    return words("请看");
  }
  Outgoing arrange_partial(std::string text) override { return words(std::move(text)); }
  Outgoing arrange_silence() override {
    slow_.hold = true;
    return words("请看");
  }
  std::uint32_t cost(const Outgoing& words) override { return chat_->cost(words); }
  void deliver(Outgoing words, std::function<void(Delivery)> done) override {
    words.way = chat_->way({words.platform_chat, words.actor, words.cause, words.replaces.has_value()});
    chat_->deliver(std::move(words), std::move(done));
  }
  std::vector<Seen> seen() override {
    std::vector<Seen> all;
    for (auto& line : house_.lines) {
      auto json = Json::parse(line.body);
      if (json["from"] != "bot") continue;
      Seen seen{.text = json["text"], .buttons = {}, .mentions = json.value("mention", std::vector<std::string>{}), .cut = false};
      for (auto& button : json.value("buttons", Json::array())) seen.buttons.push_back(button["label"]);
      all.push_back(std::move(seen));
    }
    return all;
  }
  void stop() override { slow_.stop(); }
  bool stopped() override { return true; }                     // it has nothing of its own that ends

 private:
  const http::Route& route(std::string_view path, std::string_view method) const {
    return *std::ranges::find_if(routes_, [&](auto& route) { return route.path == path && route.method == method; });
  }
  void come_in(Visit& visit, const std::string& cookie, const Said& said) {
    http::Request asked{.method = "GET", .path = "/chat/ws", .query = {}, .headers = {{"Origin", origin}, {"Cookie", cookie}}, .body = {}, .from = "192.0.2.1"};
    route("/chat/ws", "GET").upgrade(asked, [&visit, said](http::Admission admission) {
      if (auto* response = std::get_if<http::Response>(&admission)) return void(visit.refused = std::to_string(response->status) + "\n" + response->body);
      visit.events = std::move(std::get<std::unique_ptr<http::SocketEvents>>(admission));
      visit.events->opened(visit);
      visit.events->text(R"({"type":"hello","last":0})");
      Json say{{"type", "say"}, {"id", said.id}, {"chat", group}, {"text", (said.mention ? "@小邻 " : "") + said.text}};
      if (said.unknown_fields) say["brand_new"] = "x", say["and_another"] = 7;
      visit.events->text(say.dump());
    });
  }

  Scene scene_;
  FakeHouse house_;
  Slow slow_;
  Zone zone_{"Asia/Shanghai", {{Instant(), std::chrono::hours(8)}}};
  std::unique_ptr<wc::WebChat> chat_;
  http::Routes routes_;
  std::string code_;
  std::vector<std::unique_ptr<Visit>> visits_;
  int numbers_{};
};

}  // namespace at_webchat

std::unique_ptr<Harness> webchat() { return std::make_unique<at_webchat::WebchatHarness>(); }

}  // namespace linli::contract
