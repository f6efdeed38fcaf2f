// Frames of the long connection: wecom documentation page 101463.
#include "adapters/wecom/json.hpp"
#include "adapters/wecom/read_json.hpp"
#include "adapters/wecom/text.hpp"

namespace linli::wecom {
namespace {

using Json = nlohmann::json;

// Control characters stand raw inside strings there, which JSON forbids; where one may separate words it becomes a blank.
std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    bool blank = c == '\n' || c == '\r' || c == '\t';
    bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
    if (blank) out += ' ';
    else if (!control) out += c;
  }
  return out;
}

// Empty where it is missing; nothing where it is no text or no id.
std::optional<std::string> id_in(const Json& object, const char* name) {
  auto it = object.find(name);
  if (it == object.end() || it->is_null()) return "";
  if (!it->is_string() || !is_id(it->get_ref<const std::string&>())) return {};
  return it->get<std::string>();
}

}  // namespace

std::optional<Frame> read_frame(std::string_view text) {
  auto object = parse_object(without_controls(text));
  if (!object) return {};
  auto headers = object->find("headers");
  if (headers == object->end() || !headers->is_object()) return {};
  auto command = id_in(*object, "cmd"), request = id_in(*headers, "req_id");
  if (!command || !request || request->empty()) return {};
  Frame frame;
  frame.command = *std::move(command);
  frame.request = *std::move(request);
  if (auto error = object->find("errcode"); error != object->end()) {
    if (!error->is_number_integer()) return {};
    frame.error = error->get<std::int64_t>();
  }
  if (frame.command.empty() && !frame.error) return {};
  bool callback = frame.command == "aibot_msg_callback" || frame.command == "aibot_event_callback";
  auto body = object->find("body");
  if (callback && body != object->end() && body->is_object()) frame.heard = heard_in(*body);
  return frame;
}

}  // namespace linli::wecom
