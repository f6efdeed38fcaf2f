// The self-built application's messages and events: wecom documentation pages 90239 (messages), 90240 (events).
#include <array>
#include <charconv>
#include <utility>

#include "adapters/wecom/heard.hpp"
#include "adapters/wecom/text.hpp"
#include "adapters/wecom/xml.hpp"

namespace linli::wecom {
namespace {

// Reads fields of a kind; `fits` as in XmlFields, and for what is needed and not there.
struct Fields {
  XmlFields xml;
  bool fits{true};

  std::string text(const char* name) {
    auto value = xml.text(name);
    fits = fits && xml.fits();
    return value;
  }
  std::string id(const char* name, std::size_t most = 256) {
    auto value = text(name);
    fits = fits && (value.empty() || is_id(value, most));
    return value;
  }
  std::string needed(std::string value) {
    fits = fits && !value.empty();
    return value;
  }
  std::chrono::seconds time(const char* name) {
    auto value = text(name);
    if (value.empty()) return {};
    std::uint64_t seconds = 0;
    auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    bool good = error == std::errc{} && end == value.data() + value.size() && seconds <= std::uint64_t(latest.count());
    fits = fits && good;
    return std::chrono::seconds(good ? seconds : 0);
  }
};

constexpr std::size_t most_event_id = 2048;

// Events have no MsgId: what identifies them, joined. Keys of buttons are ours; other keys may hold addresses and stay out.
std::string event_id(const Heard& heard, const std::string& event, Fields& fields) {
  auto id = "event:" + heard.from + ":" + std::to_string(heard.sent.count()) + ":" + event;
  for (auto* name : {"ChangeType", "UserID", "ChatId", "UpdateDetail", "TaskId"})
    if (auto value = fields.text(name); !value.empty()) id += ":" + value;
  if (heard.what == Heard::What::click) id += ":" + heard.key;
  return is_id(id, most_event_id) ? id : std::string();
}

void read_event(Heard& heard, Fields& fields) {
  auto event = fields.needed(fields.text("Event"));
  if (event == "enter_agent") heard.what = Heard::What::hello;
  if (event == "template_card_event") {
    heard.what = Heard::What::click;
    heard.task = fields.needed(fields.id("TaskId"));
    heard.key = fields.needed(fields.id("EventKey", most_key));
    auto response = fields.text("ResponseCode");
    if (!response.empty()) heard.response = std::make_shared<const Secret>(std::move(response));
  }
  if (heard.id.empty()) heard.id = event_id(heard, event, fields);
}

// A place and a link are told as what the platform calls them: the title of an article is not what the sender says.
std::string words_of(const std::string& type, Fields& fields) {
  if (type == "text") {
    fields.fits = fields.fits && fields.xml.has("Content");
    return fields.text("Content");
  }
  if (type == "link") return fields.needed(fields.text("Url"));
  auto label = fields.text("Label");
  auto x = fields.needed(fields.text("Location_X")), y = fields.needed(fields.text("Location_Y"));
  return label.empty() ? x + "," + y : label;
}

void read_message(Heard& heard, const std::string& type, Fields& fields) {
  struct Medium { std::string_view type; MediaKind kind; };
  constexpr std::array media{Medium{"image", MediaKind::picture}, Medium{"voice", MediaKind::voice}, Medium{"video", MediaKind::video}};
  for (auto& m : media) {
    if (type != m.type) continue;
    heard.what = Heard::What::message;
    heard.attached.push_back({.kind = m.kind, .url = {}, .media = fields.needed(fields.id("MediaId")), .key = {}});
    return;
  }
  bool worded = type == "text" || type == "link" || type == "location";
  if (!worded && heard.id.empty()) return;
  heard.what = Heard::What::message;
  if (worded) heard.text = readable(words_of(type, fields));
  else heard.attached.push_back({.kind = MediaKind::file, .url = {}, .media = {}, .key = {}});   // it cannot be fetched, and is not passed over in silence
}

}  // namespace

std::optional<Heard> read_application(std::string_view xml) {
  auto parsed = XmlFields::parse(xml);
  if (!parsed) return {};
  Fields fields{*std::move(parsed)};
  Heard heard;
  heard.id = fields.id("MsgId");
  heard.from = fields.id("FromUserName");
  heard.sent = fields.time("CreateTime");
  auto type = fields.needed(fields.text("MsgType"));
  if (type == "event") read_event(heard, fields);
  else read_message(heard, type, fields);

  bool means_something = heard.what != Heard::What::other;
  if (!fields.fits || (means_something && heard.id.empty())) return {};
  if (means_something && (heard.from.empty() || heard.from == "sys")) heard.what = Heard::What::other;
  return heard;
}

std::optional<std::string> encrypted_in_xml(std::string_view body) {
  auto parsed = XmlFields::parse(body);
  if (!parsed) return {};
  auto encrypted = parsed->text("Encrypt");
  if (!parsed->fits() || encrypted.empty()) return {};
  return encrypted;
}

}  // namespace linli::wecom
