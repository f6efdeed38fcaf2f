#include "tests/standins/wecom/people.hpp"

#include <algorithm>

#include "tests/standins/wecom/media_seal.hpp"

namespace wecom_standin {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::string field(const std::string& name, const std::string& text) { return cdata(name, text); }

}  // namespace

std::uint64_t People::begin(std::string chat, std::string msgid) {
  Told told;
  told.number = told_.size() + 1, told.chat = std::move(chat), told.msgid = std::move(msgid);
  told_.push_back(std::move(told));
  return told_.size();
}

std::uint64_t People::lose(std::uint64_t number, std::string why) {
  at(number).lost = std::move(why), at(number).over = true;
  return number;
}

std::uint64_t People::say(const Words& words) {
  auto* group = core_.world.group(words.group);
  bool bot = !words.group.empty() || words.to == To::bot;
  auto chat = !words.group.empty() ? words.group : bot ? with_bot(words.as) : with_application(words.as);
  auto msgid = !words.msgid.empty() ? words.msgid : core_.id(bot ? "CAIQstandin" : "7");
  auto number = begin(chat, msgid);
  if (!core_.world.member(words.as)) return lose(number, "no such member: " + words.as);
  if (!words.group.empty() && !group) return lose(number, "no such group: " + words.group);
  if (group && std::ranges::find(group->members, words.as) == group->members.end()) return lose(number, words.as + " is not in " + words.group);
  Look look;
  look.type = words.type;
  look.raw = look.text = (group && words.mention ? "@" + core_.world.bot_name + " " : "") + words.text;
  if (words.msgid.empty()) core_.show(chat, By::member, words.as, look);
  if (!bot) {
    to_application(number, words.as, application_fields(words) + "<MsgId>" + msgid + "</MsgId>", 0);
    return number;
  }
  if (group && !words.mention) return lose(number, "the bot hears only what mentions it");       // §7.1
  if (group && !group->bot) return lose(number, "the bot is not in this group");
  bool grouped = words.type == "text" || words.type == "mixed";
  if (group && !grouped) return lose(number, words.type + " reaches the bot in the single chat only");  // §7.1 table
  core_.written_in.insert(chat);
  auto json = body(chat, words.as, msgid);
  put_content(json, words);
  to_bot(number, {Gateway::About::message, chat, words.as, {}, std::move(json)});
  return number;
}

Json People::body(const std::string& chat, const std::string& member, const std::string& msgid) const {
  Json json{{"msgid", msgid}, {"aibotid", core_.world.bot}, {"chattype", "single"},
      {"from", {{"userid", core_.world.encrypted ? core_.world.open_userid(member) : member}}}};
  if (auto* group = core_.world.group(chat)) json["chattype"] = "group", json["chatid"] = group->chat;
  return json;
}

// §7.1: where the file lies for five minutes, encrypted with the EncodingAESKey; on the long connection with a key of its own (§8.3).
std::string People::file(const std::string& bytes, Json& part) {
  auto path = "/media/" + core_.id("file");
  std::string key;
  if (core_.world.bot_door.url.empty()) {
    key = core_.random16() + core_.random16();
    part["aeskey"] = base64(key);
  } else {
    key = from_base64(core_.world.bot_door.key + "=");
  }
  core_.files[path] = {seal_media(bytes, key), core_.now() + minutes(5)};
  part["url"] = core_.world.files + path;
  return path;
}

void People::put_content(Json& json, const Words& words) {
  bool group = json.contains("chatid");
  auto text = (group && words.mention ? "@" + core_.world.bot_name + " " : "") + words.text;
  json["msgtype"] = words.type;
  if (words.type == "text" || words.type == "voice") {
    json[words.type] = {{"content", text}};
  } else if (words.type == "mixed") {
    Json image{{"msgtype", "image"}, {"image", Json::object()}};
    file(words.bytes, image["image"]);
    json["mixed"] = {{"msg_item", {Json{{"msgtype", "text"}, {"text", {{"content", text}}}}, image}}};
  } else {
    json[words.type] = Json::object();
    file(words.bytes, json[words.type]);
  }
  if (!words.quote.empty()) json["quote"] = {{"msgtype", "text"}, {"text", {{"content", words.quote}}}};
}

