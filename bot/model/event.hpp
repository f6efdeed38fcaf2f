#pragma once
// What came in. Adapters make Events from what their platform sends; the scheduler makes them from dues. Never changed afterwards.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/model/ids.hpp"
#include "bot/model/time.hpp"

namespace linli {

struct MessageIn {
  std::string text;         // UTF-8, the bot's own mention removed; at most Limits::text_bytes, longer ones are refused by the adapter
  bool addressed{};         // the bot was mentioned, or quoted
  bool spoken{};            // somebody else's transcript of a voice message: read back before it counts
};
// A picture, a voice without transcript, a video, a file. What could not be fetched is an event too: nothing is dropped without a word.
enum class MediaKind : std::uint8_t { picture, voice, video, file };
std::string_view name_of(MediaKind);
std::optional<MediaKind> media_named(std::string_view);
struct MediaIn {
  MediaKind kind{};
  enum class Got : std::uint8_t { whole, too_large, not_fetched } got{};
  std::string type;         // by content, "image/jpeg"; "application/octet-stream" where it is not known
  std::string bytes;        // whole: the content, sealed by the store; else empty
  bool addressed{};         // as in MessageIn; a picture beside a text of one message comes as an event of its own, "<id>#1"
};
// Somebody opened the direct chat without writing yet (the platform tells it, at most once a day).
struct HelloIn {
  bool only_mentions{};     // in its groups the bot hears only what mentions it (Capabilities::only_mentions): the greeting says so
};
struct ButtonIn {
  std::string key;          // opaque key of ours, see bot/model/button.hpp
};
struct DueIn {
  DueId due;
};
// Fragments of one person that waited for each other, opened, joined by line ends and read on the receiving side.
struct BurstIn {
  DueId due;
  std::vector<FragmentId> parts;
  std::string joined;
  Instant first_sent;       // sending time of the first fragment: relative days count from it
};
enum class DeliveryOutcome : std::uint8_t {
  sent, retry_after, refresh_credential, drop_message, conversation_gone, recipient_gone, configuration_error, ambiguous
};
// A planned message ended as failed: the bot decides whether another way or another person is needed.
struct DeliveryIn {
  SayId say;
  DeliveryOutcome outcome{};
};
using Body = std::variant<MessageIn, ButtonIn, DueIn, BurstIn, DeliveryIn, MediaIn, HelloIn>;

struct Event {
  AccountId account;                 // 0 for events of the service itself (due times, delivery results)
  std::string dedupe;                // the platform's own id; unique per account. "due:<id>" and the like for the service's own
  std::string platform_chat;         // the platform's id of the chat it came in; empty for the service's own
  bool direct{};                     // the chat is a direct one with the actor
  std::string actor;                 // the platform's id of the writer; the person is looked up, maybe unknown
  Instant sent;                      // the platform's time of sending; relative days in the text count from it
  Instant received;
  Body body;
  bool passive{};                    // the request that brought it can carry words back in its own answer: the store claims one message for it
  bool once{};                       // the platform never sends it again: shed last
  bool unnamed{};                    // `actor` is not the id that people are bound to: the platform would not tell it until somebody mends the connection
};

// What came beside the first part of one message ("<id>#1", "<id>#2"): one act, answered once. The whole message's own id has no '#'.
inline bool further_part(const Event& event) {
  auto hash = event.dedupe.rfind('#');
  return std::holds_alternative<MediaIn>(event.body) && hash != std::string::npos && hash + 1 < event.dedupe.size() &&
         event.dedupe.find_first_not_of("0123456789", hash + 1) == std::string::npos;
}

}  // namespace linli
