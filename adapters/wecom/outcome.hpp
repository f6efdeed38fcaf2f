#pragma once
// WeCom's error numbers as outcomes of a delivery: one table, each line with the page it comes from. Pure.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/http/client.hpp"

namespace linli::wecom {

enum class By : std::uint8_t { webhook, application, push, reply };  // the ways out
std::string_view name_of(By);          // "webhook", ...: the names of Way and of [[limit]]
std::optional<By> way_named(std::string_view name);

// What a call brought.
struct Answer {
  enum class What : std::uint8_t { answered, failed, status, unreadable } what{};
  std::int64_t error{};                // answered: errcode, whatever the HTTP status says
  http::Failure failure{};             // failed: no answer came
  int status{};                        // status: not 200
  bool before{};                       // the words had not been sent yet: the token could not be had
  std::string body;                    // answered: the JSON as it came
  bool fine() const { return what == What::answered && error == 0; }
};
inline Answer answered(std::int64_t error, std::string body = {}) { return {Answer::What::answered, error, {}, 200, false, std::move(body)}; }
inline Answer failed(http::Failure failure) { return {Answer::What::failed, 0, failure, 0, false, {}}; }

struct Judged {
  DeliveryOutcome outcome{};
  std::optional<std::chrono::milliseconds> after;
  std::string_view page;               // "D-90455"; empty: a number that no page names
};
Judged judge(By by, std::int64_t error);
// From a call that brought no answer of the platform. A repetition to a member is silent on the platform's side (D-90236), so there nothing
// is ambiguous; the other ways know no repetition.
Judged judge(By by, http::Failure failure);
// From an HTTP status that is not 200.
Judged judge_status(By by, int status);
Judged judge(By by, const Answer& answer);
// The word for logs: "error_93000", "no_answer", "status_502".
std::string why(const Answer& answer);

// errcode was read from a request that the platform could read only in part: an error of ours, whatever the number says (D-90455).
constexpr std::int64_t misread = -900'001;

}  // namespace linli::wecom
