#pragma once
// WeCom's error numbers as outcomes of a delivery: one table, each line with the page it comes from. Pure.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/http/client.hpp"

namespace linli::wecom {

enum class By : std::uint8_t { webhook, application, push, reply };  // the ways out

struct Judged {
  DeliveryOutcome outcome{};
  std::optional<std::chrono::milliseconds> after;
  std::string_view page;               // "D-90455"
};
Judged judge(By by, std::int64_t error);
// From a call that brought no answer of the platform.
Judged judge(By by, http::Failure failure);
// From an HTTP status that is not 200.
Judged judge_status(By by, int status);

}  // namespace linli::wecom
