#include "tests/contract/wecom_harness.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace linli::contract::at_wecom {
namespace {

using enum DeliveryOutcome;
using ws::Fault;
using std::chrono::milliseconds, std::chrono::seconds;

constexpr const char *group = "nanbang", *writer = "landlord68", *silent = "landlord61", *bot_path = "/wecom/bot", *application_path = "/wecom/app";
const std::string token = "TokenCanary1", key = "CanaryKeyCanaryKeyCanaryKeyCanaryKeyCanaryk", webhook = "0b0b0b0b-0000-4000-8000-0000canary01";

SecretPtr secret(const std::string& text) { return std::make_shared<const Secret>(text); }

ws::World world(WecomDoor door) {
  ws::World world;
  world.corp = "wwCONTRACT000001", world.secret = "application-canary", world.agent = 1000002;
  world.bot = "aibCONTRACT01", world.bot_secret = "bot-canary", world.bot_name = "小邻";
  world.application = {std::string("https://linli.invalid") + application_path, token, key};
  if (door == WecomDoor::callback) world.bot_door = {std::string("https://linli.invalid") + bot_path, token, key};
  world.groups = {{group, "wrkCONTRACT01", webhook, {writer, silent}, true}};
  world.members = {{writer, "金丝雀阿姨", true}, {silent, "金丝雀老师", true}};
  return world;
}

// Each door with the ways out that go with it, so that all of them are asked: the group's webhook, the application, the long connection.
wecom::Options options(WecomDoor door, const ws::World& world) {
  wecom::Options options;
  options.bot_names = {world.bot_name};
  options.application = wecom::Application{world.corp, world.agent, secret(world.secret), {}};
  if (door == WecomDoor::application) {
    options.application->callback = {application_path, secret(token), secret(key), world.corp};
    options.direct = wecom::Direct::application;
    return options;
  }
  options.bot = wecom::Bot{world.bot, nullptr, {}, {}};
  if (door == WecomDoor::link) options.bot->secret = secret(world.bot_secret);
  else options.bot->callback = {bot_path, secret(token), secret(key), ""};
  options.groups = {{group, world.groups[0].chat, door == WecomDoor::link ? nullptr : secret(webhook)}};
  return options;
}

}  // namespace

WecomHarness::WecomHarness(WecomDoor door) : door_(door), platform_(scene_.time, scene_.time, world(door)) {
  House house{.account = AccountId{1}, .loop = scene_.time, .io = scene_.time, .events = scene_.sink, .replies = scene_.replies, .aliases = scene_.aliases,
      .notices = scene_.notices, .caller = platform_.calls(), .links = platform_.links(), .chance = [] { return 0.5; },
      .random = [this](std::size_t count) { return std::string(count, char('a' + ++numbers_ % 26)); }};
  wecom_ = std::make_unique<wecom::Wecom>(house, options(door, platform_.core().world));
  doorstep_ = ws::make_doorstep(scene_.time, wecom_->routes());
  platform_.post_with(wecom_->routes());
  platform_.core().written_in.insert(group);
  wecom_->start();
  pass(seconds(2));
}
WecomHarness::~WecomHarness() {
  stop();
  pass(seconds(15));
}

// ---- what it has
std::string WecomHarness::lacks(Feature feature) const {
  bool link = door_ == WecomDoor::link, application = door_ == WecomDoor::application;
  switch (feature) {
    case Feature::signatures: return link ? "frames are not signed: the connection is ours, to a named host by TLS, and proves who we are" : "";
    case Feature::clock_window: return link ? "a frame has no time of its own" : "";
    case Feature::acknowledgement: return link ? "a frame is not acknowledged: the adapter keeps it and tries again itself" : "";
    case Feature::own_answer: return door_ == WecomDoor::callback ? "" : "its words go by the dispatcher: no request of it waits for them";
    case Feature::mention_in: return application ? "nobody mentions the bot in a chat of two" : "";
    case Feature::mention_out: return link ? "what the bot pushes knows no mention of a member [D-101463]" : application ? "nobody is mentioned in a chat of two" : "";
    case Feature::unknown_events:
    case Feature::silence:
    case Feature::splitting:
    case Feature::partial_success:
    case Feature::few_buttons: return "";
  }
  return {};
}
std::string WecomHarness::lacks(DeliveryOutcome outcome) const {
  if (door_ != WecomDoor::application) return {};
  if (outcome == conversation_gone) return "the application writes to members: they are gone, not their chat";
  if (outcome == ambiguous) return "an application message is repeated: the platform keeps the second one back [D-90236]";
  return {};
}
std::size_t WecomHarness::part_bytes() const { return door_ == WecomDoor::link ? 20'480 : 2'048; }
std::size_t WecomHarness::buttons_most() const { return door_ == WecomDoor::callback ? 0 : 6; }
std::string WecomHarness::member() const { return writer; }
std::vector<std::string> WecomHarness::canaries() const { return {"canary", "Canary", "金丝雀", "standin-access-token"}; }

