#pragma once
// JSON as the platform wants it (D-90455): UTF-8 without \u escapes, no control characters but line ends. Only for the sources of this folder.
#include <cstdint>
#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/wecom/outcome.hpp"

namespace linli::wecom {

using Json = nlohmann::ordered_json;

// Texts inside must be clean already (utf8::clean): what is not would be escaped.
inline std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
// Discarded for what is none.
inline Json parse(std::string_view text) { return Json::parse(text, nullptr, false); }
std::string text_of(const Json& json, std::string_view key);                   // empty: not there, or no text
std::optional<std::int64_t> number_of(const Json& json, std::string_view key);

// What a call to the platform brought, as an Answer: HTTP 200 and errcode decide (D-90455). The body is kept where errcode was read.
Answer read_answer(std::expected<http::Response, http::CallFailed> response);
// For the query of a URL.
std::string percent(std::string_view text);

}  // namespace linli::wecom
