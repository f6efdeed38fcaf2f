#include "adapters/wecom/bodies.hpp"

#include <utility>

#include "adapters/split_text.hpp"
#include "adapters/wecom/markup.hpp"
#include "adapters/wecom/wire.hpp"

namespace linli::wecom {
namespace {

constexpr int duplicate_seconds = 1'800, single_chat = 1, group_chat = 2;

bool markdown_way(const Choice& choice) { return choice.by == By::push || (choice.by == By::reply && !choice.hello); }

std::vector<std::string> parts(const Choice& choice, std::string_view text) {
  if (!markdown_way(choice)) return split_text(text, text_bytes, [](std::string_view part) { return as_text(part).size(); });
  return split_text(text, bot_markdown_bytes, [](std::string_view part) { return as_markdown(part).size(); });
}

bool carries_card(const Choice& choice, const Outgoing& words) { return choice.by != By::webhook && !choice.by_url && !choice.unheard && fits_card(words); }

void add_texts(std::vector<Piece>& to, const Choice& choice, std::string_view text, bool mention) {
  for (auto& part : parts(choice, text)) to.push_back({std::move(part), Piece::As::text, std::exchange(mention, false)});
}

Json text_json(const std::string& content) { return {{"msgtype", "text"}, {"text", {{"content", content}}}}; }
Json markdown_json(const std::string& text) { return {{"msgtype", "markdown"}, {"markdown", {{"content", as_markdown(text)}}}}; }
Json card_json(const Piece& piece, const Outgoing& words) {
  return {{"msgtype", "template_card"}, {"template_card", button_card(piece.text, words, task_of(words.key))}};
}

void add_escalation(std::vector<Piece>& to, const Choice& choice, const Outgoing& words, const Page& page, const Names& bot_names) {
  auto text = numbered(words.text, words, bot_names);
  if (page.address.empty()) {
    if (as_warning(text, words.mention).size() <= webhook_markdown_bytes) to.push_back({std::move(text), Piece::As::warning, true});
    else add_texts(to, choice, text, true);
    return;
  }
  auto [ahead, card] = notice_texts(text, !words.mention.empty());
  if (!ahead.empty()) add_texts(to, choice, ahead, true);
  to.push_back({std::move(card), Piece::As::notice, false});
}

bool stands(const Choice& choice, const Outgoing& words, const Piece& piece) {
  return piece.card() ? carries_card(choice, words) : piece.as != Piece::As::text && choice.by == By::webhook;
}

}  // namespace

std::vector<Piece> plan(const Choice& choice, const Outgoing& words, const Page& page, const Names& bot_names) {
  std::vector<Piece> pieces;
  if (choice.by == By::webhook && words.cls == SayClass::escalation) {
    add_escalation(pieces, choice, words, page, bot_names);
  } else if (words.buttons.empty()) {
    add_texts(pieces, choice, words.text, true);
  } else if (carries_card(choice, words)) {
    auto [ahead, card] = card_texts(words.text);
    if (!ahead.empty()) add_texts(pieces, choice, ahead, true);
    pieces.push_back({std::move(card), Piece::As::card, false});
  } else {
    add_texts(pieces, choice, numbered(words.text, words, bot_names), true);
  }
  return pieces;
}

std::vector<Piece> plan_again(const Choice& choice, const Outgoing& words, const std::vector<Piece>& left, const Names& bot_names) {
  std::vector<Piece> pieces;
  for (auto& piece : left) {
    if (stands(choice, words, piece)) pieces.push_back(piece);
    else add_texts(pieces, choice, piece.card() ? numbered(piece.text, words, bot_names) : piece.text, piece.mention);
  }
  return pieces;
}

std::string webhook_body(const Piece& piece, const Outgoing& words, const Page& page) {
  if (piece.as == Piece::As::notice) return dump(Json{{"msgtype", "template_card"}, {"template_card", notice_card(piece.text, page)}});
  if (piece.as == Piece::As::warning)
    return dump(Json{{"msgtype", "markdown"}, {"markdown", {{"content", as_warning(piece.text, piece.mention ? words.mention : "")}}}});
  auto json = text_json(as_text(piece.text));
  if (piece.mention && !words.mention.empty()) json["text"]["mentioned_list"] = {words.mention};
  return dump(json);
}

std::string application_body(const Piece& piece, const Outgoing& words, const std::string& member, std::int64_t agent, bool once) {
  Json json{{"touser", member}};
  json.update(piece.card() ? card_json(piece, words) : text_json(as_text(piece.text)));
  json["agentid"] = agent;
  json["safe"] = 0;
  json["enable_duplicate_check"] = once ? 1 : 0;
  if (once) json["duplicate_check_interval"] = duplicate_seconds;
  return dump(json);
}

std::string push_body(const Piece& piece, const Outgoing& words, const Target& target) {
  Json json{{"chatid", target.direct() ? target.member : target.chat}, {"chat_type", target.direct() ? single_chat : group_chat}};
  json.update(piece.card() ? card_json(piece, words) : markdown_json(piece.text));
  return dump(json);
}

std::string reply_body(const Piece& piece, const Outgoing& words, std::size_t number, bool markdown) {
  if (piece.card()) return dump(card_json(piece, words));
  if (markdown) return dump(markdown_json(piece.text));
  auto id = task_of(words.key) + (number > 0 ? "-" + std::to_string(number) : "");
  return dump(Json{{"msgtype", "stream"}, {"stream", {{"id", id}, {"finish", true}, {"content", as_markdown(piece.text)}}}});
}

std::string welcome_body(const Piece& piece, const Outgoing& words) {
  return dump(piece.card() ? card_json(piece, words) : text_json(as_text(piece.text)));
}

std::string response_body(const Piece& piece) { return dump(markdown_json(piece.text)); }

std::string update_body(std::string_view text, std::string_view task) {
  return dump(Json{{"response_type", "update_template_card"}, {"template_card", settled_card(text, task)}});
}

std::string update_body(std::string_view text, std::string_view task, const std::string& member, std::int64_t agent, std::string_view code) {
  Json json{{"userids", {member}}, {"agentid", agent}, {"response_code", code}, {"template_card", settled_card(text, task)}};
  return dump(json);
}

}  // namespace linli::wecom
