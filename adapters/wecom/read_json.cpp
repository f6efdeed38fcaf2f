// The AI bot's messages and events: wecom documentation pages 100719 (messages), 101027 (events), 101463 (long connection).
#include "adapters/wecom/read_json.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "adapters/wecom/json.hpp"
#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

using Json = nlohmann::json;

// Reads fields by name and kind; `fits` tells whether everything that was read was of its kind and everything needed was there.
struct Fields {
  const Json& object;
  bool& fits;

  const Json* find(const char* name) const {
    auto it = object.find(name);
    return it == object.end() || it->is_null() ? nullptr : &*it;
  }
  bool has(const char* name) const { return find(name) != nullptr; }
  std::string text(const char* name) const {
    auto* value = find(name);
    if (!value) return {};
    fits = fits && value->is_string();
    return value->is_string() ? value->get<std::string>() : std::string();
  }
  std::string id(const char* name, std::size_t most = 256) const {
    auto value = text(name);
    fits = fits && (value.empty() || is_id(value, most));
    return value;
  }
  std::string needed(std::string value) const {
    fits = fits && !value.empty();
    return value;
  }
  std::chrono::seconds time(const char* name) const {
    auto* value = find(name);
    if (!value) return {};
    bool good = value->is_number_unsigned() && value->get<std::uint64_t>() <= std::uint64_t(latest.count());
    fits = fits && good;
    return good ? std::chrono::seconds(value->get<std::uint64_t>()) : std::chrono::seconds{};
  }
  SecretPtr secret(const char* name) const {
    auto value = text(name);
    return value.empty() ? nullptr : std::make_shared<const Secret>(std::move(value));
  }
  // An object that must be there; without it an empty one.
  Fields inside(const char* name) const {
    static const Json nothing = Json::object();
    auto* value = find(name);
    bool good = value && value->is_object();
    fits = fits && good;
    return {good ? *value : nothing, fits};
  }
};

// ---- what a message carries: its own, an item of a mixed one, or the quoted one

struct Carried {
  std::string text;
  std::vector<Attached> attached;
  bool spoken{};
};

void attach(Carried& into, Attached attached) {
  if (into.attached.size() < most_attached) into.attached.push_back(std::move(attached));
}
void attach(Carried& into, MediaKind kind, const Fields& payload, bool url_needed) {
  Attached attached{.kind = kind, .url = payload.secret("url"), .media = {}, .key = payload.secret("aeskey")};
  payload.fits = payload.fits && (attached.url || !url_needed);
  attach(into, std::move(attached));
}
void add_text(Carried& into, const std::string& text) {
  if (!into.text.empty() && !text.empty()) into.text += '\n';
  into.text += text;
}

// Of a type that is not known: something that cannot be fetched, so that it is not passed over in silence.
void carry(Carried& into, const std::string& type, const Fields& message) {
  struct Medium { const char* type; MediaKind kind; };
  constexpr std::array media{Medium{"image", MediaKind::picture}, Medium{"file", MediaKind::file}, Medium{"video", MediaKind::video}};
  if (type == "text") {
    auto payload = message.inside("text");
    payload.fits = payload.fits && payload.has("content");
    return add_text(into, readable(payload.text("content")));
  }
  if (type == "voice") {
    auto payload = message.inside("voice");
    auto words = readable(payload.text("content"));
    if (words.empty()) attach(into, MediaKind::voice, payload, false);
    into.spoken = into.spoken || !words.empty();
    return add_text(into, words);
  }
  for (auto& m : media) {
    if (type == m.type) return attach(into, m.kind, message.inside(m.type), true);
  }
  attach(into, {.kind = MediaKind::file, .url = {}, .media = {}, .key = {}});
}
void carry_all(Carried& into, const std::string& type, const Fields& message) {
  if (type != "mixed") return carry(into, type, message);
  auto payload = message.inside("mixed");
  auto* items = payload.find("msg_item");
  payload.fits = payload.fits && items && items->is_array();
  if (!payload.fits) return;
  for (auto& item : *items) {
    payload.fits = payload.fits && item.is_object();
    if (!payload.fits) return;
    Fields fields{item, payload.fits};
    carry(into, fields.text("msgtype"), fields);
  }
}