// §5.3
std::string People::application_fields(const Words& words) {
  auto fields = field("MsgType", words.type);
  if (words.type == "text") return fields + field("Content", words.text);
  if (words.type == "location")
    return fields + "<Location_X>31.2</Location_X><Location_Y>121.5</Location_Y><Scale>15</Scale>" + field("Label", words.text);
  auto media = core_.keep(words.type, words.bytes, "application");
  if (words.type == "image") fields += field("PicUrl", core_.world.files + "/media/" + core_.id("pic"));
  if (words.type == "voice") fields += field("Format", "amr");
  if (words.type == "video") fields += field("ThumbMediaId", core_.keep("image", words.bytes, "application"));
  return fields + field("MediaId", media);
}

void People::to_bot(std::uint64_t number, Gateway::Call call) {
  if (core_.world.bot_door.url.empty()) {
    auto request = gateway_.deliver(std::move(call));
    at(number).request = request, at(number).over = true;
    if (request.empty()) lose(number, "nobody is connected");
    return;
  }
  using About = Gateway::About;
  if (call.about != About::hello) {  // §7.4: only messages and clicks carry it
    auto code = core_.id("CODE");
    core_.late[code] = {call.chat, call.member, core_.now() + hours(1), false, 0};
    call.body["response_url"] = core_.world.api + "/cgi-bin/aibot/response?response_code=" + code;
  }
  auto plain = call.body.dump(-1, ' ', false, Json::error_handler_t::replace);
  doors_.post(Doors::Which::bot, plain, call.about == About::message ? 3 : 1,
      [this, number](const Try& tried) { at(number).tries.push_back(tried); },
      [this, number, call](std::optional<std::string> answer) {
        at(number).over = true;
        if (!answer) return void(at(number).lost = "no usable answer");
        if (!answer->empty()) at(number).tries.back().wrong = answered(call, *answer);
      });
}

// What an answer to a callback does (§7.2); what is wrong with it.
std::string People::answered(const Gateway::Call& call, const std::string& plain) {
  using About = Gateway::About;
  auto json = Json::parse(plain, nullptr, false);
  bool wrong = !json.is_object();
  Reader reply(json, wrong);
  if (wrong) return "no JSON object";
  if (call.about == About::click) {
    if (reply.text("response_type") != "update_template_card") return "only update_template_card answers a click";
    auto changed = change_card(core_, call.chat, call.task, reply);
    return changed ? "" : changed.error().what;
  }
  auto route = call.about == About::hello ? Route::welcome : Route::reply;
  auto content = read_content(route, reply, [](auto&) { return false; }, [](auto& who) { return who; });
  if (!content) return content.error().what;
  auto by = call.about == About::hello ? By::welcome : By::reply;
  auto seen = core_.show(call.chat, by, {}, content->look, content->finish);
  if (!content->finish) refresh(call, content->stream, seen, core_.io.steady());
  return wrong ? "wrong json format" : "";
}

// §7.2: asked for again and again until it is finished, at most six minutes.
void People::refresh(Gateway::Call call, std::string stream, std::uint64_t seen, std::chrono::microseconds began) {
  core_.later(core_.manners.refresh, [this, call = std::move(call), stream = std::move(stream), seen, began] {
    if (core_.io.steady() - began > core_.manners.stream) return;
    auto json = body(call.chat, call.member, core_.id("CAIQstandin"));
    json["msgtype"] = "stream", json["stream"] = {{"id", stream}};
    doors_.post(Doors::Which::bot, json.dump(), 1, [](auto&) {}, [this, call, stream, seen, began](std::optional<std::string> answer) {
      auto reply = Json::parse(answer.value_or(""), nullptr, false);
      bool wrong = !reply.is_object();
      Reader state(reply, wrong);
      auto content = read_content(Route::reply, state, [](auto&) { return false; }, [](auto& who) { return who; });
      bool same = !wrong && content && state.text("msgtype") == "stream" && content->stream == stream;
      if (same) core_.change(*core_.book.find(seen), content->look, content->finish);
      if (!same || !content->finish) refresh(call, stream, seen, began);
    });
  });
}

