#pragma once
// What a callback of the bot is answered with [D-101031], and the envelope around it [D-101033]. Pure.
#include <chrono>
#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/wecom/card.hpp"
#include "adapters/wecom/envelope.hpp"

namespace linli::wecom {

// Words as the request's own answer, and by which id of ours the platform knows them.
struct Worded {
  std::string json, platform_id;
  std::string stream, content;        // of a streamed answer, should the platform ask for it again
};
// A stream that is finished at once; words with buttons as a card, with what it cannot show in a stream ahead of it.
Worded answer_to_message(const Outgoing& words, const Names& bot_names);
Worded answer_to_hello(const Outgoing& words, const Names& bot_names);   // text or a card: text is allowed here, and only here
std::string stream_state(std::string_view stream, std::string_view content);   // finished

// {"encrypt", "msgsignature", "timestamp", "nonce"}; `nonce` is the request's.
std::string sealed_answer(const Envelope& envelope, std::string_view json, std::string_view nonce, std::chrono::seconds now, std::string_view random16);

}  // namespace linli::wecom
