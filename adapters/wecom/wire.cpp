#include "adapters/wecom/wire.hpp"

namespace linli::wecom {

std::string text_of(const Json& json, std::string_view key) {
  if (!json.is_object()) return {};
  auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::int64_t> number_of(const Json& json, std::string_view key) {
  if (!json.is_object()) return {};
  auto found = json.find(key);
  if (found == json.end() || !found->is_number_integer()) return {};
  return found->get<std::int64_t>();
}

Answer read_answer(std::expected<http::Response, http::CallFailed> response) {
  if (!response) return failed(response.error().what);
  if (response->status != 200) return {Answer::What::status, 0, {}, response->status, false, {}};
  auto body = response->shared ? *response->shared : std::move(response->body);
  auto json = parse(body);
  auto error = number_of(json, "errcode");
  if (!error) return {Answer::What::unreadable, 0, {}, 200, false, {}};
  if (text_of(json, "errmsg").find("Warning: wrong json format.") != std::string::npos) error = misread;
  return answered(*error, std::move(body));
}

std::string percent(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) out += char(c);
    else out += '%', out += digits[c >> 4], out += digits[c & 15];
  }
  return out;
}

}  // namespace linli::wecom
