#include "adapters/wecom/outcome.hpp"

#include <array>

namespace linli::wecom {
namespace {

using enum DeliveryOutcome;
using Ms = std::chrono::milliseconds;
constexpr std::int32_t no_time = -1;   // the dispatcher's own growing pauses

struct Line {
  std::int64_t error;
  DeliveryOutcome outcome;
  std::int32_t after;                  // ms
  std::string_view page;
};

constexpr std::string_view global = "D-90455", card_page = "D-101032", link_page = "D-101463";

// What a number means on one way only; looked at first.
struct OnWay {
  By by;
  Line line;
};
constexpr std::array on_ways{
    OnWay{By::webhook, {93001, conversation_gone, no_time, "D-99110"}},
    OnWay{By::webhook, {93006, conversation_gone, no_time, "D-99110"}},
    OnWay{By::webhook, {40014, configuration_error, no_time, "D-99110"}},   // a webhook has no token: its key is not one
    OnWay{By::webhook, {42001, configuration_error, no_time, "D-99110"}},
    OnWay{By::application, {40003, recipient_gone, no_time, "D-90236"}},
    OnWay{By::application, {81013, recipient_gone, no_time, "D-90236"}},
};

constexpr std::array lines{
    Line{0, sent, no_time, global},
    // busy
    Line{-1, retry_after, no_time, global},
    // too fast
    Line{45009, retry_after, 60'000, global},
    Line{45033, retry_after, 2'000, global},
    Line{130101, retry_after, 60'000, "D-99110"},
    Line{6000, retry_after, 1'000, global},
    // the token is stale
    Line{40014, refresh_credential, no_time, "D-91039"},
    Line{42001, refresh_credential, no_time, "D-91039"},
    // configuration
    Line{40001, configuration_error, no_time, "D-91039"},
    Line{40013, configuration_error, no_time, "D-91039"},
    Line{40056, configuration_error, no_time, global},
    Line{40091, configuration_error, no_time, "D-91039"},
    Line{41001, configuration_error, no_time, global},
    Line{41004, configuration_error, no_time, "D-91039"},
    Line{48002, configuration_error, no_time, global},
    Line{50003, configuration_error, no_time, global},
    Line{60020, configuration_error, no_time, global},
    Line{301002, configuration_error, no_time, global},
    Line{93000, configuration_error, no_time, "D-99110"},
    Line{93019, configuration_error, no_time, global},
    Line{853000, configuration_error, no_time, link_page},
    // this message cannot be sent, however often
    Line{40007, drop_message, no_time, global},
    Line{40008, drop_message, no_time, global},
    Line{40033, drop_message, no_time, global},
    Line{40035, drop_message, no_time, global},
    Line{40058, drop_message, no_time, "D-96213"},
    Line{40063, drop_message, no_time, global},
    Line{41016, drop_message, no_time, global},
    Line{41033, drop_message, no_time, global},
    Line{42045, drop_message, no_time, card_page},
    Line{44001, drop_message, no_time, global},
    Line{44004, drop_message, no_time, global},
    Line{45001, drop_message, no_time, global},
    Line{45002, drop_message, no_time, global},
    Line{45007, drop_message, no_time, global},
    Line{45008, drop_message, no_time, global},
    Line{93017, drop_message, no_time, "D-99110"},
    Line{93018, drop_message, no_time, "D-99110"},
    Line{misread, drop_message, no_time, global},
    // nobody is reached there
    Line{40003, recipient_gone, no_time, global},
    Line{40031, recipient_gone, no_time, global},
    Line{60011, recipient_gone, no_time, global},
    Line{60111, recipient_gone, no_time, global},
    Line{81013, recipient_gone, no_time, "D-90236"},
    Line{82001, recipient_gone, no_time, global},
    Line{86001, conversation_gone, no_time, "D-90245"},
    Line{86003, conversation_gone, no_time, "D-90245"},
    Line{86008, conversation_gone, no_time, "D-90245"},
    Line{90501, conversation_gone, no_time, "D-92135"},
    Line{93001, conversation_gone, no_time, link_page},
    Line{93006, conversation_gone, no_time, link_page},
    Line{93008, conversation_gone, no_time, link_page},
    // the request it answered is over, or the connection: another way, or the same after subscribing again
    Line{846605, retry_after, 0, link_page},
    Line{846608, retry_after, 0, link_page},
    Line{846609, retry_after, 0, link_page},
    Line{600039, retry_after, 0, link_page},
};

Judged judged(const Line& line) {
  return {line.outcome, line.after == no_time ? std::nullopt : std::optional(Ms(line.after)), line.page};
}
// It may have arrived.
Judged unsure(By by, std::string_view page) { return by == By::application ? Judged{retry_after, {}, "D-90236"} : Judged{ambiguous, {}, page}; }

}  // namespace

std::string_view name_of(By by) {
  constexpr std::array<std::string_view, 4> names{"webhook", "application", "push", "reply"};
  return names[std::size_t(by)];
}
std::optional<By> way_named(std::string_view name) {
  for (auto by : {By::webhook, By::application, By::push, By::reply})
    if (name_of(by) == name) return by;
  return {};
}

Judged judge(By by, std::int64_t error) {
  for (auto& special : on_ways)
    if (special.by == by && special.line.error == error) return judged(special.line);
  for (auto& line : lines)
    if (line.error == error) return judged(line);
  return {drop_message, {}, {}};       // repeating what the platform refused for a reason nobody knows would only be louder
}

Judged judge(By by, http::Failure failure) {
  switch (failure) {
    case http::Failure::not_allowed: return {configuration_error, {}, global};
    case http::Failure::not_sent: return {retry_after, {}, global};
    case http::Failure::no_answer:
    case http::Failure::too_large: break;
  }
  return unsure(by, global);
}

Judged judge_status(By by, int status) {
  if (status == 429) return {retry_after, Ms(60'000), global};
  if (status == 503) return {retry_after, {}, global};                             // refused before anybody worked on it
  if (status >= 500 || status == 408) return unsure(by, global);                   // something between here and the platform gave up
  if (status == 400 || status == 413 || status == 414 || status == 415) return {drop_message, {}, global};
  return {configuration_error, {}, global};                                        // another server than the platform's, or one that moved
}

Judged judge(By by, const Answer& answer) {
  Judged found;
  switch (answer.what) {
    case Answer::What::answered: found = judge(by, answer.error); break;
    case Answer::What::failed: found = judge(by, answer.failure); break;
    case Answer::What::status: found = judge_status(by, answer.status); break;
    case Answer::What::unreadable: found = unsure(by, global); break;
  }
  bool never_left = answer.before && (found.outcome == ambiguous || found.outcome == drop_message || found.outcome == recipient_gone);
  return never_left ? Judged{retry_after, {}, found.page} : found;
}

std::string why(const Answer& answer) {
  std::string word = answer.before ? "token_" : "";
  switch (answer.what) {
    case Answer::What::answered: return word + (answer.error == misread ? "misread" : "error_" + std::to_string(answer.error));
    case Answer::What::status: return word + "status_" + std::to_string(answer.status);
    case Answer::What::unreadable: return word + "unreadable";
    case Answer::What::failed: break;
  }
  switch (answer.failure) {
    case http::Failure::not_allowed: return word + "not_allowed";
    case http::Failure::not_sent: return word + "not_sent";
    case http::Failure::no_answer: return word + "no_answer";
    case http::Failure::too_large: return word + "too_large";
  }
  return word;
}

}  // namespace linli::wecom