// ---- in
std::size_t WecomHarness::say(const Said& said) {
  if (door_ == WecomDoor::link) return frame(ws::Gateway::About::message, nlohmann::json::parse(bot_json(said)));
  if (door_ == WecomDoor::callback) return post(bot_json(said), said.signature);
  return post(application_xml(ws::cdata("MsgType", "text") + ws::cdata("Content", said.text) + "<MsgId>" + said.id + "</MsgId>" +
      (said.unknown_fields ? "<BrandNew><Deep>x</Deep></BrandNew>" : "")), said.signature);
}

std::size_t WecomHarness::unknown_event() {
  nlohmann::json body{{"msgid", "10000099"}, {"aibotid", platform_.core().world.bot}, {"from", {{"userid", platform_.core().world.open_userid(writer)}}},
      {"msgtype", "event"}, {"event", {{"eventtype", "brand_new_event"}, {"brand_new_event", {{"x", 1}}}}}};
  if (door_ == WecomDoor::link) return frame(ws::Gateway::About::hello, std::move(body));
  if (door_ == WecomDoor::callback) return post(body.dump(), Signature::right);
  return post(application_xml(ws::cdata("MsgType", "event") + ws::cdata("Event", "brand_new_event") + ws::cdata("EventKey", "x")), Signature::right);
}

void WecomHarness::ask(const std::string& text, bool lost) {
  if (lost) platform_.plan({.on = "callback", .what = Fault::What::cut_after});
  platform_.say({.as = writer, .text = text, .group = group});
}

// In a group every message that comes mentions the bot.
std::string WecomHarness::bot_json(const Said& said) {
  auto& world = platform_.core().world;
  nlohmann::json json{{"msgid", said.id}, {"aibotid", world.bot}, {"chatid", world.groups[0].chat}, {"chattype", "group"},
      {"from", {{"userid", world.open_userid(writer)}}}, {"msgtype", "text"}, {"text", {{"content", "@" + world.bot_name + " " + said.text}}}};
  if (said.unknown_fields) json["brand_new"] = {{"deep", {1, "x", nullptr}}}, json["text"]["brand_new"] = true, json["from"]["brand_new"] = "x";
  return json.dump();
}
std::string WecomHarness::application_xml(const std::string& fields) {
  auto& core = platform_.core();
  return "<xml>" + ws::cdata("ToUserName", core.world.corp) + ws::cdata("FromUserName", writer) + "<CreateTime>" + std::to_string(core.seconds()) + "</CreateTime>" +
      fields + "<AgentID>" + std::to_string(core.world.agent) + "</AgentID></xml>";
}

std::size_t WecomHarness::frame(ws::Gateway::About about, nlohmann::json body) {
  platform_.gateway().deliver({about, group, writer, {}, std::move(body)});
  answers_.emplace_back();
  return answers_.size() - 1;
}