std::uint64_t People::press(std::uint64_t card, const std::string& button, const std::string& as) {
  auto* seen = core_.book.find(card);
  if (!seen || seen->look.task.empty() || !core_.world.member(as)) return 0;
  auto& look = seen->as(as);
  auto it = std::ranges::find_if(look.buttons, [&](auto& one) { return one.key == button || one.label == button; });
  if (it == look.buttons.end()) return 0;
  auto chat = seen->chat, key = it->key, task = look.task;
  auto type = Json::parse(look.raw, nullptr, false).value("card_type", "button_interaction");
  auto number = begin(chat, core_.id("CAIQclick"));
  if (seen->by == By::application) {
    auto code = core_.id("response-code-");
    core_.updates[code] = {chat, as, core_.now() + hours(72), false, card};
    to_application(number, as, field("MsgType", "event") + field("Event", "template_card_event") + field("EventKey", key) + field("TaskId", task) +
        field("CardType", type) + field("ResponseCode", code), card);
    return number;
  }
  auto json = body(chat, as, at(number).msgid);
  json["create_time"] = core_.seconds(), json["msgtype"] = "event";
  json["event"] = {{"eventtype", "template_card_event"}, {"template_card_event", {{"card_type", type}, {"event_key", key}, {"task_id", task}}}};
  to_bot(number, {Gateway::About::click, chat, as, task, std::move(json)});
  return number;
}

std::uint64_t People::open_chat(const std::string& as) {
  auto day = std::chrono::floor<std::chrono::days>(core_.now().time_since_epoch() + hours(8));
  if (auto& last = visited_[as]; last == day) return 0;
  else last = day;
  auto number = begin(with_bot(as), core_.id("CAIQenter"));
  auto json = body(with_bot(as), as, at(number).msgid);
  json["create_time"] = core_.seconds(), json["msgtype"] = "event", json["event"] = {{"eventtype", "enter_chat"}};
  to_bot(number, {Gateway::About::hello, with_bot(as), as, {}, std::move(json)});
  return number;
}

std::uint64_t People::event(Json fields) {
  auto number = begin({}, core_.id("CAIQevent"));
  fields["msgid"] = at(number).msgid, fields["create_time"] = core_.seconds(), fields["aibotid"] = core_.world.bot, fields["msgtype"] = "event";
  to_bot(number, {Gateway::About::hello, {}, {}, {}, std::move(fields)});
  return number;
}

std::uint64_t People::event(const std::string& xml_fields) {
  auto number = begin({}, {});
  to_application(number, "sys", xml_fields, 0);
  return number;
}

void People::to_application(std::uint64_t number, const std::string& member, const std::string& fields, std::uint64_t card) {
  if (core_.world.application.url.empty()) return void(lose(number, "the application has no callback address"));
  auto plain = "<xml>" + field("ToUserName", core_.world.corp) + field("FromUserName", member) + "<CreateTime>" + std::to_string(core_.seconds()) +
      "</CreateTime>" + fields + "<AgentID>" + std::to_string(core_.world.agent) + "</AgentID></xml>";
  doors_.post(Doors::Which::application, plain, 3, [this, number](const Try& tried) { at(number).tries.push_back(tried); },
      [this, number, member, card](std::optional<std::string> answer) {
        at(number).over = true;
        if (!answer) return void(at(number).lost = "no usable answer");
        if (!answer->empty()) application_answered(member, *answer, card);
      });
}

// §5.3: text, and the changed button of a card.
void People::application_answered(const std::string& member, const std::string& plain, std::uint64_t card) {
  auto type = xml_field(plain, "MsgType");
  if (auto* seen = core_.book.find(card); seen && type == "update_button") {
    auto look = seen->look;
    look.buttons = {{"", xml_field(plain, "ReplaceName"), 4}};
    core_.change(*seen, std::move(look));
  } else if (type == "text") {
    Look look;
    look.type = "text", look.text = look.raw = cut(xml_field(plain, "Content"), 2048);
    core_.show(with_application(member), By::reply, {}, std::move(look));
  }
}

}  // namespace wecom_standin
