#pragma once
// What the bot's JSON says, once parsed: read_bot and read_frame share it. Inside adapters/wecom only.
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/wecom/heard.hpp"

namespace linli::wecom {

std::optional<Heard> heard_in(const nlohmann::json& object);

}  // namespace linli::wecom
