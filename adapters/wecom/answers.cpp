#include "adapters/wecom/answers.hpp"

#include <algorithm>

#include "adapters/wecom/markup.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

constexpr std::size_t most_characters = bot_markdown_bytes / 4;

// The message's own key, which a repeat has too: the platform then shows one answer, not two.
std::string id_of(const Outgoing& words) {
  auto id = words.key;
  std::replace(id.begin(), id.end(), ':', '-');
  return id;
}

}  // namespace

std::string stream_state(std::string_view stream, std::string_view content) {
  return dump(Json{{"msgtype", "stream"}, {"stream", {{"id", stream}, {"finish", true}, {"content", content}}}});
}

Worded answer_to_message(const Outgoing& words) {
  auto id = id_of(words), content = shortened(as_markdown(words.text), most_characters);
  return {stream_state(id, content), id, id, content};
}

Worded answer_to_hello(const Outgoing& words) {
  return {dump(Json{{"msgtype", "text"}, {"text", {{"content", shortened(as_text(words.text), most_characters)}}}}), id_of(words), {}, {}};
}

std::string sealed_answer(const Envelope& envelope, std::string_view json, std::string_view nonce, std::chrono::seconds now, std::string_view random16) {
  auto encrypted = envelope.seal(json, random16);
  auto timestamp = std::to_string(now.count());
  auto signature = envelope.signature(timestamp, nonce, encrypted);
  return dump(Json{{"encrypt", encrypted}, {"msgsignature", signature}, {"timestamp", now.count()}, {"nonce", nonce}});
}

}  // namespace linli::wecom
