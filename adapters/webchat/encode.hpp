#pragma once
// Frames to the page (docs/webchat.md), and the bodies of the room's history. Pure.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/webchat/ports.hpp"

namespace linli::webchat {

inline constexpr std::size_t most_frame_bytes = 256 * 1024;  // longer lists lose their end, longer stories their beginning

std::string welcome_frame(bool demo, const View& view, std::int64_t last, const ClockState& clock, const Zone& zone);
std::string recorded_frame(const std::string& id, std::optional<std::string_view> error);
std::string error_frame(std::string_view word);
std::string upto_frame(std::int64_t n);
// The clock as this person may read it: what is due in a case that is not theirs to see has no place and no words of its own.
ClockState clock_for(const std::string& person, ClockState clock);
std::string clock_frame(const ClockState& clock, const Zone& zone);
std::string cases_frame(const std::vector<CaseLine>& cases, const Zone& zone);
std::string timeline_frame(const std::optional<Timeline>& timeline, const Zone& zone);
std::string_view word_for(Refusal refusal);

// One message as the room keeps it; its number is the history's.
struct Shown {
  std::string chat, id, from, name;
  Instant at;
  std::string text;
  std::vector<std::string> mention;
  std::vector<OutgoingButton> buttons;
  std::string about;
};
std::string body_of(const Shown& message, const Zone& zone);
std::string message_frame(const Line& line);
// The body of the bot's message with new words; nothing if the line is not the bot's.
std::optional<std::string> changed_body(const Line& line, const std::string& text, const std::vector<OutgoingButton>& buttons);
std::string update_frame(const std::string& id, std::int64_t n, const std::string& text, const std::vector<OutgoingButton>& buttons);

// "2020-02-11T09:00:00+08:00"
std::string iso_time(Instant at, const Zone& zone);

}  // namespace linli::webchat
