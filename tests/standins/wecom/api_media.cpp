// Files: uploads of the application and of webhooks (§3, §5.2), what members sent (§5.3, §7.1).
#include "tests/standins/wecom/api_parts.hpp"

namespace wecom_standin {
namespace {

// The first part of a multipart body, as bytes.
std::optional<std::string> only_part(const http::Request& request) {
  auto* type = http::find(request.headers, "content-type");
  auto at = type ? type->find("boundary=") : std::string::npos;
  if (at == std::string::npos) return {};
  auto boundary = type->substr(at + 9);
  if (boundary.size() > 1 && boundary.front() == '"') boundary = boundary.substr(1, boundary.size() - 2);
  auto head = request.body.find("--" + boundary + "\r\n");
  auto begin = head == std::string::npos ? head : request.body.find("\r\n\r\n", head);
  auto end = begin == std::string::npos ? begin : request.body.find("\r\n--" + boundary, begin + 2);
  if (end == std::string::npos) return {};
  if (request.body.substr(head, begin - head).find("name=\"media\"") == std::string::npos) return {};
  return request.body.substr(begin + 4, end > begin + 4 ? end - begin - 4 : 0);
}

std::size_t most(const std::string& type) {
  constexpr std::size_t mb = std::size_t{1024} * 1024;
  return type == "image" || type == "video" ? 10 * mb : type == "voice" ? 2 * mb : type == "file" ? 20 * mb : 0;
}

}  // namespace

Json Api::keep_upload(Asked& asked, const std::string& owner) {
  auto type = asked.text("type");
  if (!most(type)) return failure(core_, 40004, "invalid media type");
  auto bytes = only_part(asked.request);
  if (!bytes) return failure(core_, 41005, "missing media data");
  if (bytes->size() < 5) return failure(core_, 40006, "invalid media size");  // §3 "5 bytes to 20 MB"
  if (bytes->size() > most(type)) return failure(core_, 45001, "media size out of limit");
  auto answer = fine();
  answer["type"] = type, answer["created_at"] = std::to_string(core_.seconds());
  answer["media_id"] = core_.keep(type, std::move(*bytes), owner);
  return answer;
}

Json Api::media_upload(Asked& asked) { return keep_upload(asked, "application"); }

Json Api::webhook_upload(Asked& asked) {
  auto* group = core_.world.group_of_webhook(asked.text("key"));
  if (!group) return failure(core_, 93000, "invalid webhook url");
  if (auto type = asked.text("type"); type != "file" && type != "voice") return failure(core_, 40004, "invalid media type");
  return keep_upload(asked, group->webhook);
}

http::Response Api::media_get(Asked& asked) {
  auto id = asked.text("media_id");
  if (!core_.has_media(id, "application")) return http::json(200, failure(core_, 40007, "invalid media_id").dump());
  auto& media = core_.media[id];
  http::Response answer;
  answer.headers = {{"Content-Type", media.type == "image" ? "image/jpeg" : media.type == "voice" ? "audio/amr" : "application/octet-stream"},
      {"Content-disposition", "attachment; filename=\"" + id + "\""}};
  answer.body = media.bytes;
  return answer;
}

// §7.1: media addresses live five minutes.
http::Response Api::file(const std::string& path) {
  auto it = core_.files.find(path);
  if (it == core_.files.end() || core_.now() >= it->second.until) return http::text(404, "not found");
  http::Response answer;
  answer.headers = {{"Content-Type", "application/octet-stream"}};
  answer.body = it->second.bytes;
  return answer;
}

}  // namespace wecom_standin
