#include "adapters/wecom/answers.hpp"

#include "adapters/wecom/card.hpp"
#include "adapters/wecom/markup.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

constexpr std::size_t most_characters = bot_markdown_bytes / 4;   // of 4 bytes at most

// What one answer can hold; the rest is cut, since a request has one.
std::string held(const std::string& marked) { return shortened(marked, most_characters); }

}  // namespace

std::string stream_state(std::string_view stream, std::string_view content) {
  return dump(Json{{"msgtype", "stream"}, {"stream", {{"id", stream}, {"finish", true}, {"content", content}}}});
}

Worded answer_to_message(const Outgoing& words) {
  auto id = task_of(words.key);                          // a repeat has it too: the platform then shows one answer, not two
  if (!fits_card(words)) {
    auto content = held(as_markdown(numbered(words.text, words)));
    return {stream_state(id, content), id, id, content};
  }
  auto [ahead, asks] = card_texts(words.text);
  auto card = button_card(asks, words, id);
  if (ahead.empty()) return {dump(Json{{"msgtype", "template_card"}, {"template_card", card}}), id, {}, {}};
  auto content = held(as_markdown(ahead));
  Json both{{"msgtype", "stream_with_template_card"}, {"stream", {{"id", id}, {"finish", true}, {"content", content}}}, {"template_card", card}};
  return {dump(both), id, id, content};
}

Worded answer_to_hello(const Outgoing& words) {
  auto id = task_of(words.key);
  if (fits_card(words) && card_texts(words.text).first.empty())
    return {dump(Json{{"msgtype", "template_card"}, {"template_card", button_card(words.text, words, id)}}), id, {}, {}};
  return {dump(Json{{"msgtype", "text"}, {"text", {{"content", held(as_text(numbered(words.text, words)))}}}}), id, {}, {}};
}

std::string sealed_answer(const Envelope& envelope, std::string_view json, std::string_view nonce, std::chrono::seconds now, std::string_view random16) {
  auto encrypted = envelope.seal(json, random16);
  auto timestamp = std::to_string(now.count());
  auto signature = envelope.signature(timestamp, nonce, encrypted);
  return dump(Json{{"encrypt", encrypted}, {"msgsignature", signature}, {"timestamp", now.count()}, {"nonce", nonce}});
}

}  // namespace linli::wecom
