#include "tests/standins/wecom/gateway.hpp"

#include <array>

namespace wecom_standin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

}  // namespace

std::uint64_t Gateway::opened(std::shared_ptr<Peer> peer) {
  links_[++numbers_] = std::move(peer);
  return numbers_;
}

void Gateway::closed(std::uint64_t link) {
  links_.erase(link);
  if (live_ == link) live_ = 0;
  // A req_id dies with its connection (§8.2).
  std::erase_if(requests_, [&](auto& one) { return one.second.link == link; });
}

void Gateway::close(std::uint64_t link) {
  auto it = links_.find(link);
  if (it == links_.end()) return;
  auto peer = it->second;
  closed(link);
  peer->close();
}

void Gateway::cut_links() {
  auto all = links_;
  for (auto& [link, peer] : all) close(link);
}

void Gateway::kick(std::uint64_t link) {
  Json body{{"msgid", core_.id("M-kick-")}, {"create_time", core_.seconds()}, {"aibotid", core_.world.bot}, {"msgtype", "event"},
      {"event", {{"eventtype", "disconnected_event"}}}};
  frame(link, "aibot_event_callback", core_.id("evt-"), std::move(body));
  close(link);
}

void Gateway::second_instance() {
  if (live_) kick(live_);
}

void Gateway::frame(std::uint64_t link, const char* command, const std::string& request, Json body) {
  auto it = links_.find(link);
  if (it == links_.end()) return;
  Json frame{{"cmd", command}, {"headers", {{"req_id", request}}}, {"body", std::move(body)}};
  it->second->send(frame.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Gateway::send(std::uint64_t link, const std::string& request, const Answer& answer) {
  auto it = links_.find(link);
  if (it == links_.end()) return;
  Json frame{{"headers", {{"req_id", request}}}, {"errcode", answer.code}, {"errmsg", answer.what}};  // no cmd (§8.1)
  if (!answer.body.is_null()) frame["body"] = answer.body;
  it->second->send(frame.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string Gateway::deliver(Call call) {
  bool full = live_ && (!kept_.empty() || !links_.at(live_)->room());
  if (!live_ || (full && call.about == About::message && core_.manners.kept > 0)) {
    if (call.about != About::message || kept_.size() >= core_.manners.kept) return {};
    kept_.push_back(std::move(call));
    return "kept";
  }
  return hand_over(std::move(call));
}

void Gateway::room_again(std::uint64_t link) {
  while (live_ == link && link && !kept_.empty() && links_.at(link)->room()) {
    auto call = std::move(kept_.front());
    kept_.pop_front();
    hand_over(std::move(call));
  }
}

void Gateway::unread(const std::string& frame) {
  auto json = Json::parse(frame, nullptr, false);
  lost_ += json.is_object() && json.value("cmd", "") == "aibot_msg_callback";
}

std::string Gateway::hand_over(Call call) {
  if (deaf_) return {};
  auto request = core_.id("cb-");
  const char* command = call.about == About::message ? "aibot_msg_callback" : "aibot_event_callback";
  auto body = call.body;
  requests_[request] = {std::move(call), live_, core_.now(), false, false, {}};
  frame(live_, command, request, std::move(body));
  return request;
}

Gateway::Handler Gateway::handler(const std::string& command) {
  struct Line { std::string_view command; Handler handler; };
  static const std::array<Line, 9> lines{{
      {"aibot_subscribe", &Gateway::subscribe},
      {"ping", &Gateway::ping},
      {"aibot_respond_msg", &Gateway::respond},
      {"aibot_respond_welcome_msg", &Gateway::welcome},
      {"aibot_respond_update_msg", &Gateway::update},
      {"aibot_send_msg", &Gateway::push},
      {"aibot_upload_media_init", &Gateway::upload_init},
      {"aibot_upload_media_chunk", &Gateway::upload_chunk},
      {"aibot_upload_media_finish", &Gateway::upload_finish},
  }};
  for (auto& line : lines)
    if (line.command == command) return line.handler;
  return nullptr;
}

void Gateway::text(std::uint64_t link, const std::string& text) {
  using What = Fault::What;
  auto json = Json::parse(text, nullptr, false);
  bool wrong = !json.is_object();
  Reader frame(json, wrong);
  auto command = frame.text("cmd"), request = frame.in("headers").text("req_id");
  if (wrong || command.empty() || request.empty()) return close(link);  // not documented: what is no frame ends the link here
  auto work = handler(command);
  auto fault = core_.faults.due(command, core_.now());
  if (fault && fault->what != What::cut_after && fault->what != What::slow) {
    core_.note(command, fault->what == What::error ? fault->value : -1, "planned");
    if (fault->what == What::error) return send(link, request, {fault->value, "planned", {}});
    return close(link);
  }
  auto asked = requests_.find(request);
  if (asked != requests_.end()) hasty_ += asked->second.unanswered;
  Answer answer{40008, "invalid cmd", {}};
  if (work) {
    bool subscribing = command == "aibot_subscribe" || command == "ping";
    answer = !subscribing && link != live_ ? Answer{846609, "not subscribed", {}} : (this->*work)(link, request, frame.in("body"));
  }
  core_.note(command, answer.code, fault ? "planned" : "");
  if (fault && fault->what == What::cut_after) return close(link);
  if (!fault) {
    send(link, request, answer);
    if (answer.code == 853000 || (command == "aibot_subscribe" && answer.code == 45009)) return close(link);
    if (command == "aibot_subscribe" && answer.code == 0) room_again(link);
    return;
  }
  if (asked != requests_.end()) asked->second.unanswered = true;
  core_.later(fault->wait, [this, link, request, answer] {
    if (auto it = requests_.find(request); it != requests_.end()) it->second.unanswered = false;
    send(link, request, answer);
  });
}

// §8.1
Gateway::Answer Gateway::subscribe(std::uint64_t link, const std::string&, const Reader& body) {
  if (!core_.counts.take("subscribe", core_.io.steady(), {{core_.manners.subscribes, minutes(1)}})) return {45009, "api freq out of limit", {}};
  bool mine = body.text("bot_id") == core_.world.bot && body.text("secret") == core_.world.bot_secret;
  if (!mine || !core_.world.bot_door.url.empty()) return {853000, "invalid bot_id or secret", {}};
  if (live_ && live_ != link) kick(live_);
  live_ = link;
  return {};
}

Gateway::Answer Gateway::ping(std::uint64_t, const std::string&, const Reader&) { return {}; }

Gateway::Request* Gateway::live_request(std::uint64_t link, const std::string& request, About about, std::chrono::seconds within) {
  auto it = requests_.find(request);
  if (it == requests_.end() || it->second.link != link || it->second.call.about != about || core_.now() - it->second.at > within) return nullptr;
  return &it->second;
}

std::expected<Content, Refused> Gateway::content(Route route, const Reader& body) {
  return read_content(route, body, [&](auto& id) { return core_.has_media(id, "bot"); }, [](auto& who) { return who; });
}

bool Gateway::room(const std::string& chat) {
  return core_.counts.take("bot " + chat, core_.io.steady(), {{30, minutes(1)}, {1000, hours(1)}});
}

// §8.2: up to 24 hours later. §8.5: an event's req_id, or one of an old connection, is 846605.
Gateway::Answer Gateway::respond(std::uint64_t link, const std::string& request, const Reader& body) {
  auto* asked = live_request(link, request, About::message, hours(24));
  if (!asked) return {846605, "invalid req_id", {}};
  if (auto* group = core_.world.group(asked->call.chat); group && !group->bot) return {93008, "not in chat", {}};
  auto said = content(Route::respond, body);
  if (!said) return {said.error().code, said.error().what, {}};
  if (!said->stream.empty()) return respond_stream(*asked, std::move(*said));
  if (!room(asked->call.chat)) return {45009, "api freq out of limit", {}};
  core_.show(asked->call.chat, By::reply, {}, std::move(said->look));
  return {};
}

Gateway::Answer Gateway::respond_stream(Request& asked, Content said) {
  auto now = core_.io.steady();
  auto it = asked.streams.find(said.stream);
  if (it == asked.streams.end()) {
    if (!room(asked.call.chat)) return {45009, "api freq out of limit", {}};
    auto number = core_.show(asked.call.chat, By::reply, {}, std::move(said.look), said.finish);
    asked.streams[said.stream] = {number, now, said.finish};
    return {};
  }
  auto& stream = it->second;
  if (stream.finished || now - stream.first > core_.manners.stream) return {846608, "stream message update expired", {}};
  if (core_.manners.refreshes_count && !room(asked.call.chat)) return {45009, "api freq out of limit", {}};
  core_.change(*core_.book.find(stream.seen), std::move(said.look), said.finish);
  stream.finished = said.finish;
  return {};
}

// §8.2: within 5 s of enter_chat
Gateway::Answer Gateway::welcome(std::uint64_t link, const std::string& request, const Reader& body) {
  auto* asked = live_request(link, request, About::hello, seconds(5));
  if (!asked || asked->used) return {846605, "invalid req_id", {}};
  auto said = content(Route::welcome, body);
  if (!said) return {said.error().code, said.error().what, {}};
  if (!room(asked->call.chat)) return {45009, "api freq out of limit", {}};
  asked->used = true;
  core_.show(asked->call.chat, By::welcome, {}, std::move(said->look));
  return {};
}

// §8.2: within 5 s of the click
Gateway::Answer Gateway::update(std::uint64_t link, const std::string& request, const Reader& body) {
  auto* asked = live_request(link, request, About::click, seconds(5));
  if (!asked || asked->used) return {846605, "invalid req_id", {}};
  if (body.text("response_type") != "update_template_card") return {40058, "response_type. invalid Request Parameter", {}};
  auto changed = change_card(core_, asked->call.chat, asked->call.task, body);
  if (!changed) return {changed.error().code, changed.error().what, {}};
  asked->used = true;
  return {};
}

// §8.2: only where somebody has written to the bot; §8.5 for the codes.
Gateway::Answer Gateway::push(std::uint64_t, const std::string&, const Reader& body) {
  auto chat = core_.chat_of(body.text("chatid"), body.number("chat_type"));
  if (chat.empty()) return {93006, "invalid chatid", {}};
  if (auto* group = core_.world.group(chat); group && !group->bot) return {93008, "not in chat", {}};
  if (!core_.written_in.contains(chat)) return {93001, "not allowed to send to this chat", {}};
  auto said = content(Route::push, body);
  if (!said) return {said.error().code, said.error().what, {}};
  if (!room(chat)) return {45009, "api freq out of limit", {}};
  core_.show(chat, By::push, {}, std::move(said->look));
  return {};
}

std::expected<void, Refused> change_card(Core& core, const std::string& chat, const std::string& task, const Reader& body) {
  auto look = read_card(Route::update, body.in("template_card"));
  if (!look) return std::unexpected(look.error());
  if (look->task != task) return std::unexpected(Refused{40058, "task_id must be the one received. invalid Request Parameter"});
  auto* card = core.book.card(task, chat);
  if (!card) return std::unexpected(Refused{40058, "no such card. invalid Request Parameter"});
  auto only = body.texts("userids");
  if (only.empty() || !core.world.group(chat)) {
    card->only_for.clear();
    core.change(*card, std::move(*look));
    return {};
  }
  for (auto& who : only) {
    auto member = core.world.member(who) ? who : core.world.userid(who);
    if (!member.empty()) card->only_for[member] = *look;
  }
  card->at = core.now();
  core.book.changed(*card);
  return {};
}

}  // namespace wecom_standin