std::size_t WecomHarness::post(const std::string& plain, Signature signature) {
  if (signature == Signature::replayed && last_) return post(*last_);
  auto& core = platform_.core();
  bool bot = door_ == WecomDoor::callback;
  auto envelope = *wecom::Envelope::make(secret(token), secret(key), bot ? "" : core.world.corp);
  auto time = std::to_string(core.seconds() - (signature == Signature::stale ? 3'600 : 0)), nonce = core.id("nonce"), encrypted = envelope.seal(plain, core.random16());
  auto proof = envelope.signature(time, nonce, encrypted);
  if (signature == Signature::wrong) proof[7] = proof[7] == '0' ? '1' : '0';
  http::Call call;
  call.method = "POST";
  call.url = std::string("https://linli.invalid") + (bot ? bot_path : application_path) + "?timestamp=" + time + "&nonce=" + nonce;
  if (signature != Signature::missing) call.url += "&msg_signature=" + proof;
  call.body = bot ? nlohmann::json{{"encrypt", encrypted}}.dump() : "<xml>" + ws::cdata("ToUserName", core.world.corp) + ws::cdata("Encrypt", encrypted) + "</xml>";
  last_ = call;
  return post(std::move(call));
}

// The platform repeats what was not answered with 200 within 5 s.
std::size_t WecomHarness::post(http::Call call) {
  call.limit = seconds(5);
  auto number = answers_.size();
  answers_.emplace_back();
  doorstep_->call(std::move(call), [this, number](const std::expected<http::Response, http::CallFailed>& response) {
    if (!response) return void(answers_[number] = Answer{Answer::How::again, response.error().why});
    auto how = response->status == 200 ? Answer::How::taken : response->status == 503 ? Answer::How::again : Answer::How::refused;
    answers_[number] = Answer{how, std::to_string(response->status) + "\n" + response->body};
  });
  return number;
}

// ---- out
std::string WecomHarness::way() const {
  return door_ == WecomDoor::callback ? "webhook/send" : door_ == WecomDoor::application ? "message/send" : "aibot_send_msg";
}

Outgoing WecomHarness::words(std::string text) {
  if (door_ == WecomDoor::application) return to_member(std::move(text), writer);
  auto words = to_member(std::move(text), {});
  words.platform_chat = group;
  return words;
}
Outgoing WecomHarness::to_member(std::string text, std::string member) {
  Outgoing words;
  words.key = "say:" + std::to_string(++numbers_);
  words.text = std::move(text);
  words.actor = std::move(member);
  return words;
}

Outgoing WecomHarness::arrange(DeliveryOutcome outcome) {
  auto refuse = [&](std::int64_t to_webhook, std::int64_t to_application, std::int64_t to_link) {
    auto code = door_ == WecomDoor::callback ? to_webhook : door_ == WecomDoor::application ? to_application : to_link;
    platform_.plan({.on = way(), .what = Fault::What::error, .value = code, .wait = {}, .times = 1});
    return words("请看");
  };
  switch (outcome) {
    case sent: return words("请看");
    case retry_after: return refuse(45009, -1, 6000);
    case drop_message: return refuse(44004, 45002, 44004);
    case conversation_gone: return refuse(93006, 0, 93006);
    case configuration_error: return refuse(93000, 60020, 48002);
    case recipient_gone: return to_member("请看", "nobody");
    case refresh_credential:
      platform_.plan({.on = "message/send", .what = Fault::What::error, .value = 42001, .wait = {}, .times = 2});
      return to_member("请看", silent);
    case ambiguous: platform_.plan({.on = way(), .what = Fault::What::cut_after}); return words("请看");
  }
  return {};
}

Outgoing WecomHarness::arrange_partial(std::string text) {
  platform_.plan({.on = way(), .what = Fault::What::slow, .value = {}, .wait = milliseconds(100), .times = 1});
  platform_.plan({.on = way(), .what = Fault::What::error, .value = -1, .wait = {}, .times = 1});
  return words(std::move(text));
}
Outgoing WecomHarness::arrange_silence() {
  platform_.plan({.on = way(), .what = Fault::What::slow, .value = {}, .wait = seconds(60), .times = 1});
  return words("请看");
}

std::uint32_t WecomHarness::cost(const Outgoing& words) {
  auto by = words;
  by.way = wecom_->way({words.platform_chat, words.actor, words.cause, words.replaces.has_value()});
  return wecom_->cost(by);
}
void WecomHarness::deliver(Outgoing words, std::function<void(Delivery)> done) {
  words.way = wecom_->way({words.platform_chat, words.actor, words.cause, words.replaces.has_value()});
  wecom_->deliver(std::move(words), std::move(done));
}

std::vector<Seen> WecomHarness::seen() {
  std::vector<Seen> all;
  for (auto& one : platform_.seen()) {
    if (!one.from.empty()) continue;
    Seen seen{.text = one.look.text, .buttons = {}, .mentions = one.look.mentions, .cut = one.look.cut};
    for (auto& button : one.look.buttons) seen.buttons.push_back(button.label);
    all.push_back(std::move(seen));
  }
  return all;
}

void WecomHarness::stop() {
  if (!std::exchange(stopping_, true)) wecom_->stop([this] { stopped_ = true; });
}

std::vector<std::string> WecomHarness::checked() {
  auto words = std::make_shared<std::vector<std::string>>();
  wecom_->check("", [words](const std::vector<Checked>& all) {
    for (auto& one : all) words->push_back(one.what + " " + one.detail);
  });
  pass(seconds(30));
  return *words;
}

}  // namespace linli::contract::at_wecom

namespace linli::contract {

std::unique_ptr<Harness> wecom_callback() { return std::make_unique<at_wecom::WecomHarness>(at_wecom::WecomDoor::callback); }
std::unique_ptr<Harness> wecom_application() { return std::make_unique<at_wecom::WecomHarness>(at_wecom::WecomDoor::application); }
std::unique_ptr<Harness> wecom_long_connection() { return std::make_unique<at_wecom::WecomHarness>(at_wecom::WecomDoor::link); }

}  // namespace linli::contract
