#include "adapters/wecom/answers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace linli::wecom {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// The message's own key, which a repeat has too: the platform then shows one answer, not two.
std::string id_of(const Outgoing& words) {
  auto id = words.key;
  std::replace(id.begin(), id.end(), ':', '-');
  return id;
}

}  // namespace

std::string stream_state(std::string_view stream, std::string_view content) {
  return dump({{"msgtype", "stream"}, {"stream", {{"id", stream}, {"finish", true}, {"content", content}}}});
}

Worded answer_to_message(const Outgoing& words) {
  auto id = id_of(words);
  return {stream_state(id, words.text), id, id, words.text};
}

Worded answer_to_hello(const Outgoing& words) {
  return {dump({{"msgtype", "text"}, {"text", {{"content", words.text}}}}), id_of(words), {}, {}};
}

std::string sealed_answer(const Envelope& envelope, std::string_view json, std::string_view nonce, std::chrono::seconds now, std::string_view random16) {
  auto encrypted = envelope.seal(json, random16);
  auto timestamp = std::to_string(now.count());
  auto signature = envelope.signature(timestamp, nonce, encrypted);
  return dump({{"encrypt", encrypted}, {"msgsignature", signature}, {"timestamp", now.count()}, {"nonce", nonce}});
}

}  // namespace linli::wecom
