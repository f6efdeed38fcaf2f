#pragma once
// JSON of strangers, bounded while it is parsed: nothing is built beyond the bound. Inside adapters/wecom only.
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace linli::wecom {

// An object; nothing for what is not well-formed (a name twice, a lone surrogate and bytes that are no UTF-8 included) or goes beyond
// most_levels or most_items.
std::optional<nlohmann::json> parse_object(std::string_view text);

}  // namespace linli::wecom