// ---- kinds

void read_message(Heard& heard, const std::string& type, const Fields& fields) {
  Carried carried;
  carry_all(carried, type, fields);
  bool strange = std::ranges::all_of(carried.attached, [](auto& one) { return one.kind == MediaKind::file && !one.url; });
  if (carried.text.empty() && type != "text" && (carried.attached.empty() || (strange && heard.id.empty()))) return;
  heard.what = Heard::What::message;
  heard.text = std::move(carried.text);
  heard.spoken = carried.spoken;
  heard.attached = std::move(carried.attached);
  if (!fields.has("quote")) return;
  bool quote_fits = true;  // what is amiss in a quote does not take the message with it
  Fields quote{fields.inside("quote").object, quote_fits};
  Carried quoted;
  carry_all(quoted, quote.text("msgtype"), quote);
  heard.quotes = true;
  heard.quoted = std::move(quoted.text);
}

void read_click(Heard& heard, const Fields& event) {
  auto card = event.inside("template_card_event");
  heard.what = Heard::What::click;
  heard.task = card.needed(card.id("task_id"));
  heard.key = card.needed(card.id("event_key", most_key));
}

void read_event(Heard& heard, const Fields& fields) {
  auto event = fields.inside("event");
  auto type = event.needed(event.text("eventtype"));
  if (type == "enter_chat") heard.what = Heard::What::hello;
  if (type == "template_card_event") read_click(heard, event);
  if (type == "disconnected_event") heard.what = Heard::What::disconnected;
}

// Whether somebody stands behind it whom words can reach: the platform's own client drops these too.
bool from_somebody(const Heard& heard, const std::string& chat_type) {
  bool placed = chat_type.empty() || chat_type == "single" || (chat_type == "group" && !heard.chat.empty());
  return !heard.from.empty() && heard.from != "sys" && placed;
}

}  // namespace

std::optional<Heard> heard_in(const Json& object) {
  bool fits = true;
  Fields fields{object, fits};
  Heard heard;
  heard.id = fields.id("msgid");
  heard.sent = fields.time("create_time");
  heard.chat = fields.id("chatid");
  if (fields.has("from")) heard.from = fields.inside("from").id("userid");
  heard.response = fields.secret("response_url");
  auto chat_type = fields.text("chattype");
  if (chat_type == "single") heard.chat.clear();

  auto type = fields.needed(fields.text("msgtype"));
  if (type == "event") {
    read_event(heard, fields);
  } else if (type == "stream") {
    heard.what = Heard::What::refresh;
    auto stream = fields.inside("stream");
    heard.stream = stream.needed(stream.id("id"));
  } else {
    read_message(heard, type, fields);
  }

  if (heard.what == Heard::What::disconnected) return fits ? std::optional(std::move(heard)) : std::nullopt;
  bool means_something = heard.what != Heard::What::other;
  if (!fits || (means_something && heard.id.empty())) return {};
  if (means_something && !from_somebody(heard, chat_type)) heard.what = Heard::What::other;
  return heard;
}

std::optional<Heard> read_bot(std::string_view json) {
  auto object = parse_object(json);
  return object ? heard_in(*object) : std::nullopt;
}

std::optional<std::string> encrypted_in_json(std::string_view body) {
  auto object = parse_object(body);
  if (!object) return {};
  bool fits = true;
  Fields fields{*object, fits};
  auto encrypted = fields.text(fields.has("encrypt") ? "encrypt" : "Encrypt");  // the platform's own client takes both
  if (!fits || encrypted.empty()) return {};
  return encrypted;
}

}  // namespace linli::wecom
