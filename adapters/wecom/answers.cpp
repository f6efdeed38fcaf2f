#include "adapters/wecom/answers.hpp"

#include "adapters/wecom/markup.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

constexpr std::size_t most_characters = bot_markdown_bytes / 4;

Json card_json(std::string_view text, const Outgoing& words, std::string_view id) { return {{"template_card", button_card(text, words, id)}}; }
Json typed(std::string_view type, const Json& content) {
  Json json{{"msgtype", type}};
  json.update(content);
  return json;
}
Json stream_json(std::string_view stream, std::string_view content) { return {{"stream", {{"id", stream}, {"finish", true}, {"content", content}}}}; }

}  // namespace

std::string stream_state(std::string_view stream, std::string_view content) { return dump(typed("stream", stream_json(stream, content))); }

// The ids come from the message's own key, which a repeat has too: the platform then shows one answer, not two.
Worded answer_to_message(const Outgoing& words, const Names& bot_names) {
  auto id = task_of(words.key);
  if (!fits_card(words)) {
    auto content = shortened(as_markdown(words.buttons.empty() ? words.text : numbered(words.text, words, bot_names)), most_characters);
    return {stream_state(id, content), id, id, content};
  }
  auto [ahead, text] = card_texts(words.text);
  auto card = card_json(text, words, id);
  if (ahead.empty()) return {dump(typed("template_card", card)), id, {}, {}};
  auto content = shortened(as_markdown(ahead), most_characters);
  auto both = stream_json(id, content);
  both.update(card);
  return {dump(typed("stream_with_template_card", both)), id, id, content};
}

Worded answer_to_hello(const Outgoing& words, const Names& bot_names) {
  auto id = task_of(words.key);
  if (auto [ahead, text] = card_texts(words.text); fits_card(words) && ahead.empty()) return {dump(typed("template_card", card_json(text, words, id))), id, {}, {}};
  auto text = words.buttons.empty() ? words.text : numbered(words.text, words, bot_names);
  return {dump(typed("text", {{"text", {{"content", shortened(as_text(text), most_characters)}}}})), id, {}, {}};
}

std::string sealed_answer(const Envelope& envelope, std::string_view json, std::string_view nonce, std::chrono::seconds now, std::string_view random16) {
  auto encrypted = envelope.seal(json, random16);
  auto timestamp = std::to_string(now.count());
  auto signature = envelope.signature(timestamp, nonce, encrypted);
  return dump(Json{{"encrypt", encrypted}, {"msgsignature", signature}, {"timestamp", now.count()}, {"nonce", nonce}});
}

}  // namespace linli::wecom
