#pragma once
// What a decrypted callback or a frame of the long connection says, as plain values (docs/wecom.md "What is understood of what comes in").
// Decoding is pure and total: nothing for what is not well-formed, beyond a bound (32 levels, 10,000 items), or lacks what it must have; what
// is well-formed and unknown is `other`.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/model/event.hpp"
#include "bot/model/secret.hpp"

namespace linli::wecom {

inline constexpr std::size_t most_attached = 20;                     // of one message; what goes beyond is left out
inline constexpr std::chrono::seconds latest{253'402'300'799};       // the end of the year 9999: no later time is read

struct Attached {                      // with neither url nor media it cannot be fetched
  MediaKind kind{};
  SecretPtr url;                       // where it lies, 5 minutes long; or
  std::string media;                   // a media id of the application
  SecretPtr key;                       // of the long connection; else the callback's EncodingAESKey opens it
};
struct Heard {
  enum class What : std::uint8_t {
    message,                           // text, attached, or both; of a group always one that mentions the bot
    click,                             // a card's button
    hello,                             // the single chat was opened
    refresh,                           // the platform asks for the next state of a streamed answer
    disconnected,                      // long connection: another one took over
    other                              // known or unknown, nothing follows from it: acknowledged with an empty answer. Also what comes from
                                       // nobody, from "sys", or from a group without its id
  } what{What::other};
  std::string id;                      // msgid; of the application's events without one: "event:" and what identifies them; other: maybe empty
  std::string from;                    // userid, maybe encrypted (open_userid); empty: from the system
  std::string chat;                    // the bot's chatid; empty: single chat
  std::chrono::seconds sent{};         // since 1970; 0: not told
  std::string text;                    // as sent, the bot's mention still in it, without control characters; of a place its label, of a link its address
  bool spoken{}, quotes{};             // a voice's transcript; it quotes another message
  std::string quoted;                  // the quoted message's text, if it has one
  std::vector<Attached> attached;
  std::string task, key;               // click: of the card, of the button
  SecretPtr response;                  // response_url, or the application's ResponseCode of a click
  std::string stream;                  // refresh
};

std::optional<Heard> read_application(std::string_view xml);   // the decrypted XML of a self-built application
std::optional<Heard> read_bot(std::string_view json);          // the decrypted JSON of the bot, and the body of its frames

// ---- envelopes around them
std::optional<std::string> encrypted_in_xml(std::string_view body);   // <xml><Encrypt>
std::optional<std::string> encrypted_in_json(std::string_view body);  // {"encrypt": ...}

// ---- frames of the long connection
struct Frame {
  std::string command;                 // empty: an answer
  std::string request;                 // headers.req_id
  std::optional<std::int64_t> error;   // errcode of an answer
  std::optional<Heard> heard;          // of a callback; one without it cannot be read
};
std::optional<Frame> read_frame(std::string_view text);        // control characters inside are taken out first; raw line ends and tabs become blanks

}  // namespace linli::wecom
